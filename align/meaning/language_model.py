"""A judge that is a language model, through the `llm` library: on this machine or at a provider, as its plugins go."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from align.meaning.answer import SYSTEM, VoidAnswerError, question, schema, stances
from align.meaning.at_once import in_order
from align.meaning.slots import slots
from align.meaning.types import Stance
from align.types import AlignError
from audio import cache_dir
from audio.extras import installing
from transcripts.atomic_files import write_atomically

if TYPE_CHECKING:
    from llm.models import Model

logger = logging.getLogger(__name__)

FOLDER = "answers"  # in the cache
TRIES = 3  # of one question
PAUSES = (2.0, 10.0)  # seconds before the second try and the third, where the provider names none
LONGEST_PAUSE = 60.0  # … that a provider is granted: a claim that waits longer is asked about in the next run
AT_ONCE = 4  # questions under way to a model elsewhere; one here has the machine's cores for one at a time
TIMEOUT_SECONDS = 120.0  # of one answer
# What llm and the providers' own libraries raise for a key that is missing or refused, and for an unknown model.
HOPELESS = ("NeedsKeyException", "AuthenticationError", "PermissionDeniedError", "NotFoundError")
ANSWER_TOKENS = 120  # of a slot in an answer, to which a small model here is held; one elsewhere may think aloud first
LIMITS_OF_TOKENS = ("max_tokens", "max_output_tokens", "num_predict")  # as llm's plugins call that option
LETTERS_PER_TOKEN = 3.0  # of Arabic and English together; for an estimate
# Plugins whose models run on this machine; of all others it is supposed that they send what they are given elsewhere.
LOCAL_PLUGINS = ("llm_gguf", "llm_gpt4all", "llm_llamafile", "llm_mlx", "llm_mlc", "llm_ollama")
LOCAL_HOSTS = ("localhost", "127.0.0.1", "::1", "0.0.0.0")  # noqa: S104  an address that is compared, not opened


@dataclass(frozen=True, slots=True)
class Asking:
    """How far a language model may be asked."""

    budget: int | None = None  # claims that may be put to it; None: all. What the cache knows costs nothing
    cache: bool = True  # whether answers of earlier runs are taken, and those of this one kept
    at_once: int = AT_ONCE
    timeout: float = TIMEOUT_SECONDS
    pauses: Sequence[float] = PAUSES


@dataclass(frozen=True, slots=True)
class _Question:
    """What is asked about a claim, what an earlier run kept of the answer, and whether the budget reaches to it."""

    claim: str
    slots: Sequence[str]
    passages: Sequence[str]
    text: str
    kept: str | None
    allowed: bool

    def believed(self, answer: str) -> list[Stance]:
        """Raises VoidAnswerError."""
        return stances(answer, self.slots, self.passages)


class LanguageModelJudge:
    """A model by the name that `llm models` lists."""

    def __init__(self, name: str, asking: Asking = Asking()) -> None:
        """Raises AlignError where llm is not installed or knows no such model."""
        self.name = f"llm:{name}"
        self._model = _find(name)
        self._asking = asking
        self._asked = 0
        self._answers = False  # whether any answer came yet

    @property
    def remote(self) -> bool:
        """Whether what it is asked may leave this machine."""
        return _leaves(self._model)

    def estimate(self, claims: Sequence[tuple[str, Sequence[str]]]) -> tuple[int, int]:
        """How many of `claims`, each with its passages, the model would be asked about, and tokens in all."""
        texts = [question(claim, slots(claim), passages) for claim, passages in claims if passages]
        asked = [text for text in texts if self._kept(text) is None][: self._asking.budget]
        return len(asked), round(sum(len(SYSTEM) + len(text) for text in asked) / LETTERS_PER_TOKEN)

    def read(self, claim: str, passages: Sequence[str]) -> Sequence[Stance | None]:
        return next(self.read_each([(claim, passages)]))

    def read_each(self, claims: Sequence[tuple[str, Sequence[str]]]) -> Iterator[Sequence[Stance | None]]:
        """What `read` gives for each of `claims`, in order, a few of them asked about at once.

        The budget goes to the first. Raises AlignError where the model does not answer.
        """
        return in_order(self._read, self._questions(claims), self._asking.at_once if self.remote else 1)

    def _questions(self, claims: Sequence[tuple[str, Sequence[str]]]) -> list[_Question]:
        found = []
        for claim, passages in claims:
            pieces = slots(claim)
            text = question(claim, pieces, passages)
            kept = self._kept(text) if passages else None
            allowed = self._asking.budget is None or self._asked < self._asking.budget
            self._asked += bool(passages) and kept is None and allowed
            found.append(_Question(claim, pieces, passages, text, kept, allowed))
        return found

    def _read(self, one: _Question) -> Sequence[Stance | None]:
        if not one.passages:
            return []
        if one.kept is not None:
            with contextlib.suppress(VoidAnswerError):  # damaged
                return one.believed(one.kept)
        if not one.allowed:
            return [None] * len(one.passages)
        try:
            answer = self._ask(one)
        except VoidAnswerError as error:
            logger.warning("what %s says to “%s” is not believed: %s", self.name, one.claim, error)
            return [None] * len(one.passages)
        self._keep(one.text, answer)
        return one.believed(answer)

    def _ask(self, one: _Question) -> str:
        """An answer that can be believed. Raises VoidAnswerError if none can, AlignError if none comes."""
        for number in range(TRIES):
            last = number == TRIES - 1
            try:
                answer = _within(self._asking.timeout, lambda: self._prompt(one))
                self._answers = True
                one.believed(answer)
            except VoidAnswerError:
                if last:
                    raise
            except Exception as error:  # a plugin raises what its transport raises
                if isinstance(error, TimeoutError) and self._answers:  # it is at a loss with this one alone
                    raise VoidAnswerError(str(error)) from error
                if last or _is_hopeless(error):
                    raise AlignError(f"{self.name} does not answer ({_reason(error)})") from error
                time.sleep(_pause(error) or self._asking.pauses[number])
            else:
                return answer
        raise AssertionError("the last try returns or raises")

    def _prompt(self, one: _Question) -> str:
        known = () if self.remote else self._model.Options.model_fields
        limit = next((name for name in LIMITS_OF_TOKENS if name in known), None)
        options: dict[str, Any] = {limit: ANSWER_TOKENS * (1 + len(one.slots))} if limit else {}
        form = schema(len(one.slots))
        if self._model.supports_schema:
            return str(self._model.prompt(one.text, system=SYSTEM, schema=form, stream=False, **options).text())
        system = f"{SYSTEM}\nIt follows this JSON schema: {json.dumps(form)}"
        return str(self._model.prompt(one.text, system=system, stream=False, **options).text())

    def _path(self, text: str) -> Path:
        content = "\n".join([self._model.model_id, SYSTEM, json.dumps(schema(1)), text])
        return cache_dir() / FOLDER / f"{sha256(content.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}.json"

    def _kept(self, text: str) -> str | None:
        if not self._asking.cache:
            return None
        try:
            return self._path(text).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return None

    def _keep(self, text: str, answer: str) -> None:
        """At once, so that what was read is kept when the rest is stopped."""
        if not self._asking.cache:
            return
        path = self._path(text)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, answer)
        except OSError as error:
            logger.warning("the answers of %s are not kept (%s)", self.name, error.strerror or error)


def _find(name: str) -> Model:
    try:
        import llm
    except ImportError as error:
        raise AlignError(f"--judge llm:… needs the library llm: {installing('llm')}") from error
    try:
        return llm.get_model(name)
    except llm.UnknownModelError as error:
        raise AlignError(f"llm knows no model {name}; `llm models` lists those it knows") from error


def _leaves(model: Model) -> bool:
    address = getattr(model, "api_base", None)
    if not address and model.needs_key is not None:
        return True
    plugin = type(model).__module__.partition(".")[0]
    address = address or (os.environ.get("OLLAMA_HOST") if plugin == "llm_ollama" else None)
    if address:
        return urlsplit(str(address) if "//" in str(address) else f"//{address}").hostname not in LOCAL_HOSTS
    return plugin not in LOCAL_PLUGINS


def _within(seconds: float, call: Callable[[], str]) -> str:
    """What `call` returns. Raises TimeoutError; its thread is then left to itself, since nothing can stop it."""
    outcome: list[str | BaseException] = []

    def work() -> None:
        try:
            outcome.append(call())
        except BaseException as error:  # handed on
            outcome.append(error)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(seconds)
    if not outcome:
        raise TimeoutError(f"no answer within {seconds:.0f} s")
    if isinstance(outcome[0], BaseException):
        raise outcome[0]
    return outcome[0]


def _is_hopeless(error: Exception) -> bool:
    """Whether another try would fail alike."""
    return type(error).__name__ in HOPELESS


def _pause(error: Exception) -> float | None:
    """Seconds that the provider wants to be left alone, as the providers' libraries hand its answer on."""
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    with contextlib.suppress(ValueError):
        return min(LONGEST_PAUSE, max(0.0, float(str(headers.get("retry-after")))))
    return None


def _reason(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
