"""A practice on its way in a real browser: a partner proposes it, the working group reviews it, a visitor reads it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import NewPage, Watch
from tests.browser.editing import follow
from tests.formats.test_pictures import written
from workshop.running import Site


@pytest.fixture
def refused_once(watch: Watch) -> Iterator[None]:
    """A review that is refused on purpose writes to the console; nothing else may."""
    yield
    watch.problems[:] = [problem for problem in watch.problems if "responded with a status of 422" not in problem]


def add_a_picture(partner: Page) -> None:
    partner.get_by_text("Een beeld toevoegen").click()
    partner.set_input_files("#beeld", {"name": "IMG.png", "mimeType": "image/png", "buffer": written("PNG")})
    partner.get_by_label("Wat is er te zien? Voor wie het beeld niet ziet").fill("Leraren proberen een proef uit")
    partner.get_by_label("Wie maakte het beeld?").fill("De school")
    partner.get_by_label("Wat mogen anderen ermee?").select_option("cc0")
    partner.get_by_label("Ik mag dit beeld hier tonen").check()
    follow(partner.get_by_role("button", name="Beeld toevoegen"))


def test_from_a_proposal_to_the_public(
    signed_in: Callable[..., Page],
    new_page: NewPage,
    server: Site,
    axe: Callable[[Page], list[str]],
    refused_once: None,
) -> None:
    partner, reviewer, visitor = signed_in("carl"), signed_in("lies", color_scheme="dark"), new_page()
    partner.goto(server.address + "nl/praktijken/")
    follow(partner.get_by_role("link", name="Een praktijk voorstellen"))
    assert axe(partner) == []
    partner.fill("#titel", "Proef van een praktijk")
    partner.fill("#samenvatting", "Een voorstel dat de weg aflegt.")
    partner.locator("input[value=teachers]").check()
    add_a_picture(partner)
    expect(partner.get_by_role("img", name="Leraren proberen een proef uit")).to_be_visible()
    assert axe(partner) == []
    follow(partner.get_by_role("button", name="Indienen"))
    expect(partner).to_have_url(re.compile("/nl/praktijken/proef-van-een-praktijk/voorstel/$"))
    public = server.address + "nl/praktijken/proef-van-een-praktijk/"
    assert visitor.request.get(public).status == 404
    reviewer.goto(server.address + "nl/praktijken/ingediend/")
    follow(reviewer.get_by_role("link", name="Proef van een praktijk"))
    follow(reviewer.get_by_role("button", name="Goedkeuren"))
    expect(reviewer.get_by_role("alert").locator("li")).to_have_count(6)
    assert axe(reviewer) == []
    for field in reviewer.locator("select[name^='met.']").all():
        field.select_option("yes")
    for field in reviewer.locator("textarea[name^='evidence.']").all():
        field.fill("Het verslag toont het.")
    reviewer.select_option("#sterkte", "monitored")
    follow(reviewer.get_by_role("button", name="Goedkeuren"))
    follow(reviewer.get_by_role("button", name="Publiceren"))
    assert visitor.goto(public).status == 200  # type: ignore[union-attr]
    expect(visitor.locator("main")).to_contain_text("Beoordeeld met het kwaliteitskader")
    shown = visitor.get_by_role("img", name="Leraren proberen een proef uit")
    shown.scroll_into_view_if_needed()
    visitor.wait_for_function("image => image.naturalWidth > 0", arg=shown.element_handle())
    assert axe(visitor) == []
