"""The code a new record of governance gets: made from what it is, never given twice."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from typing import Final, Protocol

from stemagenda.core.actions.action import Wording
from stemagenda.core.governance.meeting import Advice, Decision, Meeting

#: The last words of addresses beside those of records: no code may be one of them.
_TAKEN: Final = frozenset({"", "nieuw", "new", "actoren", "actors", "relaties", "relations"})
_LONGEST: Final = 50
_OTHERS: Final = re.compile(r"[^a-z0-9]+")


class Titled(Protocol):
    """A record that has a title."""

    @property
    def title(self) -> Wording:
        """What it is called."""
        ...


def new_code(*, record: Titled | Decision, taken: Collection[str]) -> str:
    """A code of small letters, digits and hyphens; a number behind it where that code was given already."""
    return code_from(wish=_wish(record), taken=taken)


def code_from(*, wish: str, taken: Collection[str]) -> str:
    """The same from words."""
    wanted = _plain(wish)
    code, number = wanted, 1
    while code in taken or code in _TAKEN:
        number += 1
        code = f"{wanted}-{number}".lstrip("-")
    return code


def _wish(record: Titled | Decision) -> str:
    match record:
        case Meeting():
            return f"{record.body} {record.on.isoformat()}"
        case Decision():
            return f"{record.meeting or f'{record.by} {record.on.isoformat()}'} beslissing"
        case Advice():
            return f"{record.council} {record.on.year if record.on else record.title.nl}"
    return record.title.nl


def _plain(written: str) -> str:
    """Without accents and signs, cut at a word."""
    letters = unicodedata.normalize("NFKD", written).lower().encode("ascii", "ignore").decode()
    code = _OTHERS.sub("-", letters).strip("-")
    return code if len(code) <= _LONGEST else code[: _LONGEST + 1].rpartition("-")[0] or code[:_LONGEST]
