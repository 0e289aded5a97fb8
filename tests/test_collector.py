"""The garbage collector is paused for a while, and what is read once it never looks at again."""

from __future__ import annotations

import gc
import weakref

import pytest

from align.check import read_talk
from align.collector import collector_paused, read_once
from align.judging.verdicts import judge
from align.types import Claim
from benchmarks.synthetic import interview


def test_the_collector_goes_on_afterwards() -> None:
    with collector_paused():
        with collector_paused():
            assert not gc.isenabled()
        assert not gc.isenabled(), "until the outer one ends"
    assert gc.isenabled()
    with pytest.raises(KeyError), collector_paused():
        raise KeyError
    assert gc.isenabled()


def test_each_language_is_read_once() -> None:
    asked: list[str] = []

    @read_once
    def read(code: str) -> list[str]:
        assert not gc.isenabled()
        asked.append(code)
        return [code]

    assert read("ar") is read("ar")
    assert read("en") == ["en"]
    assert asked == ["ar", "en"]
    assert gc.isenabled()


def test_a_talk_that_was_checked_is_freed_without_the_collector() -> None:
    with collector_paused():
        talk = read_talk(interview(200))
        judge(Claim("1", "لم يبيعوا البيت في عشرين يوما", span=None), talk)
        laid_out = (weakref.ref(talk), weakref.ref(talk.vocabulary))
        del talk
        assert [part() for part in laid_out] == [None, None]
