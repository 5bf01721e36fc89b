"""The sheets of the action register as a workbook: one for the actions, one for each part that repeats.

Headings are known in both languages when a workbook comes back, so whoever gets it may read it in another one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from stemagenda.core.actions.action import (
    Contribution,
    DocumentLink,
    Milestone,
    Partner,
    ProgressNote,
    QualityAnswer,
    Relation,
    YearStage,
)
from stemagenda.core.reports.action_words import FIELD_WORDS
from stemagenda.core.text import Text

Kind = Literal["text", "day", "whole", "choice", "choices"]


@dataclass(frozen=True, kw_only=True)
class SheetColumn:
    """One column. `name` is a field of an action or of a line of it, "title.nl" a language of one.

    `words` names the vocabulary of a choice. `empty` is what an empty cell of a choice means; None: it may not be
    empty. What `is_told` is there to be read: it is never taken in.
    """

    name: str
    heading: Text
    kind: Kind = "text"
    words: str = ""
    empty: str | None = ""
    width: int = 16
    is_told: bool = False
    is_needed: bool = False


@dataclass(frozen=True, kw_only=True)
class RegisterSheet:
    """One sheet. `name` is the field of an action whose lines stand on it, "actions" for the actions themselves."""

    name: str
    title: Text
    columns: tuple[SheetColumn, ...]

    def column(self, name: str) -> SheetColumn:
        """The column of that name."""
        return next(column for column in self.columns if column.name == name)


def _field(name: str, **more: object) -> SheetColumn:
    """A column under the words that pages have for the field."""
    return SheetColumn(name=name, heading=FIELD_WORDS[name], **more)  # type: ignore[arg-type]


CODE: Final = SheetColumn(name="code", heading=Text("Code", "Code"), width=10)
NUMBER: Final = SheetColumn(name="number", heading=Text("Versie (niet wijzigen)", "Version (do not change)"), width=11)
STATE: Final = SheetColumn(name="state", heading=FIELD_WORDS["state"], width=24, is_told=True)
#: On the sheets of parts: the title of the action, for people; for an action without a code, how it is found.
OF: Final = SheetColumn(name="of", heading=Text("Actie", "Action"), width=40, is_told=True)

ACTIONS: Final = RegisterSheet(
    name="actions",
    title=Text("Acties", "Actions"),
    columns=(
        CODE,
        SheetColumn(name="title.nl", heading=Text("Titel (Nederlands)", "Title (Dutch)"), width=46),
        SheetColumn(name="title.en", heading=Text("Titel (Engels)", "Title (English)"), width=46),
        _field("strand", kind="choice", words="strand", empty=None, width=20),
        _field("objectives", kind="choices", words="objective", width=22),
        _field("lead", kind="choice", words="entity", width=34),
        _field("status", kind="choice", words="status", empty="not-set", width=20),
        _field("status_reason", width=40),
        _field("status_on", kind="day", width=13),
        _field("starts", kind="day", width=13),
        _field("ends", kind="day", width=13),
        SheetColumn(name="description.nl", heading=Text("Beschrijving (Nederlands)", "Description (Dutch)"), width=60),
        SheetColumn(name="description.en", heading=Text("Beschrijving (Engels)", "Description (English)"), width=60),
        _field("recurrence", kind="choice", words="recurrence", empty="new", width=16),
        _field("pillars", kind="choices", words="pillar", width=30),
        _field("policy_domains", kind="choices", words="domain", width=30),
        _field("transitions", kind="choices", words="transition", width=30),
        _field("target_groups", kind="choices", words="group", width=30),
        _field("budget_planned", kind="whole", width=16),
        _field("budget_spent", kind="whole", width=16),
        _field("budget_source", width=30),
        _field("source", kind="choice", words="document", width=34),
        _field("source_place", width=34),
        STATE,
        NUMBER,
    ),
)


def _part(name: str, title: Text, *columns: SheetColumn) -> RegisterSheet:
    return RegisterSheet(name=name, title=title, columns=(CODE, OF, *columns))


_YEAR: Final = SheetColumn(name="year", heading=Text("Jaar", "Year"), kind="whole", width=8, is_needed=True)
PARTS: Final[Mapping[str, RegisterSheet]] = {
    sheet.name: sheet
    for sheet in (
        _part(
            "partners",
            Text("Partners", "Partners"),
            SheetColumn(
                name="entity", heading=Text("Partner", "Partner"), kind="choice", words="entity", empty=None, width=44
            ),
            SheetColumn(
                name="role", heading=Text("Rol", "Role"), kind="choice", words="role", empty="partner", width=16
            ),
        ),
        _part(
            "milestones",
            Text("Mijlpalen", "Milestones"),
            SheetColumn(name="title", heading=Text("Mijlpaal", "Milestone"), width=50, is_needed=True),
            SheetColumn(name="due", heading=Text("Tegen", "Due"), kind="day", width=13, is_needed=True),
            SheetColumn(name="met", heading=Text("Bereikt op", "Reached on"), kind="day", width=13),
        ),
        _part(
            "stages",
            Text("Fasen", "Stages"),
            _YEAR,
            SheetColumn(
                name="stage", heading=Text("Fase", "Stage"), kind="choice", words="stage", empty=None, width=24
            ),
        ),
        _part(
            "notes",
            Text("Voortgang", "Progress"),
            _YEAR,
            SheetColumn(name="text", heading=Text("Wat er gebeurde", "What happened"), width=90, is_needed=True),
        ),
        _part(
            "indicators",
            Text("Indicatoren", "Indicators"),
            SheetColumn(
                name="indicator",
                heading=Text("Indicator", "Indicator"),
                kind="choice",
                words="indicator",
                empty=None,
                width=18,
            ),
            SheetColumn(
                name="reasoning", heading=Text("Waarom de actie bijdraagt", "Why the action contributes"), width=80
            ),
        ),
        _part(
            "documents",
            Text("Documenten", "Documents"),
            SheetColumn(name="title", heading=Text("Document", "Document"), width=50),
            SheetColumn(name="url", heading=Text("Webadres", "Web address"), width=60),
        ),
        _part(
            "quality",
            Text("Kwaliteitskader", "Quality framework"),
            SheetColumn(
                name="criterion",
                heading=Text("Criterium", "Criterion"),
                kind="choice",
                words="criterion",
                empty=None,
                width=28,
            ),
            SheetColumn(
                name="met", heading=Text("Voldaan", "Met"), kind="choice", words="met", empty="unknown", width=16
            ),
            SheetColumn(name="evidence", heading=Text("Bewijs", "Evidence"), width=80),
        ),
        _part(
            "relations",
            Text("Verbanden", "Links"),
            SheetColumn(
                name="kind", heading=Text("Verband", "Link"), kind="choice", words="relation", empty=None, width=20
            ),
            SheetColumn(
                name="other",
                heading=Text("Andere actie (code)", "Other action (code)"),
                kind="choice",
                words="action",
                empty=None,
                width=20,
            ),
        ),
    )
}
#: What a line of each part is.
LINES: Final[Mapping[str, type]] = {
    "partners": Partner,
    "milestones": Milestone,
    "stages": YearStage,
    "notes": ProgressNote,
    "indicators": Contribution,
    "documents": DocumentLink,
    "quality": QualityAnswer,
    "relations": Relation,
}
SHEETS: Final = (ACTIONS, *PARTS.values())
#: Sheets that explain; they are not read.
EXPLAINED: Final = Text("Uitleg", "Explanation")
CHOICES: Final = Text("Keuzelijsten", "Choices")
