"""The pages about an archive in a real browser: no request, no error, both languages, readable by everybody."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from align.archive import check_archive, search_archive
from align.archive import output as outputs
from align.types import Claim
from tests.support.hostile_report import HOSTILE
from tests.support.seasons import small_season

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
CLAIMS = ("They carried sixty families across the river in a single night", f"Nobody saw {HOSTILE}", "طلعت بالطائرة")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    with small_season(folder / "season") as archive:
        claims = [Claim(str(number), text, None) for number, text in enumerate(CLAIMS)]
        report = check_archive(None, claims, archive)
        found = search_archive(archive, "lighthouse")
    (page,) = outputs.write_report(report, folder, ["html"])
    (folder / "search.html").write_text(outputs.search_html(found, "ar"), "utf-8")
    return {"report": page, "search": folder / "search.html"}


@pytest.mark.parametrize("name", ["report", "search"])
def test_a_page_asks_for_nothing_and_speaks_both_languages(
    pages: dict[str, Path], name: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(pages[name])
    assert page.locator("audio").count() >= 1
    for code, direction in (("ar", "rtl"), ("en", "ltr")):
        page.click(f'[data-language="{code}"]')
        assert page.evaluate("document.documentElement.dir") == direction
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0
    assert page.locator("img").count() == 0


@pytest.mark.parametrize("name", ["report", "search"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(pages: dict[str, Path], name: str, width: int, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=True)
    page = context.new_page()
    page.goto(pages[name].as_uri())
    found = [violation["id"] for violation in Axe().run(page).response["violations"]]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    context.close()
    assert found == []
    assert wide <= 0
