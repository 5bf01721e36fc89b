"""Pictures as PNG, drawn from the same SVG as the page shows."""
