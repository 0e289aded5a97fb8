"""The search for a quotation's place, held to a naive oracle and to properties."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from align import find_quote
from align.quotes import QuoteIndex, Status
from align.quotes.alignment import LEFT_OUT, VARIANT, WORD, Problem, rows, steps
from benchmarks.synthetic import interview
from tests.support.quotation_talk import LINES, transcript_of


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    units, heard, kinds = draw(st.integers(1, 5)), draw(st.integers(1, 9)), 4
    weights = draw(st.lists(st.sampled_from([5, WORD]), min_size=units, max_size=units))
    costs = [
        np.array([draw(st.sampled_from([0, VARIANT, weight])) for _ in range(kinds)], dtype=np.int32)
        for weight in weights
    ]
    types = np.array(draw(st.lists(st.integers(0, kinds - 1), min_size=heard, max_size=heard)), dtype=np.int32)

    def some(low: int) -> tuple[int, ...]:
        return tuple(sorted(draw(st.sets(st.integers(low, heard - 1), max_size=2)))) if low < heard else ()

    fused = [some(0) for _ in range(units - 1)]
    return Problem(tuple(weights), costs, types, (*fused, ()), tuple(some(1) for _ in range(units)))


def naive_cost(problem: Problem, start: int, end: int) -> int:
    """Least cost of all alignments of the quotation with exactly the units `start` up to `end`."""

    def cost(i: int, j: int) -> int:
        options = [LEFT_OUT * (end - j)] if i == len(problem.weights) else [problem.weights[i] + cost(i + 1, j)]
        if j < end and i < len(problem.weights):
            options.append(LEFT_OUT + cost(i, j + 1))
            options.append(int(problem.type_costs[i][problem.types[j]]) + cost(i + 1, j + 1))
            if j in problem.fused[i]:
                options.append(cost(i + 2, j + 1))
            if j + 1 < end and j + 1 in problem.split[i]:
                options.append(cost(i + 1, j + 2))
        return min(options)

    return cost(0, start)


@settings(max_examples=60, deadline=None)
@given(problems())
def test_the_cheapest_place_is_that_of_the_naive_oracle(problem: Problem) -> None:
    count = len(problem.types)
    best = min(naive_cost(problem, a, b) for a in range(count + 1) for b in range(a, count + 1))
    forward, backward = [int(row.min()) for row in rows(problem)], [int(row.min()) for row in rows(problem.reversed())]
    found = steps(problem)
    assert forward[-1] == backward[-1] == sum(step.cost for step in found) == best
    assert naive_cost(problem, found[0].heard[0], found[-1].heard[1]) == best


@settings(max_examples=60, deadline=None)
@given(problems())
def test_steps_hold_every_unit_once_and_follow_each_other(problem: Problem) -> None:
    found = steps(problem)
    assert found[0].quote[0] == 0
    assert found[-1].quote[1] == len(problem.weights)
    for before, after in pairwise(found):
        assert before.quote[1] == after.quote[0]
        assert before.heard[1] == after.heard[0]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 60), st.integers(1, 12))
def test_every_stretch_is_found_word_for_word(start: int, size: int) -> None:
    lines = [LINES[at] for at in (0, 4, 7)]  # without numbers: half a number is another number
    words = " ".join(lines).split()
    first = min(start, len(words) - size)
    assume(words[first - 1] not in ("ما", "ولا"))  # a "not" cut off before it is left out
    stretch = words[first:][:size]
    match = find_quote(" ".join(stretch), transcript_of(*lines))
    assert (match.status, match.similarity, match.variants) == (Status.EXACT, 1.0, ())


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60))
def test_any_text_has_an_answer(text: str) -> None:
    match = find_quote(text, transcript_of(*LINES[:3]))
    assert 0 <= match.similarity <= 1
    assert (match.status is Status.NOT_FOUND) == (match.interval is None)


def test_a_long_talk_is_searched_from_end_to_end() -> None:
    transcript = interview(20_000)
    words = [word.text for word in transcript.words()]
    heard = QuoteIndex(transcript)
    for start in (0, 9_000, len(words) - 12):
        match = find_quote(" ".join(words[start : start + 12]), heard)
        assert match.status is Status.EXACT
        assert match.interval is not None
        assert match.interval.start == pytest.approx(start * 0.4)
