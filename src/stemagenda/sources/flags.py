"""What publishers mean by the flag beside a value, in the SDMX statuses that a release may have.

Eurostat prints small letters, several together where several hold ("bp"); SDMX has one capital. Flags that no status
stands for (the definition differs) leave the value as it is and are said in words beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

#: Statuses by flag. Small letters: Eurostat; capitals: SDMX CL_OBS_STATUS.
STATUS: Final[Mapping[str, str]] = {
    "b": "B",
    "e": "E",
    "f": "F",
    "p": "P",
    "s": "E",
    "u": "U",
    **{letter: letter for letter in "ABEFIPSU"},
}
#: Flags that leave the value as it is, and what they say.
SAID: Final[Mapping[str, str]] = {
    "d": "de definitie wijkt af",
    "i": "zie de toelichting van de uitgever",
    "r": "herzien door de uitgever",
    "D": "de definitie wijkt af",
    "G": "proefcijfer",
    "J": "afwijking van de regels toegestaan",
    "K": "elders meegeteld",
    "V": "nog niet gevalideerd",
    "W": "telt ook een andere categorie mee",
}
#: Flags with which there is no figure: confidential, not significant, not applicable, missing, suppressed.
NO_FIGURE: Final = frozenset({"c", "m", "n", "z", "H", "L", "M", "N", "O", "Q", "T", "X", "Z"})
#: Where several statuses hold, the first of these is kept: a break changes what may be compared.
_GRAVEST: Final = "BUSEIPFA"


@dataclass(frozen=True, kw_only=True)
class Flag:
    """A flag understood: its status, "" where there is no figure, and a sentence for what the status leaves out."""

    status: str
    note: str = ""


def flag_of(*, flag: str, own: Mapping[str, str]) -> Flag | None:
    """Return what a flag stands for; `own` are the flags a source declares itself. None for one nobody knows."""
    flag = flag.strip()
    if not flag:
        return Flag(status="A")
    if flag in own:
        return Flag(status=own[flag])
    letters = [flag] if flag in STATUS or flag in SAID or flag in NO_FIGURE else [*flag.replace(" ", "")]
    if any(letter in NO_FIGURE for letter in letters):
        return Flag(status="")
    statuses = [own.get(letter) or STATUS.get(letter) for letter in letters]
    said = [SAID[letter] for letter in letters if letter in SAID]
    if any(status is None and letter not in SAID for status, letter in zip(statuses, letters, strict=True)):
        return None
    found = [status for status in statuses if status]
    note = f"Vlag van de uitgever: {flag}" + (f" ({'; '.join(said)})" if said else "") + "."
    return Flag(status=gravest(found), note=note if said or len(found) > 1 else "")


def gravest(statuses: list[str]) -> str:
    """Return the status that says most against comparing; "A" when there is none."""
    return min(statuses, key=_GRAVEST.index, default="A")
