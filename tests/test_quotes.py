"""Quotations found exactly, told from altered ones, and never invented."""

from __future__ import annotations

import io
import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from align import AlignError, check_claims, find_quote
from align.judging.quotations import judge_wording
from align.language import language
from align.matching import TranscriptIndex
from align.quotes import Op, QuoteIndex, QuoteMatch, Status, quotes_in_article, quotes_in_file
from align.quotes.alignment import LEFT_OUT, VARIANT, WORD, Problem, rows, steps
from align.quotes.find import MOST_WORDS
from align.quotes.similarity import WordSimilarity
from align.quotes.terminal import print_quotes
from align.types import Claim, Finding, Kind, Reason, ReasonCode, Verdict
from benchmarks.synthetic import interview
from cli import main
from transcripts import Segment, Transcript, Word, save

LINES = (
    "أهلا وسهلا فيكم، معنا اليوم حارس المنارة القديمة في رأس الملح.",
    "والله بلشت شغل بالمنارة سنة ألف وتسعمية وتسعة وتمانين، كنت ابن عشرين سنة.",
    "هديك الليلة انطفى الضو الساعة الواحدة والنصف، وضليت أضوي بالفانوس للصبح.",
    "كان في سبع مراكب بالبحر، وكلهن رجعوا سالمين من العاصفة الكبيرة.",
    "ما غرق حدا، الحمد لله ما غرق ولا بحار.",
    "بلدية رأس الملح دفعت خمسة وتلاتين ألف ليرة وصلحنا الفانوس الكبير.",
    "تلاتين بالمية من الزوار بيجو من سوريا بالصيف كل سنة.",
    "البحر ما بينام، ونحنا كمان ما منام.",
)


def transcript_of(*lines: str, probability: float | None = None) -> Transcript:
    segments, now = [], 0.0
    for line in lines:
        words = []
        for text in line.split():
            words.append(Word(now, now + 0.4, text, probability))
            now += 0.5
        segments.append(Segment(tuple(words), speaker="guest"))
        now += 1.0
    return Transcript(tuple(segments), language="ar")


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


# The recurrence against a naive oracle: every window of the recording, every alignment.


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
    stretch = words[min(start, len(words) - size) :][:size]
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


# What the judge makes of it.


def judged(text: str, verdict: Verdict, *reasons: Reason, kind: Kind = Kind.QUOTED) -> Finding:
    claim = Claim("c1", text, None, kind)
    spoken = TranscriptIndex(transcript_of(*LINES), language("ar"))
    return judge_wording(Finding(claim, verdict, 0.6, reasons), spoken)


def test_wording_decides_on_quotations_only() -> None:
    exact, changed = "البحر ما بينام، ونحنا كمان ما منام", "البحر ما بينام، ونحنا كمان ما تعبنا"
    reworded = "عادت المراكب السبعة سالمة رغم العاصفة الشديدة"
    assert judged(exact, Verdict.UNCLEAR).verdict is Verdict.SUPPORTED
    found = judged(changed, Verdict.SUPPORTED)
    assert found.verdict is Verdict.PARTLY_SUPPORTED
    assert [(r.code, r.article, r.audio) for r in found.reasons] == [(ReasonCode.QUOTE_DIFFERS, "تعبنا", "منام.")]
    assert found.evidence[0].segments == (7,)
    assert judged(changed, Verdict.SUPPORTED, kind=Kind.ATTRIBUTED).verdict is Verdict.SUPPORTED
    assert judged(changed, Verdict.CONTRADICTED).verdict is Verdict.CONTRADICTED
    assert judged("جسر جديد يربط الجزيرة بالبر", Verdict.NOT_FOUND).verdict is Verdict.NOT_FOUND
    assert find_quote(reworded, transcript_of(*LINES)).status is Status.NOT_FOUND
    found = check_claims([Claim("c1", reworded, None, Kind.QUOTED)], transcript_of(*LINES))[0]
    assert (found.verdict, found.reasons[0].code) == (Verdict.PARTLY_SUPPORTED, ReasonCode.QUOTE_DIFFERS)
    reported = check_claims([Claim("c1", reworded, None)], transcript_of(*LINES))[0]
    assert ReasonCode.QUOTE_DIFFERS not in [reason.code for reason in reported.reasons]
    host = Reason(ReasonCode.HOST_ONLY)
    assert judged(exact, Verdict.UNCLEAR, host).reasons == (host,)


# The command.


@pytest.fixture
def transcript_file(tmp_path: Path) -> Path:
    path = tmp_path / "talk.json"
    save(transcript_of(*LINES, probability=0.8), path)
    return path


def test_quote_as_json_in_the_order_given(transcript_file: Path, tmp_path: Path) -> None:
    (tmp_path / "quotes.txt").write_text("\ufeffجسر جديد يربط الجزيرة بالبر\n\nما غرق حدا\n", encoding="utf-8")
    arguments = ["quote", str(transcript_file), "البحر ما بينام ونحنا كمان ما تعبنا", "--format", "json"]
    options = ["--file", str(tmp_path / "quotes.txt"), "--link", "https://youtu.be/dQw4w9WgXcQ", "--lead", "2"]
    result = CliRunner().invoke(main, [*arguments, *options])
    assert result.exit_code == 0
    quotes = json.loads(result.stdout)["quotes"]
    assert [quote["status"] for quote in quotes] == ["modified", "not_found", "exact"]
    assert set(quotes[0]) == {"text", "status", "start", "end", "heard", "changes", "link", "speaker"}
    assert quotes[0]["speaker"] == "guest"
    assert quotes[0]["changes"] == [{"op": "replace", "quote": "تعبنا", "heard": "منام."}]
    assert quotes[0]["link"] == f"https://youtu.be/dQw4w9WgXcQ?t={int(quotes[0]['start'] - 2)}"
    assert quotes[1] | {"text": ""} == {
        "text": "", "status": "not_found", "start": None, "end": None, "heard": None, "changes": [], "link": None,
    }  # fmt: skip


def test_quote_in_words_and_its_exit_codes(transcript_file: Path, tmp_path: Path) -> None:
    article = tmp_path / "article.md"
    article.write_text(
        "## عنوان\n\nقال: «البحر ما **بينام**، ونحنا كمان ما تعبنا». وكتاب «المنارة».\n", encoding="utf-8"
    )
    run = CliRunner().invoke
    result = run(main, ["quote", str(transcript_file), "--article", str(article), "--fail-on", "modified,stitched"])
    assert result.exit_code == 3
    assert "◐ modified | «البحر ما بينام ، ونحنا كمان ما تعبنا» | changed: «تعبنا» for «منام.»" in result.stdout
    assert "Quotations: 1 · ◐ modified 1" in result.stdout
    assert run(main, ["quote", str(transcript_file)]).exit_code == 2
    assert run(main, ["quote", str(transcript_file), "كلام", "--fail-on", "wrong"]).exit_code == 2
    missing = run(main, ["quote", str(transcript_file), "--file", str(tmp_path / "none.txt")])
    assert (missing.exit_code, missing.stderr.count("\n")) == (1, 1)
    assert run(main, ["quote", str(tmp_path / "none.json"), "كلام"]).exit_code == 1


def test_lists_without_quotations(tmp_path: Path) -> None:
    path = tmp_path / "none.txt"
    path.write_text("«» …\n\nكلام بلا «عنوان».\n", encoding="utf-8")
    assert quotes_in_file(path) == ("كلام بلا «عنوان».",)
    with pytest.raises(AlignError, match="no quotations"):
        quotes_in_article(path)
    path.write_text("\n…\n", encoding="utf-8")
    with pytest.raises(AlignError, match="no quotations"):
        quotes_in_file(path)


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
