"""The settings of the mail: what is taken, and that a bad one explains itself without showing a secret."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemagenda.config.environment import SettingError
from stemagenda.config.mailing import MOST_ADDRESSES, Server, reminded, sender, server


def smtp(written: str) -> Server:
    return server({"STEMAGENDA_SMTP": written})


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("", {"host": ""}),
        ("smtp://mail.site.example", {"host": "mail.site.example", "port": 25, "is_starttls": False}),
        ("smtp://127.0.0.1:1025", {"host": "127.0.0.1", "port": 1025}),
        ("smtp://[::1]:1025", {"host": "::1", "port": 1025}),
        ("smtp://u:a%40b%3A@localhost", {"user": "u", "password": "a@b:"}),
        ("smtp://mail.site.example?tls=starttls", {"port": 587, "is_starttls": True, "is_tls": False}),
        ("smtp://u:p@mail.site.example:2525/?tls=starttls", {"port": 2525, "user": "u", "is_starttls": True}),
        ("smtps://u%40x:p@mail.site.example", {"port": 465, "user": "u@x", "is_tls": True, "is_starttls": False}),
    ],
)
def test_a_server(written: str, expected: dict[str, Any]) -> None:
    found = smtp(written)
    assert {name: getattr(found, name) for name in expected} == expected


@pytest.mark.parametrize(
    "written",
    [
        "mail.site.example",
        "http://mail.site.example",
        "smtp://",
        "smtp://mail.site.example:port",
        "smtp://[::1",
        "smtp://mail.site.example/inbox",
        "smtp://mail.site.example?tls=never",
        "smtp://mail.site.example?tls=starttls&tls=starttls",
        "smtp://mail.site.example?starttls",
        "smtps://mail.site.example?tls=starttls",
        "smtp://mail site",
        "smtp://geheim@localhost",
        "smtp://u:geheim%0d%0aX@localhost",
    ],
)
def test_anything_else_explains_itself(written: str) -> None:
    with pytest.raises(SettingError, match="STEMAGENDA_SMTP") as refused:
        smtp(written)
    assert "geheim" not in str(refused.value)


def test_no_password_travels_in_the_clear() -> None:
    with pytest.raises(SettingError, match="in the clear") as refused:
        smtp("smtp://u:geheim@mail.site.example")
    assert "geheim" not in str(refused.value)
    assert "geheim" not in repr(smtp("smtp://u:geheim@localhost"))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("", ""),
        ("monitor@site.example", "monitor@site.example"),
        ("Monitor STEM <monitor@site.example>", "Monitor STEM <monitor@site.example>"),
        (' "Monitor, STEM" <monitor@site.example> ', '"Monitor, STEM" <monitor@site.example>'),
    ],
)
def test_a_sender(written: str, expected: str) -> None:
    assert sender({"STEMAGENDA_MAIL_FROM": written}) == expected


@pytest.mark.parametrize(
    "written",
    [
        "monitor",
        "monitor@",
        "a@site.example, b@site.example",
        "a@site.example\r\nBcc: b@site.example",
        "Naam <a@site.example> en meer",
        "<>",
    ],
)
def test_anything_else_is_no_sender(written: str) -> None:
    with pytest.raises(SettingError, match="STEMAGENDA_MAIL_FROM"):
        sender({"STEMAGENDA_MAIL_FROM": written})


def test_who_is_reminded() -> None:
    assert reminded({}) == []
    found = reminded({"STEMAGENDA_REMIND_TO": " els@site.example,jan@site.example,, els@site.example"})
    assert found == ["els@site.example", "jan@site.example"]


@pytest.mark.parametrize(
    "written",
    ["els", "els@site.example;jan@site.example", "Els <els@site.example>", "a\n@site.example", "@", '"a b"@c.be'],
)
def test_anything_else_is_nobody(written: str) -> None:
    with pytest.raises(SettingError, match="part 2"):
        reminded({"STEMAGENDA_REMIND_TO": f"jan@site.example, {written}"})


def test_a_crowd_wants_a_mailing_list() -> None:
    many = ",".join(f"p{number}@site.example" for number in range(MOST_ADDRESSES + 1))
    with pytest.raises(SettingError, match="mailing list"):
        reminded({"STEMAGENDA_REMIND_TO": many})


@given(st.text(max_size=60))
def test_whatever_is_taken_is_one_line(written: str) -> None:
    """What the settings let through can begin no header of its own."""
    for read in (
        lambda: reminded({"STEMAGENDA_REMIND_TO": written}),
        lambda: [sender({"STEMAGENDA_MAIL_FROM": written})],
        lambda: [smtp(f"smtp://{written}").host],
    ):
        try:
            found = read()
        except SettingError:
            continue
        assert all(item.isprintable() for item in found)
