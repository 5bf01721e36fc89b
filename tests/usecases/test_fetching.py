"""Fetching a source: every file handed on, each failure named, nothing asked twice for nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.sources.files import ROW, text
from tests.sources.test_finding import GOOD, made
from tests.sources.webs import NOW, Webs, answer, running

from stemagenda.core.validation import Problem, Refused
from stemagenda.sources.finding import sources
from stemagenda.store.models import AuditRow, ReleaseRow
from stemagenda.usecases import fetching, importing
from stemagenda.usecases.fetching import FetchResult, fetch_source, fetchables
from stemagenda.usecases.intake import Incoming
from stemagenda.usecases.permissions import NOBODY, OPERATOR, Actor, NotAllowed
from stemagenda.usecases.previews import Preview

FILES = ("one", "two")
CONTENT = text(ROW)


@pytest.fixture
def webs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Webs]:
    """One source `mine` that offers two files, and servers for them."""
    downloads = "".join(
        f'[[downloads]]\ndataset = "{name}"\nurl = "https://source.test/{name}"\nfile = "{name}.csv"\n'
        for name in FILES
    )
    reader = (
        "from stemagenda.sources.reading import read_release\n\n"
        "def read(*, name, content, details=None, keep=None):\n"
        "    return read_release(source='mine', name=name, content=content, details=details)\n"
    )
    folder = made(tmp_path, f'{GOOD}hosts = ["source.test"]\n{downloads}', reader)
    made(folder, GOOD, name="silent")
    found = sources(folder=folder)
    for module in (fetching, importing):
        monkeypatch.setattr(module, "sources", lambda: found)
    with running() as made_here:
        yield made_here


def fetch(webs: Webs, **more: Any) -> tuple[FetchResult, ...]:
    asked: dict[str, Any] = {"source": "mine", "actor": OPERATOR, "now": NOW, "world": webs.world()}
    return fetch_source(**(asked | more))


def outcomes(webs: Webs, **more: Any) -> list[str]:
    return [result.outcome for result in fetch(webs, **more)]


def offer(webs: Webs, **contents: str) -> None:
    for name, content in contents.items():
        webs.source.on(f"/{name}", answer("200 OK", content.encode()))


@pytest.mark.usefixtures("loaded")
def test_each_file_goes_through_the_same_intake_as_a_persons(webs: Webs) -> None:
    webs.source.on("/one", answer("200 OK", CONTENT.encode(), 'ETag: "v1"'), answer("304 Not Modified"))
    (result,) = fetch(webs, dataset="one")

    assert (result.outcome, result.url, result.size) == ("new", "https://source.test/one", len(CONTENT.encode()))
    assert result.preview is not None
    assert result.preview.stored
    row = ReleaseRow.objects.get(source="mine")
    assert (row.code, row.retrieved_from, row.etag) == ("one-2026-11-02", "https://source.test/one", '"v1"')
    assert (row.retrieved_at, bytes(row.content), row.recorded_by) == (NOW, CONTENT.encode(), "command line")

    assert outcomes(webs, dataset="one") == ["not-modified"]
    assert "If-None-Match" in webs.source.heads[1]
    assert ReleaseRow.objects.filter(source="mine").count() == 1


@pytest.mark.usefixtures("loaded")
def test_the_very_file_we_have_is_not_read_again(webs: Webs) -> None:
    """A server without tags sends it all again; it is known by its digest, whatever day it is."""
    offer(webs, one=CONTENT)
    assert outcomes(webs, dataset="one") == ["new"]

    def must_not(**_: Any) -> Preview:
        raise AssertionError

    assert outcomes(webs, dataset="one", take_in=must_not) == ["unchanged"]


@pytest.mark.usefixtures("loaded")
def test_a_dry_run_leaves_no_trace(webs: Webs) -> None:
    offer(webs, one=CONTENT)
    before = AuditRow.objects.count()
    (result,) = fetch(webs, dataset="one", dry_run=True)
    assert result.outcome == "new"
    assert result.preview is not None
    assert not result.preview.stored
    assert (ReleaseRow.objects.filter(source="mine").count(), AuditRow.objects.count()) == (0, before)


@pytest.mark.usefixtures("loaded")
def test_a_file_whose_columns_changed_is_refused_by_its_reader_and_stored_nowhere(webs: Webs) -> None:
    offer(webs, one=CONTENT.replace("indicator,series,period", "indicator,reeks,periode"), two=CONTENT)
    one, two = fetch(webs)
    assert (one.outcome, two.outcome) == ("refused", "new")
    assert any("reeks" in str(problem) or "series" in str(problem) for problem in one.problems)
    assert [row.code for row in ReleaseRow.objects.filter(source="mine")] == ["two-2026-11-02"]


@pytest.mark.django_db
def test_one_that_fails_loses_no_other(webs: Webs) -> None:
    handed: list[Incoming] = []

    def take_in(*, incoming: Incoming, actor: Actor, now: Any, dry_run: bool) -> Preview:
        handed.append(incoming)
        raise Refused([Problem(file=incoming.name, place="", message="is odd", remedy="Mend it.")])

    webs.source.on("/one", answer("404 Not Found"))
    offer(webs, two="x")
    one, two = fetch(webs, take_in=take_in, reason="because")
    assert (one.outcome, one.problems[0].message) == ("not-fetched", "the server answers 404")
    assert (two.outcome, two.problems[0].message) == ("refused", "is odd")
    assert (handed[0].name, handed[0].content, handed[0].reason) == ("two-2026-11-02.csv", b"x", "because")


@pytest.mark.django_db
def test_what_leads_inside_is_refused(webs: Webs) -> None:
    webs.names["source.test"] = [["10.0.0.1"]]
    assert outcomes(webs) == ["refused", "refused"]
    assert (webs.connected, webs.victim.hits) == ([], 0)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Last-Modified: Sun, 01 Nov 2026 08:00:00 GMT", "2026-11-01"),
        ("Last-Modified: Tue, 01 Nov 2033 08:00:00 GMT", "2026-11-02"),
        ("X-None: 1", "2026-11-02"),
    ],
)
def test_what_a_file_does_not_say_is_said_beside_it(webs: Webs, line: str, published: str) -> None:
    handed: list[Incoming] = []

    def take_in(*, incoming: Incoming, **_: Any) -> Preview:
        handed.append(incoming)
        raise Refused([Problem(file="x", place="", message="x", remedy="x.")])

    webs.source.on("/one", answer("200 OK", b"x", line))
    fetch(webs, dataset="one", take_in=take_in)
    assert (handed[0].details.published, handed[0].details.url) == (published, "https://source.test/one")


@pytest.mark.django_db
def test_every_fetch_is_written_down_and_listed(webs: Webs) -> None:
    assert [(item.download.dataset, item.last, item.outcome) for item in fetchables()] == [
        ("one", None, ""),
        ("two", None, ""),
    ]
    webs.source.on("/one", answer("404 Not Found"))
    fetch(webs, dataset="one")
    row = AuditRow.objects.get(verb="fetch_source")
    assert (row.actor, row.subject, row.details["downloads"]) == ("command line", "mine", {"one": "not-fetched"})
    assert "404" in row.details["problems"][0]
    assert [(item.download.dataset, item.last, item.outcome) for item in fetchables()] == [
        ("one", NOW, "not-fetched"),
        ("two", None, ""),
    ]


@pytest.mark.django_db
def test_keys_reach_the_fetch_of_the_source_and_no_other(webs: Webs, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Mapping[str, str]] = []

    def fetch_download(*, environment: Mapping[str, str], today: date, **_: Any) -> None:
        assert today == NOW.date()
        seen.append(environment)

    monkeypatch.setattr(fetching, "fetch_download", fetch_download)
    assert outcomes(webs, environment={"KEY": "k"}, dataset="one") == ["not-modified"]
    assert seen == [{"KEY": "k"}]


@pytest.mark.django_db
def test_the_servers_hear_who_asks(webs: Webs) -> None:
    webs.source.on("/one", answer("404 Not Found"))
    fetch(webs, dataset="one", contact="stem@example.be")
    assert "(stem@example.be)" in webs.source.heads[0]


@pytest.mark.parametrize("actor", [NOBODY, Actor(name="els", is_editor=True)])
def test_only_the_operator_fetches(webs: Webs, actor: Actor) -> None:
    with pytest.raises(NotAllowed):
        fetch(webs, actor=actor)
    assert webs.connected == []


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"source": "nobody"}, "no source called 'nobody'"),
        ({"dataset": "three"}, "no file of 'three'. Choose one of: one, two"),
        ({"source": "silent"}, "offers no file to machines"),
    ],
)
def test_what_cannot_be_chosen_is_named(webs: Webs, asked: dict[str, str], message: str) -> None:
    with pytest.raises(Refused, match=message):
        fetch(webs, **asked)
