"""The talk in the page: words to click and to follow, panes that move each other, search, order, copying."""

from __future__ import annotations

import wave
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from align.report import write_report
from align.types import Span, Verdict
from tests.support.browser import until
from tests.support.report_sample import sample_report

pytestmark = pytest.mark.browser

Opener = Callable[..., Page]
CONFLICT = ".claim[data-open='3']"  # the claim whose time of day differs


def test_a_click_in_any_pane_moves_the_other_two(open_page: Opener, sample_page: Path) -> None:
    page = open_page(sample_page)
    painted = page.locator(".painted[data-open='6']")
    expect(painted).to_have_text("بلدية رأس الملح دفعت خمسة وتلاتين ألف ليرة وصلحنا الفانوس الكبير.")
    for click in (".claim[data-open='6']", ".painted[data-open='6']", "#claim-6 .head"):
        page.click("#claim-1 .head")
        page.click(click)
        expect(page.locator(".card.open")).to_have_id("claim-6")
        for place in (".claim[data-open='6']", ".painted[data-open='6']", "#claim-6 .statement"):
            expect(page.locator(place)).to_be_in_viewport()
        expect(page.locator(".painted.chosen")).to_have_count(1)


def place_of_word(page: Page, turn: int, word: int) -> Any:
    """Where a word of the talk is on the screen."""
    return page.evaluate(
        f"""(() => {{
            turns[{turn}].element.scrollIntoView({{ block: "center" }});
            const box = rangeOf(turns[{turn}], {word}).getBoundingClientRect();
            return {{ x: box.x + box.width / 2, y: box.y + box.height / 2 }};
        }})()"""
    )


@pytest.fixture
def page_with_sound(open_page: Opener, tmp_path: Path) -> Page:
    sound = tmp_path / "sound.wav"
    with wave.open(str(sound), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8000)
        file.writeframes(bytes([128]) * 8000 * 205)
    (path,) = write_report(sample_report(path=str(sound)), tmp_path, ["html"])
    return open_page(path, beside=(sound,))


def test_a_click_on_a_word_plays_there_and_lights_what_is_spoken(page_with_sound: Page) -> None:
    page = page_with_sound
    turn, word = 6, 5  # «تلاتة»
    wanted = page.evaluate(f"turns[{turn}].starts[{word}]")
    page.evaluate("recording.addEventListener('seeking', () => { globalThis.began ??= recording.currentTime; })")
    page.mouse.click(**place_of_word(page, turn, word))
    until(page, "globalThis.began !== undefined && !recording.paused")
    assert page.evaluate("globalThis.began") == pytest.approx(wanted, abs=0.15)
    lit = "[...CSS.highlights.get('spoken') ?? []].map(String).join()"
    until(page, f"{lit} !== ''")
    said = page.evaluate(f"[{lit}, second(), turns[{turn}].starts]")
    assert (
        said[0]
        == page.evaluate(f"textOfTurn(turns[{turn}]).textContent").split(" ")[
            max(at for at, start in enumerate(said[2]) if start <= said[1])
        ]
    )
    page.evaluate("recording.currentTime = 121.2")
    until(page, f"{lit} === 'وبالشتا'")
    expect(page.locator(".turn.speaking")).to_be_in_viewport()
    page.click("#play")
    assert page.evaluate("recording.paused")
    stopped = page.evaluate("second()")
    page.evaluate("globalThis.began = undefined")
    page.click("#back")
    until(page, "globalThis.began !== undefined")
    assert page.evaluate("globalThis.began") == pytest.approx(stopped - 5, abs=0.15)
    page.select_option("#speed", "1.5")
    assert page.evaluate("recording.playbackRate") == 1.5


def test_evidence_can_be_repeated(page_with_sound: Page) -> None:
    page = page_with_sound
    page.click("#loop")
    page.click(CONFLICT)
    page.click("#claim-3 .play >> nth=0")
    until(page, "recording.currentTime > 32 && !recording.seeking")
    page.evaluate("recording.currentTime = 43.35")
    until(page, "recording.currentTime < 34 && !recording.paused")


def test_a_letter_that_stands_for_several_words_moves_no_place(open_page: Opener, tmp_path: Path) -> None:
    report = sample_report()
    first, *others = report.transcript.segments
    blessed = replace(first, words=(replace(first.words[0], text="ﷺ"), *first.words[1:]))
    (path,) = write_report(
        replace(report, transcript=replace(report.transcript, segments=(blessed, *others))), tmp_path, ["html"]
    )
    page = open_page(path)
    sought = first.words[2].text
    page.evaluate("word => findInTalk([plainText(word)])", sought)
    assert page.evaluate("places.map(String)")[0] == sought


def test_every_word_of_the_talk_is_found(open_page: Opener, sample_page: Path) -> None:
    page = open_page(sample_page)
    page.fill("#search", "عالفحم")  # in no claim and no evidence
    expect(page.locator("#places")).to_have_text("1")
    expect(page.locator(".turn", has_text="عالفحم")).to_be_in_viewport()
    assert page.evaluate("[...CSS.highlights.get('found')].map(String)") == ["عالفحم"]
    words = page.evaluate("turns.flatMap(turn => textOfTurn(turn).textContent.split(' '))")
    lost = page.evaluate(
        "words => words.filter(word => { findInTalk([plainText(word)]); return !places.length; })", words
    )
    assert lost == []


def test_cards_come_in_the_order_asked_for(open_page: Opener, sample_page: Path) -> None:
    page = open_page(sample_page)

    def shown() -> list[str]:
        return [str(card) for card in page.evaluate("all('.card').map(card => card.dataset.number)")]

    assert shown() == ["3", "5", "9", "6", "8", "1", "2", "4", "7", "10"]
    page.select_option("#sort", "order")
    assert shown() == [str(number) for number in range(1, 11)]
    page.select_option("#sort", "confidence")
    assert shown() == [str(number) for number in range(10, 0, -1)]
    page.click("#claim-3 .head")
    page.check("#claim-3 input[value=agree]")
    page.select_option("#sort", "undecided")
    assert shown()[0] == "5"
    assert shown()[-1] == "3"
    page.select_option("#sort", "severity")
    assert shown()[0] == "3"


def test_copies_are_whole(open_page: Opener, sample_page: Path) -> None:
    page = open_page(sample_page, permissions=["clipboard-read", "clipboard-write"])
    page.click(CONFLICT)
    copied = {}
    for name in ("link", "quotation", "markdown"):
        page.click(f"#claim-3 [data-copy={name}]")
        expect(page.locator("#claim-3 .copy-message")).to_have_text("نُسخ.")
        copied[name] = page.evaluate("navigator.clipboard.readText()")
    link = "https://radio.example/lighthouse.mp3#t=33.1,43"
    said = "هديك الليلة انطفى الضو الساعة تلاتة الفجر، وضليت أضوي بالفانوس للصبح."
    assert copied["link"] == link
    assert copied["quotation"] == f"«{said}» (الضيف, 0:33)\n{link}"
    assert copied["markdown"].startswith("**الضوء انطفأ عند الرابعة فجرا ليلة العاصفة، فأضاء الفانوس حتى الصباح** — ✗ ")
    assert f"> **[0:33](<{link}>)** الضيف: {said}" in copied["markdown"]


def test_words_that_nothing_heard_accounts_for_are_marked(open_page: Opener, tmp_path: Path) -> None:
    report = sample_report()
    start = report.findings[3].claim.text.index("سالمة")
    finding = replace(report.findings[3], unmet=(Span(start, start + 5),))
    (path,) = write_report(replace(report, findings=(*report.findings[:3], finding)), tmp_path, ["html"])
    page = open_page(path)
    page.click("#claim-4 .head")
    expect(page.locator("#claim-4 .statement mark.missing")).to_have_text("سالمة")
    expect(page.locator("#claim-4 .unmet q")).to_have_text("سالمة")


def test_unsure_words_are_shaded(open_page: Opener, tmp_path: Path) -> None:
    report = sample_report()
    segments = list(report.transcript.segments)
    words = list(segments[1].words)
    words[1] = replace(words[1], probability=0.2)
    segments[1] = replace(segments[1], words=tuple(words))
    changed = replace(report, transcript=replace(report.transcript, segments=tuple(segments)))
    page = open_page(write_report(changed, tmp_path, ["html"])[0])
    until(page, "CSS.highlights.get('unsure')?.size === 1")
    assert page.evaluate("[...CSS.highlights.get('unsure')].map(String)") == ["فيكي،"]
    expect(page.locator(".unsure-note")).to_be_visible()


def test_decisions_outlive_another_report_on_the_same_article(open_page: Opener, sample_page: Path) -> None:
    page = open_page(sample_page)
    page.click(CONFLICT)
    page.check("#claim-3 input[value=disagree]")
    again = write_report(replace(sample_report(), notes=()), sample_page.parent, ["md"])  # another file, nothing else
    assert again
    changed = replace(sample_report().findings[2], verdict=Verdict.SUPPORTED, confidence=0.5)
    findings = (*sample_report().findings[:2], changed, *sample_report().findings[3:])
    (path,) = write_report(replace(sample_report(), findings=findings), sample_page.parent / "again", ["html"])
    key = page.evaluate("kept")
    kept = page.evaluate("memory.read(kept)")
    other = open_page(path)
    assert other.evaluate("kept") == key
    other.evaluate("text => memory.write(kept, text)", kept)
    other.reload()
    expect(other.locator("#claim-3 .decided")).to_have_text("قرار على حكم سابق")
    expect(other.locator("#decided-count")).to_have_text("0")
