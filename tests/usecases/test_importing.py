"""Taking in a file: said before it is done, all or nothing, one at a time, and taken back as a deed of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from stemagenda.core.observation import Details
from stemagenda.core.validation import Refused
from stemagenda.store import releases
from stemagenda.store.models import AssessmentRow, AuditRow, DatumRow, ObservationRow, ReleaseRow
from stemagenda.usecases import assessing, importing, indicators, monitor, publishing, rebuilding, search
from stemagenda.usecases.importing import import_content
from stemagenda.usecases.intake import Incoming
from stemagenda.usecases.people import add_person
from stemagenda.usecases.permissions import NOBODY, OPERATOR, Actor, NotAllowed
from stemagenda.usecases.previews import Change, LightChange, Preview
from stemagenda.usecases.publishing import early_page, early_readers, name_early_reader, publish_due, waiting_releases
from stemagenda.usecases.rebuilding import rebuild
from stemagenda.usecases.recognising import recognise
from stemagenda.usecases.withdrawing import withdraw_release

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
EDITOR = Actor(name="els", is_editor=True)
HEAD = """# title: Proefuitgave
# publisher: Proefuitgever
# rank: primary
# url: https://example.org/proef
# licence: vrij
"""
ROWS = "indicator,series,period,value,half_width\nRG2-WIS,pisa,2022,{value},0.05\n"
pytestmark = pytest.mark.usefixtures("loaded")


def given(value: float = 11.1, *, published: str = "2024-01-15", name: str = "2024-proef.csv", **more: Any) -> Incoming:
    """A release file of PISA with one figure."""
    text = f"{HEAD}# published: {published}\n{ROWS.format(value=value)}"
    return Incoming(**{"source": "pisa", "name": name, "content": text.encode(), **more})


def bring(incoming: Incoming, *, actor: Actor = EDITOR, now: datetime = NOW, **more: Any) -> Preview:
    return import_content(incoming=incoming, actor=actor, now=now, **more)


def value() -> float:
    page = indicators.indicator_page(code="RG2-WIS", series="pisa", on=NOW.date())
    assert page is not None
    assert page.shown.latest is not None
    return page.shown.latest.chosen.value


def kept() -> tuple[int, int, int, int]:
    return tuple(model.objects.count() for model in (ReleaseRow, ObservationRow, AssessmentRow, AuditRow))  # type: ignore[return-value]


def test_the_preview_says_what_the_deed_does() -> None:
    before = kept()
    tried = bring(given(), dry_run=True)
    assert kept() == before
    done = bring(given())
    assert done == replace(tried, stored=True)
    assert (done.figures.new, done.figures.changed, done.figures.unchanged, done.figures.vanished) == (1, 0, 0, 0)
    assert done.changes == (Change(indicator="RG2-WIS", series="pisa", period="2022", before=None, after=11.1, row=8),)
    assert LightChange(indicator="RG2-WIS", series="pisa", before="red", after="green") in done.light_changes


def test_the_same_file_again_is_not_even_read(monkeypatch: pytest.MonkeyPatch) -> None:
    bring(given())
    before = kept()
    source = importing.sources()["pisa"]
    monkeypatch.setattr(
        importing, "sources", lambda: {"pisa": replace(source, read=lambda **_: pytest.fail("it was read"))}
    )
    again = bring(given(), now=NOW + timedelta(days=1))
    assert (again.outcome, again.stored, again.figures.unchanged) == ("unchanged", False, 1)
    assert kept() == before


def test_a_large_revision_asks_for_a_reason_and_a_small_one_does_not() -> None:
    bring(given())
    assert bring(given(value=11.9)).figures.changed == 1
    with pytest.raises(Refused, match=r"from 11\.9 to 20, more than 10 % of the earlier value\. Say why"):
        bring(given(value=20))
    assert value() == 11.9
    asked = bring(given(value=20), dry_run=True)
    assert asked.needs_reason
    assert bring(given(value=20, reason="erratum van de uitgever")).stored
    assert (
        ReleaseRow.objects.get(source="pisa", code="2024-proef", superseded_at=None).reason == "erratum van de uitgever"
    )


def test_of_two_at_once_one_wins_and_the_other_is_told() -> None:
    seen = releases.state_of(source="pisa")
    bring(given())
    before = kept()
    with pytest.raises(Refused, match="somebody else took in a file of this source after you began"):
        bring(given(value=12, name="2024-ander.csv"), seen=seen)
    assert kept() == before
    assert bring(given(value=12, name="2024-ander.csv"), seen=releases.state_of(source="pisa")).stored


def test_only_editors_take_in_and_take_back() -> None:
    before = kept()
    for actor in (NOBODY, Actor(name="lezer")):
        with pytest.raises(NotAllowed):
            bring(given(), actor=actor)
        with pytest.raises(NotAllowed):
            withdraw_release(source="pisa", code="x", reason="een goede reden", actor=actor, now=NOW)
    assert kept() == before


def test_a_new_release_that_is_withdrawn_leaves_the_light_as_it_was() -> None:
    first = value()
    done = bring(given())
    changes = withdraw_release(
        source="pisa", code="2024-proef", reason="verkeerde tabel", actor=EDITOR, now=NOW + timedelta(hours=1)
    )
    assert value() == first
    assert {(c.before, c.after) for c in changes} == {(c.after, c.before) for c in done.light_changes}
    assert releases.release(source="pisa", code="2024-proef") is None
    withdrawn, withdrawal = ReleaseRow.objects.filter(code="2024-proef").order_by("pk")
    assert withdrawal.withdraws == withdrawn
    assert (withdrawal.kind, withdrawal.reason) == ("withdrawal", "verkeerde tabel")
    assert bytes(withdrawn.content) == given().content


def test_a_withdrawn_correction_puts_the_earlier_file_back_and_can_itself_be_withdrawn() -> None:
    bring(given())
    bring(given(value=11.5), now=NOW + timedelta(hours=1))
    hours = iter(range(2, 9))

    def take_back() -> None:
        withdraw_release(
            source="pisa",
            code="2024-proef",
            reason="verkeerde tabel",
            actor=EDITOR,
            now=NOW + timedelta(hours=next(hours)),
        )

    take_back()
    assert value() == 11.1
    assert releases.content(source="pisa", code="2024-proef") == ("2024-proef.csv", given().content)
    take_back()
    assert value() == 11.5
    assert len(releases.versions(source="pisa", code="2024-proef")) == 4


def test_a_withdrawn_shipped_release_stays_away_after_the_next_load() -> None:
    found = next(item for item in releases.releases(source="pisa") if "2012-vlaanderen" in item.heading.code)
    content = releases.content(source="pisa", code=found.heading.code)
    withdraw_release(source="pisa", code=found.heading.code, reason="verkeerde tabel", actor=EDITOR, now=NOW)
    assert content is not None
    source = importing.sources()["pisa"]
    release = source.read(name=content[0], content=content[1])
    outcome = releases.add_release(
        release=release, content=content[1], file_name=content[0], is_shipped=True, actor="x", now=NOW
    )
    assert outcome == "kept"


def test_withdrawing_asks_for_a_reason_and_for_a_release_that_is_there() -> None:
    bring(given())
    before = kept()
    with pytest.raises(Refused, match="the reason is too short"):
        withdraw_release(source="pisa", code="2024-proef", reason="fout", actor=EDITOR, now=NOW)
    with pytest.raises(Refused, match="no such release"):
        withdraw_release(source="pisa", code="nergens", reason="verkeerde tabel", actor=EDITOR, now=NOW)
    with pytest.raises(Refused, match="no such release"):
        withdraw_release(
            source="pisa", code="2024-proef", reason="verkeerde tabel", seen="0" * 64, actor=EDITOR, now=NOW
        )
    assert kept() == before


MOMENT = NOW + timedelta(days=30)


def test_before_its_moment_a_release_is_nowhere_and_after_it_everywhere() -> None:
    first = value()
    done = bring(given(value=12.3, published="2026-12-02", visible_from=MOMENT))
    assert (done.outcome, done.visible_from) == ("pending", MOMENT)
    assert LightChange(indicator="RG2-WIS", series="pisa", before="red", after="green") in done.light_changes
    assert value() == first
    assert releases.release(source="pisa", code="2024-proef") is None
    assert releases.content(source="pisa", code="2024-proef") is None
    assert releases.content(source="pisa", code="2024-proef", digest=done.release.digest) is None
    assert releases.versions(source="pisa", code="2024-proef") == ()
    assert search.search(words="Proefuitgave", language="nl", on=MOMENT.date()).total == 0
    assert [item.heading.title for item in waiting_releases()] == ["Proefuitgave"]
    assert publish_due(now=MOMENT - timedelta(seconds=1)) == 0
    assert publish_due(now=MOMENT) == 1
    assert publish_due(now=MOMENT) == 0
    page = indicators.indicator_page(code="RG2-WIS", series="pisa", on=MOMENT.date())
    assert page is not None
    assert page.shown.latest is not None
    assert page.shown.latest.chosen.value == 12.3
    assert waiting_releases() == ()


def test_a_release_of_tomorrow_waits_by_itself() -> None:
    done = bring(given(published="2026-11-03"))
    assert done.outcome == "pending"
    assert done.visible_from == datetime(2026, 11, 3, tzinfo=UTC)
    publish_due(now=NOW + timedelta(days=1))
    assert value() != 11.1  # as of the second of November it was not public
    assert releases.release(source="pisa", code="2024-proef") is not None


def test_a_waiting_release_that_no_longer_fits_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    bring(given(published="2026-11-03"))
    bring(given(published="2026-11-03", name="2024-tweede.csv", value=12))
    real = importing.sources()["pisa"]

    def read(**said: Any) -> Any:
        if said["name"] == "2024-proef.csv":
            raise Refused([importing.Problem(file="x", place="", message="is gone", remedy="Mend it.")])
        return real.read(**said)

    monkeypatch.setattr(importing, "sources", lambda: {"pisa": replace(real, read=read)})
    assert publish_due(now=NOW + timedelta(days=2)) == 1
    assert [item.heading.code for item in waiting_releases()] == ["2024-proef"]


def test_a_waiting_file_can_be_mended_and_keeps_its_early_readers() -> None:
    waits = given(value=12.3, published="2026-12-02", visible_from=MOMENT)
    bring(waits)
    where = {"source": "pisa", "code": "2024-proef"}
    add_person(name="kabinet", is_editor=False, actor=OPERATOR, now=NOW)
    name_early_reader(**where, person="kabinet", reason="vraag in het parlement", actor=EDITOR, now=NOW)
    before = kept()
    assert (bring(waits).outcome, kept()) == ("unchanged", before)
    mended = given(value=12.4, published="2026-12-02", visible_from=MOMENT)
    assert bring(mended, now=NOW + timedelta(hours=1)).outcome == "pending"
    page = early_page(**where, actor=Actor(name="kabinet"), now=NOW + timedelta(hours=2))
    assert page is not None
    assert [row[0].value for row in page.rows] == [12.4]
    sooner = replace(mended, visible_from=MOMENT - timedelta(hours=1))
    assert bring(sooner, now=NOW + timedelta(hours=3)).outcome == "pending"
    assert [item.visible_from for item in waiting_releases()] == [sooner.visible_from]
    assert publish_due(now=MOMENT) == 1
    assert ObservationRow.objects.get(release__code="2024-proef", release__is_pending=False).value == 12.4
    assert waiting_releases() == ()


def test_a_release_withdrawn_while_it_comes_out_stays_in(monkeypatch: pytest.MonkeyPatch) -> None:
    bring(given(published="2026-12-02", visible_from=MOMENT))
    due = waiting_releases()
    withdraw_release(
        source="pisa", code="2024-proef", reason="verkeerde tabel", is_waiting=True, actor=EDITOR, now=MOMENT
    )
    monkeypatch.setattr(publishing.waiting, "waiting", lambda **_: due)
    before = kept()
    assert publish_due(now=MOMENT) == 0
    assert kept() == before


@pytest.mark.parametrize("year", [1, 1999, 2101, 9999])
def test_a_moment_that_cannot_be_is_refused(year: int) -> None:
    before = kept()
    with pytest.raises(Refused, match="no day and time that can be used"):
        bring(given(visible_from=datetime(year, 1, 1, tzinfo=ZoneInfo("Europe/Brussels"))))
    assert kept() == before


def test_only_named_people_see_values_early_and_every_look_is_kept() -> None:
    bring(given(published="2026-12-02", visible_from=MOMENT))
    where = {"source": "pisa", "code": "2024-proef"}
    add_person(name="kabinet", is_editor=False, actor=OPERATOR, now=NOW)
    reader = Actor(name="kabinet")
    with pytest.raises(NotAllowed):
        early_page(**where, actor=reader, now=NOW)
    with pytest.raises(NotAllowed):
        early_page(**where, actor=NOBODY, now=NOW)
    seen_by_editor = early_page(**where, actor=EDITOR, now=NOW)
    assert seen_by_editor is not None
    assert (seen_by_editor.shows_values, seen_by_editor.rows) == (False, ())
    for wrong in ({"person": "niemand"}, {"reason": "kort"}, {"code": "nergens"}):
        said = {**where, "person": "kabinet", "reason": "antwoord op een parlementaire vraag", **wrong}
        with pytest.raises(Refused):
            name_early_reader(**said, actor=EDITOR, now=NOW)
    with pytest.raises(NotAllowed):
        name_early_reader(**where, person="kabinet", reason="mag ik zelf kijken", actor=reader, now=NOW)
    named = {**where, "person": "kabinet", "reason": "antwoord op een parlementaire vraag", "actor": EDITOR}
    name_early_reader(**named, now=NOW)
    with pytest.raises(Refused, match="named already"):
        name_early_reader(**named, now=NOW)
    for hour in (1, 2):
        page = early_page(**where, actor=reader, now=NOW + timedelta(hours=hour))
        assert page is not None
        assert [row[0].value for row in page.rows] == [11.1]
    publish_due(now=MOMENT)
    assert early_page(**where, actor=reader, now=MOMENT) is None
    (public,) = early_readers(**where)
    assert (public.person, len(public.looks)) == ("kabinet", 2)


def test_rebuilding_from_the_kept_files_gives_the_same() -> None:
    bring(given())
    bring(given(value=11.5), now=NOW + timedelta(hours=1))
    withdraw_release(
        source="pisa", code="2024-proef", reason="verkeerde tabel", actor=EDITOR, now=NOW + timedelta(hours=2)
    )
    bring(given(published="2026-12-02", visible_from=MOMENT, name="2026-later.csv"), now=NOW + timedelta(hours=3))
    before = kept()
    found = rebuild(actor=OPERATOR, now=NOW + timedelta(hours=4))
    assert found.is_same, found
    assert kept() == before
    with pytest.raises(NotAllowed):
        rebuild(actor=EDITOR, now=NOW)


def test_rebuilding_puts_what_was_withdrawn_after_midnight_on_the_day_of_then() -> None:
    midnight = datetime(2026, 11, 3, 0, 30, tzinfo=ZoneInfo("Europe/Brussels"))
    table = (importing.sources()["eurostat"].folder / "sample.csv").read_bytes()
    details = Details(title="Sample made for the test", published="2026-03-01")
    done = bring(Incoming(source="eurostat", name="sample.csv", content=table, details=details, reason="proef"))
    withdraw_release(source="eurostat", code=done.release.code, reason="verkeerde tabel", actor=EDITOR, now=midnight)
    found = rebuild(actor=OPERATOR, now=midnight + timedelta(hours=1), check_only=True)
    assert found.is_same, found


def test_rebuilding_mends_a_figure_that_was_typed_over() -> None:
    bring(given())
    ObservationRow.objects.filter(release__code="2024-proef").update(value=99)
    checked = rebuild(actor=OPERATOR, now=NOW + timedelta(hours=1), check_only=True)
    assert (checked.is_same, checked.differing) == (False, ("pisa/2024-proef",))
    assert ObservationRow.objects.get(release__code="2024-proef").value == 99
    rebuild(actor=OPERATOR, now=NOW + timedelta(hours=1))
    assert ObservationRow.objects.get(release__code="2024-proef").value == 11.1
    assert rebuild(actor=OPERATOR, now=NOW + timedelta(hours=2)).is_same


def test_rebuilding_loses_no_cell_of_a_file_that_cannot_be_read_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    table = (importing.sources()["eurostat"].folder / "sample.csv").read_bytes()
    details = Details(title="Sample made for the test", published="2026-03-01")
    bring(Incoming(source="eurostat", name="sample.csv", content=table, details=details, reason="proef"))
    before = (DatumRow.objects.count(), kept())

    def read(**_: Any) -> Any:
        raise Refused([importing.Problem(file="sample.csv", place="", message="is gone", remedy="Mend it.")])

    known = importing.sources()
    broken = {**known, "eurostat": replace(known["eurostat"], read=read)}
    monkeypatch.setattr(rebuilding, "sources", lambda: broken)
    found = rebuild(actor=OPERATOR, now=NOW + timedelta(hours=1))
    assert found.unread[-1].endswith("is gone. Mend it.")
    assert (found.stored, found.is_same) == (False, False)
    assert (DatumRow.objects.count(), kept()) == before


def test_a_file_is_known_by_its_bytes(tmp_path: Path) -> None:
    assert recognise(name="x.csv", content=given().content) == ("pisa",)
    assert recognise(name="pisa.csv", content=b"a,b\n1,2\n") == ()
    assert recognise(name="x.xlsx", content=b"PK\x03\x04nonsense") == ()


def test_what_the_file_does_not_say_a_person_may_say_beside_it() -> None:
    bare = replace(given(), content=(HEAD + ROWS.format(value=11.1)).encode())
    with pytest.raises(Refused, match="'published' is missing"):
        bring(bare)
    assert bring(replace(bare, details=Details(published="2024-01-15"))).stored
    assert rebuild(actor=OPERATOR, now=NOW, check_only=True).is_same


def test_only_touched_indicators_are_decided_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[set[str]] = []
    real = assessing.timeline

    def watched(**said: Any) -> Any:
        asked.append(said["indicator"].code)
        return real(**said)

    monkeypatch.setattr(assessing, "timeline", watched)
    bring(given())
    assert set(asked) == {"RG2-WIS"}
    assert monitor.home(on=NOW.date()).summary.total > 30


def test_a_waiting_release_is_withdrawn_by_itself_and_its_namesake_stays() -> None:
    bring(given())
    waits = {"published": "2026-12-02", "visible_from": MOMENT}
    bring(given(value=11.4, **waits))
    said = {"source": "pisa", "code": "2024-proef", "reason": "toch te vroeg", "actor": EDITOR}
    withdraw_release(**said, is_waiting=True, now=NOW + timedelta(hours=1))
    assert waiting_releases() == ()
    assert value() == 11.1
    with pytest.raises(Refused, match="no such release"):
        withdraw_release(**said, is_waiting=True, now=NOW + timedelta(hours=2))
    bring(given(value=11.4, **waits), now=NOW + timedelta(hours=3))
    withdraw_release(**said, now=NOW + timedelta(hours=4))
    assert [item.heading.code for item in waiting_releases()] == ["2024-proef"]
    assert rebuild(actor=OPERATOR, now=NOW + timedelta(hours=5), check_only=True).is_same
