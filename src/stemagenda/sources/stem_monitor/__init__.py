"""Figures of the STEM monitor of the Flemish government."""
