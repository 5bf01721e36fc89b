"""The connected monitor of a policy agenda."""
