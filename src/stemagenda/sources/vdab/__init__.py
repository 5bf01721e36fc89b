"""Figures of VDAB, the public employment service of Flanders."""
