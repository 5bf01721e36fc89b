"""A drawing as a picture of dots, for programs that draw no vectors."""

from __future__ import annotations

from functools import lru_cache

import resvg_py

from stemagenda.outputs.letters import SANS, SERIF, folder


class NotDrawnError(ValueError):
    """The SVG could not be drawn; the message says why."""


@lru_cache(maxsize=128)
def dots(svg: str, *, width: int) -> bytes:
    """Return the drawing as PNG of so many dots wide, with our own letters only.

    Raises:
        NotDrawnError: the SVG is unreadable.
    """
    with folder() as place:
        fonts = [str(place / f"{name}.ttf") for name in ("sans-400", "sans-600", "serif-600")]
        try:
            return resvg_py.svg_to_bytes(
                svg_string=svg, width=width, background="#FFFFFF", skip_system_fonts=True, font_files=fonts,
                sans_serif_family=SANS, serif_family=SERIF, font_family=SANS,
            )  # fmt: skip
        except ValueError as problem:
            raise NotDrawnError(f"the drawing could not be drawn: {problem}") from problem
