"""Kinds of values that options and arguments take: what is refused, what a shell completes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
from typing import Any

import click
from click.shell_completion import CompletionItem

import audio
from audio.voices import MOST_VOICES, VoiceCount


class FilledText(click.types.StringParamType):
    """Refuses what is empty: a shell's variable that was never set would be taken for a folder, or for nothing."""

    envvar_list_splitter = ";"  # names have spaces in them

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        text: str = super().convert(value, param, ctx)
        if not text.strip():
            needed = param is not None and param.required
            self.fail(f"it is empty{'' if needed else '; give it a value, or leave it out'}", param, ctx)
        return text

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Files and folders where these are meant."""
        metavar = param.metavar or ""
        if not isinstance(param, click.Argument) and not metavar.startswith(("FILE", "DIR")):
            return []
        return [CompletionItem(incomplete, type="dir" if metavar == "DIR" else "file")]


class Known(FilledText):
    """Any text; a shell completes the names that are known."""

    def __init__(self, names: Callable[[], Iterable[str]]) -> None:
        self.names = names

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        names = [CompletionItem(name) for name in self.names() if name.startswith(incomplete)]
        return names or [CompletionItem(incomplete, type="dir")]


class Time(FilledText):
    """A place in a recording, as 12:30 or 750.5, in seconds."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        return audio.parse_time(super().convert(value, param, ctx))


class Date(FilledText):
    """A day, as 2024-11-26."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if isinstance(value, date):
            return value
        text = super().convert(value, param, ctx)
        try:
            return date.fromisoformat(text.strip())
        except ValueError:
            self.fail(f"{text!r} is not a date, as 2024-11-26", param, ctx)


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


class OneOf(click.Choice[str]):
    """One of the names that a room knows; it is asked when they are needed, not when the command is declared."""

    def __init__(self, names: Callable[[], Iterable[str]]) -> None:
        super().__init__(())
        self._names = names

    @property
    def choices(self) -> tuple[str, ...]:
        return tuple(self._names())

    @choices.setter
    def choices(self, _: tuple[str, ...]) -> None:
        """What the base class is given says nothing yet."""


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

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        before, comma, last = incomplete.rpartition(",")
        given = before.split(",")
        return [CompletionItem(before + comma + n) for n in self.allowed if n.startswith(last) and n not in given]
