"""Actions in a real browser, as those who work with them: the way to the public, two at once, typing that stays."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page
from tests.browser.conftest import NewPage, Watch
from tests.browser.editing import sign_in
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
    page.get_by_role("button", name=words, exact=True).click()


@pytest.mark.parametrize("with_script", [True, False])
def test_from_a_draft_to_the_public(
    signed_in: Callable[..., Page], new_page: NewPage, server: Site, with_script: bool
) -> None:
    title = f"Proef op weg naar het publiek {'met' if with_script else 'zonder'} script"
    lead, committee = (signed_in(person, java_script_enabled=with_script) for person in ("lies", "carl"))
    lead.goto(server.address + "nl/acties/nieuw/")
    lead.fill("#titel", title)
    lead.select_option("#trekker", "vdab")
    lead.get_by_role("button", name="Bewaren").click()
    address = lead.url
    assert re.search(r"/nl/acties/[A-Z]+-\d+/$", address)
    visitor = new_page()
    assert visitor.request.get(address).status == 404
    take(lead, "Voorleggen aan het comité")
    committee.goto(server.address + "nl/mijn-acties/")
    committee.get_by_role("link", name=title).click()
    take(committee, "Terugsturen met opmerkingen", reason="Zeg voor wie het is.")
    lead.goto(server.address + "nl/mijn-acties/")
    lead.get_by_role("link", name=title).first.click()
    assert lead.get_by_text("Zeg voor wie het is.").is_visible()
    lead.get_by_role("link", name="Bewerken").click()
    lead.get_by_role("checkbox", name="Leerlingen").check()
    lead.get_by_role("button", name="Bewaren").click()
    take(lead, "Voorleggen aan het comité")
    committee.goto(address)
    take(committee, "Goedkeuren")
    take(committee, "Publiceren")
    visitor.goto(address)
    assert visitor.get_by_role("heading", name=title).is_visible()
    assert visitor.get_by_text("Leerlingen").is_visible()


def test_two_at_once_keep_both_or_choose(coordinator: Callable[..., Page], server: Site, offline: None) -> None:
    one, other = coordinator(), coordinator()
    for page in (one, other):
        page.goto(server.address + LIST + "AK-05/bewerken/")
    other.fill("#titel", "De titel van de een")
    other.get_by_role("button", name="Bewaren").click()
    one.fill("#beschrijving", "De beschrijving van de ander.")
    one.get_by_role("button", name="Bewaren").click()
    assert one.get_by_role("status").first.inner_text().startswith("Bewaard, samen met")
    assert one.get_by_text("De titel van de een").first.is_visible()
    assert one.get_by_text("De beschrijving van de ander.").is_visible()
    for page, words in ((one, "Titel een"), (other, "Titel twee")):
        page.goto(server.address + LIST + "AK-05/bewerken/")
        page.fill("#titel", words)
        page.fill("#nota", words)
    other.fill("#reden", "Ook dit blijft staan.")
    one.get_by_role("button", name="Bewaren").click()
    other.get_by_role("button", name="Bewaren").click()
    alert = other.get_by_role("alert").first
    assert "wijzigde intussen hetzelfde" in alert.inner_text()
    assert "Titel een" in alert.inner_text()
    assert other.input_value("#titel") == "Titel twee"
    assert other.input_value("#reden") == "Ook dit blijft staan."
    alert.get_by_label("Neem de andere versie").check()
    other.get_by_role("button", name="Bewaren").click()
    assert other.get_by_role("heading", name="Titel een").is_visible()
    assert other.get_by_text("Ook dit blijft staan.").is_visible()


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
    again.get_by_role("link", name="Gebruik het").click()
    assert again.input_value("#titel") == "Half getypt"
    again.context.set_offline(True)
    again.fill("#titel", "Helemaal getypt")
    again.get_by_text("Geen verbinding").wait_for()
    again.get_by_role("button", name="Bewaren").click()
    assert again.input_value("#titel") == "Helemaal getypt", "still in the form"
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
    page.get_by_role("button", name="Bewaren").click()
    assert page.input_value("#titel") == "Getypt na het afmelden", "still in the form"
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
    assert page.get_by_text("2 gekozen").is_visible()
    page.keyboard.press("?")
    assert page.get_by_role("dialog").get_by_role("heading", name="Toetsen").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("jk/?ex")
    assert page.input_value("#zoek-actie") == "jk/?ex", "no key is taken from a field"
    page.fill("#zoek-actie", "")
    page.locator("h1").click()
    page.keyboard.press("j")
    page.keyboard.press("e")
    quick = page.locator(".quick-place")
    quick.get_by_label("Status", exact=True).select_option("attention")
    quick.get_by_label("Reden van de status").fill("Wacht op een besluit.")
    quick.get_by_role("button", name="Bewaren").click()
    page.wait_for_url(re.compile(r"strand=daadkracht#DK-\d+$"))
    assert page.locator(".action-row:target").get_by_text("Vraagt aandacht").is_visible()


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
