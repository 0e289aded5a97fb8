"""Phantom lines, loops and text in silence are dropped with their reason; what people say is kept."""

from __future__ import annotations

import numpy as np
import pytest

from audio import SAMPLE_RATE, Interval
from transcripts.filtering import WindowText, doubtful, filter_window
from transcripts.hallucinations import is_known_hallucination
from transcripts.phrases import LONGEST, phrases
from transcripts.repetition import compression_ratio, find_repetition, is_repetitive
from transcripts.types import Word
from transcripts.whisper import Hypothesis
from transcripts.windows import SpeechPiece, Window

ARABIC = (
    "سافرنا من حلب بالليل ووصلنا على الحدود الساعة تلاتة الصبح وما كان معنا غير شنطة صغيرة وخبز يومين والولاد كانوا "
    "نايمين وأنا عم فكر كيف بدي لاقي شغل بهالبلد وكيف بدنا نعيش بعيد عن أهلنا وبيتنا اللي تركناه ورانا فجأة"
)


def window(level: float = 0.1, certainty: float = 0.95) -> Window:
    samples = np.full(30 * SAMPLE_RATE, level, np.float32)
    return Window(4, (SpeechPiece(0, samples, Interval(0.0, 30.0), certainty),))


def heard(text: str, log_probability: float = -0.3, no_speech: float = 0.01) -> Hypothesis:
    return Hypothesis(text, (), log_probability, no_speech)


def judged(text: str, sound: Window | None = None, language: str = "ar", **how: float) -> WindowText:
    words = [Word(round(i * 0.4, 3), round(i * 0.4 + 0.3, 3), token, 0.9) for i, token in enumerate(text.split())]
    return filter_window(sound or window(), heard(text, **how), words, language)


def reasons(result: WindowText) -> list[tuple[str, str]]:
    return [(dropped.reason, dropped.text) for dropped in result.dropped]


@pytest.mark.parametrize(
    ("text", "language", "phantom"),
    [
        ("ترجمة نانسي قنقر", "ar", True),
        ("اشتركوا في القناة!", "ar", True),
        ("لا تنسوا الإشتراك.", "ar", True),
        ("Thanks for watching!", "ar", True),
        ("thanks for watching", "en", True),
        ("ترجمة", "ar", False),
        ("شكرا", "ar", False),
        ("شكرا للمشاهدة يا جماعة الخير", "ar", False),
        ("ترجمة نانسي قنقر", "en", False),
        ("", "ar", False),
        ("anything", "../../en", False),
    ],
)
def test_only_whole_known_lines_are_phantoms(text: str, language: str, phantom: bool) -> None:
    assert is_known_hallucination(text, language) is phantom


@pytest.mark.parametrize(
    ("sound", "no_speech"), [(window(), 0.5), (window(certainty=0.55), 0.0), (window(level=0.001), 0.0)]
)
def test_a_phantom_line_in_doubtful_sound_is_dropped(sound: Window, no_speech: float) -> None:
    result = judged("وصلنا بالليل. اشتركوا في القناة.", sound, no_speech=no_speech)
    assert reasons(result) == [("phantom_line", "اشتركوا في القناة.")]
    assert result.text == "وصلنا بالليل."
    assert result.dropped[0].interval == Interval(0.8, 1.9)


def test_a_guest_who_says_the_line_aloud_is_kept() -> None:
    result = judged("اشتركوا في القناة.")
    assert (result.text, result.dropped) == ("اشتركوا في القناة.", ())


def test_text_in_silence_is_dropped_by_whispers_rule() -> None:
    assert reasons(judged("كلمات بلا صوت", no_speech=0.8, log_probability=-1.4)) == [("no_speech", "كلمات بلا صوت")]
    assert judged("كلمات بصوت", no_speech=0.8, log_probability=-0.4).dropped == ()


def test_punctuation_alone_is_no_speech() -> None:
    assert reasons(judged("نعم. ... ،")) == [("no_speech", "..."), ("no_speech", "،")]


def test_of_a_loop_the_first_saying_stays() -> None:
    loop = "كنا نمشي على الطريق " + "وبعدين رجعنا " * 9 + "للبيت"
    result = judged(loop)
    assert result.text == "كنا نمشي على الطريق وبعدين رجعنا للبيت"
    assert reasons(result) == [("repetition", " ".join(["وبعدين رجعنا"] * 8))]


def test_a_window_that_repeats_without_a_pattern_goes_whole() -> None:
    text = " ".join(f"نعم {filler} هذا صحيح تماما يا صديقي العزيز" for filler in "ا ب ت ث ج ح خ د ذ ر ز س".split())
    assert find_repetition(text.split()) is None
    assert [reason for reason, _ in reasons(judged(text))] == ["repetition"]


@pytest.mark.parametrize("text", [ARABIC, "لا لا لا لا لا مو هيك", "yeah yeah yeah yeah yeah I know", "آه", ""])
def test_people_may_repeat_themselves(text: str) -> None:
    assert not is_repetitive(text)
    assert judged(text).text == text


def test_arabic_is_not_repetitive_for_having_two_bytes_a_letter() -> None:
    assert compression_ratio(ARABIC) < 2.0
    assert compression_ratio("the same again and again " * 12) > 2.4


@pytest.mark.parametrize(
    ("text", "loop"),
    [
        ("a b " * 5, (2, 10)),
        ("x y " + "z " * 9 + "w", (3, 11)),
        ("A, b! a b? a b. a b", (2, 8)),
        ("a b a b a b", None),
        ("- " * 20, None),
    ],
)
def test_find_repetition(text: str, loop: tuple[int, int] | None) -> None:
    assert find_repetition(text.split()) == loop


def test_what_is_decoded_again() -> None:
    assert doubtful(heard("وبعدين رجعنا " * 9))
    assert doubtful(heard("نص", log_probability=-1.2))
    assert not doubtful(heard("نص", log_probability=-1.2, no_speech=0.9))
    assert not doubtful(heard(ARABIC))


def test_phrases_are_sentences_cut_at_pauses() -> None:
    texts = ["Yes.", "He", "left", "home.”", "Then", "came", "back"]
    starts = [0.0, 0.5, 1.0, 1.5, 2.0, 4.0, 4.5]
    words = [Word(start, start + 0.4, text) for start, text in zip(starts, texts, strict=True)]
    assert [" ".join(word.text for word in phrase) for phrase in phrases(words)] == [
        "Yes.",
        "He left home.”",
        "Then",
        "came back",
    ]


def test_long_phrases_are_cut_at_their_longest_pause() -> None:
    words = [Word(i * 0.5, i * 0.5 + (0.2 if i == 17 else 0.45), f"w{i}") for i in range(60)]
    cut = phrases(words)
    assert [word for phrase in cut for word in phrase] == words
    assert len(cut[0]) == 18
    assert all(phrase[-1].end - phrase[0].start <= LONGEST for phrase in cut)
    assert phrases([]) == []
