"""How files are written, whoever wrote them: one bounded reader per format, and the same limits for all."""
