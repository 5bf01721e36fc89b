"""What reports say around their figures: each language keeps to itself, and counts read as a person would say them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.core.reports.wording import strangers

from stemagenda.core.reports import method_words, report_places, report_sentences, report_words, timeline_words
from stemagenda.core.text import Text


def texts() -> Iterator[Text]:
    """Every fixed text of reports."""
    yield from report_words.WORDS.values()
    yield from (text for pair in report_places.PLACES.values() for text in pair)
    yield from method_words.TRACKS.values()
    yield from (text for _, title, paragraphs in method_words.METHOD for text in (title, *paragraphs))
    for module in (report_sentences, method_words, timeline_words):
        yield from (value for value in vars(module).values() if isinstance(value, Text))
    yield from (*report_sentences.READING, *report_sentences.KIND_TITLES.values())


def test_no_language_slips_into_the_other() -> None:
    found = list(texts())
    assert len(found) > 150
    assert not [text.nl for text in found if strangers(text.nl, language="nl")]
    assert not [text.en for text in found if strangers(text.en, language="en")]


def test_every_place_says_what_belongs_there_and_an_unknown_one_nothing() -> None:
    assert report_places.place_name(place="strand-daadkracht", language="nl") == "Bij de krachtlijn"
    assert report_places.invitation(place="area-rg2", language="en").startswith("what these figures mean")
    assert report_places.place_name(place="elders", language="nl") == "elders"
    assert report_places.invitation(place="elders", language="nl") == ""


@pytest.mark.parametrize(
    ("counts", "nl", "en"),
    [
        ((1, 1, 1, 0), "Er gaat 1 de goede kant uit, 1 blijft gelijk en 1 gaat", "1 goes the right way, 1 stays equal"),
        ((2, 0, 3, 4), "Er gaan 2 de goede kant uit, 0 blijven gelijk en 3 gaan", "2 go the right way, 0 stay equal"),
    ],
)
def test_lights_are_counted_in_good_sentences(counts: tuple[int, int, int, int], nl: str, en: str) -> None:
    good, equal, wrong, grey = counts
    for language, expected in (("nl", nl), ("en", en)):
        said = report_sentences.lights_counted(
            good=good,
            equal=equal,
            wrong=wrong,
            grey=grey,
            language=language,  # type: ignore[arg-type]
        )
        assert expected in said
        assert str(sum(counts)) in said


def test_one_and_none_read_well() -> None:
    one = report_sentences.follow_ups_counted(opened=1, closed=0, language="nl")
    assert one == "Er staat 1 werkpunt open; er is er nog geen afgesloten."
    assert report_sentences.follow_ups_counted(opened=1, closed=2, language="en").startswith(
        "1 follow-up point is open"
    )
    assert report_sentences.follow_ups_counted(opened=2, closed=3, language="nl").endswith("3 zijn afgesloten.")
    some = report_sentences.actions_counted(actions=3, staged=1, leaderless=2, judged=1, language="nl")
    assert some.endswith("bij 1 gaf iemand een status. Van 2 acties noemt geen document de trekker.")
    none = report_sentences.actions_counted(actions=3, staged=1, leaderless=3, judged=0, language="en")
    assert "nobody gave a status yet. For no action does a document name the lead." in none
    assert "rust er 1 op" in report_sentences.stale_counted(stale=1, assessed=4, language="nl")
    assert report_sentences.listed(parts=("a",), language="nl") == "a"
    assert report_sentences.listed(parts=("a", "b", "c"), language="en") == "a, b and c"
    assert report_sentences.cadence(times=1, years=2, language="nl") == "1 keer in 2 jaar"
    assert report_sentences.cadence(times=2, years=1, language="en") == "twice a year"
