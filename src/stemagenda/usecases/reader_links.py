"""Where the letters to readers lead: whole addresses of their own pages, at the site's own address."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from stemagenda.core.text import Language
from stemagenda.outputs.mail.reader_letter import ReaderLinks

#: More would make an address that mail programs break.
_MOST_ADDED: Final = 12


@dataclass(frozen=True, kw_only=True)
class Site:
    """The site as letters name it: `origin` is "https://stem.example.be", `address` gives the path of a page."""

    origin: str
    address: Callable[..., str]

    def page(self, name: str, *, language: Language, **parts: str) -> str:
        """The whole address of a page."""
        return self.origin.rstrip("/") + self.address(name, language=language, **parts)

    def links(self, *, secret: str, language: Language, more: Sequence[str] = ()) -> ReaderLinks:
        """The pages of whoever holds a secret; `more` are topics to choose in addition."""
        pages = ("subscription", "subscription_stop", "subscription_confirm")
        manage, stop, confirm = (self.page(name, language=language, secret=secret) for name in pages)
        chosen = urlencode({"topic": more[:_MOST_ADDED]}, doseq=True)
        return ReaderLinks(manage=manage, stop=stop, confirm=confirm, add=f"{manage}?{chosen}" if chosen else manage)
