"""SDMX-ML messages of both kinds, and the bombs that XML can carry."""

from __future__ import annotations

import time
import tracemalloc

import pytest
from tests.formats.cubes import EXPECTED, MESSAGE, generic, header, message, opened, problem, problems, said, specific

DOCTYPE = "<!DOCTYPE x [{}]>"
SPECIFIC = "StructureSpecificData"


def with_prolog(prolog: str) -> str:
    """Put a prolog before a good message."""
    return specific().replace("?>\n", "?>\n" + prolog, 1)


@pytest.mark.parametrize("version", ["v2_1", "v3_0"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_structure_specific(version: str, codec: str) -> None:
    content = specific(version=version).replace("UTF-8", codec.removesuffix("-sig")).encode(codec)
    cube = opened(content)

    assert (cube.dataset, cube.title, cube.dimensions) == ("SAMPLE_1", "Sample", ("freq", "unit", "geo"))
    assert [tuple(cell)[:5] for cell in cube.cells] == EXPECTED


def test_generic() -> None:
    assert said(generic()) == EXPECTED


def test_rows_count_the_observations() -> None:
    assert [cell.row for cell in opened(generic()).cells] == [1, 2, 3, 4]


def test_flat_messages() -> None:
    flat = message(
        SPECIFIC, "<Obs FREQ='A' GEO='BE2' TIME_PERIOD='2015' OBS_VALUE='15.4' OBS_STATUS='b' DECIMALS='1'/>"
    )
    keyed = message(
        "GenericData",
        "<g:Obs><g:ObsKey><g:Value id='FREQ' value='A'/><g:Value id='TIME_PERIOD' value='2015'/>"
        "<g:Value id='GEO' value='BE2'/></g:ObsKey><g:ObsValue value='15.4'/>"
        "<g:Attributes><g:Value id='OBS_STATUS' value='b'/></g:Attributes></g:Obs>",
    )

    assert said(flat) == said(keyed) == [("A.BE2", "2015", 15.4, 1, "b")]
    assert opened(flat).dimensions == opened(keyed).dimensions == ("freq", "geo")


def test_another_dimension_at_the_observation() -> None:
    for root, body in (
        (SPECIFIC, "<Series FREQ='A' TIME_PERIOD='2015'><Obs GEO='BE2' OBS_VALUE='15.4' NOTE='x'/></Series>"),
        (
            "GenericData",
            (
                "<g:Series><g:SeriesKey><g:Value id='FREQ' value='A'/><g:Value id='TIME_PERIOD' value='2015'/>"
                "</g:SeriesKey><g:Obs><g:ObsDimension value='BE2'/><g:ObsValue value='15.4'/></g:Obs></g:Series>"
            ),
        ),
    ):
        content = message(root, body).replace("dimensionAtObservation='TIME_PERIOD'", "dimensionAtObservation='GEO'")
        assert said(content) == [("A.BE2", "2015", 15.4, 1, "")]


def test_attributes_of_the_series_and_of_the_cell() -> None:
    series = "<Series xsi:type='a' xmlns:xsi='x' FREQ='A' DECIMALS='1' TITLE='A title' OBS_STATUS='p' CONF_STATUS='C'>"
    body = (
        series
        + "<Obs TIME_PERIOD='2015' OBS_VALUE='1'/><Obs TIME_PERIOD='2016' OBS_STATUS='b' CONF_STATUS='F'/></Series>"
    )

    assert said(message(SPECIFIC, body)) == [("A", "2015", 1.0, 0, "pc"), ("A", "2016", None, 0, "b")]


def test_components_written_as_elements() -> None:
    body = (
        "<Series FREQ='A'><Obs TIME_PERIOD='2015'><Comp id='OBS_VALUE'><Value>15.40</Value></Comp>"
        "<Comp id='OBS_STATUS'><Value>b</Value><Value>p</Value></Comp><Comp id='NOTE'><Value>x</Value></Comp>"
        "</Obs></Series>"
    )

    assert said(message(SPECIFIC, body, version="v3_0")) == [("A", "2015", 15.4, 2, "bp")]


def test_the_header_may_name_the_table_in_other_ways() -> None:
    named = "<c:Structure><Ref agencyID='ESTAT' id='OTHER_2' version='1.0'/></c:Structure>"
    content = specific().replace(header("v2_1"), f"<m:Header><m:Structure>{named}</m:Structure></m:Header>")

    assert opened(content).dataset == "OTHER_2"
    assert opened(content.replace(named, "")).dataset == ""


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (
            with_prolog(DOCTYPE.format("<!ENTITY a 'lol'><!ENTITY b '&a;&a;&a;'>")),
            "declares a document type or entities",
        ),
        (with_prolog(DOCTYPE.format(f"<!ENTITY a '{'x' * 50_000}'>")), "declares a document type or entities"),
        (with_prolog("<!DOCTYPE x SYSTEM 'http://127.0.0.1:9/x.dtd'>"), "declares a document type or entities"),
        (
            with_prolog(DOCTYPE.format("<!ENTITY % p SYSTEM 'file:///etc/passwd'>%p;")),
            "declares a document type or entities",
        ),
        (
            message(SPECIFIC, "<i:include xmlns:i='http://www.w3.org/2001/XInclude' href='/etc/passwd'/>"),
            "includes another file",
        ),
        (message(SPECIFIC, "<a>" * 200_000), "nests its elements more than 40 deep"),
        (
            message(SPECIFIC, "<Series " + " ".join(f"a{n}=''" for n in range(300_000)) + "/>"),
            "holds a tag or text of more than",
        ),
        (
            message(SPECIFIC, "<Series " + " ".join(f"a{n}=''" for n in range(300)) + "/>"),
            "has 300 attributes on one element",
        ),
        (message(SPECIFIC, "<!--" + "x" * 3_000_000 + "-->"), "holds a tag or text of more than"),
        (message(SPECIFIC, "x" * 3_000_000), "holds a tag or text of more than"),
        (message(SPECIFIC, ""), "holds no observation"),
        (message(SPECIFIC, "<Series A='&undefined;'/>"), "is no well-formed XML (undefined entity)"),
        (specific()[:-20], "is no well-formed XML"),
        (specific().replace("Replace", "Delete"), "asks to delete"),
        (
            specific().replace("</m:DataSet>", "</m:DataSet><m:DataSet structureRef='T'></m:DataSet>"),
            "holds two tables",
        ),
        (
            message(SPECIFIC, "<Series A='1'><Obs OBS_VALUE='1'/></Series>"),
            "observation 1 (line 2): is blank. Write 2015",
        ),
        (
            message(SPECIFIC, "<Series A='1'><Obs TIME_PERIOD='2015' OBS_VALUE='1,5'/></Series>"),
            "'1,5' has a decimal comma",
        ),
        (
            message(SPECIFIC, "<Series A='1'><Obs TIME_PERIOD='2015' OBS_VALUE='INF'/></Series>"),
            "'INF' is no finite number",
        ),
        (message(SPECIFIC, "<Series A='x y'><Obs TIME_PERIOD='2015' OBS_VALUE='1'/></Series>"), "'x y' is no code"),
        (
            message(SPECIFIC, "<Obs A='1' TIME_PERIOD='2015'/><Obs B='1' TIME_PERIOD='2015'/>"),
            "observation 2 (line 2): lacks the dimension 'a'",
        ),
        (message(SPECIFIC, "<Obs TIME_PERIOD='2015'/>"), "names no dimension beside time"),
        (message("Error", ""), "is an error message of the service"),
        (message("Structure", ""), "is an SDMX structure, without figures"),
        (message("GenericMetadata", "").replace("GenericMetadata", "CompactData"), "is SDMX-ML 2.1 'CompactData'"),
        (
            message("GenericData", "").replace(MESSAGE.format(version="v2_1"), MESSAGE.format(version="v2_0")),
            "is SDMX-ML 2.0",
        ),
        ("<GenericData xmlns='sdmx.org'/>", "is XML that begins with 'GenericData'"),
        (
            specific().replace("'UTF-8'", "'none-such'"),
            "has an encoding that cannot be read (unknown encoding: none-such)",
        ),
        (specific().replace("'UTF-8'", "'utf-7'"), "has an encoding that cannot be read"),
    ],
    ids=range(28),
)
def test_messages_that_are_refused(content: str, told: str) -> None:
    started = time.process_time()
    assert told in problem(content)
    assert time.process_time() - started < 2


def test_a_generic_key_may_not_change() -> None:
    extra = (
        generic()
        .replace("<g:Value id='unit'", "<g:Value id='sex' value='F'/><g:Value id='unit'")
        .replace("<g:Value id='sex' value='F'/>", "", 1)
    )
    assert "has a dimension 'sex' that the first has not" in problem(extra)


def test_a_message_of_wrong_observations_is_not_read_to_its_end() -> None:
    body = "<Series A='1'>" + "<Obs TIME_PERIOD='x' OBS_VALUE='1'/>" * 3_000 + "</Series>"

    assert "is as far as the file was read" in problems(message(SPECIFIC, body))[-1].message


def test_more_observations_than_the_limit() -> None:
    from stemagenda.core.validation import Refused
    from stemagenda.formats.cube import read_cube
    from stemagenda.formats.limits import Limits
    from stemagenda.formats.problems import Findings

    findings = Findings(file="a", limits=Limits(cube_rows=3))
    with pytest.raises(Refused, match="observation 4: is past the 3"):
        list(read_cube(name="a", content=specific().encode(), findings=findings).cells)


def test_bytes_that_are_no_text_in_their_encoding() -> None:
    assert "is no well-formed XML (not well-formed (invalid token))" in problem(
        specific().replace("Sample", "één").encode("cp1252")
    )
    declared = specific().replace("Sample", "één").replace("UTF-8", "windows-1252").encode("cp1252")
    assert opened(declared).title == "één"


def test_memory_does_not_grow_with_the_message() -> None:
    body = "".join(
        f"<Series FREQ='A' GEO='G{number}'>"
        + "".join(f"<Obs TIME_PERIOD='{year}' OBS_VALUE='{number}.5'/>" for year in range(1990, 2020))
        + "</Series>"
        for number in range(300)
    )
    content = message(SPECIFIC, body).encode()
    tracemalloc.start()
    assert sum(1 for _ in opened(content).cells) == 9_000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 6_000_000
