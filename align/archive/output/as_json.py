"""The archive's answers as other programs read them, described in docs/formats.md."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from align.archive.output.links import link_into, page_of, recording_of
from align.archive.types import ArchivedQuote, ArchiveFinding, ArchiveReport, EpisodeFinding, SearchResults
from align.report.as_json import (
    Fields,
    article_fields,
    checked_fields,
    claim_fields,
    dumped,
    finding_fields,
    rounded,
)
from align.report.wording import wordings
from align.types import Article, Report
from transcripts import Transcript, model_name
from transcripts.archive import ArchivedEpisode, EpisodeFilter

REPORT_SCHEMA = "mazeej.archive-report/1"
SEARCH_SCHEMA = "mazeej.archive-search/1"
QUOTES_SCHEMA = "mazeej.archive-quotes/1"


def report_json(report: ArchiveReport, language: str = "en") -> str:
    """UTF-8 JSON text, as `align.report` writes it. An episode is named by its `id` in `episodes`."""
    found = [one.episode for finding in report.findings for one in finding.episodes]
    document: Fields = {
        "schema": REPORT_SCHEMA,
        "searched": {
            "episodes": report.searched.episodes,
            "hours": round(report.searched.hours, 2),
            **_filter(report.searched.wanted),
        },
        "article": article_fields(report.article),
        "episodes": _episodes(found),
        "findings": [_finding(finding, report.article) for finding in report.findings],
        "notes": [wordings()[language].note(note) for note in report.notes],
        "checked": report.provenance and checked_fields(report.provenance),
    }
    return dumped(document)


def search_json(results: SearchResults) -> str:
    """`marks` are offsets into `text`, in code points."""
    hits = [
        {
            "episode": hit.episode.id,
            "start": rounded(hit.interval.start),
            "end": rounded(hit.interval.end),
            "speaker": hit.speaker,
            "text": hit.text,
            "marks": [{"start": start, "end": end} for start, end in hit.marks],
            "score": round(hit.score, 4),
            "link": link_into(hit.episode, hit.interval),
        }
        for hit in results.hits
    ]
    document: Fields = {
        "schema": SEARCH_SCHEMA,
        "question": results.question,
        "places": results.places,
        "more": results.more,
        "every_word": results.every_word,
        "episodes": _episodes([hit.episode for hit in results.hits]),
        "hits": hits,
    }
    return dumped(document)


def quotes_json(found: Sequence[ArchivedQuote]) -> str:
    """Each quotation with the episodes that it was said in, the best first."""
    places = [place for quote in found for place in quote.places]
    document: Fields = {
        "schema": QUOTES_SCHEMA,
        "episodes": _episodes([place.episode for place in places]),
        "quotes": [
            {
                "text": quote.text,
                "status": quote.status.value,
                "places": [
                    {
                        "episode": place.episode.id,
                        "status": place.match.status.value,
                        "similarity": round(place.match.similarity, 4),
                        "start": rounded(place.match.places[0].interval.start),
                        "end": rounded(place.match.places[0].interval.end),
                        "speaker": place.match.places[0].speaker,
                        "heard": place.match.heard,
                        "changes": [
                            {"op": change.op.value, "quote": change.quote, "heard": change.heard}
                            for change in place.match.changes
                        ],
                        "link": link_into(place.episode, place.match.places[0].interval),
                    }
                    for place in quote.places
                ],
            }
            for quote in found
        ],
    }
    return dumped(document)


def _finding(finding: ArchiveFinding, article: Article) -> Fields:
    return {
        "claim": claim_fields(finding.claim),
        "verdict": finding.standing.value,
        "confidence": round(finding.confidence, 4),
        "episodes": [_in_episode(one, article) for one in finding.episodes],
    }


def _in_episode(one: EpisodeFinding, article: Article) -> Fields:
    """What a report on this episode alone would have of the claim."""
    alone = Report(article, (one.finding,), Transcript((), one.episode.language), recording_of(one.episode))
    fields = finding_fields(one.finding, alone)
    return {"episode": one.episode.id, **{name: value for name, value in fields.items() if name != "claim"}}


def _episodes(found: Iterable[ArchivedEpisode]) -> list[Fields]:
    return [
        {
            "id": one.id,
            "title": one.title,
            "show": one.show,
            "published": one.published and one.published.isoformat(),
            "duration": rounded(one.duration),
            "language": one.language,
            "model": model_name(one.model),
            "sha256": one.audio_sha256,
            "link": recording_of(one).link,
            "page": page_of(one),
        }
        for one in sorted(dict.fromkeys(found), key=lambda one: one.id)
    ]


def _filter(wanted: EpisodeFilter) -> Fields:
    return {
        "show": wanted.show,
        "since": wanted.since and wanted.since.isoformat(),
        "until": wanted.until and wanted.until.isoformat(),
        "speaker": wanted.speaker,
    }
