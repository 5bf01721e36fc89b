"""The lines of a large text, decoded as they are read: bounded in memory, whatever the line ends and the encoding."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from itertools import chain
from typing import Final, NoReturn

from stemagenda.formats.problems import Findings

_STEP: Final = 262_144
_EXPORT: Final = "Save it as CSV UTF-8."
_CODECS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def codec_of(content: bytes, findings: Findings) -> str:
    """Return how a text is encoded, by its byte order mark: UTF-8 (also without a mark) or UTF-16.

    Raises:
        Refused: UTF-32, or UTF-16 without a mark.
    """
    if content.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        findings.stop("", "is encoded as UTF-32", _EXPORT)
    for mark, codec in _CODECS:
        if content.startswith(mark):
            return codec
    start = content[:1000]
    if start.count(0) * 3 >= len(start) > 0:
        findings.stop("", "looks like UTF-16 without a byte order mark", _EXPORT)
    return "utf-8"


class Lines:
    """The lines of a text with their endings (LF, CR LF or CR), in pieces that the csv module takes at full speed.

    `done` is for the reader: the row it has reached. A row that goes on and on is then noticed.
    """

    def __init__(self, *, content: bytes, findings: Findings) -> None:
        """Start before the first line."""
        self.done = 0
        self._content = content
        self._findings = findings
        self._before = 0  # lines before the piece at hand
        codec = codec_of(content, findings)
        self._wide = codec == "utf-16"
        self._decoder = codecs.getincrementaldecoder(codec)()
        self._most = findings.limits.record_characters

    def __iter__(self) -> Iterator[str]:
        """Return the lines; to be called once."""
        return chain.from_iterable(self._pieces())

    def _pieces(self) -> Iterator[io.StringIO]:
        kept = ""
        stuck, reached = 0, -1
        for at in range(0, len(self._content), _STEP):
            last = at + _STEP >= len(self._content)
            new = self._decoded(at, last=last)
            stuck = len(new) + (stuck if self.done == reached else 0)
            reached = self.done
            text = kept + new
            # A CR at the very end may be half of a CR LF: it waits for the next piece.
            cut = len(text) if last else max(text.rfind("\n"), text.rfind("\r", 0, -1)) + 1
            kept = text[cut:]
            self._check(text, len(kept), stuck)
            if cut:
                yield io.StringIO(text[:cut], newline="")
                self._before += _ends(text, cut)

    def _check(self, text: str, kept: int, stuck: int) -> None:
        """Refuse NUL characters, and rows that are longer than a row can be."""
        if (zero := text.find("\0")) >= 0:
            place = f"row {self._before + _ends(text, zero) + 1}"
            self._findings.stop(place, "holds a NUL character", "Remove it, or export the file again.")
        if kept > self._most or stuck > self._most + 2 * _STEP:
            self._findings.stop(
                f"row {max(self.done, self._before) + 1}",
                f"is longer than {self._most:,} characters",
                "Look for a missing line end or an unclosed quotation mark.",
            )

    def _decoded(self, at: int, *, last: bool) -> str:
        try:
            return self._decoder.decode(self._content[at : at + _STEP], final=last)
        except UnicodeDecodeError as error:
            return self._stop_at_wrong_byte(error)

    def _stop_at_wrong_byte(self, error: UnicodeDecodeError) -> NoReturn:
        findings = self._findings
        if self._wide:
            findings.stop("", "is broken UTF-16: the file may be cut off", "Export it again, as CSV UTF-8.")
        before = bytes(error.object[: error.start]).decode("latin-1")
        place = f"row {self._before + _ends(before, len(before)) + 1}"
        if error.reason == "unexpected end of data":
            findings.stop(place, "ends in the middle of a letter: the file is cut off", "Copy or download it again.")
        findings.stop(
            place,
            f"is not UTF-8 (byte {error.object[error.start]:#04x}; probably saved as Windows-1252)",
            "Save it as 'CSV UTF-8', so that no accent is misread.",
        )


def _ends(text: str, to: int) -> int:
    """Count the line ends in the first `to` characters."""
    return text.count("\n", 0, to) + text.count("\r", 0, to) - text.count("\r\n", 0, to)
