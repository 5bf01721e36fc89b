"""A workbook that people fill in and give back."""
