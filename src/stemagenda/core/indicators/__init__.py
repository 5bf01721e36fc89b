"""What an indicator is, and how its light is decided: pure code, no clock, no files."""
