"""A few calls at once whose results come in order; nothing waits for a call that nobody wants any more."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from threading import Event, Lock, Thread
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def in_order(call: Callable[[Item], Result], items: Sequence[Item], at_once: int) -> Iterator[Result]:
    """`call(item)` of each, begun in order and `at_once` at a time. What a call raises is raised in its place.

    When a call raises, or the iterator is closed, no further call begins. Those under way are left to themselves in
    daemon threads: a pool would have the program wait for them at its end.
    """
    futures: list[Future[Result]] = [Future() for _ in items]
    waiting = iter(zip(items, futures, strict=True))
    lock, stopped = Lock(), Event()

    def work() -> None:
        while not stopped.is_set():
            with lock:
                item, future = next(waiting, (None, None))
            if item is None or future is None:
                return
            try:
                future.set_result(call(item))
            except BaseException as error:  # handed on; all before it are under way
                stopped.set()
                future.set_exception(error)

    try:
        for _ in range(min(at_once, len(items))):
            Thread(target=work, daemon=True).start()
        for future in futures:
            yield future.result()
    finally:
        stopped.set()
