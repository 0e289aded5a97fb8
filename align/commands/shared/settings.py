"""Settings: what a user does not want to say in every call, from `mazeej.toml` and variables of the environment.

The command line comes before the environment, that before the file beside the work, that before the user's own file.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click
import platformdirs
from click.core import ParameterSource

from align.types import AlignError

FILE_NAME = "mazeej.toml"
PREFIX = "MAZEEJ"


class Setting(click.Option):
    """An option that `MAZEEJ_COMMAND_OPTION` sets for one command, `MAZEEJ_OPTION` for each that has it."""

    def resolve_envvar_value(self, ctx: click.Context) -> str | None:
        return os.environ.get(self.variable(ctx) or "")

    def variable(self, ctx: click.Context) -> str | None:
        """The variable of the environment that sets this option, if one does."""
        own, name = ctx.auto_envvar_prefix, _name(self).replace("-", "_").upper()
        return next((each for each in (f"{own}_{name}", f"{PREFIX}_{name}") if os.environ.get(each)), None)


def defaults(
    name: str, command: click.Command, everything: Callable[[], Mapping[str, click.Command]]
) -> dict[str, Any]:
    """What the files set for the command of that name, by parameter, and for those below it, by name and parameter;
    `everything`: all commands by name.

    A table with a command's name is for that command and those below it, a key outside of tables for all that have such
    an option.
    Raises AlignError for a file that cannot be read, and for keys and values that no option has.
    """
    found: dict[str, Any] = {}
    levels = _levels(command)
    options = _options(command)
    for file in _files():
        document = _read(file)
        tables = {key: value for key, value in document.items() if isinstance(value, dict)}
        general = {key: value for key, value in document.items() if key not in tables}
        own = tables.get(name, {})
        for key in general.keys() - options.keys():
            if not any(key in _options(other) for other in everything().values()):
                raise AlignError(f"{file}: no command has an option --{key}")
        for key in tables.keys() - {name}:
            if key not in everything():
                raise AlignError(f"{file}: there is no command {key}")
        for key in own.keys() - options.keys():
            raise AlignError(f"{file}: mazeej {name} has no option --{key}")
        for key, value in (general | own).items():
            for below, known in levels.items():
                if key in known:
                    into = found if below is None else found.setdefault(below, {})
                    into[known[key].name or key] = _value(file, known[key], value)
    return found


def origin(error: click.UsageError) -> str:
    """Where a value that is refused was set, if not in the call itself; a remark behind the message."""
    if not isinstance(error, click.BadParameter) or not isinstance(error.param, Setting) or not error.ctx:
        return ""
    source = error.ctx.get_parameter_source(error.param.name or "")
    if source is ParameterSource.DEFAULT_MAP:
        return f" (set in {FILE_NAME})"
    return f" (set by {error.param.variable(error.ctx)})" if source is ParameterSource.ENVIRONMENT else ""


def _files() -> Iterator[Path]:
    """Those that are there; what is in a later one counts more."""
    for folder in (platformdirs.user_config_path("mazeej", appauthor=False), Path()):
        if (folder / FILE_NAME).is_file():
            yield folder / FILE_NAME


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise AlignError(f"cannot read {file}: {error.strerror or error}") from error
    except ValueError as error:  # not TOML, or not UTF-8
        raise AlignError(f"{file} is not TOML: {error}") from error


def _name(option: click.Parameter) -> str:
    """As it is written in a call, without the dashes."""
    return max(option.opts, key=len).lstrip("-")


def _options(command: click.Command) -> dict[str, Setting]:
    """Those of a command and of all below it."""
    return {name: option for options in _levels(command).values() for name, option in options.items()}


def _levels(command: click.Command) -> dict[str | None, dict[str, Setting]]:
    """The options of a command, and of each command below it by its name."""
    commands: dict[str | None, click.Command] = {None: command}
    commands.update(command.commands if isinstance(command, click.Group) else {})
    return {
        name: {_name(param): param for param in each.params if isinstance(param, Setting)}
        for name, each in commands.items()
    }


def _value(file: Path, option: Setting, value: object) -> object:
    """As click takes it: several values as a list, a list for one value with commas between its members."""
    members = value if isinstance(value, list) else [value]
    if not all(isinstance(member, str | int | float) for member in members):
        raise AlignError(f"{file}: {_name(option)} is to be text, a number, true or false, or a list of texts")
    if option.multiple:
        return [str(member) for member in members]
    return ",".join(map(str, members)) if isinstance(value, list) else value
