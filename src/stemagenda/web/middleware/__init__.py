"""What happens to every request: headers, page memory."""
