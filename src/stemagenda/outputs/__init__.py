"""How things leave."""
