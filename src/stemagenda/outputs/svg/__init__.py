"""Pictures as SVG: charts, sparks and the shapes of the lights. No style attributes: a strict CSP forbids them."""
