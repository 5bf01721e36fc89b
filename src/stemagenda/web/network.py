"""The network: the picture with what it says, the list of actors, one actor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from stemagenda.core.actions.action import PILLARS
from stemagenda.core.regions import PLACES, REGIONS
from stemagenda.core.reports.network_words import FACET_NAMES
from stemagenda.core.text import Language
from stemagenda.core.validation import Refused
from stemagenda.usecases.actors import FACETS, ActorQuery, Actors, actor_page, actors, goes_on_as
from stemagenda.usecases.events.reading import actor_events
from stemagenda.usecases.network_picture import NetworkPage, network_page
from stemagenda.usecases.permissions import can_edit_governance, can_edit_network
from stemagenda.web.addresses import address
from stemagenda.web.asking import Asked, actor_of, asked, show
from stemagenda.web.entering import clean
from stemagenda.web.faceted import FacetLinks, asked_of

#: Pairs that could meet, clusters, bridges: as many as a reader takes in.
FIRST_MATCHES: Final = 8
FIRST_BRIDGES: Final = 8


@require_safe
def network(request: HttpRequest) -> HttpResponse:
    """The whole network."""
    question = asked(request)
    region = clean(request.GET.get("region", ""), most=20)
    try:
        found = network_page(on=question.on, region=region)
    except Refused as refused:
        raise BadRequest("network.filter") from refused
    return show(
        request,
        "web/network/network.html",
        here="network",
        asked=question,
        found=found,
        pillars=(*PILLARS, ""),
        bridges=found.bridges[:FIRST_BRIDGES],
        matches=found.net.matches[:FIRST_MATCHES],
        rows=_lacking(found, question.language),
        region=region,
        places=PLACES,
        regions=[(code, found.regions.get(code, 0)) for code in REGIONS],
        may_keep=can_edit_network(actor_of(request)) and not question.as_of,
    )


@require_safe
def all_actors(request: HttpRequest) -> HttpResponse:
    """Every actor, with filters."""
    question = asked(request)
    found = _found(request, question)
    links = FacetLinks(
        request=request,
        question=question,
        page="actors",
        names={name: FACET_NAMES[name] for name in FACETS},
        label=lambda facet, value: found.labels[facet][value].to(question.language),
        opened=frozenset({"pillar", "kind"}),
    )
    return show(
        request,
        "web/network/actors.html",
        here="actors",
        asked=question,
        found=found,
        facets=links.facets(counts=found.counts, chosen=found.query.chosen),
        chosen=links.chosen(chosen=found.query.chosen),
        pages=links.pages(number=found.pages),
        rest=links.rest(),
        may_keep=can_edit_network(actor_of(request)) and not question.as_of,
    )


@require_safe
def actor(request: HttpRequest, code: str) -> HttpResponse:
    """One actor; a record that was merged leads to the one that goes on."""
    question = asked(request)
    onward = goes_on_as(code=code, on=question.on)
    if onward != code:
        return HttpResponseRedirect(address("actor", language=question.language, as_of=question.as_of, code=onward))
    found = actor_page(code=code, on=question.on)
    if found is None:
        raise Http404
    return show(
        request,
        "web/network/actor.html",
        here="actor",
        parts={"code": code},
        asked=question,
        found=found,
        entity=found.entity,
        events=actor_events(code=code, on=question.on),
        may_merge=can_edit_governance(actor_of(request)),
        may_keep=can_edit_network(actor_of(request)) and not question.as_of,
        relation_query=urlencode({"actor": code}),
    )


def _found(request: HttpRequest, question: Asked) -> Actors:
    try:
        return actors(query=ActorQuery(**asked_of(request, facets=FACETS)), on=question.on, language=question.language)
    except Refused as refused:
        raise BadRequest("network.filter") from refused


def _lacking(found: NetworkPage, language: Language) -> list[Mapping[str, Any]]:
    """Every operational objective with how many serve it by pillar and by region."""
    return [
        {
            "code": objective.code,
            "title": objective.title.to(language),
            "cells": [found.serving.get((objective.code, pillar), 0) for pillar in PILLARS],
            "places": [found.placed.get((objective.code, place), 0) for place in PLACES],
            "unstated": found.serving.get((objective.code, ""), 0),
        }
        for objective in found.objectives
    ]
