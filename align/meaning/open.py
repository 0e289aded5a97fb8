"""From what a user names to encoders and judges that can be asked."""

from __future__ import annotations

from align.meaning.catalogue import BY_NAME, E5_SMALL, SMALL, SMALL_FOLDER, SMALL_LANGUAGES
from align.meaning.encoder import SentenceEncoder
from align.meaning.entailment import EntailmentJudge
from align.meaning.language_model import Asking, LanguageModelJudge
from align.meaning.lookup import cached_folder, find_folder
from align.meaning.types import Encoder, Judge
from align.types import AlignError
from audio.addresses import path_of

AUTO, NONE, LANGUAGE_MODEL = "auto", "none", "llm:"


def open_encoder(name: str) -> Encoder | None:
    """`auto` is e5-small where it is on this disk. Raises AlignError with what to do about it."""
    if name == NONE:
        return None
    if name == AUTO:
        folder = cached_folder(E5_SMALL.name)
        return SentenceEncoder(own_name(E5_SMALL.name), folder) if folder else None
    return SentenceEncoder(own_name(name), find_folder(name, "encoder"))


def open_judge(name: str, asking: Asking = Asking()) -> Judge | None:  # noqa: B008  frozen
    """A language model as `llm:NAME`, else a model of entailment; `auto` is the small one that is included.

    Raises AlignError with what to do about it.
    """
    if name == NONE:
        return None
    if name.startswith(LANGUAGE_MODEL):
        return LanguageModelJudge(name.removeprefix(LANGUAGE_MODEL), asking)
    if name in (AUTO, SMALL, SMALL_FOLDER.name):
        return EntailmentJudge(SMALL_FOLDER.name, SMALL_FOLDER, hears_only=True, languages=SMALL_LANGUAGES)
    if (own := own_name(name)) == SMALL_FOLDER.name:
        raise AlignError(f"{own} is the name of the judge that is included; call the folder otherwise")
    return EntailmentJudge(own, find_folder(name, "judge"))


def own_name(name: str) -> str:
    """By which a model is shown and its weights are stored, however it was named: its folder's, or its repository's."""
    repository = BY_NAME[name].repository if name in BY_NAME else name
    folder = path_of(repository)
    return folder.resolve().name if folder.is_dir() else folder.name
