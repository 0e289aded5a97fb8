"""Episodes taken into the archive as they are ready: read where there is a transcript, else heard."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TypeAlias

from audio import AudioError, TranscriptLink, download, forget_download
from audio.addresses import check_redirect, is_address
from transcripts.archive.archive import Archive
from transcripts.archive.ledger import Ledger
from transcripts.archive.processes import Result
from transcripts.archive.sources import Candidate
from transcripts.archive.transcribing import SourceOptions, TranscribedEpisode, TranscriptionTask
from transcripts.archive.types import ArchivedEpisode, ArchiveError
from transcripts.formats import load
from transcripts.types import ModelError, Transcript, TranscriptError

logger = logging.getLogger(__name__)

Transcriber: TypeAlias = Callable[[Sequence[TranscriptionTask]], Iterator[Result]]
"""Transcribes episodes and gives them back in any order, each once."""

# Of transcripts that a feed offers: those with times, the best first. Anything else is for reading.
OFFERED_TYPES = ("application/json", "text/vtt", "application/x-subrip", "application/srt", "text/srt")


@dataclass(frozen=True, slots=True)
class Intake:
    """What became of one candidate."""

    candidate: Candidate
    episode: ArchivedEpisode | None = None  # None: it failed
    heard: TranscribedEpisode | None = None  # None: its transcript was there
    failure: str | None = None
    is_new: bool = False  # else it was there already, by another name


def take_in(
    archive: Archive, wanted: Sequence[tuple[Candidate, SourceOptions]], transcriber: Transcriber
) -> Iterator[Intake]:
    """Puts candidates into the archive: those with a transcript first, since that takes no time.

    What fails is told, and kept for the next time; it stops no other. Raises ModelError, which is no episode's fault,
    and ArchiveError; what was taken in by then stays.
    """
    ledger = Ledger(archive)
    tasks: list[TranscriptionTask] = []
    for candidate, options in wanted:
        try:
            written = _written(candidate, options)
        except (AudioError, TranscriptError) as error:
            if candidate.is_doubtful:
                ledger.pass_over([candidate])
            else:
                yield _failed(ledger, candidate, str(error))
            continue
        if written is None:
            tasks.append(TranscriptionTask(candidate, options))
        else:
            yield _kept(archive, ledger, candidate, written)
    for task, heard in transcriber(tasks) if tasks else ():
        if isinstance(heard, TranscribedEpisode):
            yield _kept(archive, ledger, task.candidate, heard)
        elif heard.is_final:
            raise ModelError(heard.message)
        else:
            yield _failed(ledger, task.candidate, heard.message)


def _failed(ledger: Ledger, candidate: Candidate, message: str) -> Intake:
    ledger.failed(candidate, message)
    return Intake(candidate, failure=message)


def _kept(archive: Archive, ledger: Ledger, candidate: Candidate, said: TranscribedEpisode | Transcript) -> Intake:
    try:
        return _put(archive, ledger, candidate, said)
    except ArchiveError:
        raise
    except TranscriptError as error:  # its corrections cannot be read, say
        return _failed(ledger, candidate, str(error))


def _put(archive: Archive, ledger: Ledger, candidate: Candidate, said: TranscribedEpisode | Transcript) -> Intake:
    heard = said if isinstance(said, TranscribedEpisode) else None
    transcript = said.named() if isinstance(said, TranscribedEpisode) else said
    details = heard.details if heard else candidate.details
    if transcript.sound_id:
        details = replace(details, names=details.names | {f"sound:{transcript.sound_id}"})
    elif details.origin:
        details = replace(details, names=details.names | {f"text:{_digest(details.origin)}"})
    known = archive.known(details.names)
    episode = archive.put(details, transcript, heard.voices if heard else None)
    ledger.succeeded(candidate)
    return Intake(candidate, episode, heard, is_new=known is None)


def _written(candidate: Candidate, options: SourceOptions) -> Transcript | None:
    """The transcript that comes with an episode; None where there is none that can be used.

    Raises TranscriptError for one that the user gave and that cannot be read.
    """
    if not candidate.is_sound and candidate.details.origin:
        return load(candidate.details.origin)
    if not options.offered:
        return None
    try:
        if candidate.details.origin:
            return load(candidate.details.origin)
        link = _best_offer(candidate, options.transcription.language)
        return _fetched(link, candidate.place) if link else None
    except (AudioError, TranscriptError) as error:
        logger.warning("%s: the transcript beside it cannot be used (%s)", candidate.details.title, error)
        return None


def _best_offer(candidate: Candidate, language: str | None) -> TranscriptLink | None:
    offers = candidate.episode.transcripts if candidate.episode else ()
    usable = [
        (OFFERED_TYPES.index(kind), at)
        for at, offer in enumerate(offers)
        if (kind := (offer.media_type or "").partition(";")[0].strip().lower()) in OFFERED_TYPES
        and (not language or not offer.language or offer.language.lower().split("-")[0] == language)
    ]
    return offers[min(usable)[1]] if usable else None


def _fetched(link: TranscriptLink, feed: str) -> Transcript:
    if is_address(feed):
        check_redirect(feed, link.address)
    try:
        found = load(download(link.address).path)
    finally:
        forget_download(link.address)
    if not any(segment.words for segment in found.segments):
        raise TranscriptError("nothing is said in it")
    return found


def _digest(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise TranscriptError(f"{path}: cannot be read ({error.strerror or error})") from error
