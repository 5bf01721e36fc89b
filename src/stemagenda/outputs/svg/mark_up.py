"""Writing SVG safely: escaped text, escaped attributes, short numbers."""

from __future__ import annotations

import re
from typing import Final

_ENTITIES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"})
#: characters that XML 1.0 does not allow at all
_FORBIDDEN: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def escape(text: str) -> str:
    """Return the text safe inside an element or a quoted attribute."""
    return _FORBIDDEN.sub("\ufffd", text).translate(_ENTITIES)


def number(value: float) -> str:
    """Return a coordinate with at most two decimals and no trailing zeros."""
    written = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def element(name: str, content: str | None = None, /, **attributes: str | float | None) -> str:
    """Return one element. `content` is taken as it is: escape text before. None attributes are left out.

    Python's `class_` and `stroke_width` become `class` and `stroke-width`.
    """
    parts = [name]
    for key, value in attributes.items():
        if value is None:
            continue
        written = escape(value) if isinstance(value, str) else number(value)
        parts.append(f'{key.rstrip("_").replace("_", "-")}="{written}"')
    opening = " ".join(parts)
    return f"<{opening}/>" if content is None else f"<{opening}>{content}</{name}>"
