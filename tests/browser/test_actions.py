"""Actions in a real browser, as those who work with them: the way to the public, two at once, typing that stays."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import NewPage, Watch
from tests.browser.editing import follow, sign_in
from workshop.running import Site

LIST = "nl/acties/"
#: theme -> pages of members to look at in it; Dutch in light, English in dark.
WORK = {
    "light": (
        LIST,
        LIST + "?q=duaal&stage=pilot&order=title",
        LIST + "IK-06/",
        LIST + "IK-06/bewerken/",
        LIST + "IK-06/verband/",
        "nl/acties-samen/?code=IK-06&code=DK-09",
        "nl/overlap/",
    ),
    "dark": (
        "en/actions/IK-06/standing/",
        "en/actions/IK-06/history/",
        "en/my-actions/",
        "en/actions-views/",
        "en/actions/new/",
    ),
}


@pytest.fixture
def offline(watch: Watch) -> Iterator[None]:
    """A connection that is lost on purpose writes to the console; nothing else may."""
    yield
    lost = ("net::ERR_INTERNET_DISCONNECTED", "the server responded with a status of 409")
    lost += ("the server responded with a status of 403",)
    watch.problems[:] = [problem for problem in watch.problems if not any(part in problem for part in lost)]


def take(page: Page, words: str, *, reason: str = "") -> None:
    """Take a step of the procedure on the page of an action."""
    if reason:
        page.locator("summary", has_text=words).click()
        page.locator("details[open] textarea[name=reason]").fill(reason)
    follow(page.get_by_role("button", name=words, exact=True))


@pytest.mark.parametrize("with_script", [True, False])
def test_from_a_draft_to_the_public(
    signed_in: Callable[..., Page], new_page: NewPage, server: Site, with_script: bool
) -> None:
    title = f"Proef op weg naar het publiek {'met' if with_script else 'zonder'} script"
    lead, committee = (signed_in(person, java_script_enabled=with_script) for person in ("lies", "carl"))
    lead.goto(server.address + "nl/acties/nieuw/")
    lead.fill("#titel", title)
    lead.select_option("#trekker", "vdab")
    follow(lead.get_by_role("button", name="Bewaren"))
    expect(lead).to_have_url(re.compile(r"/nl/acties/[A-Z]+-\d+/$"))
    address = lead.url
    visitor = new_page()
    assert visitor.request.get(address).status == 404
    take(lead, "Voorleggen aan het comité")
    committee.goto(server.address + "nl/mijn-acties/")
    follow(committee.get_by_role("link", name=title))
    take(committee, "Terugsturen met opmerkingen", reason="Zeg voor wie het is.")
    lead.goto(server.address + "nl/mijn-acties/")
    follow(lead.get_by_role("link", name=title).first)
    expect(lead.get_by_text("Zeg voor wie het is.")).to_be_visible()
    follow(lead.get_by_role("link", name="Bewerken"))
    lead.get_by_role("checkbox", name="Leerlingen").check()
    follow(lead.get_by_role("button", name="Bewaren"))
    take(lead, "Voorleggen aan het comité")
    committee.goto(address)
    take(committee, "Goedkeuren")
    take(committee, "Publiceren")
    visitor.goto(address)
    expect(visitor.get_by_role("heading", name=title)).to_be_visible()
    expect(visitor.get_by_text("Leerlingen")).to_be_visible()


def test_two_at_once_keep_both_or_choose(coordinator: Callable[..., Page], server: Site, offline: None) -> None:
    one, other = coordinator(), coordinator()
    for page in (one, other):
        page.goto(server.address + LIST + "AK-05/bewerken/")
    other.fill("#titel", "De titel van de een")
    follow(other.get_by_role("button", name="Bewaren"))
    one.fill("#beschrijving", "De beschrijving van de ander.")
    follow(one.get_by_role("button", name="Bewaren"))
    expect(one.get_by_role("status").first).to_contain_text("Bewaard, samen met")
    expect(one.get_by_text("De titel van de een").first).to_be_visible()
    expect(one.get_by_text("De beschrijving van de ander.")).to_be_visible()
    for page, words in ((one, "Titel een"), (other, "Titel twee")):
        page.goto(server.address + LIST + "AK-05/bewerken/")
        page.fill("#titel", words)
        page.fill("#nota", words)
    other.fill("#reden", "Ook dit blijft staan.")
    follow(one.get_by_role("button", name="Bewaren"))
    follow(other.get_by_role("button", name="Bewaren"))
    alert = other.get_by_role("alert").first
    expect(alert).to_contain_text("wijzigde intussen hetzelfde")
    expect(alert).to_contain_text("Titel een")
    expect(other.locator("#titel")).to_have_value("Titel twee")
    expect(other.locator("#reden")).to_have_value("Ook dit blijft staan.")
    alert.get_by_label("Neem de andere versie").check()
    follow(other.get_by_role("button", name="Bewaren"))
    expect(other.get_by_role("heading", name="Titel een")).to_be_visible()
    expect(other.get_by_text("Ook dit blijft staan.")).to_be_visible()


def test_what_was_typed_outlives_the_tab_and_the_connection(
    coordinator: Callable[..., Page], server: Site, offline: None
) -> None:
    page = coordinator()
    form = server.address + LIST + "AK-07/bewerken/"
    page.goto(form)
    page.fill("#titel", "Half getypt")
    page.get_by_text("Concept bewaard om").wait_for()
    again = page.context.new_page()
    page.close()
    again.goto(form)
    follow(again.get_by_role("link", name="Gebruik het"))
    expect(again.locator("#titel")).to_have_value("Half getypt")
    again.context.set_offline(True)
    again.fill("#titel", "Helemaal getypt")
    again.get_by_text("Geen verbinding").wait_for()
    with again.expect_event("requestfailed"):
        again.get_by_role("button", name="Bewaren").click()
    expect(again.locator("#titel"), "still in the form").to_have_value("Helemaal getypt")
    again.context.set_offline(False)
    again.get_by_text("Concept bewaard om").wait_for()
    again.get_by_role("button", name="Bewaren").click()
    again.get_by_role("heading", name="Helemaal getypt").wait_for()


def test_somebody_signed_out_while_typing_goes_on_after_signing_in_elsewhere(
    coordinator: Callable[..., Page], server: Site, offline: None
) -> None:
    page = coordinator()
    page.goto(server.address + LIST + "AK-09/bewerken/")
    page.context.clear_cookies()
    page.fill("#titel", "Getypt na het afmelden")
    page.get_by_text("Dit concept kon niet bewaard worden.").wait_for()
    with page.expect_response(lambda answer: "aanmelden" in answer.url):
        page.get_by_role("button", name="Bewaren").click()
    expect(page.locator("#titel"), "still in the form").to_have_value("Getypt na het afmelden")
    elsewhere = page.context.new_page()
    sign_in(elsewhere, server)
    page.press("#titel", "End")
    page.type("#titel", "!")
    page.get_by_text("Concept bewaard om").wait_for()
    page.get_by_role("button", name="Bewaren").click()
    page.get_by_role("heading", name="Getypt na het afmelden!").wait_for()


def test_the_list_answers_to_keys_and_is_edited_in_place(coordinator: Callable[..., Page], server: Site) -> None:
    page = coordinator()
    page.goto(server.address + LIST + "?strand=daadkracht")
    for key in ("j", "j", "x", "k", "x"):
        page.keyboard.press(key)
    expect(page.get_by_text("2 gekozen")).to_be_visible()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog").get_by_role("heading", name="Toetsen")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("jk/?ex")
    expect(page.locator("#zoek-actie"), "no key is taken from a field").to_have_value("jk/?ex")
    page.fill("#zoek-actie", "")
    page.locator("h1").click()
    page.keyboard.press("j")
    page.keyboard.press("e")
    quick = page.locator(".quick-place")
    quick.get_by_label("Status", exact=True).select_option("attention")
    quick.get_by_label("Reden van de status").fill("Wacht op een besluit.")
    quick.get_by_role("button", name="Bewaren").click()
    page.wait_for_url(re.compile(r"strand=daadkracht#DK-\d+$"))
    expect(page.locator(".action-row:target").get_by_text("Vraagt aandacht")).to_be_visible()


def test_axe_finds_nothing_where_members_work(
    coordinator: Callable[..., Page], server: Site, axe: Callable[[Page], list[str]]
) -> None:
    for theme, addresses in WORK.items():
        page = coordinator(color_scheme=theme, viewport={"width": 360, "height": 800})
        for address in addresses:
            page.goto(server.address + address)
            assert axe(page) == [], address
            wide = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide == 0, address
