"""News: the list and an item."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from stemagenda.usecases.news_items import news_item_page, news_page
from stemagenda.usecases.permissions import can_keep
from stemagenda.web.addresses import address
from stemagenda.web.asking import actor_of, asked, show
from stemagenda.web.entering import number_of


@require_safe
def all_news(request: HttpRequest) -> HttpResponse:
    """Every item, the newest first, a page at a time."""
    question = asked(request)
    found = news_page(on=question.on, page=number_of(request.GET.get("page", "")) or 1)
    return show(
        request,
        "web/news/list.html",
        here="news",
        asked=question,
        news=found,
        pages=[
            (number, address("news", language=question.language, as_of=question.as_of, query=f"page={number}"))
            for number in range(1, found.pages + 1)
        ],
        may_edit=can_keep(actor_of(request), kind="news") and not question.as_of,
    )


@require_safe
def news_item(request: HttpRequest, code: str) -> HttpResponse:
    """One item."""
    question = asked(request)
    found = news_item_page(code=code, on=question.on)
    if found is None:
        raise Http404
    return show(
        request,
        "web/news/item.html",
        here="news_item",
        parts={"code": code},
        asked=question,
        found=found,
        item=found.item,
        paragraphs=found.paragraphs(question.language),
        written_in=found.item.description.written_in(question.language),
        may_edit=can_keep(actor_of(request), kind="news") and not question.as_of,
    )
