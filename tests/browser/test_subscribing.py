"""Messages by e-mail in a real browser: asked, confirmed with the link of the letter, stopped."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing

from playwright.sync_api import Page, expect
from tests.browser.conftest import NewPage
from tests.browser.editing import follow
from workshop.running import Site

from stemagenda.usecases.guarding import SHORTEST

#: A program is told from a person by how fast it fills in a form.
PATIENCE = SHORTEST.total_seconds() + 1


def link_of_the_letter(server: Site) -> str:
    """The page to confirm, from the letter that waits for a mail server."""
    with closing(sqlite3.connect(server.state / "stemagenda.sqlite3")) as database:
        rows = database.execute("SELECT text FROM letter WHERE address = 'els@site.example'").fetchall()
    found = re.search(r"/nl/abonnement/\w+/bevestigen/", str(rows))
    assert found is not None
    return server.address.rstrip("/") + found[0]


def test_from_a_page_to_nothing_left(new_page: NewPage, server: Site, axe: Callable[[Page], list[str]]) -> None:
    reader = new_page(viewport={"width": 360, "height": 800}, color_scheme="dark")
    reader.goto(server.address + "nl/resultaatsgebieden/RG4/")
    follow(reader.get_by_role("link", name="Mail mij als dit verandert"))
    expect(reader.locator("input[value='area/RG4']")).to_be_checked()
    reader.get_by_label("Uw e-mailadres").fill("els@site.example")
    reader.get_by_text("Soorten praktijken").first.click()
    time.sleep(PATIENCE)
    follow(reader.get_by_role("button", name="Stuur mij de e-mail om te bevestigen"))
    expect(reader.get_by_role("heading", name="Kijk in uw mailbox")).to_be_visible()
    assert axe(reader) == []
    reader.goto(link_of_the_letter(server))
    assert axe(reader) == []
    follow(reader.get_by_role("button", name="Ja, stuur mij deze berichten"))
    expect(reader.get_by_role("status")).to_contain_text("Uw abonnement is begonnen.")
    assert axe(reader) == []
    assert reader.evaluate("() => document.documentElement.scrollWidth") == 360
    reader.get_by_label("Beleidstijdlijn").check()
    follow(reader.get_by_role("button", name="Bewaren"))
    expect(reader.get_by_role("status")).to_contain_text("Uw keuze is bewaard.")
    own = reader.url
    follow(reader.get_by_role("link", name="Stoppen"))
    follow(reader.get_by_role("button", name="Stop en wis alles"))
    expect(reader.get_by_role("heading", name="U krijgt geen berichten meer")).to_be_visible()
    assert axe(reader) == []
    assert reader.request.get(own).status == 404
    assert not reader.context.cookies()
