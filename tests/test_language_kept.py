"""What is read once, and Python's search for unused objects, which it is spared."""

from __future__ import annotations

import gc

import pytest

from align.language.kept import kept, unsearched


def test_the_search_goes_on_afterwards() -> None:
    with unsearched():
        with unsearched():
            assert not gc.isenabled()
        assert not gc.isenabled(), "until the outer one ends"
    assert gc.isenabled()
    with pytest.raises(KeyError), unsearched():
        raise KeyError
    assert gc.isenabled()


def test_each_language_is_read_once() -> None:
    asked: list[str] = []

    @kept
    def read(code: str) -> list[str]:
        assert not gc.isenabled()
        asked.append(code)
        return [code]

    assert read("ar") is read("ar")
    assert read("en") == ["en"]
    assert asked == ["ar", "en"]
    assert gc.isenabled()
