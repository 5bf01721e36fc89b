"""A drawing of the site as a drawing of its own: light colours in every element, no classes, no style sheet.

Word, Typst, a browser and resvg each read another part of CSS; all of them read plain attributes. Names and
descriptions are left out, because a report says them beside the drawing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml.ElementTree import fromstring

from stemagenda.outputs.lights import COLOURS
from stemagenda.outputs.svg.mark_up import escape

FAMILY: Final = "'Stemagenda Sans','Source Sans 3','Source Sans Pro',Calibri,Arial,sans-serif"
SERIF: Final = "'Stemagenda Serif','Source Serif 4','Source Serif Pro',Georgia,serif"
#: Reports are printed on white.
PAPER: Final = "#FFFFFF"
_LEFT_OUT: Final = frozenset({"title", "desc", "style", "metadata", "script"})
_ATTRIBUTES_LEFT_OUT: Final = ("class", "id", "role", "style", "aria-", "data-", "on")
_INK, _SOFT, _LINE, _EDGE, _ACCENT = (COLOURS[name] for name in ("ink", "soft", "line", "edge", "accent"))

Attributes = dict[str, str]
#: class -> attributes; a later rule wins. {light} and {own} are the colours of the light and of the category.
_RULES: Final[tuple[tuple[str, Attributes], ...]] = (
    ("c-soft", {"fill": _SOFT}),
    ("c-strong", {"font-weight": "600"}),
    ("c-title", {"font-family": SERIF, "font-weight": "600", "font-size": "21"}),
    ("c-halo", {"paint-order": "stroke", "stroke": PAPER, "stroke-width": "4", "stroke-linejoin": "round"}),
    ("c-grid", {"stroke": _LINE, "fill": "none"}),
    ("c-axis", {"stroke": _INK, "fill": "none"}),
    (
        "c-line",
        {
            "stroke": "{own}",
            "stroke-width": "2.25",
            "fill": "none",
            "stroke-linejoin": "round",
            "stroke-linecap": "round",
        },
    ),
    ("c-point", {"fill": "{own}", "stroke": PAPER, "stroke-width": "1.5"}),
    ("c-open", {"fill": PAPER, "stroke": "{own}", "stroke-width": "1.75"}),
    ("c-range", {"stroke": "{own}", "stroke-width": "1.25", "fill": "none"}),
    ("c-label", {"fill": "{own}"}),
    (
        "c-target",
        {
            "stroke": _ACCENT,
            "stroke-width": "1.5",
            "fill": "none",
            "stroke-dasharray": "2 4",
            "stroke-linecap": "round",
        },
    ),
    ("c-target-mark", {"fill": "none", "stroke": _ACCENT, "stroke-width": "2.5"}),
    ("c-target-text", {"fill": _ACCENT}),
    ("c-event", {"stroke": _EDGE, "stroke-dasharray": "1 3", "fill": "none"}),
    ("c-moment", {"stroke": _SOFT, "stroke-width": "1.25", "fill": "none"}),
    ("c-span", {"fill": _EDGE, "opacity": "0.16"}),
    ("c-number", {"fill": PAPER, "stroke": _INK, "stroke-width": "1.25"}),
    ("c-break", {"stroke": _EDGE, "stroke-width": "1.25", "fill": "none"}),
    ("c-fan", {"fill": _EDGE, "opacity": "0.22"}),
    ("c-fan-line", {"stroke": _EDGE, "stroke-width": "1.5", "stroke-dasharray": "5 4", "fill": "none"}),
    ("c-missing", {"fill": "none", "stroke": _EDGE, "stroke-width": "1.5", "stroke-dasharray": "2.6 2.2"}),
    ("c-lit", {"fill": "{light}", "stroke": PAPER, "stroke-width": "1.5"}),
    ("c-lit-hollow", {"fill": PAPER, "stroke": "{light}", "stroke-width": "2.25"}),
    ("s-line", {"stroke": _INK, "stroke-width": "1.5", "fill": "none", "stroke-linejoin": "round"}),
    ("s-dot", {"fill": _INK}),
    ("s-target", {"stroke": _ACCENT, "stroke-width": "2", "fill": "none"}),
    ("s-last", {"fill": "{light}"}),
    ("s-last-hollow", {"fill": PAPER, "stroke": "{light}", "stroke-width": "1.75"}),
    ("d-track", {"stroke": _LINE, "fill": "none"}),
    ("d-span", {"stroke": _EDGE, "stroke-width": "1.5", "fill": "none"}),
    ("d-girls", {"fill": COLOURS["category-2"]}),
    ("d-boys", {"fill": COLOURS["category-3"]}),
    ("d-girls-text", {"fill": COLOURS["category-2"], "font-weight": "600"}),
    ("d-boys-text", {"fill": COLOURS["category-3"], "font-weight": "600"}),
)


@dataclass(frozen=True, kw_only=True)
class _Around:
    """What the elements around one say about it."""

    light: str = _INK
    own: str = _INK
    aside: bool = False


def static(svg: str) -> str:
    """Return the drawing with its light-theme colours and letters written into each element.

    Raises:
        ValueError: the text is no SVG.
    """
    try:
        root: Element = fromstring(svg)
    except (ParseError, ValueError) as problem:
        raise ValueError(f"the drawing is no SVG: {problem}") from problem
    if _name(root) != "svg":
        raise ValueError("the drawing is no SVG: its first element is another")
    _, _, width, height = (root.get("viewBox") or f"0 0 {root.get('width', 300)} {root.get('height', 150)}").split()
    root.attrib |= {"width": width, "height": height, "viewBox": f"0 0 {width} {height}"}
    return _written(root, _Around()).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _written(element: Element, around: _Around) -> str:
    name = _name(element)
    if not name or name in _LEFT_OUT:
        return ""
    classes = (element.get("class") or "").split()
    around = _narrowed(around, classes)
    attributes = _resolved(name, classes, around)
    for key, value in element.attrib.items():
        if not key.startswith(_ATTRIBUTES_LEFT_OUT) and "}" not in key:
            attributes[key] = around.light if value == "currentColor" else value
    opening = " ".join([name, *(f'{key}="{escape(value)}"' for key, value in attributes.items())])
    inside = [escape(element.text or "")]
    for child in element:
        inside += [_written(child, around), escape(child.tail or "")]
    content = "".join(inside)
    return f"<{opening}>{content}</{name}>" if content else f"<{opening}/>"


def _narrowed(around: _Around, classes: list[str]) -> _Around:
    for kind in classes:
        if kind in {"is-green", "is-orange", "is-red", "is-grey"}:
            faded = "-faded" if "is-stale" in classes else ""
            around = replace(around, light=COLOURS[f"{kind[3:]}{faded}"])
        elif kind.startswith("c-cat"):
            around = replace(around, own=COLOURS[f"category-{kind[5:]}"])
        elif kind == "c-aside":
            around = replace(around, aside=True)
    return around


def _resolved(name: str, classes: list[str], around: _Around) -> Attributes:
    found: Attributes = {}
    if name == "text":
        found |= {"font-family": FAMILY, "font-size": "13", "fill": _INK}
    for kind, attributes in _RULES:
        if kind in classes:
            found |= {
                key: value.replace("{light}", around.light).replace("{own}", around.own)
                for key, value in attributes.items()
            }
    if around.aside and "c-line" in classes:
        found["stroke-width"] = "1.5"
    return found
