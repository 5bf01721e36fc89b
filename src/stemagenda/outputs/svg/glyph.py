"""The lights as shapes: triangle up, bar, triangle down, dashed ring. The page gives them their colour, by class."""

from __future__ import annotations

from stemagenda.core.indicators.case import Colour
from stemagenda.core.reports.glyphs import words
from stemagenda.core.text import Language
from stemagenda.outputs.lights import FILLED, HOLLOW, RING
from stemagenda.outputs.svg.mark_up import element, escape


def shape(colour: Colour, *, uncertain: bool = False) -> str:
    """Return the bare shape of a light on a field of 16 by 16, painted in the current colour."""
    if colour == "grey":
        return RING
    if uncertain:
        return element("path", class_="hollow", d=HOLLOW[colour], fill="none", stroke="currentColor", stroke_width=1.7)
    return element("path", d=FILLED[colour])


def classes(colour: Colour, *, uncertain: bool = False, stale: bool = False) -> str:
    """Return the classes that give a light its colour: "is-red is-stale"."""
    return f"is-{colour}" + (" is-hollow" if uncertain else "") + (" is-stale" if stale else "")


def glyph(
    colour: Colour, *, uncertain: bool = False, stale: bool = False, label: str | None = None, language: Language = "nl"
) -> str:
    """Return the light as a small SVG that takes the size of the letters around it.

    Args:
        colour: the light.
        uncertain: draw it hollow.
        stale: draw it faded.
        label: the name a screen reader hears; "" takes the light's own words; None hides the shape, for where the
            same words stand beside it.
        language: of the light's own words.
    """
    given: dict[str, str] = {"class_": f"glyph {classes(colour, uncertain=uncertain, stale=stale)}"}
    drawing = shape(colour, uncertain=uncertain)
    if label is None:
        return element("svg", drawing, **given, viewBox="0 0 16 16", fill="currentColor", aria_hidden="true")
    title = label or words(colour, language=language, uncertain=uncertain, stale=stale)
    content = f"<title>{escape(title)}</title>{drawing}"
    return element("svg", content, **given, viewBox="0 0 16 16", fill="currentColor", role="img")
