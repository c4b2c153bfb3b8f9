"""The shape of a table: where its heading is, which columns it has, and which of its rows are no units."""
