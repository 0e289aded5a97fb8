"""The archive's answers as Markdown. Text of strangers stays text: markup in it is escaped."""

from __future__ import annotations

from collections.abc import Iterator

from align.archive.output.links import link_into
from align.archive.output.words import (
    counted,
    episode_parts,
    extent,
    filters,
    otherwise,
    pieces,
    reasons,
    remarks,
    sign_of,
    standing_text,
)
from align.archive.types import ArchiveFinding, ArchiveReport, EpisodeFinding, SearchResults, Standing
from align.report.markdown import escaped, escaped_inside, escaped_start, linked
from align.report.provenance import made_parts
from align.report.text import clock, one_line
from align.report.wording import Wording, wordings
from audio import Interval
from transcripts.archive import ArchivedEpisode


def report_markdown(report: ArchiveReport, language: str) -> str:
    wording = wordings()[language]
    lines = [f"# {escaped(report.article.title or wording['archive.untitled'])}", ""]
    lines += [f"**{wording['archive.title']}**", ""]
    lines += [f"- {wording['archive.searched']}: {escaped(extent(report.searched, wording))}"]
    if told := filters(report.searched, wording):
        lines += [f"- {wording['archive.filter']}: {escaped(told)}"]
    lines += ["", f"| {wording['summary']} | {wording['claims']} |", "|---|---:|"]
    for standing, count in counted(report.findings):
        lines += [f"| {sign_of(standing)} {standing_text(standing, wording)} | {count} |"]
    lines += ["", f"{wording['archive.about']} {wording['archive.not_found']}", ""]
    for note in report.notes:
        lines += [f"> **{wording['notes']}:** {escaped(wording.note(note))}", ""]
    for number, finding in enumerate(report.findings, 1):
        lines += _finding(number, finding, wording)
    made = made_parts(report.provenance) if report.provenance else ()
    parts = " · ".join(f"{wording[key]}: {value}" for key, value in made)
    return _whole([*lines, "---", "", f"*{wording['made_by']}*", *(["", escaped(parts)] if parts else [])], wording)


def search_markdown(results: SearchResults, language: str) -> str:
    wording = wordings()[language]
    lines = [f"# {wording['archive.search']}: {escaped(results.question)}", ""]
    for remark in remarks(results, wording):
        lines += [f"> {escaped(remark)}", ""]
    for number, hit in enumerate(results.hits, 1):
        text = "".join(f"**{part}**" if mark and part else part for part, mark in _escaped(pieces(hit)))
        lines += [f"## {number}. {_episode(hit.episode)}", ""]
        lines += [f"> {_place(hit.episode, hit.interval, hit.speaker, wording)} {escaped_start(text)}", ""]
    return _whole(lines, wording)


def _escaped(parts: Iterator[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    """Pieces of one line, the space between them kept outside of the marks."""
    for text, mark in parts:
        flat = one_line(text)
        before = " " if text[:1].isspace() and flat else ""
        after = " " if text[-1:].isspace() else ""
        yield (escaped_inside(flat) if mark else f"{before}{escaped_inside(flat)}{after}"), mark


def _finding(number: int, finding: ArchiveFinding, wording: Wording) -> Iterator[str]:
    yield f"## {number}. {sign_of(finding.standing)} {standing_text(finding.standing, wording)}"
    yield ""
    yield f"**{escaped(finding.claim.explained)}**"
    yield ""
    if finding.claim.speaker:
        yield f"- {wording['attributed_to']}: {escaped(finding.claim.speaker)}"
    if told := otherwise(finding, wording):
        yield f"- **{escaped(told)}**"
    if finding.standing is Standing.NOT_FOUND and finding.episodes:
        yield f"- {wording['archive.nearest']}:"
    yield ""
    for one in finding.episodes:
        yield from _in_episode(one, wording)


def _in_episode(one: EpisodeFinding, wording: Wording) -> Iterator[str]:
    verdict = one.finding.verdict
    yield f"### {sign_of(Standing(verdict))} {wording.verdict(verdict)} · {_episode(one.episode)}"
    yield ""
    for reason in reasons(one, wording):
        yield f"- {escaped(reason)}"
    if one.finding.reasons or one.finding.unmet:
        yield ""
    for evidence in one.finding.evidence[:1]:
        yield f"> {_place(one.episode, evidence.interval, evidence.speaker, wording)} {escaped(evidence.text)}"
        yield ""


def _episode(episode: ArchivedEpisode) -> str:
    return " · ".join(map(escaped_inside, episode_parts(episode)))


def _place(episode: ArchivedEpisode, interval: Interval, speaker: str | None, wording: Wording) -> str:
    place = linked(f"{clock(interval.start)}–{clock(interval.end)}", link_into(episode, interval))
    return f"**{place}**" + (f" {escaped(wording.role(speaker))}:" if speaker else "")


def _whole(lines: list[str], wording: Wording) -> str:
    if wording["direction"] == "rtl":
        lines = ['<div dir="rtl">', "", *lines, "", "</div>"]
    return "\n".join(lines).rstrip() + "\n"
