"""Events: reading, keeping, taking along; who comes, and what came of it."""
