"""A letter to whoever asked the STEMhub something, in their language, plain text.

That a question arrived is said without a word of it: whoever typed in somebody else's address sends them nothing of
their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from stemagenda.core.text import Language, Text
from stemagenda.outputs.mail.lines import clean, wrapped
from stemagenda.outputs.mail.writer import Letter

_WORDS: Final[Mapping[str, Text]] = {
    "received": Text("Uw vraag aan de STEMhub kwam aan: {code}", "Your question to the STEMhub arrived: {code}"),
    "answered": Text("Antwoord op uw vraag aan de STEMhub: {code}", "Answer to your question to the STEMhub: {code}"),
    "received_about": Text(
        "Bedankt voor uw vraag. Ze kreeg het nummer {code}. Een medewerker van de STEMhub leest ze en geeft ze door "
        "aan wie u kan helpen.",
        "Thank you for your question. It got the number {code}. Somebody of the STEMhub reads it and hands it to who "
        "can help you.",
    ),
    "page": Text(
        "Op deze pagina vindt u meteen suggesties, en later het antwoord. De link is alleen voor u:",
        "On this page you find suggestions at once, and the answer later. The link is for you alone:",
    ),
    "answered_by": Text("{by} antwoordde op uw vraag {code}:", "{by} answered your question {code}:"),
    "rate": Text(
        "Hielp dit? Zeg het op deze pagina, met één klik. De link is alleen voor u:",
        "Did this help? Say so on this page, with one click. The link is for you alone:",
    ),
    "stranger": Text(
        "Stelde u geen vraag? Dan typte iemand uw adres in. Op dezelfde pagina kunt u alles laten wissen.",
        "Did you ask nothing? Then somebody typed in your address. On the same page you can have everything erased.",
    ),
    "foot": Text(
        "Dit bericht komt van de monitor van de STEM-agenda 2030. Antwoorden op deze e-mail komen niet aan.",
        "This message comes from the monitor of the STEM Agenda 2030. Replies to this e-mail do not arrive.",
    ),
}


@dataclass(frozen=True, kw_only=True)
class HelpLetter:
    """What there is to say. Without an `answer` it is that the question arrived; `link` may be empty."""

    code: str
    language: Language
    link: str
    answer: str = ""
    by: str = ""


def compose_help(*, letter: HelpLetter) -> Letter:
    """Write the letter."""
    kind = "answered" if letter.answer else "received"
    subject = _WORDS[kind].to(letter.language).format(code=letter.code)
    return Letter(subject=subject, body="\n".join(_lines(letter)) + "\n")


def _lines(letter: HelpLetter) -> Iterator[str]:
    def said(key: str) -> str:
        words = _WORDS[key].to(letter.language).format(code=letter.code, by=clean(letter.by))
        return wrapped(words)

    if letter.answer:
        yield from (said("answered_by"), "")
        for paragraph in letter.answer.splitlines():
            yield wrapped(clean(paragraph))
    else:
        yield said("received_about")
    if letter.link:
        yield from ("", said("rate" if letter.answer else "page"), letter.link)
    if letter.link and not letter.answer:
        yield from ("", said("stranger"))
    yield from ("", "-- ", said("foot"))
