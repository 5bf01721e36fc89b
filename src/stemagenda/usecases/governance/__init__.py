"""Bodies, meetings, decisions, follow-up points and advice: read and kept."""
