"""A report as a workbook with the same numbers."""
