"""A page makes a fixed number of queries, however many indicators there are."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.usecases.synthetic import write_agenda, write_release

from stemagenda.agendas.loading import read_agenda
from stemagenda.sources.finding import sources
from stemagenda.sources.reading import open_release
from stemagenda.store import agenda as agenda_store
from stemagenda.store import releases
from stemagenda.usecases.assessing import reassess
from stemagenda.usecases.permissions import OPERATOR

NOW = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
PAGES = (
    "/nl/",
    "/nl/krachtlijnen/s1/",
    "/nl/doelstellingen/",
    "/nl/doelstellingen/SD%201/",
    "/nl/resultaatsgebieden/RG2/",
    "/nl/indicatoren/",
    "/nl/indicatoren/I7/",
    "/nl/indicatoren/I7/vrouwen/",
    "/nl/indicatoren/I7/totaal/download.csv",
    "/nl/herkomst/I7/totaal/2022/",
    "/nl/indicatoren/I7/totaal/download.xlsx",
    "/nl/indicatoren/I7/totaal/download.svg",
    "/nl/vergelijken/",
    "/nl/edities/",
    "/nl/edities-vergelijken/?van=2024-01-01",
    "/nl/bronnen/",
    "/nl/bronnen/stem_monitor/",
    "/nl/kalender/",
    "/nl/kalender.ics",
    "/nl/vrijgaven.atom",
    "/nl/wat-is-nieuw/",
    "/nl/wat-is-nieuw.atom",
    "/nl/volgen/",
    "/nl/nieuws/",
    "/nl/deelkaart.png",
    "/nl/deelkaart/indicator/I7.png",
    "/nl/insluiten/grafiek/I7/",
    "/nl/methode/",
    "/nl/woordenlijst/",
    "/nl/zoeken/?q=cijfer",
    "/nl/over/",
    "/nl/toegankelijkheid/",
    "/nl/privacy/",
    "/nl/cijfers-toevoegen/",
    "/nl/aanmelden/",
    "/sitemap.xml",
    "/health",
)


@pytest.fixture(autouse=True)
def _plain_static_files(settings) -> None:
    Path(settings.STATIC_ROOT).mkdir(exist_ok=True)
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


def fill(folder: Path, *, indicators: int) -> None:
    """Keep an agenda with twenty indicators, repeated under other codes, and figures of the first twenty."""
    agenda, few = read_agenda(write_agenda(folder, indicators=20))
    path = write_release(folder / "2023-verzonnen.csv", indicators=20)
    release, content = open_release(source=sources()["stem_monitor"], path=path)
    many = tuple(
        few[number % 20] if number < 20 else replace(few[number % 20], code=f"J{number}")
        for number in range(indicators)
    )
    with transaction.atomic():
        agenda_store.save_agenda(agenda=agenda, indicators=many, digest=f"{indicators:064d}", now=NOW)
        releases.add_release(
            release=release, content=content, file_name=path.name, is_shipped=True, actor="test", now=NOW
        )
    reassess(actor=OPERATOR, now=NOW)


def counts() -> dict[str, int]:
    found = {}
    for page in PAGES:
        # A new client has a page memory of its own: every page is drawn.
        client = Client()
        with CaptureQueriesContext(connection) as captured:
            response = client.get(page)
        assert response.status_code == 200, page
        found[page] = len(captured)
    return found


@pytest.mark.slow
@pytest.mark.django_db
def test_twenty_and_two_thousand_indicators_take_the_same_queries(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    fill(first, indicators=20)
    few = counts()
    fill(second, indicators=2_000)
    assert counts() == few
    # What is new is read from everything there is, once after each write.
    assert few.pop("/nl/wat-is-nieuw/") <= 18
    assert max(few.values()) <= 15
