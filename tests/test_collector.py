"""The garbage collector is paused for a while, and what is read once it never looks at again."""

from __future__ import annotations

import gc

import pytest

from align.collector import collector_paused, read_once


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
