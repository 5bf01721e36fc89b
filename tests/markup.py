"""What is wrong with a page's HTML, by the parser of the HTML standard and some rules it does not know.

html5lib follows the standard's parsing algorithm and records every parse error. It knows no content model, so the rules
below look at the parsed tree: unique ids, references that lead somewhere, obsolete elements and attributes, elements
where they may not stand, one main, one h1, headings that skip no level.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Final
from xml.etree.ElementTree import Element

import html5lib
from html5lib.constants import E as EXPLANATIONS

OBSOLETE: Final = frozenset(
    ["acronym", "applet", "big", "center", "dir", "font", "frame", "frameset", "marquee", "nobr", "strike", "tt"]
)
OBSOLETE_ATTRIBUTES: Final = {
    "align": {"table", "td", "th", "tr", "img", "div", "p", "h1", "h2", "h3", "caption"},
    "border": {"table", "img"},
    "cellpadding": {"table"},
    "cellspacing": {"table"},
    "bgcolor": {"table", "td", "th", "tr", "body"},
    "width": {"table", "td", "th", "col"},
    "name": {"a", "img"},
    "language": {"script"},
    "summary": {"table"},
}
INTERACTIVE: Final = frozenset({"a", "button", "input", "select", "textarea", "details", "label", "iframe"})
INLINE: Final = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "cite",
        "code",
        "em",
        "i",
        "kbd",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "var",
        "label",
    ]
)
BLOCK: Final = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "details",
        "div",
        "dl",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "ul",
    ]
)
#: Phrasing content only: blocks may not stand inside.
PHRASING_ONLY: Final = frozenset(
    [
        "abbr",
        "b",
        "button",
        "cite",
        "code",
        "em",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "i",
        "label",
        "legend",
        "p",
        "q",
        "small",
        "span",
        "strong",
        "summary",
    ]
)
CHILDREN: Final = {
    "ul": {"li", "script", "template"},
    "ol": {"li", "script", "template"},
    "dl": {"dt", "dd", "div", "script", "template"},
    "tr": {"td", "th", "script", "template"},
    "table": {"caption", "colgroup", "thead", "tbody", "tfoot", "tr", "script", "template"},
    "select": {"option", "optgroup", "hr", "script", "template"},
    "picture": {"source", "img", "script", "template"},
}
REFERENCES: Final = (
    "for",
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "aria-owns",
    "headers",
    "list",
    "form",
)


def problems_in(page: str) -> list[str]:
    """Every fault found in one page, each a line of words; empty for a good page."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root: Element = parser.parse(page)
    found = [f"line {line}: {EXPLANATIONS[code] % details}" for (line, _), code, details in parser.errors]
    for rule in (_ids, _references, _elements, _nesting, _landmarks, _headings, _texts):
        found.extend(rule(root))
    return found


def _name(element: Element) -> str:
    """The tag; empty for comments. SVG and MathML elements carry their namespace in it."""
    return element.tag if isinstance(element.tag, str) else ""


def _ids(root: Element) -> Iterator[str]:
    counted = Counter(identity for element in root.iter() if (identity := element.get("id")) is not None)
    for identity, times in counted.items():
        if times > 1:
            yield f"id {identity!r} stands {times} times"
        if not identity or any(sign.isspace() for sign in identity):
            yield f"id {identity!r} is empty or has a space"


def _references(root: Element) -> Iterator[str]:
    known = {element.get("id") for element in root.iter()}
    for element in root.iter():
        for attribute in REFERENCES:
            for target in element.get(attribute, "").split():
                if target not in known:
                    yield f"<{_name(element)} {attribute}={target!r}>: no element has that id"
        href = element.get("href", "") if _name(element) == "a" else ""
        if href.startswith("#") and len(href) > 1 and href[1:] not in known:
            yield f"link to {href}: no element has that id"


def _elements(root: Element) -> Iterator[str]:
    for element in root.iter():
        name = _name(element)
        if name in OBSOLETE:
            yield f"<{name}> is obsolete"
        for attribute in element.attrib.keys() & OBSOLETE_ATTRIBUTES.keys():
            if name in OBSOLETE_ATTRIBUTES[attribute]:
                yield f"<{name} {attribute}> is obsolete"
        if name == "img" and element.get("alt") is None:
            yield f"<img src={element.get('src')!r}> has no alt"
        if any(attribute.startswith("on") for attribute in element.attrib) or element.get("style") is not None:
            yield f"<{name}> has a script or style written into it, which the content policy refuses"


def _nesting(root: Element) -> Iterator[str]:
    for parent, child in _pairs(root):
        outer, inner = _name(parent), _name(child)
        if outer in CHILDREN and inner and inner not in CHILDREN[outer]:
            yield f"<{inner}> directly inside <{outer}>"
        if outer in PHRASING_ONLY and inner in BLOCK and not (outer == "summary" and inner.startswith("h")):
            yield f"<{inner}> inside <{outer}>"
    for element in root.iter():
        if _name(element) in {"a", "button"}:
            for inside in element.iter():
                if inside is not element and _name(inside) in INTERACTIVE:
                    yield f"<{_name(inside)}> inside <{_name(element)}>"


def _pairs(root: Element) -> Iterator[tuple[Element, Element]]:
    return ((parent, child) for parent in root.iter() for child in parent)


def _landmarks(root: Element) -> Iterator[str]:
    shown = [element for element in root.iter("main") if element.get("hidden") is None]
    if len(shown) != 1:
        yield f"{len(shown)} <main> elements, expected one"
    if not root.get("lang"):
        yield "<html> has no lang"
    titles = [element for element in root.iter("title") if (element.text or "").strip()]
    if not titles:
        yield "no <title>"
    for table in root.iter("table"):
        if table.find("caption") is None and not (table.get("aria-labelledby") or table.get("aria-label")):
            yield "a <table> has no caption"


def _headings(root: Element) -> Iterator[str]:
    levels = [
        int(name[1]) for element in root.iter() if (name := _name(element)) in {"h1", "h2", "h3", "h4", "h5", "h6"}
    ]
    if levels.count(1) != 1:
        yield f"{levels.count(1)} <h1> elements, expected one"
    for before, after in pairwise(levels):
        if after > before + 1:
            yield f"<h{after}> follows <h{before}>"


def _texts(root: Element) -> Iterator[str]:
    for word in ("None", "nan", "NaN", "undefined", "[object Object]", "{{", "{%"):
        for element in root.iter():
            if _name(element) in {"script", "style"}:
                continue
            said = {(element.text or "").strip(), (element.tail or "").strip()}
            if word in said or (word.startswith("{") and any(word in text for text in said)):
                yield f"<{_name(element)}> says {word!r}"
