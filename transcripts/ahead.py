"""Preparing the next items while the current one is worked on."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from contextlib import suppress
from queue import Empty, Full, Queue
from threading import Event, Thread
from typing import Generic, TypeVar

Item = TypeVar("Item")
POLL_SECONDS = 0.1  # how soon the thread notices that nobody waits any more


def ahead(items: Iterable[Item], count: int) -> Generator[Item, None, None]:
    """The same items in the same order, up to `count` of them made beforehand, in a thread; errors keep their place."""
    producer = _Producer(items, count)
    producer.start()
    try:
        yield from producer
    finally:
        producer.stop()


class _Producer(Generic[Item]):
    def __init__(self, items: Iterable[Item], count: int) -> None:
        self._items = items
        self._made: Queue[tuple[Item] | BaseException | None] = Queue(count)
        self._unwanted = Event()
        self._thread = Thread(target=self._run, name="ahead", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._unwanted.set()
        with suppress(Empty):
            while True:
                self._made.get_nowait()
        self._thread.join()

    def __iter__(self) -> Iterator[Item]:
        while (made := self._made.get()) is not None:
            if isinstance(made, BaseException):
                raise made
            yield made[0]

    def _run(self) -> None:
        try:
            for item in self._items:
                if not self._put((item,)):
                    return
            self._put(None)
        except BaseException as error:  # raised again where the items are used
            self._put(error)

    def _put(self, made: tuple[Item] | BaseException | None) -> bool:
        """False once nobody wants the items any more."""
        while not self._unwanted.is_set():
            with suppress(Full):
                self._made.put(made, timeout=POLL_SECONDS)
                return True
        return False
