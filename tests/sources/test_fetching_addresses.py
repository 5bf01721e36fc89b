"""No fetch leads into the network the site runs in: whatever is tried, the victim is never reached."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.webs import SOURCE, Webs, answer, redirect, running

from stemagenda.core.validation import Refused
from stemagenda.sources.fetching import NotFetched
from stemagenda.sources.fetching_addresses import check_url, is_public, redirected
from stemagenda.sources.fetching_bounds import Fault, connect_to, resolve_name

HOSTS = ("source.test", "other.test")
INSIDE = (
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "100.64.0.1",
    "127.0.0.1",
    "127.255.255.254",
    "168.63.129.16",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.8",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.7",
    "203.0.113.9",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",  # an IPv4 address in the oldest spelling
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:8.8.8.8",  # a mapped address never comes from a name server: not taken
    "64:ff9b::7f00:1",
    "64:ff9b::a00:1",
    "64:ff9b:1::8.8.8.8",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:808:808::",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "2606:4700::1%eth0",
    "fec0::1",
    "ff02::1",
    "localhost",
    "",
    "127.1",
    "0x7f.0.0.1",
    "2130706433",
    "017700000001",
)
#: In a redirect these mean a place on the host that was asked.
RELATIVE = ("", "https://", "https:///table.csv", "//source.test/", "source.test/table.csv")


@pytest.fixture
def webs() -> Iterator[Webs]:
    with running() as made_here:
        yield made_here
        assert made_here.victim.hits == 0


def stopped(webs: Webs, url: str = "https://source.test/table.csv") -> str:
    with pytest.raises(Refused) as refused:
        webs.web().get(url=url)
    return refused.value.problems[0].message


@pytest.mark.parametrize("address", INSIDE)
def test_inside_is_inside(webs: Webs, address: str) -> None:
    assert not is_public(address)
    webs.names["source.test"] = [[address]]
    assert "is not on the public internet" in stopped(webs)
    assert webs.connected == []


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.215.14", "172.32.0.1", "2606:4700::1", "64:ff9b::808:808"])
def test_outside_is_outside(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses())
def test_what_the_standard_library_holds_for_private_is_never_public(address: object) -> None:
    from ipaddress import IPv4Address, IPv6Address

    assert isinstance(address, IPv4Address | IPv6Address)
    if address.is_private or address.is_multicast or address.is_reserved or address.is_link_local:
        assert not is_public(str(address)) or str(address).startswith("64:ff9b:")


def test_one_inner_address_among_public_ones_is_enough_to_stop(webs: Webs) -> None:
    webs.names["source.test"] = [[SOURCE, "10.0.0.1"]]
    assert "stands at 10.0.0.1" in stopped(webs)
    assert webs.connected == []


def test_a_name_that_answers_differently_a_moment_later_changes_nothing(webs: Webs) -> None:
    """DNS rebinding: one look-up a connection, and the connection goes to what was looked up."""
    webs.names["source.test"] = [[SOURCE], ["127.0.0.1"]]
    webs.source.on("/table.csv", answer("200 OK", b"x"))
    assert webs.web().get(url="https://source.test/table.csv").content == b"x"
    assert (webs.resolved, webs.connected) == (["source.test"], [SOURCE])


def test_a_name_is_checked_anew_at_every_attempt_and_redirect(webs: Webs) -> None:
    webs.names["source.test"] = [[SOURCE], ["127.0.0.1"]]
    webs.source.on("/table.csv", answer("500 Oops"))
    assert "stands at 127.0.0.1" in stopped(webs)
    webs.resolved.clear()
    webs.source.on("/table.csv", redirect("/other"))
    assert "stands at 127.0.0.1" in stopped(webs)
    assert set(webs.connected) == {SOURCE}


@pytest.mark.parametrize(
    "url",
    [
        "http://source.test/",
        "HTTP://source.test/",
        "ftp://source.test/",
        "file:///etc/passwd",
        "file://source.test/etc/passwd",
        "gopher://source.test/_x",
        "data:text/plain,x",
        "javascript:alert(1)",
        "//source.test/",
        "source.test/table.csv",
        "",
        "https://",
        "https:///table.csv",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "http://[::1",
        "https://[::1",
        "https://[source.test]/",
        "https://localhost/",
        "https://169.254.169.254/latest/meta-data/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://0177.0.0.1/",
        "https://127.1/",
        "https://evil.test/",
        "https://source.test.evil.test/",
        "https://evilsource.test/",
        "https://source.test./",
        "https://source.test:80/",
        "https://source.test:8443/",
        "https://source.test:/",
        "https://source.test:99999/",
        "https://source.test:x/",
        "https://source.test:0443/",
        "https://user@source.test/",
        "https://user:password@source.test/",
        "https://source.test@evil.test/",
        "https://evil.test#@source.test/",
        "https://evil.test\\@source.test/",
        "https://source.test\\.evil.test/",
        "https:\\\\source.test/",
        "https://source.test/a b",
        "https://source.test/\r\nHost: evil.test",
        "https://source.test/%0d%0a\n",
        "https://source.test\t.evil.test/",
        "https://sourcé.test/",
        "https://source。test/",
        "https://ⓢource.test/",
        "https://source.test/\x00",
        "https://source.test/" + "a" * 1_000,
    ],
)
def test_addresses_that_are_not_plainly_on_the_list(webs: Webs, url: str) -> None:
    """As the address in source.toml, and as what a listed server redirects to."""
    assert stopped(webs, url)
    assert webs.connected == []
    if url.isprintable() and url.isascii() and url not in RELATIVE:
        webs.source.on("/table.csv", redirect(url))
        with pytest.raises((Refused, NotFetched)):
            webs.web().get(url="https://source.test/table.csv")
        assert set(webs.connected) == {SOURCE}
        assert webs.source.asked == ["/table.csv"]


def test_numbers_on_the_list_are_still_no_names() -> None:
    for host in ("127.0.0.1", "8.8.8.8", "1.1"):
        with pytest.raises(Fault, match="not on the source's list"):
            check_url(url=f"https://{host}/", hosts=[host])


@pytest.mark.parametrize(
    ("url", "question"),
    [
        ("https://source.test", "/"),
        ("https://SOURCE.test:443/a?b=c&d#e", "/a?b=c&d"),
        ("https://source.test//evil.test/x", "//evil.test/x"),
        ("https://source.test/a/../b", "/a/../b"),
        ("https://source.test/?to=http://127.0.0.1/", "/?to=http://127.0.0.1/"),
    ],
)
def test_what_is_asked_of_a_listed_host(url: str, question: str) -> None:
    target = check_url(url=url, hosts=HOSTS)
    assert (target.host, target.question, target.url) == ("source.test", question, f"https://source.test{question}")


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_address_breaks_the_check(before: str, after: str) -> None:
    for url in (before, f"https://{before}source.test{after}", f"https://source.test/{after}"):
        for ask in (_check, _point):
            with suppress(Fault):
                assert ask(url).startswith("https://source.test/")


def _check(url: str) -> str:
    return check_url(url=url, hosts=["source.test"]).url


def _point(url: str) -> str:
    return _check(redirected(base="https://source.test/", location=url))


def test_a_redirect_without_an_address(webs: Webs) -> None:
    webs.source.on("/table.csv", answer("302 Found"))
    assert stopped(webs) == "redirects to '', which is no address"


def test_a_name_nobody_knows(webs: Webs) -> None:
    del webs.names["source.test"]
    with pytest.raises(NotFetched, match=r"the name source\.test is not known"):
        webs.web().get(url="https://source.test/")
    assert webs.waits == []


def test_a_resolver_that_is_away_for_a_moment_is_asked_again(webs: Webs) -> None:
    def resolve(host: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_AGAIN, "try again")

    with pytest.raises(NotFetched, match="cannot be looked up now"):
        webs.web(resolve=resolve).get(url="https://source.test/")
    assert len(webs.waits) == 4


@pytest.mark.parametrize("failing", [UnicodeError, OSError])
def test_a_name_that_cannot_be_looked_up(webs: Webs, failing: type[Exception]) -> None:
    def resolve(host: str, port: int) -> list[str]:
        raise failing

    with pytest.raises(NotFetched, match="is not known"):
        webs.web(resolve=resolve).get(url="https://source.test/")


def test_the_real_resolver_and_the_real_connection_do_what_is_asked_of_them(webs: Webs) -> None:
    """This machine's own name leads to addresses inside; a connection goes to digits."""
    assert not any(is_public(address) for address in resolve_name("localhost", 443))
    with connect_to("127.0.0.1", webs.source.server.server_address[1], 5.0) as line:
        assert line.getpeername()[0] == "127.0.0.1"
    webs.names["source.test"] = [resolve_name("localhost", 443)]
    assert "is not on the public internet" in stopped(webs)
