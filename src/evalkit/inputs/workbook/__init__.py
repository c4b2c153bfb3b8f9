"""Workbooks: their parts as streams, cells as they are shown."""
