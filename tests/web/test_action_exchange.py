"""The list of actions taken away as a workbook, and given back: seen first, kept for its giver alone."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook
from tests.sources.workbooks import written_here
from tests.usecases.exchange.books import Change, add, changed, drop, exported, put
from tests.usecases.working import ACTION, action_of, drafted, public, published, saved

from stemagenda.formats import workbook as door
from stemagenda.store.members import Membership, add_membership
from stemagenda.store.models import AuditRow, UploadRow
from stemagenda.usecases.exchange import workbook_in
from stemagenda.usecases.permissions import OPERATOR, WORKING_GROUP
from stemagenda.web.middleware import sizes

IMPORT = {"nl": "/nl/acties-invoeren/", "en": "/en/import-actions/"}


@pytest.fixture(autouse=True)
def _read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "_run", written_here)


def signed_in(model: Any, name: str, *, entity: str = "vdab", body: str = WORKING_GROUP) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(model.objects.create_user(name, password="een lang wachtwoord"))
    membership = Membership(
        person=name, entity=entity, body=body, is_coordinator=False, starts=date(2020, 1, 1), ends=None
    )
    assert add_membership(membership=membership)
    return client


@pytest.fixture
def member(loaded: datetime, django_user_model: Any) -> Client:
    return signed_in(django_user_model, "lotte")


def give(client: Client, *changes: Change, language: str = "nl") -> Any:
    file = SimpleUploadedFile("acties.xlsx", changed(exported(), *changes))
    return client.post(IMPORT[language], {"file": file})


def seen(client: Client, where: str) -> str:
    return " ".join(client.get(where).content.decode().split())


def test_the_list_is_taken_away_with_its_filters_and_its_day(loaded: datetime, reader: Client, member: Client) -> None:
    draft = drafted(loaded)
    answer = reader.get("/nl/acties.xlsx?strand=daadkracht")
    assert answer["Content-Type"].startswith("application/vnd.openxmlformats")
    assert answer["Content-Disposition"].startswith('attachment; filename="acties-')
    codes = [cell.value for cell in load_workbook(io.BytesIO(answer.content))["Acties"]["A"]]
    assert codes[0] == "Code"
    assert {code[:2] for code in codes[1:]} == {"DK"}
    assert draft not in codes
    english = load_workbook(io.BytesIO(member.get("/en/actions.xlsx").content))
    assert draft in {cell.value for cell in english["Actions"]["A"]}
    earlier = load_workbook(io.BytesIO(member.get("/en/actions.xlsx?as_of=2022-01-01").content))
    assert earlier["Actions"].max_row == 1
    assert reader.post("/nl/acties.xlsx").status_code == 405


def test_a_workbook_is_seen_before_it_is_kept(loaded: datetime, member: Client) -> None:
    code = published(loaded)
    given = give(
        member,
        put(code, "Titel (Nederlands)", "Lesgevers <b>delen</b>"),
        add("Fasen", Code=code, Jaar=2026, Fase="Pilot"),
        add("Acties", **{"Titel_(Nederlands)": "Helemaal nieuw", "Krachtlijn": "Daadkracht", "Trekker": "VDAB"}),
        drop("Acties", "AK-01"),
        lambda book: book.create_sheet("Notities").append(["Bel Els"]),
    )
    assert given.status_code == 302
    page = seen(member, given["Location"])
    assert "Lesgevers &lt;b&gt;delen&lt;/b&gt; (NL)" in page
    assert "Meteen openbaar" in page
    assert "2026 · Proefproject" in page
    assert "Nog niet openbaar: Ontwerptekst" in page
    assert "Wordt een ontwerptekst" in page
    assert "1 actie staat niet in het bestand en blijft zoals ze is." in page
    assert "Deze bladen zijn niet gelezen: Notities." in page
    assert action_of(code).title == ACTION.title
    done = member.post(given["Location"], {"step": "accept"})
    assert done["Location"] == "/nl/acties-invoeren/?new=1&changed=1"
    assert "1 actie is gewijzigd. 1 nieuwe ontwerptekst is gemaakt." in seen(member, done["Location"])
    assert action_of(code).title.nl == "Lesgevers <b>delen</b>"
    shown = public(code, timezone.localtime())
    assert shown is not None
    assert (shown.title, len(shown.stages)) == (ACTION.title, 1)
    assert not UploadRow.objects.exists()
    assert AuditRow.objects.filter(verb="accept_workbook", actor="lotte").count() == 1
    assert member.post(given["Location"], {"step": "accept"}).status_code == 404


def test_the_preview_is_in_the_language_of_the_page(loaded: datetime, member: Client) -> None:
    code = drafted(loaded)
    given = give(member, put(code, "Status", "Op schema"), put(code, "Reden van de status", "Goed"), language="en")
    page = seen(member, given["Location"])
    assert "On track" in page
    assert "Op schema" not in page
    same = seen(member, give(member, language="en")["Location"])
    assert "This file changes nothing" in same
    assert 'value="accept"' not in same


def test_what_is_in_the_way_is_told_in_dutch_with_its_cell(loaded: datetime, member: Client) -> None:
    given = give(member, put("AK-01", "Status", "op scheme"), put("AK-02", "Titel (Nederlands)", "Niet van mij"))
    page = seen(member, given["Location"])
    assert "blad &#x27;Acties&#x27;, rij 6, kolom &#x27;Status&#x27;" in page
    assert "&#x27;op scheme&#x27; is geen van de keuzes. " in page
    assert "Bedoelt u &#x27;Op schema&#x27;?" in page
    assert "AK-02 mag u niet wijzigen" in page
    assert 'value="accept"' not in page
    assert member.post(given["Location"], {"step": "accept"}).status_code == 409
    assert "Niet van mij" not in str(action_of("AK-02"))


def test_a_file_that_cannot_be_read_is_not_kept(member: Client) -> None:
    refused = give(member, put("AK-01", "Status", "=A1"))
    assert refused.status_code == 422
    text = refused.content.decode()
    assert "blad &#x27;Acties&#x27;, rij 6, cel G6" in text
    assert "bevat een formule" in text
    empty = member.post(IMPORT["nl"])
    assert (empty.status_code, "is leeg. " in empty.content.decode()) == (422, True)
    assert not UploadRow.objects.exists()


def test_who_is_overtaken_looks_again(loaded: datetime, member: Client) -> None:
    code = drafted(loaded)
    given = give(member, put(code, "Titel (Nederlands)", "Anders"))
    saved(code, now=loaded, actor=OPERATOR, source_place="bladzijde 4")
    told = member.post(given["Location"], {"step": "accept"})
    assert told.status_code == 409
    page = " ".join(told.content.decode().split())
    assert "iemand heeft intussen de acties gewijzigd" in page
    assert "Intussen door iemand anders gewijzigd, en dat blijft zo: Plaats in de bron." in page
    assert member.post(given["Location"], {"step": "accept"}).status_code == 302
    assert (action_of(code).title.nl, action_of(code).source_place) == ("Anders", "bladzijde 4")


def test_a_workbook_is_its_givers_alone_for_an_hour(loaded: datetime, member: Client, django_user_model: Any) -> None:
    given = give(member, put(drafted(loaded), "Titel (Nederlands)", "Anders"))
    other = signed_in(django_user_model, "otto", entity="ewi")
    assert other.get(given["Location"]).status_code == 404
    assert other.post(given["Location"], {"step": "throw_away"}).status_code == 302
    assert UploadRow.objects.filter(person="lotte").count() == 1
    row = UploadRow.objects.get()
    assert row.expires_at - row.made_at == timedelta(hours=1)
    UploadRow.objects.update(expires_at=row.made_at)
    assert member.get(given["Location"]).status_code == 404
    again = give(member)
    assert member.post(again["Location"], {"step": "throw_away"}).status_code == 302
    assert not UploadRow.objects.exists()


def test_files_of_figures_and_of_actions_do_not_meet(member: Client, django_user_model: Any) -> None:
    django_user_model.objects.filter(username="lotte").update(is_staff=True)
    figures = member.post("/nl/invoeren/", {"file": SimpleUploadedFile("x.csv", b"a,b\n1,2\n"), "source": ""})
    actions = give(member)
    assert member.get(figures["Location"]).status_code == 200
    assert member.get(actions["Location"].replace("acties-invoeren", "invoeren")).status_code == 404
    assert member.get(figures["Location"].replace("invoeren", "acties-invoeren")).status_code == 404
    assert UploadRow.objects.count() == 2


def test_only_the_working_group_comes_in(loaded: datetime, django_user_model: Any) -> None:
    for path in (IMPORT["nl"], f"{IMPORT['nl']}x/"):
        asked = Client().post(path)
        assert asked.status_code == 302
        assert asked["Location"] == "/nl/aanmelden/?next=%2Fnl%2Facties-invoeren%2F"
    committee = signed_in(django_user_model, "carla", body="ambtelijk-comite")
    for path in (IMPORT["nl"], f"{IMPORT['nl']}x/"):
        assert committee.get(path).status_code == 403
        assert committee.post(path, {"step": "accept"}).status_code == 403
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(IMPORT["nl"]).status_code == 403


def test_too_much_is_refused_before_it_is_read(member: Client) -> None:
    for client, size in ((member, workbook_in.LARGEST + sizes.BESIDE + 1), (Client(), 1_200_000)):
        assert client.generic("POST", IMPORT["nl"], b"x", CONTENT_LENGTH=str(size)).status_code == 413
