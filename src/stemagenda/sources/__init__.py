"""Where figures come from: one folder a source, and the shared, bounded reading of release files."""
