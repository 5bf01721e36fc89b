"""Questions to the STEMhub: what is asked, the way to an answer, what could help, and what stays unmet."""
