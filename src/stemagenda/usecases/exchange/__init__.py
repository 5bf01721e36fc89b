"""The list of actions as a workbook: out, and back in."""
