"""Survey files: one row a respondent, with a weight; every wanted answer becomes a weighted share with its error.

What the columns are called and which answers count stands in the source's codebook.toml:

    [design]
    period = "editie"        # the column with the year of the edition
    weight = "gewicht"       # the column with the weight
    stratum = "provincie"    # where the sample was drawn by parts; leave out where not
    cluster = "school"       # where people were drawn together; leave out where not

    [[questions]]
    indicator = "RG1"
    series = "totaal"
    column = "stem_samenleving"
    where = { doelgroep = "bevolking" }        # rows of another group are another sample
    counts = ["eerder akkoord", "helemaal akkoord"]
    others = ["neutraal", "eerder niet akkoord", "helemaal niet akkoord", "weet niet"]
    leaves_out = ["", "geen antwoord"]         # neither in the share nor in what it is a share of

    [[sizes]]                                  # a series that holds how many took part
    indicator = "RG1"
    series = "steekproef-bevolking"
    where = { doelgroep = "bevolking" }

The file is read once, row by row; what is kept grows with questions, editions and strata, not with respondents.
No survey file of a Flemish science survey could be seen: the layout is this project's own, made to be adapted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from stemagenda.core.observation import Details, Observation, Release, Step
from stemagenda.core.period import Period
from stemagenda.core.survey.interval import cautious_error, wilson_interval
from stemagenda.core.survey.weighted import DesignError, WeightedMean
from stemagenda.core.text import format_number
from stemagenda.formats.cells import CellError, read_period
from stemagenda.formats.problems import Findings, shown, suggestion
from stemagenda.formats.table import Row
from stemagenda.formats.tabular import read_grid
from stemagenda.sources.printed import PrintedNumbers
from stemagenda.sources.table_release import Publication, file_name, first_rows, folded, mapping_of, release_of

#: Fewer answers than this give no figure: the OECD's rule for PISA (30 pupils), and a guard for those who answered.
FEWEST: Final = 30
_METHOD: Final = "Taylor linearisation, with replacement"
_CODEBOOK: Final = "codebook.toml"


def recognises_survey(*, folder: Path, name: str, content: bytes) -> bool:
    """Whether the first row names the columns of period and weight, and one question, of the codebook."""
    rows = first_rows(name=name, content=content, most=1)
    return bool(rows) and _fits(_columns(rows[0]), mapping_of(folder, _CODEBOOK))


def read_survey(*, folder: Path, reader: str, name: str, content: bytes, details: Details) -> Release:
    """Read a survey file.

    Raises:
        Refused: with every named problem.
    """
    name = file_name(name)
    findings = Findings(file=name)
    codebook = mapping_of(folder, _CODEBOOK)
    grid = read_grid(name=name, content=content, findings=findings)
    header = next(grid.rows, None)
    if header is None:
        findings.stop("", "has no header row", "Name the columns in the first row.")
    body = _Survey(
        design=_design(_columns(header), codebook["design"], header, findings),
        questions=_questions(_columns(header), codebook, header, findings),
        numbers=PrintedNumbers(written=grid.written),
        findings=findings,
    )
    findings.refuse_if_any()
    for row in grid.rows:
        body.take(row)
    body.numbers.refuse_if_unsure(findings)
    figures = tuple(body.observations())
    if not figures and body.small:
        findings.add("", "has no group of enough answers", f"A figure needs {FEWEST} answers: {body.small[0]}.")
    publication = Publication(
        folder=folder, reader=reader, title=codebook["title"], notes=(codebook.get("note", ""), *body.notes())
    )
    return release_of(
        publication=publication,
        name=name,
        content=content,
        details=details,
        observations=figures,
        findings=findings,
    )


@dataclass(frozen=True, kw_only=True)
class _Design:
    """Where period, weight, stratum and cluster stand; the last two -1 where the sample has none."""

    period: int
    weight: int
    stratum: int
    cluster: int


@dataclass(frozen=True, kw_only=True)
class _Question:
    """One wanted share (or, without a column, number of respondents)."""

    indicator: str
    series: str
    column: int
    name: str
    where: tuple[tuple[int, str], ...]
    group: str
    answers: Mapping[str, float | None] = field(default_factory=dict)
    counts: str = ""


def _columns(header: Row) -> dict[str, int]:
    """Return the place of each column; of two of one name, the first."""
    found: dict[str, int] = {}
    for at, cell in enumerate(header.cells):
        found.setdefault(cell.strip().lower(), at)
    return found


def _fits(columns: Mapping[str, int], codebook: Mapping[str, Any]) -> bool:
    design = codebook["design"]
    asked = any(item["column"].lower() in columns for item in codebook["questions"])
    return design["period"].lower() in columns and design["weight"].lower() in columns and asked


def _design(columns: Mapping[str, int], design: Mapping[str, str], header: Row, findings: Findings) -> _Design:
    places = {"stratum": -1, "cluster": -1}
    for role, column in design.items():
        if column.lower() not in columns:
            findings.add(
                f"row {header.number}",
                f"the column '{column}' ({role}) is missing",
                suggestion(column.lower(), columns, otherwise=f"Add it, or correct [design] in {_CODEBOOK}."),
            )
        places[role] = columns.get(column.lower(), 0)
    for name in {column.lower() for column in design.values()} & set(columns):
        if [cell.strip().lower() for cell in header.cells].count(name) > 1:
            findings.add(f"row {header.number}", f"names the column '{name}' twice", "Keep one of the two.")
    return _Design(**places)


def _questions(
    columns: Mapping[str, int], codebook: Mapping[str, Any], header: Row, findings: Findings
) -> tuple[_Question, ...]:
    """Return the questions that the file has: a file may hold those of one group only. None at all is noted."""
    found = []
    for item in (*codebook["questions"], *codebook.get("sizes", ())):
        name = item.get("column", "").lower()
        where = item.get("where", {})
        if (name and name not in columns) or any(column.lower() not in columns for column in where):
            continue
        answers = {folded(answer): 1.0 for answer in item.get("counts", ())}
        answers |= {folded(answer): 0.0 for answer in item.get("others", ())}
        found.append(
            _Question(
                indicator=item["indicator"],
                series=item["series"],
                column=columns.get(name, -1),
                name=item.get("column", ""),
                where=tuple((columns[column.lower()], folded(value)) for column, value in where.items()),
                group=", ".join(f"{column} = {value}" for column, value in where.items()),
                answers=answers | {folded(answer): None for answer in item.get("leaves_out", ())},
                counts=" | ".join(item.get("counts", ())),
            )
        )
    if not any(question.column >= 0 for question in found):
        known = ", ".join(item["column"] for item in codebook["questions"][:8])
        findings.add(f"row {header.number}", "has no question we know", f"Known are {known}.")
    return tuple(found)


@dataclass(kw_only=True)
class _Survey:
    """Takes respondents one by one."""

    design: _Design
    questions: Sequence[_Question]
    numbers: PrintedNumbers
    findings: Findings
    periods: dict[str, Period] = field(default_factory=dict)
    means: dict[tuple[int, Period], WeightedMean] = field(default_factory=dict)
    sizes: dict[tuple[int, Period], int] = field(default_factory=dict)
    first: dict[tuple[int, Period], int] = field(default_factory=dict)
    small: list[str] = field(default_factory=list)

    def take(self, row: Row) -> None:
        """Take one respondent, or note everything that is wrong with the row."""
        cells = row.cells
        try:
            period = self._period(_cell(cells, self.design.period))
            weight = self._weight(_cell(cells, self.design.weight), row.number)
        except CellError as error:
            self.findings.add(f"row {row.number}", error.message, error.remedy)
            return
        stratum = _cell(cells, self.design.stratum) if self.design.stratum >= 0 else ""
        cluster = _cell(cells, self.design.cluster) if self.design.cluster >= 0 else ""
        for number, question in enumerate(self.questions):
            if any(folded(_cell(cells, at)) != value for at, value in question.where):
                continue
            key = (number, period)
            self.first.setdefault(key, row.number)
            self.sizes[key] = self.sizes.get(key, 0) + 1
            if question.column >= 0:
                self._answer(key=key, question=question, row=row, weight=weight, stratum=stratum, cluster=cluster)

    def _answer(
        self,
        *,
        key: tuple[int, Period],
        question: _Question,
        row: Row,
        weight: float,
        stratum: str,
        cluster: str,
    ) -> None:
        said = folded(_cell(row.cells, question.column))
        if said not in question.answers:
            place = f"row {row.number}, column {question.name}"
            said_in_full = self.findings.count < self.findings.limits.problems  # of the others only the number is told
            known = [answer for answer in question.answers if answer and said_in_full]
            otherwise = f"Name it in {_CODEBOOK}, under counts, others or leaves_out."
            message = f"{shown(said)} is no answer we know"
            self.findings.add(place, message, suggestion(said, known, otherwise=otherwise))
            return
        mean = self.means.get(key)
        if mean is None:
            mean = self.means[key] = WeightedMean(clustered=self.design.cluster >= 0)
        mean.add(weight=weight, value=question.answers[said], stratum=stratum, cluster=cluster)

    def _period(self, text: str) -> Period:
        if text not in self.periods:
            self.periods[text] = read_period(text)
        return self.periods[text]

    def _weight(self, text: str, row: int) -> float:
        value = self.numbers.read(text, row=row, place=f"row {row}").value
        if value is None or value <= 0:
            raise CellError(f"{shown(text)} is no weight", "Give a number above 0; leave out who does not count.")
        return value

    def observations(self) -> Iterator[Observation]:
        """Yield the shares, and the numbers of respondents, of every edition."""
        for (number, period), size in self.sizes.items():
            question = self.questions[number]
            if question.column < 0:
                yield _observation(question, period, float(size), self.first[number, period], size)
            elif (number, period) in self.means:
                yield from self._share(question, period, self.means[number, period], self.first[number, period])

    def _share(self, question: _Question, period: Period, mean: WeightedMean, row: int) -> Iterator[Observation]:
        label = f"{question.indicator} / {question.series} {period.code}"
        if mean.size < FEWEST:
            self.small.append(f"{label}: {mean.size} antwoorden")
            return
        try:
            estimate = mean.result()
        except DesignError as error:
            self.findings.add(label, str(error), "Join the stratum with another one in the file.")
            return
        low, high = (
            format_number(round(100 * limit, 1), language="nl") for limit in wilson_interval(estimate=estimate)
        )
        note = f"95 %-interval: {low} tot {high}; effectieve steekproef: {estimate.effective_size:.0f}"
        steps = (
            Step("select", (("column", question.name), ("where", question.group), ("rows", estimate.size))),
            Step("classify", (("by", _CODEBOOK), ("value", question.counts))),
            Step("estimate", (("by", _METHOD), ("rows", estimate.size))),
        )
        yield _observation(
            question,
            period,
            100 * estimate.value,
            row,
            estimate.size,
            standard_error=100 * cautious_error(estimate=estimate),
            note=note,
            steps=steps,
        )

    def notes(self) -> tuple[str, ...]:
        """Say which groups were too small for a figure."""
        if not self.small:
            return ()
        return (f"Geen cijfer door te weinig antwoorden (minstens {FEWEST} nodig): {'; '.join(self.small[:20])}.",)


def _cell(cells: Sequence[str], at: int) -> str:
    return cells[at].strip() if at < len(cells) else ""


def _observation(
    question: _Question,
    period: Period,
    value: float,
    row: int,
    size: int,
    *,
    standard_error: float | None = None,
    note: str = "",
    steps: tuple[Step, ...] = (),
) -> Observation:
    counted = (Step("count", (("where", question.group), ("rows", size))),)
    return Observation(
        indicator=question.indicator,
        series=question.series,
        period=period,
        value=value,
        standard_error=standard_error,
        sample_size=None if question.column < 0 else size,
        where=f"kolom {question.name}" if question.name else "aantal rijen",
        note=note,
        row=row,
        steps=steps or counted,
    )
