"""Feeds as RSS 2.0."""
