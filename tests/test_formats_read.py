"""Every kind of transcript people have, told apart by content and read with its times, words and speakers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support.transcript_files import read
from transcripts import Transcript


def times(transcript: Transcript, segment: int = 0) -> list[tuple[str, float, float]]:
    return [(word.text, round(word.start, 3), round(word.end, 3)) for word in transcript.segments[segment].words]


WHISPER: dict[str, Any] = {
    "text": " سافرنا من حلب.",
    "language": "ar",
    "segments": [
        {
            "id": 0,
            "start": 0.0,
            "end": 2.5,
            "text": " سافرنا من حلب.",
            "no_speech_prob": 0.01,
            "compression_ratio": 1.2,
            "words": [
                {"word": " سافرنا", "start": 0.2, "end": 0.9, "probability": 0.9},
                {"word": " من", "start": 0.9, "end": 1.1, "probability": 0.8},
                {"word": " حلب.", "start": 1.4, "end": 2.0, "probability": 0.7},
            ],
        }
    ],
}


def test_openai_whisper_json(tmp_path: Path) -> None:
    transcript = read(tmp_path, WHISPER)
    segment = transcript.segments[0]
    assert transcript.language == "ar"
    assert (segment.start, segment.end, segment.text) == (0.0, 2.5, "سافرنا من حلب.")
    assert times(transcript) == [("سافرنا", 0.2, 0.9), ("من", 0.9, 1.1), ("حلب.", 1.4, 2.0)]
    assert [word.probability for word in segment.words] == [0.9, 0.8, 0.7]
    assert (segment.no_speech_probability, segment.compression_ratio, segment.interpolated) == (0.01, 1.2, False)


def test_faster_whisper_dump_is_a_bare_list(tmp_path: Path) -> None:
    assert times(read(tmp_path, WHISPER["segments"])) == times(read(tmp_path, WHISPER))


def test_whisper_pieces_of_a_word_become_one_word(tmp_path: Path) -> None:
    pieces = [(" don", 1.0, 1.2), ("'t", 1.2, 1.3), (" go", 1.3, 1.6), ("-", 1.6, 1.7), ("kart", 1.7, 2.0)]
    words = [{"word": word, "start": start, "end": end} for word, start, end in pieces]
    transcript = read(tmp_path, {"segments": [{"start": 1, "end": 2, "text": " don't go-kart", "words": words}]})
    assert times(transcript) == [("don't", 1.0, 1.3), ("go-kart", 1.3, 2.0)]


def test_openai_api_lists_words_beside_the_segments(tmp_path: Path) -> None:
    transcript = read(
        tmp_path,
        {
            "language": "english",
            "duration": 4.0,
            "segments": [{"start": 0, "end": 2, "text": "Hello there."}, {"start": 2, "end": 4, "text": "Yes."}],
            "words": [
                {"word": "Hello", "start": 0.1, "end": 0.5},
                {"word": "there", "start": 0.6, "end": 1.9},
                {"word": "Yes", "start": 2.1, "end": 2.4},
            ],
        },
    )
    assert (transcript.language, transcript.duration) == ("en", 4.0)
    assert times(transcript) == [("Hello", 0.1, 0.5), ("there.", 0.6, 1.9)]
    assert times(transcript, 1) == [("Yes.", 2.1, 2.4)]


def test_whisperx_json_gives_speakers_and_digits_get_times(tmp_path: Path) -> None:
    words = [
        {"word": "In", "start": 10.0, "end": 10.2, "score": 0.9, "speaker": "SPEAKER_01"},
        {"word": "2024"},
        {"word": "we", "start": 11.0, "end": 11.2, "score": 0.8, "speaker": "SPEAKER_01"},
        {"word": "left", "start": 11.3, "end": 11.8, "score": 0.7, "speaker": "SPEAKER_01"},
    ]
    segment = {"start": 10.0, "end": 12.0, "text": "In 2024 we left", "words": words, "speaker": "SPEAKER_01"}
    transcript = read(tmp_path, {"segments": [segment], "word_segments": words})
    assert transcript.segments[0].speaker == "SPEAKER_01"
    assert times(transcript) == [("In", 10.0, 10.2), ("2024", 10.2, 11.0), ("we", 11.0, 11.2), ("left", 11.3, 11.8)]
    assert transcript.segments[0].words[0].probability == 0.9
    assert not transcript.segments[0].interpolated


def test_whisper_cpp_json(tmp_path: Path) -> None:
    tokens = [("[_BEG_]", 0, 0), (" And", 320, 500), (" so", 500, 700), (" Amer", 700, 900), ("icans", 900, 1300)]
    document = {
        "result": {"language": "en"},
        "transcription": [
            {
                "timestamps": {"from": "00:00:00,320", "to": "00:00:01,400"},
                "offsets": {"from": 320, "to": 1400},
                "text": " And so Americans",
                "tokens": [{"text": t, "offsets": {"from": a, "to": b}, "p": 0.5} for t, a, b in tokens],
            }
        ],
    }
    transcript = read(tmp_path, document)
    assert transcript.language == "en"
    assert times(transcript) == [("And", 0.32, 0.5), ("so", 0.5, 0.7), ("Americans", 0.7, 1.3)]


def test_whisper_cpp_tokens_may_cut_a_letter_in_two(tmp_path: Path) -> None:
    first, second = "ش".encode()[:1], "ش".encode()[1:]
    content = (
        b'{"transcription": [{"offsets": {"from": 0, "to": 900}, "text": " \xd8\xb4\xd9\x83", "tokens": ['
        b'{"text": " ' + first + b'", "offsets": {"from": 0, "to": 400}},'
        b'{"text": "' + second + b'\xd9\x83", "offsets": {"from": 400, "to": 900}}]}]}'
    )
    assert times(read(tmp_path, content)) == [("شك", 0.0, 0.9)]


def test_transformers_chunks(tmp_path: Path) -> None:
    document = {
        "text": "a b",
        "chunks": [{"timestamp": [0.0, 1.0], "text": " a"}, {"timestamp": [1.0, None], "text": " b"}],
    }
    transcript = read(tmp_path, document)
    assert [(s.start, s.text) for s in transcript.segments] == [(0.0, "a"), (1.0, "b")]
    assert transcript.segments[1].end > 1.0


def test_podcasting_json(tmp_path: Path) -> None:
    document = {
        "version": "1.0.0",
        "segments": [
            {"speaker": "ليلى", "startTime": 0.5, "endTime": 0.75, "body": "أهلا"},
            {"speaker": "سامر", "startTime": 0.75, "endTime": 2, "body": "أهلا فيكي"},
        ],
    }
    transcript = read(tmp_path, document)
    assert [(s.speaker, s.start, s.end) for s in transcript.segments] == [("ليلى", 0.5, 0.75), ("سامر", 0.75, 2.0)]
    assert all(segment.interpolated for segment in transcript.segments)


def test_srt_spreads_words_over_the_cue_by_length(tmp_path: Path) -> None:
    transcript = read(
        tmp_path,
        "1\n00:00:01,000 --> 00:00:02,000\nab <i>cdef</i>\n{\\an8}ghij\n\n2\n00:00:03,000 --> 00:00:04,000\nk\n",
    )
    assert times(transcript) == [("ab", 1.0, 1.2), ("cdef", 1.2, 1.6), ("ghij", 1.6, 2.0)]
    assert transcript.segments[0].interpolated
    assert transcript.segments[1].start == 3.0


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_newlines_and_byte_order_marks(tmp_path: Path, newline: str, encoding: str) -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nمرحبا\n".replace("\n", newline)
    assert read(tmp_path, text.encode(encoding)).segments[0].text == "مرحبا"


def test_srt_with_an_empty_line_and_a_number_in_its_text(tmp_path: Path) -> None:
    transcript = read(tmp_path, "1\n0:00:01,0 --> 0:00:02,0\nsince\n1999\n\n2\n0:00:03,0 --> 0:00:04,0\n\nlate\n")
    assert [segment.text for segment in transcript.segments] == ["since 1999", "late"]


def test_a_clock_time_in_srt_text_is_text(tmp_path: Path) -> None:
    transcript = read(tmp_path, "1\n00:00:01,000 --> 00:00:02,000\nbetween\n9:30 - 10:30\n")
    assert transcript.segments[0].text == "between 9:30 - 10:30"


def test_webvtt_voices_settings_notes_and_styling(tmp_path: Path) -> None:
    text = """WEBVTT - a title
Kind: captions

STYLE
::cue { color: red }

NOTE this --> is a comment

intro
00:01.000 --> 00:03.000 align:start position:0%
<v.loud Layla Haddad>Tom &amp; <b>Jerry</b> &lt;3</v>

01:00:00.000 --> 01:00:02.000
<v Samer>one <v Layla Haddad>two
"""
    transcript = read(tmp_path, text)
    assert [segment.text for segment in transcript.segments] == ["Tom & Jerry <3", "one two"]
    assert transcript.segments[0].speaker == "Layla Haddad"
    assert [word.speaker for word in transcript.segments[1].words] == ["Samer", "Layla Haddad"]
    assert transcript.segments[1].start == 3600.0


def test_youtube_webvtt_times_words_and_repeats_nothing(tmp_path: Path) -> None:
    text = """WEBVTT

00:00:00.000 --> 00:00:02.000
BLANK
so<00:00:00.500><c> we</c><00:00:01.000><c> left</c>

00:00:02.000 --> 00:00:02.010
so we left
BLANK

00:00:02.010 --> 00:00:04.000
so we left
at<00:00:02.500><c> night</c>
"""
    transcript = read(tmp_path, text.replace("BLANK", " "))
    assert [segment.text for segment in transcript.segments] == ["so we left", "", "at night"]
    assert [word.start for word in transcript.segments[0].words] == [0.0, 0.5, 1.0]
    assert (transcript.segments[1].start, transcript.segments[1].words) == (2.0, ())


def test_youtube_json3(tmp_path: Path) -> None:
    document = {
        "wireMagic": "pb3",
        "events": [
            {"tStartMs": 0, "dDurationMs": 9000, "id": 1, "wpWinPosId": 1},
            {"tStartMs": 160, "dDurationMs": 4000, "segs": [{"utf8": "so"}, {"utf8": " we", "tOffsetMs": 400}]},
            {"tStartMs": 2000, "dDurationMs": 1, "aAppend": 1, "segs": [{"utf8": "\n"}]},
            {"tStartMs": 2000, "dDurationMs": 3000, "segs": [{"utf8": "left", "acAsrConf": 255}]},
        ],
    }
    transcript = read(tmp_path, document)
    assert [(s.start, s.end, s.text) for s in transcript.segments] == [(0.16, 2.0, "so we"), (2.0, 5.0, "left")]
    assert times(transcript)[1][:2] == ("we", 0.56)


@pytest.mark.parametrize(
    "text",
    [
        "[00:00:02] one two\n[00:01:02.500] three\nfour\n",
        "00:02 one two\n01:02.500 three\nfour\n",
        "(0:02) one two\n\n(1:02.5) three\nfour",
        "0:02\none two\n1:02.5\nthree four\n",
    ],
)
def test_plain_text_with_times(tmp_path: Path, text: str) -> None:
    transcript = read(tmp_path, text)
    assert [(s.start, s.text) for s in transcript.segments] == [(2.0, "one two"), (62.5, "three four")]


def test_plain_text_as_whisper_prints_it(tmp_path: Path) -> None:
    transcript = read(tmp_path, "[00:00.000 --> 00:02.000]  one\n[00:02.000 --> 00:03.500]  two\n")
    assert [(s.start, s.end, s.text) for s in transcript.segments] == [(0, 2, "one"), (2, 3.5, "two")]


def test_plain_text_speakers_are_names_that_come_back(tmp_path: Path) -> None:
    transcript = read(tmp_path, "[0:01] Layla: why?\n[0:03] Samer: well: so\n[0:05] Layla: I see\n[0:07] Samer: yes\n")
    assert [s.speaker for s in transcript.segments] == ["Layla", "Samer", "Layla", "Samer"]
    assert transcript.segments[1].text == "well: so"


def test_a_colon_now_and_then_names_no_speaker(tmp_path: Path) -> None:
    lines = [f"[0:{second:02d}] {'He said: no' if second in (3, 7) else 'and then'}" for second in range(1, 20)]
    transcript = read(tmp_path, "\n".join(lines))
    assert {segment.speaker for segment in transcript.segments} == {None}
    assert transcript.segments[2].text == "He said: no"


def test_another_speaker_inside_a_caption_joins_no_words(tmp_path: Path) -> None:
    cues = ("Yes, I did.\n>> And then?", ">> Then it closed.")
    blocks = (f"{at}\n00:00:0{at},000 --> 00:00:0{at},900\n{cue}\n" for at, cue in enumerate(cues, 1))
    assert [segment.text for segment in read(tmp_path, "\n".join(blocks)).segments] == [
        "Yes, I did. >> And then?",
        "Then it closed.",
    ]


def test_whisper_tsv(tmp_path: Path) -> None:
    transcript = read(tmp_path, "start\tend\ttext\n0\t1500\tone two\n1500\t2000\tthree\n")
    assert [(s.start, s.end, s.text) for s in transcript.segments] == [(0, 1.5, "one two"), (1.5, 2, "three")]


def test_a_stream_map_moves_the_times_of_webvtt_back_into_the_recording(tmp_path: Path) -> None:
    """Pieces of an HLS stream count from where they began, and say in a header what that was (RFC 8216, 3.5)."""
    header = "WEBVTT\nX-TIMESTAMP-MAP=LOCAL:10:00:00.000,MPEGTS:900000\n\n"
    transcript = read(tmp_path, header + "10:00:01.000 --> 10:00:04.000\nI run the lighthouse.\n", "t.vtt")
    assert (transcript.segments[0].start, transcript.segments[0].end) == (11.0, 14.0)
