"""RTTM, what diarizers write (pyannote, NeMo, Kaldi): who speaks when, without the words.

`SPEAKER <recording> <channel> <start> <duration> <NA> <NA> <label> <NA> <NA>`, times in seconds; NIST, "The Rich
Transcription Spring 2006 Evaluation Plan", appendix A.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from audio import Interval, Seconds, Turn
from transcripts.decode import bytes_of, text_in
from transcripts.types import Transcript, TranscriptError

COMMENT = ";;"
# What other lines RTTM knows: they tell of words, of noises and of the speakers themselves.
OTHER_TYPES = frozenset(
    """
    SEGMENT NOSCORE NO_RT_METADATA LEXEME NON-LEX NON-SPEECH FILLER EDIT SU IP CB A/P SPKR-INFO
""".split()
)
FEWEST_FIELDS, MOST_FIELDS = 8, 10  # the last two came with later evaluations
LONGEST_TIME: Seconds = 1e7  # 115 days; more is no time
LARGEST_BYTES = 64 * 1024 * 1024  # a million turns; more is something else
MOST_SPEAKERS = 200  # more than anybody tells apart


def read_rttm(path: Path) -> tuple[Turn, ...]:
    """The turns of one recording, in the file's order.

    Raises TranscriptError: the file cannot be read, is malformed (the line is named), tells of nobody, of too many, or
    of several recordings.
    """
    try:
        content = text_in(bytes_of(path, LARGEST_BYTES, "an RTTM file"))
        return _read(content or "")
    except TranscriptError as error:
        raise TranscriptError(f"{path}: {error}") from error


def _read(content: str) -> tuple[Turn, ...]:
    found = list(_turns(content))
    recordings = sorted({recording for recording, _ in found})
    if not found:
        raise TranscriptError("not an RTTM file with speakers: no line begins with SPEAKER")
    if len(recordings) > 1:
        named = ", ".join(recordings[:5])
        raise TranscriptError(f"tells of {len(recordings)} recordings ({named} …); give a file with one")
    speakers = {turn.speaker for _, turn in found}
    if len(speakers) > MOST_SPEAKERS:
        raise TranscriptError(f"names {len(speakers)} speakers; at most {MOST_SPEAKERS} can be told apart")
    return tuple(turn for _, turn in found)


def _turns(content: str) -> Iterator[tuple[str, Turn]]:
    """Each turn with the recording it belongs to."""
    for number, line in enumerate(content.splitlines(), start=1):
        fields = line.split()
        if not fields or line.lstrip().startswith(COMMENT) or fields[0] in OTHER_TYPES:
            continue
        if fields[0] != "SPEAKER" or not FEWEST_FIELDS <= len(fields) <= MOST_FIELDS:
            raise TranscriptError(f"line {number}: not a line of RTTM: {line.strip()[:60]!r}")
        start, duration = _seconds(fields[3], number), _seconds(fields[4], number)
        yield fields[1], Turn(Interval(start, start + duration), fields[7])


def _seconds(field: str, number: int) -> Seconds:
    try:
        time = float(field)
    except ValueError:
        time = math.nan
    if not 0 <= time <= LONGEST_TIME:
        raise TranscriptError(f"line {number}: not a time in seconds: {field[:40]!r}")
    return time


def write_rttm(transcript: Transcript, recording: str = "recording") -> str:
    """Who says the words of a transcript, a turn for each run of words, of the `recording` of this name.

    Raises TranscriptError if nobody is named.
    """
    words = [
        (word.speaker or segment.speaker, word.start, word.end)
        for segment in transcript.segments
        for word in segment.words
    ]
    runs = [(speaker, list(run)) for speaker, run in groupby(words, key=itemgetter(0)) if speaker]
    if not runs:
        raise TranscriptError("RTTM tells who speaks, and the transcript does not say")
    return "".join(_line(recording, speaker, run[0][1], max(end for *_, end in run)) for speaker, run in runs)


def _line(recording: str, speaker: str, start: Seconds, end: Seconds) -> str:
    """Fields are parted by spaces, so those of a name become underscores."""
    recording, speaker = ("_".join(name.split()) for name in (recording, speaker))
    return f"SPEAKER {recording} 1 {start:.3f} {end - start:.3f} <NA> <NA> {speaker} <NA> <NA>\n"
