"""The last seat of an event in a real browser: one is in, one waits, one gives it back, the other is in."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta

from playwright.sync_api import Page, expect
from tests.browser.conftest import NewPage
from tests.browser.editing import follow
from workshop.running import Site

from stemagenda.usecases.guarding import SHORTEST

#: A program is told from a person by how fast it fills in a form.
PATIENCE = SHORTEST.total_seconds() + 1
EVENT = "nl/evenementen/de-laatste-plaats/"


def letters(server: Site, address: str) -> list[tuple[str, str]]:
    """Subject and text of the letters that wait for a mail server."""
    with closing(sqlite3.connect(server.state / "stemagenda.sqlite3")) as database:
        rows = database.execute("SELECT subject, text FROM letter WHERE address = ? ORDER BY id", (address,)).fetchall()
    return [(str(subject), str(text)) for subject, text in rows]


def registers(person: Page, server: Site, *, name: str, address: str) -> None:
    person.goto(server.address + EVENT)
    follow(person.get_by_role("link", name="Schrijf mij in"))
    person.get_by_label("Naam").fill(name)
    person.get_by_label("E-mailadres").fill(address)
    time.sleep(PATIENCE)
    follow(person.get_by_role("button", name="Schrijf mij in"))
    expect(person.get_by_role("heading", name="Er is een brief op weg naar u")).to_be_visible()


def test_the_last_seat(
    coordinator: Callable[..., Page], new_page: NewPage, server: Site, axe: Callable[[Page], list[str]]
) -> None:
    keeper = coordinator()
    keeper.goto(server.address + "nl/evenementen/nieuw/")
    keeper.fill("#titel", "De laatste plaats")
    keeper.fill("#dag-van", (date.today() + timedelta(days=60)).isoformat())  # noqa: DTZ011  (a day far enough away)
    keeper.fill("#plaatsen", "1")
    keeper.fill("#vanaf", "2026-01-01")
    assert axe(keeper) == []
    follow(keeper.get_by_role("button", name="Bewaren"))
    first = new_page(viewport={"width": 360, "height": 800}, color_scheme="dark")
    second = new_page(java_script_enabled=False)
    registers(first, server, name="An", address="an@site.example")
    registers(second, server, name="Bo", address="bo@site.example")
    ((seated, text),) = letters(server, "an@site.example")
    assert seated == "U hebt een plaats: De laatste plaats"
    assert [subject for subject, _ in letters(server, "bo@site.example")] == [
        "U staat op de wachtlijst: De laatste plaats"
    ]
    own = re.search(r"/nl/inschrijving/\w+/", text)
    assert own is not None
    first.goto(server.address.rstrip("/") + own[0])
    expect(first.get_by_text("U hebt een plaats.")).to_be_visible()
    assert axe(first) == []
    assert first.evaluate("() => document.documentElement.scrollWidth") == 360
    follow(first.get_by_role("button", name="Meld mij af"))
    expect(first.get_by_role("heading", name="U bent afgemeld")).to_be_visible()
    assert letters(server, "bo@site.example")[1][0] == "Er is een plaats voor u: De laatste plaats"
    assert letters(server, "an@site.example") == []
    keeper.goto(server.address + EVENT + "deelnemers/")
    expect(keeper.get_by_role("heading", name="1 plaats ingenomen")).to_be_visible()
    expect(keeper.get_by_role("rowheader", name="Bo")).to_be_visible()
    assert axe(keeper) == []
