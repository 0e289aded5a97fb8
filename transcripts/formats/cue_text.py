"""What stands in a caption: words with their voices and times, without styling. WebVTT's marks, and LRC's."""

from __future__ import annotations

import html
import re
from dataclasses import replace

from audio import Seconds
from transcripts.formats.clock import CLOCK, parse_clock
from transcripts.repair.raw import MaybeSeconds, RawSegment, RawWord

_STYLING = re.compile(r"</?(?:b|i|u|s|c|font|lang|ruby|rt|span)(?:[.\s][^<>]*)?>|\{\\[^{}]*\}", re.IGNORECASE)
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?\s+([^<>]+)>|</v\s*>", re.IGNORECASE)
_STAMP = re.compile(rf"<({CLOCK})>")
_ENTITY = re.compile(r"&(?:\w+|#\w+);")


def caption(text: str, start: MaybeSeconds, end: MaybeSeconds) -> RawSegment:
    """A caption as a segment; its lines stay apart in the text, where no word has a time or voice of its own."""
    words = _words(text)
    speaker = next((word.speaker for word in words if word.speaker), None)
    timed = any(word.start is not None for word in words)
    several = len({word.speaker for word in words}) > 1
    lines = (" ".join(_unescaped(_VOICE.sub("", _STYLING.sub("", line))).split()) for line in text.split("\n"))
    return RawSegment(
        text=" ".join(word.text for word in words) if timed else "\n".join(line for line in lines if line),
        start=start,
        end=end,
        words=tuple(words) if timed or several else (),
        speaker=speaker,
    )


def has_word_times(text: str) -> bool:
    return _STAMP.search(text) is not None


def _unescaped(text: str) -> str:
    return _ENTITY.sub(lambda match: html.unescape(match.group()), text)


def _words(text: str) -> list[RawWord]:
    """The caption's words, each with the voice and the time stamp it stands under."""
    words: list[RawWord] = []
    speaker: str | None = None
    stamp: Seconds | None = None
    open_word = False  # the text so far does not end in a space: what follows belongs to the last word
    for part in re.split(r"(<[^<>]*>)", _STYLING.sub("", text)):
        voice, time = _VOICE.fullmatch(part), _STAMP.fullmatch(part)
        if voice:
            speaker = " ".join(_unescaped(voice.group(1)).split()) if voice.group(1) else None
        elif time:
            stamp = parse_clock(time.group(1))
        else:
            plain = _unescaped(part)
            for place, token in enumerate(plain.split()):
                if open_word and place == 0 and not plain[0].isspace() and words:
                    words[-1] = replace(words[-1], text=words[-1].text + token)
                else:
                    words.append(RawWord(token, stamp, None, None, speaker))
                    stamp = None
            open_word = bool(plain) and not plain[-1].isspace() if plain else open_word
    return words
