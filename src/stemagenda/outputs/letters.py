"""The letters of reports: fonts that travel with the house, and what to do with a sign none of them has."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

SANS: Final = "Stemagenda Sans"
SERIF: Final = "Stemagenda Serif"
REST: Final = "Stemagenda Rest"
#: signs that XML and PDF do not allow, marks of direction that could turn a line around, and lone halves of a sign
_FORBIDDEN: Final = re.compile(
    "[\x00-\x08\x0b-\x0d\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
#: signs that are no letter of their own: joiners, marks that choose a form, the soft hyphen
_UNSEEN: Final = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_UNCOMMON: Final = re.compile(r"[^\x20-\x7e\xa0-\xff]")


@contextmanager
def folder() -> Iterator[Path]:
    """Give the folder of fonts as a place on disk."""
    with as_file(files("stemagenda.outputs").joinpath("fonts")) as place:
        yield place


@cache
def _covered() -> tuple[tuple[int, ...], tuple[int, ...]]:
    text = files("stemagenda.outputs").joinpath("fonts/covered.txt").read_text(encoding="ascii")
    ends = [line.split("-") for line in text.split()]
    return tuple(int(end[0], 16) for end in ends), tuple(int(end[-1], 16) for end in ends)


def has(sign: str) -> bool:
    """Tell whether one of our fonts has the sign."""
    firsts, lasts = _covered()
    index = bisect_right(firsts, ord(sign)) - 1
    return index >= 0 and ord(sign) <= lasts[index]


def clean(text: str) -> str:
    """Return the text without signs that no file may hold; each becomes the sign for one that is lost."""
    return _FORBIDDEN.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def drawable(text: str) -> str:
    """Return the text with each sign that no font of ours has as its name: "[rocket]"."""
    return _UNCOMMON.sub(lambda found: _named(found.group()), clean(text))


def seen(text: str) -> str:
    """Return the text, or a dash where a reader would see nothing: a title may not be empty."""
    return text if _UNSEEN.sub("", text).strip() else "–"


def _named(sign: str) -> str:
    if sign in "\n\t":
        return sign
    if _UNSEEN.match(sign):
        return "" if sign == "\ufeff" or "\ufe00" <= sign <= "\ufe0f" else sign
    if has(sign):
        return sign
    name = unicodedata.name(sign, f"U+{ord(sign):04X}")
    return f"[{name if name.startswith('U+') else name.lower()}]"
