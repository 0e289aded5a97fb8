"""The language of what is printed: what `--ui` says, else that of the locale."""

from __future__ import annotations

import locale
import os

import click

from align.commands.shared.settings import Setting
from align.translation import translated

LANGUAGES = ("ar", "en")  # those of the report's own wording
_chosen: str | None = None  # by this call, for all its threads; also told of problems after its end


def choose(code: str | None) -> None:
    """One of `LANGUAGES`; None: that of the locale."""
    global _chosen
    _chosen = code


def _keep(_ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
    if value is not None:  # else what the group above was told counts: `mazeej models --ui ar get NAME`
        choose(value)


ui_option = click.option(
    "--ui",
    cls=Setting,
    type=click.Choice(LANGUAGES),
    expose_value=False,
    is_eager=True,
    callback=_keep,
    help="Language of what is printed; without it, the locale's.",
)


def ui_language() -> str:
    """One of `LANGUAGES`."""
    return _chosen or ("ar" if _locale().lower().startswith("ar") else "en")


def in_ui_language(message: str) -> str:
    return translated(message, ui_language())


def _locale() -> str:
    """As POSIX orders its variables; where there are none, as the platform says."""
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return next(filter(None, names), None) or locale.getlocale()[0] or ""
