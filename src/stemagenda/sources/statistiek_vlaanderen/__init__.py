"""Figures of Statistiek Vlaanderen, the Flemish statistical authority."""
