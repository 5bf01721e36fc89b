"""The colours of the light theme and the shapes of the lights: the same in every file that leaves the house."""

from __future__ import annotations

from typing import Final

from stemagenda.core.indicators.case import Colour

#: The light theme of the site; a test compares it with the site's tokens.
COLOURS: Final = {
    "paper": "#FBFAF7",
    "ink": "#1B1F23",
    "soft": "#555B62",
    "line": "#D9D5CA",
    "edge": "#857F72",
    "accent": "#0B4F6C",
    "green": "#176A43",
    "orange": "#9C5B06",
    "red": "#8C1C13",
    "grey": "#5E646B",
    "green-faded": "#66987C",
    "orange-faded": "#B18448",
    "red-faded": "#B8736B",
    "grey-faded": "#868B91",
    "category-1": "#1F4E9E",
    "category-2": "#8A2F87",
    "category-3": "#0C7680",
    "category-4": "#5B4636",
    "category-5": "#5A5FB5",
    "category-6": "#A24B7B",
}
#: On a field of 16 by 16.
FILLED: Final[dict[Colour, str]] = {
    "green": "M8 1.5 15.2 14H.8z",
    "orange": "M.8 5.4h14.4v5.2H.8z",
    "red": "M8 14.5.8 2h14.4z",
}
HOLLOW: Final[dict[Colour, str]] = {
    "green": "M8 3.6 13.5 13.1H2.5z",
    "orange": "M1.7 5h12.6v6H1.7z",
    "red": "M8 12.4 2.5 2.9h11z",
}
RING: Final = (
    '<circle class="hollow" cx="8" cy="8" r="5.9" fill="none" stroke="currentColor" stroke-width="1.7" '
    'stroke-dasharray="2.2 1.507"/>'
)
