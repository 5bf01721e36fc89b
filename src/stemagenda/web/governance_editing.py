"""What coordinators keep: bodies, meetings, decisions, points, advice, events. One form a kind, one way to save."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from stemagenda.core.actions.action import STAGES, Wording
from stemagenda.core.events.event import EVENT_KINDS, Event
from stemagenda.core.governance.body import BODY_KINDS, SEAT_ROLES, Body
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
from stemagenda.core.timeline.development import (
    LEARNER_GROUPS,
    PRIORITIES,
    SUBSYSTEMS,
    THEMES,
    TYPES,
    PolicyDevelopment,
)
from stemagenda.core.validation import Problem, Refused
from stemagenda.core.versions import Clash
from stemagenda.usecases.actions import commenting
from stemagenda.usecases.governance import editing
from stemagenda.usecases.governance.choices import Offered, offered
from stemagenda.usecases.governance.reading import governance, kept
from stemagenda.usecases.permissions import Actor, can_edit_governance
from stemagenda.usecases.records import Overtaken
from stemagenda.web.action_form import typed
from stemagenda.web.addresses import address
from stemagenda.web.asking import actor_of, language_of, now, show
from stemagenda.web.entering import come_back, number_of
from stemagenda.web.event_form import read_event
from stemagenda.web.governance_forms import READERS, Entry
from stemagenda.web.methods import READING, takes
from stemagenda.web.record_said import compared
from stemagenda.web.unsaved import UNNAMED

#: Empty lines or blocks below those that are filled in.
SPARE: Final = 2
SPARE_POINTS: Final = 4
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
    "spare": range(SPARE),
}


#: Lists of a policy development to tick in: field, the facet that has its words, what there is.
_DEVELOPMENT_LISTS: Final = (
    ("target_groups", "target_group", LEARNER_GROUPS),
    ("themes", "theme", THEMES),
    ("priorities", "priority", PRIORITIES),
    ("subsystems", "subsystem", SUBSYSTEMS),
)


@dataclass(frozen=True, kw_only=True)
class Form:
    """The form of a kind of record. `blank` starts a new one; `page` is where a saved one is seen.

    `has_page` says that each record has a page of its own; `among` names the page that leads to all of them then.
    """

    kind: str
    name: str
    page: str
    has_page: bool
    blank: Callable[[HttpRequest, date], Any]
    among: str = "governance"

    @property
    def list_key(self) -> str:
        """The words for the list in which such records stand."""
        return f"governance.{self.page}"

    def led_to(self, request: HttpRequest, code: str) -> HttpResponse:
        """To where what was saved is seen."""
        language = language_of(request)
        if self.has_page:
            return HttpResponseRedirect(address(self.page, language=language, code=code))
        return HttpResponseRedirect(address(self.page, language=language) + f"#{code}")


def _from(request: HttpRequest, name: str) -> str:
    """What the link to a new form says of what it starts from."""
    return request.GET.get(name, "").replace("\x00", "")[:60]


_NOTHING: Final = Wording()
_READERS: Final = {**READERS, "event": read_event}
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
        if not can_edit_governance(actor):
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
        if request.POST.get("what") == "withdraw":
            return _withdraw(request, form, before, code=code, actor=actor)
        return _save(request, form, before, code=code, actor=actor)

    return view


def _opened(request: HttpRequest, form: Form, before: Any, *, seen: int, code: str) -> HttpResponse:
    """The form as the record stands, or with what its writer was typing."""
    actor = actor_of(request)
    typing = commenting.unsaved(kind=form.kind, code=code or UNNAMED, actor=actor)
    if typing is not None and request.GET.get("kept") == "1":
        entry = Entry(typed(typing.fields), kind=form.kind, topics=_offered(actor).topics)
        before, seen = _READERS[form.kind](entry, before=before), typing.seen
    return _page(request, form, before, seen=seen, code=code, typing=typing)


def _save(request: HttpRequest, form: Form, before: Any, *, code: str, actor: Actor) -> HttpResponse:
    choices = _offered(actor)
    entry = Entry(request.POST, kind=form.kind, topics=choices.topics)
    record = _READERS[form.kind](entry, before=before)
    seen = number_of(request.POST.get("seen", ""))
    problems = tuple(entry.problems)
    if not problems:
        try:
            stored = _stored(entry, record, seen=seen if code else 0, actor=actor)
        except Overtaken as overtaken:
            return _clash(request, form, record, overtaken, code=code)
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
    return editing.save(record=record, seen=seen, actor=actor, now=now()).code


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
    names = {**dict(choices.owners), **dict(choices.actions)}
    return show(
        request,
        f"web/governance/{form.name}_edit.html",
        here=f"{form.name}_edit" if code else f"{form.name}_new",
        parts={"code": code} if code else {},
        status=status,
        form=form,
        code=code,
        unsaved_as=code or UNNAMED,
        record=record,
        seen=seen,
        problems=problems,
        clashes=compared(
            ((clash.field, clash.theirs, clash.mine) for clash in clashes), language=language, names=names
        ),
        offered=choices,
        given=request.POST,
        **_LISTS,
        development_lists=[
            (name, facet, codes, getattr(record, name, ())) for name, facet, codes in _DEVELOPMENT_LISTS
        ],
        **_blocks(record),
        **more,
    )


def _blocks(record: Any) -> dict[str, list[Any]]:
    """The repeated parts of a form, with empty ones to fill in."""
    spare = {"years": SPARE, "items": SPARE_POINTS, "recommendations": SPARE}
    blocks = {name: [*getattr(record, name, ()), *([None] * number)] for name, number in spare.items()}
    if isinstance(record, PolicyDevelopment):
        blocks["indicators"] = [*record.indicators, *([None] * SPARE)]
    return blocks


def _offered(actor: Actor) -> Offered:
    return offered(found=governance(on=now().date(), actor=actor))
