"""The words on the screens: the same keys, parts and care in both languages, and every key used somewhere."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from string import Formatter
from typing import Any, get_args

import pytest
from tests.core.reports.wording import strangers

from stemagenda.core.hub.request import Asked, Contact
from stemagenda.core.hub.suggesting import ReasonKind
from stemagenda.core.indicators.methods import (
    bands,
    eurostat_cagr,
    linear_path,
    planning_bureau,
    statcan_open_sdg,
    un_progress_chart,
    weather_symbols,
)
from stemagenda.core.indicators.target_track import all_methods
from stemagenda.core.personal.purpose import PURPOSES
from stemagenda.core.personal.subscription import RHYTHMS
from stemagenda.core.text import LANGUAGES, Language
from stemagenda.sources.finding import sources
from stemagenda.store.models import AssessmentRow
from stemagenda.usecases.action_list import FACETS, ORDERS
from stemagenda.usecases.actions.mine import MATTERS
from stemagenda.usecases.coverage import DIMENSIONS
from stemagenda.usecases.offered_topics import GROUPS
from stemagenda.usecases.reports.building import FORMATS
from stemagenda.usecases.reports.reading import SHEETS, WHOLE
from stemagenda.usecases.search import KINDS
from stemagenda.web import catalogue as module
from stemagenda.web.action_joining import VERBS
from stemagenda.web.catalogue import catalogue, words

WEB = Path(module.__file__).parent
PACKAGE = WEB.parent
COLOURS = ("green", "orange", "red")
FAILURES = ("bad_request", "as_of.form", "as_of.range", "as_of.order", "forbidden", "forged", "not_found")
FAILURES += ("timeline.filter", "timeline.many", "practices.filter", "practices.many", "network.filter")
FAILURES += ("changes.filter", "hub.filter")
FAILURES += ("language", "method", "too_long", "too_large", "nothing_loaded", "broken")
METHODS = (bands, eurostat_cagr, linear_path, planning_bureau, statcan_open_sdg, un_progress_chart, weather_symbols)
KEY = re.compile(r"[a-z][a-z_]*(\.[a-z0-9_-]+)+")
TAG = re.compile(r'\{%-? *(tn?) +"([^"]+)"([^%]*)%\}')


def numbers_of_methods() -> set[str]:
    """Fields of the results of all methods that hold a number and are shown as one."""
    hints = {field.name: str(field.type) for method in METHODS for field in fields(method.Result)}
    return {name for name, kind in hints.items() if re.search(r"\b(float|int)\b", kind)}


QUESTION_FIELDS = {field.name for of in (Asked, Contact) for field in fields(of)}
#: What every list with filters says of itself.
LISTED = {"title", "lede", "search", "found_one", "found_many"}
#: Keys that are put together while the program runs, with everything that may be put in them.
FAMILIES: dict[str, set[str]] = {
    "method.name.": set(all_methods()),
    "method.about.": set(all_methods()),
    "search.kind.": set(KINDS),
    "hub.field_": {*QUESTION_FIELDS, "satisfaction", "remark", "outcome", "entity"},
    "hub.reason_": set(get_args(ReasonKind)),
    "personal.purpose_": set(PURPOSES),
    "privacy.people.": {f"long_{code}" for code in PURPOSES},
    "subscribing.group.": {"chosen", "general", *GROUPS},
    "subscribing.every.": set(RHYTHMS),
    "personal.ground_": {purpose.ground for purpose in PURPOSES.values()},
    "personal.field_": {field for purpose in PURPOSES.values() for field in purpose.fields},
    "light.": {*COLOURS, "grey"},
    "home.": {f"{colour}_{number}" for colour in COLOURS for number in ("one", "many")},
    "failure.": {f"{kind}.{part}" for kind in FAILURES for part in ("title", "text", "remedy")},
    "override.problem.": {"series", "colour", "reason", "expires", "gone", "seen"},
    "release.": {f"kind_{kind}" for kind in ("correction", "revision", "update", "withdrawal")},
    "editions.problem.": {"name", "note", "as_of", "taken", "text", "day", "unknown"},
    "cadence.": {source.cadence for source in sources().values()},
    "method.number.": numbers_of_methods(),
    **{f"{name}.": LISTED for name in ("actors", "events", "practices", "timeline")},
    "action.ask.": {"committee", "coordinator", "lead", "publisher"},
    "mine.matter.": set(MATTERS),
    "joining.": {f"{verb}.{part}" for verb in VERBS for part in ("title", "about")},
    "action.remark.": {"no-evidence", "few-pillars"},
    "actions.facet.": {*FACETS, *DIMENSIONS, "indicator"},
    "actions.order.": set(ORDERS),
    "actions.sign.": {"late", "silent", "with-indicator", "without-indicator", "without-objective"},
    "reports.about.": {*WHOLE, *SHEETS},
    "reports.step.": {"read", "compose", *FORMATS, "keep", "store"},
    "reports.format.": {*FORMATS},
    "reports.language.": {*LANGUAGES},
    "track.": {"achieved", "on_track", "too_slow", "far_too_slow", "no_progress_or_away", "undefined"},
}
#: Families of which what may be put in is written nowhere in one place.
OPEN = ("method.verdict.", "nav.")


def templates() -> Iterator[tuple[str, str]]:
    for path in sorted((WEB / "templates").rglob("*.html")):
        yield path.name, path.read_text(encoding="utf-8")


def parts(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def written_in_templates() -> Iterator[tuple[str, str, set[str], str]]:
    """Template, key, the names of the values given, and the way the key is used."""
    for name, text in templates():
        for tag, key, rest in TAG.findall(text):
            given = set(re.findall(r"(\w+)=", rest.split(" as ")[0]))
            if tag == "tn":
                yield from ((name, f"{key}_{number}", {"count"}, tag) for number in ("one", "many"))
            else:
                yield name, key, given, tag


def written_in_code() -> Iterator[tuple[str, str, set[str]]]:
    """Module, key and the names of the values given, for each call of `words` with a key in full."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and getattr(node.func, "id", "") == "words"
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                yield path.name, str(node.args[0].value), {str(k.arg) for k in node.keywords} - {"language"}


def mentioned() -> set[str]:
    """Every text in code and templates that looks like a key."""
    found = {key for _, key, _, _ in written_in_templates()}
    for path in [*PACKAGE.rglob("*.py"), *(WEB / "templates").rglob("*.html")]:
        found.update(match for match in re.findall(r'"([^"\n]+)"', path.read_text("utf-8")) if KEY.fullmatch(match))
    return found


def test_both_languages_have_the_same_keys() -> None:
    assert set(catalogue("nl")) == set(catalogue("en"))
    assert len(catalogue("nl")) > 300


def test_both_languages_have_the_same_parts_in_each_text() -> None:
    english = catalogue("en")
    assert not {key for key, text in catalogue("nl").items() if parts(text) != parts(english[key])}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty_or_badly_spaced(language: Language) -> None:
    bad = {key: text for key, text in catalogue(language).items() if not text or text != " ".join(text.split())}
    assert not bad


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_holds_words_of_the_other_language(language: Language) -> None:
    own_names = {"site.other_language", "failure.language_name.nl", "failure.language_name.en"}
    found = {
        key: odd
        for key, text in catalogue(language).items()
        if key not in own_names and (odd := strangers(re.sub(r"{\w+}", "", text), language=language))
    }
    assert not found


#: Words that are the same in both languages.
SHARED = {
    "",
    "actor",
    "agenda",
    "clusters",
    "code",
    "cookies",
    "csv",
    "eurostat",
    "filters",
    "in",
    "indicator",
    "monitor",
    "open",
    "overlap",
    "png",
    "privacy",
    "score",
    "sdg",
    "stemhub",
}
SHARED |= {"statcan", "status", "svg", "term", "trend", "was", "website", "xlsx"}


def test_a_text_that_is_the_same_in_both_languages_holds_only_shared_words() -> None:
    english = catalogue("en")
    same = {key: text for key, text in catalogue("nl").items() if text == english[key]}
    found = {
        key: text
        for key, text in same.items()
        if not set(re.findall(r"[^\W\d_]+", re.sub(r"{\w+}", "", text).lower())) <= SHARED
    }
    assert not found


def test_every_key_in_a_template_exists_and_gets_the_parts_it_needs() -> None:
    texts, wrong = catalogue("nl"), []
    for name, key, given, tag in written_in_templates():
        if key not in texts:
            wrong.append(f"{name}: {key} does not exist")
        elif parts(texts[key]) != given and not (tag == "tn" and parts(texts[key]) <= given):
            wrong.append(f"{name}: {key} needs {parts(texts[key])}, gets {given}")
    assert not wrong


def test_every_key_in_code_exists_and_gets_the_parts_it_needs() -> None:
    texts, found = catalogue("nl"), list(written_in_code())
    assert found
    wrong = [f"{name}: {key}" for name, key, given in found if key not in texts or parts(texts[key]) != given]
    assert not wrong


@pytest.mark.parametrize("family", FAMILIES)
def test_every_key_that_is_put_together_exists(family: str) -> None:
    missing = {family + member for member in FAMILIES[family]} - set(catalogue("nl"))
    assert not missing


def test_every_verdict_and_number_of_the_monitor_has_words(loaded: datetime) -> None:
    texts = catalogue("nl")
    missing = set()
    for row in AssessmentRow.objects.exclude(colour=""):
        for found in row.document["verdict"]["methods"].values():
            said = found.get("verdict") or found.get("symbol")
            if said and f"method.verdict.{said}" not in texts:
                missing.add(said)
        track = row.document["verdict"]["target_track"]["verdict"]
        if track and f"track.{track}" not in texts:
            missing.add(track)
    assert not missing


def test_every_declared_verdict_has_words() -> None:
    declared = {
        word
        for method in METHODS
        for name, kind in vars(method).items()
        if name in {"Verdict", "Symbol"}
        for word in get_args(kind)
    }
    missing = {f"method.verdict.{word}" for word in declared} - set(catalogue("nl"))
    assert not missing


def test_every_key_is_used_somewhere() -> None:
    used = mentioned() | {family + member for family, members in FAMILIES.items() for member in members}
    unused = {key for key in catalogue("nl") if key not in used and not key.startswith(OPEN)}
    assert not unused, sorted(unused)


def test_a_key_that_does_not_exist_is_no_empty_text() -> None:
    with pytest.raises(KeyError, match=r"home\.nowhere"):
        words("home.nowhere", language="nl")


def test_parts_are_filled_in() -> None:
    assert words("as_of.known", language="nl", day="5 juli 2024") == "Zoals bekend op 5 juli 2024"


def test_one_key_in_two_files_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.nl.toml").write_text('[site]\nname = "x"\n')
    monkeypatch.setattr(module, "FOLDER", tmp_path)
    found: Any = catalogue.__wrapped__
    with pytest.raises(ValueError, match=r"b\.nl\.toml defines 'site\.name' a second time"):
        found("nl")
