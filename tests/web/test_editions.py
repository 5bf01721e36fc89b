"""Editions on the site: the list, one edition, two compared; who may freeze and correct."""

from __future__ import annotations

import gzip
import hashlib
import io
import zipfile
from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from stemagenda.store.models import EditionRow, ErratumRow
from stemagenda.usecases.editions import add_erratum, edition, freeze_edition
from stemagenda.usecases.permissions import OPERATOR, Actor
from stemagenda.web.asking import now

LIST = {"nl": "/nl/edities/", "en": "/en/editions/"}
ONE = {"nl": "/nl/edities/proef/", "en": "/en/editions/proef/"}
COMPARE = {"nl": "/nl/edities-vergelijken/", "en": "/en/compare-editions/"}
ERRATUM = "RG2-WIS: <b>dit</b> is een proef & geen fout."


@pytest.fixture
def frozen(loaded: datetime) -> None:
    """An edition of the day of the interim report."""
    actor = Actor(name="els", is_editor=True)
    freeze_edition(name="proef", note="Bij <i>het</i> rapport", as_of=date(2024, 7, 5), actor=actor, now=now())


def text(client: Client, address: str, status: int = 200, **query: str) -> str:
    answer = client.get(address, query)
    assert answer.status_code == status
    return str(answer.content.decode())


@pytest.mark.parametrize("language", LIST)
def test_the_list_names_every_edition_with_its_files(frozen: None, reader: Client, language: str) -> None:
    page = text(reader, LIST[language])
    assert f'href="{ONE[language]}"' in page
    for suffix in ("json", "zip", "csv"):
        assert f'href="{ONE[language]}download.{suffix}"' in page
    assert ("5 juli 2024" if language == "nl" else "5 July 2024") in page
    assert "Bij &lt;i&gt;het&lt;/i&gt; rapport" in page
    assert edition(name="proef").heading.digest[:16] in page
    assert 'method="post"' not in page
    assert f'href="{LIST[language]}"' in text(reader, f"/{language}/")


@pytest.mark.parametrize("language", ONE)
def test_an_edition_shows_what_was_known_and_its_errata(frozen: None, reader: Client, language: str) -> None:
    add_erratum(name="proef", text=ERRATUM, actor=OPERATOR, now=now())
    page = text(reader, ONE[language])
    for light in edition(name="proef").content.headlines:
        assert (light.title.nl if language == "nl" else light.title.en).split("&")[0] in page
    assert "RG2-WIS: &lt;b&gt;dit&lt;/b&gt; is een proef &amp; geen fout." in page
    assert ("de beheerder" if language == "nl" else "the administrator") in page
    assert "command line" not in page
    assert edition(name="proef").heading.digest in page
    assert f'href="/{language}/?as_of=2024-07-05"' in page
    assert f'action="{COMPARE[language]}"' in page


def test_an_edition_does_not_exist_before_it_was_frozen(frozen: None, reader: Client) -> None:
    before = (now() - timedelta(days=1)).date().isoformat()
    text(reader, ONE["nl"], 404, as_of=before)
    text(reader, f"{ONE['nl']}download.json", 404, as_of=before)
    assert "Er is nog geen editie" in text(reader, LIST["nl"], as_of=before)
    text(reader, COMPARE["nl"], 422, as_of=before, van="proef")


def test_the_files_are_the_same_at_each_request(frozen: None, reader: Client) -> None:
    document = edition(name="proef").document
    for suffix, kind in (("json", "application/json"), ("zip", "application/zip"), ("csv", "text/csv")):
        one, other = (Client().get(f"{ONE['nl']}download.{suffix}") for _ in range(2))
        assert one.content == other.content
        assert one.headers["Content-Type"].startswith(kind)
        assert one.headers["Content-Disposition"] == f'attachment; filename="stem-proef.{suffix}"'
    found = reader.get(f"{ONE['en']}download.json").content
    assert hashlib.sha256(found).hexdigest() == edition(name="proef").heading.digest
    with zipfile.ZipFile(io.BytesIO(reader.get(f"{ONE['en']}download.zip").content)) as archive:
        assert archive.read("edition.json") == document
    text(reader, f"{ONE['nl']}download.xml", 404)
    text(reader, "/nl/edities/niets/download.json", 404)
    text(reader, "/nl/edities/niets/", 404)


@pytest.mark.parametrize("language", COMPARE)
def test_a_comparison_says_what_changed(frozen: None, reader: Client, language: str) -> None:
    page = text(reader, COMPARE[language])
    sentence = {"nl": "Sinds proef: 3 knipperlichten veranderden", "en": "Since proef: 3 lights changed"}
    assert sentence[language] in page
    word = {"nl": "vandaag", "en": "today"}[language]
    assert text(reader, COMPARE[language], van="proef", tot=word) == text(reader, COMPARE[language], van="proef")
    assert "stem_monitor / 2025-vrt-monitor-2025" in page
    turned = text(reader, COMPARE[language], van=word, tot="proef")
    assert sentence[language] in turned
    days = text(reader, COMPARE[language], van="2018-01-01", tot="proef")
    assert ("Sinds 1 januari 2018" if language == "nl" else "Since 1 January 2018") in days


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ({"van": "niets"}, 422, "Er is geen editie met deze naam"),
        ({"van": "2024-13-01"}, 422, "Schrijf een dag als 2024-07-05"),
        ({"van": '"><script>'}, 422, "&quot;&gt;&lt;script&gt;"),
    ],
)
def test_a_comparison_that_cannot_be_made_is_told(
    frozen: None, reader: Client, query: dict[str, str], status: int, said: str
) -> None:
    assert said in text(reader, COMPARE["nl"], status, **query)


def test_without_editions_the_pages_say_so(loaded: datetime, reader: Client) -> None:
    assert "There is no edition yet" in text(reader, LIST["en"])
    assert "There is no edition yet" in text(reader, COMPARE["en"])


def test_strangers_sign_in_first_and_readers_are_refused(frozen: None, reader: Client, django_user_model) -> None:
    for address, given in ((LIST["nl"], {"name": "x"}), (ONE["nl"], {"text": ERRATUM})):
        answer = reader.post(address, given)
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/nl/aanmelden/?next=%2Fnl%2Fedities%2F")
    reader.force_login(django_user_model.objects.create_user("lezer", password="x"))
    for address, given in ((LIST["nl"], {"name": "x"}), (ONE["nl"], {"text": ERRATUM})):
        assert reader.post(address, given).status_code == 403
    assert EditionRow.objects.count() == 1
    assert not ErratumRow.objects.exists()


def test_a_form_without_its_token_is_refused(loaded: datetime, editor: Client) -> None:
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    strict.cookies = editor.cookies
    assert strict.post(LIST["nl"], {"name": "proef"}).status_code == 403
    assert not EditionRow.objects.exists()


def test_an_editor_freezes_and_corrects(loaded: datetime, editor: Client, reader: Client) -> None:
    assert 'name="csrfmiddlewaretoken"' in text(editor, LIST["nl"])
    answer = editor.post(LIST["nl"], {"name": "proef", "day": "2024-07-05", "note": "Bij het rapport"})
    assert (answer.status_code, answer.headers["Location"]) == (302, ONE["nl"])
    before = edition(name="proef")
    assert (before.heading.frozen_by, before.heading.as_of) == ("els", date(2024, 7, 5))
    answer = editor.post(ONE["nl"], {"text": ERRATUM})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{ONE['nl']}#errata")
    assert "dit&lt;/b&gt; is een proef" in text(reader, ONE["nl"])
    assert edition(name="proef").document == before.document


def test_without_a_day_it_is_today(loaded: datetime, editor: Client) -> None:
    assert editor.post(LIST["en"], {"name": "proef"}).status_code == 302
    assert edition(name="proef").heading.as_of == now().date()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name": "Proef"}, "Deze naam kan niet"),
        ({"name": "proef"}, "een editie verandert nooit. Kies een andere naam"),
        ({"name": "x", "day": "morgen"}, "Kies een dag tussen"),
        ({"name": "x", "note": "y" * 2001}, "De toelichting is te lang"),
    ],
)
def test_a_wrong_form_comes_back_with_what_was_written(
    frozen: None, editor: Client, given: dict[str, str], said: str
) -> None:
    answer = editor.post(LIST["nl"], given)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert 'aria-invalid="true"' in page
    assert f'value="{given["name"]}"' in page
    assert EditionRow.objects.count() == 1


def test_an_erratum_too_short_comes_back(frozen: None, editor: Client) -> None:
    answer = editor.post(ONE["nl"], {"text": "kort"})
    assert answer.status_code == 422
    assert "Het erratum is te kort of te lang" in answer.content.decode()
    assert editor.post("/nl/edities/niets/", {"text": ERRATUM}).status_code == 404


def test_a_damaged_edition_is_told_and_nothing_of_it_shown(frozen: None, reader: Client) -> None:
    EditionRow.objects.update(content=gzip.compress(b'{"geheim":1}\n', mtime=0))
    for address, query in ((ONE["nl"], {}), (f"{ONE['nl']}download.json", {}), (COMPARE["nl"], {"van": "proef"})):
        page = text(reader, address, 500, **query)
        assert "de vingerafdruk klopt niet" in page
        assert "geheim" not in page


def test_a_series_that_is_gone_is_named_without_a_link(frozen: None, reader: Client) -> None:
    from stemagenda.store.models import IndicatorRow

    assert 'href="/nl/indicatoren/RG2-WIS/pisa/"' in text(reader, ONE["nl"])
    IndicatorRow.objects.filter(code="RG2-WIS").delete()
    page = text(Client(), ONE["nl"])
    assert 'href="/nl/indicatoren/RG2-WIS/pisa/"' not in page
    assert "Laagpresteerders voor wiskunde" in page
