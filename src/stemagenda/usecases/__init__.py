"""What people can do: one function per verb or question."""
