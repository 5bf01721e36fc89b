"""Small tables made for the tests, and how each statistical format writes them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

import pytest

from stemagenda.core.observation import Datum
from stemagenda.core.validation import Problem, Refused
from stemagenda.formats.cube import Cube, read_cube
from stemagenda.formats.problems import Findings

DATA = Path(__file__).parents[3] / "shared" / "data" / "eurostat"
DIMENSIONS = ("freq", "unit", "geo")
#: key, period, printed value ("" is missing), flags
Cell = tuple[tuple[str, ...], str, str, str]
#: Sample made for the test.
SAMPLE: tuple[Cell, ...] = (
    (("A", "PC", "BE2"), "2015", "15.40", ""),
    (("A", "PC", "BE2"), "2016", "16", "bp"),
    (("A", "PC", "BE"), "2015", "", "u"),
    (("A", "PC", "BE"), "2016", "-0.5", ""),
)
EXPECTED = [
    ("A.PC.BE2", "2015", 15.4, 2, ""),
    ("A.PC.BE2", "2016", 16.0, 0, "bp"),
    ("A.PC.BE", "2015", None, 0, "u"),
    ("A.PC.BE", "2016", -0.5, 1, ""),
]
MESSAGE = "http://www.sdmx.org/resources/sdmxml/schemas/{version}/message"
GENERIC = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/generic"
COMMON = "http://www.sdmx.org/resources/sdmxml/schemas/{version}/common"
URN = "urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=ESTAT:SAMPLE_1(1.0)"
EUROSTAT = "DATAFLOW,LAST UPDATE,freq,unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS"


def opened(content: bytes | str, *, name: str = "a") -> Cube:
    """Open a table."""
    given = content.encode() if isinstance(content, str) else content
    return read_cube(name=name, content=given, findings=Findings(file=name))


def cells(content: bytes | str, *, name: str = "a") -> list[Datum]:
    """Return all cells of a table."""
    return list(opened(content, name=name).cells)


def said(content: bytes | str, *, name: str = "a") -> list[tuple[Any, ...]]:
    """Return all cells without their rows."""
    return [tuple(cell)[:5] for cell in cells(content, name=name)]


def problems(content: bytes | str, *, name: str = "a") -> tuple[Problem, ...]:
    """Return the problems of a table that must be refused."""
    with pytest.raises(Refused) as refused:
        cells(content, name=name)
    return refused.value.problems


def problem(content: bytes | str, *, name: str = "a") -> str:
    """Return the first problem of a table that must be refused."""
    return str(problems(content, name=name)[0])


def rows(*lines: str, header: str = EUROSTAT, ending: str = "\r\n") -> str:
    """Return lines of text."""
    return ending.join([header, *lines]) + ending


def row(rest: str) -> str:
    """Return a row as Eurostat writes it."""
    return f"ESTAT:SAMPLE_1(1.0),24/04/24 23:00:00,{rest}"


def sdmx_csv(table: Sequence[Cell] = SAMPLE, *, dimensions: Sequence[str] = DIMENSIONS) -> str:
    """Write a table as Eurostat writes SDMX-CSV."""
    header = f"DATAFLOW,LAST UPDATE,{','.join(dimensions)},TIME_PERIOD,OBS_VALUE,OBS_FLAG"
    return rows(*(row(",".join([*key, period, value, flags])) for key, period, value, flags in table), header=header)


def eurostat_tsv(table: Sequence[Cell] = SAMPLE, *, dimensions: Sequence[str] = DIMENSIONS) -> str:
    """Write a table that has every period for every key, as Eurostat's bulk files do."""
    periods = list(dict.fromkeys(period for _, period, _, _ in table))
    found = {(key, period): f"{value or ':'} {flags}" for key, period, value, flags in table}
    lines = [",".join(dimensions) + "\\TIME_PERIOD\t" + "\t".join(f"{period} " for period in periods)]
    lines += [
        "\t".join([",".join(key), *(found[key, at] for at in periods)]) for key in dict.fromkeys(k for k, _ in found)
    ]
    return "\n".join(lines) + "\n"


def header(version: str) -> str:
    """Return the header of an SDMX-ML message."""
    named = (
        f"<c:StructureUsage>{URN}</c:StructureUsage>"
        if version == "v3_0"
        else f"<c:Structure><URN>{URN}</URN></c:Structure>"
    )
    return (
        "<m:Header><m:ID>x</m:ID><c:Name>Sample</c:Name>"
        "<m:Structure structureID='S' dimensionAtObservation='TIME_PERIOD'>"
        f"{named}</m:Structure></m:Header>"
    )


def specific(table: Sequence[Cell] = SAMPLE, *, dimensions: Sequence[str] = DIMENSIONS, version: str = "v2_1") -> str:
    """Write a table as structure-specific SDMX-ML, a series for each key."""
    body = ""
    for key in dict.fromkeys(key for key, _, _, _ in table):
        body += (
            "<Series " + " ".join(f"{name}={quoteattr(code)}" for name, code in zip(dimensions, key, strict=True)) + ">"
        )
        for other, period, value, flags in table:
            if other == key:
                body += (
                    f"<Obs TIME_PERIOD={quoteattr(period)} OBS_VALUE={quoteattr(value or 'NaN')} OBS_FLAG='{flags}'/>"
                )
        body += "</Series>"
    return message("StructureSpecificData", body, version=version)


def generic(table: Sequence[Cell] = SAMPLE, *, dimensions: Sequence[str] = DIMENSIONS) -> str:
    """Write a table as generic SDMX-ML, a series for each key."""
    body = ""
    for key in dict.fromkeys(key for key, _, _, _ in table):
        body += "<g:Series><g:SeriesKey>" + "".join(
            f"<g:Value id='{name}' value={quoteattr(code)}/>" for name, code in zip(dimensions, key, strict=True)
        )
        body += "</g:SeriesKey><g:Attributes><g:Value id='DECIMALS' value='1'/></g:Attributes>"
        for other, period, value, flags in table:
            if other == key:
                body += (
                    f"<g:Obs><g:ObsDimension value={quoteattr(period)}/><g:ObsValue value={quoteattr(value or 'NaN')}/>"
                )
                body += f"<g:Attributes><g:Value id='OBS_STATUS' value='{flags}'/></g:Attributes></g:Obs>"
        body += "</g:Series>"
    return message("GenericData", body)


def message(root: str, body: str, *, version: str = "v2_1") -> str:
    """Return an SDMX-ML message."""
    spaces = (
        f"xmlns:m='{MESSAGE.format(version=version)}' xmlns:g='{GENERIC}' xmlns:c='{COMMON.format(version=version)}'"
    )
    return (
        f"<?xml version='1.0' encoding='UTF-8'?>\n<m:{root} {spaces}>{header(version)}"
        f"<m:DataSet action='Replace' structureRef='S'>{body}</m:DataSet></m:{root}>"
    )


def jsonstat_document(table: Sequence[Cell] = SAMPLE, *, dimensions: Sequence[str] = DIMENSIONS) -> dict[str, Any]:
    """Write a table as Eurostat writes JSON-stat, numbers as they are printed (see `jsonstat`)."""
    lists = [list(dict.fromkeys(key[at] for key, _, _, _ in table)) for at in range(len(dimensions))]
    lists.append(list(dict.fromkeys(period for _, period, _, _ in table)))
    names = [*dimensions, "time"]
    document: dict[str, Any] = {
        "version": "2.0",
        "class": "dataset",
        "label": "Sample made for the test",
        "updated": "2024-04-24T23:00:00+0200",
        "value": {},
        "status": {},
        "id": names,
        "size": [len(codes) for codes in lists],
        "role": {"time": ["time"]},
        "dimension": {
            name: {"category": {"index": {code: at for at, code in enumerate(codes)}}}
            for name, codes in zip(names, lists, strict=True)
        },
        "extension": {"id": "SAMPLE_1"},
    }
    for key, period, value, flags in table:
        place = 0
        for code, codes in zip((*key, period), lists, strict=True):
            place = place * len(codes) + codes.index(code)
        document["value"][str(place)] = f"@{value}@" if value else None
        if flags:
            document["status"][str(place)] = flags
    return document


def jsonstat(table: Sequence[Cell] = SAMPLE, *, dimensions: Sequence[str] = DIMENSIONS) -> str:
    """Write a table as JSON-stat 2.0."""
    return as_json(jsonstat_document(table, dimensions=dimensions))


def as_json(document: dict[str, Any]) -> str:
    """Write a document, in which "@15.40@" stands for the number printed so."""
    return json.dumps(document).replace('"@', "").replace('@"', "")


WRITERS = {
    "sdmx-csv": sdmx_csv,
    "eurostat-tsv": eurostat_tsv,
    "sdmx-ml": specific,
    "sdmx-ml generic": generic,
    "json-stat": jsonstat,
}
