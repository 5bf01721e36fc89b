"""What people come to do: from the state of STEM to the source of a figure, without and with scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import NewPage
from tests.browser.editing import credentials
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
    page.locator("#RG2 .row-title").first.click()
    expect(page.locator(".verdict")).to_contain_text(words["value"])
    expect(page.locator(".verdict-note")).to_contain_text(words["sign"])
    expect(page.locator("figure svg").first).to_be_visible()

    with page.expect_download() as waiting:
        page.locator(".downloads a", has_text="CSV").click()
    lines = waiting.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert any(",2012,15.4," in line for line in lines)

    page.locator("table tbody tr", has_text="2012").locator("a").first.click()  # where the figure comes from
    page.locator("main a[href*='#r']").first.click()
    expect(page.get_by_role("heading", name=words["release"])).to_be_visible()
    assert "#r" in page.url
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
    page.locator("#RG2 .row-title").first.click()
    expect(page.locator(".asof")).to_contain_text("30 juni 2017")
    expect(page.locator("#tabel tbody")).not_to_contain_text("2018")
    page.get_by_role("link", name="Naar vandaag").click()
    expect(page.locator("#tabel tbody")).to_contain_text("2018")


def test_search_finds_and_forgives(page: Page, server: Site) -> None:
    page.goto(server.address + "nl/")
    page.fill("#zoekterm", "WISKUNDE")
    page.keyboard.press("Enter")
    page.locator(".hits a").first.click()
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
    assert page.locator("#tabel th[aria-sort=ascending]").count() == 1


def test_administrator_signs_in_overrides_a_light_and_withdraws_it(new_page: NewPage, server: Site) -> None:
    page = new_page()
    page.goto(server.address + "nl/aanmelden/")
    name, password = credentials(server)
    page.fill("#naam", name)
    page.fill("#wachtwoord", password)
    page.locator("main button").first.click()
    page.goto(server.address + "nl/indicatoren/RG2-WIS/timss/")
    page.get_by_role("link", name="Dit licht bepalen").click()
    page.check("input[name=colour][value=orange]")
    page.fill("[name=reason]", "De bron kondigde een herziening aan; tot dan geldt oranje.")
    page.fill("[name=expires]", "2027-06-30")
    page.locator("main form").last.locator("button").click()

    reader = new_page()
    reader.goto(server.address + "nl/indicatoren/RG2-WIS/timss/")
    expect(reader.locator(".notice")).to_contain_text("herziening")
    expect(reader.locator(".notice")).to_contain_text("verkeerde kant")
    assert reader.get_by_role("link", name="Dit licht bepalen").count() == 0
    page.goto(server.address + "nl/indicatoren/RG2-WIS/timss/licht/")
    page.locator("button[name=withdraw]").click()
    reader.reload()
    assert reader.locator(".notice").count() == 0


def test_the_other_language_is_one_step_away(page: Page, server: Site) -> None:
    page.goto(server.address + "nl/indicatoren/RG2-WIS/?as_of=2022-01-01")
    page.locator("header a[hreflang=en]").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.url.endswith("en/indicators/RG2-WIS/?as_of=2022-01-01")
