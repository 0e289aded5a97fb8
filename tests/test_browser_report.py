"""The page in a real Chromium: opened from disk, clicked, typed at, listened to, decided on."""

from __future__ import annotations

import json
import wave
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from align.report import cut_clips, write_report
from align.types import Note, NoteCode
from audio import open_recording
from tests.support.browser import until
from tests.support.report_sample import sample_report

pytestmark = pytest.mark.browser

Opener = Callable[..., Page]
CONFLICT = ".claim[data-open='3']"  # the claim whose time of day differs


def test_a_click_on_a_claim_opens_its_evidence(open_page: Opener, sample_page: Path) -> None:
    page = open_page(sample_page)
    expect(page.locator(".card.open")).to_have_count(0)
    expect(page.locator(".claim")).to_have_count(10)
    page.click(CONFLICT)
    card = page.locator(".card.open")
    expect(card).to_have_id("claim-3")
    expect(card).to_be_focused()
    expect(card.locator(".head")).to_have_attribute("aria-expanded", "true")
    expect(card.locator(".body > .evidence blockquote")).to_contain_text("هديك الليلة انطفى الضو")
    expect(card.locator(".reasons")).to_contain_text("الساعة مختلفة")
    expect(card.locator(".statement mark.conflict")).to_have_text("الرابعة")
    expect(card.locator(".body > .evidence blockquote mark.conflict")).to_have_text("الساعة تلاتة")
    assert "انطفأ" in card.locator(".statement mark.heard").all_inner_texts()
    expect(card.locator(".body > .evidence .link a")).to_have_attribute(
        "href", "https://radio.example/lighthouse.mp3#t=33.1,43"
    )
    expect(card.locator(".others .evidence")).to_have_count(2)
    page.keyboard.press("Escape")
    expect(page.locator(CONFLICT)).to_be_focused()
    page.locator(CONFLICT).press("Enter")
    expect(page.locator("#claim-3 .body")).to_be_visible()


def test_the_address_of_a_claim_opens_it(open_page: Opener, sample_page: Path) -> None:
    page = open_page(sample_page)
    page.goto(f"{sample_page.as_uri()}#claim-5")
    page.reload()
    expect(page.locator(".card.open")).to_have_id("claim-5")
    expect(page.locator("#claim-5 .statement")).to_be_in_viewport()


def test_a_clip_plays_and_shows_where(open_page: Opener, sample_page: Path) -> None:
    page = open_page(sample_page)
    page.click(CONFLICT)
    page.click("#claim-3 .play >> nth=0")
    clip = "document.getElementById('clip-3-1')"
    until(page, f"{clip}.currentTime > 0.1")
    assert page.evaluate(f"Number({clip}.dataset.from)") == pytest.approx(32.1)
    assert float(page.locator("#claim-3 .playhead").first.get_attribute("x") or -1) >= 0
    expect(page.locator("#claim-3 .play").first).to_have_attribute("aria-label", "إيقاف 0:33")
    page.locator("#claim-3 .wave").first.click(position={"x": 60, "y": 10})
    until(page, f"{clip}.currentTime > 1")
    page.keyboard.press("Space")
    expect(page.locator(".playing")).to_have_count(0)
    assert page.evaluate(f"{clip}.paused")


def test_the_recording_beside_the_page_is_sought_and_stopped(open_page: Opener, tmp_path: Path) -> None:
    sound = tmp_path / "sound ملف #1.wav"
    with wave.open(str(sound), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8000)
        file.writeframes(bytes([128]) * 8000 * 205)
    report = sample_report(path=str(sound))
    clips = dict([*cut_clips(report, open_recording(str(sound))).items()][:1])
    (path,) = write_report(report, tmp_path / "out", ["html"], clips=clips)
    page = open_page(path, beside=(sound,))
    page.click(CONFLICT)
    page.click("#claim-3 .play >> nth=0")
    until(page, "recording.currentTime > 32.7 && !recording.paused")
    assert page.evaluate("second()") == pytest.approx(33.1, abs=1.5)
    page.evaluate("recording.currentTime = 43.2")
    until(page, "recording.paused")
    assert page.evaluate("recording.currentTime") == pytest.approx(43.6, abs=0.7)
    page.click("#claim-1 .head")
    page.click("#claim-1 .play >> nth=0")  # its clip is embedded: an MP3 that the browser decodes
    until(page, "document.getElementById('clip-1-1').currentTime > 0.2")
    assert page.evaluate("recording.paused")


def test_a_page_that_left_its_recording_behind_hides_the_player(browser: Browser, tmp_path: Path) -> None:
    sound = tmp_path / "sound.wav"
    sound.write_bytes(b"")
    (path,) = write_report(sample_report(path=str(sound)), tmp_path, ["html"])
    sound.unlink()
    page = browser.new_page()
    page.goto(path.as_uri())
    expect(page.locator("#play")).to_be_visible()
    page.click(CONFLICT)
    page.click("#claim-3 .play >> nth=0")
    expect(page.locator("#play")).to_be_hidden()
    expect(page.locator(".play >> visible=true")).to_have_count(0)
    expect(page.locator("#claim-3 .link a").first).to_be_visible()
    page.close()


def test_filters_and_search_leave_what_fits(open_page: Opener, sample_page: Path) -> None:
    page = open_page(sample_page)
    shown = page.locator(".card:visible")
    page.click("[data-filter=contradicted]")
    expect(shown).to_have_count(2)
    expect(page.locator("#shown-count")).to_have_text("2")
    expect(page.locator(".claim.dimmed")).to_have_count(8)
    page.click("[data-filter=unclear]")
    expect(shown).to_have_count(3)
    page.click("#show-all")
    expect(shown).to_have_count(10)
    page.fill("#search", "علمه")  # the article has «علّمه»
    expect(shown).to_have_count(1)
    page.fill("#search", "خمسة تلاتين")  # only heard
    expect(shown).to_have_attribute("id", "claim-6")
    page.fill("#search", "قطار")
    expect(page.locator("#nothing")).to_be_visible()


def test_the_keyboard_reads_and_decides(open_page: Opener, sample_page: Path) -> None:
    page = open_page(sample_page)
    page.select_option("#sort", "order")
    page.evaluate("document.activeElement.blur()")
    opened = page.locator(".card.open")
    page.keyboard.press("j")
    expect(opened).to_have_id("claim-1")
    page.keyboard.press("1")
    expect(opened.locator(".decided")).to_have_text("أوافق على الحكم")
    page.keyboard.press("j")
    page.keyboard.press("2")
    page.keyboard.press("k")
    expect(opened).to_have_id("claim-1")
    # The same key of an Arabic keyboard
    page.evaluate("document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'ت', code: 'KeyJ', bubbles: true}))")
    expect(opened).to_have_id("claim-2")
    page.keyboard.press("Space")
    expect(page.locator("#claim-2 .playing")).to_have_count(1)
    page.keyboard.press("0")
    expect(opened.locator(".decided")).to_be_hidden()
    expect(page.locator("#decided-count")).to_have_text("1")
    page.keyboard.press("/")
    page.keyboard.type("j1")
    expect(page.locator("#search")).to_have_value("j1")
    expect(page.locator("#decided-count")).to_have_text("1")


def test_decisions_are_kept_saved_and_opened(open_page: Opener, sample_page: Path, tmp_path: Path) -> None:
    page = open_page(sample_page)
    page.click(CONFLICT)
    page.check("#claim-3 input[value=disagree]")
    page.fill("#claim-3 .note input", "راجعت الصوت")
    page.keyboard.press("Tab")
    page.reload()
    expect(page.locator("#decided-count")).to_have_text("1")
    with page.expect_download() as download:
        page.click("#export")
    saved = tmp_path / "decisions.json"
    download.value.save_as(saved)
    document = json.loads(saved.read_text(encoding="utf-8"))
    assert document["schema"] == "mazeej.decisions/1"
    assert document["article"]["sha256"] == "ab" * 32
    assert list(document["decisions"]) == ["c003"]
    decision = document["decisions"]["c003"]
    assert (decision["decision"], decision["verdict"], decision["note"]) == ("disagree", "contradicted", "راجعت الصوت")

    document["decisions"] |= {"c999": {"decision": "agree"}, "c001": {"decision": "burn"}}
    saved.write_text(json.dumps(document), encoding="utf-8")
    other = open_page(sample_page)
    expect(other.locator("#decided-count")).to_have_text("0")
    other.set_input_files("#import", saved)
    expect(other.locator("#review-message")).to_contain_text("قُرئت قرارات عددها 1. وحُفظ جانبا")
    expect(other.locator("#decided-count")).to_have_text("1")
    expect(other.locator("#claim-3 .note input")).to_have_value("راجعت الصوت")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("no json", "not a decisions file"),
        ('{"schema": "mazeej.decisions/1", "decisions": []}', "not a decisions file"),
        ('{"schema": "mazeej.report/1"}', "not a decisions file"),
        ('{"schema": "mazeej.decisions/1", "article": {"sha256": "00"}, "decisions": {}}', "another article"),
    ],
)
def test_a_file_of_something_else_is_refused(open_page: Opener, sample_page: Path, content: str, message: str) -> None:
    page = open_page(sample_page)
    page.click("[data-language=en]")
    file: Any = {"name": "x.json", "mimeType": "application/json", "buffer": content.encode()}
    page.set_input_files("#import", file)
    expect(page.locator("#review-message")).to_contain_text(message)
    expect(page.locator("#decided-count")).to_have_text("0")


def test_the_interface_speaks_both_languages_and_remembers(open_page: Opener, sample_page: Path) -> None:
    page = open_page(sample_page)
    box = {name: page.locator(name).bounding_box() for name in (".story", ".claims")}
    assert box[".story"]["x"] > box[".claims"]["x"] + box[".claims"]["width"]  # type: ignore[index]
    page.click("[data-language=en]")
    box = {name: page.locator(name).bounding_box() for name in (".story", ".claims")}
    assert box[".story"]["x"] + box[".story"]["width"] < box[".claims"]["x"]  # type: ignore[index]
    expect(page.locator("html")).to_have_attribute("dir", "ltr")
    expect(page.locator("#claim-3 .verdict").first).to_contain_text("Contradicted")
    assert not page.evaluate(
        "all('[data-t]').filter(e => e.checkVisibility() && /[\u0600-\u06ff]/.test(e.textContent)).length"
    )
    page.click("#theme")
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_notes_speak_the_interface_s_language_too(open_page: Opener, tmp_path: Path) -> None:
    notes = (Note(NoteCode.STRETCH, ("1:00", "2:30")), Note(NoteCode.GUESSED_HOST, ("O'Hara & <b>",)), "As read.")
    page = open_page(write_report(replace(sample_report(), notes=notes), tmp_path, ["html"])[0])
    told = page.locator(".notice p")
    expect(told.nth(0)).to_contain_text("ما بين 1:00 و2:30")
    page.click("[data-language=en]")
    expect(told.nth(0)).to_contain_text("Only 1:00 to 2:30 of the recording was transcribed")
    expect(told.nth(1)).to_contain_text("“O'Hara & <b>”, who asks most")
    expect(told.nth(2)).to_have_text("As read.")


def test_arabic_begins_at_the_right_in_both_interfaces(open_page: Opener, sample_page: Path) -> None:
    page = open_page(sample_page)
    first_line = """element => {
        const range = document.createRange();
        range.selectNodeContents(element);
        const line = range.getClientRects()[0], box = element.getBoundingClientRect();
        return Math.abs(box.right - line.right);
    }"""
    for language in ("ar", "en"):
        page.click(f"[data-language={language}]")
        page.click(CONFLICT)
        for place in (".story h3", ".story p", "#claim-8 .statement bdi", "#claim-3 blockquote"):
            assert page.locator(place).first.evaluate(first_line) < 2, (language, place)


def test_the_timeline_opens_evidence_and_what_the_article_leaves_out_is_one_list(
    open_page: Opener, sample_page: Path
) -> None:
    page = open_page(sample_page)
    expect(page.locator(".tick")).to_have_count(8)
    lane, tick = (page.locator(name).first.bounding_box() for name in (".lane", ".tick"))
    assert lane is not None
    assert tick is not None
    assert (tick["x"] - lane["x"]) / lane["width"] == pytest.approx(15.2 / 205, abs=0.005)
    page.locator(".tick[data-open='5']").click()
    expect(page.locator(".card.open")).to_have_id("claim-5")
    expect(page.locator("#claim-5 .statement")).to_be_in_viewport()
    left_out = page.locator(".left-out > ol > li")
    expect(left_out).to_have_count(3)
    assert [text.split("–")[0] for text in left_out.locator(".to-talk").all_inner_texts()] == ["1:16", "1:16", "1:36"]
    expect(left_out.nth(1).locator(".keywords li")).to_have_count(3)
