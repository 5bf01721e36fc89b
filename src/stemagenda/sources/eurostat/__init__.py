"""Figures of Eurostat, to compare with."""
