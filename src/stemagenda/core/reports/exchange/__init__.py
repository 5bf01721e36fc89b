"""The action register as a workbook that people edit and give back: its sheets, its words, out and in."""
