"""Atom feeds (RFC 4287)."""
