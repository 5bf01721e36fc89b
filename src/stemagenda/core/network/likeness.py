"""Names that may be of the same organisation: before a second record is stored, somebody decides."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

#: From here on two names are told to be alike.
LEAST: Final = 0.62
#: Words that say nothing of which organisation it is.
_EMPTY: Final = frozenset(
    {"de", "het", "een", "van", "voor", "der", "des", "den", "en", "te", "of", "the", "and", "for", "a", "an", "in"}
    | {"vzw", "ivzw", "asbl", "nv", "bv", "cv", "cvba", "vof", "sa", "npo", "inc", "ltd"}
)
_OTHERS: Final = re.compile(r"[^a-z0-9]+")
_IN_BRACKETS: Final = re.compile(r"\(([^()]{2,12})\)")
_FEWEST_LETTERS: Final = 3
_MOST_LETTERS: Final = 12


@dataclass(frozen=True, kw_only=True)
class Like:
    """A known actor with the name that is like the new one; `score` is 1 where only signs and small words differ."""

    code: str
    name: str
    score: float


@dataclass(frozen=True, kw_only=True)
class _Name:
    """A name taken apart: its telling words, the letters it is known by, the letters of its words, and its trigrams."""

    words: frozenset[str]
    letters: frozenset[str]
    initials: frozenset[str]
    trigrams: frozenset[str]


def alike(*, names: Sequence[str], known: Mapping[str, Sequence[str]], limit: int) -> tuple[Like, ...]:
    """The known actors (code -> every name) of which a name is like one of these; the most alike first."""
    own = [_taken_apart(name) for name in names if name.strip()]
    found = []
    for code, others in known.items():
        scored = [(max((_likeness(one, _taken_apart(other)) for one in own), default=0.0), other) for other in others]
        score, name = max(scored, default=(0.0, ""))
        if score >= LEAST:
            found.append(Like(code=code, name=name, score=round(score, 3)))
    return tuple(sorted(found, key=lambda item: (-item.score, item.code))[:limit])


def _taken_apart(name: str) -> _Name:
    plain = _plain(name)
    bare = _plain(_IN_BRACKETS.sub(" ", name)) or plain
    words = bare.split()
    telling = [word for word in words if word not in _EMPTY] or words
    letters = {_plain(found).replace(" ", "") for found in _IN_BRACKETS.findall(name)}
    if len(telling) == 1 and _FEWEST_LETTERS <= len(telling[0]) <= _MOST_LETTERS:
        letters.add(telling[0])
    joined = f"  {' '.join(telling)} "
    return _Name(
        words=frozenset(telling),
        letters=frozenset(letters),
        initials=frozenset(
            initials
            for initials in ("".join(word[0] for word in words), "".join(word[0] for word in telling))
            if len(initials) >= _FEWEST_LETTERS
        ),
        trigrams=frozenset(joined[at : at + 3] for at in range(len(joined) - 2)),
    )


def _likeness(one: _Name, other: _Name) -> float:
    """1 for the same words; 0.9 for the same letters; else how many trigrams they share (Dice), or a name in a name."""
    if one.words == other.words:
        return 1.0
    if one.letters & (other.letters | other.initials) or other.letters & one.initials:
        return 0.9
    shared = 2 * len(one.trigrams & other.trigrams) / (len(one.trigrams) + len(other.trigrams) or 1)
    shorter, longer = sorted((one.words, other.words), key=len)
    within = 0.7 if len(shorter) > 1 and shorter <= longer else 0.0
    return max(shared, within)


def _plain(written: str) -> str:
    letters = unicodedata.normalize("NFKD", written).lower().encode("ascii", "ignore").decode()
    return _OTHERS.sub(" ", letters).strip()
