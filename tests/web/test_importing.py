"""Taking in a file on the site: seen before it is done, one at a time, refused in words, by editors only."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from stemagenda.store.models import AuditRow, ReleaseRow, UploadRow
from stemagenda.usecases import uploads
from stemagenda.usecases.people import add_person
from stemagenda.usecases.permissions import OPERATOR
from stemagenda.usecases.publishing import publish_due
from stemagenda.web.middleware import sizes

IMPORT = {"nl": "/nl/invoeren/", "en": "/en/import/"}
FILE = """# title: Proefuitgave <script>alert(1)</script>
# publisher: Proefuitgever
# published: 2024-01-15
# rank: primary
# url: https://example.org/proef
# licence: vrij
indicator,series,period,value,half_width
RG2-WIS,pisa,2022,{value},0.05
"""
pytestmark = pytest.mark.usefixtures("loaded")


@pytest.fixture
def editor(django_user_model: Any) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(django_user_model.objects.create_user("els", password="een lang wachtwoord", is_staff=True))
    return client


def give(
    client: Client, *, value: object = 11.1, name: str = "2024-proef.csv", language: str = "nl", **said: str
) -> Any:
    file = SimpleUploadedFile(name, FILE.format(value=value).encode(), content_type="text/csv")
    return client.post(IMPORT[language], {"file": file, "source": ""})


def said(seen: str) -> str:
    """What a page says, without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", seen))


def page(response: HttpResponse) -> str:
    return response.content.decode()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_file_is_seen_before_it_is_taken_in(editor: Client, language: str) -> None:
    before = ReleaseRow.objects.count()
    given = give(editor, language=language)
    assert given.status_code == 302
    seen = page(editor.get(given["Location"]))
    assert ReleaseRow.objects.count() == before
    assert "11,1" in seen if language == "nl" else "11.1" in seen
    assert ("verkeerde kant → versterkt" if language == "nl" else "wrong way → strengthens") in said(seen)
    assert "<script>alert(1)" not in seen
    done = editor.post(given["Location"], {"step": "accept"})
    assert done.status_code == 302
    assert "2024-proef" in done["Location"]
    assert UploadRow.objects.count() == 0
    assert (uploads.releases.release(source="pisa", code="2024-proef")) is not None
    shown = page(editor.get(done["Location"]))
    assert ("zijn ingevoerd" if language == "nl" else "were taken in") in shown
    assert AuditRow.objects.filter(verb="import_release", actor="els").count() == 1


def test_wrong_files_are_answered_in_words_and_kept_to_be_tried_again(editor: Client) -> None:
    given = give(editor, value=154)
    seen = page(editor.get(given["Location"]))
    assert "een aandeel ligt tussen 0 en 100" in seen
    assert "Dit bestand kan nog niet ingevoerd worden" in seen
    assert editor.post(given["Location"], {"step": "accept"}).status_code == 422
    unknown = editor.post(IMPORT["nl"], {"file": SimpleUploadedFile("x.csv", b"a,b\n1,2\n"), "source": ""})
    assert "geen enkele bron herkent dit bestand" in page(editor.get(unknown["Location"]))
    again = editor.post(unknown["Location"], {"step": "again", "source": "pisa", "published": "2024"})
    assert "is-problem" in page(again)
    empty = editor.post(IMPORT["nl"], {"source": ""})
    assert empty.status_code == 422
    assert "is leeg. " in page(empty)


def test_a_large_revision_is_not_accepted_without_its_reason(editor: Client) -> None:
    editor.post(give(editor)["Location"], {"step": "accept"})
    given = give(editor, value=22.2)
    assert "Zeg waarom de bron het herzag" in page(editor.get(given["Location"]))
    refused = editor.post(given["Location"], {"step": "accept", "reason": "  "})
    assert refused.status_code == 422
    assert "Zeg waarom het cijfer herzien is" in page(refused)
    done = editor.post(given["Location"], {"step": "accept", "reason": "erratum <b>van</b> de uitgever"})
    shown = page(editor.get(done["Location"]))
    assert "erratum &lt;b&gt;van&lt;/b&gt; de uitgever" in shown
    assert "Wat eerder gold" in shown
    earlier = re.search(r'href="([^"]*bestand\?versie=[0-9a-f]{64})"', shown)
    assert earlier is not None
    assert b",11.1," in b"".join(editor.get(earlier[1]))


def test_who_is_overtaken_is_told_and_keeps_the_file(editor: Client, django_user_model: Any) -> None:
    given = give(editor)
    other = Client()
    other.force_login(django_user_model.objects.create_user("an", password="een lang wachtwoord", is_staff=True))
    other.post(give(other, value=12, name="2024-ander.csv")["Location"], {"step": "accept"})
    told = editor.post(given["Location"], {"step": "accept"})
    assert told.status_code == 422
    assert "iemand anders heeft intussen een bestand van deze bron ingevoerd" in page(told)
    assert UploadRow.objects.filter(person="els").exists()
    editor.post(given["Location"], {"step": "again", "source": "pisa"})
    assert editor.post(given["Location"], {"step": "accept"}).status_code == 302


def test_a_given_file_is_its_givers_alone_and_is_gone_after_a_day(
    editor: Client, django_user_model: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = give(editor)
    other = Client()
    other.force_login(django_user_model.objects.create_user("an", password="een lang wachtwoord", is_staff=True))
    assert other.get(given["Location"]).status_code == 404
    assert other.post(given["Location"], {"step": "accept"}).status_code == 404
    UploadRow.objects.update(expires_at=datetime.fromisoformat("2026-01-01T00:00:00+00:00"))
    assert editor.get(given["Location"]).status_code == 404
    give(other)
    assert [row.person for row in UploadRow.objects.all()] == ["an"]
    assert other.post(give(other)["Location"], {"step": "throw_away"}).status_code == 302
    assert UploadRow.objects.count() == 0


def test_only_editors_come_in(django_user_model: Any) -> None:
    for path in (IMPORT["nl"], "/nl/invoeren/x/", "/nl/bronnen/pisa/2013-pisa-2012-vlaanderen/intrekken/"):
        answer = Client().get(path)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/nl/aanmelden/?next=")
        reader = Client(raise_request_exception=False)
        reader.force_login(django_user_model.objects.get_or_create(username="lezer")[0])
        assert reader.get(path).status_code == 403
        assert reader.post(path, {"step": "accept"}).status_code == 403


def test_a_form_without_its_token_is_refused() -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post(IMPORT["nl"], {"source": "pisa"}).status_code == 403


def test_too_much_is_refused_before_it_is_read(editor: Client) -> None:
    for client, path, size, status in (
        (Client(), IMPORT["nl"], 1_200_000, 413),
        (editor, "/nl/aanmelden/", 1_200_000, 413),
        (editor, IMPORT["nl"], uploads.LARGEST + sizes.BESIDE + 1, 413),
    ):
        answer = client.generic("POST", path, b"x", CONTENT_LENGTH=str(size))
        assert answer.status_code == status
    assert "stemagenda import" in page(answer)


def test_a_release_is_withdrawn_with_its_reason_in_view(editor: Client) -> None:
    done = editor.post(give(editor)["Location"], {"step": "accept"})
    where = done["Location"].split("?")[0] + "intrekken/"
    seen = page(editor.get(where))
    assert "versterkt → verkeerde kant" in said(seen)
    digest = re.search(r'name="seen" value="([0-9a-f]{64})"', seen)
    assert digest is not None
    assert editor.post(where, {"seen": digest[1], "reason": "kort"}).status_code == 422
    assert editor.post(where, {"seen": "0" * 64, "reason": "dit was de verkeerde tabel"}).status_code == 422
    assert editor.post(where, {"seen": digest[1], "reason": "dit was de verkeerde tabel"}).status_code == 302
    assert editor.get(where).status_code == 404


@pytest.mark.parametrize("written", ["straks", "2031-01-01T09:30+01:00", "99999-01-01T09:30", "0001-01-01T00:00"])
def test_a_moment_that_cannot_be_read_brings_nothing_out(editor: Client, written: str) -> None:
    given = give(editor)
    before = ReleaseRow.objects.count()
    answer = editor.post(given["Location"], {"step": "accept", "visible_from": written})
    assert answer.status_code == 422
    assert "geen dag en uur dat we kunnen gebruiken" in page(answer)
    assert ReleaseRow.objects.count() == before


#: Everything public that could show a figure of a release that waits.
SHOWING = (
    "/nl/",
    "/nl/indicatoren/RG2-WIS/pisa/",
    "/nl/bronnen/pisa/",
    "/nl/zoeken/?q=Proefuitgave",
    "/nl/indicatoren/RG2-WIS/pisa/download.csv",
    "/nl/indicatoren/RG2-WIS/pisa/download.svg",
    "/nl/kalender/",
    "/nl/vrijgaven.atom",
    "/nl/wat-is-nieuw/",
    "/nl/wat-is-nieuw.atom?since=2000-01-01",
    "/nl/wat-is-nieuw.rss?about=indicator/RG2-WIS",
    "/nl/insluiten/licht/RG2-WIS/?series=pisa",
    "/nl/insluiten/grafiek/RG2-WIS/?series=pisa",
    "/nl/kalender.ics",
)


def test_before_its_moment_no_page_shows_a_value(editor: Client, reader: Client, django_user_model: Any) -> None:
    given = give(editor, value=12.34)
    done = editor.post(given["Location"], {"step": "accept", "visible_from": "2031-01-01T09:30"})
    where = done["Location"]
    assert where.endswith("/voorinzage/")
    for path in SHOWING:
        answer = reader.get(path)
        assert answer.status_code == 200, path
        body = b"".join(answer).decode()
        assert "12,34" not in body, path
        assert "12.34" not in body, path
        assert "2024-proef" not in body, path
    assert reader.get("/nl/bronnen/pisa/2024-proef/").status_code == 404
    assert reader.get("/nl/bronnen/pisa/2024-proef/bestand").status_code == 404
    assert reader.get(where).status_code == 302
    assert "12,34" not in page(editor.get(where))
    add_person(name="kabinet", is_editor=False, actor=OPERATOR, now=datetime.fromisoformat("2026-11-02T09:00:00+01:00"))
    early = Client(raise_request_exception=False)
    early.force_login(django_user_model.objects.get(username="kabinet"))
    assert early.get(where).status_code == 403
    named = {"person": "kabinet", "reason": "antwoord op een vraag in het parlement"}
    assert early.post(where, named).status_code == 403
    assert editor.post(where, {**named, "person": "wie"}).status_code == 422
    assert editor.post(where, named).status_code == 302
    shown = early.get(where)
    assert "12,34" in page(shown)
    assert shown["Cache-Control"] == "private, no-store"
    assert publish_due(now=datetime.fromisoformat("2031-01-01T09:30:00+01:00") + timedelta(seconds=1)) == 1
    assert reader.get("/nl/bronnen/pisa/2024-proef/").status_code == 200
    assert "kabinet" in page(reader.get("/nl/bronnen/pisa/2024-proef/"))
