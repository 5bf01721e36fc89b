"""Figures of TIMSS, the IEA study of mathematics and science."""
