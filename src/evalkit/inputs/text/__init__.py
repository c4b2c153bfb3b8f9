"""Text files: encodings, rows and cells, by a fast and by a careful road that give the same."""
