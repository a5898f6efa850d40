"""The text itself: folded so that words can be found in it, cut into sentences and into passages of one language."""
