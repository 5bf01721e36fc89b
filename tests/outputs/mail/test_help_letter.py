"""Letters to whoever asked the STEMhub: in their language, in short lines, with a link only where one is known."""

from __future__ import annotations

from stemagenda.outputs.mail.help_letter import HelpLetter, compose_help
from stemagenda.outputs.mail.lines import WIDTH

LINK = "https://e.org/nl/stemhub/vraag/ABC/"


def test_that_a_question_arrived() -> None:
    found = compose_help(letter=HelpLetter(code="HV-2026-0001", language="nl", link=LINK))
    assert found.subject == "Uw vraag aan de STEMhub kwam aan: HV-2026-0001"
    assert LINK in found.body.splitlines()
    assert "typte iemand uw adres in" in found.body
    bare = compose_help(letter=HelpLetter(code="HV-2026-0001", language="en", link=""))
    assert bare.subject == "Your question to the STEMhub arrived: HV-2026-0001"
    assert "link" not in bare.body


def test_an_answer_stands_on_lines_of_its_own() -> None:
    answer = "Beste,\n\nkom " + "heel " * 60 + "graag langs.\u202eBcc: x@y.be\r\n.\r\nQUIT"
    found = compose_help(letter=HelpLetter(code="HV-2026-0001", language="nl", link=LINK, answer=answer, by="VDAB\nX"))
    assert found.body.startswith("VDAB X antwoordde op uw vraag HV-2026-0001:\n\nBeste,\n\nkom heel")
    assert max(map(len, found.body.splitlines())) <= WIDTH
    assert "\u202e" not in found.body
    assert "Hielp dit?" in found.body
    assert "iemand uw adres" not in found.body
