"""Working on several items at once, in threads, without mixing up their order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

WAITING_FOR_EACH = 2  # items taken for each thread: the one it works on, and the next


def ordered_threads(
    work: Callable[[Item], Result], items: Iterable[Item], threads: int
) -> Generator[Result, None, None]:
    """What `work` makes of each item, in the order of the items.

    The items themselves are made here, while the threads work, and never many more than these can take. An error, of
    an item or of the work, comes behind the results before it. Closing waits for the work that has begun, no other.
    """
    pool = ThreadPoolExecutor(threads, "side by side")
    waiting: deque[Future[Result]] = deque()
    try:
        for begun in _begun(pool, work, items):
            waiting.append(begun)
            while len(waiting) == WAITING_FOR_EACH * threads or (waiting and waiting[0].done()):
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def _begun(pool: ThreadPoolExecutor, work: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Future[Result]]:
    try:
        for item in items:
            yield pool.submit(work, item)
    except Exception as error:  # it takes its place among the results
        failed: Future[Result] = Future()
        failed.set_exception(error)
        yield failed
