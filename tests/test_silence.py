"""Nothing heard, nothing said: empty transcripts, and stretches without words, are told on terminal and in reports."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

import align
from align.claims import read_claims
from align.report import print_report
from align.types import NoteCode
from audio import Interval
from transcripts import NothingHeard, Segment, Transcript, Word, load, nothing_heard, save
from transcripts.silence import warnings_of

UNHEARD = (Interval(47.0, 59.0), Interval(72.0, 75.5))
WORD = Segment((Word(1.0, 1.5, "hello"),))


@pytest.mark.parametrize(
    ("transcript", "reason", "note"),
    [
        (Transcript(()), NothingHeard.NOBODY_SPEAKS, NoteCode.NOBODY_SPEAKS),
        (Transcript((), unheard=UNHEARD), NothingHeard.NOT_UNDERSTOOD, NoteCode.NOT_UNDERSTOOD),
    ],
)
def test_an_empty_transcript_has_its_likely_reason(
    transcript: Transcript, reason: NothingHeard, note: NoteCode, tmp_path: Path
) -> None:
    assert nothing_heard(transcript) is reason
    (warning,) = warnings_of(transcript, "talk.mp3")
    assert warning.startswith("the transcript of talk.mp3 is empty: ")
    (tmp_path / "claims.txt").write_text("The ferry sank in 1998.\n")
    report = align.check(None, read_claims(tmp_path / "claims.txt"), transcript)
    assert [n.code for n in report.notes if not isinstance(n, str)] == [note]
    shown = io.StringIO()
    print_report(report, Console(file=shown, width=200))
    assert "Not a word was heard" in shown.getvalue()
    assert "ferry" not in shown.getvalue(), "there is no list of what was not heard"


def test_stretches_without_words_are_named() -> None:
    transcript = Transcript((WORD,), unheard=UNHEARD)
    assert list(warnings_of(transcript, "x")) == [
        "16 s in which somebody seems to speak left no words: 0:47-0:59, 1:12-1:15"
    ]
    assert list(warnings_of(Transcript((WORD,)), "x")) == []
    many = Transcript((WORD,), unheard=tuple(Interval(60 * n, 60 * n + 2 + n) for n in range(9)))
    (warning,) = warnings_of(many, "x")
    assert warning.endswith("4:00-4:06, 5:00-5:07, 6:00-6:08, 7:00-7:09, 8:00-8:10 …"), "the longest of them"


def test_they_are_kept_in_the_transcripts_file(tmp_path: Path) -> None:
    save(Transcript((WORD,), unheard=UNHEARD), tmp_path / "t.json")
    assert load(tmp_path / "t.json").unheard == UNHEARD
