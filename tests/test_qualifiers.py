"""What a speaker takes back right after an evidence."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align import check_claims
from align.check import read_talk
from align.judging.qualifiers import with_qualifiers
from align.types import Claim, Evidence, Finding, Qualifier, Verdict
from audio import Interval
from transcripts import Segment, Transcript, Word


def heard(*lines: str, pause: float = 1.0) -> Transcript:
    """A segment a line, two words a second; «name: …» says who speaks, otherwise it is the guest."""
    segments, now = [], 0.0
    for line in lines:
        speaker, _, text = line.rpartition(": ")
        words = []
        for word in text.split():
            words.append(Word(now, now + 0.5, word, speaker=speaker or "guest"))
            now += 0.5
        segments.append(Segment(tuple(words), speaker or "guest"))
        now += pause
    return Transcript(tuple(segments))


def evidence_of(claim: str, transcript: Transcript) -> Evidence:
    (finding,) = check_claims([Claim("c1", claim, None)], transcript)
    assert finding.verdict in (Verdict.SUPPORTED, Verdict.PARTLY_SUPPORTED, Verdict.CONTRADICTED)
    return finding.evidence[0]


def qualifier_of(claim: str, *lines: str, pause: float = 1.0) -> Qualifier | None:
    return evidence_of(claim, heard(*lines, pause=pause)).qualifier


FERRY = "She took over the ferry in 1998."
SAID = "I took over the ferry in 1998."


@pytest.mark.parametrize(
    ("after", "cue", "text"),
    [
        ("But only for the summer months.", "But", "But only for the summer months."),
        ("Well, yes, but only for the summer.", "but", "but only for the summer."),
        ("However, my brother did the work.", "However", "However, my brother did the work."),
        ("Now that doesn't mean I owned it.", "doesn't mean", "doesn't mean I owned it."),
        ("But. My brother did all the work.", "But", "But. My brother did all the work."),
    ],
)
def test_the_next_sentence_qualifies(after: str, cue: str, text: str) -> None:
    found = qualifier_of(FERRY, SAID, after)
    assert found is not None
    assert (found.cue, found.text) == (cue, text)


def test_the_rest_of_the_same_sentence_qualifies() -> None:
    found = qualifier_of(FERRY, "I took over the ferry in 1998, but only for the summer months of that year.")
    assert found is not None
    assert found.text == "but only for the summer months of that year."
    assert found.interval.start == 3.5


@pytest.mark.parametrize(
    "after",
    [
        ("And it was a good boat.",),
        ("The boat was old but good.",),
        ("But also the harbour and the inn.",),
        ("host: But what about the winter?",),
        ("But",),
        ("It was a wooden boat.", "But the engine was new."),
    ],
)
def test_what_does_not_qualify(after: tuple[str, ...]) -> None:
    assert qualifier_of(FERRY, SAID, *after) is None


def test_a_nod_between_is_passed_over_and_a_long_silence_is_not() -> None:
    lines = (SAID, "host: Mm-hmm.", "But only for the summer months.")
    assert qualifier_of(FERRY, *lines) is not None
    assert qualifier_of(FERRY, SAID, lines[2], pause=6.0) is None


DOCTORS = "عمل في المستشفى ثلاث سنوات"
WORKED = "اشتغلت بالمستشفى تلات سنين."


@pytest.mark.parametrize(
    ("after", "cue"),
    [
        ("بس مو كل الوقت كنت هنيك.", "بس"),
        ("وبس يعني مو دوام كامل كان.", "وبس يعني"),
        ("طبعا لكن ما كان معي شهادة.", "لكن"),
        ("هاد مو يعني إني كنت طبيب.", "مو يعني"),
        ("ومع ذلك ما قبضت ولا ليرة.", "ومع ذلك"),
    ],
)
def test_dialect_and_standard_cues(after: str, cue: str) -> None:
    found = qualifier_of(DOCTORS, WORKED, after)
    assert found is not None
    assert found.cue == cue


@pytest.mark.parametrize(
    "after",
    [
        "بس يوصل الدكتور كنت روح عالبيت.",  # "as soon as the doctor came"
        "بس هيك.",  # "that is all"
        "كان معي بس دكتور واحد بالقسم.",  # "only one doctor"
        "وكنت حب شغلي كتير.",
    ],
)
def test_only_and_as_soon_as_are_no_but(after: str) -> None:
    assert qualifier_of(DOCTORS, WORKED, after) is None


def test_only_at_the_end_of_what_was_said_is_no_but() -> None:
    assert qualifier_of(DOCTORS, "اشتغلت بالمستشفى تلات سنين بس.", "وبعدين سافرت على ألمانيا.") is None


def test_where_both_speak_at_once_it_is_looked_for_behind_the_evidence() -> None:
    host = heard("host: " + "well so you see now " * 4)
    guest = heard(SAID, "But only for the summer months.")
    later = [
        replace(one, words=tuple(replace(word, start=word.start + 2, end=word.end + 2) for word in one.words))
        for one in guest.segments
    ]
    spoken = read_talk(Transcript((*host.segments, *later)))
    both = Evidence(Interval(0.0, 5.5), f"… {SAID}", (0, 1), 0.9, "guest")
    finding = Finding(Claim("c1", FERRY, None), Verdict.SUPPORTED, 0.9, (), (both,))
    found = with_qualifiers(finding, spoken).evidence[0].qualifier
    assert found is not None
    assert found.text == "But only for the summer months."


def test_mere_candidates_have_none() -> None:
    transcript = heard("The weather was fine on the ferry.", "But only in the summer months.")
    (finding,) = check_claims([Claim("c1", "The minister sold forty ferries to Norway in 1998.", None)], transcript)
    assert finding.verdict is Verdict.NOT_FOUND
    assert all(item.qualifier is None for item in finding.evidence)


words = st.sampled_from("but But , . however I took over the ferry in 1998 well بس لكن يعني doesn't mean".split())
lines = st.lists(st.lists(words, min_size=1, max_size=15).map(" ".join), min_size=1, max_size=6)


@given(lines, st.lists(words, min_size=1, max_size=8).map(" ".join))
@settings(deadline=None, max_examples=100)
def test_a_qualifier_follows_its_evidence_and_begins_with_its_cue(said: list[str], claim: str) -> None:
    for finding in check_claims([Claim("c1", claim, None)], heard(*said)):
        for item in finding.evidence:
            if item.qualifier:
                assert item.qualifier.interval.start >= item.interval.end
                assert item.qualifier.interval.duration <= 15.0
                assert item.qualifier.text.startswith(item.qualifier.cue.split()[0])
