"""Claim: the first page, with its style sheets, scripts, fonts and icon, is at most 150 KB (150,000 bytes) on the wire.

A headless browser with JavaScript and an empty cache opens the home page of a site that was started for this; what
went over the wire is what the browser itself counts, headers included. Beside it, in the same run, each resource asked
for with gzip (what every browser takes, and what the base install offers) and as it is (identity): the alternative of
not compressing. Where the package brotli happens to be installed, style sheets and scripts come in that form too.

Run: python benchmarks/first_page.py [nl/ | en/ | any path] (or make bench)
"""

from __future__ import annotations

import http.client
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import CDPSession, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from workshop.running import CHROMIUM_FLAGS, find_chromium, running_site  # noqa: E402  (needs the path above)

BYTES = 150_000


class Wire:
    """What a browser counted: bytes on the wire and encoding, by address."""

    def __init__(self, session: CDPSession) -> None:
        self.bytes: dict[str, int] = {}
        self.encoding: dict[str, str] = {}
        self._address: dict[str, str] = {}
        session.on("Network.responseReceived", self._answered)
        session.on("Network.loadingFinished", self._finished)
        session.send("Network.enable")

    def _answered(self, event: Mapping[str, object]) -> None:
        response = event["response"]
        if not isinstance(response, dict) or not str(response["url"]).startswith("http"):
            return
        address = str(response["url"])
        headers = {str(name).lower(): str(value) for name, value in response["headers"].items()}
        self._address[str(event["requestId"])] = address
        self.encoding[address] = headers.get("content-encoding", "-")

    def _finished(self, event: Mapping[str, object]) -> None:
        address = self._address.get(str(event["requestId"]))
        if address is not None:
            self.bytes[address] = int(str(event["encodedDataLength"]).partition(".")[0])


def transferred(address: str, chromium: str) -> Wire:
    """Open a page in a fresh browser and wait until it is quiet."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        page = browser.new_context().new_page()
        wire = Wire(page.context.new_cdp_session(page))
        page.goto(address, wait_until="networkidle")
        browser.close()
    return wire


def answer_size(address: str, accepted: str) -> int:
    """Bytes of an answer, status line and headers included, for this Accept-Encoding."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=30)
    connection.request("GET", parts.path, headers={"Accept-Encoding": accepted})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    head = sum(len(name) + len(value) + 4 for name, value in answer.getheaders())
    return len(body) + head + len(f"HTTP/1.1 {answer.status} {answer.reason}\r\n\r\n")


def main() -> int:
    """Measure, print the table, and answer 1 where the claim does not hold."""
    chromium = find_chromium()
    if chromium is None:
        print("claim: first page: not measured, there is no Chromium (name one: CHROMIUM=/path/to/chrome)")
        return 0
    path = sys.argv[1].lstrip("/") if len(sys.argv) > 1 else "nl/"
    with running_site() as site:
        wire = transferred(site.address + path, chromium)
        rows = {
            address: (found, answer_size(address, "gzip"), answer_size(address, "identity"))
            for address, found in wire.bytes.items()
        }
    print(f"{'/' + path + ' in bytes, headers included':<46}{'browser':>10}{'as':>6}{'gzip':>10}{'identity':>10}")
    for address, (found, packed, plain) in sorted(rows.items(), key=lambda row: -row[1][0]):
        print(f"{urlsplit(address).path:<46}{found:>10,}{wire.encoding[address]:>6}{packed:>10,}{plain:>10,}")
    browser, packed, plain = (sum(row[column] for row in rows.values()) for column in range(3))
    print(f"{f'{len(rows)} requests':<46}{browser:>10,}{'':>6}{packed:>10,}{plain:>10,}")
    print(f"{'ratio to not compressing':<46}{browser / plain:>10.2f}{'':>6}{packed / plain:>10.2f}{1:>10.2f}")
    held = max(browser, packed) <= BYTES
    print(f"claim: first page within {BYTES:,} bytes: {'holds' if held else 'does not hold'}")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
