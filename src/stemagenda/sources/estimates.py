"""Tables of estimates with their standard errors, as international tests publish them.

A row is an education system (or a cycle of one), a column a mean or a share with its standard error in the column
beside it ("Mean", "S.E.", "%", "S.E.") or in brackets behind it: 7 (0.6). Subject and cycle stand in columns of their
own, above the columns, or in the title. Rows "Link error 2018-2022" between or below them hold the error of putting two
cycles on one scale; see core/survey/link_errors.py for what becomes of it.

What is seen in published texts: the letters for missing figures and the rounding of standard errors (OECD, reader's
guides of PISA 2012 and 2015: "where the value 0.00 is shown, this does not imply that the standard error is zero");
cumulative benchmarks with standard errors in brackets (IEA, TIMSS 2019 exhibit 1.8 and TIMSS 2023 exhibit 1.1.4). The
workbooks themselves could not be seen: how their header rows lie is this project's reading, kept tolerant.

The source's mapping.toml says which words are which: [regions], [domains] and [measures] give lists of spellings,
[[series]] the (indicator, series) of a region, domain and measure. `complement = true` takes 100 minus the share.
`recognise` are words of which one must stand in the table; `refuse` words in a title that make it another table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from stemagenda.core.observation import Details, Observation, Release, Step
from stemagenda.core.period import Period
from stemagenda.core.survey.link_errors import link_error_step
from stemagenda.formats.cells import CellError
from stemagenda.formats.problems import Findings, shown
from stemagenda.formats.table import Row, Written, has_surplus
from stemagenda.sources.printed import MISSING, Printed, PrintedNumbers, half_width
from stemagenda.sources.table_head import Column, Head, Words, read_head, years_in
from stemagenda.sources.table_release import (
    Publication,
    file_name,
    first_rows,
    folded,
    mapping_of,
    open_table,
    release_of,
)

_LINK: Final = re.compile(r"(?:link(?:ing)? error|koppelingsfout)\D*(\d{4})\D+(\d{4})\D*", re.IGNORECASE)
_LINK_START: Final = re.compile(r"\s*(?:link(?:ing)? error|koppelingsfout)", re.IGNORECASE)
#: Marks behind a country that ask for caution; a note below the table says why.
_CAUTION: Final = re.compile(r"[*†‡]+$")
_DIGITS: Final = re.compile(r"\d+")
#: Labels that are compared with the regions we know; there are some 100 education systems.
_MOST_STRANGE: Final = 1000
Target = tuple[str, str, bool]


def recognises_estimates(*, folder: Path, name: str, content: bytes) -> bool:
    """Whether a file holds a table of this source: a column we know with a standard error, and a region we know."""
    words = Words.of(mapping_of(folder))
    rows = first_rows(name=name, content=content, most=200)
    head = read_head(rows=rows, words=words)
    marked = any(word in folded(" ".join(row.cells)) for row in rows for word in mapping_of(folder)["recognise"])
    return (
        head is not None
        and marked
        and any(words.regions.get(folded(cell)) for row in rows[head.rows :] for cell in row.cells[:4])
    )


def read_estimates(*, folder: Path, reader: str, name: str, content: bytes, details: Details) -> Release:
    """Read a table of estimates with standard errors.

    Raises:
        Refused: with every named problem.
    """
    name = file_name(name)
    findings = Findings(file=name)
    opened = open_table(name=name, content=content, findings=findings)
    words = Words.of(mapping_of(folder))
    head = read_head(rows=opened.rows, words=words)
    if head is None:
        findings.stop(
            "header",
            "has no column with a mean or a share that we know",
            f"Keep the header row; known are {', '.join(list(words.measures)[:8])}.",
        )
    _refuse_another(head, mapping_of(folder), findings)
    numbers = PrintedNumbers(written=opened.grid.written, percent=True)
    body = _Body(
        words=words,
        head=head,
        written=opened.grid.written,
        targets=_targets(mapping_of(folder)),
        numbers=numbers,
        findings=findings,
    )
    for row in opened.rows[head.rows :]:
        body.take(row)
    numbers.refuse_if_unsure(findings)
    body.check()
    publication = Publication(folder=folder, reader=reader, title=head.title, language="en", notes=body.notes())
    return release_of(
        publication=publication,
        name=name,
        content=content,
        details=details,
        observations=body.observations(),
        findings=findings,
    )


def _refuse_another(head: Head, mapping: Mapping[str, Any], findings: Findings) -> None:
    """Refuse a table that looks alike and is another one: of another grade, of a part of the pupils."""
    title = folded(head.title)
    for word in mapping.get("refuse", ()):
        if word in title:
            findings.stop("title", f"is a table about {shown(word)}", "Give the table about all pupils of our series.")


def _targets(mapping: Mapping[str, Any]) -> dict[tuple[str, str, str], Target]:
    return {
        (item["region"], item["domain"], item["measure"]): (
            item["indicator"],
            item["series"],
            item.get("complement", False),
        )
        for item in mapping["series"]
    }


@dataclass(frozen=True, kw_only=True)
class _Link:
    """A link error as the table prints it."""

    first: Period
    second: Period
    domain: str
    measure: str
    value: float
    row: int


@dataclass(kw_only=True)
class _Body:
    """The rows under the header, taken one by one."""

    words: Words
    head: Head
    written: Written
    targets: Mapping[tuple[str, str, str], Target]
    numbers: PrintedNumbers
    findings: Findings
    carried: dict[str, str] = field(default_factory=dict)
    figures: dict[tuple[str, str, Period], tuple[Observation, str, str]] = field(default_factory=dict)
    links: dict[tuple[str, str, Period, Period], _Link] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    strange: dict[str, int] = field(default_factory=dict)

    def take(self, row: Row) -> None:
        """Take a row with estimates, a link error, a heading or a note."""
        filled = [cell for cell in row.cells if cell.strip()]
        link = next((cell for cell in row.cells if _LINK_START.match(cell)), None)
        if link is not None:
            self._link(row, link)
        elif len(filled) == 1:
            self.below.append(filled[0].strip())
        else:
            self._region(row)

    def _region(self, row: Row) -> None:
        label = self._said(row, "region")
        region = self.words.regions.get(folded(label))
        if region is None:
            if len(self.strange) < _MOST_STRANGE:
                self.strange.setdefault(label, row.number)
            return
        if has_surplus(row, width=self.head.width, written=self.written, findings=self.findings):
            return
        for column in self.head.columns:
            place = self._place(row, column)
            if place is not None:
                self._estimate(row, column, region, *place)

    def _said(self, row: Row, role: str) -> str:
        """Return the row's cell of a role, or the last one above it where cells were merged."""
        at = self.head.roles.get(role)
        if at is None:
            return ""
        text = row.cells[at].strip() if at < len(row.cells) else ""
        if text:
            self.carried[role] = text
        return text or self.carried.get(role, "")

    def _place(self, row: Row, column: Column) -> tuple[str, Period] | None:
        """Return domain and cycle of a cell; noted where the table does not say them."""
        said_domain, said_cycle = self._said(row, "domain"), self._said(row, "cycle")
        domain = self.words.domain_in(said_domain) or column.domain or self.words.domain_in(self.head.title)
        years = years_in(said_cycle) or column.years or self.head.years
        if domain is None:
            known = ", ".join(sorted(set(self.words.domains.values())))
            self._once("header", "says not which subject it is about", f"Name it in the title or a column: {known}.")
            return None
        if len(years) != 1:
            self._once(
                "header", "says not which cycle it is about", "Name one year in the title, or add a column Cycle."
            )
            return None
        return domain, Period("year", years[0])

    def _once(self, place: str, message: str, remedy: str) -> None:
        if not any(problem.message == message for problem in self.findings.problems):
            self.findings.add(place, message, remedy)

    def _estimate(self, row: Row, column: Column, region: str, domain: str, period: Period) -> None:
        target = self.targets.get((region, domain, column.measure))
        printed = self._printed(row, column.at) if target is not None else None
        if target is None or printed is None:
            return
        if printed.value is None:
            if printed.missing:
                self.missing.append(f"{target[0]} / {target[1]} {period.code} ({MISSING[printed.missing]})")
            return
        key = (target[0], target[1], period)
        if key in self.figures:
            message = f"gives {key[0]} / {key[1]} for {period.code} again, after row {self.figures[key][0].row}"
            self.findings.add(f"row {row.number}", message, "Keep one of the two rows.")
            return
        figure = self._figure(row, column, target, printed, period)
        self.figures[key] = (figure, domain, column.measure)

    def _figure(self, row: Row, column: Column, target: Target, printed: Printed, period: Period) -> Observation:
        value = printed.value or 0.0
        region = self._said(row, "region")
        label = f"{region}, {column.label}"
        steps = [Step("select", (("where", label), ("column", column.at + 1), ("value", value)))]
        if target[2]:
            steps.append(Step("scale", (("by", "100 - x"), ("value", value))))
        error, note = self._error(row, column, printed)
        mark = printed.mark or "".join(_CAUTION.findall(region))
        marks = f"merkteken {mark} in de bron" if mark else ""
        return Observation(
            indicator=target[0],
            series=target[1],
            period=period,
            value=100 - value if target[2] else value,
            half_width=printed.half_width,
            standard_error=error,
            sample_size=self._size(row),
            status=printed.status,
            where=label[:300],
            note="; ".join(part for part in (note, marks) if part),
            row=row.number,
            steps=tuple(steps),
        )

    def _error(self, row: Row, column: Column, printed: Printed) -> tuple[float | None, str]:
        """Return the standard error. A printed 0.0 is smaller than half its step, so that half step is taken."""
        if printed.error is not None:
            text, error = "", printed.error
        elif column.error_at is None or column.error_at >= len(row.cells):
            return None, ""
        else:
            text = row.cells[column.error_at].strip().strip("()")
            beside = self._printed(row, column.error_at, text)
            if beside is None or beside.value is None:
                return None, ""
            error = beside.value
        if error < 0:
            self.findings.add(f"row {row.number}", f"has a standard error of {error:g}", "It cannot be negative.")
            return None, ""
        if error == 0:
            return half_width(text or "0.0"), "standaardfout in de bron afgerond tot nul"
        return error, ""

    def _size(self, row: Row) -> int | None:
        at = self.head.roles.get("size")
        printed = self._printed(row, at) if at is not None else None
        return int(printed.value) if printed is not None and printed.value is not None else None

    def _printed(self, row: Row, column: int, text: str | None = None) -> Printed | None:
        place = f"row {row.number}, column {column + 1}"
        if text is None:
            text = row.cells[column] if column < len(row.cells) else ""
        try:
            return self.numbers.read(text, row=row.number, place=place)
        except CellError as error:
            self.findings.add(place, error.message, error.remedy)
            return None

    def _link(self, row: Row, label: str) -> None:
        """Take a link error: for every measure under which the row has a number."""
        place = f"row {row.number}"
        pair = _LINK.fullmatch(label.strip())
        cells = [at for at, cell in enumerate(row.cells) if cell.strip() and cell != label]
        under = {column.at: column for column in self.head.columns}
        under |= {column.error_at: column for column in self.head.columns if column.error_at is not None}
        if pair is None or int(pair[1]) >= int(pair[2]):
            self.findings.add(place, f"{shown(label)} names no two cycles", "Write 'Link error 2018-2022'.")
            return
        domain = self._link_domain(row)
        numbers = [at for at in cells if at in under] or [at for at in cells if at not in self.head.roles.values()]
        if not numbers:
            self.findings.add(place, "has a link error without a value", "Give the number in the column it is for.")
        for at in numbers:
            column = under.get(at) or self.head.columns[0]
            printed = self._printed(row, at)
            if printed is not None and printed.value is not None:
                self._keep_link(row, pair, column.domain or domain, column.measure, printed.value)

    def _link_domain(self, row: Row) -> str:
        at = self.head.roles.get("domain")
        said = row.cells[at] if at is not None and at < len(row.cells) else ""
        return self.words.domain_in(said) or self.words.domain_in(self.head.title) or ""

    def _keep_link(self, row: Row, pair: re.Match[str], domain: str, measure: str, value: float) -> None:
        place = f"row {row.number}"
        first, second = Period("year", int(pair[1])), Period("year", int(pair[2]))
        if not domain:
            self.findings.add(place, "has a link error of no subject", "Name the subject in the row or the title.")
            return
        if value < 0:
            self.findings.add(place, f"has a link error of {value:g}", "It cannot be negative.")
            return
        link = _Link(first=first, second=second, domain=domain, measure=measure, value=value, row=row.number)
        before = self.links.setdefault((domain, measure, first, second), link)
        if before is not link:
            message = f"gives a link error for {first}-{second} again, after row {before.row}"
            self.findings.add(place, message, "Keep one of the two rows.")

    def check(self) -> None:
        """Note labels that look like a misspelt region, and a table in which there is none we know."""
        known = list(self.words.regions)
        for label, number in self.strange.items():
            text = folded(label)
            near = get_close_matches(text[:100], known, n=1, cutoff=0.86)
            if near and _DIGITS.sub("", text) != _DIGITS.sub("", near[0]) and not text.startswith(near[0]):
                self.findings.add(f"row {number}", f"{shown(label)} is no region we know", f"Did you mean '{near[0]}'?")
        if not self.figures and not self.findings.count and not self.missing:
            self.findings.add("", "has no row of a region we know", f"Known are {', '.join(known[:8])}.")

    def observations(self) -> Iterator[Observation]:
        """Yield the figures; the latest of each series carries the link errors that are for it."""
        latest: dict[tuple[str, str], Period] = {}
        for indicator, series, period in self.figures:
            latest[indicator, series] = max(period, latest.get((indicator, series), period))
        for (indicator, series, period), (figure, domain, measure) in self.figures.items():
            links = [link for link in self.links.values() if (link.domain, link.measure) == (domain, measure)]
            if not links or latest[indicator, series] != period:
                yield figure
                continue
            added = tuple(
                link_error_step(first=link.first, second=link.second, value=link.value, row=link.row) for link in links
            )
            yield replace(figure, steps=(*figure.steps, *added))

    def notes(self) -> Sequence[str]:
        """Return what stands below the table, its link errors, and which figures it marks as missing."""
        links = "; ".join(
            f"{link.domain} ({link.measure}) {link.first}-{link.second}: {link.value:g}" for link in self.links.values()
        )
        return (
            *(text for text in self.below if len(text) > 40),
            f"Koppelingsfouten in de tabel: {links}." if links else "",
            f"Geen cijfer in de tabel: {', '.join(self.missing[:20])}." if self.missing else "",
        )
