"""Opening paths: only real files, quickly, and never more than the limit in memory."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
from tests.sources.files import ROW, text
from tests.sources.measured import measured

from stemagenda.core.validation import Refused
from stemagenda.formats.limits import Limits
from stemagenda.formats.opening import read_bounded
from stemagenda.formats.problems import Findings
from stemagenda.sources.reading import shown_path


def refused(path: Path, limits: Limits | None = None) -> str:
    with pytest.raises(Refused) as caught:
        read_bounded(path=path, findings=Findings(file="it", limits=limits or Limits()))
    assert len(caught.value.problems) == 1
    return str(caught.value)


def test_a_file_is_read_to_the_last_byte(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"x" * 10)

    assert read_bounded(path=path, findings=Findings(file="it", limits=Limits(file_bytes=10))) == b"x" * 10
    assert "is larger than 0 MB (9 bytes)" in refused(path, Limits(file_bytes=9))


def test_a_link_to_a_file_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"x")
    (tmp_path / "b.csv").symlink_to("a.csv")

    assert read_bounded(path=tmp_path / "b.csv", findings=Findings(file="it")) == b"x"


def test_what_is_no_file_is_named(tmp_path: Path) -> None:
    assert "does not exist" in refused(tmp_path / "absent.csv")
    assert "is a folder" in refused(tmp_path)
    assert "is a device" in refused(Path("/dev/zero"))
    assert "is a device" in refused(Path("/dev/tty")) or not Path("/dev/tty").exists()
    assert "cannot be read (File name too long)" in refused(tmp_path / ("n" * 5000))
    assert "cannot be read (the name cannot be used)" in refused(tmp_path / "a\0b")
    assert "cannot be read (Not a directory)" in refused(Path("/dev/null/a.csv"))
    (tmp_path / "loop").symlink_to("loop")
    assert "cannot be read (Too many levels of symbolic links)" in refused(tmp_path / "loop")


def test_a_pipe_nobody_writes_to_does_not_hold_us_up(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")

    assert "is a pipe" in refused(tmp_path / "pipe.csv")


def test_a_name_that_becomes_a_pipe_meanwhile_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.csv").write_bytes(b"x")
    os.mkfifo(tmp_path / "pipe")
    really = os.open

    monkeypatch.setattr(os, "open", lambda path, flags: really(tmp_path / "pipe", flags))
    assert "is a pipe" in refused(tmp_path / "a.csv")


def test_a_file_that_lies_about_its_size_is_still_bounded() -> None:
    """Files under /proc say they are empty."""
    assert "is larger than" in refused(Path("/proc/self/environ"), Limits(file_bytes=1))


def test_a_socket_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the path of a socket must be short
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("s.csv")
        assert "is a socket" in refused(Path("s.csv"))


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may read everything")
def test_a_file_we_may_not_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"x")
    path.chmod(0)

    assert "cannot be read (Permission denied)" in refused(path)


def test_a_gigabyte_is_refused_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as stream:
        stream.truncate(1_000_000_000)

    found = measured(path)
    assert "is larger than 20 MB" in found.said
    assert found.grown < 5
    assert found.seconds < 10


def test_an_endless_device_is_refused_without_reading_it() -> None:
    found = measured("/dev/zero", wait=20)

    assert "is a device" in found.said
    assert found.grown < 5


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (text(ROW) + "," * 19_000_000, "is longer than 2,000,000 characters"),
        (text(ROW) + "\u20ac" * 6_000_000, "is longer than 2,000,000 characters"),
        (text(ROW) + '"' + "x\n" * 9_000_000, "has a cell longer than 10,000 characters"),
        ("#\n" * 9_000_000, "is metadata line number 51"),
        ("\n" * 19_000_000, "has no header row"),
        (text() + "x,y,z,u\n" * 190_000, "more problems"),
        (text() + "x\n" * 9_000_000, "is past the 200,000 rows"),
    ],
    ids=["separators", "one-cell", "open-quote", "metadata", "blank-lines", "problems", "short-rows"],
)
def test_twenty_megabytes_of_nonsense_stay_small(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(content, encoding="utf-8")

    found = measured(path)
    assert said in found.said
    assert found.grown < 200
    assert found.seconds < 30


@pytest.mark.slow
def test_two_hundred_thousand_rows_are_read_in_a_minute(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    path.write_text(text() + "".join(f"RG4,s{n // 200},{1900 + n % 200},{n / 7}\n" for n in range(200_000)))

    found = measured(path)
    assert (found.said, found.figures) == ("", 200_000)
    assert found.seconds < 60
    assert found.grown < 400


def test_a_path_is_shown_so_that_it_cannot_upset_a_terminal() -> None:
    assert shown_path(Path("a\x1b[31mb.csv")) == "a?[31mb.csv"
    assert len(shown_path(Path("x" * 1000))) == 200
