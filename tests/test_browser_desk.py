"""The desk in a real Chromium: correcting, naming, deciding, two tabs, the first page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.support.browser import opened, until
from tests.support.cli_runs import mazeej, write
from tests.support.desk import document, eventually, running_desk, verdicts

pytestmark = pytest.mark.browser

HOSTILE = "</script><img src=x onerror=alert(1)>"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Complains of errors, messages and requests to anywhere but the desk."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    trouble: list[str] = []

    def judge_request(url: str) -> None:
        if not url.startswith(("http://127.0.0.1:", "data:")):
            trouble.append(url)

    context.on("console", lambda message: trouble.append(message.text))
    context.on("weberror", lambda error: trouble.append(str(error.error)))
    context.on("dialog", lambda dialog: trouble.append(dialog.message))
    context.on("request", lambda request: judge_request(request.url))
    yield context
    context.close()
    closed = ("ERR_CONNECTION_", "ERR_SOCKET_")  # of a desk that was
    assert [text for text in trouble if not any(name in text for name in closed)] == []


def place_of(page: Page, word: str) -> Any:
    """Where a word of the talk is on the screen."""
    return page.evaluate(
        """word => {
            const turn = turns.find(turn => textOfTurn(turn).textContent.split(" ").includes(word));
            turn.element.scrollIntoView({ block: "center" });
            const box = rangeOf(turn, textOfTurn(turn).textContent.split(" ").indexOf(word)).getBoundingClientRect();
            return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
        }""",
        word,
    )


def open_editor(page: Page, word: str) -> None:
    page.mouse.dblclick(**place_of(page, word))
    expect(page.locator("#edit-words")).to_be_visible()


def test_a_corrected_number_turns_the_verdict_and_stays(reported: Path, context: BrowserContext) -> None:
    with running_desk(reported, "out") as desk:
        page = opened(context, desk)
        page.evaluate("globalThis.notReloaded = true")
        expect(page.locator("#claim-2")).to_have_attribute("data-verdict", "contradicted")
        page.fill("#reviewer", "Maren")
        open_editor(page, "two")
        expect(page.locator("#new-words")).to_have_value("two")
        page.fill("#new-words", "three")
        page.keyboard.press("Enter")
        expect(page.locator("#claim-2")).to_have_attribute("data-verdict", "supported")
        expect(page.locator(".claim[data-open='2']")).to_have_class("claim chosen v-supported")
        expect(page.locator(".turn")).to_contain_text("cost three million")
        expect(page.locator("#saved")).to_have_text("Saved.")
        expect(page.locator("#told")).to_contain_text("✗ → ✓")
        expect(page.locator("[data-filter=contradicted]")).to_be_hidden()
        expect(page.locator("[data-filter=supported] .figure")).to_have_text("2")
        assert page.evaluate("globalThis.notReloaded")
        desk.close()
    assert document(reported / "out/corrections.json")["corrections"][0]["by"] == "Maren"
    with running_desk(reported, "out") as again:
        page = opened(context, again)
        expect(page.locator("#claim-2")).to_have_attribute("data-verdict", "supported")
        expect(page.locator("#undo")).to_be_disabled()  # that is of another day
    mazeej("align", "talk.srt", "article.txt", "--out", "out")
    assert verdicts(reported) == ["supported", "supported"]


def test_undo_by_keyboard_and_two_tabs(reported: Path, context: BrowserContext) -> None:
    with running_desk(reported, "out") as desk:
        one = opened(context, desk)
        other = context.new_page()
        other.goto(desk.base)
        open_editor(one, "two")
        one.fill("#new-words", "three")
        one.keyboard.press("Enter")
        expect(one.locator("#claim-2")).to_have_attribute("data-verdict", "supported")
        other.bring_to_front()
        expect(other.locator("#claim-2")).to_have_attribute("data-verdict", "supported")  # without being touched
        expect(other.locator(".turn")).to_contain_text("three million")
        other.evaluate("document.activeElement?.blur()")
        other.keyboard.press("Control+z")
        expect(other.locator("#claim-2")).to_have_attribute("data-verdict", "contradicted")
        expect(other.locator("#undo")).to_be_disabled()


def test_what_is_typed_stays_where_it_cannot_be_kept(reported: Path, context: BrowserContext) -> None:
    with running_desk(reported, "out") as desk:
        page = opened(context, desk)
        open_editor(page, "two")
        page.fill("#new-words", "three")
        desk.kill()
        page.keyboard.press("Enter")
        expect(page.locator("#editor-problem")).to_contain_text("does not answer")
        expect(page.locator("#new-words")).to_have_value("three")
        expect(page.locator("#edit-words")).to_be_visible()


def test_another_tab_s_change_waits_while_somebody_types(reported: Path, context: BrowserContext) -> None:
    with running_desk(reported, "out") as desk:
        page = opened(context, desk)
        other = context.new_page()
        other.goto(desk.base)
        other.click("#article-button")
        other.fill("#new-article", "The bridge was closed for nine months, and this is still being written")
        page.bring_to_front()
        open_editor(page, "two")
        page.fill("#new-words", "three")
        page.keyboard.press("Enter")
        expect(page.locator("#claim-2")).to_have_attribute("data-verdict", "supported")
        page.click("#article-button")
        page.fill("#new-article", "The bridge was closed for seven months.")
        page.click("#edit-article button[type=submit]")
        expect(page.locator(".card")).to_have_count(1)
        other.bring_to_front()
        other.wait_for_timeout(2000)  # longer than a page waits before it looks
        expect(other.locator("#new-article")).to_have_value(re.compile("still being written"))
        other.click("#edit-article .cancel")
        expect(other.locator(".card")).to_have_count(1)


def test_a_note_waits_for_its_decision(reported: Path, context: BrowserContext) -> None:
    with running_desk(reported, "out") as desk:
        page = opened(context, desk)
        page.click("#claim-2 .head")
        page.click("#claim-2 .note input")
        page.keyboard.type("ask h")
        page.evaluate("send('/edit', {kind: 'words', start: 11, end: 13, heard: 'two million', text: 'three million'})")
        expect(page.locator("#claim-2")).to_have_attribute("data-verdict", "supported")  # its card was drawn anew
        page.keyboard.type("er again")
        page.click("#claim-1 .head")
        page.keyboard.press("1")
        expect(page.locator("#claim-1 .decided")).to_have_text("I agree")
        page.reload()
        page.click("#claim-2 .head")
        expect(page.locator("#claim-2 .note input")).to_have_value("ask her again")
        page.keyboard.press("2")
        eventually(lambda: "ask her again" in (reported / "out/decisions.json").read_text("utf-8"))


def test_words_and_names_are_corrected_by_keyboard_alone(reported: Path, context: BrowserContext) -> None:
    with running_desk(reported, "out") as desk:
        page = opened(context, desk)
        page.keyboard.press("j")
        page.locator(".card.open .to-talk").first.press("Enter")
        word = page.evaluate("textOfTurn(lit.turn).textContent.split(' ')[lit.word]")
        page.keyboard.press("Shift+ArrowRight")
        page.keyboard.press("Shift+ArrowLeft")
        page.keyboard.press("e")
        expect(page.locator("#new-words")).to_have_value(word)
        page.fill("#new-words", "corrected")
        page.fill("#turn-speaker", "Layla")
        page.click("#give-turn")
        expect(page.locator(".turn .who bdi").first).to_have_text("Layla")
        page.locator(".turn .who").first.press("Enter")
        expect(page.locator("#rename")).to_be_visible()
        expect(page.locator("#new-name")).to_have_value("Layla")


def test_turns_are_split_named_and_merged(reported: Path, context: BrowserContext) -> None:
    with running_desk(reported, "out") as desk:
        page = opened(context, desk)
        expect(page.locator(".turn")).to_have_count(1)
        open_editor(page, "Nobody")
        page.fill("#turn-speaker", "Samer")
        page.click("#split")
        expect(page.locator(".turn")).to_have_count(3)  # nobody is named before it and after
        expect(page.locator(".turn .who")).to_have_text(["Samer"])
        page.locator(".turn .who").click()
        page.fill("#new-name", HOSTILE)
        page.keyboard.press("Enter")
        expect(page.locator(".turn .who")).to_have_text([HOSTILE])
        assert page.locator("img").count() == 0
        open_editor(page, "Nobody")
        page.click("#join")
        expect(page.locator(".turn")).to_have_count(1)
        page.click("#undo")
        page.click("#undo")
        expect(page.locator(".turn .who")).to_have_text(["Samer"])


def test_decisions_are_kept_with_the_reviewer_s_name(reported: Path, context: BrowserContext) -> None:
    with running_desk(reported, "out") as desk:
        page = opened(context, desk)
        page.fill("#reviewer", "Maren")
        page.click("#claim-2 .head")
        page.keyboard.press("2")
        expect(page.locator("#claim-2 .decided")).to_have_text("I disagree")
        page.fill("#claim-2 .note input", "the tape says so")
        page.keyboard.press("Tab")
        kept = reported / "out/decisions.json"
        eventually(lambda: kept.exists() and "the tape says so" in kept.read_text("utf-8"))
        entry = document(kept)["decisions"]["c2"]
        assert (entry["decision"], entry["reviewer"], entry["verdict"]) == ("disagree", "Maren", "contradicted")
        page.reload()
        expect(page.locator("#claim-2 .decided")).to_have_text("I disagree")
        expect(page.locator("#reviewer")).to_have_value("Maren")
        eventually(lambda: "review" in document(reported / "out/report.json")["findings"][1])


def test_the_article_is_edited_and_checked_again(reported: Path, context: BrowserContext) -> None:
    with running_desk(reported, "out") as desk:
        page = opened(context, desk)
        page.click("#article-button")
        text = page.input_value("#new-article")
        page.fill("#new-article", text.replace("three million", "two million"))
        page.click("#edit-article button[type=submit]")
        expect(page.locator("#claim-2")).to_have_attribute("data-verdict", "supported")
        expect(page.locator(".story")).to_contain_text("two million")


def test_a_recording_is_heard_from_the_word_that_is_clicked(folder: Path, context: BrowserContext) -> None:
    import wave

    from tests.support.cli_runs import ARTICLE, TALK

    write(folder / "talk.srt", TALK)
    write(folder / "article.txt", ARTICLE)
    with wave.open(str(folder / "talk.wav"), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(8000 * 2 * 15))
    mazeej("align", "talk.srt", "article.txt", "--out", "out", "--audio", "talk.wav")
    with running_desk(folder, "out") as desk:
        page = opened(context, desk)
        page.evaluate("recording.addEventListener('seeking', () => { globalThis.began ??= recording.currentTime; })")
        wanted = page.evaluate("turns[0].starts[textOfTurn(turns[0]).textContent.split(' ').indexOf('million')]")
        page.mouse.click(**place_of(page, "million"))
        until(page, "globalThis.began !== undefined")
        assert page.evaluate("globalThis.began") == pytest.approx(wanted, abs=0.15)


def test_the_first_page_leads_to_a_report(talk_and_article: Path, context: BrowserContext) -> None:
    with running_desk(talk_and_article) as desk:
        page = context.new_page()
        page.goto(desk.address)
        expect(page.locator("#go")).to_be_disabled()
        page.set_input_files("#talk", talk_and_article / "talk.srt")
        page.set_input_files("#article", talk_and_article / "article.txt")
        expect(page.locator("[data-kind=article] output")).to_have_text("article.txt")
        page.click("[data-language=ar]")
        expect(page.locator("#go")).to_have_text("ابدأ")
        page.click("#go")
        expect(page.locator("#claim-2")).to_be_visible(timeout=30_000)
        assert json.loads((talk_and_article / "mazeej-report/report.json").read_bytes())["findings"]


@pytest.mark.parametrize("kind", ["report", "start"])
def test_axe_finds_nothing_on_the_desk(reported: Path, browser: Browser, kind: str) -> None:
    with running_desk(reported, *(["out"] if kind == "report" else [])) as desk:
        context = browser.new_context(bypass_csp=True)
        page = context.new_page()
        page.goto(desk.address)
        if kind == "report":
            open_editor(page, "two")
        results = Axe().run(page)
        context.close()
        assert results.violations_count == 0, results.generate_report()
