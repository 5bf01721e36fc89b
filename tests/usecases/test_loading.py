"""Loading: all or nothing, repeatable, audited; what is stored is what each day's own knowledge gives."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.core.indicators.fresh import case_on
from tests.usecases.synthetic import write_agenda, write_release

from stemagenda.agendas.loading import find_agenda
from stemagenda.core.indicators.assess import as_document, assess
from stemagenda.core.indicators.definition import Indicator
from stemagenda.core.indicators.selection import choose
from stemagenda.core.validation import Refused
from stemagenda.sources.finding import Source, sources
from stemagenda.store import agenda as agenda_store
from stemagenda.store import assessments, releases
from stemagenda.store.audit import version
from stemagenda.store.models import AssessmentRow, AuditRow, RecordRow, ReleaseRow
from stemagenda.usecases import assessing, loading
from stemagenda.usecases.assessing import reassess
from stemagenda.usecases.importing import import_release
from stemagenda.usecases.loading import load_everything
from stemagenda.usecases.permissions import NOBODY, OPERATOR, Actor, NotAllowed
from stemagenda.usecases.previews import LightChange, Preview

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
SHIPPED = find_agenda("stem-agenda-2030")
Offer = Callable[..., None]


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of the store."""
    models = apps.get_app_config("store").get_models()
    return {model._meta.db_table: list(model._base_manager.order_by("pk").values_list()) for model in models}


@pytest.fixture
def offer(monkeypatch: pytest.MonkeyPatch) -> Offer:
    """Let a load find these files, and no shipped ones, as releases of stem_monitor."""

    def offered(*paths: Path) -> None:
        def found(source: Source) -> Iterator[Path]:
            return iter(paths if source.name == "stem_monitor" else ())

        monkeypatch.setattr(loading, "releases_of", found)

    return offered


def load(folder: Path, *, days: int = 0) -> loading.Loaded:
    return load_everything(folder=folder, actor=OPERATOR, now=NOW + timedelta(days=days))


def imported(path: Path, *, source: str = "stem_monitor", **changed: Any) -> Preview:
    return import_release(**{"source": source, "path": path, "actor": OPERATOR, "now": NOW, **changed})


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def colours() -> set[str]:
    return {standing.colour for standing in assessments.standings(on=NOW.date(), lit=True).values()}


@pytest.mark.django_db
def test_the_shipped_agenda_loads_whole_and_reports_each_step() -> None:
    steps: list[tuple[str, int, int]] = []
    found = load_everything(folder=SHIPPED, actor=OPERATOR, now=NOW, progress=lambda *step: steps.append(step))
    assert found.changed
    assert found.definitions == ("added: agenda stem-agenda-2030 with 25 indicators",)
    on_disk = sum(1 for source in sources().values() for _ in loading.releases_of(source))
    assert found.releases == {"new": on_disk}
    assert found.states_added == AssessmentRow.objects.count() > 0
    assert found.states_closed == 0
    assert not [str(problem) for problem in found.warnings]
    for name, total in (("read", on_disk), ("assess", 25)):
        assert [step for step in steps if step[0] == name] == [(name, n, total) for n in range(1, total + 1)]
    assert AuditRow.objects.count() == version() == on_disk + RecordRow.objects.count() + 2


def test_loading_again_changes_nothing(loaded: datetime) -> None:
    before, number = everything(), version()
    again = load(SHIPPED)
    assert not again.changed
    assert set(again.releases) == {"unchanged"}
    assert reassess(actor=OPERATOR, now=NOW) == (0, 0)
    assert everything() == before
    assert version() == number


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('better = "down"', 'better = "sideways"', "better"),
        ("since = 2021-06-11", "since = 2021-06-31", "line "),
        ('role = "comparator"', 'role = "indicator"\nheadline = 1', "series[3].headline"),
        ('strand = "aantrekkingskracht"', 'strand = "zwaartekracht"', "strand"),
    ],
)
def test_one_broken_definition_among_all_stores_nothing(
    loaded: datetime, tmp_path: Path, old: str, new: str, place: str
) -> None:
    folder = tmp_path / SHIPPED.name
    shutil.copytree(SHIPPED, folder)
    spoil(folder / "indicators" / "RG2-WIS" / "indicator.toml", old, new)
    spoil(folder / "framework.toml", "STEM", "STEAM")
    before = everything()
    with pytest.raises(Refused) as refused:
        load_everything(folder=folder, actor=OPERATOR, now=NOW)
    assert {problem.file for problem in refused.value.problems} == {"indicators/RG2-WIS/indicator.toml"}
    assert any(problem.place.startswith(place) for problem in refused.value.problems)
    assert everything() == before


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("I1,vrouwen,2018,10.0", "I1,vrouwen,2018,tien", "b.csv: row 11, column value: "),
        ("# publisher: Iemand\n", "", "b.csv: metadata: 'publisher' is missing"),
        ("I2,mannen,2022", "I9,mannen,2022", "stem_monitor/b: row 20: there is no indicator 'I9'"),
        ("I2,mannen,2022,12.0", "I2,mannen,2022,120", "stem_monitor/b: row 20: I2 / mannen for 2022 is 120"),
    ],
)
@pytest.mark.django_db
def test_one_broken_release_among_many_stores_nothing(
    offer: Offer, tmp_path: Path, old: str, new: str, named: str
) -> None:
    paths = [write_release(tmp_path / f"{name}.csv", indicators=2) for name in "abc"]
    spoil(paths[1], old, new)
    offer(*paths)
    before = everything()
    with pytest.raises(Refused) as refused:
        load(write_agenda(tmp_path, indicators=2))
    (problem,) = refused.value.problems
    assert named in str(problem)
    assert everything() == before


@pytest.mark.django_db
def test_every_broken_release_is_named_at_once(offer: Offer, tmp_path: Path) -> None:
    paths = [write_release(tmp_path / f"{name}.csv", indicators=1) for name in "abc"]
    for path in paths[:2]:
        spoil(path, "# rank: primary", "# rank: first")
    offer(*paths)
    with pytest.raises(Refused) as refused:
        load(write_agenda(tmp_path, indicators=1))
    assert [Path(problem.file).name for problem in refused.value.problems] == ["a.csv", "b.csv"]


@pytest.mark.parametrize("step", ["add_release", "save_states", "record_write"])
@pytest.mark.django_db
def test_a_load_that_breaks_half_way_leaves_nothing(
    offer: Offer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    offer(*(write_release(tmp_path / f"{name}.csv", indicators=1) for name in "ab"))
    owner = {"add_release": loading.releases, "save_states": assessing.assessments, "record_write": loading}[step]
    real, calls = getattr(owner, step), iter(range(9))

    def disk_is_full(**values: Any) -> Any:
        if next(calls) == (0 if step == "save_states" else 1):
            raise OSError("no space left")
        return real(**values)

    monkeypatch.setattr(owner, step, disk_is_full)
    before = everything()
    with pytest.raises(OSError, match="no space"):
        load(write_agenda(tmp_path, indicators=1))
    assert everything() == before


@pytest.mark.django_db
def test_a_changed_file_supersedes_and_the_past_of_the_record_stays(offer: Offer, tmp_path: Path) -> None:
    folder, path = write_agenda(tmp_path, indicators=2), write_release(tmp_path / "a.csv", indicators=2)
    offer(path)
    load(folder)
    assert colours() == {"green"}
    old = AssessmentRow.objects.get(indicator="I1", series="totaal", colour="green")
    write_release(path, indicators=2, last=9.0)
    found = load(folder, days=1)
    assert found.releases == {"superseded": 1}
    assert found.definitions == ()
    assert colours() == {"red"}
    assert sorted(ReleaseRow.objects.values_list("superseded_at", flat=True), key=str) == [
        NOW + timedelta(days=1),
        None,
    ]
    kept = AssessmentRow.objects.get(pk=old.pk)
    assert (kept.colour, kept.document, kept.recorded_to) == ("green", old.document, NOW + timedelta(days=1))


@pytest.mark.django_db
def test_a_changed_threshold_closes_rows_and_adds_new_ones(offer: Offer, tmp_path: Path) -> None:
    folder = write_agenda(tmp_path, indicators=2)
    offer(write_release(tmp_path / "a.csv", indicators=2))
    load(folder)
    before = {row[0]: row for row in AssessmentRow.objects.values_list()}
    spoil(folder / "indicators" / "I1" / "indicator.toml", "since = 2021-06-11", "since = 2021-06-11\ntolerance = 5")
    found = load_everything(folder=folder, actor=OPERATOR, now=NOW + timedelta(days=1))
    assert found.definitions == ("changed: indicator I1, rule 2021-06-11: tolerance: nothing -> 5.0",)
    assert (found.states_added, found.states_closed) == (6, 6)
    standings = assessments.standings(on=NOW.date())
    assert standings["I1", "totaal"].colour == "orange"
    assert standings["I2", "totaal"].colour == "green"
    field = [f.name for f in AssessmentRow._meta.fields].index("recorded_to")
    for row in AssessmentRow.objects.filter(pk__in=before).values_list():
        assert row[:field] + row[field + 1 :] == before[row[0]][:field] + before[row[0]][field + 1 :]
        assert row[field] == (NOW + timedelta(days=1) if row[1] == "I1" else None)


@pytest.mark.django_db
def test_a_dry_run_says_what_would_happen_and_stores_nothing(offer: Offer, tmp_path: Path) -> None:
    offer()
    load(write_agenda(tmp_path, indicators=2))
    path, before = write_release(tmp_path / "a.csv", indicators=1), everything()
    tried = imported(path, dry_run=True)
    assert everything() == before
    assert tried.outcome == "new"
    assert tried.light_changes == tuple(
        LightChange(indicator="I1", series=code, before="grey", after="green")
        for code in ("mannen", "totaal", "vrouwen")
    )
    assert imported(path) == replace(tried, stored=True)
    assert colours() == {"green", "grey"}
    assert AuditRow.objects.filter(verb="import_release", subject="stem_monitor/a").count() == 1
    number = version()
    assert imported(path).outcome == "unchanged"
    assert version() == number


@pytest.mark.django_db
def test_an_import_with_one_wrong_row_stores_nothing(offer: Offer, tmp_path: Path) -> None:
    offer()
    load(write_agenda(tmp_path, indicators=1))
    path = write_release(tmp_path / "a.csv", indicators=1)
    spoil(path, "I1,mannen,2022,12.0", "I1,mannen,2022,120")
    before = everything()
    for dry_run in (True, False):
        with pytest.raises(Refused, match="a share lies between 0 and 100"):
            imported(path, dry_run=dry_run)
        assert everything() == before


@pytest.mark.django_db
def test_an_unknown_source_or_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"no source called 'pizza'.*Choose one of: .*pisa"):
        imported(tmp_path / "a.csv", source="pizza")
    with pytest.raises(Refused, match=r"nowhere\.csv"):
        imported(tmp_path / "nowhere.csv")


@pytest.mark.parametrize("actor", [NOBODY, Actor(name="redacteur", is_editor=True)])
@pytest.mark.django_db
def test_only_the_operator_loads(actor: Actor, tmp_path: Path) -> None:
    attempts: list[Callable[[], object]] = [
        lambda: load_everything(folder=SHIPPED, actor=actor, now=NOW),
        lambda: reassess(actor=actor, now=NOW),
    ]
    if not actor.is_editor:
        attempts.append(lambda: imported(tmp_path / "a.csv", actor=actor))
    for attempt in attempts:
        with pytest.raises(NotAllowed):
            attempt()
    assert version() == 0


@pytest.mark.django_db
def test_nothing_loaded_means_nothing_to_assess() -> None:
    assert reassess(actor=OPERATOR, now=NOW) == (0, 0)
    assert version() == 0


@pytest.mark.django_db
def test_an_imported_correction_survives_the_next_load(offer: Offer, tmp_path: Path) -> None:
    folder, path = write_agenda(tmp_path, indicators=1), write_release(tmp_path / "a.csv", indicators=1)
    offer(path)
    load(folder)
    (tmp_path / "mended").mkdir()
    imported(write_release(tmp_path / "mended" / "a.csv", indicators=1, last=9.0), reason="a correction by its maker")
    assert colours() == {"red"}
    load(folder, days=1)
    assert colours() == {"red"}


def lit(indicators: tuple[Indicator, ...]) -> Iterator[tuple[Indicator, Any]]:
    for item in indicators:
        yield from ((item, series) for series in item.series if series.role in {"indicator", "breakdown"})


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dates(date(2009, 1, 1), date(2027, 1, 1)), st.data())
def test_every_day_the_store_says_what_its_own_knowledge_gives(
    loaded: datetime, day: date, data: st.DataObject
) -> None:
    agenda, indicators, figures = agenda_store.agenda(), agenda_store.indicators(), releases.figures()
    assert agenda is not None
    turning = data.draw(st.sampled_from(sorted({r.heading.published for r in releases.releases()})))
    for on in (day, turning, turning - timedelta(days=1)):
        standings = assessments.standings(on=on)
        for item, series in lit(indicators):
            own = figures.get((item.code, series.code), ())
            proxies = [
                figure.release.published
                for one in item.series
                if one.role == "proxy"
                for figure in figures.get((item.code, one.code), ())
            ]
            asked = case_on(
                day=on,
                of=item,
                shown=series,
                figures=own,
                proxies_since=min(proxies, default=None),
                agenda=agenda,
            )
            stored, expected = standings[item.code, series.code], as_document(assess(case=asked))
            assert stored.verdict == json.loads(json.dumps(expected))
            assert (stored.colour, stored.reason) == (expected["light"]["colour"], expected["light"]["reason"] or "")
            assert [(p.period, p.chosen.value, p.chosen.release) for p in stored.points] == [
                (c.period, c.figure.observation.value, c.figure.release.code)
                for c in choose(figures=[f for f in own if f.release.published <= on])
            ]
            assert (stored.target and stored.target["value"]) == (asked.target and asked.target.value)


def test_no_state_knows_a_figure_or_target_published_after_it_began(loaded: datetime) -> None:
    for row in AssessmentRow.objects.all():
        told = [value for point in row.document["points"] for value in (point["chosen"], *point["others"])]
        if row.document["target"]:
            told.append(row.document["target"])
        assert all(date.fromisoformat(item["published"]) <= row.valid_from for item in told)
