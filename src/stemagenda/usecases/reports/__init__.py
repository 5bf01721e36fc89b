"""Reports: composed from one reading of the store, written in every format, read again before they are handed out."""
