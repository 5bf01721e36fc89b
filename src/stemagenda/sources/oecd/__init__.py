"""Figures of the OECD, to compare with."""
