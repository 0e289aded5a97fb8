"""Hearing places of a recording a second time, without the words that the recogniser had been told to expect."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from audio import Interval, Recording
from transcripts.models import find_model, model_identity
from transcripts.options import TranscribeOptions
from transcripts.store import cache_key, kept
from transcripts.transcription import Progress, transcribe
from transcripts.types import Transcript


def hear_again(
    recording: Recording, places: Sequence[Interval], options: TranscribeOptions, progress: Progress | None = None
) -> Transcript:
    """What is heard without hotwords in the windows that hold `places`; the rest of the recording is not decoded.

    `options` are those of the first hearing, with its language. Where the whole recording was transcribed without
    hotwords before, that transcript is the answer. Kept, continued and limited as `transcribe` is; raises what it does.
    """
    unprimed = replace(options, hotwords=())
    if options.cache:
        identity = model_identity(find_model(options.model))
        for language in (None, options.language):
            whole = kept(cache_key(recording.sha256, identity, replace(unprimed, language=language)))
            if whole is not None and whole.language == options.language:
                return whole
    # Between places far apart, the text before is none of theirs.
    apart = replace(unprimed, only=tuple(places), condition_on_previous_text=False)
    return transcribe(recording, apart, progress)
