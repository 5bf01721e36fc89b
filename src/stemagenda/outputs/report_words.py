"""The few fixed words that every format of a report says."""

from __future__ import annotations

from typing import Final

from stemagenda.core.text import Text

CONTENTS: Final = Text("Inhoud", "Contents")
PAGE: Final = Text("pagina", "page")
OF: Final = Text("van", "of")
TABLE: Final = Text("Tabel", "Table")
FIGURE: Final = Text("Figuur", "Figure")
TO_WRITE: Final = Text("Nog te schrijven", "Still to be written")
EDITION: Final = Text("Editie", "Edition")
LANGUAGE_TAGS: Final = {"nl": "nl-BE", "en": "en-GB"}
