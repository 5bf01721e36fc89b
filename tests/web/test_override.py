"""Setting a light by hand, from outside."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client

from stemagenda.store.models import AuditRow, OverrideRow
from stemagenda.web.asking import now

ADDRESS = "/nl/indicatoren/RG2-WIS/pisa/licht/"
PAGE = "/nl/indicatoren/RG2-WIS/pisa/"
REASON = "De bron kondigde een correctie aan die nog niet gepubliceerd is."


def given(**other: str) -> dict[str, str]:
    day = (now().date() + timedelta(days=90)).isoformat()
    return {"colour": "green", "reason": REASON, "expires": day, **other}


def test_strangers_sign_in_first(loaded: datetime, reader: Client) -> None:
    for response in (reader.get(ADDRESS), reader.post(ADDRESS, given())):
        assert response.status_code == 302
        assert response.headers["Location"].startswith("/nl/aanmelden/?next=%2Fnl%2Findicatoren")
    assert not OverrideRow.objects.exists()


def test_who_is_no_editor_is_refused(loaded: datetime, reader: Client, django_user_model) -> None:
    reader.force_login(django_user_model.objects.create_user("lezer", password="x"))
    for response in (reader.get(ADDRESS), reader.post(ADDRESS, given())):
        assert response.status_code == 403
    assert not OverrideRow.objects.exists()


def test_an_editor_sets_a_light_and_takes_it_back(loaded: datetime, editor: Client, reader: Client) -> None:
    before = reader.get(PAGE).content
    assert editor.get(ADDRESS).status_code == 200
    response = editor.post(ADDRESS, given())
    assert (response.status_code, response.headers["Location"]) == (302, PAGE)
    shown = reader.get(PAGE).content.decode()
    assert REASON in shown
    assert "els" in shown
    row = OverrideRow.objects.get()
    assert REASON in editor.get(ADDRESS).content.decode()
    assert editor.post(ADDRESS, {"withdraw": str(row.pk)}).status_code == 302
    assert reader.get(PAGE).content == before
    assert list(AuditRow.objects.filter(actor="els").values_list("verb", flat=True)) == [
        "override_light",
        "withdraw_override",
    ]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"colour": "paars"}, "Kies een van de vier"),
        ({"colour": ""}, "Kies een van de vier"),
        ({"reason": "kort"}, "te kort"),
        ({"reason": "x" * 2_001}, "te lang"),
        ({"expires": "gisteren"}, "laatste dag"),
        ({"expires": "2020-01-01"}, "laatste dag"),
        ({"expires": "9999-12-31"}, "laatste dag"),
        ({"expires": ""}, "laatste dag"),
    ],
)
def test_a_wrong_form_says_what_is_wrong_and_keeps_what_was_written(
    loaded: datetime, editor: Client, wrong: dict[str, str], said: str
) -> None:
    response = editor.post(ADDRESS, given(**wrong))
    page = response.content.decode()
    assert response.status_code == 422
    assert said in page
    if "reason" not in wrong:
        assert REASON in page
    assert not OverrideRow.objects.exists()


def test_a_form_opened_before_somebody_else_saved_is_not_taken(loaded: datetime, editor: Client) -> None:
    mine = "Mijn eigen reden, lang genoeg om te bewaren."
    assert editor.post(ADDRESS, given(seen="0")).status_code == 302
    for seen in ("0", "", "x", "9" * 30, "\x00"):
        late = editor.post(ADDRESS, given(seen=seen, reason=mine, colour="red"))
        page = late.content.decode()
        assert late.status_code == 422
        assert "Iemand anders wijzigde dit licht" in page
        assert REASON in page
        assert mine in page
    assert f'name="seen" value="{OverrideRow.objects.get().pk}"' in page
    assert editor.post(ADDRESS, given(seen=str(OverrideRow.objects.get().pk), reason=mine)).status_code == 302


@pytest.mark.parametrize("number", ["0", "-1", "999", "x", "1; DROP TABLE", "9" * 30, "²", "\x00"])
def test_a_wrong_number_is_no_crash(loaded: datetime, editor: Client, number: str) -> None:
    response = editor.post(ADDRESS, {"withdraw": number})
    assert response.status_code == 422
    assert "al ingetrokken" in response.content.decode()


def test_reasons_are_shown_as_text(loaded: datetime, editor: Client, reader: Client) -> None:
    editor.post(ADDRESS, given(reason="<script>alert(1)</script> met uitleg erbij"))
    for client in (reader, editor):
        assert "<script>alert" not in client.get(PAGE).content.decode()
    assert "<script>alert" not in editor.get(ADDRESS).content.decode()


@pytest.mark.parametrize("path", ["/nl/indicatoren/RG2-WIS/x/licht/", "/nl/indicatoren/RG99/pisa/licht/"])
def test_lights_that_do_not_exist(loaded: datetime, editor: Client, path: str) -> None:
    assert editor.get(path).status_code == 404


def test_a_form_from_elsewhere_is_refused(loaded: datetime, django_user_model) -> None:
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(django_user_model.objects.create_user("els", password="x", is_staff=True))
    assert client.post(ADDRESS, given()).status_code == 403
    assert not OverrideRow.objects.exists()
