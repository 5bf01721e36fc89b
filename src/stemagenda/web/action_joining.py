"""Actions that come together or part: merged, superseded, split, related."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict

from stemagenda.core.validation import Problem, Refused
from stemagenda.usecases.actions.choices import choices
from stemagenda.usecases.actions.joining import MOST_PARTS, merge_actions, split_action, supersede_action
from stemagenda.usecases.actions.reading import ActionPage, action_page
from stemagenda.usecases.actions.workflow import relate
from stemagenda.usecases.permissions import Actor, NotAllowed
from stemagenda.usecases.records import Overtaken
from stemagenda.web.addresses import address
from stemagenda.web.asking import actor_of, language_of, now, show
from stemagenda.web.entering import clean, come_back, number_of
from stemagenda.web.methods import READING, takes

VERBS: Final = ("merge", "supersede", "split", "relate")
#: Somebody else changed the same text between reading and joining.
_CHANGED: Final = Problem(
    file="action", place="seen", message="the action was changed meanwhile", remedy="Read it again before you decide"
)


@takes(*READING, "POST")
def action_join(request: HttpRequest, code: str) -> HttpResponse:
    """The four ways, each with a form of its own."""
    actor = actor_of(request)
    if not actor.name:
        return come_back(request, "action_join", code=code)
    found = action_page(code=code, on=now().date(), actor=actor)
    if found is None:
        raise Http404
    if found.work is None or not found.work.may_edit:
        raise PermissionDenied
    if request.method != "POST":
        return _page(request, found)
    return _join(request, found)


def _join(request: HttpRequest, found: ActionPage) -> HttpResponse:
    code, given = found.action.code, request.POST
    do = _DOING.get(given.get("verb", ""))
    if do is None:
        return _page(request, found, status=422)
    try:
        do(code, given, actor_of(request))
    except NotAllowed as refused:
        raise PermissionDenied from refused
    except Overtaken:
        return _page(request, found, problems=(_CHANGED,), status=409)
    except Refused as refused:
        return _page(request, found, problems=refused.problems, status=422)
    return HttpResponseRedirect(address("action", language=language_of(request), code=code))


def _merge(code: str, given: QueryDict, actor: Actor) -> None:
    merge_actions(code=code, into=_other(given), seen=_seen(given), reason=_reason(given), actor=actor, now=now())


def _supersede(code: str, given: QueryDict, actor: Actor) -> None:
    supersede_action(code=code, by=_other(given), seen=_seen(given), reason=_reason(given), actor=actor, now=now())


def _split(code: str, given: QueryDict, actor: Actor) -> None:
    titles = [clean(line, most=201) for line in given.get("titles", "").splitlines() if line.strip()]
    split_action(
        code=code, titles=titles[: MOST_PARTS + 1], seen=_seen(given), reason=_reason(given), actor=actor, now=now()
    )


def _relate(code: str, given: QueryDict, actor: Actor) -> None:
    relate(code=code, kind="related-to", other=_other(given), seen=_seen(given), actor=actor, now=now())


_DOING: Final[Mapping[str, Callable[[str, QueryDict, Actor], None]]] = {
    "merge": _merge,
    "supersede": _supersede,
    "split": _split,
    "relate": _relate,
}


def _other(given: QueryDict) -> str:
    return clean(given.get("other", ""), most=60)


def _reason(given: QueryDict) -> str:
    return clean(given.get("reason", ""), most=2_001)


def _seen(given: QueryDict) -> int:
    return number_of(given.get("seen", ""))


def _page(
    request: HttpRequest, found: ActionPage, *, problems: tuple[Problem, ...] = (), status: int = 200
) -> HttpResponse:
    code = found.action.code
    return show(
        request,
        "web/actions/join.html",
        here="action_join",
        parts={"code": code},
        status=status,
        action=found.action,
        seen=found.work.version.number if found.work else 0,
        others=[item for item in choices().actions if item[0] != code],
        verbs=VERBS,
        problems=problems,
        given=request.POST,
    )
