"""Every kind of page, in both languages and themes, at every width: nothing for axe to find, nothing to scroll to."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import NewPage
from workshop.running import Site

#: One address for every kind of page; the English one is found through the page's own language link.
PAGES = {
    "home": "nl/",
    "home as of a day": "nl/?as_of=2020-06-30",
    "strand": "nl/krachtlijnen/aantrekkingskracht/",
    "result area": "nl/resultaatsgebieden/RG3/",
    "result area without indicator": "nl/resultaatsgebieden/RG7/",
    "objectives": "nl/doelstellingen/",
    "objective": "nl/doelstellingen/TD%202.1/",
    "indicators": "nl/indicatoren/",
    "indicator": "nl/indicatoren/RG2-WIS/",
    "indicator with target": "nl/indicatoren/RG3-SO/def2024/",
    "indicator without figures": "nl/indicatoren/RG6/",
    "indicator with proxies": "nl/indicatoren/RG1/",
    "long series": "nl/indicatoren/VARIO-LLL12/",
    "lineage": "nl/herkomst/RG2-WIS/pisa/2018/",
    "compare": "nl/vergelijken/?van=2020-01-01&tot=2024-12-31",
    "sources": "nl/bronnen/",
    "source": "nl/bronnen/pisa/",
    "release": "nl/bronnen/pisa/2013-pisa-2012-vlaanderen/",
    "calendar": "nl/kalender/",
    "news": "nl/nieuws/",
    "news item": "nl/nieuws/stemhub-van-start/",
    "what is new": "nl/wat-is-nieuw/?kind=lights",
    "follow": "nl/volgen/",
    "editions": "nl/edities/",
    "compare editions": "nl/edities-vergelijken/?van=2019-12-31&tot=vandaag",
    "reports": "nl/rapporten/",
    "file of an instrument": "nl/bronnen/eurostat/trng_lfse_04-2017/",
    "figure of an instrument": "nl/herkomst/VARIO-LLL12/vier-weken-eurostat/2015/",
    "STEM academies": "nl/stem-academies/",
    "policy timeline": "nl/beleidstijdlijn/?type=strategy",
    "events": "nl/evenementen/?when=past",
    "event": "nl/evenementen/state-of-the-stem-2022/",
    "policy development": "nl/beleidstijdlijn/stem-agenda-2030/",
    "practices": "nl/praktijken/?kind=practice",
    "practice": "nl/praktijken/stem-ondernemers-voor-de-klas/",
    "policy developments compared": "nl/beleidstijdlijn-vergelijken/?item=stem-agenda-2030&item=duaal-leren",
    "hub": "nl/stemhub/",
    "needs": "nl/stemhub/noden/",
    "network": "nl/netwerk/",
    "actors": "nl/netwerk/actoren/?pillar=knowledge",
    "actor": "nl/netwerk/stem-platform/",
    "actions": "nl/acties/",
    "action": "nl/acties/IK-06/",
    "board of actions": "nl/acties-bord/",
    "timeline of actions": "nl/acties-tijdlijn/",
    "governance": "nl/bestuur/",
    "body": "nl/bestuur/werkgroep/",
    "meeting": "nl/vergaderingen/state-of-stem-2022/",
    "decisions": "nl/beslissingen/",
    "follow-up points": "nl/werkpunten/",
    "advice": "nl/adviezen/",
    "outlook": "nl/vooruitblik/",
    "coverage": "nl/dekking/?by=transition",
    "method": "nl/methode/",
    "glossary": "nl/woordenlijst/",
    "search": "nl/zoeken/?q=wiskunde",
    "search without result": "nl/zoeken/?q=xyzzy",
    "about": "nl/over/",
    "accessibility": "nl/toegankelijkheid/",
    "privacy": "nl/privacy/",
    "messages by e-mail": "nl/abonneren/?topic=indicator/RG2-WIS",
    "add figures": "nl/cijfers-toevoegen/",
    "sign in": "nl/aanmelden/",
}


def open_page(page: Page, server: Site, address: str) -> None:
    """Open a page by its Dutch address."""
    answered = page.goto(server.address + address)
    assert answered is not None
    assert answered.status == 200, address
    expect(page.locator("html")).to_have_attribute("lang", "nl")


def go_on_in_english(page: Page, server: Site) -> None:
    """The same page in English, as a reader gets there: through the language link."""
    page.goto(server.address.rstrip("/") + str(page.get_attribute("header a[hreflang=en]", "href")))
    expect(page.locator("html")).to_have_attribute("lang", "en")


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_nothing_runs_off_a_small_screen(
    name: str, page: Page, server: Site, axe: Callable[[Page], list[str]]
) -> None:
    """Dutch in light, English in dark: what a theme shows wrong in one language, it shows wrong in the other."""
    page.emulate_media(color_scheme="light")
    open_page(page, server, PAGES[name])
    assert axe(page) == []
    assert beyond_a_small_screen(page) == 0
    page.emulate_media(color_scheme="dark")
    go_on_in_english(page, server)
    assert beyond_a_small_screen(page) == 0
    assert axe(page) == []


def beyond_a_small_screen(page: Page) -> int:
    """Pixels that stand outside of 320, which is a small phone, and also 1,280 pixels at 400 % zoom."""
    page.set_viewport_size({"width": 320, "height": 800})
    wide = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    page.set_viewport_size({"width": 1280, "height": 720})
    return int(wide)


@pytest.mark.parametrize("name", ["home", "indicator", "search", "compare", "calendar", "compare editions"])
def test_keyboard_reaches_everything_and_shows_where_it_is(name: str, page: Page, server: Site) -> None:
    open_page(page, server, PAGES[name])
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.className") == "skip"
    seen: set[str] = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        outline, place = page.evaluate(
            """() => { const e = document.activeElement; const s = getComputedStyle(e);
            return [s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2,
                    e.tagName + (e.getAttribute('href') || e.id || e.textContent.slice(0, 20))] }"""
        )
        assert outline or place.startswith("BODY"), place
        seen.add(place)
    assert len(seen) > 15


def test_reduced_motion_and_print_do_not_lose_content(new_page: NewPage, server: Site) -> None:
    page = new_page(reduced_motion="reduce")
    open_page(page, server, PAGES["home"])
    page.emulate_media(media="print")
    expect(page.locator(".row").first).to_be_visible()


def test_theme_is_kept_without_a_cookie(new_page: NewPage, server: Site) -> None:
    page = new_page(color_scheme="light")
    page.goto(server.address + "nl/")
    before = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    page.click("[data-theme-switch]")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.goto(server.address + "nl/bronnen/")
    after = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    assert before != after
    assert page.context.cookies() == []
