"""Every claim against every episode: the index proposes passages, the judge reads these alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from align.archive.candidates import Proposer
from align.archive.excerpts import Excerpt, background, excerpt, spoken_in
from align.archive.standing import as_one_of_many, best_score, standing_of
from align.archive.types import ArchiveFinding, ArchiveReport, EpisodeFinding, Searched, Standing
from align.check import MOST_CLAIMS
from align.judging.verdicts import assess_claim, decide
from align.language import UNKNOWN, Language, language, language_of, language_of_parts
from align.matching import TranscriptIndex
from align.types import AlignError, Article, Claim, Evidence, Finding, Kind, Verdict
from transcripts.archive import EVERYTHING, Archive, ArchivedEpisode, EpisodeFilter
from transcripts.archive.episodes import holds

MOST_EPISODES = 6  # shown of a claim
MOST_NEAREST = 2  # … that was not found
# What says most about a claim comes first.
_ORDER = (Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.PARTLY_SUPPORTED, Verdict.UNCLEAR)


def check_archive(
    article: Article | None, claims: Sequence[Claim], archive: Archive, wanted: EpisodeFilter = EVERYTHING
) -> ArchiveReport:
    """What the episodes that are `wanted` say to each of `claims`, in their order; with a speaker, what this one says.

    The cost grows with the passages proposed, not with the archive. Raises AlignError for more than `MOST_CLAIMS`, and
    ArchiveError.
    """
    if len(claims) > MOST_CLAIMS:
        raise AlignError(f"{len(claims):,} claims at once are too many: check at most {MOST_CLAIMS:,}")
    episodes = archive.episodes(wanted)
    searched = Searched(len(episodes), sum(one.duration or 0.0 for one in episodes) / 3600, wanted)
    allowed = None if wanted == EVERYTHING else episodes
    asked = [claim for claim in claims if claim.kind is not Kind.EDITORIAL]
    found: dict[Claim, list[EpisodeFinding]] = {claim: [] for claim in claims}
    for code in sorted({_language_of(claim, claims).code for claim in asked}):
        spoken = language(code)
        in_language = [claim for claim in asked if _language_of(claim, claims) is spoken]
        for claim, one in _judged(in_language, spoken, archive, allowed):
            if wanted.speaker is None or _is_said_by(wanted.speaker, one.finding):
                found[claim].append(one)
    findings = tuple(_finding(claim, found[claim]) for claim in claims)
    return ArchiveReport(article or Article("", ()), findings, searched)


def _is_said_by(speaker: str, finding: Finding) -> bool:
    """Whether the words that decide are those of a speaker."""
    return any(holds(evidence.speaker, speaker) for evidence in finding.evidence[:1])


def _language_of(claim: Claim, claims: Sequence[Claim]) -> Language:
    """Its own; of one without letters that of all."""
    own = language_of(claim.text)
    return language(own if own != UNKNOWN else language_of_parts(one.text for one in claims))


def _judged(
    claims: Sequence[Claim], spoken: Language, archive: Archive, allowed: Sequence[ArchivedEpisode] | None
) -> Iterator[tuple[Claim, EpisodeFinding]]:
    """What each episode that has candidates says to each of the claims, which are all in one language."""
    proposer = Proposer(archive, allowed)
    proposed: dict[int, dict[Claim, set[int]]] = {}  # passages by episode and claim
    for claim in claims:
        for one in proposer.propose(claim.plain or claim.text, spoken):
            proposed.setdefault(one.episode, {}).setdefault(claim, set()).add(one.passage)
    ordinary = background(archive, spoken) if proposed else None
    for number, asked in proposed.items():
        read = excerpt(archive, number, set().union(*asked.values()))
        if spoken_in(read.transcript.segments) is not spoken:
            continue  # names and numbers are alike in all languages
        talk = TranscriptIndex(read.transcript, spoken, background=ordinary)
        for claim in asked:
            yield claim, EpisodeFinding(read.episode, as_one_of_many(judged(claim, read, talk)))


def judged(claim: Claim, read: Excerpt, talk: TranscriptIndex) -> Finding:
    """The finding on a claim by a window laid out, its segments numbered as in the whole episode."""
    finding = decide(assess_claim(claim, talk), talk)
    return replace(finding, evidence=tuple(_numbered(evidence, read) for evidence in finding.evidence))


def _numbered(evidence: Evidence, read: Excerpt) -> Evidence:
    return replace(evidence, segments=tuple(read.segments[at] for at in evidence.segments))


def _finding(claim: Claim, found: Iterable[EpisodeFinding]) -> ArchiveFinding:
    if claim.kind is Kind.EDITORIAL:
        return ArchiveFinding(claim, Standing.NOT_CHECKABLE, 1.0)
    ranked = sorted(found, key=lambda one: (-best_score(one.finding), one.episode.id))
    standing, confidence = standing_of(ranked)
    if standing is Standing.NOT_FOUND:
        return ArchiveFinding(claim, standing, confidence, tuple(ranked[:MOST_NEAREST]))
    of_verdict = {verdict: [one for one in ranked if one.finding.verdict is verdict] for verdict in _ORDER}
    best = [of[0] for of in of_verdict.values() if of]  # whatever else there is, each verdict is shown once
    others = [one for of in of_verdict.values() for one in of[1:]]
    shown = [*best, *others[: MOST_EPISODES - len(best)]]
    return ArchiveFinding(
        claim, standing, confidence, tuple(sorted(shown, key=lambda one: _ORDER.index(one.finding.verdict)))
    )
