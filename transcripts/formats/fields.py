"""The one table of what transcript programs call things, and what their values mean.

Names are compared without case and punctuation: `startTime`, `start_time` and `StartTime` are one. A wrong type counts
as missing, and never crashes.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from typing import Any

from audio import Seconds
from transcripts.formats.clock import parse_clock, parse_units
from transcripts.types import TranscriptError

JsonObject = Mapping[str, Any]

# Best first, where one program has several. Seen in the output and documentation of the programs in docs/formats.md.
TEXT = tuple(
    "punctuatedword text word displaytext display transcript body value content utf8 sentence segment caption subtitle "
    "transcription utterance phrase token t w char said lexical".split()
)
START = tuple(
    "start starttime startoffset startms tstartms starttimems startmilliseconds startseconds startsec starttimeseconds "
    "starttimestamp timestart timebegin begin begintime beginms datastart offsetinticks offsetmilliseconds offset "
    "offsets from t0 ts time timestamps timestamp timecode in inpoint intime startpoint timecodein m bg st".split()
)
END = tuple(
    "end endtime endoffset endms tendms endtimems endmilliseconds endseconds endsec endtimeseconds endtimestamp endts "
    "timeend dataend to t1 stop stoptime finish out outpoint outtime endpoint timecodeout resultendtime "
    "resultendoffset ed et".split()
)
DURATION = tuple(
    "duration dur durationms ddurationms durationmilliseconds durationseconds durationsec durationinticks "
    "length d".split()
)
SPEAKER = tuple(
    "speaker speakername speakerlabel speakerid speakertag speakeridentification spk spkid agent actor".split()
)
PROBABILITY = tuple("probability confidence score conf prob p acc logprob".split())
LANGUAGE = tuple("language languagecode lang locale detectedlanguage xmllang".split())

_LANGUAGES = {"arabic": "ar", "ara": "ar", "english": "en", "eng": "en"}  # only those that Mazeej has tables for
_MILLISECONDS = ("ms", "milliseconds", "offsets")
_HYPERAUDIO = ("m", "d")  # its one-letter names, in milliseconds
_TICKS = "inticks"  # Azure's, of 100 nanoseconds
_ISO_DURATION = re.compile(r"P?T?(?:(\d{1,4})H)?(?:(\d{1,6})M)?(?:(\d{1,9}(?:\.\d{1,9})?)S)?", re.IGNORECASE)


def parse_json(text: str) -> list[Any]:
    """The document, or the documents of JSON Lines and the like. TranscriptError names the line of the mistake."""
    decoder, documents, at = json.JSONDecoder(), [], 0
    text = text.rstrip()
    try:
        while at < len(text):
            document, at = decoder.raw_decode(text, at)
            documents.append(document)
            at = next((i for i in range(at, len(text)) if text[i] not in " \t\r\n,"), len(text))
    except json.JSONDecodeError as error:
        raise TranscriptError(f"line {error.lineno}: not valid JSON ({error.msg})") from error
    except (RecursionError, ValueError) as error:  # nested a thousand deep, numbers of a thousand digits
        raise TranscriptError("not a transcript, though it is JSON") from error
    return documents


def documents_in(text: str) -> list[Any]:
    """As `parse_json`; none in what is no JSON."""
    try:
        return parse_json(text)
    except TranscriptError:
        return []


def folded(item: Mapping[Any, Any]) -> dict[str, Any]:
    """The object under names as in the tables above; of two that are one, the first."""
    found: dict[str, Any] = {}
    for name, value in item.items():
        found.setdefault(fold(str(name)), value)
    return found


def fold(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())


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


def label_of(item: JsonObject, *names: str) -> str | None:
    """A name such as a speaker's, None where there is none; numbers count as names, objects have theirs inside."""
    for name in names:
        value = item.get(name)
        if isinstance(value, dict):
            value = next((value[key] for key in ("name", "label", "displayName", "id") if value.get(key)), None)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())
    return None


def track_of(item: JsonObject) -> int | None:
    """Which of a file's tracks was heard, counted from 1, as our own files say it."""
    track = item.get("track")
    return track if type(track) is int and track > 0 else None


def language_of(item: JsonObject, *names: str) -> str | None:
    """An ISO 639-1 code, from `ar`, `en-us`, `eng`, `Arabic`."""
    name = text_of(item, *names).strip().casefold().replace("_", "-").partition("-")[0]
    return _LANGUAGES.get(name, name if len(name) == 2 else None)


def number_of(item: JsonObject, *names: str) -> float | None:
    """The first of the named fields that is a number, also as text."""
    return next((number for name in names if (number := _number(item.get(name))) is not None), None)


def probability_of(item: JsonObject) -> float | None:
    for name in PROBABILITY:
        value = _number(item.get(name))
        if value is not None:
            value = math.exp(min(value, 0.0)) if name == "logprob" else value
            return value if 0 <= value <= 1 else None
    return None


def seconds_of(item: JsonObject, *names: str) -> Seconds | None:
    """The first of the named fields that is a time, in seconds where nothing says otherwise."""
    return next((time for name in names if (time := time_in(item.get(name))) is not None), None)


def time_in(value: Any) -> Seconds | None:
    """A time out of 1.5, "1.5", "00:00:01.5", "1.5s", "PT1.5S", {"seconds": 1, "nanos": 500000000}."""
    if isinstance(value, dict):
        parts = (_number(value.get("seconds")), _number(value.get("nanos")))
        return None if parts == (None, None) else (parts[0] or 0.0) + (parts[1] or 0.0) / 1e9
    number = _number(value)
    if number is not None or not isinstance(value, str):
        return number
    text = value.strip()[:60]
    if (clock := parse_clock(text)) is not None:
        return clock
    if text.endswith("ms") and (number := _number(text[:-2])) is not None:
        return number / 1000
    match = _ISO_DURATION.fullmatch(text)
    if match and any(match.groups()):
        hours, minutes, seconds = (float(part or 0) for part in match.groups())
        return hours * 3600 + minutes * 60 + seconds
    return parse_units(text)


def unit_of(name: str, value: Any) -> float | None:
    """Seconds in one of the unit that the field's name or its form tells; None where neither does: whole numbers."""
    if name.endswith(_TICKS):
        return 1e-7
    if name.endswith(_MILLISECONDS) or name in _HYPERAUDIO:
        return 1e-3
    number = _number(value)
    if name.endswith(("seconds", "sec")) or number is None or not number.is_integer():
        return 1.0
    return None


def first(item: JsonObject, names: Iterable[str]) -> str | None:
    """The first of the names under which `item` has a time."""
    return next((name for name in names if time_in(item.get(name)) is not None), None)


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        return float(value[:40]) if isinstance(value, str) else float(value)
    except ValueError:
        return None
    except OverflowError:
        return float("inf")
