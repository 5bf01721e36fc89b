"""Practices and publications as the EU STEM Coalition's pages describe them, joined to what the agenda wants."""
