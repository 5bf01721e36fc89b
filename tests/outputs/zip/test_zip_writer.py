"""Archives that are the same every time."""

from __future__ import annotations

import io
import zipfile

import pytest

from stemagenda.outputs.zip import writer

FILES = (("b.csv", b"1,2\r\n"), ("a.json", "{é}".encode()))


def test_an_archive_holds_the_files_in_their_order() -> None:
    with zipfile.ZipFile(io.BytesIO(writer.write(files=FILES))) as archive:
        assert archive.testzip() is None
        assert [(name, archive.read(name)) for name in archive.namelist()] == list(FILES)


def test_an_archive_says_nothing_of_when_and_by_whom() -> None:
    with zipfile.ZipFile(io.BytesIO(writer.write(files=FILES))) as archive:
        for entry in archive.infolist():
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
            assert entry.external_attr == 0o100644 << 16
            assert (entry.create_system, entry.compress_type) == (3, zipfile.ZIP_STORED)


def test_the_same_files_give_the_same_bytes() -> None:
    assert writer.write(files=FILES) == writer.write(files=list(FILES))


def test_one_name_twice_is_refused() -> None:
    with pytest.raises(ValueError, match=r"two files are called x"):
        writer.write(files=[("x", b""), ("x", b"")])
