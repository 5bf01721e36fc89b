"""Letters to whoever asked the STEMhub something: that the question arrived, and the answer."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from stemagenda.core.hub.request import HelpRequest
from stemagenda.core.text import Language, Text
from stemagenda.outputs.mail.help_letter import HelpLetter, compose_help
from stemagenda.store import personal
from stemagenda.store.personal import Person
from stemagenda.usecases.letters import NewLetter, queue_letter_to_person

#: In the address of a page the secret of somebody's link stands here.
PLACE: Final = "~own~"


def tell_asker(
    *, request: HelpRequest, person: Person, link: Text, now: datetime, answer: str = "", by: str = ""
) -> None:
    """Queue a letter: with an answer, or that the question arrived. Call it inside the write's transaction.

    `link` is the address of the asker's page in each language, with PLACE in it; `by` the organisation that answers.
    """
    language: Language = "en" if person.language == "en" else "nl"
    letter = compose_help(
        letter=HelpLetter(
            code=request.code,
            language=language,
            link=link.to(language).replace(PLACE, personal.secret_of(number=person.number)),
            answer=answer,
            by=by,
        )
    )
    queue_letter_to_person(
        letter=NewLetter(
            key=f"help/{request.code}/{request.number}",
            recipient=personal.recipient_of(number=person.number),
            address=person.address,
            subject=letter.subject,
            text=letter.body,
        ),
        now=now,
        is_follow_up=bool(answer),
    )
