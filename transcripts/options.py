"""What can be chosen about a transcription."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from audio import Interval, Seconds

DEFAULT_MODEL = "large-v3-turbo"
DEMO_MODEL = "demo"
DEVICES = ("auto", "cpu", "cuda")


@dataclass(frozen=True, slots=True)
class TranscribeOptions:
    """Everything but `threads` and `cache` shapes the text, and so is part of the cache's key.

    The device does, too: in the other's number format a model hears a few words otherwise.
    """

    model: str = DEFAULT_MODEL  # a known name, a Hugging Face id, a folder with a CTranslate2 model, or "demo"
    device: str = "auto"  # one of `DEVICES`; "auto" takes the GPU where there is one
    compute_type: str | None = None  # of CTranslate2; None: int8 on the CPU, the model's own on a GPU
    start: Seconds = 0.0  # of the stretch to transcribe; its times stay those of the whole recording
    end: Seconds | None = None  # of that stretch; None: the recording's end
    language: str | None = None  # as Whisper names it, "ar"; None: detected in the first windows
    beam_size: int = 5
    vad: bool = True  # transcribe only where speech is heard; False: everything
    word_timestamps: bool = True  # False: words are spread over their window
    condition_on_previous_text: bool = False  # True: one window at a time, a mistake may carry on
    batch_size: int = 8  # windows decoded together; on the CPU four at most, but two such batches at once
    hotwords: tuple[str, ...] = ()  # names and words that it is prompted with, the most wanted first
    only: tuple[Interval, ...] | None = None  # decode the windows that hold some of these alone; None: all of them
    max_new_tokens: int | None = None  # a window at most; None: what the model allows
    retry: bool = True  # decode windows that loop, or that the model itself doubts, again at other temperatures
    speakers_by_channel: bool = False  # two people, one on each channel: each is transcribed alone
    threads: int | None = None  # None: one for each core this process may use
    cache: bool = True  # keep the result, and the work so far, in the cache folder

    def describe(self) -> str:
        """Short and stable: the choices that shape the text, the default ones left out."""
        parts = [f"beam {self.beam_size}"]
        parts += [] if self.vad else ["no vad"]
        parts += [] if self.word_timestamps else ["no word times"]
        parts += ["previous text"] if self.condition_on_previous_text else []
        parts += [f"hotwords {len(self.hotwords)}"] if self.hotwords else []
        parts += ["a part only"] if self.only is not None else []
        parts += [f"at most {self.max_new_tokens} tokens"] if self.max_new_tokens else []
        parts += [] if self.retry else ["no retry"]
        parts += ["by channel"] if self.speakers_by_channel else []
        return ", ".join(parts)


def model_name(model: str | None) -> str | None:
    """What a model is called in what others read; of one that was given as a path the last part."""
    is_path = model is not None and (PurePath(model).is_absolute() or model.startswith((".", "~")))
    return PurePath(model).name if model and is_path else model
