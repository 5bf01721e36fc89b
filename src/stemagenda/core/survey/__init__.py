"""Sample surveys: weighted shares and means with their errors, and the errors of linking two cycles."""
