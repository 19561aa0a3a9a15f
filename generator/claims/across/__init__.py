"""What the sources make of each other: the same report, reprints, relations, words."""
