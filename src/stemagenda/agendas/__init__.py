"""What an agenda says: its framework and indicators as TOML, and the loader that reads a whole folder or refuses it."""
