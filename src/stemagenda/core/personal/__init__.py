"""What is kept about people without an account: for what, on which ground, for how long."""
