"""Reading the folder of one agenda, all or nothing.

A folder holds framework.toml and indicators/<code>/indicator.toml. It may be one of the shipped agendas or any folder
a person gives. Either everything in it is right and comes back as frozen values, or every problem is named at once.
"""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import Final

from stemagenda.agendas.files import LARGEST_FILE, MOST_FILES, digest, list_files, read_toml
from stemagenda.agendas.findings import Findings, Place
from stemagenda.agendas.framework import FILE, build_agenda, known, read_framework
from stemagenda.agendas.indicator import build_indicator, read_indicator
from stemagenda.agendas.references import check_reference
from stemagenda.agendas.schema import BAD, Record, shown
from stemagenda.core.framework import Agenda
from stemagenda.core.indicators.definition import Indicator
from stemagenda.core.validation import Problem, Refused

__all__ = ["AGENDAS", "LARGEST_FILE", "MOST_FILES", "digest", "find_agenda", "read_agenda"]

#: the folder of the agendas that come with the package, one folder each
AGENDAS: Final = Path(__file__).parent
_INDICATORS: Final = "indicators"
_INDICATOR_FILE: Final = "indicator.toml"


def find_agenda(code_or_path: str | Path) -> Path:
    """Return the folder of a shipped agenda by its code, or of any agenda by its path.

    Raises:
        Refused: when there is neither such an agenda nor such a folder with a framework.toml.
    """
    shipped = {path.parent.name: path.parent for path in AGENDAS.glob(f"*/{FILE}")}
    if str(code_or_path) in shipped:
        return shipped[str(code_or_path)]
    folder = Path(code_or_path)
    try:
        if (folder / FILE).is_file():
            return folder
    except (OSError, ValueError):  # a name no file system takes
        pass
    near = get_close_matches(str(code_or_path), shipped, n=1)
    remedy = f'Did you mean "{near[0]}"?' if near else f"Shipped agendas are {', '.join(sorted(shipped))}"
    problem = Problem(
        file=shown(code_or_path)[1:-1],
        place="",
        message=f"is no shipped agenda and no folder with a {FILE}",
        remedy=remedy,
    )
    raise Refused([problem])


def read_agenda(folder: Path) -> tuple[Agenda, tuple[Indicator, ...]]:
    """Read the agenda in a folder: its framework, and its indicators in their declared order.

    Args:
        folder: the agenda's folder; its name must be the agenda's code.

    Raises:
        Refused: with every problem in the folder, each with its file (relative to the folder) and key path.
    """
    found = Findings()
    files = _files(folder, found)
    framework = _read_framework(folder, files, found)
    indicators = _read_indicators(folder, files, found)
    _check_names(folder, framework, indicators, found)
    if framework is not None:
        for record in indicators:
            _check_against_framework(record, framework, found)
    if found.problems or framework is None:
        raise Refused(found.problems)
    built = (build_indicator(record) for record in indicators)
    return build_agenda(framework), tuple(sorted(built, key=lambda it: (it.group, it.order, it.code)))


def _files(folder: Path, found: Findings) -> tuple[str, ...]:
    if not folder.is_dir():
        found.add(Place(shown(folder)[1:-1]), "is no folder", "Give the folder of an agenda")
        raise Refused(found.problems)
    files = list_files(folder, found)
    if any(problem.file == "." for problem in found.problems):  # far too many files: reading on makes no sense
        raise Refused(found.problems)
    if FILE not in files and not any(problem.file == FILE for problem in found.problems):
        found.add(Place(FILE), "is missing", "An agenda's folder holds a framework.toml")
    return files


def _read_framework(folder: Path, files: tuple[str, ...], found: Findings) -> Record | None:
    value = read_toml(folder, FILE, found) if FILE in files else None
    return None if value is None else read_framework(value, found)


def _read_indicators(folder: Path, files: tuple[str, ...], found: Findings) -> list[Record]:
    records = []
    for name in files:
        parts = name.split("/")
        if parts[0] != _INDICATORS:
            continue
        if len(parts) != 3 or parts[2] != _INDICATOR_FILE:
            if len(parts) < 3 or parts[2].startswith("indicator"):
                found.add(Place(name), "is in the wrong place", f"Expected {_INDICATORS}/<code>/{_INDICATOR_FILE}")
            continue
        value = read_toml(folder, name, found)
        if value is not None:
            records.append(read_indicator(value, Place(name), found))
    _check_empty_folders(folder, files, found)
    return records


def _check_empty_folders(folder: Path, files: tuple[str, ...], found: Findings) -> None:
    named = {problem.file for problem in found.problems}
    inside = folder / _INDICATORS
    for path in sorted(inside.iterdir()) if inside.is_dir() else ():
        name = f"{_INDICATORS}/{path.name}/{_INDICATOR_FILE}"
        hidden = path.name.startswith((".", "__"))
        if path.is_dir() and not path.is_symlink() and not hidden and name not in files and name not in named:
            found.add(Place(name), "is missing", f"The folder of an indicator holds an {_INDICATOR_FILE}")


def _check_names(folder: Path, framework: Record | None, indicators: list[Record], found: Findings) -> None:
    if framework is not None and framework["code"] not in (BAD, folder.resolve().name):
        found.add(
            Place(FILE, "code"),
            f"{shown(framework['code'])} is not the name of its folder",
            f"Name the folder {framework['code']} or change the code to {shown(folder.resolve().name)}",
        )
    seen: dict[str, str] = {}
    for record in indicators:
        code, file = record["code"], record["place"].file
        if code is BAD:
            continue
        if code in seen:
            found.add(
                Place(file, "code"), f"{shown(code)} is defined already in {seen[code]}", "Give one definition a code"
            )
        elif code != file.split("/")[1]:
            found.add(
                Place(file, "code"),
                f"{shown(code)} is not the name of its folder",
                f"Name the folder {code} or change the code to {shown(file.split('/')[1])}",
            )
        seen.setdefault(code, file)


def _check_against_framework(record: Record, framework: Record, found: Findings) -> None:
    place: Place = record["place"]
    check_reference(record["strand"], known(framework, "strands"), place.key("strand"), found, what="strand")
    objectives = known(framework, "objectives")
    for objective in record["objectives"] if record["objectives"] is not BAD else ():
        check_reference(objective, objectives, place.key("objectives"), found, what="objective")
    area = record["result_area"]
    if area is BAD or record["group"] is BAD:
        return
    if (area == "") != (record["group"] == "vario"):
        found.add(
            place.key("result_area"),
            f"does not fit the group {record['group']}",
            'An indicator of the agenda names its result area, one of VARIO has ""',
        )
    elif area and check_reference(
        area, known(framework, "result_areas"), place.key("result_area"), found, what="result area"
    ):
        strand = next(item["strand"] for item in framework["result_areas"] if item["code"] == area)
        if BAD not in (strand, record["strand"]) and strand != record["strand"]:
            found.add(place.key("strand"), f"differs from that of {area}", f'Expected "{strand}"')
