"""Results come in the order of the items whatever finishes first, errors keep their place, and no thread is left."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from transcripts.ordered_threads import ordered_threads


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_the_order_of_the_items(threads: int) -> None:
    def work(number: int) -> int:
        time.sleep(0.002 * (number % 3))
        return number * number

    assert list(ordered_threads(work, range(40), threads)) == [number * number for number in range(40)]
    assert list(ordered_threads(work, [], threads)) == []


def test_so_many_work_at_once() -> None:
    both = threading.Barrier(2, timeout=30)  # nobody passes alone
    assert len(list(ordered_threads(lambda _: both.wait(), range(6), 2))) == 6


def test_one_thread_works_on_one_after_the_other() -> None:
    seen: list[int] = []

    def work(number: int) -> list[int]:
        before = list(seen)
        time.sleep(0.001)
        seen.append(number)
        return before

    assert list(ordered_threads(work, range(5), 1)) == [list(range(number)) for number in range(5)]


def test_no_more_items_are_made_than_the_threads_can_take() -> None:
    made: list[int] = []
    go = threading.Event()

    def items() -> Iterator[int]:
        for number in range(50):
            made.append(number)
            if number == 3:
                go.set()
            yield number

    def work(number: int) -> int:
        assert go.wait(30)
        return number

    results = ordered_threads(work, items(), 2)
    assert next(results) == 0
    assert made == [0, 1, 2, 3]
    results.close()


def test_what_is_done_is_not_kept_back() -> None:
    """A result that is there when the next item has been made comes out before more items are taken."""
    made: list[int] = []
    done = threading.Event()

    def items() -> Iterator[int]:
        for number in range(3):
            if number == 1:
                assert done.wait(30)
                time.sleep(0.05)
            made.append(number)
            yield number

    def work(number: int) -> int:
        done.set()
        return number

    assert next(ordered_threads(work, items(), 4)) == 0
    assert 2 not in made


def test_an_items_error_comes_behind_the_results_before_it() -> None:
    def items() -> Iterator[int]:
        yield 1
        yield 2
        raise ValueError("broken")

    results = ordered_threads(lambda number: number, items(), 2)
    assert [next(results), next(results)] == [1, 2]
    with pytest.raises(ValueError, match="broken"):
        next(results)


def test_an_error_of_the_work_keeps_its_place() -> None:
    def work(number: int) -> int:
        if number == 2:
            raise ValueError("broken")
        time.sleep(0.02)
        return number

    results = ordered_threads(work, range(9), 2)
    assert [next(results), next(results)] == [0, 1]
    with pytest.raises(ValueError, match="broken"):
        next(results)


def test_leaving_early_leaves_no_thread_and_begins_nothing_new() -> None:
    before = set(threading.enumerate())
    begun: list[int] = []

    def work(number: int) -> int:
        begun.append(number)
        time.sleep(0.05)
        return number

    results = ordered_threads(work, range(100), 2)
    next(results)
    results.close()
    assert set(threading.enumerate()) <= before  # those of others may end meanwhile
    assert len(begun) <= 5
