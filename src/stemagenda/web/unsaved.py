"""What somebody is typing, kept by itself for its writer alone."""

from __future__ import annotations

import json
from typing import Final

from django.http import HttpRequest, HttpResponse, JsonResponse

from stemagenda.core.validation import Refused
from stemagenda.usecases.actions import commenting
from stemagenda.usecases.permissions import NotAllowed
from stemagenda.web.asking import actor_of, now
from stemagenda.web.entering import View, number_of
from stemagenda.web.methods import takes

#: Under this name a record without a code keeps itself.
UNNAMED: Final = "nieuw"


def keeps(kind: str) -> View:
    """The address to which the form of a kind of record sends what is being typed, every few seconds."""

    @takes("POST")
    def view(request: HttpRequest, code: str) -> HttpResponse:
        try:
            # No database takes a NUL in a text.
            fields = json.loads(request.body.replace(b"\\u0000", b""))
            seen = number_of(str(fields.pop("seen", "")))
            json.dumps(fields, ensure_ascii=False).encode()  # half a character cannot be kept, nor shown
            commenting.keep_unsaved(kind=kind, code=code, seen=seen, fields=fields, actor=actor_of(request), now=now())
        except (ValueError, AttributeError, TypeError, RecursionError):
            return JsonResponse({"kept": False}, status=400)
        except NotAllowed:
            return JsonResponse({"kept": False}, status=403)
        except Refused as refused:
            return JsonResponse({"kept": False, "why": str(refused)}, status=413)
        return JsonResponse({"kept": True, "at": f"{now():%H:%M}"})

    return view
