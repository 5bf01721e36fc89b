"""Figures of the Wetenschapsbarometer, a survey on science and technology."""
