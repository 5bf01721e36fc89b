"""The checker of pages finds planted faults, and is content with a good page."""

from __future__ import annotations

import pytest
from tests.markup import problems_in

GOOD = """<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Stand van zaken</title></head><body>
<header><a href="#inhoud">Naar de inhoud</a></header><main id="inhoud"><h1>Stand</h1><p>Tekst met <em>nadruk</em>.</p>
<table><caption>Cijfers</caption><thead><tr><th scope="col">Jaar</th></tr></thead>
<tbody><tr><td>2018</td></tr></tbody></table>
<ul><li><a href="/nl/">Begin</a></li></ul>
<svg viewBox="0 0 1 1" role="img" aria-labelledby="t"><title id="t">Lijn</title><path d="M0 0h1"/></svg>
<form><label for="q">Zoek</label><input id="q" name="q"><button type="submit">Zoek</button></form>
#END</main></body></html>"""


def test_a_good_page_has_no_problem() -> None:
    assert problems_in(GOOD.replace("#END", "")) == []


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("<p><div>blok</div></p>", "p"),
        ('<p id="q">nog eens</p>', "stands 2 times"),
        ('<label for="nergens">Naam</label>', "no element has that id"),
        ('<a href="#nergens">spring</a>', "no element has that id"),
        ("<center>midden</center>", "obsolete"),
        ('<table border="1"><caption>x</caption></table>', "obsolete"),
        ("<table><tr><td>1</td></tr></table>", "no caption"),
        ("<ul><p>tekst</p></ul>", "directly inside <ul>"),
        ('<a href="/x"><button type="button">x</button></a>', "<button> inside <a>"),
        ("<h3>te diep</h3>", "follows <h1>"),
        ("<h1>tweede</h1>", "2 <h1>"),
        ('<img src="x.png">', "has no alt"),
        ("<p>None</p>", "says 'None'"),
        ("<p>{{ vergeten }}</p>", "says '{{'"),
        ('<p style="color:red">rood</p>', "content policy"),
        ('<p onclick="x()">klik</p>', "content policy"),
        ("<span><div>blok</div></span>", "<div> inside <span>"),
        ("<main><p>nog een</p></main>", "2 <main>"),
        ("<p>a & b &onbekend; <em>open</p>", "line"),
    ],
)
def test_a_fault_is_found(fault: str, words: str) -> None:
    found = problems_in(GOOD.replace("#END", fault))
    assert any(words in problem for problem in found), found
