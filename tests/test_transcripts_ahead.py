"""Items made ahead come in order, with their errors, and the thread ends with its user."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from transcripts.ahead import ahead


def test_the_same_items_in_the_same_order() -> None:
    assert list(ahead(range(100), 3)) == list(range(100))
    assert list(ahead([None, None], 1)) == [None, None]
    assert list(ahead([], 1)) == []


def test_no_more_than_so_many_are_made_ahead() -> None:
    made: list[int] = []

    def items() -> Iterator[int]:
        for number in range(50):
            made.append(number)
            yield number

    taken = ahead(items(), 4)
    assert next(taken) == 0
    time.sleep(0.2)
    assert len(made) <= 6


def test_errors_arrive_behind_the_items_before_them() -> None:
    def items() -> Iterator[int]:
        yield 1
        raise ValueError("broken")

    taken = ahead(items(), 4)
    assert next(taken) == 1
    with pytest.raises(ValueError, match="broken"):
        next(taken)


def test_leaving_early_ends_the_thread() -> None:
    before = threading.active_count()
    taken = ahead(iter(int, 1), 2)
    next(taken)
    taken.close()
    assert threading.active_count() == before
