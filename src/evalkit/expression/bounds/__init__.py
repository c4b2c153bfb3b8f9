"""The bounds back end: between which numbers a node lies, over which denominators, known for certain."""
