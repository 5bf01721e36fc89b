"""JSON of a bounded size, with its numbers kept as they were printed."""

from __future__ import annotations

import json
from typing import Any, Final

from stemagenda.formats.problems import Findings, shown
from stemagenda.formats.stream import codec_of

_PART: Final = "Ask for a part of the table, or for SDMX-CSV, which may be larger."
_AGAIN: Final = "Copy or download it again."


class Printed(str):
    """A number as it was printed: 15.40."""

    __slots__ = ()


class _TwiceError(ValueError):
    """An object has two entries of one name."""


def parsed(*, content: bytes, findings: Findings) -> dict[str, Any]:
    """Return the object a JSON file holds; its numbers are `Printed`.

    JSON has to be taken in as a whole. Every entry in it follows a comma or a bracket, so those are counted first.

    Raises:
        Refused: too large, no JSON, cut off, nested without end, or with two entries of one name.
    """
    limits = findings.limits
    most = limits.json_bytes
    if len(content) > most:
        findings.stop("", f"is JSON of more than {most // 1_000_000} MB", _PART)
    parts = sum(content.count(sign) for sign in (b",", b"{", b"["))
    if parts > limits.json_parts:
        findings.stop("", f"holds {parts:,} entries; at most {limits.json_parts:,} are read", _PART)
    try:
        text = content.decode(codec_of(content, findings)).removeprefix("\ufeff")
        found = json.loads(
            text, parse_float=Printed, parse_int=Printed, parse_constant=Printed, object_pairs_hook=_object
        )
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        findings.stop(f"line {line}", "is not UTF-8", "Save it as UTF-8.")
    except json.JSONDecodeError as error:
        findings.stop(f"line {error.lineno}, character {error.colno}", f"is no JSON ({error.msg})", _AGAIN)
    except _TwiceError as error:
        findings.stop("", f"has two entries named {shown(str(error))} in one object", "Keep one of the two.")
    except RecursionError:
        findings.stop("", "nests its brackets too deep", _AGAIN)
    if not isinstance(found, dict):
        findings.stop("", "is JSON without names, so no table", "Ask for JSON-stat 2.0.")
    return found


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        raise _TwiceError(next(name for name, _ in pairs if name in seen or seen.add(name)))  # type: ignore[func-returns-value]
    return found
