"""What people come to do: from the state of STEM to the source of a figure, without and with scripts."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import NewPage
from tests.browser.editing import follow, sign_in
from workshop.running import Site

WORDS = {
    "nl": {"start": "nl/", "sign": "verkeerde kant", "release": "Cijfers in deze vrijgave", "value": "15,4"},
    "en": {"start": "en/", "sign": "wrong way", "release": "Figures in this release", "value": "15.4"},
}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_home_to_indicator_to_source_to_download(language: str, scripts: bool, new_page: NewPage, server: Site) -> None:
    words = WORDS[language]
    page = new_page(java_script_enabled=scripts)
    page.goto(server.address + words["start"])
    follow(page.locator("#RG2 .row-title").first)
    expect(page.locator(".verdict")).to_contain_text(words["value"])
    expect(page.locator(".verdict-note")).to_contain_text(words["sign"])
    expect(page.locator("figure svg").first).to_be_visible()

    with page.expect_download() as waiting:
        page.locator(".downloads a", has_text="CSV").click()
    lines = waiting.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert any(",2012,15.4," in line for line in lines)

    follow(page.locator("table tbody tr", has_text="2012").locator("a").first)  # where the figure comes from
    follow(page.locator("main a[href*='#r']").first)
    expect(page.get_by_role("heading", name=words["release"])).to_be_visible()
    expect(page).to_have_url(re.compile("#r"))
    expect(page.locator(f"tr#{page.url.split('#')[1]}")).to_contain_text(words["value"])
    with page.expect_download() as waiting:
        page.locator("aside a[download]").click()
    assert "RG2-WIS,pisa,2012,15.4" in waiting.value.path().read_text(encoding="utf-8")


def test_every_download_of_a_series_arrives(page: Page, server: Site) -> None:
    page.goto(server.address + "nl/indicatoren/RG2-WIS/pisa/")
    begins = {"CSV": b"\xef\xbb\xbf", "XLSX": b"PK", "SVG": b"<svg", "PNG": b"\x89PNG"}
    for name, first in begins.items():
        with page.expect_download() as waiting:
            page.locator(".downloads a", has_text=name).click()
        content = waiting.value.path().read_bytes()
        assert first in content[:60], name


def test_as_of_travels_from_page_to_page(page: Page, server: Site) -> None:
    page.goto(server.address + "nl/?as_of=2017-06-30")
    expect(page.locator(".asof")).to_contain_text("30 juni 2017")
    follow(page.locator("#RG2 .row-title").first)
    expect(page.locator(".asof")).to_contain_text("30 juni 2017")
    expect(page.locator("#tabel tbody")).not_to_contain_text("2018")
    follow(page.get_by_role("link", name="Naar vandaag"))
    expect(page.locator("#tabel tbody")).to_contain_text("2018")


def test_search_finds_and_forgives(page: Page, server: Site) -> None:
    page.goto(server.address + "nl/")
    page.fill("#zoekterm", "WISKUNDE")
    page.keyboard.press("Enter")
    follow(page.locator(".hits a").first)
    expect(page.locator("h1")).to_contain_text("wiskunde")


def test_unknown_page_helps_in_the_right_language(page: Page, server: Site) -> None:
    for language, word in (("nl", "bestaat niet"), ("en", "does not exist")):
        response = page.request.get(f"{server.address}{language}/xyzzy/")
        assert response.status == 404
        assert word in response.text()


def test_chart_is_read_point_by_point_with_the_keyboard(page: Page, server: Site) -> None:
    page.goto(server.address + "nl/indicatoren/RG2-WIS/pisa/")
    page.locator("[data-chart] button").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-chart] output, .readout output").first).to_contain_text("20")


def test_table_sorts_on_demand(page: Page, server: Site) -> None:
    page.goto(server.address + "nl/indicatoren/RG2-WIS/pisa/")
    page.locator("#tabel thead button").nth(1).click()
    first = page.locator("#tabel tbody tr").first
    expect(first).to_contain_text("13,5")
    expect(page.locator("#tabel th[aria-sort=ascending]")).to_have_count(1)


def test_administrator_signs_in_overrides_a_light_and_withdraws_it(new_page: NewPage, server: Site) -> None:
    page = new_page()
    sign_in(page, server)
    page.goto(server.address + "nl/indicatoren/RG2-WIS/timss/")
    follow(page.get_by_role("link", name="Dit licht bepalen"))
    page.check("input[name=colour][value=orange]")
    page.fill("[name=reason]", "De bron kondigde een herziening aan; tot dan geldt oranje.")
    page.fill("[name=expires]", (datetime.now(UTC).date() + timedelta(days=200)).isoformat())
    follow(page.locator("main form").last.locator("button"))

    reader = new_page()
    reader.goto(server.address + "nl/indicatoren/RG2-WIS/timss/")
    expect(reader.locator(".notice")).to_contain_text("herziening")
    expect(reader.locator(".notice")).to_contain_text("verkeerde kant")
    expect(reader.get_by_role("link", name="Dit licht bepalen")).to_have_count(0)
    page.goto(server.address + "nl/indicatoren/RG2-WIS/timss/licht/")
    follow(page.locator("button[name=withdraw]"))
    reader.reload()
    expect(reader.locator(".notice")).to_have_count(0)


def test_the_other_language_is_one_step_away(page: Page, server: Site) -> None:
    page.goto(server.address + "nl/indicatoren/RG2-WIS/?as_of=2022-01-01")
    follow(page.locator("header a[hreflang=en]"))
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page).to_have_url(server.address + "en/indicators/RG2-WIS/?as_of=2022-01-01")
