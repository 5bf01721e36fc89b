"""A report as a tagged PDF, set with Typst."""
