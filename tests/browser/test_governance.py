"""Governance in a real browser: a meeting from its agenda to a follow-up point that its owner closes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect
from tests.browser.conftest import NewPage
from tests.browser.editing import follow
from workshop.running import Site

DAY = (datetime.now(UTC).date() + timedelta(days=20)).isoformat()
#: Pages of those who keep the governance; Dutch in light, English in dark.
WORK = {
    "light": (
        "nl/bestuur/werkgroep/",
        "nl/bestuur/werkgroep/bewerken/",
        "nl/vergaderingen/state-of-stem-2022/bewerken/",
        "nl/beslissingen/",
        "nl/beslissingen/nieuw/",
        "nl/werkpunten/",
        "nl/mijn-berichten/?saved=1",
        "nl/netwerk/vdab/samenvoegen/",
        "nl/netwerk/relaties/nieuw/?actor=vdab",
    ),
    "dark": (
        "en/follow-up-points/speerpunten-veld/edit/",
        "en/advice/serv-circulaire-economie/edit/",
        "en/meetings/state-of-stem-2022/versions/",
        "en/governance/new/",
        "en/my-messages/",
        "en/network/vdab/merge/",
        "en/network/vdab/edit/",
    ),
}


def met(keeper: Page, server: Site) -> str:
    """Enter a meeting of the working group with an action on its agenda; its address."""
    keeper.goto(server.address + "nl/bestuur/werkgroep/")
    follow(keeper.get_by_role("link", name="Nieuwe vergadering"))
    keeper.fill("[name=on]", DAY)
    keeper.fill("[name=title]", "Proefvergadering van de werkgroep")
    keeper.fill("[name='items.0.title']", "Duaal lesgeven")
    keeper.locator("summary", has_text="Gaat over").first.click()
    keeper.locator("[name='items.0.about']").first.fill("ik-06")
    follow(keeper.get_by_role("button", name="Bewaren"))
    expect(keeper.locator("main a[href='/nl/acties/IK-06/']")).to_be_visible()
    return keeper.url


def test_from_an_agenda_to_a_closed_point(
    coordinator: Callable[..., Page], signed_in: Callable[..., Page], new_page: NewPage, server: Site
) -> None:
    """The coordinator's browser has no script: every form works without."""
    keeper = coordinator(java_script_enabled=False)
    meeting = met(keeper, server)
    follow(keeper.get_by_role("link", name="Beslissing toevoegen"))
    keeper.fill("[name=text]", "Er komt een proef met lesgevers uit bedrijven.")
    keeper.select_option("[name=effect]", "opens-action")
    keeper.fill("[name=opens]", "Proef met lesgevers uit bedrijven")
    follow(keeper.get_by_role("button", name="Bewaren"))
    keeper.goto(meeting)
    follow(keeper.locator("main .plain small a[href^='/nl/acties/']"))
    expect(keeper.get_by_role("heading", name="Proef met lesgevers uit bedrijven")).to_be_visible()
    expect(keeper.get_by_text("Er komt een proef met lesgevers uit bedrijven.")).to_be_visible()

    keeper.goto(meeting)
    follow(keeper.get_by_role("link", name="Werkpunt toevoegen"))
    keeper.fill("[name=title]", "Bedrijven zoeken voor de proef")
    keeper.select_option("[name=owner]", "vdab")
    follow(keeper.get_by_role("button", name="Bewaren"))

    owner = signed_in("lies")
    owner.goto(server.address + "nl/werkpunten/")
    row = owner.locator("li", has_text="Bedrijven zoeken voor de proef")
    row.locator("summary").click()
    row.get_by_label("Wat is er gedaan?").fill("Drie bedrijven doen mee.")
    follow(row.get_by_role("button"))
    visitor = new_page()
    visitor.goto(owner.url)
    expect(visitor.get_by_text("Drie bedrijven doen mee.")).to_be_visible()
    expect(visitor.get_by_role("link", name="Bewerken")).to_have_count(0)
    sent_on = visitor.request.get(keeper.url.split("#")[0] + "nieuw/").url
    assert sent_on.endswith("nieuw%2F")


def test_axe_finds_nothing_where_coordinators_work(
    coordinator: Callable[..., Page], server: Site, axe: Callable[[Page], list[str]]
) -> None:
    for theme, addresses in WORK.items():
        page = coordinator(color_scheme=theme, viewport={"width": 390, "height": 900})
        for address in addresses:
            answer = page.goto(server.address + address)
            assert answer is not None
            assert answer.ok, address
            assert axe(page) == [], address
            wide = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide == 0, address
