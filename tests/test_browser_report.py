"""The page in a real Chromium: opened from disk, clicked, typed at, listened to, decided on."""

from __future__ import annotations

import dataclasses
import json
import os
import shutil
import time
import wave
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from align.report import write_report
from align.types import Article, Claim, Finding, Paragraph, Report, Span, Verdict
from tests.report_sample import sample_clips, sample_report

pytestmark = pytest.mark.browser

Opener = Callable[..., Page]
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
CONFLICT = ".claim[data-open='3']"  # the claim whose time of day differs
PHONE = {"width": 390, "height": 844}
HOSTILE = (
    "</script></style><script>alert(1)</script><img src=x onerror=alert(2)>\"onload='alert(3)' \u202eevil\u2066 {{7*7}}"
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        reason = "no Chromium on this machine (Debian: apt-get install chromium)"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--mute-audio"])
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def sample_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    report = sample_report()
    return write_report(report, tmp_path_factory.mktemp("sample"), ["html"], clips=sample_clips(report))[0]


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Opener]:
    """Opens a file in a context of its own; complains of any request for more than it and the files `beside` it, any
    console line and any error of the page."""
    contexts: list[BrowserContext] = []
    trouble: list[str] = []

    def opener(path: Path, *, beside: tuple[Path, ...] = (), **options: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        local = ("data:", "blob:", *(file.as_uri() for file in (path, *beside)))
        page.on("console", lambda message: trouble.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: trouble.append(f"error: {error}"))
        page.on("dialog", lambda dialog: trouble.append(f"dialog: {dialog.message}"))
        page.on("request", lambda asked: asked.url.startswith(local) or trouble.append(f"request: {asked.url}"))
        page.goto(path.as_uri())
        return page

    yield opener
    for context in contexts:
        context.close()
    assert trouble == []


def until(page: Page, condition: str) -> None:
    """Waits for a condition in JavaScript. (`wait_for_function` evaluates strings, which the page forbids.)"""
    deadline = time.monotonic() + 10
    while not page.evaluate(condition):
        assert time.monotonic() < deadline, condition
        page.wait_for_timeout(50)


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


def test_a_clip_plays_and_shows_where(open_page: Opener, sample_page: Path) -> None:
    page = open_page(sample_page)
    page.click(CONFLICT)
    page.click("#claim-3 .play >> nth=0")
    clip = "document.getElementById('claim-3-e1-clip')"
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
    (path,) = write_report(sample_report(path=str(sound)), tmp_path / "out", ["html"])
    page = open_page(path, beside=(sound,))
    page.click(CONFLICT)
    page.click("#claim-3 .play >> nth=0")
    until(page, "recording.currentTime > 32.7 && !recording.paused")
    assert page.evaluate("second()") == pytest.approx(33.1, abs=1.5)
    page.evaluate("recording.currentTime = 43.4")
    until(page, "recording.paused")
    assert page.evaluate("recording.currentTime") == pytest.approx(43.6, abs=0.7)


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
    expect(other.locator("#review-message")).to_contain_text("قُرئت قرارات عددها 1. وتُرك")
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


@pytest.mark.parametrize("width", [320, 390])
def test_a_phone_scrolls_down_only(open_page: Opener, sample_page: Path, width: int) -> None:
    page = open_page(sample_page, viewport={"width": width, "height": 700}, has_touch=True)
    for language in ("ar", "en"):
        page.click(f"[data-language={language}]")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.tap(CONFLICT)
        sheet = page.locator(".card.sheet")
        box = sheet.bounding_box()
        assert box is not None
        assert box["x"] == 0
        assert box["width"] == width
        assert box["y"] + box["height"] == pytest.approx(700, abs=1)
        assert sheet.evaluate("element => element.scrollWidth <= element.clientWidth")
        sheet.locator(".close").tap()
        expect(sheet).to_have_count(0)


def hostile_report() -> Report:
    sample = sample_report(link="javascript:alert(4)")
    text = f"{HOSTILE} {HOSTILE}"
    findings = tuple(
        dataclasses.replace(
            finding,
            claim=Claim(HOSTILE + str(index), HOSTILE, Span(0, len(HOSTILE)), speaker=HOSTILE),
            reasons=tuple(dataclasses.replace(reason, article=HOSTILE, audio=HOSTILE) for reason in finding.reasons),
            evidence=tuple(dataclasses.replace(item, text=HOSTILE, speaker=HOSTILE) for item in finding.evidence),
            parts=(),
        )
        for index, finding in enumerate(sample.findings)
    )
    recording = dataclasses.replace(sample.recording, title=HOSTILE, source=HOSTILE)
    article = Article(text, (Paragraph(Span(0, len(text))),), HOSTILE, HOSTILE, HOSTILE)
    return dataclasses.replace(sample, article=article, findings=findings, notes=(HOSTILE,), recording=recording)


def test_hostile_text_is_only_text(open_page: Opener, tmp_path: Path) -> None:
    page = open_page(write_report(hostile_report(), tmp_path, ["html"])[0])
    page.keyboard.press("j")
    page.keyboard.press("1")
    shown = "</script></style><script>alert(1)</script><img src=x onerror=alert(2)>\"onload='alert(3)' evil {{7*7}}"
    expect(page.locator("h1")).to_have_text(shown)
    expect(page.locator("#claim-1 .statement")).to_have_text(shown)
    assert page.locator("img, [onload], [onerror]").count() == 0
    assert page.locator("script").count() == 3
    assert page.evaluate("all('a').every(link => /^(https?:|#)/.test(link.getAttribute('href')))")
    assert not page.evaluate("/[\\u202a-\\u202e\\u2066-\\u2069]/.test(document.body.innerText + document.title)")
    page.reload()
    expect(page.locator("#decided-count")).to_have_text("1")


def test_three_hundred_claims_open_at_once(open_page: Opener, sample_page: Path, tmp_path: Path) -> None:
    sample = sample_report()
    findings: list[Finding] = []
    text, paragraphs = "", []
    for number in range(300):
        finding = sample.findings[number % 10]
        span = Span(len(text), len(text) + len(finding.claim.text))
        claim = dataclasses.replace(finding.claim, id=f"c{number:03d}", span=span, parts=())
        findings.append(dataclasses.replace(finding, claim=claim, parts=()))
        text += finding.claim.text + "\n\n"
        paragraphs.append(Paragraph(span))
    report = dataclasses.replace(sample, article=Article(text, tuple(paragraphs)), findings=tuple(findings))
    compressed = b"OggS" + bytes(range(256)) * 120  # the size of ten seconds of Opus at 24 kbit/s
    clips = {key: dataclasses.replace(clip, data=compressed) for key, clip in sample_clips(sample).items()}
    path = write_report(report, tmp_path, ["html"], clips=clips)[0]
    page = open_page(sample_page, beside=(path,))  # so that starting a renderer is not timed
    started = time.perf_counter()
    page.goto(path.as_uri())
    expect(page.locator("html.js .card")).to_have_count(300)
    page.keyboard.press("j")
    expect(page.locator(".card.open")).to_have_count(1)
    seconds = time.perf_counter() - started
    print(f"300 claims: {path.stat().st_size / 1e6:.1f} MB, open in {seconds:.2f} s")
    assert seconds < 2


@pytest.mark.parametrize(
    ("language", "scheme", "viewport"),
    [("ar", "light", None), ("en", "dark", None), ("ar", "dark", PHONE), ("en", "light", PHONE)],
)
def test_axe_finds_nothing(browser: Browser, sample_page: Path, language: str, scheme: Any, viewport: Any) -> None:
    # axe is evaluated in the page, which the page's own policy forbids: this context leaves the policy out.
    context = browser.new_context(
        bypass_csp=True, color_scheme=scheme, viewport=viewport or {"width": 1280, "height": 900}
    )
    page = context.new_page()
    page.goto(sample_page.as_uri())
    page.click(f"[data-language={language}]")
    page.click(CONFLICT)
    page.evaluate("all('details').forEach(element => { element.open = true; })")
    page.keyboard.press("1")
    page.wait_for_timeout(100)
    results = Axe().run(page)
    context.close()
    assert results.violations_count == 0, results.generate_report()


def test_without_script_everything_is_on_the_page(open_page: Opener, sample_page: Path) -> None:
    page = open_page(sample_page, java_script_enabled=False)
    expect(page.locator(".card .body >> visible=true")).to_have_count(10)
    expect(page.locator(".tools")).to_be_hidden()
    expect(page.locator("#claim-3 audio").first).to_be_visible()


def test_paper_carries_every_verdict_with_its_evidence(open_page: Opener, sample_page: Path) -> None:
    page = open_page(sample_page, color_scheme="dark")
    page.emulate_media(media="print")
    expect(page.locator(".card .body >> visible=true")).to_have_count(10)
    expect(page.locator(".tools")).to_be_hidden()
    expect(page.locator(".decision >> visible=true")).to_have_count(0)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_claims_from_a_list_need_no_article(open_page: Opener, tmp_path: Path) -> None:
    findings = (
        Finding(Claim("q1", "Ninety steps", None), Verdict.NOT_FOUND, 0.7),
        dataclasses.replace(sample_report().findings[0], claim=Claim("q2", "بدأ العمل في المنارة عام 1989", None)),
    )
    report = dataclasses.replace(sample_report(), article=Article("", ()), findings=findings)
    page = open_page(write_report(report, tmp_path, ["html"])[0])
    expect(page.locator(".story")).to_have_count(0)
    expect(page.locator("h1")).to_have_text("قائمة أقوال")
    page.click("#claim-1 .head")
    expect(page.locator("#claim-1 .body")).to_contain_text("لا مقطع في التسجيل قريب")
    expect(page.locator("#claim-1 .statement bdi")).to_have_attribute("dir", "ltr")


def test_the_timeline_shows_evidence_and_what_the_article_ignores(open_page: Opener, sample_page: Path) -> None:
    page = open_page(sample_page)
    expect(page.locator(".tick")).to_have_count(8)
    lane, tick = (page.locator(name).first.bounding_box() for name in (".lane", ".tick"))
    assert lane is not None
    assert tick is not None
    assert (tick["x"] - lane["x"]) / lane["width"] == pytest.approx(15.2 / 205, abs=0.005)
    expect(page.locator(".passed-over li")).to_have_count(1)
    expect(page.locator(".passed-over li")).to_contain_text("السمك إلو حكاية")
    page.locator(".tick[data-open='5']").click()
    expect(page.locator(".card.open")).to_have_id("claim-5")
