"""One episode transcribed, its voices told apart: a task that any process on any machine can do, as often as it likes,
with the same result."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict, dataclass, field, fields, replace
from hashlib import sha256
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Any, TypeAlias

from audio import (
    AudioError,
    Recording,
    Seconds,
    forget_download,
    is_downloaded,
    open_episode,
    open_recording,
)
from audio.voices import FoundVoices, VoiceCount
from transcripts.archive.sources import Candidate
from transcripts.archive.types import EpisodeDetails
from transcripts.diarization import diarize
from transcripts.known_voices import KnownVoices
from transcripts.log_records import heard_from_rooms
from transcripts.options import TranscribeOptions
from transcripts.transcription import Loaded, transcribe
from transcripts.turns import with_speakers
from transcripts.types import ModelError, Transcript, TranscriptError

Watch: TypeAlias = Callable[[str], AbstractContextManager[Callable[[float, float | None], None] | None]]
"""Opens what shows the progress of a stage of the work, by the stage's name."""

logger = logging.getLogger(__name__)

_loaded = Loaded()  # of a process that only transcribes
_at_work = Lock()

OPENING, TRANSCRIBING, VOICES = "opening", "transcribing", "telling voices apart"  # the stages


@dataclass(frozen=True, slots=True)
class SourceOptions:
    """How the episodes of a source are transcribed; kept with it, so that later ones are alike."""

    transcription: TranscribeOptions = field(default_factory=TranscribeOptions)
    voices: VoiceCount | None = field(default_factory=VoiceCount)  # how many are looked for; None: nobody is told apart
    voice_model: str | None = None  # another encoder of voices, an ONNX file
    offered: bool = True  # take the transcripts that come with the sound
    keep_sound: bool = False  # what was downloaded stays in the cache

    def as_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> SourceOptions:
        """What a later version wrote that this one does not know is passed over."""
        found = json.loads(text)
        voices = found.get("voices")
        return cls(
            TranscribeOptions(**_known(TranscribeOptions, found.get("transcription", {}))),
            VoiceCount(**_known(VoiceCount, voices)) if voices else None,
            found.get("voice_model"),
            bool(found.get("offered", True)),
            bool(found.get("keep_sound", False)),
        )


def _known(kind: type, values: Mapping[str, Any]) -> dict[str, Any]:
    names = {each.name for each in fields(kind)} - {"only"}  # a choice of one call
    return {name: tuple(v) if isinstance(v, list) else v for name, v in values.items() if name in names}


@dataclass(frozen=True, slots=True)
class TranscriptionTask:
    """All that is needed to transcribe one episode."""

    candidate: Candidate
    options: SourceOptions

    @property
    def key(self) -> str:
        """Of two that are alike, one need be done."""
        content = "\n".join([*sorted(self.candidate.details.names), self.options.as_json()])
        return f"mazeej-{sha256(content.encode('utf-8', 'replace')).hexdigest()[:32]}"


@dataclass(frozen=True, slots=True)
class TranscribedEpisode:
    details: EpisodeDetails
    transcript: Transcript  # of which nobody's name is known yet
    voices: FoundVoices | None = None
    warnings: tuple[str, ...] = ()  # logged where it was heard, if that was elsewhere
    took: Seconds = 0.0  # with the download

    def named(self) -> Transcript:
        """With its speakers, by the names of those that are known to the user of this machine."""
        if self.voices is None:
            return self.transcript
        names = KnownVoices().recognised(self.voices)
        turns = [replace(turn, speaker=names.get(turn.speaker, turn.speaker)) for turn in self.voices.turns]
        return with_speakers(self.transcript, turns)


@dataclass(frozen=True, slots=True)
class TranscriptionFailure:
    message: str
    is_final: bool = False  # no other recording can be heard either


Attempt: TypeAlias = TranscribedEpisode | TranscriptionFailure


def unwatched(_stage: str) -> AbstractContextManager[None]:
    return nullcontext()


def attempt(task: TranscriptionTask, watch: Watch = unwatched, loaded: Loaded | None = None) -> Attempt:
    """What was heard, or why nothing was; nothing is raised but what stops the process."""
    try:
        return transcribe_episode(task, watch, loaded)
    except ModelError as error:
        return TranscriptionFailure(str(error), is_final=True)
    except (AudioError, TranscriptError) as error:
        return TranscriptionFailure(str(error))
    except Exception as error:  # a recording that no library foresaw must not stop the others
        return TranscriptionFailure(f"{task.candidate.where}: {type(error).__name__}: {error}")


def attempt_in_worker(task: TranscriptionTask) -> Attempt:
    """The same in a process of its own, whose model stays loaded; what is logged as a warning comes back as well.

    One at a time, whatever the number of threads that a cluster's worker has: a second one would only wait for the GPU.
    """
    told: list[str] = []
    with _at_work, heard_from_rooms(logging.WARNING, lambda record: told.append(record.getMessage())):
        heard = attempt(task, loaded=_loaded)
    return replace(heard, warnings=tuple(told)) if isinstance(heard, TranscribedEpisode) else heard


def transcribe_episode(
    task: TranscriptionTask, watch: Watch = unwatched, loaded: Loaded | None = None
) -> TranscribedEpisode:
    """Raises AudioError or TranscriptError. What was downloaded goes when all was heard, unless it was there before."""
    begun = monotonic()
    candidate, options = task.candidate, task.options
    address = candidate.details.address
    keep = options.keep_sound or (address is not None and is_downloaded(address))
    with watch(OPENING) as progress:
        recording = _open(candidate, progress, fresh=not options.transcription.cache)
    for warning in recording.warnings:
        logger.warning("%s", warning)
    with watch(TRANSCRIBING) as progress:
        transcript = transcribe(recording, options.transcription, progress, loaded)
    found = None
    if options.voices:
        with watch(VOICES) as progress:
            model = Path(options.voice_model) if options.voice_model else None
            found = diarize(recording, options.voices, model, progress, cache=options.transcription.cache)
    if address is not None and not keep:
        forget_download(address)
    details = _told_by(recording, candidate.details, kept=keep or address is None)
    return TranscribedEpisode(details, transcript, found, took=monotonic() - begun)


def _open(candidate: Candidate, progress: Callable[[float, float | None], None] | None, *, fresh: bool) -> Recording:
    if candidate.episode:
        return open_episode(candidate.episode, candidate.place, fresh=fresh, progress=progress)
    return open_recording(candidate.where, fresh=fresh, progress=progress)


def _told_by(recording: Recording, details: EpisodeDetails, *, kept: bool) -> EpisodeDetails:
    """What the sound itself, or its page, tells where the source told less."""
    return replace(
        details,
        title=recording.title or details.title,
        names=details.names | {f"sound:{recording.sound_id}"},
        show=details.show or recording.artist,
        published=details.published or recording.published,
        address=details.address or recording.address,
        sound=recording.path.absolute() if kept else None,
        origin=None,  # a transcript beside it was not taken
    )
