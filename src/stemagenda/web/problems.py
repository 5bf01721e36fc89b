"""What is wrong with a file, told in Dutch: readers and rules speak plain English, this finds the Dutch sentence.

`problems.nl.toml` holds one line a sentence: the English one and the Dutch one, with the same {parts}. A part written
{value:n} in Dutch is a number and gets Dutch marks; the part {said} is a sentence itself and must have a line of its
own. What has no line stays English, and says so.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from string import Formatter
from typing import Any, Final, Literal, NamedTuple

from stemagenda.core.text import Language

FILE: Final = Path(__file__).with_name("problems.nl.toml")
Kind = Literal["place", "message", "remedy", "part"]
#: Longer texts stay English: no sentence of ours is so long, and looking through it would take time.
LONGEST: Final = 1_500
#: Sentences in sentences: "... (tried 3 times)" around "... cannot be reached: it ends the connection".
_DEEPEST: Final = 4
#: A place that is no word but a key, a file or an address: figures[2], leerlingen-3.json, https://...
_KEY: Final = re.compile(r"(?=\S*[^\Wa-zA-Z]|\S*[./\[:])\S+(, \S+)?")
_NUMBER: Final = re.compile(r"-?\d{1,3}(,\d{3})*(\.\d+)?|-?\d+(\.\d+)?", re.ASCII)
_MARKS: Final = str.maketrans(",.", ".,")


class Said(NamedTuple):
    """A text and the language it is in."""

    text: str
    language: Language


class Told(NamedTuple):
    """A problem as a page shows it."""

    place: Said
    message: Said
    remedy: Said


class Caught(NamedTuple):
    """What stood at one open part of a sentence; `quoted` between quotation marks."""

    name: str
    text: str
    quoted: bool


class Filled(NamedTuple):
    """What stood at an open part, and what stands there in Dutch."""

    caught: Caught
    dutch: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One line of the file. English is `literals[0] {names[0]} literals[1] ...`."""

    english: str
    literals: tuple[str, ...]
    names: tuple[str, ...]
    dutch: tuple[tuple[str, str, str], ...]

    @property
    def weight(self) -> tuple[bool, int]:
        """Which of two sentences that fit goes first: one around another, then the one with more fixed words."""
        return "said" in self.names, sum(map(len, self.literals))

    def match(self, text: str) -> tuple[Caught, ...] | None:
        """What stands at the open parts of a text of this shape, each as short as can be; None for another shape.

        One pass, without going back: no text can make it slow.
        """
        first, *others = self.literals
        if not text.startswith(first) or not text.endswith(self.literals[-1]):
            return None
        at, caught = len(first), []
        for index, (name, literal) in enumerate(zip(self.names, others, strict=True)):
            in_quotes = self.literals[index].endswith("'")  # and only there a part may be empty
            last = index == len(others) - 1
            end = len(text) - len(literal) if last else text.find(literal, at if in_quotes else at + 1)
            if end < at or (end == at and not in_quotes):
                return None
            caught.append(Caught(name, text[at:end], in_quotes or _is_quoted(text[at:end])))
            at = end + len(literal)
        return tuple(caught) if at == len(text) else None


def told(problem: Mapping[str, str], *, language: Language) -> Told:
    """A problem in a language: place, message and remedy, each with the language it is really in."""
    said = [_told(problem.get(kind, ""), kind, language) for kind in ("place", "message", "remedy")]
    return Told(*said)


def _told(text: str, kind: Any, language: Language) -> Said:
    if language == "en" or not text:
        return Said(text, language)
    dutch = translated(text, kind=kind)
    return Said(text, "en") if dutch is None else Said(dutch, "nl")


@lru_cache(maxsize=1_000)
def translated(text: str, *, kind: Kind) -> str | None:
    """The Dutch for an English text of this kind; None where there is none."""
    if len(text) > LONGEST:
        return None
    found = _translated(text, (kind,), 0)
    return text if found is None and kind == "place" and _KEY.fullmatch(text) else found


@cache
def sentences() -> Mapping[str, Mapping[str, Sequence[Sentence]]]:
    """Every sentence by kind and first word; those that begin with an open part stand under every word, and under "".

    Raises:
        ValueError: a Dutch sentence has a part that the English one lacks.
    """
    return {kind: _by_first_word(lines) for kind, lines in tomllib.loads(FILE.read_text(encoding="utf-8")).items()}


def _by_first_word(lines: Mapping[str, str]) -> Mapping[str, Sequence[Sentence]]:
    found: dict[str, list[Sentence]] = defaultdict(list)
    for sentence in sorted((_sentence(*line) for line in lines.items()), key=_weight, reverse=True):
        word, blank, _ = sentence.literals[0].partition(" ")
        found[word if blank or not sentence.names else ""].append(sentence)
    anywhere = found[""]
    return {word: sorted([*own, *anywhere], key=_weight, reverse=True) if word else own for word, own in found.items()}


def _sentence(english: str, dutch: str) -> Sentence:
    parts = list(Formatter().parse(english))
    literals, names = [""], []
    for literal, name, _, _ in parts:
        literals[-1] += literal
        if name is not None:
            names.append(name)
            literals.append("")
    written = tuple((literal, name or "", form or "") for literal, name, form, _ in Formatter().parse(dutch))
    if strange := {name for _, name, _ in written} - {"", *names}:
        raise ValueError(f"{FILE.name}: '{dutch}' has the part {strange.pop()}, which '{english}' has not")
    return Sentence(english=english, literals=tuple(literals), names=tuple(names), dutch=written)


def _translated(text: str, kinds: Sequence[Kind], depth: int) -> str | None:
    found = fitting(text, kinds=kinds, depth=depth)
    if found is None:
        return None
    sentence, filled = found
    return "".join(
        literal + (_written(filled[name].dutch, form) if name else "") for literal, name, form in sentence.dutch
    )


def fitting(text: str, *, kinds: Sequence[Kind], depth: int = 0) -> tuple[Sentence, Mapping[str, Filled]] | None:
    """The sentence that a text is, and what stands at its parts; None where it is none of ours."""
    start = text.split(" ", 1)[0]
    for kind in kinds:
        book = sentences()[kind]
        for sentence in book.get(start) or book[""]:
            caught = sentence.match(text)
            filled = None if caught is None else _filled_in(caught, kinds, depth)
            if filled is not None:
                return sentence, filled
    return None


def _filled_in(caught: Sequence[Caught], kinds: Sequence[Kind], depth: int) -> Mapping[str, Filled] | None:
    filled: dict[str, Filled] = {}
    for one in caught:
        dutch = _filled(one, kinds, depth)
        if dutch is None:
            return None
        filled[one.name] = Filled(one, dutch)
    return filled


def _filled(caught: Caught, kinds: Sequence[Kind], depth: int) -> str | None:
    """What stands at a part, in Dutch where it is words of ours. None for {said} without a sentence of its own."""
    if depth >= _DEEPEST:
        return None
    if caught.name == "said":
        return _translated(caught.text, (*kinds, "part"), depth + 1)
    if caught.quoted:
        return caught.text
    return _translated(caught.text, ("part",), depth + 1) or caught.text


def _written(text: str, form: str) -> str:
    return text.translate(_MARKS) if form == "n" and _NUMBER.fullmatch(text) else text


def _weight(sentence: Sentence) -> tuple[bool, int]:
    return sentence.weight


def _is_quoted(text: str) -> bool:
    return len(text) > 1 and text[0] == text[-1] == "'"
