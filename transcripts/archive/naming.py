"""Names for voices that were learnt after their episodes were heard."""

from __future__ import annotations

from collections.abc import Iterator

from transcripts.archive import files
from transcripts.archive.archive import Archive
from transcripts.archive.episodes import Episodes
from transcripts.archive.types import ArchivedEpisode
from transcripts.corrections import Correction, CorrectionKind, correct
from transcripts.edits import is_edited
from transcripts.formats import load
from transcripts.known_voices import KnownVoices

_KNOWN = "known voices"  # the name of their file's stamp, in the table `meta`


def name_voices(archive: Archive) -> Iterator[ArchivedEpisode]:
    """Episodes in which somebody was recognised, by the voices that are known to the user.

    A transcript that a person has edited is left as it is. Raises TranscriptError for a file of voices that is none.
    """
    known = KnownVoices()
    stamp = files.stamp_of(known.path)
    if not stamp or archive.database.meta(_KNOWN) == stamp:
        return
    for number, voices in list(Episodes(archive.database, archive.folder).unnamed_voices()):
        names = known.recognised(voices)
        if names and (path := archive.episode(number).transcript).is_file() and not is_edited(path):
            renamed = [Correction(CorrectionKind.NAME, label, name) for label, name in names.items()]
            files.write(correct(load(path), renamed).transcript, path)
            after = archive.read_again(number)
            for label in names:
                archive.database.run("DELETE FROM voice WHERE episode = ? AND label = ?", (number, label))
            yield after
    archive.database.set_meta(_KNOWN, stamp)
