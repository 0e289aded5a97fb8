"""The options that shape a transcription."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import click

import audio
import transcripts
from align import hotwords
from align.commands.shared.declare import option
from align.commands.shared.options import no_cache_option
from align.commands.shared.screen import warn
from align.commands.shared.values import Known, Time
from transcripts import DEFAULT_MODEL, DEMO_MODEL, DEVICES, TranscribeOptions

if TYPE_CHECKING:
    from align.types import Article
    from audio import Seconds


@dataclass(frozen=True, slots=True)
class HotwordOptions:
    """Words that the recogniser is told to expect."""

    hotwords: str | None = option(
        "--hotwords", metavar="A,B,…", help="Names and words to tell the recogniser to expect."
    )
    hotwords_from: str | None = option(
        "--hotwords-from", metavar="FILE", help="Tell the recogniser the names and rare words of an article, or a list."
    )

    def words(self, article: Article | None = None) -> tuple[str, ...]:
        """Those given one by one first; `article` is what --hotwords-from names, where it has been read already."""
        given = hotwords.listed_hotwords(self.hotwords or "")
        if self.hotwords is not None and not given:
            raise click.BadParameter("give one or more words, with commas between them", param_hint="--hotwords")
        if self.hotwords_from is None:
            return given
        found = hotwords.rare_words(article) if article else hotwords.hotwords_from(self.hotwords_from)
        if not found:
            warn(f"{self.hotwords_from}: no names or rare words in it, the recogniser is told nothing of it")
        return tuple(dict.fromkeys((*given, *found)))


@dataclass(frozen=True, slots=True)
class RecogniserOptions:
    """What shapes a transcription, the same for every command that makes one."""

    model: str = option(
        "--model",
        type=Known(lambda: (*(model.name for model in transcripts.MODELS), DEMO_MODEL)),
        metavar="NAME|PATH",
        default=DEFAULT_MODEL,
        show_default=True,
        help="Whisper model: a name (tiny … large-v3), a folder in CTranslate2 format, or 'demo'.",
    )
    language: str | None = option(
        "--language", metavar="CODE", help="Language spoken, as ar or en; without it, it is detected."
    )
    device: str = option(
        "--device",
        type=click.Choice(DEVICES),
        default="auto",
        show_default=True,
        help="auto takes the GPU (cuda) where there is one.",
    )
    compute_type: str | None = option(
        "--compute-type",
        metavar="TYPE",
        help="How the model computes: int8, int8_float16, int16, float16, bfloat16, float32 …; "
        "`mazeej doctor` lists what this machine can do. Without it, int8 on a CPU, the model's own on a GPU.",
    )
    beam_size: int = option(
        "--beam-size",
        type=click.IntRange(1, 20),
        default=5,
        show_default=True,
        help="Width of the beam search, how many wordings are followed side by side; 1 is fastest.",
    )
    vad: str = option(
        "--vad",
        type=click.Choice(["on", "off"]),
        default="on",
        show_default=True,
        help="off transcribes everything, also where no speech is found.",
    )
    threads: int | None = option(
        "--threads", type=click.IntRange(1, 256), help="CPU threads; without it, one for each core."
    )
    no_cache: bool = no_cache_option()

    def transcription(self, *, hotwords: Sequence[str] = (), by_channel: bool = False) -> TranscribeOptions:
        """All that is chosen about a transcription, as `transcripts` takes it. Raises TranscriptError."""
        language = self.language and self.language.strip().lower()
        if language:
            transcripts.check_language(language)
        return TranscribeOptions(
            model=self.model,
            language=language,
            device=self.device,
            compute_type=self.compute_type,
            beam_size=self.beam_size,
            threads=self.threads,
            vad=self.vad == "on",
            cache=not self.no_cache,
            hotwords=tuple(hotwords),
            speakers_by_channel=by_channel,
        )


@dataclass(frozen=True, slots=True)
class StretchOptions(RecogniserOptions):
    """The same, where a part of a recording will do."""

    start: Seconds | None = option(
        "--from", type=Time(), metavar="TIME", help="Transcribe from there on only, as 12:30 or 750.5."
    )
    end: Seconds | None = option("--to", type=Time(), metavar="TIME", help="Transcribe up to there only.")
    track: int | None = option(
        "--track",
        type=click.IntRange(1, 99),
        metavar="N",
        help="Which track of a file with several; without it, the one with most speech.",
    )

    def __post_init__(self) -> None:
        if self.end is not None and self.end <= (self.start or 0.0):
            start, end = audio.format_time(self.start or 0.0), audio.format_time(self.end)
            raise click.UsageError(f"--to must be later than --from, and {end} is not later than {start}.")

    def transcription(self, *, hotwords: Sequence[str] = (), by_channel: bool = False) -> TranscribeOptions:
        whole = RecogniserOptions.transcription(self, hotwords=hotwords, by_channel=by_channel)
        return replace(whole, start=self.start or 0.0, end=self.end)
