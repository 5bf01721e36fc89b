"""Your data: what is kept about somebody without an account, for whoever holds the link from their letter."""

from __future__ import annotations

import json

from django.http import Http404, HttpRequest, HttpResponse

from stemagenda.core.personal.purpose import PURPOSES
from stemagenda.core.text import Language
from stemagenda.store.personal import Person
from stemagenda.usecases.changes import topics_on
from stemagenda.usecases.personal import as_plain, erase_personal, personal_page
from stemagenda.web.asking import language_of, now, show
from stemagenda.web.guarding import open_form


@open_form
def your_data(request: HttpRequest, secret: str) -> HttpResponse:
    """Show what is kept, hand it out as JSON, or erase it. Whoever has the link is the person: nobody else got it."""
    if request.method == "POST":
        erase_personal(secret=secret, now=now())
        # The same answer where it was gone already: a second click changes nothing.
        return show(request, "web/personal/erased.html", here="your_data", parts={"secret": secret})
    person = personal_page(secret=secret)
    if person is None:
        raise Http404
    if request.GET.get("format") == "json":
        body = json.dumps(as_plain(person), ensure_ascii=False, indent=2)
        response = HttpResponse(body, content_type="application/json")
        response.headers["Content-Disposition"] = 'attachment; filename="uw-gegevens.json"'
        return response
    response = show(
        request,
        "web/personal/yours.html",
        here="your_data",
        parts={"secret": secret},
        person=person,
        purpose_key=f"personal.purpose_{person.purpose}",
        ground_key=f"personal.ground_{PURPOSES[person.purpose].ground}",
        told=[(f"personal.field_{name}", _said(person, name, language_of(request))) for name in _fields(person)],
    )
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _fields(person: Person) -> list[str]:
    """What was told, in the order in which it is asked; what has no words on the screen is only in the download."""
    return [name for name in PURPOSES[person.purpose].fields if person.body.get(name)]


def _said(person: Person, field: str, language: Language) -> list[str]:
    """What was told in one field; topics by their names, and by their codes where they are gone."""
    value = person.body[field]
    said = [str(item) for item in value] if isinstance(value, list) else [str(value)]
    if field != "topics":
        return said
    names = topics_on(on=now().date()).names
    return [names[topic].to(language) if topic in names else topic for topic in said]
