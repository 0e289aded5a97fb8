"""Articles, lists and transcripts that nobody would write by hand: bounded time, or one clear line."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from tests.support.cli_runs import TALK, complaint, mazeej, write

SENTENCE = "The bridge was closed for seven months, said the engineer. "
ARABIC = "الجسر أغلق سبعة أشهر وقال المهندس إن الكلفة بلغت مليوني ليرة، ولم يصب أحد. "
LIMIT_SECONDS = 40.0  # of the processor, ten times what was measured and more
ARTICLES = {
    "5 MB in one line": SENTENCE * 90_000,
    "a line of 200,000 characters": (ARABIC * 3_000)[:200_000],
    "one word": "ا" * 200_000 + ".",
    "only punctuation": "؟!.،؛«»\"'()" * 20_000,
    "only emoji": "😀👨‍👩‍👧 " * 20_000,
    "quotes inside quotes": "«" * 100_000 + " نص قيل " + "»" * 100_000,
    "open brackets": "(" * 50_000 + " نص قيل." + ")" * 50_000,
    "commas": "قال إن، " * 10_000,
    "one number": "1" * 100_000 + " عدد.",
    "number words": "مليون ألف مئة " * 3_000 + ".",
    "mixed scripts": "Hello مرحبا 你好 שלום नमस्ते. " * 300,
    "NUL bytes": (ARABIC + "\0" + SENTENCE + "\0") * 20,
    "one letter under many marks": "م" + "\u0301" * 100_000 + " قال نص.",
    "only directions": "\u202e\u2066" * 20_000 + " قيل نص.",
}


@pytest.fixture(autouse=True)
def talk(folder: Path) -> None:
    write(folder / "talk.srt", TALK)


@pytest.mark.slow
@pytest.mark.parametrize("name", ARTICLES)
def test_an_article_nobody_would_write(name: str, folder: Path) -> None:
    write(folder / "article.txt", ARTICLES[name])
    began = time.process_time()
    run = mazeej("align", "talk.srt", "article.txt", "-q", "--format", "json", "--out", "out")
    assert time.process_time() - began < LIMIT_SECONDS
    if run.code == 0:
        assert json.loads((folder / "out/report.json").read_text("utf-8"))["findings"]
        assert run.out + run.err == ""
    else:
        complaint(run)


def test_half_characters_in_a_transcript(folder: Path) -> None:
    text = "The old \\ud800 bridge was \\udfff closed for seven months."
    write(folder / "talk.json", '{"segments":[{"start":1,"end":3,"text":"' + text + '"}]}')
    write(folder / "article.txt", SENTENCE)
    run = mazeej("align", "talk.json", "article.txt", "--format", "json,md,html,csv", "--out", "out")
    assert run.code == 0
    for path in (folder / "out").iterdir():
        path.read_text("utf-8")
    assert json.loads((folder / "out/report.json").read_text("utf-8"))["findings"][0]["verdict"] == "supported"


def test_a_hundred_thousand_claims_are_too_many_at_once(folder: Path) -> None:
    write(folder / "claims.txt", "\n".join(f"Bridge {n} was closed for seven months" for n in range(100_000)))
    began = time.process_time()
    assert "too many" in complaint(mazeej("align", "talk.srt", "--claims", "claims.txt"))
    assert time.process_time() - began < LIMIT_SECONDS


def test_a_talk_of_three_hours(folder: Path) -> None:
    words = [
        f"{first}{second}" for first in ("bri", "sta", "riv", "mon", "cou") for second in ("dge", "tion", "er", "th")
    ]
    segments = [
        {"start": 4.0 * n, "end": 4.0 * n + 3.9, "text": " ".join(words[(n * k) % len(words)] for k in range(3, 13))}
        for n in range(2_700)
    ]
    write(folder / "talk.json", json.dumps({"segments": segments}))
    write(folder / "claims.txt", "\n".join(f"The {words[n % 20]} of {words[n % 7]} was closed" for n in range(60)))
    began = time.process_time()
    assert mazeej("align", "talk.json", "--claims", "claims.txt", "-q", "--format", "json").code == 0
    assert time.process_time() - began < LIMIT_SECONDS
