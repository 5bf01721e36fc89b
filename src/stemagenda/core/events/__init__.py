"""Events of the agenda's ecosystem: when they are, who may still come, and what is wrong with one as it was written."""
