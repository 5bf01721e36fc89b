"""The agenda's own records follow their files until a person went on from them; then they are left alone."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from tests.usecases.test_loading import SHIPPED

from stemagenda.core.governance.meeting import FollowUp
from stemagenda.store import records
from stemagenda.usecases.governance.editing import save
from stemagenda.usecases.loading import load_everything
from stemagenda.usecases.loading_records import LoadedRecords
from stemagenda.usecases.permissions import OPERATOR, Actor
from stemagenda.usecases.records import value_of

CODE = "systeemanalyse"
MEMBER = Actor(name="lotte", is_coordinator=True)


def point() -> tuple[FollowUp, int]:
    found = records.version(kind="follow-up", code=CODE)
    assert found is not None
    return value_of(found), found.number


def load(folder: Path, *, now: datetime) -> LoadedRecords:
    return load_everything(folder=folder, actor=OPERATOR, now=now).records


def reworded(tmp_path: Path, name: str, title: str) -> Path:
    """The shipped folder with another title for one follow-up point."""
    folder = tmp_path / name / SHIPPED.name
    shutil.copytree(SHIPPED, folder)
    file = folder / "follow-ups.toml"
    before = 'title.nl = "De werking van het hele systeem grondig analyseren in de tweede helft van de agenda"'
    written = file.read_text("utf-8")
    assert before in written
    file.write_text(written.replace(before, f'title.nl = "{title}"'), "utf-8")
    return folder


def test_a_record_follows_its_file_and_what_did_not_change_is_left(loaded: datetime, tmp_path: Path) -> None:
    later = loaded + timedelta(hours=1)
    assert load(SHIPPED, now=later) == LoadedRecords()
    assert load(reworded(tmp_path, "one", "Anders"), now=later) == LoadedRecords(changed=1)
    assert (point()[0].title.nl, point()[1]) == ("Anders", 2)


def test_what_a_person_wrote_is_never_overwritten(loaded: datetime, tmp_path: Path) -> None:
    later = loaded + timedelta(hours=1)
    one = reworded(tmp_path, "one", "Anders")
    load(one, now=later)
    before, number = point()
    mine = replace(before, title=replace(before.title, nl="Van mij"))
    save(record=mine, seen=number, actor=MEMBER, now=later)
    assert load(one, now=later) == LoadedRecords(), "the file says what the person started from"
    assert load(reworded(tmp_path, "two", "Nog anders"), now=later) == LoadedRecords(left=1)
    assert point()[0] == mine
