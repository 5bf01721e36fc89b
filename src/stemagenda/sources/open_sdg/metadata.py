"""The metadata of an Open SDG repository: the texts at the top of a YAML file, and nothing else of YAML.

A metadata file says `key: text`, one key a line. Only such texts are read, as texts: NO stays NO and 1_2 stays 1_2.
Lists, tables, references and tags are passed over, never built, so that nothing in a file can multiply or run. That is
why this is no YAML library: of the language we need one part in a hundred.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from stemagenda.formats.problems import Findings, shown

_KEY: Final = re.compile(r"([A-Za-z_][\w.-]*)\s*:(?:\s+(.*))?$")
_BLOCK: Final = re.compile(r"[|>][+-]?\d?[+-]?\s*(#.*)?")
_ESCAPE: Final = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_ESCAPES: Final = {"n": "\n", "t": "\t", "r": "\r", "0": "", "N": "\n", "_": " ", "L": "\n", "P": "\n"}
#: First signs of values that are no plain text: lists, tables, references, tags.
_PASSED: Final = ("[", "{", "&", "*", "!", "@", "`", "%")
#: Keys of one file, and lines, that are read at most.
MOST_KEYS, MOST_LINES = 500, 20_000


def read_metadata(*, text: str, findings: Findings) -> dict[str, str]:
    """Return the texts at the top level of a metadata file (.yml, or .md with the texts between two lines of ---).

    Raises:
        Refused: a line at the beginning of which no key stands, a text without its end, or too many of anything.
    """
    lines = text.lstrip("\ufeff").splitlines()
    if len(lines) > MOST_LINES:
        findings.stop("", f"has {len(lines):,} lines", f"At most {MOST_LINES:,} lines of metadata are read.")
    found: dict[str, str] = {}
    for number, key, first, rest in _entries(lines, findings):
        if key in found:
            findings.stop(f"line {number}", f"gives {shown(key)} a second time", "Keep one of the two.")
        value = _value(first, rest, number, findings)
        if value is not None:
            found[key] = " ".join(value.split())
        if len(found) > MOST_KEYS:
            findings.stop(f"line {number}", f"is beyond {MOST_KEYS} keys", "Leave out what is no metadata.")
    return found


def _entries(lines: list[str], findings: Findings) -> Iterator[tuple[int, str, str, list[str]]]:
    """Yield every key with its line number, what follows on its line, and the lines that belong to it."""
    at = 0
    while at < len(lines) and (not lines[at].strip() or lines[at].startswith(("#", "%", "---"))):
        at += 1
    while at < len(lines):
        line = lines[at].rstrip()
        at += 1
        if line in {"---", "..."}:
            return  # the text of the page follows, or another document
        if not line or line.startswith("#"):
            continue
        match = _KEY.fullmatch(line)
        if not match:
            findings.stop(f"line {at}", f"{shown(line)} is no metadata", "Write it as 'key: text'.")
        number = at
        rest: list[str] = []
        while at < len(lines) and (
            not lines[at].strip() or lines[at].startswith((" ", "\t", "- ")) or lines[at] == "-"
        ):
            rest.append(lines[at])
            at += 1
        yield number, match[1], (match[2] or "").strip(), rest


def _value(first: str, rest: list[str], number: int, findings: Findings) -> str | None:
    """Return the text of a value; None for what is no text."""
    if _BLOCK.fullmatch(first):
        return "\n".join(line.strip() for line in rest)
    if first.startswith(('"', "'")):
        return _quoted(first, rest, number, findings)
    if first.startswith(_PASSED) or (not first and any(line.strip() for line in rest)):
        return None
    return " ".join(_without_comment(line) for line in (first, *rest))


def _without_comment(line: str) -> str:
    return "" if line.lstrip().startswith("#") else line.partition(" #")[0].strip()


def _quoted(first: str, rest: list[str], number: int, findings: Findings) -> str:
    whole = "\n".join(line.strip() for line in (first, *rest)).strip()
    mark, inner = whole[0], whole[1:]
    end = _end_of(inner, mark)
    if end is None:
        findings.stop(f"line {number}", "opens a quotation mark that nothing closes", f"Close it with {mark}.")
    text = inner[:end]
    if mark == "'":
        return text.replace("''", "'")
    return _ESCAPE.sub(_unescaped, text.replace("\\\n\\ ", " ").replace("\\\n", ""))


def _end_of(inner: str, mark: str) -> int | None:
    """The place of the closing quotation mark."""
    at = 0
    while at < len(inner):
        if mark == '"' and inner[at] == "\\":
            at += 1
        elif inner[at] == mark:
            if mark == '"' or inner[at + 1 : at + 2] != mark:
                return at
            at += 1
        at += 1
    return None


def _unescaped(match: re.Match[str]) -> str:
    digits = match[1] or match[2] or match[3]
    if digits:
        code = int(digits, 16)
        return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
    return _ESCAPES.get(match[4], match[4])
