"""Reads a whole Open SDG data repository (ZIP), and files in the shared release format."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final

from stemagenda.core.observation import Datum, Details, Release
from stemagenda.formats.cube import Cube
from stemagenda.formats.problems import Findings
from stemagenda.sources.cube_release import Instrument, release_of_cube
from stemagenda.sources.mapping import Mapped, MappedTable, load_mapping
from stemagenda.sources.open_sdg.site import Site, cells_of, is_site, open_site
from stemagenda.sources.protocol import NO_DETAILS, Keep, keep_nothing
from stemagenda.sources.reading import read_release
from stemagenda.sources.table_release import file_name

FOLDER: Final = Path(__file__).resolve().parent
#: Named in the lineage of every figure; raise the number when the same file would be read otherwise.
READER: Final = "open_sdg 1"
#: The only dimension: the key of a cell as a whole, because every indicator is divided in its own way.
DIMENSIONS: Final = ("cell",)
#: Indicators that the note of a release names, and characters of each.
_NAMED, _LONGEST = 25, 150


@cache
def mapped() -> Mapped:
    """The cells that are figures of ours; none until somebody maps one."""
    return load_mapping(FOLDER)


def read(*, name: str, content: bytes, details: Details = NO_DETAILS, keep: Keep = keep_nothing) -> Release:
    """Read one repository or one release file.

    Raises:
        Refused: with every named problem.
    """
    if not is_site(content):
        return read_release(source=FOLDER.name, name=name, content=content, details=details)
    findings = Findings(file=file_name(name))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        site = open_site(archive=archive, name=file_name(name), findings=findings)
        counted = _Counted(cells_of(archive=archive, site=site, findings=findings))
        cube = Cube(
            dataset=site.name.upper(),
            dimensions=DIMENSIONS,
            title=f"{site.name}, Open SDG",
            updated=None,
            cells=iter(counted),
        )
        release = release_of_cube(
            instrument=_instrument(cube),
            cube=cube,
            name=name,
            content=content,
            details=replace(details, note=" ".join(part for part in (details.note, about(site)) if part)),
            keep=keep,
            findings=findings,
        )
    if not counted.number:
        findings.stop("", "holds no value", "Check that its data files have rows.")
    return release


def recognises(*, name: str, content: bytes) -> bool:
    """Whether a file is a ZIP archive with data files of Open SDG, whatever its name."""
    del name
    return is_site(content)


def about(site: Site) -> str:
    """Sentences for who looks at the release: how much there is, and what the indicators are."""
    named = site.indicators[:_NAMED]
    more = len(site.indicators) - len(named)
    lines = [
        f"{len(site.indicators)} indicatoren met waarden, bij doel {', '.join(site.goals)}.",
        f"{site.without_values} indicatoren zonder waarden." if site.without_values else "",
        *(_line(item.code, item.title, item.unit, item.origin) for item in named),
        f"En nog {more}." if more else "",
    ]
    return " ".join(line for line in lines if line)


def _line(code: str, title: str, unit: str, origin: str) -> str:
    beside = "; ".join(part for part in (unit, f"bron: {origin}" if origin else "") if part)
    text = f"{code} {title}".strip() + (f" ({beside})" if beside else "")
    return (text if len(text) <= _LONGEST else f"{text[: _LONGEST - 4]} ...") + "."


def _instrument(cube: Cube) -> Instrument:
    """This source; a site of which no cell is mapped has a table all the same."""
    own = mapped()
    table = MappedTable(dataset=cube.dataset, title=cube.title, dimensions=DIMENSIONS)
    return Instrument(
        folder=FOLDER,
        mapped=Mapped(tables={cube.dataset: table, **own.tables}, flags=own.flags),
        reader=READER,
    )


class _Counted:
    """Counts what goes by."""

    def __init__(self, cells: Iterator[Datum]) -> None:
        """Start at none."""
        self.number = 0
        self._cells = cells

    def __iter__(self) -> Iterator[Datum]:
        """Yield the cells."""
        for cell in self._cells:
            self.number += 1
            yield cell
