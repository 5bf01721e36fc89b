"""Sources, found by folder: sources/<source>/ with source.toml, reader.py and releases/."""

from __future__ import annotations

import importlib
import importlib.util
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Protocol

from stemagenda.core.observation import Release
from stemagenda.core.text import Text
from stemagenda.core.validation import Problem, Refused
from stemagenda.formats.opening import read_bounded
from stemagenda.formats.problems import Findings, shown, suggestion
from stemagenda.sources.heading import check_address

SHIPPED: Final = Path(__file__).resolve().parent
_NAME: Final = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)
_REQUIRED: Final = ("publisher", "url", "licence", "cadence", "contact")
_KEYS: Final = ("title", *_REQUIRED, "covers", "note", "next_expected")


class Reader(Protocol):
    """Reads the bytes of one release file of a source."""

    def __call__(self, *, name: str, content: bytes) -> Release:
        """Return the release, or raise Refused with named problems."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """One instrument that figures come from.

    `cadence` is how often it publishes ("yearly", "3-yearly"); `covers` the indicators it has or should have figures
    for; `next_expected` the announced next publication, blank where none is.
    """

    name: str
    title: Text
    publisher: str
    url: str
    licence: str
    cadence: str
    contact: str
    covers: tuple[str, ...]
    folder: Path
    read: Reader
    note: Text | None = None
    next_expected: str = ""


def sources(*, folder: Path = SHIPPED) -> dict[str, Source]:
    """Return every source in the folder, by name.

    Raises:
        Refused: naming every fault in every source.toml or reader.py.
    """
    return dict(_sources(folder))


@cache
def _sources(folder: Path) -> tuple[tuple[str, Source], ...]:
    found: list[tuple[str, Source]] = []
    problems: list[Problem] = []
    for place in sorted(folder.iterdir()):
        if not place.is_dir() or place.name.startswith((".", "__")):
            continue
        try:
            found.append((place.name, _source(place)))
        except Refused as refused:
            problems.extend(refused.problems)
    if problems:
        raise Refused(problems)
    return tuple(found)


def releases_of(source: Source) -> Iterator[Path]:
    """Yield the release files of a source, by name. Hidden files and notes (.md) are no releases.

    Raises:
        Refused: two files would have the same release code, so that one would replace the other.
    """
    findings = Findings(file=f"{source.name}/releases")
    folder = source.folder / "releases"
    paths = sorted(folder.iterdir()) if folder.is_dir() else []
    taken: dict[str, str] = {}
    for path in paths:
        if path.name.startswith(".") or path.suffix == ".md":
            continue
        other = taken.setdefault(re.sub(r"[^a-z0-9]+", "-", path.stem.lower()), path.name)
        if other != path.name:
            findings.stop("", f"has both {shown(other)} and {shown(path.name)}", "Give each its own name.")
        yield path


def _source(folder: Path) -> Source:
    findings = Findings(file=f"{folder.name}/source.toml")
    if not _NAME.fullmatch(folder.name):
        findings.stop(
            "", f"the folder {shown(folder.name)} has no name of a source", "Use small letters, digits and underscores."
        )
    table = _parsed(read_bounded(path=folder / "source.toml", findings=findings), findings)
    for key in table:
        if key not in _KEYS:
            findings.add(
                shown(key)[1:-1],
                "is no key we know",
                suggestion(key, _KEYS, otherwise=f"Known keys are {', '.join(_KEYS)}."),
            )
    texts = {key: _text(table, key, findings) for key in _REQUIRED}
    title = _bilingual(table, "title", findings)
    note = _bilingual(table, "note", findings) if "note" in table else None
    covers = _covers(table, findings)
    check_address(url=texts["url"], place="url", findings=findings)
    if "next_expected" in table:
        texts["next_expected"] = _text(table, "next_expected", findings)
    read = _reader(folder)
    findings.refuse_if_any()
    assert title is not None  # noqa: S101  (a missing title was refused above)
    return Source(name=folder.name, title=title, note=note, covers=covers, folder=folder, read=read, **texts)


def _parsed(content: bytes, findings: Findings) -> dict[str, Any]:
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        findings.stop("", "is not UTF-8", "Save it with the encoding UTF-8.")
    except (ValueError, RecursionError) as error:
        findings.stop("", f"is no valid TOML: {shown(str(error))[1:-1]}", "Mend the spelling at that place.")


def _text(table: dict[str, Any], key: str, findings: Findings) -> str:
    value = table.get(key)
    if isinstance(value, str) and value.strip():
        return " ".join(value.split())
    findings.add(key, "is missing" if value is None else "is no text", f'Write {key} = "..." between quotes.')
    return ""


def _bilingual(table: dict[str, Any], key: str, findings: Findings) -> Text | None:
    value = table.get(key)
    if isinstance(value, dict) and set(value) == {"nl", "en"}:
        parts = [_text(value, language, findings) for language in ("nl", "en")]
        return Text(*parts) if all(parts) else None
    findings.add(key, "needs both Dutch and English", f'Write {key}.nl = "..." and {key}.en = "...".')
    return None


def _covers(table: dict[str, Any], findings: Findings) -> tuple[str, ...]:
    value = table.get("covers")
    if isinstance(value, list) and all(isinstance(code, str) and code for code in value):
        return tuple(value)
    findings.add("covers", "is no list of indicator codes", 'Write covers = ["RG2-WIS"].')
    return ()


def _reader(folder: Path) -> Reader:
    """Import the source's reader.py and return its `read`."""
    findings = Findings(file=f"{folder.name}/reader.py")
    try:
        if folder.parent == SHIPPED:
            module = importlib.import_module(f"stemagenda.sources.{folder.name}.reader")
        else:
            spec = importlib.util.spec_from_file_location(f"{folder.name}_reader", folder / "reader.py")
            assert spec is not None and spec.loader is not None  # noqa: PT018, S101  (a .py path always has both)
            module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
    except (ImportError, OSError, SyntaxError) as error:
        findings.stop("", f"cannot be imported ({shown(str(error))[1:-1]})", "Add reader.py with a function read.")
    read: Reader | None = getattr(module, "read", None)
    if not callable(read):
        findings.stop("", "has no function read", "Write read(*, name, content) that returns a Release.")
    return read
