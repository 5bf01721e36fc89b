"""What a server sends is bounded, and whole or nothing."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator

import pytest
from tests.sources.webs import (
    TABLE,
    Speak,
    Webs,
    answer,
    failure,
    refusal,
    running,
    then_hang_up,
    then_wait_until_they_leave,
    without_end,
)

from stemagenda.core.validation import Refused
from stemagenda.sources import fetching_connection

CONTENT = b"a file"


@pytest.fixture
def webs() -> Iterator[Webs]:
    with running() as made_here:
        yield made_here


def test_a_file_that_announces_too_much_is_not_read(webs: Webs) -> None:
    webs.source.on("/table.csv", then_wait_until_they_leave(answer("200 OK", b"", size=100_000_000)))
    assert refusal(webs) == "is 100,000,000 bytes, and 80,000,000 is the most that is taken"
    assert len(webs.source.heads) == 1


@pytest.mark.parametrize(
    ("head", "piece"),
    [
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1000\r\n" + b"x" * 4096 + b"\r\n"),
        (b"HTTP/1.0 200 OK\r\n\r\n", b"x" * 4096),
    ],
)
def test_a_file_without_end_is_left(webs: Webs, head: bytes, piece: bytes) -> None:
    webs.source.on("/table.csv", without_end(head, piece))
    assert refusal(webs, limits={"file_bytes": 300_000}) == "is larger, and 300,000 is the most that is taken"


def test_headers_without_end_are_left(webs: Webs) -> None:
    webs.source.on("/table.csv", without_end(b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n"))
    webs.tick = 1.0
    assert failure(webs, limits={"total_seconds": 30.0}) == "takes longer than 30 seconds"


def test_a_small_answer_that_unpacks_to_a_huge_one_stops(webs: Webs) -> None:
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join([*(packer.compress(bytes(1_000_000)) for _ in range(100)), packer.flush()])
    assert len(bomb) < 110_000
    webs.source.on("/table.csv", answer("200 OK", bomb, "Content-Encoding: gzip"))
    assert refusal(webs) == "unpacks to more, and 80,000,000 is the most that is taken"


def test_packing_nobody_asked_for_is_refused(webs: Webs) -> None:
    webs.source.on("/table.csv", answer("200 OK", b"x", "Content-Encoding: br"))
    assert refusal(webs) == "is packed as 'br'"


def test_the_pages_of_one_download_share_its_bounds(webs: Webs) -> None:
    webs.source.on("/table.csv", answer("200 OK", b"x" * 60))
    web = webs.web(limits={"file_bytes": 100})
    assert web.get(url=TABLE).content == b"x" * 60
    with pytest.raises(Refused, match="100 is the most"):
        web.get(url=TABLE)


@pytest.mark.parametrize(
    "cut",
    [
        answer("200 OK", b"half", size=9),
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhalf",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhalf\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nhalf\r\n0\r\n\r\n",
        answer("200 OK", gzip.compress(CONTENT, mtime=0)[:-9], "Content-Encoding: gzip"),
        answer("200 OK", b"no gzip", "Content-Encoding: gzip"),
        answer("200 OK", b"", "Content-Encoding: gzip"),
        answer("200 OK", b"more than said", size=4),
        b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nhalf",
        b"HTTP/1.1 200 OK\r\nContent-Length: -4\r\n\r\nhalf",
        b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"x" * 70_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n",
        b"SSH-2.0-OpenSSH\r\n",
        b"",
        then_hang_up(answer("200 OK", b"half", size=9)),
        then_hang_up(b"HTTP/1.0 200 OK\r\n\r\nhalf"),
    ],
    ids=range(19),
)
def test_half_a_file_is_never_taken_for_a_whole(webs: Webs, cut: bytes | Speak) -> None:
    webs.source.on("/table.csv", cut, answer("200 OK", CONTENT))
    assert webs.web().get(url=TABLE).content == CONTENT
    assert len(webs.source.heads) == 2


def test_a_server_that_does_not_hang_up_keeps_nobody(webs: Webs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching_connection, "_SILENCE", 0.05)
    webs.source.on("/table.csv", then_wait_until_they_leave(answer("200 OK", CONTENT)))
    assert webs.web().get(url=TABLE).content == CONTENT
