"""One table, read chunk by chunk."""
