"""What hotwords change on the bundled demo, for better and for worse.

    python -m benchmarks.hotwords

The miniature model was trained without prompts, so that this shows the way through the program and the dangers, not
what hotwords do for a real model. Prompted with nothing, with the article's own words (a false name among them), with
the true names of the episode, and with false ones that were never said: word error rate, names heard, false names
"heard", and the verdicts with and without the second hearing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import jiwer

from align import CheckOptions, Report, Verdict, check
from align.article import read_article
from align.claims import find_claims
from align.hotwords import SecondHearing, rare_words
from align.types import ReasonCode
from audio import Recording, open_recording
from benchmarks.demo import finding_of, gold_rows
from benchmarks.word_times import Timed, cleaned, demo
from transcripts import TranscribeOptions, Transcript, demo_dir, hear_again, transcribe
from transcripts.repetition import plain

# Names of the episode, and names of the same sort that nobody says in it; sounding alike in the first three.
TRUE = (
    "نادر العطار",
    "سلمى الزين",
    "رامي الحداد",
    "هالة الخطيب",
    "وليد الصباغ",
    "رنا المنصور",
    "أم كمال",
    "عين ياسمين",
)
FALSE = (
    "رانيا المنصور",
    "سامي الحداد",
    "أم جمال",
    "سعاد الخطيب",
    "خالد الصباغ",
    "ناصر العطار",
    "ليلى الزين",
    "عين زينب",
)
OPTIONS = TranscribeOptions(model="demo", device="cpu", language="ar")
NEAR_SECONDS = 1.0


def names_heard(truth: Timed, heard: Timed) -> tuple[int, int]:
    """How many of the names spoken were heard at their time, of how many."""
    names = {plain(part) for name in TRUE for part in name.split() if part not in ("أم", "عين")}
    spoken = [(text, start) for text, start in truth if text in names]
    found = sum(any(text in other and abs(start - at) <= NEAR_SECONDS for other, at in heard) for text, start in spoken)
    return found, len(spoken)


def false_names_heard(truth: Timed, heard: Timed) -> list[str]:
    """The words of false names that are in the transcript, alone or with something written onto them."""
    said = {text for text, _ in truth}
    false = {plain(part) for name in FALSE for part in name.split()} - said
    return [text for text, _ in heard if any(text.endswith(name) for name in false)]


def row(name: str, hotwords: Sequence[str], truth: Timed, recording: Recording) -> None:
    options = replace(OPTIONS, hotwords=tuple(hotwords))
    transcript = transcribe(recording, options)
    heard = cleaned((word.text, word.start) for word in transcript.words())
    wer = jiwer.wer(" ".join(text for text, _ in truth), " ".join(text for text, _ in heard))
    found, spoken = names_heard(truth, heard)
    false = false_names_heard(truth, heard)
    once, twice = verdicts(transcript, None), verdicts(transcript, second_hearing(recording, options))
    unclear = [f for f in twice.findings if any(r.code is ReasonCode.PRIMED_WORD for r in f.reasons)]
    confirmed = [f for f in twice.findings if any(r.code is ReasonCode.PRIMED_WORD_CONFIRMED for r in f.reasons)]
    cells = [
        *(name, len(hotwords), f"{wer:.3f}", f"{found} of {spoken}", f"{len(false)} {' '.join(false)}".strip()),
        *(right(once), right(twice), len(confirmed), len(unclear)),
    ]
    print("| " + " | ".join(map(str, cells)) + " |", flush=True)


def second_hearing(recording: Recording, options: TranscribeOptions) -> SecondHearing | None:
    if not options.hotwords:
        return None
    return SecondHearing(options.hotwords, lambda places: hear_again(recording, places, options))


def verdicts(transcript: Transcript, second_hearing: SecondHearing | None) -> Report:
    article = read_article(demo_dir() / "article.md")
    return check(article, find_claims(article), transcript, options=CheckOptions(second_hearing=second_hearing))


def right(report: Report) -> int:
    """How many verdicts are as labelled."""
    found = [(row["verdict"], finding_of(row, report)) for row in gold_rows()]
    return sum(finding is not None and finding.verdict is Verdict(str(label)) for label, finding in found)


def main() -> None:
    path, truth = demo()
    recording = open_recording(path)
    article = rare_words(read_article(demo_dir() / "article.md"))
    print(
        "| told | words | WER | names heard | false names heard | verdicts right, one hearing | two | held | unclear |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    row("nothing", (), truth, recording)
    row("the article's words", article, truth, recording)
    row("the episode's names", TRUE, truth, recording)
    row("false names", FALSE, truth, recording)
    for name in FALSE:
        row(name, (name,), truth, recording)


if __name__ == "__main__":
    main()
