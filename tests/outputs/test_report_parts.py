"""What the writers of reports share: letters, links, and drawings with their colours written in."""

import pytest
from tests.outputs.report_sample import document

from stemagenda.outputs.letters import clean, drawable, folder
from stemagenda.outputs.links import anchors, followed
from stemagenda.outputs.svg import dumbbell, glyph, spark
from stemagenda.outputs.svg.static import static


def test_a_sign_without_a_letter_says_its_name() -> None:
    assert drawable("a🚀\ufe0f\U000e0041\ufeff\u200d\n😀é") == "a[rocket][tag latin capital letter a]\u200d\n😀é"
    assert drawable("\ue000") == "[U+E000]"
    assert clean("a\r\nb\x00\u202e") == "a\nb\ufffd\ufffd"


def test_the_fonts_are_small_and_have_their_licences() -> None:
    with folder() as place:
        names = {path.name for path in place.iterdir()}
        assert {"OFL-sans.txt", "OFL-serif.txt", "LICENCE-rest.txt", "covered.txt"} <= names
        assert all(path.stat().st_size < 500_000 for path in place.iterdir())


@pytest.mark.parametrize(
    ("link", "leads"),
    [
        ("https://a.be/x?y=1#z", True), ("mailto:a@b.be", True), ("#stand", True), ("#nergens", False), ("", False),
        ("javascript:x", False), ("file:///etc", False), ("https://a.be/ x", False), ("http://[", False),
        ("//a.be", False),
    ],
)  # fmt: skip
def test_links_lead_to_the_web_or_to_a_heading(link: str, leads: bool) -> None:
    assert bool(followed(link, known=anchors(document()))) is leads


def test_a_drawing_carries_its_colours_and_no_classes() -> None:
    drawn = static(glyph.glyph("red", uncertain=True, label="x"))
    assert 'stroke="#8C1C13"' in drawn
    assert drawn.startswith('<svg xmlns="http://www.w3.org/2000/svg" ')
    for word in ("class", "<title", "currentColor", "role"):
        assert word not in drawn
    assert 'fill="#8A2F87"' in static(dumbbell.write(girls=1, boys=2, language="nl"))
    assert spark.write(points=()) == ""
    assert "#868B91" in static(glyph.glyph("grey", stale=True))


@pytest.mark.parametrize("svg", ["", "<svg", "<p/>"])
def test_what_is_no_drawing_is_refused(svg: str) -> None:
    with pytest.raises(ValueError, match="no SVG"):
        static(svg)
