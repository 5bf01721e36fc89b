"""What a reader does, with mouse and with keyboard only."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import NewPage

from stemagenda.core.text import Language
from stemagenda.web.addresses import address


@pytest.mark.parametrize("language", ["nl", "en"])
def test_from_home_to_a_download(page: Page, language: Language) -> None:
    """Home, an indicator, the source of its figures, and back to take the figures along."""
    page.goto(address("home", language=language))
    indicator = address("indicator", language=language, code="RG2-WIS")
    page.locator(f"main a[href^='{indicator}']").first.click()
    expect(page).to_have_url(re.compile(re.escape(indicator)))
    expect(page.locator("main h1")).to_be_visible()
    shown = page.url

    page.locator(f"main a[href^='{address('sources', language=language)}pisa/']").first.click()
    expect(page.locator("main")).to_contain_text("PISA")

    page.goto(shown)
    with page.expect_download() as waiting:
        page.locator("main a[href$='.csv']").first.click()
    content = waiting.value.path().read_text(encoding="utf-8-sig")
    assert "2018" in content
    assert len(content.splitlines()) > 3


@pytest.mark.parametrize("language", ["nl", "en"])
def test_by_keyboard_only(page: Page, language: Language) -> None:
    """The first key leads to a link past the navigation; every stop is visible and none is a trap."""
    page.goto(address("home", language=language))
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("href", re.compile("^#"))
    page.keyboard.press("Enter")
    stops: list[str] = []
    for _ in range(60):
        page.keyboard.press("Tab")
        focus = page.evaluate(
            """() => {
                const e = document.activeElement, b = e.getBoundingClientRect(), s = getComputedStyle(e);
                return {what: e.outerHTML.slice(0, 90), seen: b.width > 0 && b.height > 0,
                        ring: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0 || s.boxShadow !== 'none',
                        body: e === document.body};
            }"""
        )
        if focus["body"]:
            break
        assert focus["seen"], focus["what"]
        assert focus["ring"], f"no focus ring: {focus['what']}"
        stops.append(focus["what"])
    assert len(stops) > 10


def test_the_other_language_is_one_step_away(page: Page) -> None:
    page.goto(address("indicator", language="nl", code="RG2-WIS"))
    page.locator("a[hreflang='en']").first.click()
    expect(page).to_have_url(re.compile(re.escape(address("indicator", language="en", code="RG2-WIS"))))
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_as_of_travels_along(page: Page) -> None:
    """A page as it was known on a day leads to pages as they were known on that day."""
    page.goto(address("home", language="nl", as_of="2022-01-01"))
    page.locator("main a[href*='/indicatoren/']").first.click()
    expect(page).to_have_url(re.compile("as_of=2022-01-01"))


def test_print_keeps_the_verdict(new_page: NewPage) -> None:
    page = new_page()
    page.goto(address("indicator", language="nl", code="RG2-WIS"))
    page.emulate_media(media="print")
    expect(page.locator("main h1")).to_be_visible()
    expect(page.locator("main table").first).to_be_visible()
