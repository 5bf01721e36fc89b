"""Reports of the shipped agenda: complete, in one language, true to the store, and frozen with an edition."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from stemagenda.core.reports.document import Document, Paragraph, ReportTable
from stemagenda.core.validation import Refused
from stemagenda.store import records
from stemagenda.usecases.actions.editing import save_action
from stemagenda.usecases.editions import freeze_edition
from stemagenda.usecases.permissions import NOBODY, OPERATOR, NotAllowed
from stemagenda.usecases.records import value_of
from stemagenda.usecases.reports import building
from stemagenda.usecases.reports.material import material


def said(document: Document) -> str:
    """Every text of paragraphs and tables."""
    cells = [run.text for block in document.blocks if isinstance(block, Paragraph) for run in block.runs]
    for block in document.blocks:
        if isinstance(block, ReportTable):
            cells += [run.text for row in block.rows for cell in row for run in cell]
    return "\n".join(cells)


def test_a_report_holds_everything_and_only_true_figures(loaded: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    built = building.build(kind="interim", language="en", formats=["xlsx", "html"], actor=OPERATOR, now=loaded)
    text = said(built.document)
    found = material(edition="", as_of=loaded.date())
    assert all(action.code in text for action in found.actions)
    assert all(view.indicator.code in text for view in found.views)
    assert "niet vermeld" not in text.splitlines()
    assert built.document.written_figures
    assert [file.suffix for file in built.files] == ["xlsx", "html"]
    write, lost_in = building.FORMATS["html"]
    first = built.document.written_figures[0][0].encode()
    changed = lambda *, document, content: lost_in(document=document, content=content.replace(first, b"99999"))  # noqa: E731
    monkeypatch.setattr(building, "FORMATS", {"html": (write, changed)})
    with pytest.raises(Refused, match="does not hold"):
        building.build(kind="measurement", language="en", formats=["html"], actor=OPERATOR, now=loaded)


def test_an_edition_s_report_stays_as_it_was(loaded: datetime) -> None:
    freeze_edition(name="proef", note="", as_of=None, actor=OPERATOR, now=loaded)
    later = loaded + timedelta(days=1)

    def digests() -> list[str]:
        built = building.build(
            kind="overview", language="nl", formats=["docx", "xlsx"], edition="proef", actor=OPERATOR, now=later
        )
        return [file.digest for file in built.files]

    before = digests()
    version = records.version(kind="action", code="OK-01")
    assert version is not None
    changed = replace(value_of(version), status="blocked", status_reason="no staff", status_on=later.date())
    save_action(action=changed, seen=version.number, note="", actor=OPERATOR, now=later)
    assert digests() == before
    fresh = building.build(kind="overview", language="nl", formats=["xlsx"], actor=OPERATOR, now=later)
    assert "Zit vast" in said(fresh.document)


@pytest.mark.parametrize(
    "asked",
    [
        {"kind": "poem"},
        {"kind": "indicator"},
        {"subject": "RG2-WIS"},
        {"formats": ["odt"]},
        {"edition": "a", "as_of": date(2024, 1, 1)},
        {"as_of": date(2099, 1, 1)},
    ],
)
def test_a_bad_request_is_refused_in_words(asked: dict[str, object]) -> None:
    request = {"kind": "overview", "formats": ["pdf"], "language": "nl"} | asked
    with pytest.raises(Refused, match="report"):
        building.build(**request, actor=OPERATOR, now=datetime(2026, 11, 1, tzinfo=UTC))  # type: ignore[arg-type]


def test_nobody_else_has_reports_built() -> None:
    with pytest.raises(NotAllowed):
        building.build(
            kind="overview", language="nl", formats=["pdf"], actor=NOBODY, now=datetime(2026, 11, 1, tzinfo=UTC)
        )
