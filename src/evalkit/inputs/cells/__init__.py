"""The text of a cell and what it says: one grammar for every kind of file."""
