"""A real server, a real browser.

The server is the one people start (`stemagenda up`), on a free port, with a state folder of its own, so these tests
also show that a first start works from nothing. The browser is the machine's Chromium, driven without a window. A test
fails when its page wrote an error to the console, asked another host for anything, or got an answer of 500 and more.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, expect, sync_playwright
from tests.browser.editing import credentials, sign_in
from workshop.axe import SCRIPT as AXE
from workshop.running import CHROMIUM_FLAGS, Site, StartError, find_chromium, running_site

#: Accounts with a seat, beside the first administrator, who coordinates the agenda.
SEATS = {
    "lies": ("--entity", "vdab", "--body", "werkgroep"),
    "carl": ("--body", "ambtelijk-comite"),
}
#: Milliseconds to wait for what has to come. A machine that is busy with other work is slow, not wrong.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)
#: WCAG 2.2 A and AA, and what axe calls good practice.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs the browser, so nothing can forget the mark."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def server() -> Iterator[Site]:
    try:
        with running_site() as site:
            yield site
    except StartError as error:
        pytest.fail(str(error), pytrace=False)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for the whole run; each test gets a fresh, empty profile in it."""
    program = find_chromium()
    if not program:
        pytest.fail("No Chromium: run make test-browser, which finds or installs one.", pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@dataclass
class Watch:
    """What went wrong in the pages of one test; a test that expects something takes it out."""

    problems: list[str]

    def on(self, context: BrowserContext, home: str) -> None:
        def asked(request: Any) -> None:
            if not request.url.startswith((home, "data:", "blob:", "about:")):
                self.problems.append(f"asked a third party: {request.url}")

        def answered(response: Any) -> None:
            if response.status >= 500:
                self.problems.append(f"{response.status} from {response.url}")

        def said(message: Any) -> None:
            if message.type in {"error", "warning"}:
                self.problems.append(f"console {message.type}: {message.text}")

        context.on("request", asked)
        context.on("response", answered)
        context.on("console", said)
        context.on("weberror", lambda failure: self.problems.append(f"script failed: {failure.error}"))


@pytest.fixture
def watch() -> Watch:
    return Watch([])


NewPage = Callable[..., Page]


@pytest.fixture
def new_page(chromium: Browser, server: Site, watch: Watch) -> Iterator[NewPage]:
    """Make pages with any settings of a browser context: viewport, color_scheme, java_script_enabled ..."""
    contexts: list[BrowserContext] = []

    def make(**settings: Any) -> Page:
        context = chromium.new_context(base_url=server.address, locale="nl-BE", **settings)
        context.set_default_timeout(PATIENCE)
        watch.on(context, server.address)
        contexts.append(context)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()
    assert not watch.problems, "\n".join(watch.problems)


@pytest.fixture
def page(new_page: NewPage) -> Page:
    return new_page()


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """Ask axe-core about the page as it stands; one line for each element that breaks a rule."""
    if not AXE.exists():
        pytest.fail("axe-core is not there: run make test-browser, which fetches it.", pytrace=False)
    source = AXE.read_text(encoding="utf-8")
    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}

    def violations(page: Page) -> list[str]:
        # Evaluated by the debugger, not added as a script: the content policy of the page stays as strict as it is.
        if not page.evaluate("() => typeof window.axe === 'object'"):
            page.evaluate(f"() => {{ {source} }}")
        found = page.evaluate(f"() => window.axe.run(document, {json.dumps(options)})")
        return [
            f"{page.url}: {rule['id']} ({rule['impact']}): {' '.join(map(str, node['target']))}: "
            + re.sub(r"\s+", " ", node["failureSummary"])
            for rule in found["violations"]
            for node in rule["nodes"]
        ]

    return violations


@pytest.fixture(scope="session")
def passwords(server: Site) -> dict[str, str]:
    """Accounts with a seat, made as an administrator makes them; `beheer` coordinates."""
    name, password = credentials(server)
    known = {name: password}
    for person, seat in SEATS.items():
        known[person] = _command(server, "add", person).splitlines()[0].split()[-1]
        _command(server, "seat", person, *seat)
    return known


def _command(server: Site, *words: str) -> str:
    environment = {**os.environ, "STEMAGENDA_STATE": str(server.state)}
    environment.pop("DATABASE_URL", None)
    command = [Path(sys.executable).with_name("stemagenda"), "users", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="session")
def session(chromium: Browser, server: Site, passwords: dict[str, str]) -> Callable[[str], StorageState]:
    """The session of somebody with an account: each signs in once, because checking a password is slow on purpose."""

    @cache
    def signed_in_once(person: str) -> StorageState:
        context = chromium.new_context(base_url=server.address)
        sign_in(context.new_page(), server, name=person, password=passwords[person])
        state = context.storage_state()
        context.close()
        return state

    return signed_in_once


@pytest.fixture
def signed_in(new_page: NewPage, session: Callable[[str], StorageState]) -> Callable[..., Page]:
    """A page in a browser of its own in which somebody is signed in."""
    return lambda person, **settings: new_page(storage_state=session(person), **settings)


@pytest.fixture
def coordinator(signed_in: Callable[..., Page], server: Site) -> Callable[..., Page]:
    """The same for the first administrator, who coordinates the agenda."""
    return lambda **settings: signed_in(credentials(server)[0], **settings)
