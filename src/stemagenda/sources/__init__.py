"""Where figures come from: one folder a source, and the shared reading of release files."""
