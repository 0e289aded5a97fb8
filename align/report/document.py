"""JSON documents from outside: values that know their place, so that every error can name it."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import NoReturn, TypeVar

from align.types import AlignError, Span
from audio import Interval

_Code = TypeVar("_Code", bound=StrEnum)


def read_document(path: Path, name: str) -> Node:
    """The JSON document in a file that should hold a `name` ("report"). Raises AlignError where it is no JSON."""
    try:
        return Node(json.loads(path.read_bytes(), parse_constant=_refuse), name)
    except OSError as error:
        raise AlignError(f"cannot read {path}: {error.strerror or error}") from error
    except (ValueError, RecursionError) as error:
        raise AlignError(f"{path} is not a {name}: it is not JSON ({error})") from error


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number of JSON")


class MalformedError(Exception):
    """What is wrong, and where in the document."""


class Node:
    """A value of the document that knows its place, so that every error can name it."""

    def __init__(self, value: object, place: str) -> None:
        self.value = value
        self.place = place

    def __getitem__(self, key: str) -> Node:
        """The member `key`; one that is missing counts as null."""
        if not isinstance(self.value, dict):
            raise MalformedError(f"{self.place} should be an object")
        return Node(self.value.get(key), f"{self.place}.{key}")

    def members(self) -> dict[str, Node]:
        """The members of an object by their keys."""
        if not isinstance(self.value, dict):
            raise MalformedError(f"{self.place} should be an object")
        return {key: Node(value, f"{self.place}.{key}") for key, value in self.value.items()}

    def items(self) -> list[Node]:
        """The members of a list; null counts as an empty one."""
        if self.value is None:
            return []
        if not isinstance(self.value, list):
            raise MalformedError(f"{self.place} should be a list")
        return [Node(value, f"{self.place}[{index}]") for index, value in enumerate(self.value)]

    def text(self) -> str:
        if not isinstance(self.value, str):
            raise MalformedError(f"{self.place} should be a text")
        return self.value

    def text_or_none(self) -> str | None:
        return None if self.value is None else self.text()

    def number(self) -> float:
        if not isinstance(self.value, int | float) or isinstance(self.value, bool) or not 0 <= self.value < 1e9:
            raise MalformedError(f"{self.place} should be a number, not negative")
        return float(self.value)

    def number_or_none(self) -> float | None:
        return None if self.value is None else self.number()

    def share(self) -> float:
        value = self.number()
        if value > 1:
            raise MalformedError(f"{self.place} should be between 0 and 1")
        return value

    def count(self) -> int:
        value = self.number()
        if value != int(value):
            raise MalformedError(f"{self.place} should be a whole number")
        return int(value)

    def flag(self) -> bool:
        if not isinstance(self.value, bool):
            raise MalformedError(f"{self.place} should be true or false")
        return self.value

    def code(self, codes: type[_Code]) -> _Code:
        try:
            return codes(self.text())
        except ValueError:
            raise MalformedError(f"{self.place} is {self.value!r}, which this version does not know") from None

    def interval(self) -> Interval:
        start, end = self["start"].number(), self["end"].number()
        if start > end:
            raise MalformedError(f"{self.place} ends before it starts")
        return Interval(start, end)

    def interval_or_none(self) -> Interval | None:
        return None if self["start"].value is None else self.interval()

    def span(self, length: int) -> Span:
        """Offsets into a text of `length` code points."""
        start, end = self["start"].count(), self["end"].count()
        if not start <= end <= length:
            raise MalformedError(f"{self.place} lies outside of its text")
        return Span(start, end)
