"""The day of an editor, from a clean start: files come in, lights change, editions are frozen, a release goes back.

These tests have a site of their own, because they change its figures. All figures in their files are made up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from urllib.parse import urldefrag, urljoin

import pytest
from playwright.sync_api import Browser, Locator, Page, StorageState, expect
from tests.browser import editing
from tests.browser.conftest import NewPage
from tests.browser.editing import (
    EN,
    PUBLISHED,
    accept,
    credentials,
    csv_file,
    follow,
    freeze,
    give,
    sdmx_file,
    sign_in,
    tally,
    withdraw,
    xlsx_file,
)
from tests.browser.test_site import Links
from tests.markup import problems_in
from workshop.running import Site, StartError, running_site

pytestmark = pytest.mark.xdist_group("importing")

PISA = csv_file(
    "2026-sample-pisa.csv",
    "RG2-WIS,pisa,2018,11.1,0.05",
    "RG2-WIS,pisa,2022,10.5,0.05",
    "RG2-WET,pisa,2018,18,0.5",
)
ADULTS = xlsx_file("2026-sample-adults.xlsx", "VARIO-LLL12,totaal,2023,15.5,0.05", "VARIO-LLL12,totaal,2024,14.2,0.05")
EUROSTAT = sdmx_file("trng_lfse_04.csv")
TIMSS = csv_file("2026-sample-timss.csv", "RG8-WIS,timss,2023,19.5,0.05")
WHY = "made for the test: the publisher mended its table"


@pytest.fixture(scope="module")
def server() -> Iterator[Site]:
    """A site that no other test looks at."""
    try:
        with running_site() as site:
            yield site
    except StartError as error:
        pytest.fail(str(error), pytrace=False)


@pytest.fixture(scope="module")
def signed_in(chromium: Browser, server: Site) -> StorageState:
    """The session of an editor; signing in once leaves the brake on guessing passwords alone."""
    context = chromium.new_context(base_url=server.address)
    sign_in(context.new_page(), server)
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def editor(new_page: NewPage, signed_in: StorageState) -> NewPage:
    """Make pages of somebody who may take in figures."""
    return partial(new_page, storage_state=signed_in)


def verdict(page: Page, server: Site, where: str) -> Locator:
    """What the page of a series says of its light."""
    page.goto(server.address + where)
    return page.locator(".verdict-note")


def test_three_formats_change_the_monitor_and_two_editions_tell(editor: NewPage, server: Site) -> None:
    page = editor()
    freeze(page, server, "voor-de-proef")
    expect(verdict(page, server, "nl/indicatoren/RG2-WIS/pisa/")).to_contain_text("verkeerde kant")

    _release_file_as_csv(page, server)
    _history_and_the_day_before(page, server)
    _release_file_as_xlsx(page, server)
    _table_of_the_source(page, server)

    freeze(page, server, "na-de-proef")
    page.goto(server.address + "nl/edities/voor-de-proef/")
    page.fill("#tot", "na-de-proef")
    follow(page.locator("aside form button"))
    expect(page.locator(".tells")).to_have_text(
        "Sinds voor-de-proef: 2 knipperlichten veranderden, 1 cijfer werd herzien, 23 cijfers kwamen erbij, "
        "96 cijfers verdwenen."
    )
    expect(page.locator("section", has=page.get_by_role("heading", name="Herziene cijfers"))).to_contain_text("11,1 %")

    page.goto(server.address + "nl/bronnen/pisa/2026-sample-pisa/")
    withdraw(page, reason=WHY)
    expect(page.get_by_role("status")).to_contain_text("De vrijgave is ingetrokken")
    expect(verdict(page, server, "nl/indicatoren/RG2-WIS/pisa/")).to_contain_text("verkeerde kant")
    page.goto(server.address + "nl/edities/na-de-proef/")
    expect(page.locator("tr", has_text="wiskunde (PISA").first).to_contain_text("versterkt")


def _release_file_as_csv(page: Page, server: Site) -> None:
    give(page, server, PISA)
    assert tally(page) == [1, 1, 1, 0]
    expect(page.locator("#changed + .scroll tbody tr")).to_contain_text("17 11,1 9", use_inner_text=True)
    expect(page.locator(".notes .changes")).to_contain_text("Laagpresteerders voor wiskunde: PISA, 15-jarigen")
    expect(page.locator(".notes .changes")).to_contain_text("verkeerde kant → versterkt")
    reader = page.request.get(server.address + "nl/indicatoren/RG2-WIS/pisa/").text()
    assert "11,1" not in reader
    page.locator("button[value=accept]").click()
    expect(page.locator("#reden:invalid"), "a large revision does not go in without a reason").to_be_focused()
    accept(page, reason=WHY)
    expect(page.get_by_role("status")).to_contain_text("zijn ingevoerd")
    expect(verdict(page, server, "nl/indicatoren/RG2-WIS/pisa/")).to_contain_text("versterkt")


def _history_and_the_day_before(page: Page, server: Site) -> None:
    last = page.locator(".history li").last
    expect(last).to_contain_text(str(PUBLISHED.year))
    follow(last.locator("a"))
    expect(page.locator(".verdict-note")).to_contain_text("versterkt")
    expect(page).to_have_url(re.compile(rf"\?as_of={PUBLISHED}$"))
    before = verdict(page, server, f"nl/indicatoren/RG2-WIS/pisa/?as_of={PUBLISHED - timedelta(days=1)}")
    expect(before).to_contain_text("verkeerde kant")
    expect(page.locator("#tabel tbody")).not_to_contain_text("11,1")
    page.goto(server.address + "nl/herkomst/RG2-WIS/pisa/2018/")
    expect(page.locator(".chain")).to_contain_text("2026-sample-pisa.csv")
    expect(page.locator(".chain")).to_contain_text("rij 9")


def _release_file_as_xlsx(page: Page, server: Site) -> None:
    give(page, server, ADULTS)
    assert tally(page) == [2, 0, 0, 0]
    expect(page.locator(".notes .changes")).to_contain_text("versterkt → verkeerde kant")
    accept(page)
    expect(verdict(page, server, "nl/indicatoren/VARIO-LLL12/totaal/")).to_contain_text("verkeerde kant")
    page.goto(server.address + "nl/herkomst/VARIO-LLL12/totaal/2024/")
    expect(page.locator(".chain")).to_contain_text("2026-sample-adults.xlsx")
    expect(page.locator(".chain")).to_contain_text("rij 10")


def _table_of_the_source(page: Page, server: Site) -> None:
    """The file is Eurostat's own; only its publication day has to be said beside it."""
    give(page, server, EUROSTAT)
    expect(page.locator("h1")).to_have_text("Dit bestand kan nog niet ingevoerd worden")
    expect(page.locator("#bron")).to_have_value("eurostat")
    page.fill("#gepubliceerd", PUBLISHED.isoformat())
    page.fill("#titel", editing.TITLE)
    follow(page.locator("button[value=again]"))
    assert tally(page) == [20, 0, 0, 96]
    expect(page.locator(".tally + p")).to_contain_text("144 nieuwe cellen")
    accept(page, reason=WHY)
    page.goto(server.address + "nl/herkomst/VARIO-LLL12/vier-weken-eurostat/2024/")
    expect(page.locator(".chain-value")).to_have_text("12,2 %")
    expect(page.locator(".chain")).to_contain_text("trng_lfse_04.csv")
    expect(page.locator(".chain")).to_contain_text("rij 127")


def test_in_english_a_light_changes_and_returns(editor: NewPage, server: Site) -> None:
    page = editor()
    give(page, server, csv_file("2026-sample-four.csv", "RG2-WIS,timss,2023,0.1,0.05"), words=EN)
    expect(page.locator("h1")).to_have_text("What this file changes")
    expect(page.locator(".notes .changes")).to_contain_text("wrong way → strengthens")
    accept(page, reason=WHY)
    expect(page.get_by_role("status")).to_contain_text("were taken in")
    expect(verdict(page, server, "en/indicators/RG2-WIS/timss/")).to_contain_text("strengthens")
    page.goto(server.address + "en/sources/timss/2026-sample-four/")
    withdraw(page, reason=WHY)
    expect(page.get_by_role("status")).to_contain_text("was withdrawn")
    expect(verdict(page, server, "en/indicators/RG2-WIS/timss/")).to_contain_text("wrong way")


def test_without_scripts_a_wrong_file_is_mended_and_taken_in(editor: NewPage, server: Site) -> None:
    page = editor(java_script_enabled=False)
    give(page, server, csv_file("2026-sample-wrong.csv", "RG8-WIS,timss,2023,195,0.05"))
    expect(page.locator("h1")).to_have_text("Dit bestand kan nog niet ingevoerd worden")
    expect(page.locator(".is-problem")).to_contain_text("195")
    follow(page.locator("button[value=throw_away]"))
    give(page, server, TIMSS)
    expect(page.locator(".notes .changes")).to_contain_text("verkeerde kant → versterkt")
    accept(page, reason=WHY)
    expect(verdict(page, server, "nl/indicatoren/RG8-WIS/timss/")).to_contain_text("versterkt")
    page.goto(server.address + "nl/bronnen/timss/2026-sample-timss/")
    withdraw(page, reason=WHY)
    expect(verdict(page, server, "nl/indicatoren/RG8-WIS/timss/")).to_contain_text("verkeerde kant")


@pytest.fixture(scope="module")
def pages(chromium: Browser, server: Site, signed_in: StorageState) -> dict[str, str]:
    """The pages of this work with something on each of them, by name."""
    context = chromium.new_context(base_url=server.address, storage_state=signed_in)
    page = context.new_page()
    for value in ("233", "212"):
        give(page, server, csv_file("2026-sample-list.csv", f"RG10,lijst-totaal,2025,{value},0"))
        accept(page, reason=WHY)
    give(page, server, csv_file("2031-sample-list.csv", "RG10,lijst-totaal,2026,199,0"))
    page.locator("details.more summary").click()
    page.fill("#vanaf", "2031-01-15T09:30")
    accept(page)
    page.fill("#persoon", credentials(server)[0])
    page.fill("#reden", WHY)
    follow(page.locator("form:has(#persoon) button"))
    freeze(page, server, "met-erratum")
    page.fill("#tekst", "RG10: the figure is 213, not 212. Made for the test.")
    follow(page.locator("#erratum button"))
    context.close()
    return {
        "import": "/nl/invoeren/",
        "withdraw": "/nl/bronnen/vdab/2026-sample-list/intrekken/",
        "early": "/nl/bronnen/vdab/2031-sample-list/voorinzage/",
        "release": "/nl/bronnen/vdab/2026-sample-list/?klaar=1",
        "source": "/nl/bronnen/vdab/?klaar=1",
        "lineage": "/nl/herkomst/RG10/lijst-totaal/2025/",
        "calendar": "/nl/kalender/",
        "editions": "/nl/edities/",
        "edition": "/nl/edities/met-erratum/",
        "comparison": "/nl/edities-vergelijken/?van=2024-12-31&tot=met-erratum",
    }


NAMES = (
    "preview",
    "import",
    "withdraw",
    "early",
    "release",
    "source",
    "lineage",
    "calendar",
    "editions",
    "edition",
    "comparison",
)


@pytest.mark.parametrize("name", NAMES)
def test_new_page_is_valid_accessible_and_fits(
    name: str, pages: dict[str, str], editor: NewPage, server: Site, axe: Callable[[Page], list[str]]
) -> None:
    page = editor()
    _open(page, server, pages, name)
    for language in ("nl", "en"):
        if language == "en":
            page.goto(str(page.get_attribute("header a[hreflang=en]", "href")))
        expect(page.locator("html")).to_have_attribute("lang", language)
        source = page.request.get(page.url).text()
        assert problems_in(source) == []
        page.emulate_media(color_scheme="light")
        assert axe(page) == [], language
        for width in (360, 320):
            page.set_viewport_size({"width": width, "height": 800})
            over = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert over == 0, (language, width)
        if language == "nl":
            page.emulate_media(color_scheme="dark")
            assert axe(page) == [], "dark, on a small screen"
        page.set_viewport_size({"width": 1280, "height": 800})


def _open(page: Page, server: Site, pages: dict[str, str], name: str) -> None:
    """Open one of the pages; a person has one file waiting, so the preview is made again."""
    if name == "preview":
        give(page, server, PISA)
        expect(page.locator(".tally")).to_be_visible()
    else:
        page.goto(pages[name])


def test_everything_to_fill_in_is_reached_with_the_keyboard(
    pages: dict[str, str], editor: NewPage, server: Site
) -> None:
    page = editor()
    for name in ("import", "preview", "withdraw", "early", "editions", "edition"):
        _open(page, server, pages, name)
        wanted = page.locator("main :is(input:not([type=hidden]), select, textarea, summary, button):visible").count()
        assert wanted > 1
        page.locator("main").focus()
        assert len(_tabbed(page)) == wanted, name


def _tabbed(page: Page) -> set[str]:
    """The controls in the page's main part that the Tab key comes by, each with a focus ring."""
    seen: set[str] = set()
    while True:
        page.keyboard.press("Tab")
        inside, control, ring = page.evaluate(
            """() => { const e = document.activeElement, s = getComputedStyle(e), width = parseFloat(s.outlineWidth);
            const all = [...document.querySelectorAll('main :is(input, select, textarea, summary, button)')];
            return [!!e.closest('main'), all.indexOf(e), s.outlineStyle !== 'none' && width >= 2] }"""
        )
        if not inside:
            return seen
        assert ring, page.evaluate("() => document.activeElement.outerHTML.slice(0, 200)")
        if control >= 0:
            seen.add(str(control))


def test_no_link_on_the_new_pages_is_dead(pages: dict[str, str], editor: NewPage, server: Site) -> None:
    page = editor()
    pointed: set[str] = set()
    for where in pages.values():
        found = Links()
        found.feed(page.request.get(server.address.rstrip("/") + where).text())
        pointed |= {urldefrag(urljoin(server.address, link)).url for link in found.to}
    own = sorted(link for link in pointed if link.startswith(server.address) and "/static/" not in link)
    assert len(own) > 80
    dead = {link: status for link in own if (status := page.request.get(link).status) != 200}
    assert dead == {}


def test_before_its_moment_a_reader_sees_the_day_and_no_figure(
    pages: dict[str, str], new_page: NewPage, server: Site
) -> None:
    page = new_page()
    page.goto(pages["calendar"])
    expect(page.locator(".dues")).to_contain_text("15 januari 2031, 9.30 uur")
    for where in ("nl/kalender/", "nl/bronnen/vdab/", "nl/indicatoren/RG10/lijst-totaal/", "nl/zoeken/?q=sample"):
        page.goto(server.address + where)
        expect(page.locator("main")).not_to_contain_text("199")
    page.goto(pages["early"])
    expect(page).to_have_url(re.compile("aanmelden"))
