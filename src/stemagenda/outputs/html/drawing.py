"""A drawing inside a page: only shapes and letters are let through, so that nothing in it can run or fetch."""

from __future__ import annotations

import re
from html import escape
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml.ElementTree import fromstring

_SHAPES: Final = frozenset(
    ["svg", "g", "path", "circle", "rect", "line", "polyline", "polygon", "ellipse", "text", "tspan"]
)
_SETTINGS: Final = frozenset(
    [
        "viewBox", "d", "cx", "cy", "r", "rx", "ry", "x", "y", "x1", "y1", "x2", "y2", "dx", "dy", "width", "height",
        "points", "transform", "fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap",
        "stroke-linejoin", "opacity",
        "fill-opacity", "paint-order", "text-anchor", "font-family", "font-size", "font-weight",
        "font-style",
    ]
)  # fmt: skip
_FETCHING: Final = re.compile(r"url\s*\(|javascript:", re.IGNORECASE)


def inline(svg: str, *, alternative: str) -> str:
    """Return the drawing as an element of a page that a screen reader names by the other text.

    Raises:
        ValueError: the text is no SVG.
    """
    try:
        root: Element = fromstring(svg)
    except (ParseError, ValueError) as problem:
        raise ValueError(f"the drawing is no SVG: {problem}") from problem
    for size in ("width", "height"):
        root.attrib.pop(size, None)
    return _kept(root).replace("<svg", f'<svg role="img" aria-label="{escape(alternative)}"', 1)


def _kept(element: Element) -> str:
    name = str(element.tag).rpartition("}")[2]
    if name not in _SHAPES:
        return ""
    settings = "".join(
        f' {key}="{escape(value)}"'
        for key, value in element.attrib.items()
        if key in _SETTINGS and not _FETCHING.search(value)
    )
    inside = escape(element.text or "") + "".join(_kept(child) + escape(child.tail or "") for child in element)
    return f"<{name}{settings}>{inside}</{name}>"
