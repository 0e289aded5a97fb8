"""The talk in the JSON of every program in docs/formats.md."""

from __future__ import annotations

import json
from typing import Any

from tests.support.transcript_service_samples import (
    amazon,
    assembly,
    assembly_utterances,
    azure,
    azure_live,
    deepgram,
    elevenlabs,
    google,
    speechmatics,
)
from tests.support.transcript_talk import ALL_WORDS, LINES, TEXT, bare, clock, ms, words_of


def rev() -> dict[str, Any]:
    monologues = []
    for line in range(len(LINES)):
        elements: list[dict[str, Any]] = []
        for w, s, e in words_of(line):
            elements.append({"type": "text", "value": w.strip(".,?"), "ts": s, "end_ts": e, "confidence": 0.9})
            elements.append({"type": "punct", "value": (w[-1] if not w[-1].isalnum() else "") + " "})
        monologues.append({"speaker": line % 2, "elements": elements})
    return {"monologues": monologues}


def gladia() -> dict[str, Any]:
    utterances = [
        {
            "text": text, "language": "en", "start": s, "end": e, "confidence": 0.9, "channel": 0, "speaker": line % 2,
            "words": [{"word": f" {w}", "start": a, "end": b, "confidence": 0.9} for w, a, b in words_of(line)],
        }
        for line, (_, s, e, text) in enumerate(LINES)
    ]  # fmt: skip
    return {
        "id": "x",
        "result": {
            "metadata": {"audio_duration": 80},
            "transcription": {"full_transcript": TEXT, "utterances": utterances},
        },
    }


def vosk_lines() -> str:
    return "\n".join(
        json.dumps(
            {
                "result": [{"conf": 1, "start": a, "end": b, "word": bare(w)} for w, a, b in words_of(line)],
                "text": bare(text),
            },
            indent=1,
        )
        for line, (*_, text) in enumerate(LINES)
    )


def nemo() -> dict[str, Any]:
    words = [{"word": w, "start": s, "end": e, "start_offset": 3, "end_offset": 5} for w, s, e, _ in ALL_WORDS]
    segments = [{"segment": text, "start": s, "end": e} for _, s, e, text in LINES]
    chars = [{"char": c, "start": s, "end": e} for w, s, e, _ in ALL_WORDS for c in w]
    return {"text": TEXT, "timestamp": {"char": chars, "word": words, "segment": segments}}


def parakeet_mlx() -> dict[str, Any]:
    sentences = []
    for line, (_, s, e, text) in enumerate(LINES):
        tokens: list[dict[str, Any]] = []
        for w, a, b in words_of(line):
            tokens.append({"text": f" {w[:1]}", "start": a, "end": a + 0.01, "duration": 0.01})
            if w[1:]:
                tokens.append({"text": w[1:], "start": a + 0.01, "end": b, "duration": b - a - 0.01})
        sentences.append({"text": text, "start": s, "end": e, "duration": e - s, "tokens": tokens})
    return {"text": TEXT, "sentences": sentences}


def premiere() -> dict[str, Any]:
    segments = [
        {
            "duration": e - s, "language": "en-us", "speaker": f"uuid{line % 2}", "start": s,
            "words": [
                {"confidence": 1, "duration": b - a, "eos": False, "start": a, "tags": [], "text": w, "type": "word"}
                for w, a, b in words_of(line)
            ],
        }
        for line, (_, s, e, _) in enumerate(LINES)
    ]  # fmt: skip
    people = [{"id": "uuid0", "name": "Dana Holm"}, {"id": "uuid1", "name": "Peer Lund"}]
    return {"language": "en-us", "segments": segments, "speakers": people}


def watson() -> dict[str, Any]:
    results = [
        {"final": True, "alternatives": [{"transcript": text, "timestamps": [[w, a, b] for w, a, b in words_of(line)]}]}
        for line, (*_, text) in enumerate(LINES)
    ]
    labels = [{"from": s, "to": e, "speaker": line % 2, "confidence": 0.5} for _, s, e, line in ALL_WORDS]
    return {"results": results, "speaker_labels": labels}


def happy_scribe() -> list[dict[str, Any]]:
    return [
        {
            "speaker": who,
            "words": [{"text": f"{w} ", "type": "text", "data_start": a, "data_end": b} for w, a, b in words_of(line)],
        }
        for line, (who, *_) in enumerate(LINES)
    ]


def hyperaudio() -> dict[str, Any]:
    paragraphs = [
        {"spans": [{"m": ms(a), "d": ms(b - a), "t": f"{w} "} for w, a, b in words_of(line)]}
        for line in range(len(LINES))
    ]
    return {"article": {"section": {"paragraphs": paragraphs}}, "url": "x"}


def editor() -> dict[str, Any]:
    words = [{"start": s, "end": e, "text": w} for w, s, e, _ in ALL_WORDS]
    return {"words": words, "paragraphs": [{"speaker": who, "start": s, "end": e} for who, s, e, _ in LINES]}


def of_lines(start: str, end: str, text: str, scale: float = 1.0, key: str | None = None) -> Any:
    items = [
        {start: s * scale, end: (e - s if "ur" in end else e) * scale, text: said, "speaker": who}
        for who, s, e, said in LINES
    ]
    whole = [
        {name: round(v) if isinstance(v, float) and scale > 1 else v for name, v in item.items()} for item in items
    ]
    return {key: whole} if key else whole


JSON_KINDS: dict[str, Any] = {
    "amazon-transcribe": amazon(labels=False),
    "amazon-transcribe-speaker-labels": amazon(labels=True),
    "deepgram": deepgram(),
    "assemblyai": assembly(),
    "assemblyai-utterances": assembly_utterances(),
    "elevenlabs-scribe": elevenlabs(),
    "google": google(repeated=False),
    "google-diarized": google(repeated=True),
    "azure-batch": azure(),
    "azure-live": azure_live(),
    "azure-fast": {
        "durationMilliseconds": 80000,
        "phrases": [
            {"offsetMilliseconds": ms(s), "durationMilliseconds": ms(e - s), "text": t, "speaker": n % 2}
            for n, (_, s, e, t) in enumerate(LINES)
        ],
    },
    "speechmatics": speechmatics(),
    "rev": rev(),
    "gladia": gladia(),
    "vosk-lines": vosk_lines(),
    "vosk-list": [json.loads(doc) for doc in vosk_lines().replace("\n{", "\x00{").split("\x00")],
    "nemo": nemo(),
    "parakeet-mlx": parakeet_mlx(),
    "openai-words-only": {"task": "transcribe", "language": "english", "text": TEXT,
                          "words": [{"word": bare(w), "start": s, "end": e} for w, s, e, _ in ALL_WORDS]},
    "openai-diarized": of_lines("start", "end", "text", key="segments"),
    "premiere": premiere(),
    "ibm-watson": watson(),
    "happy-scribe": happy_scribe(),
    "hyperaudio": hyperaudio(),
    "bbc-editor": editor(),
    "json-lines": "\n".join(map(json.dumps, of_lines("start", "end", "text"))),
    "bare-list-of-words": [{"word": w, "start": s, "end": e} for w, s, e, _ in ALL_WORDS],
    "t0-t1": of_lines("t0", "t1", "text", 100, "segments"),
    "youtube-transcript-api": of_lines("start", "duration", "text"),
    "milliseconds": of_lines("start_time", "end_time", "transcript", 1000, "results"),
    "clock-times": [{"startTime": clock(s), "endTime": clock(e), "body": t} for _, s, e, t in LINES],
    "protobuf-times": [
        {"start": {"seconds": str(int(s)), "nanos": int(s % 1 * 1e9)}, "end": {"seconds": int(e)}, "text": t}
        for _, s, e, t in LINES
    ],
    "pairs": [{"sid": n % 2, "text": t, "time": [s, e]} for n, (_, s, e, t) in enumerate(LINES)],
}  # fmt: skip
