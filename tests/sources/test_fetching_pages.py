"""The keyed API of Flemish education: what it is known to do, replayed, with the traps of its pages."""

from __future__ import annotations

import io
import json
import socket
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.sources.test_finding import GOOD, made
from tests.sources.webs import API, NOW, Webs, answer, redirect, running

from stemagenda.core.validation import Refused
from stemagenda.sources.fetching import Fetched, NotFetched, fetch_download
from stemagenda.sources.finding import Source, sources
from stemagenda.sources.leerlingen import fetch as own

HOST = "onderwijs.api.vlaanderen.be"
COUNT = "/instellingsgegevens/inschrijvingsaantal_so/v1/inschrijvingsaantal"
LIST = "/instellingsgegevens/onderwijsaanbod_so/v2/administratievegroep"
KEYED = {"STEMAGENDA_ONDERWIJS_API_KEY": "sleutel-voor-de-test"}
CODE = "from stemagenda.sources.leerlingen.fetch import fetch\n"


@pytest.fixture
def webs() -> Iterator[Webs]:
    with running() as made_here:
        yield made_here
        assert made_here.victim.hits == 0


@pytest.fixture
def source(tmp_path: Path) -> Source:
    downloads = "".join(
        f'[[downloads]]\ndataset = "{name}"\nurl = "https://{host}"\nfile = "{name}.zip"\n'
        for name, host in (
            ("count", HOST + COUNT),
            ("filtered", f"{HOST}{COUNT}?filter_x=1"),
            ("plain", "source.test/f"),
        )
    )
    made(tmp_path, f'{GOOD}hosts = ["{HOST}", "source.test"]\n{downloads}')
    (tmp_path / "mine" / "fetch.py").write_text(CODE, encoding="utf-8")
    return sources(folder=tmp_path)["mine"]


def page(*rows: int, total: int, number: int = 1) -> bytes:
    meta = {"total_elements": total, "total_pages": -(-total // 2), "number": number, "last": False}
    content = json.dumps({"meta": meta, "content": [{"made_for_the_test": row} for row in rows], "links": []})
    return answer("200 OK", content.encode(), "Content-Type: application/json")


def asked(path: str, number: int) -> str:
    return f"{path}{'&' if '?' in path else '?'}size=5000&page={number}"


def programmes(webs: Webs) -> None:
    webs.sites[API].on(asked(LIST, 1), page(7, total=1))


def got(webs: Webs, source: Source, dataset: int = 0, environment: Mapping[str, str] = KEYED, **more: Any) -> Fetched:
    found = fetch_download(
        source=source,
        download=source.downloads[dataset],
        web=webs.web(hosts=source.hosts, **more),
        environment=environment,
        today=NOW.date(),
    )
    assert found is not None
    return found


def members(fetched: Fetched) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(fetched.content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_every_page_is_kept_untouched_with_the_list_of_programmes(webs: Webs, source: Source) -> None:
    webs.sites[API].on(asked(COUNT, 1), page(1, 2, total=3))
    webs.sites[API].on(asked(COUNT, 2), page(3, total=3, number=2))
    programmes(webs)

    first = got(webs, source)
    assert list(members(first)) == [
        "inschrijvingsaantal-0001.json",
        "inschrijvingsaantal-0002.json",
        "administratievegroep-0001.json",
    ]
    assert page(3, total=3, number=2).endswith(members(first)["inschrijvingsaantal-0002.json"])
    assert (first.name, first.etag, first.retrieved_at) == ("count.zip", "", NOW)
    assert got(webs, source).content == first.content, "the same pages make the same bytes"
    assert all("\r\nx-api-key: sleutel-voor-de-test\r\n" in head for head in webs.sites[API].heads)


def test_a_question_of_its_own_keeps_its_filter(webs: Webs, source: Source) -> None:
    webs.sites[API].on(asked(f"{COUNT}?filter_x=1", 1), page(1, total=1))
    programmes(webs)
    assert len(members(got(webs, source, 1))) == 2


def test_other_hosts_of_the_source_are_asked_plainly_and_without_the_key(webs: Webs, source: Source) -> None:
    webs.source.on("/f", answer("200 OK", b"plain"))
    assert got(webs, source, 2).content == b"plain"
    assert "sleutel" not in webs.source.heads[0]


@pytest.mark.parametrize("environment", [{}, {"STEMAGENDA_ONDERWIJS_API_KEY": " "}])
def test_a_missing_key_explains_itself(webs: Webs, source: Source, environment: Mapping[str, str]) -> None:
    with pytest.raises(NotFetched, match=r"needs a key\. Ask for one .* set STEMAGENDA_ONDERWIJS_API_KEY"):
        got(webs, source, environment=environment)
    assert webs.connected == []


def test_a_wrong_key_is_told_apart_and_never_shown(webs: Webs, source: Source) -> None:
    webs.sites[API].on(asked(COUNT, 1), answer("401 Unauthorized"))
    with pytest.raises(NotFetched) as failed:
        got(webs, source)
    assert "wants a key, or another one" in str(failed.value)
    assert "sleutel" not in str(failed.value)


def test_an_unknown_filter_is_named(webs: Webs, source: Source) -> None:
    webs.sites[API].on(asked(f"{COUNT}?filter_x=1", 1), answer("400 Bad Request"))
    with pytest.raises(NotFetched, match=r"the server answers 400.*source\.toml"):
        got(webs, source, 1)


def test_the_key_does_not_follow_a_redirect(webs: Webs, source: Source) -> None:
    webs.sites[API].on(asked(COUNT, 1), redirect("https://source.test/steal"))
    webs.source.on("/steal", page(1, total=1))
    programmes(webs)
    got(webs, source)
    assert "sleutel" not in webs.source.heads[0]


def test_a_server_that_ignores_the_page_is_found_out(webs: Webs, source: Source) -> None:
    """As with `number=`: always the first page, though it says it is the second."""
    webs.sites[API].on(asked(COUNT, 1), page(1, 2, total=6))
    webs.sites[API].on(asked(COUNT, 2), page(1, 2, total=6, number=2))
    with pytest.raises(Refused, match=r"inschrijvingsaantal-0002\.json: is page 1 again"):
        got(webs, source)


def test_a_table_that_changes_meanwhile_is_left_for_later(webs: Webs, source: Source) -> None:
    webs.sites[API].on(asked(COUNT, 1), page(1, 2, total=4))
    webs.sites[API].on(asked(COUNT, 2), page(3, 4, total=5))
    with pytest.raises(NotFetched, match=r"changed while it was read \(4 rows, then 5\)"):
        got(webs, source)


def test_more_rows_than_announced(webs: Webs, source: Source) -> None:
    webs.sites[API].on(asked(COUNT, 1), page(1, 2, total=1))
    with pytest.raises(Refused, match="holds 2 rows where 1 are announced"):
        got(webs, source)


def test_pages_without_end(webs: Webs, source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own, "MOST_PAGES", 3)
    for number in range(1, 6):
        webs.sites[API].on(asked(COUNT, number), page(number, total=99))
    with pytest.raises(Refused, match="holds 3 rows where 99 are announced"):
        got(webs, source)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b'{"meta": {"total_elements": 3}, "content": []}', "holds no rows"),
        (b'{"content": [1]}', "is no page of the API"),
        (b'{"meta": {"total_elements": "3"}, "content": [1]}', "is no page of the API"),
        (b'{"meta": {"total_elements": true}, "content": [1]}', "is no page of the API"),
        (b'{"meta": {"total_elements": 3}, "content": {"a": 1}}', "is no page of the API"),
        (b'{"meta": null, "content": [1]}', "is no page of the API"),
        (b"[1]", "is no page of the API"),
        (b"<html>", "is no page of the API"),
        (b"\xff\xfe\x00", "is no page of the API"),
        (b"[" * 100_000, "is no page of the API"),
        (b"", "is no page of the API"),
    ],
)
def test_what_is_no_page_is_named(webs: Webs, source: Source, body: bytes, message: str) -> None:
    webs.sites[API].on(asked(COUNT, 1), answer("200 OK", body))
    with pytest.raises(Refused, match=message):
        got(webs, source)


def test_one_broken_page_is_asked_again(webs: Webs, source: Source) -> None:
    def reset(line: socket.socket) -> None:
        raise ConnectionAbortedError  # some hosts see their connections reset

    webs.sites[API].on(asked(COUNT, 1), reset, page(1, total=1))
    programmes(webs)
    assert len(members(got(webs, source))) == 2
    assert webs.waits == [1.0]
