"""The facts that a sentence states: which time, flow, kind and coverage each of its figures has."""
