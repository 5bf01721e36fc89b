"""Where things are kept: core values in, core values out."""
