"""Files written whole or not at all, also where the run is killed: `files` is what others call."""
