"""Events that take registrations, and people who want to come, for tests."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from stemagenda.core.actions.action import Wording
from stemagenda.core.events.event import Event
from stemagenda.core.events.registration import Wish
from stemagenda.store.models import LetterRow
from stemagenda.usecases.events.registering import FORM, PLACE, register, registered
from stemagenda.usecases.governance.editing import save
from stemagenda.usecases.guarding import Guard, new_stamp
from stemagenda.usecases.permissions import Actor

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
KEEPER = Actor(name="secretariaat", is_coordinator=True)
ORGANISER = Actor(name="vlaio-mens", entities=frozenset({"vlaio"}))
OTHER = Actor(name="vdab-mens", entities=frozenset({"vdab"}), bodies=frozenset({"werkgroep"}))
EVENT = Event(
    code="netwerkmoment",
    kind="networking-moment",
    title=Wording(nl="Netwerkmoment", en="Networking moment"),
    on=date(2027, 3, 18),
    begins="13:30",
    finishes="17:00",
    where="Mechelen",
    organiser="vlaio",
    capacity=2,
    registration_from=date(2026, 11, 1),
    registration_until=date(2027, 3, 15),
)
#: While the event goes on, and once it is over.
DURING, AFTER = datetime(2027, 3, 18, 14, 0, tzinfo=UTC), datetime(2027, 3, 19, 9, 0, tzinfo=UTC)


def kept(event: Event = EVENT, *, seen: int = 0, now: datetime = NOW) -> str:
    return save(record=event, seen=seen, actor=KEEPER, now=now).code


def guard(now: datetime = NOW, *, stamp: str = "") -> Guard:
    return Guard(
        form=FORM, stamp=stamp or new_stamp(form=FORM, now=now - timedelta(minutes=1)), trap="", origin="192.0.2.1"
    )


def comes(name: str, *, code: str = EVENT.code, now: datetime = NOW, language: str = "nl", **told: str) -> str:
    """Somebody registers; their address follows from their name."""
    address = told.pop("address", f"{name.lower()}@voorbeeld.be")
    register(
        code=code,
        wish=Wish(name=name, address=address, **told),
        language="en" if language == "en" else "nl",
        guard=guard(now),
        link=f"https://stem.test/nl/inschrijving/{PLACE}/",
        now=now,
    )
    return address


def stand(code: str = EVENT.code) -> list[tuple[str, str]]:
    """Who is registered, and how."""
    return [(str(person.body["name"]), seat.state) for seat, person in registered(event=code)]


def letters(address: str) -> list[LetterRow]:
    return list(LetterRow.objects.filter(address=address).order_by("pk"))


def secret_in(letter: LetterRow) -> str:
    return letter.text.partition("/inschrijving/")[2].partition("/")[0]
