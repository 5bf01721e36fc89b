"""One download: what comes, what is kept beside it, where redirects and secrets go."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.sources.files import ROW, text
from tests.sources.test_finding import GOOD, made
from tests.sources.webs import NOW, TABLE, Webs, answer, failure, redirect, running

from stemagenda.core.validation import Refused
from stemagenda.sources.fetching import Answer, fetch_download, own_fetch, user_agent
from stemagenda.sources.fetching_addresses import check_url
from stemagenda.sources.finding import Source, sources

CONTENT = text(ROW).encode()


@pytest.fixture
def webs() -> Iterator[Webs]:
    with running() as made_here:
        yield made_here


def test_a_file_comes_untouched_with_what_must_be_kept_beside_it(webs: Webs) -> None:
    content = b"\xef\xbb\xbfa;b\r\n\x00\xff"
    lines = ('ETag: "v1"', "Content-Type: text/csv", "Last-Modified: Sun, 01 Nov 2026 08:00:00 GMT")
    webs.source.on("/table.csv", answer("200 OK", content, *lines))

    assert webs.web().get(url=TABLE) == Answer(
        content=content,
        url=TABLE,
        etag='"v1"',
        content_type="text/csv",
        modified="Sun, 01 Nov 2026 08:00:00 GMT",
        retrieved_at=NOW,
    )
    head = webs.source.heads[0]
    assert head.startswith("GET /table.csv HTTP/1.1\r\nHost: source.test\r\n")
    assert "\r\nUser-Agent: stemagenda/test\r\n" in head
    assert "If-None-Match" not in head


def test_the_second_time_only_what_is_new(webs: Webs) -> None:
    webs.source.on("/table.csv", answer("304 Not Modified"))
    assert webs.web(known={TABLE: '"v1"'}).get_if_new(url=TABLE) is None
    assert '\r\nIf-None-Match: "v1"\r\n' in webs.source.heads[0]

    moment = "Sun, 01 Nov 2026 08:00:00 GMT"
    assert webs.web(known={TABLE: moment}).get_if_new(url=TABLE) is None
    assert f"\r\nIf-Modified-Since: {moment}\r\n" in webs.source.heads[1]


def test_a_tag_speaks_only_for_the_address_it_came_from(webs: Webs) -> None:
    webs.source.on("/table.csv", redirect("https://other.test/file"))
    webs.other.on("/file", answer("304 Not Modified"))
    assert webs.web(known={"https://other.test/file": 'W/"9"'}).get_if_new(url=TABLE) is None
    assert "If-None-Match" not in webs.source.heads[0]
    assert 'If-None-Match: W/"9"' in webs.other.heads[0]


def test_not_modified_without_having_asked_is_no_answer(webs: Webs) -> None:
    webs.source.on("/table.csv", answer("304 Not Modified"))
    assert failure(webs) == "the server answers 304"


@pytest.mark.parametrize("tag", ['"a\x01"', '"' + "a" * 300 + '"', "bare", '"a"\r\n X-Evil: 1', "", '"é"'])
def test_a_tag_that_cannot_safely_be_sent_back_is_forgotten(webs: Webs, tag: str) -> None:
    webs.source.on("/table.csv", answer("200 OK", CONTENT, f"ETag: {tag}"))
    assert webs.web().get(url=TABLE).etag == ""


@pytest.mark.parametrize("kept", ['"a"\r\nX-Evil: 1', "yesterday", '"é"'])
def test_a_kept_tag_is_looked_at_again_before_it_is_sent(webs: Webs, kept: str) -> None:
    webs.source.on("/table.csv", answer("200 OK", CONTENT))
    assert webs.web(known={TABLE: kept}).get_if_new(url=TABLE) is not None
    assert "Evil" not in webs.source.heads[0]
    assert "\r\nIf-" not in webs.source.heads[0]


def test_without_a_tag_the_moment_of_change_stands_in(webs: Webs) -> None:
    moment = "Sun, 01 Nov 2026 08:00:00 GMT"
    webs.source.on("/table.csv", answer("200 OK", CONTENT, f"Last-Modified: {moment}"), answer("200 OK", CONTENT))
    assert webs.web().get(url=TABLE).etag == moment
    assert webs.web().get(url=TABLE).etag == ""


@pytest.mark.parametrize("written", ["Sun, 99 Nov 2026 08:00:00 GMT", "yesterday", "Sun, 01 Nov 2026 08:00:00 +0100"])
def test_a_moment_that_is_none_is_forgotten(webs: Webs, written: str) -> None:
    webs.source.on("/table.csv", answer("200 OK", CONTENT, f"Last-Modified: {written}"))
    assert (webs.web().get(url=TABLE).modified, webs.web().get(url=TABLE).etag) == ("", "")


def test_what_was_packed_for_the_way_is_unpacked(webs: Webs) -> None:
    large = bytes(range(256)) * 4_000
    twice = gzip.compress(large[:500_000], mtime=0) + gzip.compress(large[500_000:], mtime=0)
    webs.source.on("/table.csv", answer("200 OK", twice, "Content-Encoding: gzip"))
    assert webs.web().get(url=TABLE).content == large
    assert "\r\nAccept-Encoding: gzip\r\n" in webs.source.heads[0]


def test_a_packed_file_stays_packed(webs: Webs) -> None:
    """A .gz that is the file itself is kept as it is: only packing for the way is undone."""
    packed = gzip.compress(CONTENT, mtime=0)
    webs.source.on("/table.csv", answer("200 OK", packed, "Content-Type: application/gzip"))
    assert webs.web().get(url=TABLE).content == packed


def test_pieces_are_put_together(webs: Webs) -> None:
    webs.source.on(
        "/table.csv", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n4;x=1\r\ndefg\r\n0\r\n\r\n"
    )
    assert webs.web().get(url=TABLE).content == b"abcdefg"


def test_the_end_of_the_connection_may_be_the_end_of_the_file(webs: Webs) -> None:
    webs.source.on("/table.csv", b"HTTP/1.0 200 OK\r\n\r\nabc")
    assert webs.web().get(url=TABLE).content == b"abc"


def test_we_say_who_we_are() -> None:
    assert user_agent(contact="stem@example.be").endswith(" (stem@example.be)")
    assert user_agent(contact="stem@example.be").startswith("stemagenda/")
    assert "(" not in user_agent(contact="")
    assert "Evil" not in user_agent(contact="a\r\nX-Evil: 1")


def test_a_redirect_within_the_list_is_followed(webs: Webs) -> None:
    webs.source.on("/table.csv", redirect("/a/b?x=1#part", "301 Moved"))
    webs.source.on("/a/b?x=1", redirect("../c", "307 Temporary"))
    webs.source.on("/c", redirect("//other.test:443/file", "308 Permanent"))
    webs.other.on("/file", answer("200 OK", CONTENT))
    got = webs.web().get(url=TABLE)
    assert (got.content, got.url) == (CONTENT, "https://other.test/file")


def test_at_most_five_redirects(webs: Webs) -> None:
    for number in range(1, 7):
        webs.source.on(f"/{number}", redirect(f"/{number + 1}"))
    webs.source.on("/6", answer("200 OK", CONTENT))
    assert webs.web().get(url="https://source.test/1").content == CONTENT
    webs.source.on("/6", redirect("/7"))
    assert failure(webs, "https://source.test/1") == "is redirected more than 5 times"


def test_going_in_circles_ends(webs: Webs) -> None:
    webs.source.on("/table.csv", redirect("/table.csv"))
    assert failure(webs) == "is redirected more than 5 times"
    assert len(webs.source.heads) == 6


def test_secrets_go_to_the_first_address_only(webs: Webs) -> None:
    """Not even to the same host: who redirects decides where to, and a key is for what we asked."""
    webs.source.on("/table.csv", redirect("/here"))
    webs.source.on("/here", redirect("https://other.test/there"))
    webs.other.on("/there", answer("200 OK", CONTENT))
    webs.web().get(url=TABLE, secrets={"x-api-key": "sleutel"})
    assert "\r\nx-api-key: sleutel\r\n" in webs.source.heads[0]
    assert "sleutel" not in webs.source.heads[1] + webs.other.heads[0]


@pytest.mark.parametrize("key", ["a\r\nHost: evil", "a b", "", "é", "x" * 501])
def test_a_key_that_would_break_the_question_is_not_sent(webs: Webs, key: str) -> None:
    with pytest.raises(Refused) as refused:
        webs.web().get(url=TABLE, secrets={"x-api-key": key})
    assert "x-api-key" in str(refused.value)
    assert key == "" or key not in str(refused.value)
    assert webs.connected == []


def test_proxies_of_the_environment_are_not_used(webs: Webs, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "HTTP_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{webs.victim.server.server_address[1]}")
    webs.source.on("/table.csv", answer("200 OK", CONTENT))
    assert webs.web().get(url=TABLE).content == CONTENT
    assert webs.victim.hits == 0


FETCHING = f"""{GOOD}hosts = ["source.test"]
[[downloads]]
dataset = "TABLE"
url = "{TABLE}"
file = "table.csv"
"""


def source_in(folder: Path, fetch: str = "") -> Source:
    made(folder, FETCHING)
    if fetch:
        (folder / "mine" / "fetch.py").write_text(fetch, encoding="utf-8")
    return sources(folder=folder)["mine"]


def test_a_plain_download_needs_no_code(webs: Webs, tmp_path: Path) -> None:
    source = source_in(tmp_path)
    webs.source.on("/table.csv", answer("200 OK", CONTENT, 'ETag: "v1"'), answer("304 Not Modified"))
    given: Mapping[str, Any] = {
        "source": source,
        "download": source.downloads[0],
        "environment": {},
        "today": NOW.date(),
    }

    got = fetch_download(web=webs.web(), **given)
    assert got is not None
    assert (got.dataset, got.name, got.content, got.etag, got.retrieved_at) == (
        "TABLE",
        "table.csv",
        CONTENT,
        '"v1"',
        NOW,
    )
    assert fetch_download(web=webs.web(known={TABLE: '"v1"'}), **given) is None


def test_a_source_may_bring_a_fetch_of_its_own(webs: Webs, tmp_path: Path) -> None:
    code = (
        "from stemagenda.sources.fetching import fetched\n"
        "def fetch(*, download, get, environment, today):\n"
        "    if today.year == 1999: return None\n"
        "    url = f'{download.url}?year={today.year}&key={environment[\"KEY\"]}'\n"
        "    return fetched(download=download, answer=get(url=url))\n"
    )
    source = source_in(tmp_path, code)
    webs.source.on("/table.csv?year=2026&key=k", answer("200 OK", b"own"))
    webs.source.on("/table.csv", answer("200 OK", b"plain"))
    for day, content in ((NOW.date(), b"own"), (date(1999, 1, 1), b"plain")):
        got = fetch_download(
            source=source, download=source.downloads[0], web=webs.web(), environment={"KEY": "k"}, today=day
        )
        assert got is not None
        assert got.content == content


@pytest.mark.parametrize(
    ("code", "message"), [("import nothing_of_the_kind", "cannot be imported"), ("x = 1", "has no function fetch")]
)
def test_a_fetch_that_cannot_be_used_is_named(tmp_path: Path, code: str, message: str) -> None:
    with pytest.raises(Refused, match=message):
        own_fetch(source=source_in(tmp_path, code))


def test_every_shipped_download_may_be_fetched() -> None:
    """Its address passes the check, and its name tells it from the others of its source."""
    for source in sources().values():
        for download in source.downloads:
            assert check_url(url=download.url, hosts=source.hosts).url == download.url
        names = [download.dataset for download in source.downloads]
        assert len(names) == len(set(names)), source.name
