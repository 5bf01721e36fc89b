"""The forms of governance and of the network: one a kind of record, with its headings, its blank, what it offers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from stemagenda.core.actions.action import PILLARS, STAGES, Wording
from stemagenda.core.events.event import EVENT_KINDS, Event
from stemagenda.core.governance.body import BODY_KINDS, ENTITY_KINDS, SEAT_ROLES, Body, Entity
from stemagenda.core.governance.meeting import (
    EFFECTS,
    MEETING_KINDS,
    PRECISIONS,
    RECOMMENDATION_STATES,
    Advice,
    Decision,
    FollowUp,
    Meeting,
)
from stemagenda.core.governance.news_item import NewsItem
from stemagenda.core.network.relation import RELATION_KINDS, Relation
from stemagenda.core.regions import REGIONS
from stemagenda.core.reports.action_words import DOMAIN_WORDS
from stemagenda.core.timeline.development import TYPES, PolicyDevelopment
from stemagenda.usecases.governance.reading import kept
from stemagenda.usecases.network_keeping import related
from stemagenda.web import governance_forms
from stemagenda.web.actor_forms import BETWEEN, read_entity, read_relation
from stemagenda.web.addresses import PATHS, address
from stemagenda.web.asking import language_of
from stemagenda.web.event_form import read_event
from stemagenda.web.governance_blocks import SPARE
from stemagenda.web.news_form import read_news

#: What forms let choose, whatever the agenda holds.
LISTS: Final[Mapping[str, Any]] = {
    "body_kinds": BODY_KINDS,
    "seat_roles": SEAT_ROLES,
    "meeting_kinds": MEETING_KINDS,
    "precisions": PRECISIONS,
    "effects": EFFECTS,
    "answers": RECOMMENDATION_STATES,
    "stages": STAGES,
    "development_types": TYPES,
    "event_kinds": EVENT_KINDS,
    "entity_kinds": ENTITY_KINDS,
    "pillars": PILLARS,
    "domains": tuple(DOMAIN_WORDS),
    "regions": tuple(REGIONS),
    "relation_kinds": RELATION_KINDS,
    "spare": range(SPARE),
}


READERS: Final[Mapping[str, Callable[..., Any]]] = {
    **governance_forms.READERS,
    "event": read_event,
    "news": read_news,
    "entity": read_entity,
    "relation": read_relation,
}
#: page that leads to records -> its name
_AMONG: Final = {
    "governance": "nav.governance",
    "timeline": "timeline.title",
    "events": "events.title",
    "news": "news.title",
    "actors": "actors.title",
}


@dataclass(frozen=True, kw_only=True)
class Form:
    """The form of a kind of record. `blank` starts a new one; `page` is where a saved one is seen.

    `has_page` says that each record is seen on a page of its own, that of the code `seen_at` gives; `among` names the
    page that leads to all of them then. `new` and `edit` are headings; `more` gives what only this form lets choose.
    """

    kind: str
    name: str
    page: str
    has_page: bool
    blank: Callable[[HttpRequest, date], Any]
    new: str
    edit: str
    among: str = "governance"
    seen_at: Callable[[Any], str] = lambda record: str(record.code)
    more: Callable[[date], Mapping[str, Any]] = lambda _today: {}

    @property
    def unsaved(self) -> str:
        """The address that keeps what is being typed, for forms that have one."""
        name = f"{self.name}_unsaved"
        return name if name in PATHS else ""

    @property
    def among_key(self) -> str:
        """The name of the page that leads to all of them."""
        return _AMONG[self.among]

    @property
    def list_key(self) -> str:
        """The words for the list in which such records stand."""
        return f"governance.{self.page}"

    def led_to(self, request: HttpRequest, code: str) -> HttpResponse:
        """To where what was saved is seen."""
        language = language_of(request)
        if self.has_page:
            stands = kept(kind=self.kind, code=code)
            seen_at = self.seen_at(stands[0]) if stands else code
            return HttpResponseRedirect(address(self.page, language=language, code=seen_at))
        return HttpResponseRedirect(address(self.page, language=language) + f"#{code}")


def _from(request: HttpRequest, name: str) -> str:
    """What the link to a new form says of what it starts from."""
    return request.GET.get(name, "").replace("\x00", "")[:60]


_NOTHING: Final = Wording()
FORMS: Final = {
    form.kind: form
    for form in (
        Form(
            kind="body",
            name="body",
            page="body",
            has_page=True,
            new="body_form.new",
            edit="body_form.edit",
            blank=lambda _request, today: Body(code="", title=_NOTHING, kind="other", starts=today),
        ),
        Form(
            kind="meeting",
            name="meeting",
            page="meeting",
            has_page=True,
            new="governance.new_meeting",
            edit="meeting.edit",
            blank=lambda request, today: Meeting(code="", body=_from(request, "body"), on=today),
        ),
        Form(
            kind="decision",
            name="decision",
            page="decisions",
            has_page=False,
            new="decisions.new",
            edit="decisions.edit",
            blank=lambda request, today: Decision(
                code="", on=today, text=_NOTHING, by=_from(request, "body"), meeting=_from(request, "meeting")
            ),
        ),
        Form(
            kind="follow-up",
            name="follow_up",
            page="follow_ups",
            has_page=False,
            new="follow_ups.new",
            edit="follow_ups.edit",
            blank=lambda request, today: FollowUp(
                code="",
                title=_NOTHING,
                owner=_from(request, "body"),
                opened=today,
                meeting=_from(request, "meeting"),
                decision=_from(request, "decision"),
            ),
        ),
        Form(
            kind="advice",
            name="advice",
            page="advices",
            has_page=False,
            new="advices.new",
            edit="advices.edit",
            blank=lambda _request, _today: Advice(code="", council="", title=_NOTHING),
        ),
        Form(
            kind="development",
            name="development",
            page="development",
            has_page=True,
            new="timeline.new",
            edit="timeline.edit",
            blank=lambda _request, _today: PolicyDevelopment(code="", title=_NOTHING, type="measure"),
            among="timeline",
        ),
        Form(
            kind="event",
            name="event",
            page="event",
            has_page=True,
            new="events.new",
            edit="events.edit",
            blank=lambda request, _today: Event(
                code="", kind="networking-moment", meeting=_from(request, "meeting"), body=_from(request, "body")
            ),
            among="events",
        ),
        Form(
            kind="news",
            name="news_item",
            page="news_item",
            has_page=True,
            blank=lambda request, today: NewsItem(code="", title=_NOTHING, on=today, body=_from(request, "body")),
            new="news.new",
            edit="news.edit",
            among="news",
        ),
        Form(
            kind="entity",
            name="actor",
            page="actor",
            has_page=True,
            blank=lambda _request, _today: Entity(code="", title=_NOTHING, kind="organisation"),
            new="actor_form.new",
            edit="actor_form.edit",
            among="actors",
        ),
        Form(
            kind="relation",
            name="relation",
            page="actor",
            has_page=True,
            blank=lambda request, _today: Relation(
                code="", actor=_from(request, "actor"), kind="cooperates-with", target=""
            ),
            new="relation_form.new",
            edit="relation_form.edit",
            among="actors",
            seen_at=lambda relation: str(relation.actor),
            more=lambda today: {"related": related(on=today), "between": BETWEEN},
        ),
    )
}
