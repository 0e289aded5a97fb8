"""Takes the pictures of the README from the demo's report; run after `make demo` with a Chromium on the PATH.

.venv/bin/python docs/screenshots.py [build/demo/report.html]
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser

DOCS = Path(__file__).parent
REPORT = DOCS.parent / "build" / "demo" / "report.html"
LARGEST = 300_000  # bytes: they travel with every clone
DESKTOP: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 1.5, "has_touch": True}


def main() -> None:
    report = Path(sys.argv[1] if len(sys.argv) > 1 else REPORT).resolve()
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        take(browser, report, DOCS / "report-desktop.png", DESKTOP)
        take(browser, report, DOCS / "report-phone.png", PHONE)
        browser.close()


def take(browser: Browser, report: Path, picture: Path, screen: dict[str, Any]) -> None:
    """A picture of the page with the first contradicted claim open: the case that a reader most wants to see."""
    page = browser.new_context(color_scheme="light", reduced_motion="reduce", **screen).new_page()
    page.goto(report.as_uri())
    page.locator(".card.v-contradicted .head").first.click()
    page.wait_for_timeout(300)
    page.screenshot(path=picture, animations="disabled")
    page.context.close()
    size = picture.stat().st_size
    if size > LARGEST:
        raise SystemExit(f"{picture.name} has {size:,} bytes, more than {LARGEST:,}")
    print(f"{picture.relative_to(DOCS.parent)}: {size // 1000} kB")


if __name__ == "__main__":
    main()
