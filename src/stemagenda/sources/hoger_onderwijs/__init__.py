"""Registrations and diplomas of Flemish higher education."""
