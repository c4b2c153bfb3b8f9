"""Several tables -> units: which there are, and which table counts."""
