"""What every way of showing the archive's answers says in the same words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from align.archive.types import ArchiveFinding, EpisodeFinding, Searched, SearchHit, SearchResults, Standing
from align.report.text import one_line
from align.report.wording import SIGNS, Wording
from align.types import Verdict
from transcripts.archive import ArchivedEpisode

DISPUTED_SIGN = "⇄"


def sign_of(standing: Standing) -> str:
    return DISPUTED_SIGN if standing is Standing.DISPUTED else SIGNS[Verdict(standing)]


def standing_text(standing: Standing, wording: Wording) -> str:
    return wording["archive.disputed"] if standing is Standing.DISPUTED else wording.verdict(Verdict(standing))


def episode_parts(episode: ArchivedEpisode) -> list[str]:
    """Title, show and date, as far as they are known and say something new; clean but not escaped."""
    title, show = one_line(episode.title), one_line(episode.show or "")
    parts = [title, show if show not in title else "", episode.published.isoformat() if episode.published else ""]
    return [part for part in parts if part]


def extent(searched: Searched, wording: Wording) -> str:
    hours = f"{searched.hours:,.0f}" if searched.hours >= 10 else f"{searched.hours:.2g}"
    return wording["archive.extent"].format(episodes=f"{searched.episodes:,}", hours=hours)


def filters(searched: Searched, wording: Wording) -> str:
    """Which part of the archive was meant; "" for all of it."""
    wanted = searched.wanted
    values = {"show": wanted.show, "since": wanted.since, "until": wanted.until, "speaker": wanted.speaker}
    told = [f"{wording[f'archive.filter_{name}']} {one_line(str(value))}" for name, value in values.items() if value]
    return wording.joined(told)


def otherwise(finding: ArchiveFinding, wording: Wording) -> str | None:
    """ "Said otherwise in …", of a disputed claim. A contradiction at a lesser place is mostly about something else."""
    if finding.standing is not Standing.DISPUTED:
        return None
    against = [one for one in finding.episodes if one.finding.verdict is Verdict.CONTRADICTED]
    titles = (wording.quote(one_line(one.episode.title)) for one in against)
    return f"{wording['archive.otherwise']} {wording.joined(titles)}"


def counted(findings: Sequence[ArchiveFinding]) -> Iterator[tuple[Standing, int]]:
    """How many claims stand how, in the order of `Standing`; those that none has are left out."""
    for standing in Standing:
        count = sum(finding.standing is standing for finding in findings)
        if count:
            yield standing, count


def remarks(results: SearchResults, wording: Wording) -> Iterator[str]:
    """What a reader of the results must know."""
    if not results.hits:
        yield wording["archive.nothing"]
    elif not results.every_word:
        yield wording["archive.nearly"]
    if results.more:
        yield wording["archive.more"]


def pieces(hit: SearchHit) -> Iterator[tuple[str, bool]]:
    """The text in pieces, and whether each was asked for."""
    at = 0
    for start, end in hit.marks:
        yield hit.text[at:start], False
        yield hit.text[start:end], True
        at = end
    yield hit.text[at:], False


def reasons(one: EpisodeFinding, wording: Wording) -> list[str]:
    """Why an episode's verdict is what it is, a sentence each; clean but not escaped."""
    return [*map(wording.reason, one.finding.reasons), *wording.unmet(one.finding)]
