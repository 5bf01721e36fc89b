"""A letter to somebody who registered for an event, in their language, plain text.

It holds not a word of what was typed: whoever fills in somebody else's address sends them nothing of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from stemagenda.core.text import Language, Text
from stemagenda.outputs.mail.lines import clean, wrapped
from stemagenda.outputs.mail.writer import Letter

EventNews = Literal["registered", "waiting", "already-registered", "already-waiting", "moved-up", "moved", "cancelled"]
_SUBJECTS: Final[Mapping[EventNews, Text]] = {
    "registered": Text("U hebt een plaats: {title}", "You have a seat: {title}"),
    "waiting": Text("U staat op de wachtlijst: {title}", "You are on the waiting list: {title}"),
    "already-registered": Text("U was al ingeschreven: {title}", "You were registered already: {title}"),
    "already-waiting": Text("U stond al op de wachtlijst: {title}", "You were on the waiting list already: {title}"),
    "moved-up": Text("Er is een plaats voor u: {title}", "There is a seat for you: {title}"),
    "moved": Text("Gewijzigd: {title}", "Changed: {title}"),
    "cancelled": Text("Gaat niet door: {title}", "Does not take place: {title}"),
}
_BODIES: Final[Mapping[EventNews, Text]] = {
    "registered": Text("U bent ingeschreven en hebt een plaats.", "You are registered and have a seat."),
    "waiting": Text(
        "Alle plaatsen zijn bezet. U staat op de wachtlijst; komt er een vrij, dan is ze van u en schrijven we u.",
        "All seats are taken. You are on the waiting list; when a seat comes free it is yours, and we write to you.",
    ),
    "already-registered": Text(
        "Iemand schreef dit adres opnieuw in. U had al een plaats; daar verandert niets aan.",
        "Somebody registered this address again. You had a seat already; nothing changes.",
    ),
    "already-waiting": Text(
        "Iemand schreef dit adres opnieuw in. U stond al op de wachtlijst; uw plaats daarop verandert niet.",
        "Somebody registered this address again. You were on the waiting list already; your place on it is the same.",
    ),
    "moved-up": Text(
        "Er kwam een plaats vrij. U stond als eerste op de wachtlijst: ze is nu van u.",
        "A seat came free. You were first on the waiting list: it is yours now.",
    ),
    "moved": Text(
        "De dag, het uur of de plaats is gewijzigd. Uw inschrijving blijft zoals ze was.",
        "The day, the hour or the place has changed. Your registration stays as it was.",
    ),
    "cancelled": Text(
        "Dit evenement gaat niet door. U hoeft niets te doen.",
        "This event does not take place. You need not do anything.",
    ),
}
_WORDS: Final[Mapping[str, Text]] = {
    "link": Text(
        "Kunt u niet komen? Meld u af op deze pagina, dan krijgt een ander uw plaats. De link is alleen voor u:",
        "Can you not come? Cancel on this page, and somebody else gets your seat. The link is for you alone:",
    ),
    "earlier": Text(
        "Kunt u niet komen? Meld u af met de link in onze eerste brief over dit evenement.",
        "Can you not come? Cancel with the link in our first letter about this event.",
    ),
    "stranger": Text(
        "Schreef u zich niet in? Dan typte iemand uw adres in. Wie zich afmeldt, is meteen gewist.",
        "Did you not register? Then somebody typed in your address. Whoever cancels is erased at once.",
    ),
    "foot": Text(
        "Dit bericht komt van de monitor van de STEM-agenda 2030. Antwoorden op deze e-mail komen niet aan.",
        "This message comes from the monitor of the STEM Agenda 2030. Replies to this e-mail do not arrive.",
    ),
}


@dataclass(frozen=True, kw_only=True)
class EventLetter:
    """What there is to say. `when`, `where` and `link` may be empty."""

    news: EventNews
    language: Language
    title: str
    when: str = ""
    where: str = ""
    link: str = ""


def compose_event(*, letter: EventLetter) -> Letter:
    """Write the letter."""
    subject = _SUBJECTS[letter.news].to(letter.language).format(title=clean(letter.title))
    return Letter(subject=subject, body="\n".join(_lines(letter)) + "\n")


def _lines(letter: EventLetter) -> Iterator[str]:
    def said(key: str) -> str:
        return wrapped(_WORDS[key].to(letter.language))

    yield from (wrapped(clean(letter.title)), *(clean(part) for part in (letter.when, letter.where) if part), "")
    yield wrapped(_BODIES[letter.news].to(letter.language))
    if letter.news != "cancelled":
        yield from ("", said("link"), letter.link) if letter.link else ("", said("earlier"))
    if letter.link and letter.news in {"registered", "waiting"}:
        yield from ("", said("stranger"))
    yield from ("", "-- ", said("foot"))
