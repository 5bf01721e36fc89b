"""Read the text of a finished HTML report again, without its style and its drawings."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Final

_SILENT: Final = frozenset({"style", "svg", "script", "title", "nav"})
_INLINE: Final = frozenset({"span", "strong", "a", "data", "time", "em"})


class _Reading(HTMLParser):
    """Collects the text that a reader of the page sees."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Stop listening inside style and drawings; blocks part words."""
        del attrs
        self.silent += tag in _SILENT
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        """Listen again."""
        self.silent -= tag in _SILENT
        self._part(tag)

    def handle_data(self, data: str) -> None:
        """Keep what is seen."""
        if not self.silent:
            self.pieces.append(data)

    def _part(self, tag: str) -> None:
        if tag not in _INLINE:
            self.pieces.append("\n")


def text(*, content: bytes) -> str:
    """Return the text of the report in the order of reading."""
    reading = _Reading()
    reading.feed(content.decode())
    reading.close()
    return "".join(reading.pieces)
