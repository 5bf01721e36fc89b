"""Archives with a few files: opened with bounds, or refused by name."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from tests.sources import instruments

from stemagenda.core.validation import Refused
from stemagenda.formats.limits import Limits
from stemagenda.formats.package import Packed, is_package, read_package
from stemagenda.formats.problems import Findings

TWO = instruments.package({"b.csv": b"2", "folder/a.csv": b"1", "__MACOSX/a.csv": b"x", ".DS_Store": b"x"})


def said(content: bytes, **limits: Any) -> str:
    with pytest.raises(Refused) as refused:
        read_package(content=content, findings=Findings(file="a.zip", limits=Limits(**limits)))
    return str(refused.value.problems[0])


def test_files_come_by_name_without_folders_and_without_what_programs_add() -> None:
    assert is_package(TWO)
    found = read_package(content=TWO, findings=Findings(file="a.zip"))
    assert found == (Packed(name="a.csv", content=b"1"), Packed(name="b.csv", content=b"2"))


def test_a_workbook_and_other_bytes_are_no_package() -> None:
    assert not is_package(instruments.xlsx(["a"], [[1]]))
    assert not is_package(b"PK\x03\x04 and no more")
    assert not is_package(b"a;b")


@pytest.mark.parametrize(
    ("files", "limits", "message"),
    [
        ({}, {}, "is an empty archive"),
        ({"a": b"1" * 100}, {"file_bytes": 50}, "unpacks to more than 0 MB"),
        ({"../a": b"1"}, {}, "point outside it"),
        ({"c:a": b"1"}, {}, "point outside it"),
        ({f"{number}": b"" for number in range(401)}, {}, "is an archive of 401 files"),
        ({"x/a": b"1", "y/a": b"2"}, {}, "a file name occurs twice"),
        ({"a": b"0" * 2_000_000}, {"ratio": 100}, "unpacks to more than 100 times its size"),
    ],
)
def test_an_archive_that_asks_too_much_is_refused(
    files: dict[str, bytes], limits: dict[str, int], message: str
) -> None:
    assert message in said(instruments.package(files), **limits)


def test_damage_a_password_and_odd_packing_are_named() -> None:
    assert "is a damaged ZIP archive" in said(TWO[:-30])
    locked = bytearray(TWO)
    locked[TWO.index(b"PK\x01\x02") + 8] |= 1
    assert "is protected with a password" in said(bytes(locked))

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("a", b"1" * 100)
    assert "is packed in an unusual way" in said(stream.getvalue())
