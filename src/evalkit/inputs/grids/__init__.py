"""Tables that are no text file and no workbook, and what all readers share that give row by row."""
