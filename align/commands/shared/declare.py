"""Declaring what a command takes: a group of options is a frozen dataclass, and each field tells how it is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, fields
from functools import wraps
from typing import Any, TypeVar

import click

from align.commands.shared.language import ui_option
from align.commands.shared.settings import Setting
from align.commands.shared.values import FilledText

R = TypeVar("R")
_DECLARATION = "declaration"  # the key in a field's metadata


def option(*names: str, default: object = None, **settings: Any) -> Any:
    """A field that an option sets; `settings` as `click.option` takes them."""
    if settings.get("is_flag"):
        default = False
    elif settings.get("multiple"):
        default = ()
    settings.setdefault("type", None if isinstance(default, bool) else FilledText())
    if isinstance(settings["type"], click.IntRange):
        settings.setdefault("metavar", "N")
    if default not in (None, ()) or settings["type"] is bool:  # a yes or no that was not given is neither
        settings["default"] = default
    declared = {"cls": Setting, **settings}
    return field(default=default, metadata={_DECLARATION: lambda name: click.option(name, *names, **declared)})


def argument(metavar: str | None = None, **settings: Any) -> Any:
    """A field that an argument sets; `settings` as `click.argument` takes them."""
    settings.setdefault("type", FilledText())
    return field(default=None, metadata={_DECLARATION: lambda name: click.argument(name, metavar=metavar, **settings)})


def takes(*groups: type) -> Callable[[Callable[..., R]], Callable[..., R]]:
    """Gives a command the options of `groups`, and calls it with one object of each; and the option `--ui`."""

    def declare(command: Callable[..., R]) -> Callable[..., R]:
        @wraps(command)
        def parsed(**values: object) -> R:
            return command(*(_filled(group, values) for group in groups))

        parsed = ui_option(parsed)
        for part in reversed([part for group in groups for part in fields(group)]):
            parsed = part.metadata[_DECLARATION](part.name)(parsed)
        return parsed

    return declare


def _filled(group: type, values: Mapping[str, object]) -> object:
    """An object of `group`; what was not given has the default of its field."""
    names = [part.name for part in fields(group)]
    return group(**{name: values[name] for name in names if values[name] is not None})
