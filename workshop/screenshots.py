"""Make the pictures of README and docs: home and an indicator, light, dark and 360 pixels wide, into docs/pictures."""

import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from workshop.running import CHROMIUM_FLAGS, find_chromium, running_site  # noqa: E402  (needs the path above)

PICTURES = ROOT / "docs" / "pictures"
PAGES = {"home": "nl/", "indicator": "nl/indicatoren/RG2-WIS/"}
#: Name to width, height, colour scheme and pixels per CSS pixel.
VIEWS = {"light": (1280, 900, "light", 1), "dark": (1280, 900, "dark", 1), "360": (360, 780, "light", 2)}


def take(browser: Browser, address: str, page_name: str, view: str) -> Path:
    """One picture of the first screen of one page."""
    width, height, scheme, scale = VIEWS[view]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        device_scale_factor=scale,
        reduced_motion="reduce",
        locale="nl-BE",
    )
    page = context.new_page()
    page.goto(address + PAGES[page_name], wait_until="networkidle")
    picture = PICTURES / f"{page_name}-{view}.png"
    page.screenshot(path=picture)
    context.close()
    return picture


def main() -> int:
    """Start the site, take every picture, say where they are."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with running_site() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=CHROMIUM_FLAGS)
        for page_name in PAGES:
            for view in VIEWS:
                picture = take(browser, site.address, page_name, view)
                print(f"{picture.relative_to(ROOT)}  {picture.stat().st_size / 1000:.0f} kB")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
