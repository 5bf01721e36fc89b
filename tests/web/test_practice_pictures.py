"""Pictures on the way of a practice: added in the form, shown with it, public with it, erased for good."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.formats.test_pictures import written
from tests.markup import problems_in
from tests.web.seated import browser, read, text
from tests.web.test_practice_proposals import EDIT, FIELDS, NEW, PROPOSAL, review, seen_on

from stemagenda.store.models import AuditRow, PictureRow
from stemagenda.usecases import practice_pictures
from stemagenda.usecases import practices as usecase

WORDS = {
    "pictures": "1",
    "added.alternative": "Twee meisjes solderen een lampje",
    "added.alternative_en": "Two girls solder a lamp",
    "added.caption": "Het kamp van 2025",
    "added.credit": "VDAB",
    "added.licence": "cc-by-4.0",
    "added.allowed": "1",
}
PUBLIC = "/nl/praktijken/meisjes-en-machines/"


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    usecase._known.cache_clear()
    usecase._comparable.cache_clear()


def photo(**more: object) -> SimpleUploadedFile:
    return SimpleUploadedFile("IMG_1.jpg", written(size=(1600, 900), **more), content_type="text/html")  # type: ignore[arg-type]


def in_the_form(page: str) -> dict[str, str]:
    """What the form holds of the pictures that were added: as a browser sends it back."""
    hidden = re.findall(r'name="(pictures\.\d+\.given)" value="([^"]+)"', page)
    found = dict(hidden)
    for name, said in re.findall(r'name="(pictures\.\d+\.alternative)"[^>]*>([^<]*)<', page):
        found[name] = unescape(said)
    for name, said in re.findall(r'name="(pictures\.\d+\.(?:credit|caption))"[^>]*value="([^"]*)"', page):
        found[name] = unescape(said)
    for start in {name.rpartition(".")[0] for name, _ in hidden}:
        found[f"{start}.licence"] = "cc-by-4.0"
    return found


def proposed(client: Client) -> str:
    """Propose a practice with a picture. Returns the address of the picture."""
    response = client.post(NEW, {**FIELDS, **WORDS, "picture": photo()})
    assert response.headers["Location"] == PROPOSAL, text(response.content.decode())
    found = re.search(
        r'src="(/nl/praktijken/meisjes-en-machines/beelden/[0-9a-f]{64}-480\.jpg)"', read(client, PROPOSAL)
    )
    assert found is not None
    return found[1]


def test_a_picture_is_private_until_its_practice_is_public(loaded: datetime, reader: Client) -> None:
    partner, reviewer, other = browser("committee"), browser("other"), browser("guest")
    address = proposed(partner)
    assert reader.get(address).status_code == other.get(address).status_code == 404
    early = reviewer.get(address)
    assert early.headers["Cache-Control"] == "private, no-store"
    assert review(reviewer, "validate") == review(reviewer, "publish") == 302
    page = read(reader, PUBLIC)
    assert 'alt="Twee meisjes solderen een lampje"' in page
    assert "Het kamp van 2025" in page
    assert "Beeld: VDAB, CC BY 4.0" in text(page)
    assert 'alt="Two girls solder a lamp"' in read(reader, "/en/practices/meisjes-en-machines/")
    assert problems_in(page) == []
    for given in (reader.get(address), reader.get(address)):  # drawn, and from memory
        assert given.content == early.content
        assert given.headers["Content-Type"] == "image/jpeg"
        assert given.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in given.headers["Content-Security-Policy"]
        assert given.headers["Content-Disposition"] == 'inline; filename="meisjes-en-machines.jpg"'
        assert given.headers["Cache-Control"] == "public, max-age=604800, immutable"
    assert reader.get(address.replace("-480.jpg", "-481.jpg")).status_code == 404
    assert reader.get(address.replace("meisjes-en-machines", "stemhelden")).status_code == 404
    assert reader.get("/nl/praktijken/stemhelden/beelden/a.svg").status_code == 404


def test_pictures_are_added_one_by_one_while_the_rest_of_the_form_stays(loaded: datetime) -> None:
    partner = browser("committee")
    first = partner.post(NEW, {**FIELDS, "title": "", **WORDS, "step": "picture", "picture": photo()})
    assert first.status_code == 200
    page = first.content.decode()
    assert problems_in(page) == []
    assert "data:image/jpeg;base64," in page
    assert "kamp@voorbeeld.be" in page
    kept = in_the_form(page)
    second = partner.post(NEW, {**FIELDS, **WORDS, **kept, "step": "picture", "picture": photo(quality=20)})
    assert len([name for name in in_the_form(second.content.decode()) if name.endswith("given")]) == 2
    again = partner.post(NEW, {**FIELDS, **WORDS, **kept, "step": "picture", "picture": photo()})
    assert "twee keer hetzelfde beeld" in text(again.content.decode())
    kept["pictures.1.alternative"] = "IMG_1.jpg"
    refused = partner.post(NEW, {**FIELDS, "pictures": "1", **kept})
    assert refused.status_code == 422
    assert "Beelden 1: heeft de naam van een bestand in plaats van woorden" in text(refused.content.decode())
    assert "data:image/jpeg;base64," in refused.content.decode()  # the file need not be chosen again
    kept["pictures.1.alternative"] = "Een lampje"
    assert partner.post(NEW, {**FIELDS, "pictures": "1", **kept}).headers["Location"] == PROPOSAL


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"picture": SimpleUploadedFile("a.jpg", b"<svg onload='alert(1)'/>")}, "is een SVG-tekening"),
        ({"picture": SimpleUploadedFile("a.jpg", b"<html>")}, "is een webpagina, en geen beeld"),
        ({"picture": SimpleUploadedFile("a.jpg", b"")}, "is leeg"),
        ({"added.allowed": ""}, "mag niet getoond worden zonder toestemming"),
        ({"picture": ""}, "heeft woorden, maar er is geen bestand gekozen"),
        ({"added.alternative": ""}, "Beelden 1: heeft geen woorden"),
        ({"added.credit": ""}, "zegt niet wie het maakte"),
        ({"added.licence": "mine"}, "zegt niet wat anderen ermee mogen"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    loaded: datetime, changed: dict[str, object], said: str
) -> None:
    response = browser("committee").post(NEW, {**FIELDS, **WORDS, "picture": photo(), **changed})
    assert response.status_code == 422
    page = response.content.decode()
    assert said in text(page)
    assert "Meisjes en machines" in page
    assert "Het kamp van 2025" in page
    if "picture" in changed or "added.allowed" in changed:
        assert not PictureRow.objects.exists()


def test_another_ones_picture_cannot_be_named(loaded: datetime) -> None:
    page = browser("committee").post(NEW, {**FIELDS, **WORDS, "step": "picture", "picture": photo()}).content.decode()
    stolen = in_the_form(page)
    response = browser("lead").post(NEW, {**FIELDS, "pictures": "1", **stolen})
    assert "beelden/" not in read(browser("lead"), response.headers["Location"])


def test_six_is_the_most_and_sixty_in_two_days(loaded: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    partner, kept = browser("committee"), {}
    monkeypatch.setattr(practice_pictures, "MOST_WAITING", 6)
    for quality in range(20, 26):
        response = partner.post(NEW, {**FIELDS, **WORDS, **kept, "step": "picture", "picture": photo(quality=quality)})
        kept = in_the_form(response.content.decode())
    assert 'name="picture"' not in response.content.decode()
    seventh = {**FIELDS, **WORDS, **kept, "step": "picture", "picture": photo(quality=30)}
    assert "heeft al 6 beelden" in text(partner.post(NEW, seventh).content.decode())
    flood = {**FIELDS, **WORDS, "step": "picture", "picture": photo(quality=31)}
    assert "u diende er 6 in op twee dagen" in text(partner.post(NEW, flood).content.decode())


def test_a_picture_is_taken_out_or_erased(loaded: datetime, reader: Client) -> None:
    partner, reviewer = browser("committee"), browser("other")
    address = proposed(partner)
    assert review(reviewer, "validate") == review(reviewer, "publish") == 302
    family = address.rpartition("/")[2].partition("-")[0]
    assert reviewer.post(PROPOSAL, {"erase": family}).status_code == 403
    assert "Voorgoed wissen" in read(partner, PROPOSAL)
    assert partner.post(PROPOSAL, {"erase": "0" * 64}).status_code == 422
    form = read(partner, EDIT)
    gone = {**in_the_form(form), "pictures.1.remove": "1", "pictures": "1"}
    assert partner.post(EDIT, {**FIELDS, **gone, "seen": seen_on(form)}).status_code == 302
    assert reader.get(address).status_code == 200  # until the new text is published, and on pages of earlier days
    assert partner.post(PROPOSAL, {"erase": family}).headers["Location"] == PROPOSAL
    assert reader.get(address).status_code == 404
    assert "beelden/" not in read(reader, PUBLIC)
    assert not PictureRow.objects.filter(family=family).exists()
    assert AuditRow.objects.filter(verb="erase_picture").count() == 1
    assert "is al gewist" in text(partner.post(PROPOSAL, {"erase": family}).content.decode())


@pytest.mark.parametrize("address", [NEW, EDIT, "/en/practices/stemhelden/edit/"])
def test_a_hundred_megabytes_are_refused_before_they_are_read(loaded: datetime, address: str) -> None:
    partner = browser("committee")
    assert (
        partner.post(address, data=b"", content_type="multipart/form-data", CONTENT_LENGTH="100000000").status_code
        == 413
    )
    assert partner.post(PROPOSAL, data=b"", content_type="x/y", CONTENT_LENGTH="2000000").status_code == 413


def test_what_no_practice_names_after_two_days_is_erased(loaded: datetime) -> None:
    partner = browser("committee")
    kept = proposed(partner).rpartition("/")[2].partition("-")[0]
    partner.post(NEW, {**FIELDS, **WORDS, "step": "picture", "picture": photo(quality=20)})
    PictureRow.objects.update(made_at=loaded - timedelta(days=30))
    partner.post(NEW, {**FIELDS, **WORDS, "step": "picture", "picture": photo(quality=21)})
    families = set(PictureRow.objects.values_list("family", flat=True))
    assert kept in families
    assert len(families) == 2
