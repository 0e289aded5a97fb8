"""A window that loops once Whisper was told words is decoded without them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from transcripts import recognition
from transcripts.whisper import DecodingTask, Hypothesis


class Looping:
    """A recogniser that loops as long as it is told words."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, tuple[str, ...], str]] = []

    def encode(self, sounds: Sequence[object]) -> Sequence[object]:
        return sounds

    def decode(self, sounds: Sequence[object], task: DecodingTask) -> list[Hypothesis]:
        self.asked.append((len(sounds), task.hotwords, task.previous_text))
        return [Hypothesis("رجعنا للبيت", (), -0.2, 0.0) for _ in sounds]


def test_a_primed_window_that_loops_is_first_decoded_as_if_nothing_had_been_told() -> None:
    recogniser = Looping()
    loop, straight = Hypothesis("الناعورة الناعورة " * 9, (), -0.1, 0.0), Hypothesis("نعم", (), -0.1, 0.0)
    task = DecodingTask("ar", 5, previous_text="قبل", hotwords=("نادر العطار", "الناعورة"))
    features = [np.zeros((80, 100), np.float32)] * 2
    read = recognition._decode_doubtful_again(recogniser, features, [loop, straight], task)  # type: ignore[arg-type]
    assert [item.text for item in read] == ["رجعنا للبيت", "نعم"]
    assert recogniser.asked == [(1, (), "")]
