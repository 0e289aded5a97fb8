"""Language models asked about several claims: how many at once, in what order, and how patiently."""

from __future__ import annotations

import threading
import time
from types import SimpleNamespace

import pytest
from llm.errors import NeedsKeyException

from align.meaning.language_model import AT_ONCE, Asking, LanguageModelJudge
from align.types import AlignError
from tests.support.scripted_llm import NAME, Question, Scripted, one_denied

PASSAGES = ["In the winter of the flood we carried forty families across the river.", "The old bridge did not fall."]
CLAIMS = [(f"The ferry carried sixty families across the river {number}", PASSAGES) for number in range(50)]
QUICK = Asking(pauses=(0.0, 0.0), timeout=5.0)

pytestmark = pytest.mark.usefixtures("cache")


def test_several_are_asked_about_at_once_and_come_in_order(scripted: Scripted) -> None:
    right, together = scripted.script, threading.Barrier(4, timeout=5)

    def script(asked: Question) -> str:
        number = int(asked["claim"].split()[-1])
        if number < 4:
            together.wait()
            time.sleep(0.02 * (4 - number))  # the last is there first
        return one_denied("forty families")(asked) if number % 2 else right(asked)

    scripted.script = script
    read = list(LanguageModelJudge(NAME, QUICK).read_each(CLAIMS[:6]))
    assert [first.refutes if first else None for first, _ in read] == [0.0, 1.0] * 3


def test_the_budget_goes_to_the_first_claims_whoever_answers_first(scripted: Scripted) -> None:
    LanguageModelJudge(NAME, QUICK).read(*CLAIMS[1])
    read = list(LanguageModelJudge(NAME, Asking(budget=3)).read_each(CLAIMS[:8]))
    assert [stances[0] is not None for stances in read] == [True] * 4 + [False] * 4


def test_a_model_on_this_machine_is_asked_one_at_a_time(scripted: Scripted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Scripted, "__module__", "llm_gguf")
    right, alone = scripted.script, threading.Lock()

    def script(asked: Question) -> str:
        assert alone.acquire(blocking=False)
        time.sleep(0.01)
        alone.release()
        return right(asked)

    scripted.script = script
    assert len(list(LanguageModelJudge(NAME, QUICK).read_each(CLAIMS[:4]))) == 4
    assert len(scripted.asked) == 4


def test_after_a_failure_no_more_is_asked(scripted: Scripted) -> None:
    def refuse(_: Question) -> str:
        raise NeedsKeyException("no key")

    scripted.script = refuse
    with pytest.raises(AlignError, match=r"does not answer .no key"):
        list(LanguageModelJudge(NAME, QUICK).read_each(CLAIMS))
    time.sleep(0.05)
    assert len(scripted.asked) <= 2 * AT_ONCE


@pytest.mark.parametrize(("told", "waited"), [("7", 7.0), ("900", 60.0), ("soon", 2.0), (None, 2.0)])
def test_a_provider_is_left_alone_as_long_as_it_asks_for(
    scripted: Scripted, monkeypatch: pytest.MonkeyPatch, told: str | None, waited: float
) -> None:
    class BusyError(Exception):
        response = SimpleNamespace(headers={"retry-after": told} if told else {})

    right = scripted.script
    pauses: list[float] = []

    def busy(asked: Question) -> str:
        if len(scripted.asked) < 2:
            raise BusyError
        return right(asked)

    scripted.script = busy
    monkeypatch.setattr("align.meaning.language_model.time.sleep", pauses.append)
    assert LanguageModelJudge(NAME).read(*CLAIMS[0])[0] is not None
    assert pauses == [waited]
