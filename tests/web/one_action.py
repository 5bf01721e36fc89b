"""The page of one action and its form, as tests of several files use them."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import Any

from django.test import Client
from tests.web.seated import COORDINATOR, browser, read

from stemagenda.store import records
from stemagenda.store.models import RecordVersionRow
from stemagenda.store.records import Version
from stemagenda.usecases.actions.editing import save_action
from stemagenda.usecases.records import value_of
from stemagenda.web.asking import now

PAGE = "/nl/acties/IK-06/"
EDIT, STEP, HISTORY = PAGE + "bewerken/", PAGE + "stap/", PAGE + "geschiedenis/"
COMMENT, UNSAVED = PAGE + "opmerking/", PAGE + "concept/"
HOSTILE = "<script>alert(1)</script> & “meer”"


def latest(code: str = "IK-06") -> Version:
    found = records.version(kind="action", code=code)
    assert found is not None
    return found


def versions() -> int:
    return RecordVersionRow.objects.filter(kind="action").count()


def led_by_vdab() -> None:
    """The action gets a lead by a decision: published again."""
    coordinator, committee = browser("coordinator"), browser("committee")
    save_action(action=replace(value_of(latest()), lead="vdab"), seen=latest().number, actor=COORDINATOR, now=now())
    for client, step in ((coordinator, "propose"), (committee, "validate"), (committee, "publish")):
        assert client.post(STEP, {"step": step, "seen": latest().number}).status_code == 302
    assert latest().state == "published"


def form(client: Client, address: str = EDIT, **changed: Any) -> dict[str, Any]:
    """The fields of the form as a browser would send them back, with some changed."""
    page = read(client, address)
    fields: dict[str, list[str]] = {}
    main = page[page.index('id="actie"') : page.index("</form>", page.index('id="actie"'))]
    pattern = re.compile(
        r'<input(?P<input>[^>]*)>|<textarea[^>]*name="(?P<area>[^"]*)"[^>]*>(?P<text>.*?)</textarea>'
        r'|<select[^>]*name="(?P<select>[^"]*)"[^>]*>(?P<options>.*?)</select>',
        re.DOTALL,
    )
    for match in pattern.finditer(main):
        if match["input"] is not None:
            found = dict(re.findall(r'([\w-]+)="([^"]*)"', match["input"]))
            if found.get("type") in {"checkbox", "radio"} and " checked" not in match["input"]:
                continue
            fields.setdefault(found["name"], []).append(unescape(found.get("value", "")))
        elif match["area"]:
            fields.setdefault(match["area"], []).append(unescape(match["text"]))
        else:
            chosen = re.search(r'value="([^"]*)" selected', match["options"])
            first = re.search(r'value="([^"]*)"', match["options"])
            assert first is not None
            fields.setdefault(match["select"], []).append((chosen or first)[1])
    fields.pop("csrfmiddlewaretoken", None)
    return {**fields, **changed}
