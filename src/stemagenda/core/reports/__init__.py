"""What readers are shown, apart from how it is written: sentences, charts, tables, glyphs."""
