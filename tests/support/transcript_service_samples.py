"""The talk in the JSON of the larger recognition services."""

from __future__ import annotations

import json
from typing import Any

from tests.support.transcript_talk import ALL_WORDS, LINES, TEXT, bare, ms, words_of


def amazon(labels: bool) -> dict[str, Any]:
    items: list[dict[str, Any]] = []
    for word, start, end, line in ALL_WORDS:
        label = {} if labels else {"speaker_label": f"spk_{line % 2}"}
        content = [{"confidence": "0.99", "content": word.strip(".,?")}]
        items.append(
            {"start_time": str(start), "end_time": str(end), "type": "pronunciation", "alternatives": content, **label}
        )
        if not word[-1].isalnum():
            mark = [{"confidence": "0.0", "content": word[-1]}]
            items.append({"type": "punctuation", "alternatives": mark, **label})
    segments = [
        {"start_time": str(start), "end_time": str(end), "speaker_label": f"spk_{line % 2}", "items": []}
        for line, (_, start, end, _) in enumerate(LINES)
    ]
    results: dict[str, Any] = {"transcripts": [{"transcript": TEXT}], "items": items}
    if labels:
        results["speaker_labels"] = {"speakers": 2, "segments": segments}
    return {"jobName": "j", "accountId": "1", "status": "COMPLETED", "results": results}


def deepgram() -> dict[str, Any]:
    words = [
        {"word": bare(w), "start": s, "end": e, "confidence": 0.9, "speaker": line % 2, "punctuated_word": w}
        for w, s, e, line in ALL_WORDS
    ]
    sentences = [
        {"sentences": [{"text": text, "start": s, "end": e}], "speaker": line % 2, "start": s, "end": e}
        for line, (_, s, e, text) in enumerate(LINES)
    ]
    best = {"transcript": TEXT, "confidence": 0.9, "words": words, "paragraphs": {"paragraphs": sentences}}
    return {"metadata": {"duration": 80.1}, "results": {"channels": [{"alternatives": [best]}]}}


def assembly() -> dict[str, Any]:
    words = [
        {"text": w, "start": ms(s), "end": ms(e), "confidence": 0.9, "speaker": "AB"[line % 2]}
        for w, s, e, line in ALL_WORDS
    ]
    return {
        "id": "x",
        "language_code": "en_us",
        "status": "completed",
        "text": TEXT,
        "words": words,
        "audio_duration": 80,
    }


def assembly_utterances() -> dict[str, Any]:
    whole = assembly()
    utterances = [
        {
            "speaker": "AB"[line % 2], "text": text, "start": ms(s), "end": ms(e), "confidence": 0.9,
            "words": [{"text": w, "start": ms(a), "end": ms(b)} for w, a, b in words_of(line)],
        }
        for line, (_, s, e, text) in enumerate(LINES)
    ]  # fmt: skip
    return {**whole, "utterances": utterances}


def elevenlabs() -> dict[str, Any]:
    words: list[dict[str, Any]] = []
    for w, s, e, line in ALL_WORDS:
        voice = f"speaker_{line % 2}"
        words.append({"text": w, "start": s, "end": e, "type": "word", "speaker_id": voice, "logprob": -0.1})
        words.append({"text": " ", "start": e, "end": e, "type": "spacing", "speaker_id": voice})
    words.append({"text": "(laughter)", "start": 76, "end": 77, "type": "audio_event", "speaker_id": "speaker_0"})
    return {"language_code": "eng", "language_probability": 1, "text": TEXT, "words": words}


def google(repeated: bool) -> dict[str, Any]:
    results: list[dict[str, Any]] = []
    for line, (*_, text) in enumerate(LINES):
        words = [{"startTime": f"{s}s", "endTime": f"{e}s", "word": w} for w, s, e in words_of(line)]
        best = {"transcript": text, "confidence": 0.9, "words": words}
        results.append(
            {"alternatives": [best, {"transcript": "another hearing"}], "resultEndTime": f"{LINES[line][2]}s"}
        )
    if repeated:  # with diarization, the last result has all words once more, and who says them
        tagged = [
            {"startTime": f"{s}s", "endTime": f"{e}s", "word": w, "speakerTag": line % 2 + 1}
            for w, s, e, line in ALL_WORDS
        ]
        results.append({"alternatives": [{"words": tagged}]})
    return {"results": results}


def azure() -> dict[str, Any]:
    def ticks(seconds: float) -> int:
        return round(seconds * 1e7)

    phrases = [
        {
            "recognitionStatus": "Success", "channel": 0, "speaker": line % 2 + 1,
            "offset": f"PT{s}S", "duration": f"PT{e - s}S", "offsetInTicks": ticks(s), "durationInTicks": ticks(e - s),
            "nBest": [
                {
                    "confidence": 0.9, "lexical": bare(text), "itn": bare(text), "display": text,
                    "words": [
                        {"word": bare(w), "offset": f"PT{a}S", "duration": f"PT{round(b - a, 3)}S",
                         "offsetInTicks": ticks(a), "durationInTicks": ticks(b - a), "confidence": 0.9}
                        for w, a, b in words_of(line)
                    ],
                },
                {"confidence": 0.5, "lexical": "another hearing", "display": "Another hearing."},
            ],
        }
        for line, (_, s, e, text) in enumerate(LINES)
    ]  # fmt: skip
    return {
        "source": "x",
        "durationInTicks": 800000000,
        "combinedRecognizedPhrases": [{"display": TEXT}],
        "recognizedPhrases": phrases,
    }


def azure_live() -> str:
    return "\n".join(
        json.dumps(
            {
                "RecognitionStatus": "Success",
                "Offset": round(s * 1e7),
                "Duration": round((e - s) * 1e7),
                "DisplayText": text,
            }
        )
        for _, s, e, text in LINES
    )


def speechmatics() -> dict[str, Any]:
    results: list[dict[str, Any]] = []
    for w, s, e, line in ALL_WORDS:
        voice = f"S{line % 2 + 1}"
        best = [{"content": w.strip(".,?"), "confidence": 0.9, "language": "en", "speaker": voice}]
        results.append({"type": "word", "start_time": s, "end_time": e, "alternatives": best})
        if not w[-1].isalnum():
            mark = [{"content": w[-1], "confidence": 1, "speaker": voice}]
            results.append(
                {"type": "punctuation", "attaches_to": "previous", "start_time": e, "end_time": e, "alternatives": mark}
            )
    return {
        "format": "2.9",
        "job": {"duration": 80},
        "metadata": {"transcription_config": {"language": "en"}},
        "results": results,
    }
