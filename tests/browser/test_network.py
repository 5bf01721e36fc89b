"""The network in a real browser: a member adds an organisation, is told of a like one, and relates it; it is seen."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect
from tests.browser.conftest import NewPage, Watch
from tests.browser.editing import follow
from workshop.running import Site

NAME = "Vlaamse Onderwijsraad voor proeven"


def test_a_member_adds_an_organisation_and_a_relation(
    signed_in: Callable[..., Page], new_page: NewPage, watch: Watch, server: Site
) -> None:
    member = signed_in("lies", java_script_enabled=False)
    member.goto(server.address + "nl/netwerk/actoren/")
    follow(member.get_by_role("link", name="Actor toevoegen"))
    member.fill("[name=title]", NAME)
    member.select_option("[name=pillar]", "knowledge")
    member.select_option("[name=region]", "02000")
    follow(member.get_by_role("button", name="Bewaren"))
    expect(member.get_by_role("alert")).to_contain_text("lijkt op een actor die hier al staat")
    expect(member.locator("main [role=alert] a[href='/nl/netwerk/vlor/']")).to_be_visible()
    expect(member.locator("[name=title]")).to_have_value(NAME)
    member.check("[name=is_another]")
    follow(member.get_by_role("button", name="Bewaren"))
    expect(member.get_by_role("heading", name=NAME)).to_be_visible()
    follow(member.get_by_role("link", name="Relatie toevoegen"))
    member.select_option("[name=kind]", "advises")
    member.select_option("[name=target]", "entity/technopolis")
    follow(member.get_by_role("button", name="Bewaren"))
    expect(member.get_by_role("alert")).to_contain_text("Kies het document, of schrijf in een zin hoe u het weet")
    member.fill("[name=note]", "Zegt het eigen jaarverslag.")
    follow(member.get_by_role("button", name="Bewaren"))
    expect(member.locator("#relaties")).to_contain_text("Adviseert Technopolis")
    watch.problems[:] = [problem for problem in watch.problems if "responded with a status of 422" not in problem]
    anybody = new_page()
    anybody.goto(server.address + "nl/netwerk/?region=10000")
    expect(anybody.locator(".ring a[href='/nl/netwerk/vlaamse-onderwijsraad-voor-proeven/']")).to_have_count(1)
