"""Figures of the Education and Training Monitor of the European Commission."""
