"""The way of a question in a real browser: a visitor asks, an officer assigns and answers, the visitor rates."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect
from tests.browser.conftest import NewPage
from tests.browser.editing import follow
from workshop.running import Site


def ask(visitor: Page, server: Site) -> None:
    """Fill in the form of a minute and send it."""
    visitor.goto(server.address + "nl/stemhub/")
    visitor.select_option("#hub-kind", "guest-lecturer")
    visitor.fill("#hub-question", "Wij zoeken een ondernemer die in de klas over klimaat komt vertellen.")
    visitor.select_option("#hub-asker", "school")
    visitor.select_option("#hub-region", "04000")
    visitor.fill("#hub-address", "klas@school.example")
    visitor.get_by_text("Meer vertellen (hoeft niet)").click()
    visitor.get_by_label("Klimaat en duurzaamheid").check()
    visitor.wait_for_timeout(3_200)  # nobody fills in a form faster, so it refuses who does
    follow(visitor.get_by_role("button", name="Vraag hulp"))


def test_from_a_question_to_a_rating(
    coordinator: Callable[..., Page], new_page: NewPage, server: Site, axe: Callable[[Page], list[str]]
) -> None:
    visitor, officer = new_page(viewport={"width": 360, "height": 800}), coordinator(color_scheme="dark")
    ask(visitor, server)
    expect(visitor.get_by_role("heading", name="Uw vraag HV-")).to_be_visible()
    expect(visitor.locator(".hub-rows h4").first).to_contain_text("STEM Ondernemers voor de Klas")
    assert axe(visitor) == []
    assert visitor.context.cookies() == []
    own = visitor.url

    officer.goto(server.address + "nl/stemhub/vragen/?kind=guest-lecturer&state=new")
    assert axe(officer) == []
    officer.locator(".hub-queue a").first.click()
    officer.select_option("#hub-entity", "vlajo")
    officer.get_by_role("button", name="Toewijzen").click()
    expect(officer.locator(".head p")).to_contain_text("Toegewezen")
    officer.fill("#hub-answer", "Er komt iemand langs op 12 januari.")
    officer.get_by_role("button", name="Antwoord versturen").click()
    expect(officer.locator(".hub-way")).to_contain_text("Er komt iemand langs")
    assert axe(officer) == []

    visitor.goto(own)
    expect(visitor.locator(".hub-answer")).to_contain_text("Er komt iemand langs op 12 januari.")
    visitor.get_by_label("Heel goed geholpen").check()
    visitor.get_by_role("button", name="Verstuur").click()
    expect(visitor.get_by_text("U zei: Heel goed geholpen")).to_be_visible()
    assert axe(visitor) == []
    visitor.goto(server.address + "nl/stemhub/noden/")
    expect(visitor.get_by_text("Gevraagd: minder dan 5.")).to_be_visible()
    assert axe(visitor) == []
    wide = visitor.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide == 0
