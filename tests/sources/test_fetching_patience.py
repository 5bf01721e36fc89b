"""Faults that pass and faults that stay: who is asked again, after how long, and when it ends."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from datetime import timedelta

import pytest
from tests.sources.webs import (
    NOW,
    TABLE,
    Webs,
    answer,
    failure,
    running,
    then_wait_until_they_leave,
    without_end,
)

CONTENT = b"a file"
BUSY = answer("503 Service Unavailable")


@pytest.fixture
def webs() -> Iterator[Webs]:
    with running() as made_here:
        yield made_here


def test_a_busy_server_is_asked_again(webs: Webs) -> None:
    webs.source.on("/table.csv", answer("500 Oops"), BUSY, answer("200 OK", CONTENT))
    assert webs.web().get(url=TABLE).content == CONTENT
    assert webs.waits == [1.0, 2.0]


def test_waits_double_and_chance_spreads_them(webs: Webs) -> None:
    webs.source.on("/table.csv", BUSY)
    assert failure(webs, chance=lambda: 0.0) == "the server says it cannot answer now (503) (tried 5 times)"
    assert webs.waits == [0.5, 1.0, 2.0, 4.0]
    assert len(webs.source.heads) == 5


@pytest.mark.parametrize("written", ["7", (NOW + timedelta(seconds=7)).strftime("%a, %d %b %Y %H:%M:%S GMT")])
def test_a_server_that_says_how_long_is_given_that_long(webs: Webs, written: str) -> None:
    webs.source.on("/table.csv", answer("429 Slow", b"", f"Retry-After: {written}"), answer("200 OK", CONTENT))
    assert webs.web().get(url=TABLE).content == CONTENT
    assert webs.waits == [7.0]


@pytest.mark.parametrize("written", ["0", "Sun, 06 Nov 1994 08:49:37 GMT", "-5", "soon", "1e9", "", "Sun, 99 Nov 2026"])
def test_an_odd_wish_to_wait_counts_as_none(webs: Webs, written: str) -> None:
    webs.source.on("/table.csv", answer("429 Slow", b"", f"Retry-After: {written}"), answer("200 OK", CONTENT))
    assert webs.web().get(url=TABLE).content == CONTENT
    assert webs.waits == [1.0]


def test_nobody_waits_for_hours_nor_asks_too_early(webs: Webs) -> None:
    webs.source.on("/table.csv", answer("429 Slow", b"", "Retry-After: 7200"))
    assert failure(webs) == "the server says it cannot answer now (429) and asks to wait 7,200 seconds"
    assert webs.waits == []


def test_no_wait_goes_beyond_the_end(webs: Webs) -> None:
    webs.source.on("/table.csv", answer("429 Slow", b"", "Retry-After: 100"))
    assert "no time left" in failure(webs, limits={"total_seconds": 90.0})
    assert webs.waits == []


def test_a_server_that_always_breaks_off_is_named(webs: Webs) -> None:
    webs.source.on("/table.csv", answer("200 OK", b"half", size=9))
    assert failure(webs) == "was cut off: 4 of 9 bytes came (tried 5 times)"


def test_a_server_that_falls_silent_is_left(webs: Webs) -> None:
    webs.source.on("/table.csv", then_wait_until_they_leave(answer("200 OK", b"half", size=9)))
    said = failure(webs, limits={"idle_seconds": 0.05, "attempts": 2})
    assert said == "source.test does not answer (tried 2 times)"


def test_a_server_that_drips_is_left_in_the_end(webs: Webs) -> None:
    """Never silent for long, and never ready: the whole may take so long and no longer."""
    webs.tick = 1.0
    webs.source.on("/table.csv", without_end(b"HTTP/1.1 200 OK\r\nX-Drip: ", b"x"))
    assert failure(webs, limits={"total_seconds": 30.0}) == "takes longer than 30 seconds"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 418, 206, 204, 300])
def test_a_plain_no_is_not_asked_again(webs: Webs, status: int) -> None:
    webs.source.on("/table.csv", answer(f"{status} No"))
    assert failure(webs) == f"the server answers {status}"
    assert len(webs.source.heads) == 1


def test_nobody_there(webs: Webs) -> None:
    def refuse(address: str, port: int, seconds: float) -> socket.socket:
        raise ConnectionRefusedError

    def out_of_reach(address: str, port: int, seconds: float) -> socket.socket:
        raise OSError(101, "Network is unreachable")

    assert failure(webs, connect=refuse).startswith("source.test cannot be reached: it ends the connection")
    assert failure(webs, connect=out_of_reach).startswith("source.test cannot be reached: Network is unreachable")


def test_the_next_address_of_a_name_is_tried(webs: Webs) -> None:
    webs.names["source.test"] = [["2606:4700::1", "93.184.215.14"]]
    webs.source.on("/table.csv", answer("200 OK", CONTENT))

    def connect(address: str, port: int, seconds: float) -> socket.socket:
        if ":" in address:
            raise OSError(101, "Network is unreachable")
        return webs.connect(address, port, seconds)

    assert webs.web(connect=connect).get(url=TABLE).content == CONTENT


def test_a_certificate_for_another_name_is_not_trusted(webs: Webs) -> None:
    webs.names["third.test"] = webs.names["source.test"]
    said = failure(webs, "https://third.test/table.csv", hosts=["third.test"])
    assert said.startswith("the certificate of third.test is not trusted")
    assert webs.source.heads == []


def test_a_certificate_nobody_vouches_for_is_not_trusted(webs: Webs) -> None:
    assert "is not trusted" in failure(webs, context=ssl.create_default_context)
    assert webs.source.heads == []
