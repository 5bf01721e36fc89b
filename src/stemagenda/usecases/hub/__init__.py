"""The STEMhub: somebody asks for help, gets suggestions at once and an answer later, and says whether it helped."""
