"""What an action of the agenda is, how it is proposed and validated, and what follows from it."""
