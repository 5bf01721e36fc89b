"""Frozen editions: what one holds, how it is written, how two of them differ."""
