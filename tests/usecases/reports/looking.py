"""Looking at reports as values: their texts, what stands under a heading, the rows of a table; an action told whole."""

from __future__ import annotations

from datetime import date

from stemagenda.core.actions.action import (
    Action,
    Contribution,
    DocumentLink,
    Milestone,
    Partner,
    ProgressNote,
    QualityAnswer,
    Relation,
    Wording,
    YearStage,
)
from stemagenda.core.reports.document import (
    Block,
    Bullets,
    Document,
    Heading,
    Paragraph,
    ReportTable,
    Run,
)


def runs(blocks: tuple[Block, ...]) -> list[Run]:
    found: list[Run] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            found += block.runs
        elif isinstance(block, Bullets):
            found += [run for item in block.items for run in item]
        elif isinstance(block, ReportTable):
            found += [run for row in block.rows for cell in row for run in cell]
        elif isinstance(block, Heading):
            found.append(Run(text=block.text))
    return found


def text(*blocks: Block) -> str:
    return "\n".join(run.text for run in runs(blocks))


def under(document: Document, anchor: str) -> tuple[Block, ...]:
    """The blocks below a heading, up to the next one of its level or above."""
    found: list[Block] = []
    level = 0
    for block in document.blocks:
        if isinstance(block, Heading):
            if level and block.level <= level:
                break
            if block.anchor == anchor:
                level = block.level
                continue
        if level:
            found.append(block)
    return tuple(found)


def table(document: Document, caption: str) -> list[list[str]]:
    found = next(block for block in document.blocks if isinstance(block, ReportTable) and block.caption == caption)
    return [["".join(run.text for run in cell) for cell in row] for row in found.rows]


def full_action() -> Action:
    return Action(
        code="XX-01",
        title=Wording(nl="Een volledige actie", en="A full action"),
        description=Wording(nl="Met alles erop."),
        strand="daadkracht",
        objectives=("OD 4.1.1", "OD 1.1.1"),
        lead="vdab",
        partners=(Partner(entity="vlaio", role="funder"), Partner(entity="serv")),
        starts=date(2024, 1, 1),
        ends=date(2025, 6, 30),
        milestones=(
            Milestone(title="Eerste stap", due=date(2024, 5, 1), met=date(2024, 4, 30)),
            Milestone(title="Tweede stap", due=date(2025, 1, 1)),
        ),
        budget_planned=1_250_000,
        budget_source="begroting 2024",
        indicators=(Contribution(indicator="RG2-WIS", reasoning="meer oefenkansen"),),
        documents=(DocumentLink(title="Projectfiche", url="https://example.org/fiche"),),
        stages=(YearStage(year=2025, stage="implementation"), YearStage(year=2024, stage="pilot")),
        status="attention",
        status_reason="wacht op personeel",
        notes=(ProgressNote(year=2024, text="De proef begon."),),
        quality=(QualityAnswer(criterion="inclusive", met="yes", evidence="drempels bevraagd"),),
        relations=(Relation(kind="related-to", other="OK-01"),),
        source="interim-report-2024",
        source_place="rij 1",
    )
