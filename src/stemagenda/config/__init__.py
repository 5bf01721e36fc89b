"""Settings from the environment, addresses, entry points."""
