"""The smallest agenda that is right, as text, so that a test can spoil one thing in it."""

from __future__ import annotations

from pathlib import Path

FRAMEWORK = """
code = "mini"
title = {nl = "Klein", en = "Small"}
summary = {nl = "Een kleine agenda", en = "A small agenda"}
starts = 2021-06-11
ends = 2030-12-31
baseline_year = 2010

[[strands]]
code = "kracht"
order = 1
title = {nl = "Kracht", en = "Power"}
promise = {nl = "Belofte", en = "Promise"}

[[objectives]]
code = "SD 1"
level = "strategic"
parent = ""
strand = "kracht"
title = {nl = "Doel", en = "Aim"}

[[objectives]]
code = "TD 1.1"
level = "tactical"
parent = "SD 1"
strand = "kracht"
title = {nl = "Deel", en = "Part"}

[[result_areas]]
code = "RG1"
order = 1
strand = "kracht"
title = {nl = "Gebied", en = "Area"}

[[quality_criteria]]
code = "inclusive"
title = {nl = "Inclusief", en = "Inclusive"}
summary = {nl = "Voor iedereen", en = "For everyone"}

[[transitions]]
code = "energy"
title = {nl = "Energie", en = "Energy"}

[[documents]]
code = "note"
title = {nl = "Nota", en = "Note"}
published = "2021-06"
"""

INDICATOR = """
code = "RG1"
group = "agenda"
order = 1
strand = "kracht"
result_area = "RG1"
objectives = ["SD 1", "TD 1.1"]
title = {nl = "Cijfer", en = "Figure"}
definition = {nl = "Wat het is", en = "What it is"}
measures_not = {nl = "Wat het niet is", en = "What it is not"}
unit = "share"
unit_label = {nl = "%", en = "%"}
better = "up"
cycle_years = 1
baseline = "2010-11"
publisher = {nl = "Iemand", en = "Somebody"}
source_url = "https://example.org"
how_to_load = {nl = "Zo", en = "So"}

[[rules]]
since = 2024-07-05
reference = {nl = "Rapport", en = "Report"}
tolerance = 1

[[rules]]
since = 2021-06-11
reference = {nl = "Nota", en = "Note"}

[[series]]
code = "oud"
role = "indicator"
title = {nl = "Oud", en = "Old"}
source = "stem_monitor"
area = "vlaanderen"
headline = true

[[series.breaks]]
period = "2015-16"
reason = {nl = "Anders geteld", en = "Counted differently"}

[[series.link_errors]]
first = "2015-16"
second = "2018-19"
value = 1.5

[[series]]
code = "nieuw"
role = "breakdown"
title = {nl = "Nieuw", en = "New"}
source = "stem_monitor"
area = "vlaanderen"
sex = "female"
follows = "oud"
unit = "count"
unit_label = {nl = "leerlingen", en = "pupils"}

[[series.targets]]
value = 120
period = "2030"
published = "2023"
reference = {nl = "Regering", en = "Government"}
"""


def write(folder: Path, *, framework: str = FRAMEWORK, **indicators: str) -> Path:
    """Write an agenda named `mini` under a folder; without indicators, the one above."""
    agenda = folder / "mini"
    agenda.mkdir()
    (agenda / "framework.toml").write_text(framework, encoding="utf-8")
    for code, text in (indicators or {"RG1": INDICATOR}).items():
        inside = agenda / "indicators" / code
        inside.mkdir(parents=True)
        (inside / "indicator.toml").write_text(text, encoding="utf-8")
    return agenda


def spoil(text: str, old: str, new: str) -> str:
    """Replace the first occurrence; fail when there is none, so that a case cannot silently test nothing."""
    assert old in text, old
    return text.replace(old, new, 1)
