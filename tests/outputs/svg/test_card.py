"""Cards: nobody's words become an element, and all of it stays on the card, whatever its length."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

from stemagenda.core.reports.card import Card, CardLight
from stemagenda.outputs.raster import dots
from stemagenda.outputs.svg.card import HEIGHT, WIDTH, write

TEXT = "{http://www.w3.org/2000/svg}text"
KNOWN = {"svg", "rect", "path", "text", "g", "circle"}


def card(words: str, *, lights: int = 0, figure: str = "") -> Card:
    light = CardLight(colour="red", words=words, uncertain=True)
    return Card(
        site=words,
        kicker=words,
        title=words,
        light=None if lights else light,
        figure=figure,
        figure_note=words,
        text=words,
        lights=(light,) * lights,
        foot=words,
    )


@settings(max_examples=20)
@given(words=st.text(max_size=600), lights=st.integers(0, 7), figure=st.sampled_from(["", "17 %", "1.234.567,8"]))
def test_every_text_is_escaped_and_stays_on_the_card(words: str, lights: int, figure: str) -> None:
    drawing = ET.fromstring(write(card=card(words, lights=lights, figure=figure)))
    assert {element.tag.rpartition("}")[2] for element in drawing.iter()} <= KNOWN
    places = [float(text.get("y", "0")) for text in drawing.iter(TEXT)]
    assert max(places) <= HEIGHT - 36
    assert len([place for place in places if place < 556]) <= 14


def test_a_card_is_a_picture_of_its_size() -> None:
    picture = dots(write(card=card("<script>🚀</script> Zorg & techniek " * 12, figure="17 %")), width=WIDTH)
    assert picture.startswith(b"\x89PNG")
    assert (int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])) == (WIDTH, HEIGHT)


def test_how_many_lights_do_not_fit_is_said() -> None:
    written = "".join(ET.fromstring(write(card=card("x", lights=7))).itertext())
    assert "+ 3" in written
