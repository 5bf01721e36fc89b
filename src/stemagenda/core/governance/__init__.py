"""Who decides what and where: entities, bodies, meetings, decisions, follow-up points, advice."""
