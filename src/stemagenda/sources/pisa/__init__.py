"""Figures of PISA, the OECD study of fifteen-year-olds."""
