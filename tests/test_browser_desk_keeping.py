"""The desk in a real Chromium: what stays where the desk refuses or is slow, and words that start together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.support.browser import opened, until
from tests.support.desk import running_desk

pytestmark = pytest.mark.browser


@pytest.fixture
def page(reported: Path, browser: Browser) -> Iterator[Page]:
    """A report on the desk."""
    with running_desk(reported, "out") as desk:
        page = opened(browser, desk)
        yield page
        page.close()


def refuse(route: Route) -> None:
    route.fulfill(status=400, json={"problem": "the disk is full"})


def test_a_note_stays_where_its_decision_is_not_kept(page: Page) -> None:
    page.click("#claim-2 .head")
    page.fill("#claim-2 .note input", "ask her again")
    page.route("**/decide", refuse)
    page.locator("#claim-2 input[value=disagree]").check()
    expect(page.locator("#saved")).to_contain_text("the disk is full")
    page.reload()
    page.click("#claim-2 .head")
    expect(page.locator("#claim-2 .note input")).to_have_value("ask her again")


def test_an_imported_note_is_shown_in_place_of_a_draft(page: Page) -> None:
    page.click("#claim-2 .head")
    page.fill("#claim-2 .note input", "half ty")
    page.locator("#claim-2 .note input").blur()  # for the file's button
    decisions = {"c2": {"decision": "disagree", "note": "the tape says so"}}
    page.evaluate("found => take(JSON.stringify({ schema: SCHEMA, ...about, decisions: found }))", decisions)
    expect(page.locator("#claim-2 .decided")).to_have_text("I disagree")
    expect(page.locator("#saved")).to_have_text("Saved.")
    page.reload()
    page.click("#claim-2 .head")
    expect(page.locator("#claim-2 .note input")).to_have_value("the tape says so")


def test_words_that_start_together_are_stepped_through(page: Page) -> None:
    page.evaluate("turns[0].starts[3] = turns[0].starts[2] = turns[0].starts[1]")
    for word in range(6):
        page.keyboard.press("Shift+ArrowRight")
        assert page.evaluate("lit.word") == word
    for word in reversed(range(5)):
        page.keyboard.press("Shift+ArrowLeft")
        assert page.evaluate("lit.word") == word
    page.keyboard.press("Shift+ArrowLeft")  # nothing before it
    assert page.evaluate("lit.word") == 0
    page.evaluate("turns = []; lit = null; stepWord(true)")


def test_the_desk_is_asked_one_look_at_a_time(page: Page) -> None:
    waiting: list[Route] = []
    page.route("**/changes?*", lambda route: waiting.append(route))
    page.evaluate("for (let time = 0; time < 3; time += 1) look(); null")
    page.wait_for_timeout(2000)  # longer than a page waits before it looks
    assert len(waiting) == 1
    refuse(waiting[0])
    expect(page.locator("#saved")).to_have_text("the disk is full")
    until(page, "!isLooking")
