"""What people can do with an action: read, write, decide, look back, remark."""
