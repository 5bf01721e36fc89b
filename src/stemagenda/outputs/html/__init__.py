"""A report as one HTML file, or as a part of a page."""
