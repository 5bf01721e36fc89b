"""A made-up agenda in a folder: as many indicators as a test wants, spread over four strands and twelve areas."""

from __future__ import annotations

from pathlib import Path

_HEAD = """
code = "made-up"
title = {nl = "Verzonnen", en = "Made up"}
summary = {nl = "Een verzonnen agenda", en = "A made-up agenda"}
starts = 2021-06-11
ends = 2030-12-31
baseline_year = 2010
quality_criteria = []
transitions = []
documents = []
"""
_STRAND = """
[[strands]]
code = "s{number}"
order = {number}
title = {{nl = "Kracht", en = "Power"}}
promise = {{nl = "Belofte", en = "Promise"}}

[[objectives]]
code = "SD {number}"
level = "strategic"
parent = ""
strand = "s{number}"
title = {{nl = "Doel", en = "Aim"}}
"""
_AREA = """
[[result_areas]]
code = "RG{number}"
order = {number}
strand = "s{strand}"
title = {{nl = "Gebied", en = "Area"}}
"""
_INDICATOR = """
code = "I{number}"
group = "agenda"
order = {order}
strand = "s{strand}"
result_area = "RG{area}"
objectives = ["SD {strand}"]
title = {{nl = "Cijfer", en = "Figure"}}
definition = {{nl = "Wat het is", en = "What it is"}}
measures_not = {{nl = "Wat het niet is", en = "What it is not"}}
unit = "share"
unit_label = {{nl = "%", en = "%"}}
better = "up"
cycle_years = 1
publisher = {{nl = "Iemand", en = "Somebody"}}
source_url = "https://example.org"
how_to_load = {{nl = "Zo", en = "So"}}

[[rules]]
since = 2021-06-11
reference = {{nl = "Rapport", en = "Report"}}
"""
_SERIES = """
[[series]]
code = "{code}"
role = "{role}"
title = {{nl = "Reeks", en = "Series"}}
source = "stem_monitor"
area = "vlaanderen"
sex = "{sex}"
headline = {headline}
"""


def write_agenda(folder: Path, *, indicators: int) -> Path:
    """Write the agenda `made-up` under a folder; each indicator has a headline and a series for women and for men."""
    agenda = folder / "made-up"
    agenda.mkdir()
    strands = "".join(_STRAND.format(number=number) for number in range(1, 5))
    areas = "".join(_AREA.format(number=number, strand=_strand(number)) for number in range(1, 13))
    (agenda / "framework.toml").write_text(_HEAD + strands + areas, encoding="utf-8")
    series = "".join(
        _SERIES.format(code=code, role=role, sex=sex, headline=headline)
        for code, role, sex, headline in (
            ("totaal", "indicator", "total", "true"),
            ("vrouwen", "breakdown", "female", "false"),
            ("mannen", "breakdown", "male", "false"),
        )
    )
    for number in range(1, indicators + 1):
        area = number % 12 + 1
        inside = agenda / "indicators" / f"I{number}"
        inside.mkdir(parents=True)
        text = _INDICATOR.format(number=number, order=min(number, 1000), area=area, strand=_strand(area))
        (inside / "indicator.toml").write_text(text + series, encoding="utf-8")
    return agenda


def _strand(area: int) -> int:
    return (area - 1) // 3 + 1


def write_release(path: Path, *, indicators: int, published: str = "2023", last: float = 12.0) -> Path:
    """Write a release with two figures for each series of the made-up agenda."""
    head = (
        "# title: Verzonnen cijfers\n# publisher: Iemand\n"
        f"# published: {published}\n# rank: primary\n# url: https://example.org/cijfers\n"
        "# licence: vrij\n# language: nl\nindicator,series,period,value,half_width\n"
    )
    rows = "".join(
        f"I{number},{code},{period},{value},0.05\n"
        for number in range(1, indicators + 1)
        for code in ("totaal", "vrouwen", "mannen")
        for period, value in (("2018", 10.0), ("2022", last))
    )
    path.write_text(head + rows, encoding="utf-8")
    return path
