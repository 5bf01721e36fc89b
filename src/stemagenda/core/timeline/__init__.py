"""Policy developments as Cedefop's timeline of VET policies keeps them: what they are, and the stage of each year."""
