"""Editions: frozen once, the same for ever, corrected beside, compared with what came after."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from tests.usecases import editions_made
from tests.usecases.synthetic import write_release

from stemagenda.agendas.loading import AGENDAS
from stemagenda.core.editions import canonical
from stemagenda.core.editions.content import EditionContent
from stemagenda.core.validation import Refused
from stemagenda.sources.finding import SHIPPED
from stemagenda.store.audit import version
from stemagenda.store.models import AuditRow, EditionRow
from stemagenda.usecases import editions
from stemagenda.usecases.edition_content import content_on, views_of
from stemagenda.usecases.edition_files import edition_files, edition_zip, figures_csv
from stemagenda.usecases.editions import EditionComparison, add_erratum, compare_editions, edition, freeze_edition
from stemagenda.usecases.importing import import_release
from stemagenda.usecases.loading import load_everything
from stemagenda.usecases.monitor import NothingLoaded, home
from stemagenda.usecases.permissions import NOBODY, OPERATOR, Actor, NotAllowed

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
EDITOR, READER = Actor(name="els", is_editor=True), Actor(name="lezer")
HEADING = """# title: Sample made for the test
# publisher: Proefuitgever
# published: 2024-01-15
# rank: primary
# url: https://example.org/proef
# licence: vrij
# language: nl
indicator,series,period,value,half_width
"""


def freeze(name: str = "proef", **changed: Any) -> None:
    given: dict[str, Any] = {"note": "", "as_of": None, "actor": EDITOR, "now": NOW}
    freeze_edition(name=name, **{**given, **changed})


def bring(folder: Path, *rows: str, **changed: Any) -> None:
    path = folder / "2024-proef.csv"
    path.write_text(HEADING + "\n".join(rows) + "\n", encoding="utf-8")
    import_release(source="pisa", path=path, actor=OPERATOR, now=NOW + timedelta(hours=1), **changed)


def correct(folder: Path) -> None:
    """Bring a corrected file: PISA 2012 becomes 15.6."""
    shipped = SHIPPED / "pisa" / "releases" / "2013-pisa-2012-vlaanderen.csv"
    path = folder / shipped.name
    path.write_text(shipped.read_text(encoding="utf-8").replace("2012,15.4,", "2012,15.6,"), encoding="utf-8")
    import_release(
        source="pisa", path=path, actor=OPERATOR, now=NOW + timedelta(hours=1), reason="The publisher corrected it."
    )


def compared(before: str = "proef", after: str = "now") -> EditionComparison:
    return compare_editions(before=before, after=after, today=TODAY)


def test_an_edition_holds_what_the_pages_show_and_reads_back_as_it_was(loaded: datetime) -> None:
    freeze(as_of=date(2024, 7, 5), note="Bij het tussentijds rapport.\r\n")
    found = edition(name="proef")
    assert found.content == content_on(day=date(2024, 7, 5))
    assert found.heading.note == "Bij het tussentijds rapport."
    assert found.heading.digest == canonical.digest(found.document)
    shown = {view.indicator.code + view.series.code: view for view in home(on=date(2024, 7, 5)).all_rows}
    frozen = {view.indicator.code + view.series.code: view for view in views_of(content=found.content)}
    assert frozen.keys() == shown.keys()
    for key, view in frozen.items():
        assert (view.light, view.window, view.latest) == (shown[key].light, shown[key].window, shown[key].latest)


def test_every_figure_leads_to_its_file(loaded: datetime) -> None:
    freeze()
    content = edition(name="proef").content
    files = {(item.source, item.code): item.digest for item in content.releases}
    values = [v for item in content.figures for point in item.points for v in (point.chosen, *point.others)]
    assert len(values) > 200
    assert all(value.row > 0 and len(files[value.source, value.release]) == 64 for value in values)
    assert any(point.others for item in content.figures for point in item.points)


def test_a_changed_figure_changes_no_edition(loaded: datetime, tmp_path: Path) -> None:
    freeze(note="Met een toelichting")
    before = edition(name="proef")
    files = edition_files(edition=before)
    correct(tmp_path)
    add_erratum(name="proef", text="PISA 2012 moet 15,6 zijn.", actor=EDITOR, now=NOW + timedelta(hours=2))
    load_everything(folder=AGENDAS / "stem-agenda-2030", actor=OPERATOR, now=NOW + timedelta(hours=3))
    after = edition(name="proef")
    assert content_on(day=TODAY) != after.content
    assert after.document == before.document
    assert edition_files(edition=after) == files
    assert edition_zip(edition=after) == edition_zip(edition=before)
    assert [item.text for item in after.errata] == ["PISA 2012 moet 15,6 zijn."]


def test_errata_come_along_only_where_they_are_asked_for(loaded: datetime) -> None:
    freeze()
    add_erratum(name="proef", text="Een fout in de toelichting.", actor=EDITOR, now=NOW)
    found = edition(name="proef")
    plain, full = dict(edition_files(edition=found)), dict(edition_files(edition=found, with_errata=True))
    assert set(full) - set(plain) == {"ERRATA.json"}
    assert json.loads(full["ERRATA.json"])["errata"] == [
        {"author": "els", "on": "2026-11-20", "text": "Een fout in de toelichting."}
    ]
    assert {name: full[name] for name in plain} == plain


def test_an_erratum_of_after_midnight_is_of_the_day_it_is_here(loaded: datetime) -> None:
    freeze()
    midnight = datetime(2026, 11, 21, 0, 30, tzinfo=ZoneInfo("Europe/Brussels"))
    add_erratum(name="proef", text="Een fout in de toelichting.", actor=EDITOR, now=midnight)
    full = dict(edition_files(edition=edition(name="proef"), with_errata=True))
    assert [item["on"] for item in json.loads(full["ERRATA.json"])["errata"]] == ["2026-11-21"]


def test_the_files_hold_every_light_and_every_figure(loaded: datetime) -> None:
    freeze()
    found = edition(name="proef")
    files = dict(edition_files(edition=found))
    assert files["edition.json"] == found.document
    lights = json.loads(files["lights.json"])
    assert (lights["edition"], lights["digest"], lights["as_of"]) == ("proef", found.heading.digest, "2026-11-20")
    assert {light["figures"] for light in lights["lights"]} <= set(files)
    assert len(lights["lights"]) == len(home(on=TODAY).all_rows)
    assert len(json.loads(files["definitions.json"])["indicators"]) == 25
    rows = figures_csv(edition=found).decode("utf-8-sig").splitlines()
    values = sum(1 + len(point.others) for item in found.content.figures for point in item.points)
    assert len(rows) == values + 1
    assert files["figures.csv"].startswith(b"\xef\xbb\xbfindicator,series,period,value")
    assert all(row.endswith(",2026-11-20,proef") for row in rows[1:])


def test_what_waits_for_its_moment_is_in_no_edition(loaded: datetime, tmp_path: Path) -> None:
    bring(tmp_path, "RG2-WIS,pisa,2022,11.123,0.0005", visible_from=NOW + timedelta(days=30))
    freeze()
    found = edition(name="proef")
    assert b"11.123" not in found.document
    assert b"Sample made for the test" not in found.document
    assert compared(before="2024-01-14").counts == compared(before="2024-01-14", after="proef").counts


def test_an_edition_of_a_day_knows_no_later_threshold_target_or_document(loaded: datetime) -> None:
    def dated(content: EditionContent) -> list[date]:
        return [
            *(item.published for item in content.agenda.documents),
            *(t.published for i in content.indicators for s in i.series for t in s.targets),
            *(item.published for item in content.releases),
        ]

    assert max(dated(content_on(day=TODAY))) > date(2024, 7, 5)
    assert max(dated(content_on(day=date(2024, 7, 5)))) <= date(2024, 7, 5)
    for indicator in content_on(day=date(2001, 1, 1)).indicators:
        assert len(indicator.rules) == 1  # before any was declared, the first one decides


@pytest.mark.parametrize(
    "name",
    ["", "Rapport", "rapport 2024", "-rapport", "rapport-", "a--b", "é", "2024-07-05", "now", "vandaag", "x" * 61],
)
def test_a_name_that_cannot_be_is_refused(loaded: datetime, name: str) -> None:
    with pytest.raises(Refused, match="cannot be the name of an edition"):
        freeze(name)


def test_every_fault_is_named_and_nothing_is_stored(loaded: datetime) -> None:
    before = version()
    with pytest.raises(Refused) as told:
        freeze("A", note="x" * 2001, as_of=TODAY + timedelta(days=1))
    assert [problem.place for problem in told.value.problems] == ["name", "note", "as_of"]
    assert version() == before
    assert not EditionRow.objects.exists()


def test_the_same_name_twice_is_refused_with_a_remedy(loaded: datetime) -> None:
    freeze()
    first, number = edition(name="proef"), version()
    with pytest.raises(Refused, match=r"already, and an edition never changes\. Choose another name, or add an"):
        freeze(as_of=date(2024, 7, 5))
    assert edition(name="proef") == first
    assert version() == number


@pytest.mark.parametrize("actor", [NOBODY, READER])
def test_who_may_not_publish_changes_nothing(loaded: datetime, actor: Actor) -> None:
    with pytest.raises(NotAllowed):
        freeze(actor=actor)
    freeze(actor=OPERATOR)
    with pytest.raises(NotAllowed):
        add_erratum(name="proef", text="Een lange genoege tekst.", actor=actor, now=NOW)
    assert editions.errata(name="proef") == ()


def test_both_writes_are_in_the_audit_trail(loaded: datetime) -> None:
    freeze()
    add_erratum(name="proef", text="Een fout in de toelichting.", actor=EDITOR, now=NOW)
    frozen, corrected = AuditRow.objects.filter(subject="proef").order_by("pk")
    assert (frozen.verb, frozen.actor) == ("freeze_edition", "els")
    assert frozen.details == {"as_of": "2026-11-20", "digest": edition(name="proef").heading.digest}
    assert (corrected.verb, corrected.details) == ("add_erratum", {"text": "Een fout in de toelichting."})


@pytest.mark.parametrize("text", ["te kort", " " * 30, "x" * 2001])
def test_an_erratum_says_something(loaded: datetime, text: str) -> None:
    freeze()
    with pytest.raises(Refused, match="the erratum is too short or too long"):
        add_erratum(name="proef", text=text, actor=EDITOR, now=NOW)


def test_an_unknown_edition_is_named_with_the_nearest_one(loaded: datetime) -> None:
    with pytest.raises(Refused, match="There are no editions yet"):
        edition(name="proef")
    freeze()
    with pytest.raises(Refused, match=r"Did you mean proef\?"):
        edition(name="proeff")
    with pytest.raises(Refused, match="there is no edition"):
        edition(name="pro\x00ef")  # no database is asked for what could not be a name
    with pytest.raises(Refused, match="The editions are: proef"):
        add_erratum(name="iets-anders", text="Een lange genoege tekst.", actor=EDITOR, now=NOW)


@pytest.mark.django_db
def test_before_the_first_load_there_is_nothing_to_freeze() -> None:
    with pytest.raises(NothingLoaded):
        freeze()
    assert not EditionRow.objects.exists()


def test_a_day_does_not_differ_from_its_edition(loaded: datetime) -> None:
    freeze()
    comparison = compared()
    assert not any(comparison.counts.values())
    assert comparison.sentence("en") == "Since proef nothing changed."


def test_exactly_what_changed_is_found(loaded: datetime, tmp_path: Path) -> None:
    """One figure revised, one new; one light changes colour by them."""
    freeze()
    correct(tmp_path)
    bring(tmp_path, "RG2-WIS,pisa,2022,11.1,0.05")
    comparison = compared()
    assert {name: count for name, count in comparison.counts.items() if count} == {
        "lights": 1,
        "revised": 1,
        "new_figures": 1,
    }
    (revised,) = comparison.found.revised
    assert revised.before is not None
    assert revised.after is not None
    assert (revised.indicator, revised.series, revised.period.code) == ("RG2-WIS", "pisa", "2012")
    assert (revised.before.value, revised.after.value) == (15.4, 15.6)
    (light,) = comparison.found.lights
    assert (light.indicator, light.before.colour, light.after.colour) == ("RG2-WIS", "red", "green")
    assert comparison.sentence("en") == "Since proef: 1 light changed, 1 figure revised, 1 figure new."
    assert comparison.sentence("nl").startswith("Sinds proef: 1 knipperlicht veranderde, 1 cijfer werd herzien")


def test_the_comparison_as_a_document_can_be_written_and_is_whole(loaded: datetime, tmp_path: Path) -> None:
    freeze(as_of=date(2024, 7, 5))
    comparison = compared()
    written = json.loads(json.dumps(editions.difference_document(comparison=comparison), allow_nan=False))
    assert written["from"] == {"edition": "proef", "as_of": "2024-07-05"}
    assert written["to"] == {"edition": None, "as_of": "2026-11-20"}
    assert written["counts"]["lights"] == len(written["lights"]) > 0
    assert all(len(written[name]) == count for name, count in written["counts"].items())
    assert "verdict" not in written["lights"][0]["before"]
    assert written["sentence"]["en"].startswith("Since proef: ")
    assert "added: document stem-monitor-2025" in written["definitions"]


def test_two_days_are_compared_as_two_editions(loaded: datetime) -> None:
    freeze("vroeger", as_of=date(2018, 1, 1))
    freeze("later", as_of=date(2024, 7, 5))
    assert compared("2018-01-01", "2024-07-05").found == compared("vroeger", "later").found
    assert compared("2018-01-01", "later").sentence("nl").startswith("Sinds 1 januari 2018: ")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("now", "2024-07-05", "Name the earlier one first"),
        ("2024-13-05", "now", "is no day"),
        ("1999-12-31", "now", "is no day"),
        ("2026-11-21", "now", "is no day"),
        ("niets", "now", "there is no edition"),
    ],
)
def test_a_comparison_that_cannot_be_made_is_refused(loaded: datetime, before: str, after: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        compared(before, after)


def test_what_a_changed_definition_says_is_told_and_thresholds_stand_apart(loaded: datetime, tmp_path: Path) -> None:
    import shutil

    freeze()
    folder = tmp_path / "stem-agenda-2030"
    shutil.copytree(AGENDAS / "stem-agenda-2030", folder)
    path = folder / "indicators" / "RG2-WIS" / "indicator.toml"
    text = path.read_text(encoding="utf-8").replace(
        'title.en = "Low performers in mathematics"', 'title.en = "Low achievers in mathematics"'
    )
    path.write_text(text.replace("[[rules]]\n", "[[rules]]\ntolerance = 0.75\n", 1), encoding="utf-8")
    shutil.rmtree(folder / "indicators" / "RG6")
    load_everything(folder=folder, actor=OPERATOR, now=NOW + timedelta(hours=1))
    found = compared().found
    assert [item.indicator for item in found.rules] == ["RG2-WIS"]
    assert [item.indicator for item in found.gone_indicators] == ["RG6"]
    lines = [line for line in found.definitions if "another order" not in line]
    assert lines == [
        "changed: indicator RG2-WIS: title.en: Low performers in mathematics -> Low achievers in mathematics"
    ]


@pytest.mark.django_db
def test_either_database_freezes_the_same_bytes(tmp_path: Path) -> None:
    """The expected document was written on SQLite; this test runs on both."""
    editions_made.fill(tmp_path)
    freeze(note="Verzonnen.", as_of=editions_made.AS_OF, now=editions_made.NOW)
    expected = json.loads(editions_made.EXPECTED.read_text(encoding="utf-8"))
    document = edition(name="proef").document
    assert editions_made.readable(document) == editions_made.EXPECTED.read_text(encoding="utf-8"), (
        "run: python -m tests.usecases.editions_made > tests/usecases/edition.expected.json"
    )
    assert canonical.write(expected) == document


@pytest.mark.django_db
def test_row_numbers_and_moments_of_recording_leave_no_trace(tmp_path: Path) -> None:
    """The same content recorded in another order, at another time, freezes to the same bytes."""
    editions_made.fill(tmp_path)
    before = content_on(day=editions_made.AS_OF)
    for hour, last in ((1, 12.0), (2, 10.000000000000002)):
        path = write_release(tmp_path / "2023-verzonnen.csv", indicators=2, last=last)
        import_release(
            source="stem_monitor",
            path=path,
            actor=OPERATOR,
            now=NOW + timedelta(hours=hour),
            reason="Verzonnen voor de test.",
        )
    assert content_on(day=editions_made.AS_OF) == before
