"""The matcher against a naive oracle, and what must hold for any transcript and claim."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from math import log, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.language import fold, language, tokenise
from align.matching import MERELY_RELATED, TranscriptIndex, ranking, retrieval, retrieve
from align.matching.settings import MOST_SECONDS, MOST_SEGMENTS, SETTINGS
from align.matching.terms import claim_terms, weigh
from align.matching.vocabulary import NGRAM_SIZES, Vocabulary
from align.quantities import Quantity, Relation, compare_said
from transcripts import Segment, Transcript, Word

WORD_SECONDS = 0.4

WORDS = "الناعورة دارت أول مرة يوم الجمعة وكان الناس على الجسر ينتظرون المهندس نادر ثلاثة أيام the river rose".split()


def transcript_of(*lines: str, speakers: tuple[str | None, ...] = ()) -> Transcript:
    """A segment a line, `WORD_SECONDS` a word, a second of silence between segments."""
    segments, now = [], 0.0
    for index, line in enumerate(lines):
        words = []
        for text in line.split():
            words.append(Word(now, now + WORD_SECONDS, text))
            now += WORD_SECONDS
        segments.append(Segment(tuple(words), speaker=speakers[index] if speakers else None))
        now += 1.0
    return Transcript(tuple(segments))


def spoken_of(*lines: str) -> TranscriptIndex:
    return TranscriptIndex(transcript_of(*lines), language("ar"))


def grams_of(word: str) -> set[str]:
    marked = f"#{language('ar').keys(word)[0].removeprefix('s:')}#"
    return {marked[at : at + size] for size in NGRAM_SIZES for at in range(len(marked) - size + 1)}


def naive_likeness(word: str, types: list[str]) -> list[float]:
    """Every type compared with `word` by itself, as `align/matching/vocabulary.py` says in words."""
    arabic = language("ar")
    sharing = Counter(gram for other in types for gram in grams_of(other))

    def square(grams: set[str]) -> float:
        return sum(log(1 + len(types) / max(sharing[gram], 1)) ** 2 for gram in grams)

    def alike(other: str) -> float:
        cosine = square(grams_of(word) & grams_of(other)) / sqrt(square(grams_of(word)) * square(grams_of(other)))
        same = [key for key in arabic.keys(word) if key in arabic.keys(other)]
        worths = [SETTINGS.alike for _ in same]
        name = arabic.name_key(word)
        if len(name) >= SETTINGS.skeleton and name == arabic.name_key(other):
            worths.append(SETTINGS.alike)
        return 1.0 if word == other else max([SETTINGS.alike * cosine if cosine >= SETTINGS.related else 0.0, *worths])

    return [alike(other) for other in types]


arabic_words = st.text("ابتمندرسوليه", min_size=1, max_size=9) | st.sampled_from(
    [fold(word) for word in "العراق بالعراق مدرسة مدارس طيارة طائرة انتظر نطرنا bridge bridges محمد".split()]
)


@settings(deadline=None)
@given(arabic_words, st.lists(arabic_words, min_size=1, max_size=12))
def test_likeness_equals_the_naive_oracle(word: str, words: list[str]) -> None:
    vocabulary = Vocabulary(language("ar"), words)
    assert np.allclose(vocabulary.similarity(word), naive_likeness(word, vocabulary.types), atol=1e-5)
    assert [vocabulary.types[at] for at in vocabulary.type_of_token] == words


amounts_said = st.lists(
    st.sampled_from(
        ["ثلاثة أيام", "أيام", "خمسة كتب", "72 ساعة", "خمسة", "2024", "8 ديسمبر", "أكثر من مئة", "كتاب", "الخامس"]
    ),
    min_size=1,
    max_size=10,
).map(" ".join)


def worth_of(claimed: Quantity, heard: Quantity) -> float:
    worth = {Relation.AGREES: 1.0, Relation.OPEN: SETTINGS.alike, Relation.CONFLICTS: MERELY_RELATED}
    check = compare_said(claimed, heard)
    return worth.get(check.relation, 0.0) if claimed.kind == heard.kind else float(check.relation is Relation.AGREES)


@settings(deadline=None)
@given(amounts_said, amounts_said)
def test_likeness_of_amounts_equals_the_naive_oracle(said: str, claim: str) -> None:
    spoken = spoken_of(said)
    terms = [term for term in claim_terms(claim, spoken.language) if term.quantity is not None]
    rows, _ = weigh(tuple(terms), spoken)
    for term, row in zip(terms, rows, strict=True):
        for at, value in enumerate(row):
            here = [heard.quantity for heard in spoken.quantities() if heard.first <= at <= heard.last]
            best = max((worth_of(term.quantity, heard) for heard in here if term.quantity), default=0.0)
            assert value == pytest.approx(best)


rows_strategy = st.integers(1, 4).flatmap(
    lambda terms: st.integers(1, 90).flatmap(
        lambda tokens: st.lists(
            st.lists(st.sampled_from([0.0, 0.0, 0.0, 0.4, 0.9, 1.0]), min_size=tokens, max_size=tokens),
            min_size=terms,
            max_size=terms,
        )
    )
)


@given(rows_strategy, st.sampled_from([0.0, ranking.FEW, 0.3, 1.0]))
def test_passage_scores_equal_the_naive_oracle(values: list[list[float]], few: float) -> None:
    rows = np.array(values, dtype=np.float32)
    weights = np.arange(1, len(values) + 1) / sum(range(1, len(values) + 1))

    def worth(distance: int) -> float:
        near, far = distance <= SETTINGS.near, distance <= SETTINGS.far
        return 1.0 if near else SETTINGS.related if far else 0.0

    naive = [
        sum(
            weight * max(similarity * worth(abs(at - centre)) for at, similarity in enumerate(row))
            for weight, row in zip(weights, values, strict=True)
        )
        for centre in range(len(values[0]))
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ranking, "FEW", few)
        assert np.allclose(ranking.near_scores(rows, weights), naive, atol=1e-5)


@given(st.lists(st.sampled_from([0.0, 0.5, 1.0]), min_size=1, max_size=60), st.sampled_from([1, 4, retrieval.NEARBY]))
def test_a_peak_is_the_middle_of_the_first_highest_run(values: list[float], nearby: int) -> None:
    first = last = values.index(max(values))
    while last + 1 < len(values) and values[last + 1] == values[first]:
        last += 1
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(retrieval, "NEARBY", nearby)
        assert retrieval._peak(np.array(values)) == (first + last) // 2


words_heard = st.text("ab.م.وِـ12,:'’%٪漢क ि\u200f-", max_size=7)


@settings(deadline=None)
@given(st.lists(st.lists(words_heard, min_size=1, max_size=6), max_size=4))
def test_words_taken_apart_one_by_one_give_the_tokens_of_the_whole_text(lines: list[list[str]]) -> None:
    segments = [Segment(tuple(Word(at, at, text) for text in line)) for at, line in enumerate(lines)]
    spoken = TranscriptIndex(Transcript(tuple(segments)), language("ar"))
    assert spoken.tokens == list(tokenise(spoken.text))
    starts = [0]
    for word in spoken.words:
        starts.append(starts[-1] + len(word.text) + 1)
    for token, at in zip(spoken.tokens, spoken.word_of_token, strict=True):
        assert starts[at] <= token.start < token.end < starts[at + 1]


lines_strategy = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join), min_size=1, max_size=12
)


@settings(deadline=None, max_examples=60)
@given(lines_strategy, st.lists(st.sampled_from(WORDS), max_size=10).map(" ".join))
def test_candidates_are_ordered_apart_and_within_the_limits(lines: list[str], claim: str) -> None:
    spoken = spoken_of(*lines)
    found = retrieve(claim, spoken)
    places = sorted((c.first, c.last) for c in found.passages)
    assert all(a[1] < b[0] for a, b in pairwise(places))
    for passage in found.passages:
        assert 0 <= passage.first <= passage.last < len(spoken)
        assert 0 <= passage.coverage <= 1
        assert spoken.interval(passage.first, passage.last).duration <= MOST_SECONDS
        segments = spoken.segment_of_token(passage.last) - spoken.segment_of_token(passage.first) + 1
        assert segments <= MOST_SEGMENTS
        assert all(passage.first <= link.token <= passage.last for link in passage.links)


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_can_be_matched_with_any_other(said: str, claim: str) -> None:
    words = tuple(Word(i * 0.3, i * 0.3 + 0.2, text) for i, text in enumerate(said.split()) if text)
    if words:
        retrieve(claim, TranscriptIndex(Transcript((Segment(words),)), language("ar")))


def test_the_passage_does_not_depend_on_how_the_transcript_was_cut() -> None:
    words = [Word(i * 0.4, i * 0.4 + 0.4, text) for i, text in enumerate(" ".join([*WORDS * 3]).split())]
    whole = Transcript((Segment(tuple(words)),))
    cut = Transcript(tuple(Segment(tuple(words[i : i + 3])) for i in range(0, len(words), 3)))
    claim = "انتظر الناس المهندس ثلاثة أيام"
    arabic = language("ar")
    a, b = retrieve(claim, TranscriptIndex(whole, arabic)), retrieve(claim, TranscriptIndex(cut, arabic))
    assert [(c.score, c.coverage) for c in a.passages][:1] == [(c.score, c.coverage) for c in b.passages][:1]
    assert a.passages


def test_the_right_sentence_comes_first_and_its_words_are_timed() -> None:
    spoken = spoken_of(
        "وصلنا عالبلدة بالليل وما كان في حدا",
        "الناعورة دارت أول مرة بعد سبع شهور",
        "وبعدين رحنا شربنا شاي عند أم كمال",
    )
    best = retrieve("دارت الناعورة للمرة الأولى", spoken).passages[0]
    assert spoken.segment_of_token(best.first) == spoken.segment_of_token(best.last) == 1
    interval = spoken.interval(best.first, best.last)
    start = 7 * WORD_SECONDS + 1.0
    assert start - 1e-6 <= interval.start < interval.end <= start + 7 * WORD_SECONDS + 1e-6


@pytest.mark.parametrize("claim", ["", "؟!…", "٪", "\0", "😀😀"])
def test_a_claim_without_words_finds_nothing(claim: str) -> None:
    assert retrieve(claim, spoken_of("كان الجسر مغلقا")).passages == ()


def test_an_empty_transcript_has_no_candidates() -> None:
    assert retrieve("كان الجسر مغلقا", TranscriptIndex(Transcript(()), language("ar"))).passages == ()


def test_what_a_named_speaker_says_answers_to_the_name() -> None:
    lines = ("we should make the buttons bigger", "we should make the buttons smaller")
    spoken = TranscriptIndex(transcript_of(*lines, speakers=("Marketing", "Project Manager")), language("en"))
    assert spoken.segment_of_token(retrieve("Project Manager wants other buttons", spoken).passages[0].first) == 1


OPENED = ("the mayor opened the bridge in spring", "the queen opened the bridge in summer", "nothing else was said")
CHOSEN = TranscriptIndex(transcript_of(*OPENED), language("en"))


@pytest.mark.parametrize(("context", "segment"), [("", None), ("the mayor", 0), ("the queen", 1), ("the bishop", None)])
def test_context_chooses_between_places(context: str, segment: int | None) -> None:
    plain, given = retrieve("She opened the bridge", CHOSEN), retrieve("She opened the bridge", CHOSEN, context=context)
    best = given.passages[0]
    expected = CHOSEN.segment_of_token(plain.passages[0].first) if segment is None else segment
    assert CHOSEN.segment_of_token(best.first) == expected
    assert (given.terms, given.weights) == (plain.terms, plain.weights)
    assert {CHOSEN.segment_of_token(passage.first) for passage in given.passages} <= {0, 1}


def test_context_alone_finds_nothing() -> None:
    assert retrieve("Zoology flourished", CHOSEN, context="the mayor").passages == ()


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40), st.integers(0, 60))
def test_sums_over_the_surroundings_equal_the_naive_oracle(values: list[float], reach: int) -> None:
    around = [values[max(0, at - reach) : at + reach + 1] for at in range(len(values))]
    assert np.allclose(ranking._around(np.array(values), reach), [sum(near) for near in around])


def test_an_evidence_is_whole_clauses_and_holds_the_word_that_decides() -> None:
    said = "ridership on the tram is up since the new line opened and fares have stayed where they were"
    spoken = TranscriptIndex(transcript_of(said), language("en"))
    best = retrieve("Ridership on the tram is down", spoken).passages[0]
    assert spoken.heard(best.first, best.last) == "ridership on the tram is up"


def test_the_answer_comes_with_the_question() -> None:
    lines = ("A: When did you sign the contract with the water company?", "B: In March, and we finished a year later.")
    words = [line.partition(": ") for line in lines]
    talk = transcript_of(*(said for _, _, said in words), speakers=tuple(label for label, _, _ in words))
    spoken = TranscriptIndex(talk, language("en"))
    best = retrieve("The contract with the water company was signed in May", spoken).passages[0]
    assert {spoken.speaker_of_token(best.first), spoken.speaker_of_token(best.last)} == {"A", "B"}


def test_a_place_that_a_model_finds_near_in_meaning_goes_before_one_as_good() -> None:
    around, said, between = "many people came", "the queen opened the bridge", "nothing else was said about it"
    talk, english = transcript_of(around, said, between, said, around), language("en")
    segments = TranscriptIndex(talk, english).segment_of_word
    for segment in (1, 3):
        likeness = np.array([index == segment for index in segments], dtype=float)
        spoken = TranscriptIndex(talk, english, similarity=lambda _, near=likeness: near)
        best = retrieve("She opened the bridge", spoken).passages[0]
        assert spoken.segment_of_token(best.first) == segment


def test_an_evidence_does_not_begin_long_before_the_words_that_decide() -> None:
    lines = ("the old engine ran all night long and day", "nobody came to help us at all", "the dam did not break")
    spoken = TranscriptIndex(transcript_of(*lines), language("en"))
    best = retrieve("The dam broke that night", spoken).passages[0]
    assert spoken.heard(best.first, best.last) == "the dam did not break"


def test_a_passage_begins_with_the_claims_first_words_of_sense() -> None:
    """Its very first word that the talk has, "the", is said in the second statement alone."""
    said = transcript_of("our mother tried to stop it", "the gang member shot her in the head, blinding her for life")
    talk = TranscriptIndex(said, language("en"))
    claim = "The mother tried to stop it, the gang member shot her in the head, blinding her for life"
    best = retrieve(claim, talk).passages[0]
    assert talk.heard(best.first, best.last).startswith("our mother")
