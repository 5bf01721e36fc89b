"""Reports on the site: who sees, makes, keeps and writes what; the page of the work ends well, or in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime

import pytest
from django.test import Client
from tests.web.seated import browser

from stemagenda.store.models import EditionRow, PassageRow, ReportFileRow, ReportRow
from stemagenda.usecases.editions import add_erratum, freeze_edition
from stemagenda.usecases.permissions import OPERATOR
from stemagenda.usecases.reports import building, keeping
from stemagenda.web import report_building

NEW = "/nl/rapporten/maken/"
TEXTS = "/nl/rapporten/teksten/interim/"
FORM = {"kind": "overview", "language": "nl", "format": "html", "edition": "", "day": ""}


@pytest.fixture
def member(db: None) -> Client:
    """A browser in which a member of the working group is signed in."""
    return browser("lead")


@pytest.fixture
def proef(loaded: datetime, monkeypatch: pytest.MonkeyPatch) -> str:
    """A frozen edition whose reports are kept as reading versions only, which is quick."""
    monkeypatch.setattr(keeping, "FORMATS", ("html",))
    freeze_edition(name="proef", note="", as_of=None, actor=OPERATOR, now=loaded)
    return "proef"


def sent(client: Client, **other: str) -> str:
    """The page of the work, whole."""
    response = client.post(NEW, {**FORM, **other})
    assert response.status_code == 200, response.content.decode()
    assert response.headers["X-Accel-Buffering"] == "no"
    return b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]


def link(page: str, suffix: str) -> str:
    """The first link in a page to a file of that kind."""
    found = re.search(rf'href="([^"]+\.{suffix})"', page)
    assert found is not None
    return found[1]


def test_a_member_makes_a_working_version_that_nobody_else_reads(
    loaded: datetime, member: Client, reader: Client
) -> None:
    page = sent(member)
    steps = ["Alles lezen", "Samenstellen", "Leesversie maken", "Klaarzetten", "De werkversie staat klaar"]
    assert [page.index(step) for step in steps] == sorted(page.index(step) for step in steps)
    assert page.rstrip().endswith("</html>")
    there = link(page, "html")
    assert there.startswith("/nl/rapporten/werkversie/")
    answer = member.get(there)
    assert answer.content.startswith(b"<!doctype html>")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert reader.get(there, follow=True).status_code == 404
    assert member.get(there.replace(".html", ".pdf"), follow=True).status_code == 404
    assert member.get("/nl/rapporten/werkversie/x.html", follow=True).status_code == 404
    assert there in member.get("/nl/rapporten/").content.decode()
    assert there not in reader.get("/nl/rapporten/").content.decode()


def test_an_editor_keeps_a_report_for_everybody(loaded: datetime, proef: str, editor: Client, reader: Client) -> None:
    editor.post(TEXTS.replace("interim", "overview"), {"place": "foreword", "text": "Van ons.", "seen": "0"})
    page = sent(editor, keep="1", edition=proef)
    assert "bewaard bij editie proef en vanaf nu publiek" in page
    assert link(page, "html") == "/nl/rapporten/overview/proef/nl.html"
    listed = reader.get("/en/reports/").content.decode()
    assert "/en/reports/overview/proef/" in listed
    shown = reader.get("/nl/rapporten/overview/proef/").content.decode()
    assert "Zoals bekend op 1 november 2026" in shown
    assert ReportFileRow.objects.get().digest in shown
    assert "Niet bewaard" not in shown
    answer = reader.get("/nl/rapporten/overview/proef/nl.html")
    assert answer.content == bytes(ReportFileRow.objects.get().content)
    for missing in (
        "overview/proef/en.html",
        "overview/proef/nl.pdf",
        "overview/proef/nl.exe",
        "overview/proef/fr.html",
    ):
        assert reader.get(f"/nl/rapporten/{missing}").status_code == 404
    add_erratum(name=proef, text="Het cijfer van 2018 is fout.", actor=OPERATOR, now=loaded)
    assert "Het cijfer van 2018 is fout." in reader.get("/nl/rapporten/overview/proef/").content.decode()
    assert 'href="/nl/rapporten/overview/proef/"' in reader.get("/nl/edities/proef/").content.decode()
    again = editor.post(NEW, {**FORM, "keep": "1", "edition": proef})
    assert again.status_code == 422
    assert "al bewaard en verandert nooit meer" in again.content.decode()


def test_who_may_not_is_told_so(
    loaded: datetime, proef: str, reader: Client, member: Client, django_user_model
) -> None:
    for address in (NEW, TEXTS):
        assert reader.get(address).status_code == 302
        assert reader.post(address, FORM).status_code == 302
    assert member.post(NEW, {**FORM, "keep": "1", "edition": proef}).status_code == 403
    assert member.post(NEW, {**FORM, "keep": "1", "edition": proef, "adopt": "1"}).status_code == 403
    assert member.get(TEXTS).status_code == 200
    assert member.post(TEXTS, {"place": "foreword", "text": "x", "seen": "0"}).status_code == 403
    stranger = Client(raise_request_exception=False)
    stranger.force_login(django_user_model.objects.create_user("lezer", password="x"))
    for address in (NEW, TEXTS):
        assert stranger.get(address).status_code == 403
    assert not ReportRow.objects.exists()
    assert report_building.TURN.acquire(blocking=False), "a refusal gave no turn back"
    report_building.TURN.release()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"kind": "gedicht"}, "geen rapport heet"),
        ({"format": "odt"}, "Het rapport is niet gemaakt"),
        ({"kind": "action"}, "gaat over één ding"),
        ({"day": "gisteren"}, "is geen dag"),
        ({"day": "2999-01-01"}, "Kies een dag tot en met vandaag"),
        ({"keep": "1"}, "bewaard bij een editie"),
    ],
)
def test_a_wrong_form_says_what_is_wrong_and_keeps_what_was_chosen(
    loaded: datetime, editor: Client, wrong: Mapping[str, str], said: str
) -> None:
    response = editor.post(NEW, {**FORM, **wrong})
    assert response.status_code == 422
    page = response.content.decode()
    assert said in page
    assert not ReportRow.objects.exists()


def test_one_report_at_a_time_and_a_closed_page_gives_its_turn_back(loaded: datetime, editor: Client) -> None:
    response = editor.post(NEW, FORM)
    pieces = iter(response)
    assert b"Alles lezen" in next(pieces)
    busy = editor.post(NEW, {**FORM, "subject": "bewaar dit"})
    assert (busy.status_code, busy.headers["Retry-After"]) == (503, "20")
    assert "bewaar dit" in busy.content.decode()
    response.close()
    response.close()
    assert not ReportRow.objects.exists()
    assert "De werkversie staat klaar" in sent(editor)


def test_what_goes_wrong_on_the_way_is_told_on_the_page(
    loaded: datetime, editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, check = building.FORMATS["html"]
    monkeypatch.setattr(
        building, "FORMATS", {"html": (write, lambda *, document, content: check(document=document, content=b""))}
    )
    page = sent(editor, kind="measurement")
    assert "Het rapport is niet gemaakt" in page
    assert page.rstrip().endswith("</html>")

    def breaks(**_: object) -> bytes:
        raise OSError("disk full")

    monkeypatch.setattr(building, "FORMATS", {"html": (breaks, check)})
    response = editor.post(NEW, FORM)
    told: list[bytes] = []
    with pytest.raises(OSError, match="disk full"):
        told.extend(iter(response))
    assert "Er ging iets mis in de monitor zelf" in b"".join(told).decode()
    response.close()
    assert not ReportRow.objects.exists()


def test_texts_are_written_place_by_place_and_shown_as_plain_text(loaded: datetime, editor: Client) -> None:
    response = editor.post(TEXTS, {"place": "foreword", "text": "Een.\n\n<script>x</script>", "seen": "0"})
    assert (response.status_code, response.headers["Location"]) == (302, f"{TEXTS}?plaats=foreword#foreword")
    page = editor.get(TEXTS).content.decode()
    assert "&lt;script&gt;x&lt;/script&gt;" in page
    assert "<script>x" not in page
    assert "1 versie" in page
    other = editor.post(TEXTS, {"place": "foreword", "text": "Van een ander.", "seen": "0"})
    assert other.status_code == 409
    shown = other.content.decode()
    assert "Iemand anders schreef hier intussen" in shown
    assert "Van een ander.</textarea>" in shown
    long = editor.post(TEXTS, {"place": "foreword", "text": "y" * 20_001, "seen": "1"})
    assert long.status_code == 422
    assert "telt 20.001 tekens" in long.content.decode()
    assert "y" * 20_001 in long.content.decode()
    assert PassageRow.objects.count() == 1
    assert editor.get("/nl/rapporten/teksten/action/").status_code == 404
    assert editor.get(f"{TEXTS}?editie=nooit").status_code == 404


def test_texts_of_the_next_report_are_taken_over_for_an_edition(loaded: datetime, proef: str, editor: Client) -> None:
    editor.post(TEXTS, {"place": "foreword", "text": "Van ons.", "seen": "0"})
    response = editor.post(TEXTS, {"what": "adopt", "edition": proef})
    assert response.headers["Location"] == f"{TEXTS}?editie=proef"
    assert "Van ons." in editor.get(f"{TEXTS}?editie=proef").content.decode()
    page = sent(editor, kind="interim", keep="1", edition=proef)
    assert "vanaf nu publiek" in page
    fixed = editor.get(f"{TEXTS}?editie=proef").content.decode()
    assert "De teksten veranderen niet meer" in fixed
    assert "<textarea" not in fixed
    assert editor.post(TEXTS, {"place": "foreword", "text": "Toch.", "seen": "1", "edition": proef}).status_code == 422


def test_two_reports_are_compared(loaded: datetime, proef: str, editor: Client, reader: Client) -> None:
    address = "/nl/rapporten/vergelijken/measurement/"
    assert "nog geen bewaard rapport in deze taal" in reader.get(address).content.decode()
    freeze_edition(name="vroeger", note="", as_of=date(2019, 6, 1), actor=OPERATOR, now=loaded)
    for name in ("vroeger", proef):
        sent(editor, kind="measurement", keep="1", edition=name)
    page = reader.get(address).content.decode()
    assert "Editie vroeger, stand van 1 juni 2019" in page
    assert "Editie proef, stand van 1 november 2026" in page
    assert "Knipperlichten met een andere kleur" in page
    assert reader.get(f"{address}?van=vroeger&tot=now").status_code == 403
    assert reader.get(f"{address}?van=proef&tot=vroeger").status_code == 422
    assert reader.get("/nl/rapporten/vergelijken/gedicht/").status_code == 404
    assert "geen editie" in editor.get(f"{address}?van=proef&tot=now").content.decode()


def test_a_damaged_edition_shows_no_texts(proef: str, editor: Client) -> None:
    EditionRow.objects.update(content=b"iets anders")
    response = editor.get(f"{TEXTS}?editie=proef")
    assert response.status_code == 500
    assert "Dit rapport is beschadigd" in response.content.decode()


def test_a_damaged_report_is_not_handed_out(loaded: datetime, proef: str, editor: Client, reader: Client) -> None:
    sent(editor, keep="1", edition=proef)
    ReportFileRow.objects.update(content=b"iets anders")
    response = reader.get("/nl/rapporten/overview/proef/nl.html")
    assert response.status_code == 500
    assert "Dit rapport is beschadigd" in response.content.decode()


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("/nl/indicatoren/RG2-WIS/", "fiche.pdf"),
        ("/en/actions/OK-01/", "sheet.pdf"),
        ("/nl/vergaderingen/ambtelijk-comite-2023-06-06/", "bundel.pdf"),
    ],
)
def test_everybody_gets_a_sheet_in_one_click(loaded: datetime, reader: Client, address: str, page: str) -> None:
    assert f'href="{address}{page}"' in reader.get(address).content.decode()
    response = reader.get(address + page)
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")
    assert "attachment" in response.headers["Content-Disposition"]
    missing = re.sub("[^/]+/$", "XX/", address)
    assert reader.get(missing + page, follow=True).status_code == 404


def test_sheets_wait_for_a_turn_and_then_say_so(
    loaded: datetime, reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_building, "LONGEST_WAIT", 0.0)
    for turns, free in ((report_building.SHEET_TURNS, 2), (report_building.SHEET_PLACES, 4)):
        taken = [turns.acquire(blocking=False) for _ in range(free)]
        response = reader.get("/nl/indicatoren/RG2-WIS/fiche.pdf")
        assert (response.status_code, response.headers["Retry-After"]) == (503, "10")
        assert "Even geduld" in response.content.decode()
        assert all(taken), "an earlier sheet kept its turn"
        turns.release(len(taken))
    assert reader.get("/nl/indicatoren/RG2-WIS/fiche.pdf").status_code == 200


def test_before_the_first_load_there_is_nothing_to_report(editor: Client) -> None:
    for response in (editor.post(NEW, FORM), editor.get(TEXTS), editor.get("/nl/indicatoren/RG2-WIS/fiche.pdf")):
        assert response.status_code == 503
    assert editor.get("/nl/rapporten/").status_code == 200
