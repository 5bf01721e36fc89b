"""Editions are kept as they were frozen; what was changed behind our back is refused."""

from __future__ import annotations

import ast
import gzip
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db.models import ProtectedError
from tests.house.tree import SRC

from stemagenda.core.editions import canonical
from stemagenda.store import editions
from stemagenda.store.editions import EditionDamaged, Erratum
from stemagenda.store.models import EditionRow

pytestmark = pytest.mark.django_db
#: Late in the evening in Brussels: already the next day there, not yet in UTC.
NOW = datetime(2026, 10, 31, 23, 30, tzinfo=UTC)
DAY, NEXT = date(2026, 10, 31), date(2026, 11, 1)


def document(**changed: Any) -> bytes:
    said = {"name": "proef", "note": "n", "as_of": "2024-07-05", "frozen_at": NOW.isoformat(), "x": [1, 2]}
    return canonical.write(said | changed)


def add(name: str = "proef", content: bytes | None = None) -> bool:
    return editions.add_edition(
        name=name,
        note="n",
        as_of=date(2024, 7, 5),
        content=content or document(name=name),
        actor="els",
        now=NOW,
    )


def test_what_was_frozen_comes_back_byte_for_byte() -> None:
    assert add()
    found = editions.edition(name="proef")
    assert found is not None
    heading, content = found
    assert content == document()
    assert (heading.digest, heading.errata) == (canonical.digest(content), 0)
    assert (heading.name, heading.note, heading.frozen_by, heading.frozen_at) == ("proef", "n", "els", NOW)
    assert editions.edition(name="anders") is None


def test_a_name_is_given_once_and_the_first_edition_stays() -> None:
    assert add()
    assert not add(content=document(x=[]))
    found = editions.edition(name="proef")
    assert found is not None
    assert found[1] == document()


def test_errata_stand_beside_an_edition_in_the_order_made() -> None:
    add()
    assert editions.add_erratum(name="proef", text="tweede", actor="els", now=NOW + timedelta(days=1))
    assert editions.add_erratum(name="proef", text="eerste", actor="jan", now=NOW)
    assert not editions.add_erratum(name="anders", text="x", actor="els", now=NOW)
    assert editions.errata(name="proef") == (
        Erratum(text="eerste", author="jan", made_at=NOW),
        Erratum(text="tweede", author="els", made_at=NOW + timedelta(days=1)),
    )
    (heading,) = editions.editions()
    assert heading.errata == 2
    found = editions.edition(name="proef")
    assert found is not None
    assert found[1] == document()


def test_a_day_knows_what_was_frozen_and_corrected_by_then_on_the_clock_of_the_site() -> None:
    add()
    editions.add_erratum(name="proef", text="x", actor="els", now=NOW + timedelta(days=1))
    assert editions.editions(on=DAY) == ()
    assert editions.edition(name="proef", on=DAY) is None
    assert [item.errata for item in editions.editions(on=NEXT)] == [0]
    assert editions.errata(name="proef", on=NEXT) == ()
    assert [item.errata for item in editions.editions(on=NEXT + timedelta(days=1))] == [1]


def test_the_newest_comes_first() -> None:
    for name in ("b", "c", "a"):
        add(name)
    assert [item.name for item in editions.editions()] == ["a", "b", "c"]


@pytest.mark.parametrize(
    "changed",
    [
        {"content": gzip.compress(document(x=[1, 3]), mtime=0)},
        {"content": gzip.compress(document(), mtime=0)[:-9]},
        {"content": b"nothing of the kind"},
        {"content": b""},
        {"digest": "0" * 64},
        {"note": "another"},
        {"as_of": date(2024, 7, 6)},
        {"frozen_at": NOW + timedelta(seconds=1)},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_a_row_that_somebody_changed_is_refused(changed: dict[str, Any]) -> None:
    add()
    EditionRow.objects.update(**changed)
    with pytest.raises(EditionDamaged, match="edition proef is not what was frozen") as told:
        editions.edition(name="proef")
    assert told.value.name == "proef"


def test_an_edition_put_under_another_name_is_refused() -> None:
    add()
    EditionRow.objects.update(name="anders")
    with pytest.raises(EditionDamaged):
        editions.edition(name="anders")


def test_an_edition_with_errata_cannot_be_removed() -> None:
    add()
    editions.add_erratum(name="proef", text="x", actor="els", now=NOW)
    with pytest.raises(ProtectedError):
        EditionRow.objects.all().delete()


def test_no_code_changes_or_removes_an_edition_or_an_erratum() -> None:
    """Only one module touches these tables, and all it does with a row is make it or read it."""
    rows = {"EditionRow", "ErratumRow"}
    changing = {"update", "delete", "save", "bulk_update", "update_or_create", "get_or_create", "bulk_create"}
    for path in sorted({*SRC.rglob("*.py")} - {*(SRC / "store" / "models").glob("*.py")}):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} & rows
        place = path.relative_to(SRC).as_posix()
        assert not used or place == "store/editions.py", place
        if used:
            called = {
                node.func.attr
                for node in ast.walk(tree)
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
            }
            assert not called & changing
