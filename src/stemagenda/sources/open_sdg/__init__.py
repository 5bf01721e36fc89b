"""Data repositories of Open SDG sites."""
