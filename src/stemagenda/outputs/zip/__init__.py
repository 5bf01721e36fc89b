"""Files in one archive."""
