"""A scheme -> what the workbook holds that units or departments fill in. Pure data: `formats.template` writes it."""
