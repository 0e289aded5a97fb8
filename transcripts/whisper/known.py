"""What faster-whisper knows by name: models, where they come from, languages."""

from __future__ import annotations

from pathlib import Path

from transcripts.types import ModelError


def check_language(language: str) -> None:
    """Raises TranscriptError for what is no language of Whisper's."""
    from faster_whisper.tokenizer import _LANGUAGE_CODES

    if language not in _LANGUAGE_CODES:
        raise ModelError(f"not a language Whisper knows: {language} (use a code such as ar or en)")


def known_models() -> list[str]:
    from faster_whisper import available_models

    return list(available_models())


def download(model: str, offline: bool = False) -> Path:
    """The folder of a named model; from the network where it is not on this disk yet.

    Raises ValueError for an unknown name, OSError where it can't be had.
    """
    from faster_whisper import download_model

    return Path(download_model(model, local_files_only=offline))


def repositories() -> dict[str, str]:
    """Where on the Hugging Face Hub each named model is."""
    from faster_whisper.utils import _MODELS

    return dict(_MODELS)
