"""Everything that is looked at, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from transcripts.doctor.checks import Check
from transcripts.doctor.libraries import check_libraries, check_sqlite, check_yt_dlp
from transcripts.doctor.machine import check_memory, check_player, check_python, check_terminal, check_whisper
from transcripts.doctor.storage import check_cache, check_models

LOOKS: tuple[tuple[str, Callable[[], Iterable[Check]]], ...] = (
    ("Python", check_python),
    ("libraries", check_libraries),
    ("sqlite", check_sqlite),
    ("CPU", check_whisper),
    ("memory", check_memory),
    ("models", check_models),
    ("cache", check_cache),
    ("yt-dlp", check_yt_dlp),
    ("player", check_player),
    ("terminal", check_terminal),
)


def examine() -> tuple[Check, ...]:
    """At least one check for each thing; none raises."""
    return tuple(check for name, look in LOOKS for check in _guarded(name, look))


def _guarded(name: str, look: Callable[[], Iterable[Check]]) -> Iterator[Check]:
    """What `look` finds; its failure, say for a library that is broken and has a line of its own, is a finding, too."""
    try:
        yield from look()
    except Exception as error:
        yield Check(name, "problem", f"cannot be looked at: {error}", "mend the libraries first")
