"""Lines of a letter in plain text: short, and nobody else's words begin one."""

from __future__ import annotations

import re
import textwrap
from typing import Final

#: Columns; longer lines are folded by programs in their own way.
WIDTH: Final = 74
_UNWRITABLE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+")


def clean(written: str) -> str:
    """Somebody else's words on one line, without anything that a screen would obey."""
    return " ".join(_UNWRITABLE.sub(" ", written).split())


def shortened(written: str, *, most: int) -> str:
    """The beginning of somebody else's words."""
    text = clean(written)
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def wrapped(paragraph: str, *, bullet: bool = False) -> str:
    """A paragraph in short lines; a bullet's own lines stand under one another."""
    return textwrap.fill(
        paragraph,
        width=WIDTH,
        initial_indent="- " if bullet else "",
        subsequent_indent="  " if bullet else "",
        break_long_words=False,
        break_on_hyphens=False,
    )
