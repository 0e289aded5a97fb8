"""The desk in a real Chromium: what stays, goes and is sent again where the desk refuses or does not answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.support.browser import opened, until
from tests.support.desk import document, eventually, running_desk

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


def lose(page: Page) -> None:
    """From here on no answer comes to `page`."""
    page.route("**/*", lambda route: route.abort())


def test_that_the_desk_does_not_answer_is_told_until_it_does(page: Page) -> None:
    lose(page)
    expect(page.locator("#saved")).to_contain_text("does not answer")
    page.unroute_all()
    expect(page.locator("#saved")).to_have_text("")
    page.route("**/changes?*", refuse)
    expect(page.locator("#saved")).to_have_text("the disk is full")
    page.unroute_all()
    expect(page.locator("#saved")).to_have_text("")


def test_what_is_typed_while_the_desk_does_not_answer_can_be_saved_after(page: Page) -> None:
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("e")
    page.fill("#new-words", "Their")
    lose(page)
    page.keyboard.press("Enter")
    expect(page.locator("#editor-problem")).to_contain_text("does not answer")
    page.unroute_all()
    expect(page.locator("#editor-problem")).to_have_text("")
    expect(page.locator("#new-words")).to_have_value("Their")
    page.keyboard.press("Enter")
    expect(page.locator("#saved")).to_have_text("Saved.")
    expect(page.locator("#editor")).to_be_hidden()


def test_decisions_that_no_answer_came_to_are_sent_again(page: Page, reported: Path) -> None:
    lose(page)
    page.click("#claim-1 .head")
    page.locator("#claim-1 input[value=agree]").check()
    page.click("#claim-2 .head")
    page.fill("#claim-2 .note input", "ask her")
    page.locator("#claim-2 input[value=agree]").check()
    expect(page.locator("#saved")).to_contain_text("does not answer")
    page.locator("#claim-2 input[value=disagree]").check()
    page.unroute_all()
    expect(page.locator("#saved")).to_have_text("Saved.")
    eventually(lambda: len(document(reported / "out/decisions.json")["decisions"]) == 2)
    kept = document(reported / "out/decisions.json")["decisions"]
    assert [kept[claim]["decision"] for claim in ("c1", "c2")] == ["agree", "disagree"]
    assert kept["c2"]["note"] == "ask her"
    expect(page.locator("#claim-2 .decided")).to_have_text("I disagree")
    assert page.evaluate("[unsent.size, notes.size]") == [0, 0]


def test_decisions_are_sent_before_a_page_is_loaded_anew(page: Page, reported: Path) -> None:
    lose(page)
    for claim in (1, 2):
        page.click(f"#claim-{claim} .head")
        page.locator(f"#claim-{claim} input[value=agree]").check()
    expect(page.locator("#saved")).to_contain_text("does not answer")
    page.evaluate("desk.version = 999")  # as after another `mazeej align`
    with page.expect_event("load"):
        page.unroute_all()
    expect(page.locator("#decided-count")).to_have_text("2")
    assert len(document(reported / "out/decisions.json")["decisions"]) == 2


def test_a_refused_decision_is_not_shown_as_made(page: Page) -> None:
    page.click("#claim-2 .head")
    page.locator("#claim-2 input[value=agree]").check()
    expect(page.locator("#saved")).to_have_text("Saved.")
    page.route("**/decide", refuse)
    page.locator("#claim-2 input[value=disagree]").click()
    expect(page.locator("#saved")).to_contain_text("the disk is full")
    expect(page.locator("#claim-2 .decided")).to_have_text("I agree")
    expect(page.locator("#claim-2 input[value=agree]")).to_be_checked()


def test_problems_are_told_in_the_language_of_the_page(page: Page) -> None:
    page.click("[data-language=ar]")
    page.evaluate("send('/edit', { kind: 'words', heard: 'nine', text: 'ten', start: 1, end: 2 })")
    expect(page.locator("#saved")).to_have_text("لم يُحفظ: لم تعد هذه الكلمات في مكانها")
    page.click("[data-language=en]")
    page.evaluate("send('/edit', { kind: 'words', heard: 'nine', text: 'ten', start: 1, end: 2 })")
    expect(page.locator("#saved")).to_have_text("Not saved: these words are not there any more")


def test_the_first_page_too(tmp_path: Path, browser: Browser) -> None:
    with running_desk(tmp_path) as desk:
        page = browser.new_page()
        page.goto(desk.address)
        page.click("[data-language=ar]")
        lose(page)
        page.evaluate("asked('/job', { method: 'DELETE' })")
        expect(page.locator("#state")).to_have_text("لا يجيب المكتب؛ هل أُغلق؟")
        page.unroute_all()
        expect(page.locator("#state")).to_have_text("")
        page.evaluate("asked('/job', message({ model: 'tiny', language: '' }))")
        expect(page.locator("#state")).to_have_text("لم يُختر بعد: التسجيل أو تفريغه")
        page.close()


def test_a_note_stays_where_its_decision_is_not_kept(page: Page) -> None:
    page.click("#claim-2 .head")
    page.fill("#claim-2 .note input", "ask her again")
    page.route("**/decide", refuse)
    page.locator("#claim-2 input[value=disagree]").click()
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


def test_an_article_that_another_tab_changed_is_not_written_over(reported: Path, browser: Browser) -> None:
    with running_desk(reported, "out") as desk:
        context = browser.new_context()
        page, other = opened(context, desk), context.new_page()
        other.goto(desk.base)
        for tab, text in ((page, "The city paid half of it."), (other, "Still to be copied: it was closed.")):
            tab.click("#article-button")
            tab.fill("#new-article", text)
        page.click("#edit-article button[type=submit]")
        expect(page.locator(".card")).to_have_count(1)
        other.click("#edit-article button[type=submit]")
        expect(other.locator("#editor-problem")).to_contain_text("the article was changed meanwhile")
        expect(other.locator("#new-article")).to_have_value("Still to be copied: it was closed.")
        assert document(reported / "out/report.json")["article"]["text"] == "The city paid half of it."
        other.click("#edit-article .cancel")
        expect(other.locator(".card")).to_have_count(1)  # as it is there now
        context.close()


def test_undo_takes_back_a_decision_that_is_still_on_its_way(page: Page, reported: Path) -> None:
    page.evaluate("send('/edit', { kind: 'words', start: 11, end: 13, heard: 'two million', text: 'three million' })")
    expect(page.locator("#claim-2")).to_have_attribute("data-verdict", "supported")
    page.click("#claim-1 .head")
    page.fill("#claim-1 .note input", "ask her")
    page.locator("#claim-1 input[value=disagree]").check()
    page.keyboard.press("Control+z")
    expect(page.locator("#claim-1 .decided")).to_be_hidden()
    expect(page.locator("#claim-1 .note input")).to_have_value("ask her")
    expect(page.locator("#claim-2")).to_have_attribute("data-verdict", "supported")
    assert document(reported / "out/decisions.json")["decisions"] == {}
