"""Questions to the STEMhub for tests. Everybody and everything in them is made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from stemagenda.core.hub.request import Asked, Contact, HelpRequest
from stemagenda.core.text import Text
from stemagenda.store import hub as store
from stemagenda.store import personal
from stemagenda.usecases.guarding import Guard, new_stamp
from stemagenda.usecases.hub.answering import Taken, take_help_step
from stemagenda.usecases.hub.asking import ask_for_help
from stemagenda.usecases.permissions import Actor

OFFICER: Final = Actor(name="hugo", is_hub_officer=True)
COLLEAGUE: Final = Actor(name="vera", entities=frozenset({"vdab"}))
STRANGER: Final = Actor(name="sam", entities=frozenset({"rtc"}))
LINK: Final = Text(
    "https://monitor.example/nl/stemhub/vraag/~own~/", "https://monitor.example/en/stemhub/question/~own~/"
)
ASKED: Final = Asked(
    kind="infrastructure",
    region="70000",
    asker="school",
    question="Onze leerlingen lassen willen oefenen op moderne toestellen. Waar kan dat?",
    audience=("pupils",),
    transitions=("energy",),
)
CONTACT: Final = Contact(address="An@School.be", name="An Verzonnen", organisation="Basisschool X", place="Nergensgem")


def guard(now: datetime, *, stamp: str = "", trap: str = "", origin: str = "192.0.2.1") -> Guard:
    """What a page that was drawn a minute ago brings along."""
    own = stamp or new_stamp(form="help", now=now - timedelta(minutes=1))
    return Guard(form="help", stamp=own, trap=trap, origin=origin)


def ask(now: datetime, *, contact: Contact = CONTACT, use: Guard | None = None, **more: Any) -> str:
    """Ask for help; gives the secret of the asker's link."""
    asked = replace(ASKED, **more)
    return ask_for_help(asked=asked, contact=contact, language="nl", guard=use or guard(now), link=LINK, now=now)


def asked(now: datetime, **more: Any) -> str:
    """The same; gives the code."""
    return request_of(ask(now, **more)).code


def request_of(secret: str) -> HelpRequest:
    """The question behind a link."""
    person = personal.find(secret=secret)
    found = store.request_of(person=person.number) if person else None
    assert found is not None
    return found


def latest(code: str) -> HelpRequest:
    """The question as it stands."""
    found = store.request(code=code)
    assert found is not None
    return found


def step(code: str, name: str, *, now: datetime, actor: Actor = OFFICER, seen: int = 0, **more: str) -> HelpRequest:
    """Take a step from where the question stands."""
    return take_help_step(
        code=code,
        taken=Taken(step=name, **more),
        seen=seen or latest(code).number,
        link=LINK,
        actor=actor,
        now=now,
    )
