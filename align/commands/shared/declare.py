"""Declaring what a command takes: a group of options is a frozen dataclass, and each field tells how it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field, fields
from enum import StrEnum
from functools import wraps
from typing import Any, TypeVar

import click

import audio
from audio.voices import MOST_VOICES, VoiceCount

R = TypeVar("R")
_DECLARATION = "declaration"  # the key in a field's metadata


class FilledText(click.types.StringParamType):
    """Refuses what is empty: a shell's variable that was never set would be taken for a folder, or for nothing."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        text: str = super().convert(value, param, ctx)
        if not text.strip():
            needed = param is not None and param.required
            self.fail(f"it is empty{'' if needed else '; give it a value, or leave it out'}", param, ctx)
        return text


class Time(FilledText):
    """A place in a recording, as 12:30 or 750.5, in seconds."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        return audio.parse_time(super().convert(value, param, ctx))


class Address(FilledText):
    """A public address that links can be made of."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        address = super().convert(value, param, ctx)
        audio.link_at(address, 0.0)
        return address


class Finite(click.FloatRange):
    """A range that holds no "nan", which is neither below it nor above."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        number = super().convert(value, param, ctx)
        if number != number:
            self.fail(f"{value!r} is not a number", param, ctx)
        return number


class VoiceRange(FilledText):
    """How many people speak: 2, or 2-4."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if isinstance(value, VoiceCount):
            return value
        low, dash, high = super().convert(value, param, ctx).partition("-")
        try:
            count = VoiceCount(int(low), int(high if dash else low))
        except ValueError:
            self.fail(f"{value!r} is not a number of voices from 1 to {MOST_VOICES}, as 2, or 2-4", param, ctx)
        return count


class SomeOf(FilledText):
    """One or more of a few names with commas between them, as a tuple."""

    def __init__(self, allowed: Iterable[StrEnum]) -> None:
        self.allowed = {str(member): member for member in allowed}

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if isinstance(value, tuple):
            return value
        names = tuple(name.strip() for name in str(value).split(",") if name.strip())
        if not names:
            self.fail(f"give one or more of {', '.join(self.allowed)}", param, ctx)
        for name in names:
            if name not in self.allowed:
                self.fail(f"{name!r} is not one of {', '.join(self.allowed)}", param, ctx)
        return tuple(self.allowed[name] for name in names)


def option(*names: str, default: object = None, **settings: Any) -> Any:
    """A field that an option sets; `settings` as `click.option` takes them."""
    if settings.get("is_flag"):
        default = False
    elif settings.get("multiple"):
        default = ()
    settings.setdefault("type", None if isinstance(default, bool) else FilledText())
    unset = default in (None, ()) and settings["type"] is not bool  # a yes or no that was not given is neither
    declared = settings if unset else {"default": default, **settings}
    return field(default=default, metadata={_DECLARATION: lambda name: click.option(name, *names, **declared)})


def argument(metavar: str | None = None, **settings: Any) -> Any:
    """A field that an argument sets; `settings` as `click.argument` takes them."""
    settings.setdefault("type", FilledText())
    return field(default=None, metadata={_DECLARATION: lambda name: click.argument(name, metavar=metavar, **settings)})


def takes(*groups: type) -> Callable[[Callable[..., R]], Callable[..., R]]:
    """Gives a command the options of `groups`, and calls it with one object of each."""

    def declare(command: Callable[..., R]) -> Callable[..., R]:
        @wraps(command)
        def parsed(**values: object) -> R:
            return command(*(_filled(group, values) for group in groups))

        for part in reversed([part for group in groups for part in fields(group)]):
            parsed = part.metadata[_DECLARATION](part.name)(parsed)
        return parsed

    return declare


def _filled(group: type, values: Mapping[str, object]) -> object:
    """An object of `group`; what was not given has the default of its field."""
    names = [part.name for part in fields(group)]
    return group(**{name: values[name] for name in names if values[name] is not None})
