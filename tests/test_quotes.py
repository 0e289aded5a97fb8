"""Quotations found exactly, told from altered ones, and never invented."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from align import AlignError, find_quote
from align.language import language
from align.matching import TranscriptIndex
from align.quotes import Op, QuoteIndex, QuoteMatch, Status
from align.quotes.find import MOST_WORDS
from align.quotes.similarity import WordSimilarity
from align.quotes.terminal import print_quotes
from tests.support.quotation_talk import LINES, transcript_of
from transcripts import Segment, Transcript, Word


@pytest.fixture(scope="module")
def talk() -> QuoteIndex:
    return QuoteIndex(transcript_of(*LINES))


def only_change(match: QuoteMatch) -> tuple[Op, str, str]:
    (change,) = match.changes
    return change.op, change.quote, change.heard


@pytest.mark.parametrize(
    "quote",
    [
        "البحر ما بينام، ونحنا كمان ما منام",
        "«البحرُ ما بينام ونحنا كمان ما منام»",
        "بلشت شغل بالمنارة سنة 1989",
        "دفعت 35 ألف ليرة وصلحنا الفانوس الكبير",
        "دفعت ٣٥٠٠٠ ليرة",
        "انطفى الضو الساعة 1:30",
        "30% من الزوار بيجو من سورية",
        "وضليت اضوي بالفانوس للصبح",
        "ماغرق حدا الحمدلله",
    ],
)
def test_spelling_marks_and_digits_change_nothing(quote: str, talk: QuoteIndex) -> None:
    match = find_quote(quote, talk)
    assert (match.status, match.changes) == (Status.EXACT, ())


@pytest.mark.parametrize(
    ("quote", "change"),
    [
        ("دفعت خمسة وأربعين ألف ليرة وصلحنا الفانوس", (Op.REPLACE, "خمسة وأربعين ألف", "خمسة وتلاتين ألف")),
        ("الحمد لله غرق ولا بحار", (Op.DELETE, "", "ما")),
        ("كان في سبع مراكب بالبحر وكلهن رجعوا من العاصفة", (Op.DELETE, "", "سالمين")),
        ("كان في سبع مراكب كبيرة بالبحر وكلهن رجعوا سالمين", (Op.INSERT, "كبيرة", "")),
        ("من الزوار بيجو من ليبيا بالصيف كل سنة", (Op.REPLACE, "ليبيا", "سوريا")),
        ("البحر ما بينام ونحنا كمان ما تعبنا", (Op.REPLACE, "تعبنا", "منام.")),
    ],
)
def test_what_was_done_to_a_quotation(quote: str, change: tuple[Op, str, str], talk: QuoteIndex) -> None:
    match = find_quote(quote, talk)
    assert match.status is Status.MODIFIED
    assert only_change(match) == change


def test_a_slip_of_the_recogniser_is_a_variant(talk: QuoteIndex) -> None:
    match = find_quote("كان في سبع مراكب بالبحر وكلهن رجعوا صالمين", talk)
    assert match.status is Status.EXACT
    assert [(variant.quote, variant.heard) for variant in match.variants] == [("صالمين", "سالمين")]


@pytest.mark.parametrize("pair", [("لم", "لن"), ("فرنسا", "فرنسي"), ("عشرين", "عشرون"), ("كبير", "كثير"), ("ما", "لا")])
def test_words_that_are_never_forgiven(pair: tuple[str, str]) -> None:
    similarity = WordSimilarity(language("ar"))
    assert not similarity.alike(*pair) or pair == ("عشرين", "عشرون")  # equal as numbers, before similarity is asked


def test_two_places_joined(talk: QuoteIndex) -> None:
    match = find_quote("كان في سبع مراكب بالبحر البحر ما بينام ونحنا كمان", talk)
    assert match.status is Status.STITCHED
    assert [place.segments for place in match.places] == [(3,), (7,)]
    assert match.heard == "كان في سبع مراكب بالبحر، … البحر ما بينام، ونحنا كمان"
    assert match.interval == match.places[0].interval
    assert match.segments == (3, 7)


@pytest.mark.parametrize("quote", ["", "…!", "جسر جديد يربط الجزيرة بالبر قبل الشتاء", "سبع ليرات من سنة", "xyz"])
def test_what_was_not_said_is_not_found(quote: str, talk: QuoteIndex) -> None:
    match = find_quote(quote, talk)
    assert (match.status, match.places, match.interval, match.heard) == (Status.NOT_FOUND, (), None, "")


def test_few_words_suffice_in_a_short_recording() -> None:
    transcript = transcript_of("We carried sixty families across the river")
    assert only_change(find_quote("carried seventy families", transcript)) == (Op.REPLACE, "seventy", "sixty")
    assert find_quote("the mayor slept", transcript).status is Status.NOT_FOUND


def test_place_context_and_the_weakest_deciding_word() -> None:
    transcript = transcript_of(*LINES[2:5], probability=0.9)
    first, *others = transcript.segments[1].words
    doubted = Segment((first, others[0], Word(others[1].start, others[1].end, "سبع", 0.31), *others[2:]))
    transcript = Transcript((transcript.segments[0], doubted, transcript.segments[2]), language="ar")
    match = find_quote("في سبع مراكب بالبحر", transcript)
    assert match.interval is not None
    assert match.interval.start == pytest.approx(others[0].start)
    assert match.places[0].before.endswith("للصبح. كان")
    assert match.places[0].after.startswith("وكلهن رجعوا")
    assert match.probability == 0.31


def test_empty_and_wordless_transcripts() -> None:
    assert find_quote("كلام", Transcript(())).status is Status.NOT_FOUND


def test_a_chapter_is_no_quotation(talk: QuoteIndex) -> None:
    with pytest.raises(AlignError, match="too long"):
        find_quote("كلمة " * (MOST_WORDS + 1), talk)


def test_spoken_and_transcript_give_the_same(talk: QuoteIndex) -> None:
    transcript = transcript_of(*LINES)
    spoken = TranscriptIndex(transcript, language("ar"))
    quote = "كان في سبع مراكب كبيرة بالبحر"
    assert find_quote(quote, transcript) == find_quote(quote, spoken) == find_quote(quote, talk)


def test_quotes_on_a_terminal_keep_directions_apart(talk: QuoteIndex) -> None:
    quotes = ["البحر ما بينام ونحنا كمان ما تعبنا", "كان في سبع مراكب بالبحر البحر ما بينام ونحنا كمان", "جسر جديد"]
    matches = [find_quote(quote, talk) for quote in quotes]
    page = io.StringIO()
    console = Console(file=page, force_terminal=True, color_system=None, width=70)
    print_quotes(matches, ["https://youtu.be/dQw4w9WgXcQ?t=1", None, None], console)
    shown = page.getvalue()
    assert "changed: \u2068«تعبنا»\u2069 for \u2068«منام.»\u2069" in shown
    assert "⧉ stitched from two places" in shown
    assert "○ not heard" in shown
    assert "https://youtu.be/dQw4w9WgXcQ?t=1" in shown
    assert shown.count("\u2068") == shown.count("\u2069")
    assert all(len(line.translate({0x2068: None, 0x2069: None})) <= 70 for line in shown.splitlines())


OMITTED = transcript_of(
    "We lost the lamp in a storm, it was terrible, and we repaired it in nine days.", "We did not lose the boat."
)


@pytest.mark.parametrize(
    ("quote", "omitted"),
    [
        ("We lost the lamp in a storm … and we repaired it in nine days.", ("it was terrible,",)),
        ("We lost the lamp in a storm [...] and we repaired it in nine days.", ("it was terrible,",)),
        ("We lost the lamp … terrible (…) in nine days", ("in a storm, it was", "and we repaired it")),
        ("… the lamp in a storm, it was terrible …", ()),
        ("We lost the lamp in a storm [in March], it was terrible", ()),
        ("[They] lost the lamp in a storm", ()),
        ("we repaired [the lamp] in nine days", ("it",)),
        ("We lost the lamp... in a storm", ()),
    ],
)
def test_what_a_quotation_marks_as_left_out_or_put_in_is_no_change(quote: str, omitted: tuple[str, ...]) -> None:
    match = find_quote(quote, OMITTED)
    assert (match.status, match.omissions, match.changes) == (Status.EXACT, omitted, ())


@pytest.mark.parametrize(
    "quote",
    [
        "We did … lose the boat",
        "We lost the lamp in a flood … and we repaired it in nine days",
        "We [never] lost the cow",
    ],
)
def test_a_mark_excuses_nothing_else(quote: str) -> None:
    assert find_quote(quote, OMITTED).status is not Status.EXACT


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 60), st.integers(3, 12), st.integers(0, 100), st.integers(3, 12))
def test_two_pieces_within_reach_are_one_quotation(start: int, first: int, gap: int, second: int) -> None:
    letters = "bdfgklmnprstvz"
    said = [
        f"{letters[at % 14]}a{letters[at * 5 // 14 % 14]}o{letters[at // 14 % 14]}{'eiou'[at % 4]}" for at in range(200)
    ]
    again = start + first + gap
    quote = f"{' '.join(said[start : start + first])} […] {' '.join(said[again : again + second])}"
    match = find_quote(quote, transcript_of(*(" ".join(said[at : at + 10]) for at in range(0, 200, 10))))
    assert match.status is Status.EXACT
    assert match.omissions == ((" ".join(said[start + first : again]),) if gap else ())


@pytest.mark.parametrize(
    ("quote", "said"),
    [
        ("60% of the ships left the harbour", "sixty per cent of the ships left the harbour"),
        ("sixty percent of the ships left the harbour", "60 % of the ships left the harbour"),
        ("٪٦٠ من السفن ما عادت تيجي", "ستين بالمية من السفن ما عادت تيجي"),
        ("راح المصباح وصلحناه بـ9 أيام", "راح المصباح وصلحناه بتسع أيام"),
        ("وصلحنا المصباح في 9 أيام", "وصلحنا المصباح في تسعة أيام"),
    ],
)
def test_numbers_written_otherwise_are_no_change(quote: str, said: str) -> None:
    assert find_quote(quote, transcript_of(said)).status is Status.EXACT


def test_another_share_is_a_change() -> None:
    match = find_quote(
        "70% of the ships left the harbour", transcript_of("sixty per cent of the ships left the harbour")
    )
    assert [(change.quote, change.heard) for change in match.changes] == [("70%", "sixty per cent")]


@pytest.mark.parametrize(
    ("quotation", "said", "language"),
    [
        (
            "I was standing there alone in the dark that night",
            "I was standing there a loan in the dark that night",
            "en",
        ),
        ("هو لاعب محترف من زمان ويعرف كل شي", "هو لاعب ومحتارف من زمان ويعرف كل شي", "ar"),
    ],
)
def test_what_sounds_alike_and_was_doubtful_is_put_down_to_the_recogniser(
    quotation: str, said: str, language: str
) -> None:
    def heard(probability: float) -> Transcript:
        sure = set(quotation.split())
        words = (
            Word(at / 2, at / 2 + 0.4, word, 0.95 if word in sure else probability)
            for at, word in enumerate(said.split())
        )
        return Transcript((Segment(tuple(words)),), language=language)

    doubtful, certain = find_quote(quotation, heard(0.3)), find_quote(quotation, heard(0.95))
    assert (doubtful.status, certain.status) == (Status.EXACT, Status.MODIFIED)
    (variant,) = doubtful.variants
    assert variant.quote in quotation
    assert variant.heard in said


def test_a_number_is_never_misheard() -> None:
    words = (
        Word(at / 2, at / 2 + 0.4, word, 0.2) for at, word in enumerate("we paid fifteen men in the spring".split())
    )
    match = find_quote("we paid fifty men in the spring", Transcript((Segment(tuple(words)),), language="en"))
    assert match.status is not Status.EXACT
