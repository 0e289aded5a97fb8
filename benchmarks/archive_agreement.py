"""Whether reading proposed passages says what reading whole episodes would, over labelled talks as one archive.

    python -m benchmarks.archive_agreement [FILE…] [--together N]

*Proposed*: is the talk that a claim is about among the first N episodes proposed, is a labelled place among the first
N passages? *Agreement*: is the verdict on the passages of a talk the one that the whole talk gives? *Without their
talk*: what is said of claims on a talk that is not in the archive? --together N joins N talks of a language to one
episode.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from align.archive import ArchiveAnalyser
from align.archive.candidates import LIMITS, ProposedPassage, Proposer
from align.archive.checking import check_archive, judged
from align.archive.excerpts import background, excerpt
from align.archive.types import Standing
from align.judging.verdicts import assess_claim, decide
from align.language import language, language_of_parts
from align.matching import TranscriptIndex
from align.types import Claim, Verdict
from benchmarks.datasets import Labelled, Talk, read_all
from transcripts import Segment, Transcript, Word
from transcripts.archive import Archive, ArchivedEpisode, EpisodeDetails

SHARED = Path(__file__).parent.parent.parent / "shared" / "data"
RANKS = (1, 3, 6, 12)
PAUSE = 5.0  # seconds between two talks of one episode


@dataclass(frozen=True, slots=True)
class Joined:
    """An episode, and the claims on it; `gold` counts its segments."""

    transcript: Transcript
    claims: tuple[Labelled, ...]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--together", type=int, default=1, metavar="N")
    given = parser.parse_args()
    files = given.files or sorted([*SHARED.glob("interviews-*.jsonl"), *SHARED.glob("meetings-*.jsonl")])
    talks = [talk for dataset in read_all(files, SHARED) for talk in dataset.talks]
    for line in measured(talks, given.together):
        print(line, flush=True)


def measured(talks: Sequence[Talk], together: int) -> Iterator[str]:
    """The figures, a line each."""
    episodes = list(joined(talks, together))
    with tempfile.TemporaryDirectory() as folder, Archive(folder, ArchiveAnalyser()) as archive:
        put = [archive.put(_details(at), one.transcript) for at, one in enumerate(episodes)]
        yield f"{len(talks)} talks in {len(put)} episodes, {archive.passage_count} passages"
        yield from _proposed(archive, episodes, put)
        yield from _agreement(archive, episodes, put)
        yield from _elsewhere(archive, episodes, put)


def joined(talks: Sequence[Talk], together: int) -> Iterator[Joined]:
    by_language: dict[str, list[Talk]] = {}
    for talk in talks:
        code = language_of_parts(segment.text for segment in talk.transcript.segments)
        by_language.setdefault(code, []).append(talk)
    for code, found in by_language.items():
        for at in range(0, len(found), together):
            yield _join(found[at : at + together], code)


def _join(talks: Sequence[Talk], code: str) -> Joined:
    segments: list[Segment] = []
    claims: list[Labelled] = []
    for talk in talks:
        first, late = len(segments), segments[-1].end + PAUSE if segments else 0.0
        segments += [_later(segment, late) for segment in talk.transcript.segments]
        claims += [replace(one, gold=frozenset(at + first for at in one.gold)) for one in talk.claims]
    return Joined(Transcript(tuple(segments), code), tuple(claims))


def _later(segment: Segment, late: float) -> Segment:
    words = tuple(Word(w.start + late, w.end + late, w.text, w.probability, w.speaker) for w in segment.words)
    return Segment(words, segment.speaker, bounds=None if words else segment.bounds)


def _details(at: int) -> EpisodeDetails:
    return EpisodeDetails(f"Talk {at + 1}", frozenset([f"talk:{at}"]))


def _cases(
    episodes: Sequence[Joined], put: Sequence[ArchivedEpisode]
) -> Iterator[tuple[Joined, ArchivedEpisode, Labelled]]:
    for episode, stored in zip(episodes, put, strict=True):
        for labelled in episode.claims:
            yield episode, stored, labelled


def _candidates(archive: Archive, claim: Claim) -> tuple[ProposedPassage, ...]:
    many = replace(LIMITS, episodes=20, passages=60)
    return Proposer(archive).propose(claim.text, language(language_of_parts([claim.text])), many)


def _proposed(archive: Archive, episodes: Sequence[Joined], put: Sequence[ArchivedEpisode]) -> Iterator[str]:
    in_talk, in_place, count = Counter[int](), Counter[int](), 0
    for _, stored, labelled in _cases(episodes, put):
        if not labelled.gold:
            continue
        count += 1
        found = _candidates(archive, labelled.claim)
        talks = list(dict.fromkeys(one.episode for one in found))
        places = [one.passage for one in found]
        right = {
            one.id
            for one in archive.passages(range(stored.first, stored.last + 1))
            if _holds(one.first_segment, len(one.segments), labelled)
        }
        talk_rank = talks.index(stored.id) if stored.id in talks else len(talks) + 99
        place_rank = next((rank for rank, passage in enumerate(places) if passage in right), 999)
        for rank in RANKS:
            in_talk[rank] += talk_rank < rank
            in_place[rank] += place_rank < rank
    for name, hits in (("the talk", in_talk), ("a labelled place", in_place)):
        shares = ", ".join(f"{rank}: {hits[rank] / count:.3f}" for rank in RANKS)
        yield f"proposed, {count} claims: {name} among the first {shares}"


def _holds(first: int, count: int, labelled: Labelled) -> bool:
    return any(first <= at < first + count for at in labelled.gold)


def _agreement(archive: Archive, episodes: Sequence[Joined], put: Sequence[ArchivedEpisode]) -> Iterator[str]:
    pairs: Counter[tuple[Verdict, Verdict]] = Counter()
    words = [0, 0]
    for code in ("ar", "en"):
        spoken = language(code)
        ordinary = background(archive, spoken)
        for episode, stored in zip(episodes, put, strict=True):
            if episode.transcript.language != code:
                continue
            whole = TranscriptIndex(episode.transcript, spoken)
            proposer = Proposer(archive, [stored])
            for labelled in episode.claims:
                passages = [one.passage for one in proposer.propose(labelled.claim.text, spoken)]
                theirs = decide(assess_claim(labelled.claim, whole), whole).verdict
                read = excerpt(archive, stored.id, passages)
                talk = TranscriptIndex(read.transcript, spoken, background=ordinary)
                ours = judged(labelled.claim, read, talk).verdict if len(talk) else Verdict.NOT_FOUND
                pairs[theirs, ours] += 1
                words[0] += len(talk)
                words[1] += len(whole)
    total = sum(pairs.values())
    same = sum(count for (a, b), count in pairs.items() if a is b)
    grave = sum(
        pairs[pair] for pair in ((Verdict.SUPPORTED, Verdict.CONTRADICTED), (Verdict.CONTRADICTED, Verdict.SUPPORTED))
    )
    yield f"agreement, {total} claims: {same / total:.3f}; ✓ for ✗ or ✗ for ✓: {grave}"
    yield f"  words read, of those of the talks: {words[0] / words[1]:.2f}"
    for (a, b), count in pairs.most_common():
        if a is not b:
            yield f"  whole {a}, passages {b}: {count}"


def _elsewhere(archive: Archive, episodes: Sequence[Joined], put: Sequence[ArchivedEpisode]) -> Iterator[str]:
    """Standing of claims on the whole archive, and on the archive without their talk."""
    inside: Counter[tuple[str, Standing]] = Counter()
    outside: Counter[Standing] = Counter()
    for at, (episode, stored) in enumerate(zip(episodes, put, strict=True)):
        judgeable = [one for one in episode.claims if one.label]
        if not judgeable:
            continue
        claims = [one.claim for one in judgeable]
        for one, found in zip(judgeable, check_archive(None, claims, archive).findings, strict=True):
            inside[str(one.label), found.standing] += 1
        archive.remove(stored.id)
        outside.update(found.standing for found in check_archive(None, claims, archive).findings)
        archive.put(EpisodeDetails(f"Talk {at + 1} again", frozenset([f"again:{at}"])), episode.transcript)
    for label in (Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.NOT_FOUND):
        yield f"labelled {label}: " + _shares({standing: inside[str(label), standing] for standing in Standing})
    yield "without their talk: " + _shares(outside)


def _shares(counts: dict[Standing, int] | Counter[Standing]) -> str:
    total = max(1, sum(counts.values()))
    return (
        ", ".join(f"{standing} {counts[standing] / total:.2f}" for standing in Standing if counts[standing])
        + f" of {total}"
    )


if __name__ == "__main__":
    main()
