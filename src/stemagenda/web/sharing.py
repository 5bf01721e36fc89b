"""Cards that networks show beside a link: which card a page has, and the picture itself."""

from __future__ import annotations

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from stemagenda.outputs.raster import dots
from stemagenda.outputs.svg import card as card_writer
from stemagenda.usecases.cards import card
from stemagenda.web.asking import asked
from stemagenda.web.entering import clean

_LONGEST_CODE: Final = 80


@require_safe
def share_card(request: HttpRequest, kind: str = "", code: str = "") -> HttpResponse:
    """The card of a thing, or of the whole, as PNG: only what its page shows to everybody."""
    question = asked(request)
    if code and not kind:
        raise Http404
    found = card(
        kind=kind,
        code=code[:_LONGEST_CODE],
        series=clean(request.GET.get("series", ""), most=_LONGEST_CODE),
        language=question.language,
        on=question.on,
    )
    if found is None:
        raise Http404
    # The same words give the same picture: `dots` keeps the last ones, so a write elsewhere draws nothing anew.
    picture = dots(card_writer.write(card=found), width=card_writer.WIDTH)
    # Networks show it on their own pages; there is nothing to read in a picture but what it shows.
    return HttpResponse(picture, content_type="image/png", headers={"Cross-Origin-Resource-Policy": "cross-origin"})
