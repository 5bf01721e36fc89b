"""The list of actions goes to a spreadsheet and back in a real browser; nothing stays behind."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from tests.browser.conftest import NewPage
from tests.browser.editing import File, follow, sign_in
from workshop.running import Site


def test_a_list_is_taken_away_changed_and_given_back(
    new_page: NewPage, server: Site, axe: Callable[[Page], list[str]]
) -> None:
    page = new_page(viewport={"width": 360, "height": 800}, color_scheme="dark")
    sign_in(page, server)
    page.goto(server.address + "nl/acties/?q=STEM-academies")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Lijst als Excel-bestand").click()
    assert taken.value.suggested_filename.startswith("acties-")
    book = load_workbook(io.BytesIO(Path(taken.value.path()).read_bytes()))
    sheet = book["Acties"]
    assert sheet.max_row > 1
    sheet["B2"] = "Een titel die in Excel gewijzigd is"
    kept = io.BytesIO()
    book.save(kept)

    follow(page.get_by_role("link", name="Acties uit Excel"))
    assert axe(page) == []
    page.set_input_files("#bestand", File("acties.xlsx", kept.getvalue()).chosen())
    follow(page.get_by_role("button", name="Bekijk wat er verandert"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Wat dit bestand verandert")
    expect(page.get_by_text("Een titel die in Excel gewijzigd is (NL)")).to_be_visible()
    assert axe(page) == []
    assert page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0

    follow(page.get_by_role("button", name="Bestand weggooien"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Acties uit Excel")
