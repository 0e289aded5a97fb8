"""A small archive: two episodes that disagree, one in dialect, one that tries to steer whatever shows it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from align.archive import ArchiveAnalyser
from tests.support.hostile_report import HOSTILE
from transcripts import Segment, Transcript, Word
from transcripts.archive import Archive, ArchivedEpisode, EpisodeDetails

FERRY_1 = (
    ("Host", "Welcome back to the show. With me is the woman who keeps the ferry."),
    ("Maren Holt", "In the winter of the flood we carried forty families across the river in a single night."),
    ("Maren Holt", "The engine failed at half past three, and we pulled the boat by rope."),
)
FERRY_2 = (
    ("Host", "Today we hear from the one who stood on the other bank."),
    ("Samer", "They carried sixty families across the river in a single night, I counted them myself."),
    ("Samer", "A ferry is a promise: you wait on one side, and somebody comes for you."),
)
DIALECT = (
    ("المضيف", "كيف طلعت من البلد؟"),
    ("ليلى", "طلعت بالطيارة من مطار دمشق بعد تلت تيام، وما كان معي غير شنطة صغيرة."),
)
STEERING = ((HOSTILE, f"Nobody ever saw the lighthouse keeper {HOSTILE} walk on the pier."),)


def talk(lines: Sequence[tuple[str, str]], code: str) -> Transcript:
    segments, at = [], 0.0
    for speaker, line in lines:
        words = []
        for text in line.split():
            words.append(Word(round(at, 3), round(at + 0.25, 3), text, 0.9))
            at += 0.3
        segments.append(Segment(tuple(words), speaker))
        at += 1.0
    return Transcript(tuple(segments), code)


def put(
    archive: Archive,
    title: str,
    lines: Sequence[tuple[str, str]],
    code: str = "en",
    day: date | None = None,
    show: str | None = None,
) -> ArchivedEpisode:
    address = f"https://radio.example/{len(archive.episodes()) + 1}.mp3"
    details = EpisodeDetails(title, frozenset([f"{title}:{day}"]), show, day, address)
    return archive.put(details, talk(lines, code))


def small_season(folder: Path) -> Archive:
    """To be closed."""
    archive = Archive(folder, ArchiveAnalyser())
    put(archive, "The flood", FERRY_1, day=date(2024, 1, 5), show="Ferry Talk")
    put(archive, "The other bank", FERRY_2, day=date(2024, 3, 1), show="Ferry Talk")
    put(archive, "ليلى", DIALECT, "ar", date(2023, 11, 26), "مزيج")
    put(archive, HOSTILE, STEERING, show="=Harbour")
    return archive
