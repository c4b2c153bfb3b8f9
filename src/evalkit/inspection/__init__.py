"""What a file holds, as evalkit sees it: its sheets, its heading, its columns, and which input each of them fits."""
