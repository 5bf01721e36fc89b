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
from typing import Any, Final

from stemagenda.core.indicators.vitality import Span
from stemagenda.core.text import Text
from stemagenda.core.validation import Problem, Refused
from stemagenda.formats.opening import read_bounded
from stemagenda.formats.problems import Findings, shown, suggestion
from stemagenda.sources.heading import check_address
from stemagenda.sources.protocol import Reader, Recogniser

SHIPPED: Final = Path(__file__).resolve().parent
_NAME: Final = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)
_HOST: Final = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+", re.ASCII)
_REQUIRED: Final = ("publisher", "url", "licence", "cadence", "contact")
_KEYS: Final = ("title", *_REQUIRED, "covers", "note", "next_expected", "hosts", "downloads", "revision_size")
#: A value that moves by more than this part of itself asks for a reason, unless the source declares another size.
REVISION_SIZE: Final = 0.1


@dataclass(frozen=True, kw_only=True)
class Download:
    """One file a source offers to machines: the table it holds, its address, and the name it gets here."""

    dataset: str
    url: str
    file: str


@dataclass(frozen=True, kw_only=True)
class Source:
    """One instrument that figures come from.

    `cadence` is how often it publishes ("yearly", "3-yearly"); `covers` the indicators it has or should have figures
    for; `next_expected` the announced next publication (2026-12-03, 2026-12 or 2026), blank where none is. `hosts` are
    the only machines a fetch may speak to; `downloads` the files offered to machines. `revision_size` is the part of a
    value beyond which a revision asks for a reason. `recognises` is None where any release file may be this source's.
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
    recognises: Recogniser | None = None
    note: Text | None = None
    next_expected: str = ""
    hosts: tuple[str, ...] = ()
    downloads: tuple[Download, ...] = ()
    revision_size: float = REVISION_SIZE


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
    """Yield the release files of a source, by name. Hidden files, notes (.md) and details (.toml) are no releases.

    Raises:
        Refused: two files would have the same release code, so that one would replace the other.
    """
    findings = Findings(file=f"{source.name}/releases")
    folder = source.folder / "releases"
    paths = sorted(folder.iterdir()) if folder.is_dir() else []
    taken: dict[str, str] = {}
    for path in paths:
        if path.name.startswith(".") or path.suffix in {".md", ".toml"}:
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
    _check_keys(table, findings)
    texts = {key: _text(table, key, findings) for key in _REQUIRED}
    title = _bilingual(table, "title", findings)
    note = _bilingual(table, "note", findings) if "note" in table else None
    covers = _covers(table, findings)
    check_address(url=texts["url"], place="url", findings=findings)
    if "next_expected" in table:
        texts["next_expected"] = _text(table, "next_expected", findings)
        _check_span(texts["next_expected"], findings)
    hosts = _hosts(table, findings)
    downloads = _downloads(table, hosts, findings)
    revision_size = _revision_size(table, findings)
    read, recognises = _reader(folder)
    findings.refuse_if_any()
    assert title is not None  # noqa: S101  (a missing title was refused above)
    return Source(
        name=folder.name,
        title=title,
        note=note,
        covers=covers,
        folder=folder,
        read=read,
        recognises=recognises,
        hosts=hosts,
        downloads=downloads,
        revision_size=revision_size,
        **texts,
    )


def _check_keys(table: dict[str, Any], findings: Findings) -> None:
    for key in table:
        if key not in _KEYS:
            remedy = suggestion(key, _KEYS, otherwise=f"Known keys are {', '.join(_KEYS)}.")
            findings.add(shown(key)[1:-1], "is no key we know", remedy)


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


def _check_span(written: str, findings: Findings) -> None:
    try:
        Span.read(written)
    except ValueError:
        findings.add("next_expected", f"{shown(written)} is no day, month or year", "Write 2026-12-03 or 2026-12.")


def _hosts(table: dict[str, Any], findings: Findings) -> tuple[str, ...]:
    value = table.get("hosts", [])
    if isinstance(value, list) and all(isinstance(host, str) and _HOST.fullmatch(host) for host in value):
        return tuple(value)
    findings.add("hosts", "is no list of host names", 'Write hosts = ["ec.europa.eu"], without https:// or a port.')
    return ()


def _downloads(table: dict[str, Any], hosts: tuple[str, ...], findings: Findings) -> tuple[Download, ...]:
    found: list[Download] = []
    for number, item in enumerate(table.get("downloads", []), 1):
        place = f"downloads[{number}]"
        wanted = ("dataset", "url", "file")
        if not isinstance(item, dict) or set(item) != set(wanted) or not all(isinstance(v, str) for v in item.values()):
            findings.add(place, "is no download", "Give it dataset, url and file, each between quotes.")
            continue
        check_address(url=item["url"], place=f"{place}, url", findings=findings)
        if not item["url"].startswith("https://") or item["url"].split("/")[2] not in hosts:
            findings.add(f"{place}, url", "leads to a host that is not in 'hosts'", "Use https, and add the host.")
        found.append(Download(**item))
    return tuple(found)


def _revision_size(table: dict[str, Any], findings: Findings) -> float:
    value = table.get("revision_size", REVISION_SIZE)
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= 1:
        return float(value)
    findings.add("revision_size", "is no part of a value", "Write 0.1 for a tenth.")
    return REVISION_SIZE


def _reader(folder: Path) -> tuple[Reader, Recogniser | None]:
    """Import the source's reader.py and return its `read`, and its `recognises` where it has one."""
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
        findings.stop("", "has no function read", "Write read(*, name, content, details, keep): it returns a Release.")
    return read, getattr(module, "recognises", None)
