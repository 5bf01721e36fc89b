"""What an editor does in the browser, and files to do it with. All figures in these files are made for the tests."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib import resources
from typing import Any

from openpyxl import Workbook
from playwright.sync_api import Locator, Page
from workshop.running import Site

#: Publication day of every file here: some days ago, so that no time zone moves it.
PUBLISHED = datetime.now(UTC).date() - timedelta(days=9)
TITLE = "Sample made for the test: no figure in it is real"
NL, EN = {"import": "nl/invoeren/", "editions": "nl/edities/"}, {"import": "en/import/", "editions": "en/editions/"}


def credentials(server: Site) -> tuple[str, str]:
    """Name and password of the first administrator, as the first start printed them."""
    found = re.search(r"administrator:\s+(\S+)\s+Password:\s+(\S+)", server.said)
    assert found is not None, server.said
    return found[1], found[2]


def follow(what: Locator) -> None:
    """Click a link or button that leads to another page, and wait until that page is there.

    A click alone comes back while the old page still stands: what a test then reads is of the old page, and what it
    then opens breaks off the form that was being sent.
    """
    with what.page.expect_navigation():
        what.click()


def sign_in(page: Page, server: Site, *, name: str = "", password: str = "") -> None:
    """Sign in; as the first administrator, who is an editor, when nobody is named."""
    if not name:
        name, password = credentials(server)
    page.goto(server.address + "nl/aanmelden/")
    page.fill("#naam", name)
    page.fill("#wachtwoord", password)
    follow(page.locator("main button").first)


@dataclass(frozen=True)
class File:
    """A file to choose on the import page."""

    name: str
    content: bytes

    def chosen(self) -> Any:
        """As the browser's file field takes it."""
        return {"name": self.name, "mimeType": "application/octet-stream", "buffer": self.content}


def release_rows(*rows: str, header: str = "indicator,series,period,value,half_width") -> list[str]:
    """The lines of a release file."""
    said = {
        "title": TITLE,
        "publisher": "Test",
        "published": PUBLISHED.isoformat(),
        "rank": "primary",
        "url": "https://example.org/sample",
        "licence": "free",
        "language": "en",
    }
    return [*(f"# {key}: {value}" for key, value in said.items()), header, *rows]


def csv_file(name: str, *rows: str) -> File:
    """A release file as CSV; the first figure stands in row 9."""
    return File(name, ("\n".join(release_rows(*rows)) + "\n").encode())


def xlsx_file(name: str, *rows: str) -> File:
    """The same as XLSX."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in release_rows(*rows):
        sheet.append([line] if line.startswith("#") else line.split(","))
    kept = io.BytesIO()
    book.save(kept)
    return File(name, kept.getvalue())


def sdmx_file(name: str) -> File:
    """Eurostat's own sample: SDMX-CSV, which does not say when it was published."""
    return File(name, resources.files("stemagenda.sources.eurostat").joinpath("sample.csv").read_bytes())


def give(page: Page, server: Site, file: File, *, words: dict[str, str] = NL) -> None:
    """Choose a file and ask for its preview."""
    page.goto(server.address + words["import"])
    page.set_input_files("#bestand", file.chosen())
    follow(page.locator("main form button").first)


def accept(page: Page, *, reason: str = "") -> None:
    """Take in what the preview shows."""
    page.fill("#reden", reason)
    follow(page.locator("button[value=accept]"))


def tally(page: Page) -> list[int]:
    """New, changed, unchanged and vanished figures of a preview."""
    return [int(said.replace(".", "").replace(",", "")) for said in page.locator(".tally dd").all_inner_texts()]


def freeze(page: Page, server: Site, name: str, *, words: dict[str, str] = NL) -> None:
    """Freeze an edition of today."""
    page.goto(server.address + words["editions"])
    page.fill("#naam", name)
    page.fill("#toelichting", TITLE)
    follow(page.locator("#bevriezen button"))


def withdraw(page: Page, *, reason: str) -> None:
    """Withdraw the release whose page is open."""
    follow(page.locator("a[href$='intrekken/'], a[href$='withdraw/']").first)
    page.fill("#reden", reason)
    follow(page.locator("main form button"))
