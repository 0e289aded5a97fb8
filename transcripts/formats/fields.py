"""Reading values out of JSON written by any program: a wrong type is an error that says where, never a crash."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from audio import Seconds
from transcripts.formats.clock import parse_clock
from transcripts.types import TranscriptError

JsonObject = Mapping[str, Any]


def parse_json(text: str) -> Any:
    """The document. Raises TranscriptError that names the line of the mistake."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise TranscriptError(f"line {error.lineno}: not valid JSON ({error.msg})") from error
    except (RecursionError, ValueError) as error:  # nested a thousand deep, numbers of a thousand digits
        raise TranscriptError("not a transcript, though it is JSON") from error


def objects(value: Any, what: str) -> list[JsonObject]:
    """A list of objects; `what` names one of them in the error."""
    if not isinstance(value, list):
        raise TranscriptError(f"not a list of {what}s")
    for index, item in enumerate(value):
        if not isinstance(item, dict):
            raise TranscriptError(f"{what} {index} (counted from 0) is not an object")
    return value


def text_of(item: JsonObject, *names: str) -> str:
    """The first of the named fields that is text, else nothing."""
    return next((value for name in names if isinstance(value := item.get(name), str)), "")


def label_of(item: JsonObject, name: str) -> str | None:
    """A name such as a speaker's, None where there is none; numbers count as names."""
    value = item.get(name)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return " ".join(value.split()) or None if isinstance(value, str) else None


def number_of(item: JsonObject, *names: str) -> float | None:
    """The first of the named fields that is a number."""
    for name in names:
        value = item.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return _float(value)
    return None


def seconds_of(item: JsonObject, *names: str) -> Seconds | None:
    """The first of the named fields that is a time: a number of seconds, also as text, or `00:01:02.5`."""
    for name in names:
        value = item.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return _float(value)
        if isinstance(value, str) and (time := _seconds(value)) is not None:
            return time
    return None


def milliseconds_of(item: JsonObject, name: str) -> Seconds | None:
    value = number_of(item, name)
    return None if value is None else value / 1000


def _seconds(text: str) -> Seconds | None:
    clock = parse_clock(text)
    if clock is not None:
        return clock
    try:
        return float(text)
    except ValueError:
        return None


def _float(value: int | float) -> float:
    try:
        return float(value)
    except OverflowError:
        return float("inf")
