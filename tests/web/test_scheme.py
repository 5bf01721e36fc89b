"""The drawing of who works for whom."""

from __future__ import annotations

import re

from stemagenda.core.actions.action import Wording
from stemagenda.core.governance.body import Body, BodyKind, BodyLink
from stemagenda.web.scheme import WIDTH, scheme

NAMES = {code: Wording(nl=f"Naam {code} <b>") for code in ("a", "b", "r", "x")}


def body(code: str, kind: BodyKind, *links: BodyLink) -> Body:
    return Body(code=code, title=NAMES[code], kind=kind, links=links)


def drawn(*bodies: Body) -> str:
    found = scheme(bodies=bodies, names=NAMES, language="nl")
    assert found is not None
    return found


def test_nothing_is_drawn_without_links() -> None:
    assert scheme(bodies=[], names={}, language="nl") is None
    assert scheme(bodies=[body("a", "platform")], names=NAMES, language="nl") is None


def test_who_is_no_body_stands_on_top_and_names_are_text() -> None:
    found = drawn(body("a", "platform", BodyLink(kind="advises", to="r"), BodyLink(kind="appointed-by", to="r")))
    assert found.count("scheme-name") == 2
    assert "Naam r &lt;b&gt;" in found
    assert 'class="scheme-line is-to-end is-to-start"' in found
    assert ">geeft advies<" in found
    assert ">stelt de leden aan<" in found


def test_a_kind_without_a_place_is_left_to_the_list() -> None:
    found = drawn(
        body("a", "working-group", BodyLink(kind="supports", to="b"), BodyLink(kind="supports", to="x")),
        body("b", "ecosystem", BodyLink(kind="supports", to="a")),
        body("x", "other", BodyLink(kind="supports", to="a")),
    )
    assert "Naam x" not in found
    assert found.count("scheme-line") == 2


def test_lines_go_down_too_and_stay_inside() -> None:
    found = drawn(
        body("a", "advisory-committee", BodyLink(kind="supports", to="b")),
        body("b", "ecosystem"),
    )
    [(start, top, end, bottom)] = re.findall(r"d=\"M(\d+) (\d+)L(\d+) (\d+)\"/>", found)
    assert int(top) < int(bottom)
    assert 0 < int(start) < int(end) < WIDTH
