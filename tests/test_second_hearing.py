"""Which words of an article a recogniser is told, and that what it heard only for that reason decides nothing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from align import CheckOptions, Report, Verdict, check
from align.cast import read_cast
from align.claims import read_claims
from align.commands.shared.listening import Listener
from align.hotwords import SecondHearing
from align.judging.model import UNDECIDED
from align.report import render
from align.report.wording import wordings
from align.types import Note, NoteCode, Reason, ReasonCode
from audio import Interval, cut, open_recording
from tests.support.cli_runs import ARTICLE, TALK, complaint, mazeej, usage_complaint, write
from tests.support.report_contract import check_contract
from tests.support.stereo_samples import stereo
from transcripts import Segment, Transcript, Word, demo_dir, load

pytestmark = pytest.mark.usefixtures("folder")


def talk(text: str, start: float = 10.0) -> Transcript:
    """Half a second a word."""
    words = tuple(Word(start + i / 2, start + i / 2 + 0.4, word, 0.9) for i, word in enumerate(text.split()))
    return Transcript((Segment(words),), language="ar")


CLAIM = "فكرة إصلاح الناعورة كانت لسعاد الخطيب"
PROMPTED = "الفكرة تبع تصليح الناعورة كانت لسعاد الخطيب"
WORDS = ("سعاد الخطيب", "الناعورة")


class Unprompted:
    """Stands for a recogniser without the prompt."""

    def __init__(self, heard: Transcript) -> None:
        self.heard = heard
        self.asked: list[list[Interval]] = []

    def __call__(self, places: Sequence[Interval]) -> Transcript:
        self.asked.append(list(places))
        return self.heard


def heard_twice(folder: Path, first: str, second: Unprompted, claim: str = CLAIM) -> Report:
    claims = read_claims(write(folder / "claims.txt", claim))
    return check(None, claims, talk(first), options=CheckOptions(second_hearing=SecondHearing(WORDS, second)))


def reasons(report: Report, code: ReasonCode) -> list[Reason]:
    return [reason for finding in report.findings for reason in finding.reasons if reason.code is code]


def test_the_claim_is_supported_before_the_second_hearing(folder: Path) -> None:
    report = check(None, read_claims(write(folder / "claims.txt", CLAIM)), talk(PROMPTED))
    assert report.findings[0].verdict is Verdict.SUPPORTED


def test_a_name_that_is_heard_only_when_told_makes_the_verdict_unclear(folder: Path) -> None:
    second = Unprompted(talk(PROMPTED.replace("لسعاد", "لهالة")))
    report = heard_twice(folder, PROMPTED, second)
    assert report.findings[0].verdict is Verdict.UNCLEAR
    assert report.findings[0].confidence == UNDECIDED
    (reason,) = reasons(report, ReasonCode.PRIMED_WORD)
    assert (reason.article, reason.audio) == ("لسعاد", "لهالة")
    assert reason.interval == Interval(12.5, 12.9)
    assert not reasons(report, ReasonCode.PRIMED_WORD_CONFIRMED)


def test_a_word_of_which_nothing_is_heard_the_second_time(folder: Path) -> None:
    report = heard_twice(folder, PROMPTED, Unprompted(Transcript((), language="ar")))
    assert report.findings[0].verdict is Verdict.UNCLEAR
    assert {reason.audio for reason in reasons(report, ReasonCode.PRIMED_WORD)} == {None}


def test_what_is_heard_again_stands_and_is_told_as_such(folder: Path) -> None:
    second = Unprompted(talk(PROMPTED, start=10.3))  # times differ a little from hearing to hearing
    report = heard_twice(folder, PROMPTED, second)
    assert report.findings[0].verdict is Verdict.SUPPORTED
    (reason,) = reasons(report, ReasonCode.PRIMED_WORD_CONFIRMED)
    assert reason.audio is not None
    assert {"الناعورة", "لسعاد", "الخطيب"} == set(reason.audio.split(" · "))
    assert all(place.duration < 1 for place in second.asked[0]), "only these words are heard again"


def test_another_spelling_of_what_was_heard_is_agreement(folder: Path) -> None:
    second = Unprompted(talk(PROMPTED.replace("الناعورة", "الناعوره").replace("الخطيب", "الختيب")))
    assert heard_twice(folder, PROMPTED, second).findings[0].verdict is Verdict.SUPPORTED


def test_the_same_word_elsewhere_is_no_agreement(folder: Path) -> None:
    second = Unprompted(talk(PROMPTED, start=60.0))
    assert heard_twice(folder, PROMPTED, second).findings[0].verdict is Verdict.UNCLEAR


def test_an_accusation_on_a_primed_name_is_unclear_too(folder: Path) -> None:
    """The article has another name; the recogniser was told «سعاد» and heard her in its place."""
    claim = CLAIM.replace("لسعاد", "لمريم")
    assert check(None, read_claims(write(folder / "c.txt", claim)), talk(PROMPTED)).findings[0].verdict is (
        Verdict.CONTRADICTED
    )
    report = heard_twice(folder, PROMPTED, Unprompted(talk(PROMPTED.replace("لسعاد", "لمريم"))), claim)
    assert report.findings[0].verdict is Verdict.UNCLEAR
    assert report.findings[0].reasons[0].code is ReasonCode.PRIMED_WORD


def test_of_a_word_said_twice_one_saying_is_enough(folder: Path) -> None:
    twice = PROMPTED + " والناعورة قديمة"
    claim = CLAIM + " وهي قديمة"
    once = Unprompted(talk(PROMPTED + " والمدرسة قديمة"))
    assert heard_twice(folder, twice, once, claim).findings[0].verdict is Verdict.SUPPORTED
    never = Unprompted(talk(PROMPTED.replace("الناعورة", "المدرسة") + " والمدرسة قديمة"))
    report = heard_twice(folder, twice, never, claim)
    assert report.findings[0].verdict is Verdict.UNCLEAR
    assert {reason.audio for reason in reasons(report, ReasonCode.PRIMED_WORD)} == {"المدرسة", "والمدرسة"}


def test_what_rests_on_no_primed_word_is_not_heard_again(folder: Path) -> None:
    second = Unprompted(Transcript(()))
    report = heard_twice(folder, "نقلنا ستين عيلة على المدرسة", second, "نقل ستين عائلة إلى المدرسة")
    assert report.findings[0].verdict is Verdict.SUPPORTED
    assert second.asked == []


def test_what_was_not_found_is_not_heard_again(folder: Path) -> None:
    second = Unprompted(Transcript(()))
    report = heard_twice(folder, "اشترى سيارة جديدة من السوق", second)
    assert report.findings[0].verdict is Verdict.NOT_FOUND
    assert second.asked == []


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
        ("Northwick", "Northwich", Verdict.SUPPORTED),
        ("Northwick", "Northampton", Verdict.UNCLEAR),
        ("car2go", "car to go", Verdict.SUPPORTED),
        ("car2go", "cargo", Verdict.UNCLEAR),
    ],
)
def test_a_name_misspelt_without_the_prompt_confirms_it(
    folder: Path, first: str, second: str, verdict: Verdict
) -> None:
    claims = read_claims(write(folder / "claims.txt", f"The contract went to {first} in the spring"))
    said = "so in the end the contract went to {} in the spring"
    hearing = SecondHearing((first,), Unprompted(talk(said.format(second))))
    report = check(None, claims, talk(said.format(first)), options=CheckOptions(second_hearing=hearing))
    assert report.findings[0].verdict is verdict


def by(transcript: Transcript, speaker: str | None) -> Transcript:
    return replace(transcript, segments=tuple(replace(one, speaker=speaker) for one in transcript.segments))


@pytest.mark.parametrize(
    ("speaker", "verdict"), [("right", Verdict.SUPPORTED), (None, Verdict.SUPPORTED), ("left", Verdict.UNCLEAR)]
)
def test_another_channels_words_are_no_agreement(folder: Path, speaker: str | None, verdict: Verdict) -> None:
    """The guest has a name by now, and the second hearing the channel's; without labels it holds everybody's words."""
    claims = read_claims(write(folder / "claims.txt", CLAIM))
    first = by(talk(PROMPTED), "right")
    second_hearing = SecondHearing(WORDS, Unprompted(by(talk(PROMPTED), speaker)))
    for cast in (read_cast((), ["سمر=right"]), None):
        report = check(None, claims, first, cast=cast, options=CheckOptions(second_hearing=second_hearing))
        assert report.findings[0].verdict is verdict
        lost = reasons(report, ReasonCode.PRIMED_WORD)
        assert {reason.audio for reason in lost} == ({None} if speaker == "left" else set())


def test_a_hotword_is_heard_again_where_both_speak_at_once(folder: Path) -> None:
    """Two channels' words are not in the order of their times: the host's go on while the guest speaks."""
    over = by(talk("طيب يعني هيك شي " * 8, start=5.0), "left")
    first = replace(over, segments=over.segments + by(talk(PROMPTED), "right").segments)
    second = Unprompted(Transcript((), language="ar"))
    report = check(
        None,
        read_claims(write(folder / "claims.txt", CLAIM)),
        first,
        options=CheckOptions(second_hearing=SecondHearing(WORDS, second)),
    )
    assert second.asked, "what rests on a hotword is heard again"
    assert report.findings[0].verdict is Verdict.UNCLEAR


def test_a_report_tells_both_in_words(folder: Path) -> None:
    lost = heard_twice(folder, PROMPTED, Unprompted(talk(PROMPTED.replace("لسعاد", "لهالة"))))
    kept = heard_twice(folder, PROMPTED, Unprompted(talk(PROMPTED)))
    for form in ("json", "md", "html", "csv"):
        assert "لهالة" in render(lost, form)
        assert "الناعورة · لسعاد" in render(kept, form)
    assert "حين لم يُلقَّن" in render(lost, "md")


def test_align_hears_again_without_the_words_and_keeps_it(folder: Path, models_loaded: list[object]) -> None:
    claims = write(folder / "claims.txt", "وعمل النجار وليد الصباغ في الناعورة")
    command: list[str | Path] = [
        "align",
        demo_dir() / "episode.mp3",
        "--claims",
        claims,
        "--model",
        "demo",
        "--language",
        "ar",
    ]
    command += ["--hotwords", "وليد الصباغ, الناعورة, نادر العطار, سلمى الزين, النجار", "--format", "json,csv"]
    run = mazeej(*command)
    assert run.code == 0
    assert "Heard again without a hint" in run.out
    assert len(models_loaded) == 1, "both hearings with one"
    kept = list((folder / "cache" / "transcripts").glob("*.json"))
    assert len(kept) == 2
    counts = sorted(len(list(load(path).words())) for path in kept)
    assert counts[0] < counts[1] / 4, "the second hearing is of a few windows"
    assert mazeej(*command).out == run.out
    # The transcript of such a run, given by itself, cannot be heard again: the report says so.
    assert mazeej("align", "mazeej-report/transcript.json", "--claims", claims, "-q", "--out", "b").code == 0
    assert wordings()["ar"].note(Note(NoteCode.PRIMED)) in (folder / "b/report.json").read_text("utf-8")


@pytest.mark.parametrize("channels", [False, True], ids=["RTTM", "by channel"])
def test_together_with_speakers_a_stretch_and_what_is_left_out(folder: Path, channels: bool) -> None:
    given: list[str | Path]
    if channels:
        given = [stereo(folder / "talk.wav", 150.0, -20), "--speakers-by-channel"]
        given += ["--guest", "سمر=right", "--host", "left"]
    else:
        lines = json.loads((demo_dir() / "words.json").read_text("utf-8"))["lines"]
        turns = [(line["words"][0][1], line["words"][-1][2], line["speaker"]) for line in lines]
        rttm = (f"SPEAKER x 1 {start} {end - start} <NA> <NA> {who} <NA> <NA>\n" for start, end, who in turns)
        speakers = write(folder / "turns.rttm", "".join(rttm))
        given = [demo_dir() / "episode.mp3", "--speakers", speakers, "--guest", "سمر=guest", "--host", "host"]
    article = demo_dir() / "article.md"
    command = ["align", *given, article, "--model", "demo", "--language", "ar", "--hotwords-from", article]
    command += ["--hotwords", "السد"]
    run = mazeej(*command, "--from", "1:50", "--to", "2:30", "--coverage", "--format", "json")
    assert (run.code, run.err) == (0, "")
    report = json.loads((folder / "mazeej-report/report.json").read_text("utf-8"))
    transcript = json.loads((folder / "mazeej-report/transcript.json").read_text("utf-8"))
    check_contract(report, transcript, article=article.read_text("utf-8"), sound=True, link=False)
    again = [(f["verdict"], r) for f in report["findings"] for r in f["reasons"] if r["code"].startswith("primed")]
    assert [(verdict, r["code"], r["audio"]) for verdict, r in again] == [
        ("supported", "primed_word_confirmed", "السد")
    ]
    assert "سمر" in {evidence["speaker"] for finding in report["findings"] for evidence in finding["evidence"]}
    assert report["coverage"]
    assert "1:50 و2:30" in report["notes"][-1]
    kept = [load(path) for path in (folder / "cache/transcripts").glob("*.json")]
    assert len(kept) == (4 if channels else 2)
    assert {transcript.stretch for transcript in kept} == {Interval(110.0, 150.0)}


def test_several_recordings_are_told_the_same(folder: Path) -> None:
    for number, start in enumerate((30.0, 60.0)):
        cut(open_recording(demo_dir() / "episode.mp3"), Interval(start, start + 8), exact=True).write(
            folder / f"{number}.wav"
        )
    command = ["transcribe", "0.wav", "1.wav", "--model", "demo", "--language", "ar", "-q", "-o", "out/"]
    assert mazeej(*command, "--hotwords-from", "-", stdin="نادر العطار\nالناعورة".encode()).code == 0
    assert [load(folder / f"out/{number}.json").options for number in (0, 1)] == ["beam 5, hotwords 2"] * 2


def test_wrong_usage(folder: Path) -> None:
    write(folder / "talk.srt", TALK)
    write(folder / "article.txt", ARTICLE)
    given = mazeej("align", "talk.srt", "article.txt", "--hotwords-from", "article.txt")
    assert "shape a transcription" in usage_complaint(given)
    assert "give one or more words" in usage_complaint(mazeej("transcribe", "talk.mp3", "--hotwords", " , "))
    sound = demo_dir() / "episode.mp3"
    missing = mazeej("transcribe", sound, "--model", "demo", "--hotwords-from", "nowhere.txt")
    assert complaint(missing) == "no article at nowhere.txt"
    write(folder / "empty.txt", b"")
    assert "is empty" in complaint(mazeej("transcribe", sound, "--model", "demo", "--hotwords-from", "empty.txt"))


def test_the_article_is_read_once_and_may_come_from_stdin(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[str, ...]] = []

    def hear(listener: Listener, _source: str, **_rest: object) -> tuple[None, Transcript]:
        seen.append(listener.options.hotwords)
        return None, talk(PROMPTED)

    monkeypatch.setattr(Listener, "hear", hear)
    text = (demo_dir() / "article.md").read_bytes()
    assert mazeej("align", "x.mp3", "-", "--hotwords-from", "-", "--hotwords", "رامي", "-q", stdin=text).code == 0
    assert seen[0][0] == "رامي"
    assert "الناعورة" in seen[0]
