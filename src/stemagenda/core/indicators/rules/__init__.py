"""Rules about published values against the definitions they claim to belong to: one module a kind of rule."""
