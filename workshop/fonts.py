"""Cut the site's fonts from the free families on the Python registry: `python workshop/fonts.py`.

Run it only to change the letters we ship; the results are committed. It needs `fonttools[woff]` and the packages
`font-source-sans-pro` and `font-source-serif-pro` (SIL Open Font License). That licence reserves the name "Source" for
the original files, so the cut versions carry a name of their own.
"""

from __future__ import annotations

import shutil
import sys
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

SITE: Final = Path(__file__).parents[1] / "src/stemagenda/web/static/fonts"
PICTURES: Final = Path(__file__).parents[1] / "src/stemagenda/outputs/png/fonts"
DOWNLOADS: Final = Path(__file__).parents[1] / "src/stemagenda/outputs/svg/fonts"
REPORTS: Final = Path(__file__).parents[1] / "src/stemagenda/outputs/fonts"
#: The Debian package fonts-dejavu-core: the scripts and signs that our own families lack.
REST: Final = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
REST_LICENCE: Final = Path("/usr/share/doc/fonts-dejavu-core/copyright")

#: Basic Latin and Latin-1, a few more Latin letters, punctuation, spaces, minus, comparison signs, arrows.
LETTERS: Final = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x100),
    *(ord(c) for c in "ĆćČčĐđĞğİıŁłŃńŐőŒœŘřŚśŞşŠšŰűŸŹźŻżŽž"),
    *(ord(c) for c in "‐‑–—‘’‚“”„•…‹›€−×÷≈≠≤≥±←↑→↓′″"),
    *(0x2007, 0x2009, 0x200A, 0x202F),
)
#: What a chart needs: no accents beyond Latin-1.
CHART_LETTERS: Final = tuple(code for code in LETTERS if code < 0x100 or code >= 0x2000)
FEATURES: Final = ("kern", "liga", "tnum", "pnum", "lnum", "locl", "ccmp", "case")
#: Width of the spaces that the families lack, in thousandths of the letter size.
SPACES: Final = {0x2009: 200, 0x200A: 100, 0x202F: 200}
CUTS: Final = (
    ("font_source_sans_pro", "SourceSansPro-Regular", "sans-400", "Stemagenda Sans", "Regular"),
    ("font_source_sans_pro", "SourceSansPro-Semibold", "sans-600", "Stemagenda Sans", "Semibold"),
    ("font_source_serif_pro", "SourceSerifPro-Regular", "serif-400", "Stemagenda Serif", "Regular"),
    ("font_source_serif_pro", "SourceSerifPro-Semibold", "serif-600", "Stemagenda Serif", "Semibold"),
    ("font_source_sans_pro", "SourceSansPro-It", "sans-400-italic", "Stemagenda Sans", "Italic"),
)
#: What reports may hold beyond our letters: Greek, Cyrillic, Hebrew, Arabic, signs, arrows, sums, shapes, faces.
REST_LETTERS: Final = (
    *range(0x100, 0x250), *range(0x2B0, 0x530), *range(0x591, 0x700), *range(0x1E00, 0x2000), *range(0x2000, 0x2C00),
    *range(0xFB00, 0xFE00), *range(0xFE70, 0xFEFF), 0xFFFD, *range(0x1F600, 0x1F650),
)  # fmt: skip


def complete(font: Any) -> None:
    """Give the font the spaces and the hard hyphen it lacks."""
    table = font["cmap"].getBestCmap()
    order = font.getGlyphOrder()
    for code, width in SPACES.items():
        name = table.get(code, f"uni{code:04X}")
        if name not in order:
            font["glyf"][name] = Glyph()
        font["hmtx"][name] = (width, 0)
        for part in font["cmap"].tables:
            if part.isUnicode():
                part.cmap[code] = name
    for part in font["cmap"].tables:
        if part.isUnicode():
            part.cmap.setdefault(0x2011, table[0x2D])
            part.cmap.setdefault(0x2010, table[0x2D])


def rename(font: Any, *, family: str, style: str) -> None:
    """Give the font its own name, and keep the copyright and licence lines."""
    names = font["name"]
    copyright_line, licence_line = names.getDebugName(0), names.getDebugName(13)
    names.names = []
    full, compact = f"{family} {style}", f"{family}-{style}".replace(" ", "")
    bold, slanted = style == "Semibold", style == "Italic"
    texts = {
        0: copyright_line,
        1: full if bold else family,
        2: "Italic" if slanted else "Regular",
        3: compact,
        4: full,
        5: "Version 1.0",
    }
    texts |= {6: compact, 13: licence_line, 14: "https://openfontlicense.org", 16: family, 17: style}
    for number, text in texts.items():
        names.setName(text or "", number, 3, 1, 0x409)


def cut(*, package: str, file: str, family: str, style: str, letters: tuple[int, ...], target: Path) -> None:
    """Write one font with only the letters asked for, as WOFF2 or TrueType by the name of the target."""
    source = Path(str(import_module(package).__file__)).parent / "files" / f"{file}.ttf"
    font = TTFont(source, recalcTimestamp=False)
    complete(font)
    options = subset.Options(hinting=False, notdef_outline=True, glyph_names=False, name_IDs=["*"])
    options.layout_features = list(FEATURES)
    options.drop_tables += ["DSIG", "FFTM"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=letters)
    cutter.subset(font)
    rename(font, family=family, style=style)
    font.flavor = "woff2" if target.suffix == ".woff2" else None
    target.parent.mkdir(parents=True, exist_ok=True)
    font.save(target)
    sys.stdout.write(f"{target.name:20} {target.stat().st_size:6} bytes\n")


def cut_rest() -> None:
    """Write the font for what our own families lack; DejaVu asks that a changed version has another name."""
    font = TTFont(REST, recalcTimestamp=False)
    options = subset.Options(hinting=False, notdef_outline=True, glyph_names=False, name_IDs=["*"])
    options.layout_features = ["kern", "ccmp", "init", "medi", "fina", "isol", "rlig", "mark", "mkmk"]
    options.drop_tables += ["FFTM", "FontLog"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[code for code in REST_LETTERS if code not in LETTERS])
    cutter.subset(font)
    rename(font, family="Stemagenda Rest", style="Regular")
    font.save(REPORTS / "rest-400.ttf")
    told = REST_LICENCE.read_text(encoding="utf-8").partition("\n")[2]  # its first line names the form of the file only
    (REPORTS / "LICENCE-rest.txt").write_text(told, encoding="utf-8")


def write_covered() -> None:
    """Write which characters the fonts of reports hold between them, as ranges."""
    codes: set[int] = set()
    for path in REPORTS.glob("*.ttf"):
        codes |= TTFont(path).getBestCmap().keys()
    ranges: list[list[int]] = []
    for code in sorted(codes):
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    lines = (f"{first:X}-{last:X}" if first < last else f"{first:X}" for first, last in ranges)
    (REPORTS / "covered.txt").write_text("\n".join(lines) + "\n", encoding="ascii")


def main() -> None:
    """Cut every font for the site, the downloads, the pictures and the reports."""
    for package, file, name, family, style in CUTS:
        source = {"package": package, "file": file, "family": family, "style": style}
        cut(**source, letters=LETTERS, target=REPORTS / f"{name}.ttf")
        if style == "Italic":
            continue
        cut(**source, letters=LETTERS, target=SITE / f"{name}.woff2")
        cut(**source, letters=LETTERS, target=REPORTS / f"{name}.woff2")
        if name != "serif-400":
            cut(**source, letters=CHART_LETTERS, target=PICTURES / f"{name}.ttf")
        if name.startswith("sans"):
            cut(**source, letters=CHART_LETTERS, target=DOWNLOADS / f"{name}.woff2")
        licence = Path(str(import_module(package).__file__)).parent / "files" / "LICENSE.txt"
        for folder in (SITE, PICTURES, DOWNLOADS, REPORTS):
            shutil.copyfile(licence, folder / f"OFL-{'sans' if 'sans' in package else 'serif'}.txt")
    cut_rest()
    write_covered()


if __name__ == "__main__":
    main()
