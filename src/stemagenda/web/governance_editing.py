"""What members keep of governance and of the network: one form a kind of record, one way to save."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

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
from stemagenda.core.validation import Problem, Refused
from stemagenda.core.versions import Clash
from stemagenda.usecases.actions import commenting
from stemagenda.usecases.actor_names import LooksLike
from stemagenda.usecases.governance import editing
from stemagenda.usecases.governance.choices import Offered, offered
from stemagenda.usecases.governance.reading import governance, kept
from stemagenda.usecases.network_keeping import related
from stemagenda.usecases.permissions import Actor, can_edit_governance, can_keep
from stemagenda.usecases.records import Overtaken
from stemagenda.web import governance_forms
from stemagenda.web.action_form import typed
from stemagenda.web.actor_forms import BETWEEN, read_entity, read_relation
from stemagenda.web.addresses import address
from stemagenda.web.asking import actor_of, language_of, now, show
from stemagenda.web.entering import come_back, number_of
from stemagenda.web.event_form import read_event
from stemagenda.web.governance_blocks import SPARE, blocks
from stemagenda.web.governance_forms import Entry
from stemagenda.web.methods import READING, takes
from stemagenda.web.news_form import read_news
from stemagenda.web.record_said import compared
from stemagenda.web.unsaved import UNNAMED

View = Callable[..., HttpResponse]
#: What forms let choose, whatever the agenda holds.
_LISTS: Final[Mapping[str, Any]] = {
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
    new: str = ""
    edit: str = ""
    among: str = "governance"
    seen_at: Callable[[Any], str] = lambda record: str(record.code)
    more: Callable[[date], Mapping[str, Any]] = lambda _today: {}

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
            blank=lambda _request, today: Body(code="", title=_NOTHING, kind="other", starts=today),
        ),
        Form(
            kind="meeting",
            name="meeting",
            page="meeting",
            has_page=True,
            blank=lambda request, today: Meeting(code="", body=_from(request, "body"), on=today),
        ),
        Form(
            kind="decision",
            name="decision",
            page="decisions",
            has_page=False,
            blank=lambda request, today: Decision(
                code="", on=today, text=_NOTHING, by=_from(request, "body"), meeting=_from(request, "meeting")
            ),
        ),
        Form(
            kind="follow-up",
            name="follow_up",
            page="follow_ups",
            has_page=False,
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
            blank=lambda _request, _today: Advice(code="", council="", title=_NOTHING),
        ),
        Form(
            kind="development",
            name="development",
            page="development",
            has_page=True,
            blank=lambda _request, _today: PolicyDevelopment(code="", title=_NOTHING, type="measure"),
            among="timeline",
        ),
        Form(
            kind="event",
            name="event",
            page="event",
            has_page=True,
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


def edits(kind: str) -> View:
    """The page on which a record of a kind is entered or changed, and withdrawn."""
    form = FORMS[kind]

    @takes(*READING, "POST")
    def view(request: HttpRequest, code: str = "") -> HttpResponse:
        actor = actor_of(request)
        here, parts = (f"{form.name}_edit", {"code": code}) if code else (f"{form.name}_new", {})
        if not actor.name:
            return come_back(request, here, **parts)
        is_leaving = request.method == "POST" and request.POST.get("what") == "withdraw"
        if not (can_edit_governance(actor) if is_leaving else can_keep(actor, kind=kind)):
            raise PermissionDenied
        stands = kept(kind=kind, code=code) if code else (form.blank(request, now().date()), 0)
        if stands is None:
            raise Http404
        before, seen = stands
        if request.method != "POST":
            return _opened(request, form, before, seen=seen, code=code)
        if request.POST.get("drop"):
            commenting.drop_unsaved(kind=kind, code=code or UNNAMED, actor=actor)
            return HttpResponseRedirect(address(here, language=language_of(request), **parts))
        if is_leaving:
            return _withdraw(request, form, before, code=code, actor=actor)
        return _save(request, form, before, code=code, actor=actor)

    return view


def _opened(request: HttpRequest, form: Form, before: Any, *, seen: int, code: str) -> HttpResponse:
    """The form as the record stands, or with what its writer was typing."""
    actor = actor_of(request)
    typing = commenting.unsaved(kind=form.kind, code=code or UNNAMED, actor=actor)
    if typing is not None and request.GET.get("kept") == "1":
        entry = Entry(typed(typing.fields), kind=form.kind, topics=_offered(actor).topics)
        before, seen = READERS[form.kind](entry, before=before), typing.seen
    return _page(request, form, before, seen=seen, code=code, typing=typing)


def _save(request: HttpRequest, form: Form, before: Any, *, code: str, actor: Actor) -> HttpResponse:
    choices = _offered(actor)
    entry = Entry(request.POST, kind=form.kind, topics=choices.topics)
    record = READERS[form.kind](entry, before=before)
    seen = number_of(request.POST.get("seen", ""))
    problems = tuple(entry.problems)
    if not problems:
        try:
            stored = _stored(entry, record, seen=seen if code else 0, actor=actor)
        except Overtaken as overtaken:
            return _clash(request, form, record, overtaken, code=code)
        except LooksLike as like:
            return _page(request, form, record, seen=0, code="", alike=like.found, status=422)
        except Refused as refused:
            problems = refused.problems
        else:
            commenting.drop_unsaved(kind=form.kind, code=code or UNNAMED, actor=actor)
            return form.led_to(request, stored)
    return _page(request, form, record, seen=seen, code=code, problems=problems, status=422)


def _stored(entry: Entry, record: Any, *, seen: int, actor: Actor) -> str:
    """Save a record and give its code; a decision may open an action on its way."""
    if isinstance(record, Decision):
        opens, strand = entry.text("opens"), entry.code("strand")
        written, _ = editing.decide(decision=record, seen=seen, opens=opens, strand=strand, actor=actor, now=now())
        return written.code
    is_another = entry.text("is_another") == "1"
    return editing.save(record=record, seen=seen, actor=actor, now=now(), is_another=is_another).code


def _withdraw(request: HttpRequest, form: Form, before: Any, *, code: str, actor: Actor) -> HttpResponse:
    reason, seen = request.POST.get("reason", "").replace("\x00", ""), number_of(request.POST.get("seen", ""))
    try:
        editing.withdraw(kind=form.kind, code=code, seen=seen, reason=reason, actor=actor, now=now())
    except Refused as refused:
        stands = kept(kind=form.kind, code=code)
        latest = stands[1] if stands else seen
        return _page(
            request, form, before, seen=latest, code=code, problems=refused.problems, reason=reason, status=422
        )
    page = form.among if form.has_page else form.page
    return HttpResponseRedirect(address(page, language=language_of(request)))


def _clash(request: HttpRequest, form: Form, record: Any, overtaken: Overtaken, *, code: str) -> HttpResponse:
    """Both versions of what clashes; the form below holds one's own, to be saved on top of the other."""
    return _page(
        request,
        form,
        record,
        seen=overtaken.current.number,
        code=code,
        status=409,
        other=overtaken.current,
        clashes=overtaken.merged.clashes,
    )


def _page(
    request: HttpRequest,
    form: Form,
    record: Any,
    *,
    seen: int,
    code: str,
    problems: tuple[Problem, ...] = (),
    clashes: tuple[Clash, ...] = (),
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    choices = _offered(actor_of(request))
    language = language_of(request)
    names = choices.names
    return show(
        request,
        f"web/governance/{form.name}_edit.html",
        here=f"{form.name}_edit" if code else f"{form.name}_new",
        parts={"code": code} if code else {},
        status=status,
        form=form,
        code=code,
        seen_at=form.seen_at(record) if form.has_page else "",
        unsaved_as=code or UNNAMED,
        record=record,
        seen=seen,
        problems=problems,
        clashes=compared(
            ((clash.field, clash.theirs, clash.mine) for clash in clashes), language=language, names=names
        ),
        offered=choices,
        names=names,
        given=request.POST,
        may_withdraw=can_edit_governance(actor_of(request)),
        **_LISTS,
        **blocks(record),
        **form.more(now().date()),
        **more,
    )


def _offered(actor: Actor) -> Offered:
    return offered(found=governance(on=now().date(), actor=actor))
