"""A language model that says what a test wrote for it, registered the way llm's own plugins are."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import llm
from llm.plugins import pm

NAME = "scripted"
Question = Mapping[str, Any]


class Scripted(llm.Model):
    """`script` makes an answer of the question, which comes as the user's message has it."""

    model_id = NAME
    can_stream = False

    def __init__(self, script: Callable[[Question], str], *, schema: bool = True) -> None:
        self.script = script
        self.supports_schema = schema
        self.asked: list[llm.Prompt] = []

    def execute(self, prompt: llm.Prompt, stream: bool, response: llm.Response, conversation: object) -> Iterator[str]:
        self.asked.append(prompt)
        yield self.script(json.loads(prompt.prompt))


@contextmanager
def registered(model: Scripted) -> Iterator[Scripted]:
    class Plugin:
        @llm.hookimpl
        def register_models(self, register: Callable[[llm.Model], None]) -> None:
            register(model)

    plugin = Plugin()
    pm.register(plugin, name="scripted for a test")
    try:
        yield model
    finally:
        pm.unregister(plugin)


def answer(*slots: tuple[str, int | None, str | None]) -> str:
    """(answer, passage, words) of each slot in turn."""
    listed = {
        str(number): {"answer": said, "passage": passage, "words": words}
        for number, (said, passage, words) in enumerate(slots)
    }
    return json.dumps(listed, ensure_ascii=False)


def all_stated(words: str, passage: int = 0) -> Callable[[Question], str]:
    return lambda asked: answer(*[("stated", passage, words)] * len(asked["slots"]))


def one_denied(words: str, passage: int = 0) -> Callable[[Question], str]:
    def script(asked: Question) -> str:
        others: Sequence[tuple[str, int | None, str | None]] = [("not_stated", None, None)] * (len(asked["slots"]) - 1)
        return answer(("denied", passage, words), *others)

    return script
