"""From a release file to the page: tried first, stored whole, shown from the day it was public, in both languages."""

from __future__ import annotations

import html
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from stemagenda.core.validation import Refused
from stemagenda.store import releases
from stemagenda.store.audit import version
from stemagenda.usecases.importing import import_release
from stemagenda.usecases.permissions import OPERATOR
from stemagenda.usecases.previews import Preview

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
#: Long past on every clock, so that a page may be asked as of the days around it.
PUBLISHED = date(2024, 1, 15)
BEFORE, AFTER = "2024-01-14", "2024-01-15"
URL = "https://example.org/proef?a=1&b=2"
FILE = f"""# title: Proefuitgave over wiskunde
# publisher: Proefuitgever
# published: {PUBLISHED}
# rank: primary
# url: {URL}
# licence: vrij
# language: nl
indicator,series,period,value,half_width,where,note
RG2-WIS,pisa,2022,11.1,0.05,p. 7,<b>proef</b>
RG5-HO,totaal,2018-19,21.25,0.005,p. 8,
RG5-HO,totaal,2022-23,23.5,0.05,p. 8,
"""
#: Dutch and English: address of a page, the value as written, the word of the light, the one before.
PISA = {
    "nl": ("/nl/indicatoren/RG2-WIS/pisa/", "11,1\u202f%", "versterkt", "verkeerde kant"),
    "en": ("/en/indicators/RG2-WIS/pisa/", "11.1%", "strengthens", "wrong way"),
}
RELEASE = {"nl": "/nl/bronnen/pisa/2024-proef/", "en": "/en/sources/pisa/2024-proef/"}
pytestmark = pytest.mark.usefixtures("loaded")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "2024-proef.csv"
    path.write_text(FILE, encoding="utf-8")
    return path


def bring(path: Path, **changed: Any) -> Preview:
    return import_release(**{"source": "pisa", "path": path, "actor": OPERATOR, "now": NOW, **changed})


def page(client: Client, address: str, **query: str) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200, address
    return str(answer.content.decode())


def seen(page: str) -> str:
    """What a reader sees of a page: no mark-up, no drawings."""
    main = page.split("<main", 1)[1].split("</main>", 1)[0]
    without = re.sub(r"<svg.*?</svg>", " ", main, flags=re.DOTALL)
    return html.unescape(re.sub(r"[ \n]+", " ", re.sub(r"<[^>]+>", " ", without)))


def test_a_try_says_which_lights_change_and_shows_nothing(client: Client, file: Path) -> None:
    counts, number = releases.counts(), version()
    tried = bring(file, dry_run=True)
    assert tried.outcome == "new"
    assert {(c.indicator, c.series, c.before, c.after) for c in tried.light_changes} == {
        ("RG2-WIS", "pisa", "red", "green"),
        ("RG5-HO", "totaal", "grey", "green"),
    }
    assert (releases.counts(), version()) == (counts, number)
    for address, value, _, _ in PISA.values():
        assert value not in seen(page(client, address, as_of=AFTER))
    assert client.get(RELEASE["nl"]).status_code == 404


@pytest.mark.parametrize("language", PISA)
def test_the_page_shows_value_source_and_the_changed_light(client: Client, file: Path, language: str) -> None:
    address, value, now, earlier = PISA[language]
    before = seen(page(client, address, as_of=AFTER))
    assert value not in before
    assert earlier in before
    bring(file)
    found = page(client, address, as_of=AFTER)
    assert value in seen(found)
    assert "Proefuitgever , p. 7" in seen(found)
    header = seen("<main" + found.split("<main", 1)[1].split("</header>", 1)[0] + "</main>")
    assert now in header
    assert earlier not in header
    links = re.findall(rf'href="({RELEASE[language]}[^"]*)"', found)
    assert links
    assert {html.unescape(link) for link in links} == {f"{RELEASE[language]}?as_of={AFTER}#r9"}


@pytest.mark.parametrize("language", PISA)
def test_the_link_leads_to_the_release_its_row_and_the_publication(client: Client, file: Path, language: str) -> None:
    bring(file)
    found = page(client, RELEASE[language])
    assert 'id="r9"' in found
    assert f'href="{html.escape(URL)}"' in found
    assert PISA[language][1] in seen(found)
    assert "<b>proef</b>" not in found
    assert "Proefuitgave over wiskunde" in seen(found)


@pytest.mark.parametrize("language", PISA)
def test_the_day_before_publication_nobody_knew(client: Client, file: Path, language: str) -> None:
    address, value, _, earlier = PISA[language]
    untouched = page(client, address, as_of=BEFORE)
    home = page(client, f"/{language}/", as_of=BEFORE)
    bring(file)
    assert page(client, address, as_of=BEFORE) == untouched
    assert page(client, f"/{language}/", as_of=BEFORE) == home
    assert value not in untouched
    assert earlier in seen(untouched)


def test_home_shows_the_new_light_and_the_change(client: Client, file: Path) -> None:
    before = seen(page(client, "/nl/", as_of=AFTER))
    bring(file)
    after = seen(page(client, "/nl/", as_of=AFTER))
    assert "Proefuitgever" not in before
    assert "Proefuitgever" in after
    assert "23,5\u202f%" in after
    assert "Wat het laatst veranderde" in after
    assert "Het aandeel steeg van 21,25\u202f% in 2018-19 naar 23,5\u202f% in 2022-23" in after


@pytest.mark.parametrize(("language", "path"), [("nl", "/nl/zoeken/"), ("en", "/en/search/")])
def test_search_finds_a_release_from_its_day_on(client: Client, file: Path, language: str, path: str) -> None:
    bring(file)
    assert RELEASE[language] in page(client, path, q="Proefuitgave", as_of=AFTER)
    assert RELEASE[language] not in page(client, path, q="Proefuitgave", as_of=BEFORE)


@pytest.mark.parametrize("path", ["/nl/bronnen/", "/nl/bronnen/pisa/", "/en/sources/", "/en/sources/pisa/"])
def test_a_source_lists_a_release_from_its_day_on(client: Client, file: Path, path: str) -> None:
    bring(file)
    assert "2024-proef" in page(client, path, as_of=AFTER)
    assert "2024-proef" not in page(client, path, as_of=BEFORE)


@pytest.mark.parametrize("language", RELEASE)
def test_the_page_of_a_release_does_not_exist_before_its_day(client: Client, file: Path, language: str) -> None:
    bring(file)
    answer = client.get(RELEASE[language], {"as_of": BEFORE})
    assert answer.status_code == 404
    assert PISA[language][1] not in answer.content.decode()


def test_a_download_holds_what_was_known_that_day(client: Client, file: Path) -> None:
    bring(file)
    address = f"{PISA['nl'][0]}download.csv"
    for as_of, known in ((BEFORE, False), (AFTER, True)):
        answer = client.get(address, {"as_of": as_of})
        assert answer.status_code == 200
        assert ("Proefuitgever" in answer.content.decode("utf-8-sig")) is known


def test_the_kept_file_is_the_file_that_was_brought(client: Client, file: Path) -> None:
    bring(file)
    answer = client.get(f"{RELEASE['nl']}bestand")
    assert answer.status_code == 200
    assert b"".join(answer) == file.read_bytes()
    assert "attachment" in answer["Content-Disposition"]


def test_a_correction_takes_the_place_of_the_first_file(client: Client, file: Path) -> None:
    bring(file)
    file.write_text(FILE.replace("2022,11.1,0.05", "2022,22.2,0.05"), encoding="utf-8")
    with pytest.raises(Refused, match=r"from 11\.1 to 22\.2, more than 10 % of the earlier value"):
        bring(file)
    changed = bring(file, reason="het rapport kreeg een erratum")
    assert changed.outcome == "superseded"
    assert [(c.indicator, c.before, c.after) for c in changed.light_changes] == [("RG2-WIS", "green", "red")]
    found = seen(page(client, PISA["nl"][0], as_of=AFTER))
    assert "22,2\u202f%" in found
    assert "11,1\u202f%" not in found


def test_a_file_with_one_wrong_row_changes_no_page(client: Client, file: Path) -> None:
    before = page(client, PISA["nl"][0], as_of=AFTER)
    file.write_text(FILE.replace("2022-23,23.5", "2022-23,235"), encoding="utf-8")
    with pytest.raises(Refused, match=r"pisa/2024-proef: row 11: RG5-HO / totaal for 2022-23 is 235"):
        bring(file)
    assert page(client, PISA["nl"][0], as_of=AFTER) == before


@pytest.mark.parametrize("path", ["/nl/", "/en/", "/nl/indicatoren/RG3-SO/", "/en/indicators/VARIO-OO1000/"])
def test_no_page_shows_what_only_a_machine_writes(client: Client, path: str) -> None:
    for as_of in ({}, {"as_of": "2014-01-01"}, {"as_of": "2000-01-01"}):
        found = seen(page(client, path, **as_of))
        assert not re.search(r"\bNone\b|\bnan\b|{\w*}|{%|%}|\d\.\d{5}", found)
