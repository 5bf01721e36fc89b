"""Figures of the registers of course participants."""
