"""What things mean. No Django, no files, no network, no clock."""
