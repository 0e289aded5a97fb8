"""Which words of a talk belong together: clauses, statements, questions with their answers."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.cast import Cast, Person
from align.claims.grammar import Joint
from align.language import language
from align.matching import TranscriptIndex
from align.matching.settings import SETTINGS
from align.matching.statements import Layout
from transcripts import Segment, Transcript, Word

WORD_SECONDS = 0.4


def talk_of(*lines: str, code: str = "ar", host: str | None = None) -> TranscriptIndex:
    """A segment a line, a second of silence between lines; "A: …" names the speaker."""
    segments, now = [], 0.0
    for line in lines:
        label, _, said = line.rpartition(": ")
        words = []
        for text in said.split():
            words.append(Word(now, now + WORD_SECONDS, text))
            now += WORD_SECONDS
        segments.append(Segment(tuple(words), speaker=label or None))
        now += 1.0
    cast = Cast(hosts=(Person(host, host),)) if host else None
    return TranscriptIndex(Transcript(tuple(segments)), language(code), cast)


def clauses(talk: TranscriptIndex) -> list[str]:
    return [talk.heard(clause.first, clause.last) for clause in talk.layout().clauses]


def statements(talk: TranscriptIndex) -> list[tuple[str, bool]]:
    return [(talk.heard(one.first, one.last), one.asks) for one in talk.layout().statements]


@pytest.mark.parametrize(
    ("code", "said", "expected"),
    [
        ("ar", "رحنا عالبلدة ولقينا الجسر مسكر", ["رحنا عالبلدة ولقينا الجسر مسكر"]),  # no sign of a second verb
        ("ar", "كان الجسر مسكر وكانت البلدة فاضية", ["كان الجسر مسكر", "وكانت البلدة فاضية"]),
        ("ar", "بعنا البيت لأنو الشغل وقف", ["بعنا البيت", "لأنو الشغل وقف"]),
        ("ar", "اشترينا الأرض اللي جنب النهر", ["اشترينا الأرض اللي جنب النهر"]),
        ("ar", "اشترينا الأرض يلي كانت جنب النهر", ["اشترينا الأرض", "يلي كانت جنب النهر"]),
        ("ar", "قالوا إنو الباص ما رح يوصل", ["قالوا إنو الباص ما رح يوصل"]),
        ("ar", "محمد وأحمد وياسين من حلب", ["محمد وأحمد وياسين من حلب"]),
        ("ar", "كل هذا فساد في مصر", ["كل هذا فساد في مصر"]),
        ("en", "we sold the house because the work had stopped", ["we sold the house", "because the work had stopped"]),
        ("en", "she took the boat and he rowed it home", ["she took the boat", "and he rowed it home"]),
        ("en", "bread and butter and a pot of tea", ["bread and butter and a pot of tea"]),
        ("en", "after the war we sold it", ["after the war we sold it"]),
    ],
)
def test_clauses(code: str, said: str, expected: list[str]) -> None:
    assert clauses(talk_of(said, code=code)) == expected


QUESTION = "هل زرتوا البلدة"


@pytest.mark.parametrize(
    ("code", "lines", "expected"),
    [
        ("en", ["A: When did you sell it?", "B: In May."], [("When did you sell it?", True), ("In May.", False)]),
        (
            "en",
            ["We sold it, what else could we do?", "It was May."],
            [("We sold it,", False), ("what else could we do?", True), ("It was May.", False)],
        ),
        ("en", ["They say you sold it, is that true?"], [("They say you sold it, is that true?", True)]),
        ("en", ["It rained all day, right?"], [("It rained all day, right?", False)]),
        ("ar", [f"{QUESTION} نعم زرناها"], [(f"{QUESTION} نعم زرناها", True)]),  # where nothing parts the two
        ("ar", [f"{QUESTION}، نعم زرناها"], [(QUESTION + "،", True), ("نعم زرناها", False)]),
        ("ar", [QUESTION, "نعم زرناها"], [(QUESTION, True), ("نعم زرناها", False)]),
    ],
)
def test_what_is_asked(code: str, lines: list[str], expected: list[tuple[str, bool]]) -> None:
    assert statements(talk_of(*lines, code=code)) == expected


def test_a_known_host_asks_without_marks_and_the_next_turn_answers() -> None:
    lines = ("host: طيب وكيف صارت الشركة", "guest: لا ما كبرت", "guest: فزنا بمسابقة بعمان", "host: هي قصة حلوة")
    talk = talk_of(*lines, host="host")
    assert [asks for _, asks in statements(talk)] == [False, True, False, False, False]
    first, last = talk.layout().exchange_of(3)
    assert talk.heard(first, last) == "وكيف صارت الشركة لا ما كبرت فزنا بمسابقة بعمان"
    assert talk_of(*lines).layout().exchange_of(3) == (0, 3)  # nobody is known to be the host


UNMARKED = (
    "A: طيب وين كنتوا وقتها",
    "B: كنا بالضيعة وما في حدا حوالينا",
    "A: وكيف رجعتوا عالبيت",
    "B: رجعنا مشي لأنو ما كان في باصات",
    "A: وإيمتى صار هالشي",
    "B: بأول الشتوية وقت ما كان في مازوت",
)


def test_who_asks_is_told_by_words_where_nothing_is_marked() -> None:
    assert talk_of(*UNMARKED).hosts == {"A"}
    assert not talk_of(*UNMARKED[:4]).hosts  # two questions are too few to tell
    assert not talk_of(*(line.replace("A:", "B:") for line in UNMARKED)).hosts
    assert talk_of(*UNMARKED, "B: شو بدنا نعمل؟").hosts == {"B"}  # a mark tells more


def test_the_answer_is_the_others_even_behind_an_aside_of_who_asked() -> None:
    lines = ("A: Where did you go?", "A: You were young then, after all.", "B: To the coast.", "B: We stayed there.")
    layout = talk_of(*lines, code="en").layout()
    assert [one.answers for one in layout.statements] == [None, None, 0, 0]
    assert layout.statements[0].answered_by == 3


def test_who_asks_himself_answers_himself() -> None:
    layout = talk_of("B: And what did we do? We sold the whole house.", "A: Right.", code="en").layout()
    assert [one.answers for one in layout.statements] == [None, 0, None]


words = st.sampled_from("هل كان وكان الجسر؟ مسكر، لأنو اللي نعم. what and because he sold it? which, then".split())
turns = st.lists(
    st.tuples(st.sampled_from("AB"), st.lists(words, min_size=1, max_size=90).map(" ".join)), min_size=1, max_size=6
)


@settings(deadline=None, max_examples=60)
@given(turns, st.sampled_from(["ar", "en", "und"]))
def test_every_token_is_in_one_clause_and_one_statement(said: list[tuple[str, str]], code: str) -> None:
    talk = talk_of(*(f"{speaker}: {text}" for speaker, text in said), code=code, host="A")
    layout: Layout = talk.layout()
    assert [at for one in layout.clauses for at in range(one.first, one.last + 1)] == list(range(len(talk)))
    assert [at for one in layout.statements for at in range(one.first, one.last + 1)] == list(range(len(talk)))
    for clause in layout.clauses:
        statement = layout.statements[clause.statement]
        assert statement.first <= clause.first <= clause.last <= statement.last
        assert clause == layout.clause_of(clause.last)
    for statement in layout.statements:
        assert statement.last - statement.first < 2 * SETTINGS.far
        assert talk.phrase(statement.first) == talk.phrase(statement.last)
        first, last = layout.exchange_of(statement.first)
        assert first <= statement.first <= statement.last <= last
        if statement.answered_by is not None:
            assert statement.asks
            assert not layout.statements[statement.answered_by].asks


def test_a_talk_without_words_has_no_layout() -> None:
    assert TranscriptIndex(Transcript(()), language("ar")).layout().clauses == ()


def test_clauses_part_where_the_speaker_took_a_breath() -> None:
    spoken = [
        Word(at, at + 0.3, text)
        for at, text in zip((0, 0.3, 0.6, 1.3, 1.6), "اشتغلنا بالأرض سنتين عمرنا بيت".split(), strict=True)
    ]
    talk = TranscriptIndex(Transcript((Segment(tuple(spoken)),)), language("ar"))
    assert clauses(talk) == ["اشتغلنا بالأرض سنتين", "عمرنا بيت"]
    assert Joint.NONE is talk.layout().clauses[1].joint
