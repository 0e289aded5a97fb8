"""`mazeej archive add`: feeds, folders, recordings and transcripts into the archive."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import click

from align.commands.archive.lock import held
from align.commands.shared.archives import archive_option, open_archive
from align.commands.shared.archiving import Filling
from align.commands.shared.declare import argument, option, takes
from align.commands.shared.files import check_folder
from align.commands.shared.running import ExitCode, Resumable
from align.commands.shared.screen import complain, tell
from align.commands.shared.transcribing import HotwordOptions, RecogniserOptions
from align.commands.shared.values import Date
from align.commands.shared.voices import VoiceOptions
from align.commands.shared.workers import WorkOptions
from transcripts import archive


@dataclass(frozen=True, slots=True)
class AddArguments:
    sources: tuple[str, ...] = argument("SOURCE…", nargs=-1, required=True)
    archive: str | None = archive_option()
    since: date | None = option(
        "--since", type=Date(), metavar="DATE", help="Only what was published since, as 2024-11-26."
    )
    last: int | None = option(
        "--last", type=click.IntRange(1), metavar="N", help="Only the newest N episodes of each source."
    )
    transcribe_all: bool = option(
        "--transcribe-all", is_flag=True, help="Transcribe also what comes with a transcript, in a feed or a folder."
    )
    keep_sound: bool = option(
        "--keep-sound", is_flag=True, help="Keep what is downloaded in the cache when it has been heard."
    )


@click.command("add", cls=Resumable)
@takes(AddArguments, WorkOptions, RecogniserOptions, HotwordOptions, VoiceOptions)
def add_episodes(
    given: AddArguments,
    work: WorkOptions,
    recogniser: RecogniserOptions,
    hotwords: HotwordOptions,
    voices: VoiceOptions,
) -> int:
    """Add each SOURCE to the archive: a podcast's feed with all its episodes, a folder, a recording, a transcript.

    What has no transcript is transcribed. An episode that fails stops no other, and is tried again by the next `add` or
    `update`. The sources are remembered with these options, so that `mazeej archive update` finds what is new in them.

    \b
    mazeej archive add https://example.org/feed.xml --language ar
    mazeej archive add https://example.org/feed.xml --last 20 --model small
    mazeej archive add season/ --since 2024-01-01 --jobs 2
    mazeej archive add episode.mp3 other.vtt --archive /srv/archive
    mazeej archive add https://example.org/feed.xml --cluster tcp://scheduler:8786 --resource GPU
    """
    options = archive.SourceOptions(
        recogniser.transcription(hotwords=hotwords.words()),
        voices.count(),
        voices.voice_model,
        offered=not given.transcribe_all,
        keep_sound=given.keep_sound,
    )
    with open_archive(given.archive, new=True) as opened:
        check_folder(opened.folder)
        with held(opened.folder, wait=True):
            filling = Filling(opened, work)
            wanted = []
            filling.follow()
            for place in dict.fromkeys(map(archive.place_of, given.sources)):
                wanted += [(each, options) for each in _chosen(filling, place, given, options)]
            filling.take_in(wanted)
            filling.renew()
    for problem in filling.problems:
        complain(problem)
    if not work.quiet:
        tell(filling.summary())
    return ExitCode.PROBLEM if filling.problems else ExitCode.DONE


def _chosen(
    filling: Filling, place: str, given: AddArguments, options: archive.SourceOptions
) -> list[archive.Candidate]:
    """The episodes of a source that are to be added; the source is remembered, and what is not wanted of it."""
    if filling.ledger.is_in(place):
        filling.known += 1
        return []
    found = filling.look_into(place)
    if not found:
        return []
    chosen = archive.chosen(found, given.since, given.last)
    wanted = set(chosen)
    filling.ledger.keep(archive.ArchiveSource(place, options), [each for each in found if each not in wanted])
    new = filling.ledger.new(chosen, include_skipped=True)
    filling.known += len(chosen) - len(new)
    return new
