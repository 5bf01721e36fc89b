"""The whole life of a report in a browser: somebody writes, the report is built and kept, everybody reads it.

These tests have a site of their own, because they freeze an edition.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import NewPage, Watch
from tests.browser.editing import follow, freeze, sign_in
from workshop.running import Site, StartError, running_site

pytestmark = pytest.mark.xdist_group("reports")

#: Building is work: a report of every format in one language takes some seconds, on a busy machine more.
PATIENCE = 120_000


@pytest.fixture(scope="module")
def server() -> Iterator[Site]:
    """A site that no other test looks at."""
    try:
        with running_site() as site:
            yield site
    except StartError as error:
        pytest.fail(str(error), pytrace=False)


def write(page: Page, server: Site, *, address: str, text: str, keeps: str) -> None:
    """Write a foreword on the page of passages."""
    page.goto(server.address + address)
    page.fill("#tekst-foreword", text)
    follow(page.locator("#foreword").get_by_role("button", name=keeps))
    expect(page.locator("#tekst-foreword")).to_have_value(text)


def keep(page: Page, server: Site, *, address: str, edition: str, start: str) -> None:
    """Keep the interim report of an edition, in the language of the page."""
    page.goto(server.address + address)
    page.select_option("#soort", "interim")
    page.select_option("#editie", edition)
    page.check("input[name=keep]")
    page.get_by_role("button", name=start).click(no_wait_after=True)
    expect(page.locator("#klaar")).to_contain_text(edition, timeout=PATIENCE)


def test_a_report_from_text_to_reader(
    new_page: NewPage, page: Page, server: Site, axe: Callable[[Page], list[str]]
) -> None:
    sign_in(page, server)
    freeze(page, server, "rapport-proef")
    write(page, server, address="nl/rapporten/teksten/interim/", text="Ons voorwoord.", keeps="Tekst bewaren")
    assert axe(page) == []
    write(page, server, address="en/reports/texts/interim/", text="Our foreword.", keeps="Keep this text")
    keep(page, server, address="nl/rapporten/maken/", edition="rapport-proef", start="Rapport maken")
    assert axe(page) == []
    keep(page, server, address="en/reports/make/", edition="rapport-proef", start="Make the report")
    reader = new_page()
    reader.goto(server.address + "nl/rapporten/")
    follow(reader.get_by_role("link", name="Editie rapport-proef"))
    assert axe(reader) == []
    expect(reader.get_by_role("heading", level=2).nth(0)).to_have_text("Nederlands")
    expect(reader.get_by_role("heading", level=2).nth(1)).to_have_text("Engels")
    with reader.expect_download() as saved:
        reader.get_by_role("link", name="Pdf").first.click()
    assert saved.value.suggested_filename == "stem-interim-rapport-proef-nl.pdf"
    assert saved.value.path().read_bytes().startswith(b"%PDF")
    follow(reader.get_by_role("link", name="Leesversie").nth(1))
    expect(reader.locator("body")).to_contain_text("Our foreword.")
    write(page, server, address="nl/rapporten/teksten/interim/", text="Een nieuw voorwoord.", keeps="Tekst bewaren")
    page.goto(server.address + "nl/rapporten/vergelijken/interim/")
    expect(page.locator("#teksten")).to_contain_text("Ons voorwoord.")
    expect(page.locator("#teksten")).to_contain_text("Een nieuw voorwoord.")
    assert axe(page) == []


def test_two_people_write_at_one_place_and_nothing_is_lost(new_page: NewPage, server: Site, watch: Watch) -> None:
    first, second = new_page(), new_page(java_script_enabled=False)
    for page in (first, second):
        sign_in(page, server)
        page.goto(server.address + "nl/rapporten/teksten/overview/?plaats=conclusion")
    for page, text in ((first, "Van de een."), (second, "Van de ander.")):
        page.fill("#tekst-conclusion", text)
        follow(page.locator("#conclusion button"))
    notice = second.get_by_role("alert")
    expect(notice).to_contain_text("Van de een.")
    expect(second.locator("#tekst-conclusion")).to_have_value("Van de ander.")
    second.fill("#tekst-conclusion", "Van de een en de ander.")
    follow(second.locator("#conclusion button"))
    expect(second.locator("#conclusion details summary")).to_have_text("2 versies")
    assert [problem for problem in watch.problems if "409" not in problem] == []
    watch.problems.clear()
