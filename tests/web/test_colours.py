"""The colours of the site, computed from its tokens: contrast on both papers, and lights that differ in lightness."""

import re
from datetime import datetime
from itertools import combinations
from pathlib import Path

import pytest
from django.test import Client

from stemagenda.outputs.svg.download import COLOURS

STATIC = Path(__file__).parents[2] / "src/stemagenda/web/static"
TOKENS = (STATIC / "css/tokens.css").read_text()
VERDICTS = ("green", "orange", "red")
LIGHTS = (*VERDICTS, "grey")
CATEGORIES = tuple(f"category-{number}" for number in range(1, 7))


def tokens(selector: str) -> dict[str, str]:
    """The colours declared in the block of one selector."""
    block = re.search(re.escape(selector) + r" \{(.*?)\}", TOKENS, re.DOTALL)
    assert block, selector
    return dict(re.findall(r"--([\w-]+): (#[0-9A-F]{6});", block[1]))


THEMES = {
    "light": tokens(':root[data-theme="light"]'),
    "dark": tokens(':root[data-theme="dark"]'),
    "dark by the system": tokens(':root:not([data-theme="light"])'),
}
THEME_NAMES = ("light", "dark")


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio as WCAG 2.2 defines it."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def lightness(colour: str) -> float:
    """CIE L* of a colour."""
    return 116 * luminance(colour) ** (1 / 3) - 16


@pytest.mark.parametrize("theme", THEME_NAMES)
@pytest.mark.parametrize("name", ["ink", "soft", "accent", *LIGHTS, *CATEGORIES])
def test_text_colours_are_readable_on_the_paper(theme: str, name: str) -> None:
    assert contrast(THEMES[theme][name], THEMES[theme]["paper"]) >= 4.5


@pytest.mark.parametrize("theme", THEME_NAMES)
@pytest.mark.parametrize("name", ["ink", "soft", "accent", *LIGHTS])
def test_text_colours_are_readable_on_the_wash(theme: str, name: str) -> None:
    assert contrast(THEMES[theme][name], THEMES[theme]["wash"]) >= 4.5


@pytest.mark.parametrize("theme", THEME_NAMES)
@pytest.mark.parametrize("name", ["edge", "focus", *(f"{light}-faded" for light in LIGHTS)])
def test_shapes_and_borders_stand_out(theme: str, name: str) -> None:
    assert contrast(THEMES[theme][name], THEMES[theme]["paper"]) >= 3


@pytest.mark.parametrize("theme", THEME_NAMES)
def test_lights_differ_in_lightness(theme: str) -> None:
    for one, other in combinations(VERDICTS, 2):
        assert abs(lightness(THEMES[theme][one]) - lightness(THEMES[theme][other])) >= 5
    for verdict in VERDICTS:
        assert abs(lightness(THEMES[theme][verdict]) - lightness(THEMES[theme]["grey"])) >= 2


@pytest.mark.parametrize("theme", THEME_NAMES)
def test_a_faded_light_is_weaker_than_a_fresh_one(theme: str) -> None:
    paper = THEMES[theme]["paper"]
    for light in LIGHTS:
        assert contrast(THEMES[theme][f"{light}-faded"], paper) < contrast(THEMES[theme][light], paper)


@pytest.mark.parametrize("theme", THEME_NAMES)
def test_lights_are_used_for_nothing_else(theme: str) -> None:
    lights = {THEMES[theme][light] for light in LIGHTS}
    assert lights.isdisjoint(value for name, value in THEMES[theme].items() if name not in LIGHTS)


def test_dark_is_the_same_chosen_or_asked_for() -> None:
    assert THEMES["dark"] == THEMES["dark by the system"]
    assert THEMES["dark"].keys() == THEMES["light"].keys()


def test_downloads_have_the_colours_of_the_light_theme() -> None:
    assert {name: THEMES["light"][name] for name in COLOURS} == COLOURS


def test_only_tokens_name_colours() -> None:
    assert not re.findall(r"#[0-9A-Fa-f]{3,8}\b", (STATIC / "css/site.css").read_text())


def test_fonts_stay_small_and_carry_their_licence() -> None:
    fonts = list((STATIC / "fonts").glob("*.woff2"))
    assert sum(font.stat().st_size for font in fonts) <= 90_000
    assert "SIL OPEN FONT LICENSE" in (STATIC / "fonts/OFL-sans.txt").read_text()
    assert "SIL OPEN FONT LICENSE" in (STATIC / "fonts/OFL-serif.txt").read_text()


#: Forms that keep themselves, keys, quick changes.
FOR_MEMBERS = {"work.js"}


def test_scripts_stay_small() -> None:
    """What every reader gets; and what people who keep records get with it."""
    sizes = {script.name: script.stat().st_size for script in (STATIC / "js").glob("*.js")}
    assert sum(size for name, size in sizes.items() if name not in FOR_MEMBERS) <= 12_000
    assert sum(sizes[name] for name in FOR_MEMBERS) <= 8_000


@pytest.mark.parametrize(
    "address", ["/nl/", "/nl/acties/", "/nl/acties/DK-09/", "/nl/bestuur/", "/nl/beleidstijdlijn/"]
)
def test_readers_get_no_script_of_members(loaded: datetime, reader: Client, address: str) -> None:
    scripts = re.findall(r'src="([^"]+/js/[^"]+)"', reader.get(address).content.decode())
    assert scripts
    assert not [link for link in scripts for name in FOR_MEMBERS if f"/{name.removesuffix('.js')}." in link]
