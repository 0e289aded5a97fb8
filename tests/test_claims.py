"""Articles as their claims: what a reader sees of them, and what holds for any text."""

import itertools
import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.article import read_article
from align.article.plain import paragraphs
from align.claims import find_claims, find_parts
from align.claims.quotes import quoted_texts
from align.types import Article, Claim, Kind, Paragraph, Span

DEMO = Path(__file__).parent.parent / "demo"
MARK = {Kind.ATTRIBUTED: "A", Kind.QUOTED: "Q", Kind.NARRATED: "N", Kind.EDITORIAL: "E"}

GOLDEN = Path(__file__).parent / "golden"
WORDS = [word for path in sorted(GOLDEN.glob("*.article.txt")) for word in path.read_text("utf-8").split()]


def article(text: str) -> Article:
    return Article(text, paragraphs(text))


def shown(claim: Claim, text: str) -> str:
    parts = " | ".join(part.span.of(text) for part in claim.parts) or claim.text
    speaker = f"[{claim.speaker}] " if claim.speaker else ""
    cue = f"<{claim.cue}> " if claim.cue else ""
    return f"{MARK[claim.kind]} {speaker}{cue}{parts}"


@pytest.mark.parametrize("name", ["library-ar", "mill-en"])
def test_an_article_as_its_claims(name: str) -> None:
    """One line a claim: kind, [speaker], <cue>, its parts."""
    source = read_article(GOLDEN / f"{name}.article.txt")
    expected = (GOLDEN / f"{name}.claims.txt").read_text("utf-8").splitlines()
    assert [shown(claim, source.text) for claim in find_claims(source)] == expected


def sentences() -> list[list[str]]:
    blocks = (GOLDEN / "sentences.txt").read_text("utf-8").split("\n\n")
    return [block.splitlines() for block in blocks if block and not block.startswith("#")]


@pytest.mark.parametrize("block", sentences(), ids=lambda block: block[0][:40])
def test_a_sentence_as_its_claims(block: list[str]) -> None:
    text, *expected = block
    claims = find_claims(Article(text, (Paragraph(Span(0, len(text))),)))
    assert [shown(claim, text) for claim in claims] == [line.strip() for line in expected]


@pytest.mark.parametrize(
    ("text", "claim", "carried"),
    [
        ("أشارت سلمى إلى أن المدير حاول إقناع الوزير، لكن الأخير رفض تماما.", "الأخير رفض تماما", {"المدير", "الوزير"}),
        ("وأكد الخباز سامي أنه لن يترك الفرن.", "لن يترك الفرن", {"الخباز", "سامي"}),
        ("فتحت أم كمال فرنها. ولم تأخذ ليرة واحدة.", "ولم تأخذ ليرة واحدة", {"كمال"}),
        ("Maria Holt said she would stay.", "she would stay", {"Maria", "Holt"}),
        ("The owner Grant stayed away; he sent a letter.", "he sent a letter", {"Grant"}),
        ("The council heard Grant. The gate was open.", "The gate was open", set()),
    ],
)
def test_what_a_pronoun_stands_for_is_context_and_not_text(text: str, claim: str, carried: set[str]) -> None:
    (found,) = [c for c in find_claims(article(text)) if c.text == claim]
    words = set(found.context.split())
    assert carried <= words if carried else not words


@pytest.mark.parametrize(
    ("text", "claim", "stands_for"),
    [
        ("كانت هناك محاولات لعقد مفاوضات مع العراق، لكنها لم تؤت ثمارها.", "لم تؤت ثمارها", ("محاولات لعقد مفاوضات",)),
        ("حاول الروس إقناع الأسد بلقاء مع أردوغان، لكن الأخير رفض تماما.", "الأخير رفض تماما", ("أردوغان", "الأسد")),
        ("كان الهرب خيار الأسد، الذي وجد نفسه محاصرا وحيدا.", "الذي وجد نفسه محاصرا وحيدا", ("الأسد",)),
        ("غضب الناس، ما زاد من عزلة البلدية.", "ما زاد من عزلة البلدية", ("غضب الناس",)),
        ("فتحت أم كمال، صاحبة الفرن، فرنها. ولم تأخذ ليرة واحدة.", "ولم تأخذ ليرة واحدة", ("أم كمال",)),
        ("وأكد الخباز سامي أنه لن يترك الفرن.", "لن يترك الفرن", ("الخباز سامي",)),
        ("The mayor and the governor came. He promised help.", "He promised help", ("The mayor", "the governor")),
        ("بدأ يعمل وحده. ولم يساعده أحد.", "ولم يساعده أحد", ()),
        ("She sold her car, which paid for the first beams.", "which paid for the first beams", ("her car",)),
        ("Maria Holt said she would stay.", "she would stay", ("Maria Holt",)),
        ("The council heard Grant. The gate was open.", "The gate was open", ()),
        ("There was a mill. There was no road.", "There was no road", ()),
    ],
)
def test_what_a_fragment_stands_for(text: str, claim: str, stands_for: tuple[str, ...]) -> None:
    (found,) = [c for c in find_claims(article(text)) if c.text == claim]
    assert found.stands_for == stands_for


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("بوتين أبدى تحفظه ولم يلتزم بأي إجراءات", ["بوتين أبدى تحفظه", "بوتين لم يلتزم بأي إجراءات"]),
        ("طلب المدير دعما ماليا وتسهيلا لوصول الكتب", ["طلب المدير دعما ماليا", "طلب المدير تسهيلا لوصول الكتب"]),
        ("انهيار الاقتصاد واستنزاف الجيش", ["انهيار الاقتصاد", "واستنزاف الجيش"]),
        (
            "the engine failed at noon and the crew pulled the boat",
            ["the engine failed at noon", "the crew pulled the boat"],
        ),
        (
            "Maren Holt asked for aid and for a safe passage home",
            ["Maren Holt asked for aid", "Maren Holt asked for a safe passage home"],
        ),
        (
            "After the old mill had closed, the family moved to Riverton",
            ["After the old mill had closed", "the family moved to Riverton"],
        ),
        ("If the mill had closed, the family would have moved", []),
        (
            "When he sold the house, the car and the land, he moved away",
            ["When he sold the house, the car and the land", "he moved away"],
        ),
        ("بعد أن انتهت الحرب، عادت العائلة إلى حلب", ["بعد أن انتهت الحرب", "عادت العائلة إلى حلب"]),
        ("بينما كان الناس نائمين، انهار السد", ["بينما كان الناس نائمين", "انهار السد"]),
        (
            "the ferry broke down and drifted down the river",
            ["the ferry broke down", "the ferry drifted down the river"],
        ),
    ],
)
def test_a_part_is_a_statement_of_its_own(text: str, parts: list[str]) -> None:
    assert [part.text for part in find_parts(text)] == parts


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("كشف صقر عن تفاصيل غير مسبوقة بشأن الساعات الأخيرة.", []),
        ("تحدث صقر عن الوضع الكارثي داخل البلاد.", []),
        ("تحدث صقر عن انهيار الاقتصاد.", ["انهيار الاقتصاد"]),
        ("The mayor spoke about the cold winter of that year.", []),
        (
            "غادر القصر صباح الأحد، بعد أن ألغيت كلمة متلفزة للشعب.",
            ["غادر القصر صباح الأحد", "بعد أن ألغيت كلمة متلفزة للشعب"],
        ),
        (
            "He left the palace at dawn, after the speech had been cancelled.",
            ["He left the palace at dawn", "after the speech had been cancelled"],
        ),
        ("Nobody believed that the mill had closed.", ["Nobody believed that the mill had closed"]),
        ("No one in town said that the mill had closed.", ["No one in town said that the mill had closed"]),
        ("Ann, who ran the mill, sold it in May.", ["Ann, who ran the mill, sold it in May"]),
    ],
)
def test_clauses_that_state_something_are_claims_and_noun_phrases_are_none(text: str, claims: list[str]) -> None:
    assert [claim.text for claim in find_claims(article(text))] == claims


@pytest.mark.parametrize(
    ("paragraphs_", "quoted"),
    [
        (['Holt said: "We stood there. It was cold.', "Nobody came.", 'It burned down." The end came soon.'], 4),
        (["قالت هالة: «كنا ننام بين الرفوف.", "لم يكن لدينا سقف.", "وبقينا شهرين».", "البلدية لم ترد."], 3),
        (["“We stood there in the cold.", "“Nobody came to us,” she said. The end came soon."], 2),
        (['Holt built a 6" wall there.', "Nobody came to see it.", "It fell down again."], 0),
        (["He opened with « and never closed it again.", "Nobody came to see it."], 0),
    ],
)
def test_a_quotation_over_several_paragraphs_is_one(paragraphs_: list[str], quoted: int) -> None:
    claims = find_claims(article("\n\n".join(paragraphs_)))
    assert [claim.kind for claim in claims].count(Kind.QUOTED) == quoted
    assert len({claim.speaker for claim in claims if claim.kind is Kind.QUOTED}) <= 1
    assert len([quote for quote in quoted_texts(paragraphs_) if len(quote.split()) > 2]) == min(quoted, 1)


def test_every_claim_of_the_demo_is_found_once() -> None:
    demo = read_article(DEMO / "article.md")
    claims = find_claims(demo)
    gold = json.loads((DEMO / "gold.json").read_text("utf-8"))["claims"]
    for wanted in gold:
        start = demo.text.index(wanted["text"])
        inside = [c for c in claims if c.span and start <= c.span.start and c.span.end <= start + len(wanted["text"])]
        assert len(inside) == 1, wanted["text"]
        assert (inside[0].kind is Kind.EDITORIAL) == (wanted["verdict"] == "not_checkable")
    assert len(claims) == len(gold)


def test_claims_of_markdown_are_spans_of_the_raw_text(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "# Bread\n\n> Holt said that the [mill](https://example.org/a.b) ground\n> **3.5** tonnes.[2] It closed.\n"
    )
    source = read_article(path)
    first, second = find_claims(source)
    assert first.text == "the [mill](https://example.org/a.b) ground\n> **3.5** tonnes"
    assert first.plain == "the  mill" + " " * 26 + " ground\n    3.5   tonnes"
    assert (second.text, second.plain) == ("It closed", None)


TEXTS = (
    st.text(alphabet=st.characters(codec=None), max_size=200)
    | st.lists(
        st.sampled_from(
            [*WORDS, "«", "»", '"', "“", "”", ".", "،", ",", ";", "؛", ":", "?", "\n", "\n\n", "(", ")", "$", "-",
             "و", "أن", "قال", "said", "that", "بحسب", "according", "to", "and", "\ud800", "\0", "😀"]
        ),
        max_size=60,
    ).map(" ".join)
    | st.text(alphabet="قال أن وف،.«»\":;?! that,s\n", max_size=120)
)  # fmt: skip


@settings(deadline=None)
@given(TEXTS)
def test_claims_of_any_text_are_slices_of_its_paragraphs_in_order(text: str) -> None:
    source = article(text)
    claims = find_claims(source)
    assert [claim.id for claim in claims] == [f"c{number}" for number in range(1, len(claims) + 1)]
    spans = [claim.span for claim in claims if claim.span]
    assert [span.of(text) for span in spans] == [claim.text for claim in claims]
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    body = [paragraph.span for paragraph in source.paragraphs if not paragraph.heading]
    assert all(any(p.start <= span.start < span.end <= p.end for p in body) for span in spans)
    assert all((claim.kind is Kind.EDITORIAL) == bool(claim.cue) for claim in claims)
    assert find_claims(source) == claims


@settings(deadline=None)
@given(TEXTS)
def test_parts_of_any_text_cover_its_words_in_order(text: str) -> None:
    parts = find_parts(text)
    assert len(parts) != 1
    if parts:
        between = [
            text[a.end : b.start]
            for a, b in itertools.pairwise([Span(0, 0), *(part.span for part in parts), Span(len(text), len(text))])
        ]
        assert not any(char.isalnum() for char in "".join(between))
        assert all(part.span.start < part.span.end for part in parts)


@settings(deadline=None)
@given(st.lists(st.sampled_from("river gate mill open four 7 the of in quickly green".split()), min_size=1))
def test_plain_words_are_all_claimed(words: list[str]) -> None:
    text = " ".join([*words, "gate"])
    claims = find_claims(Article(text, (Paragraph(Span(0, len(text))),)))
    assert " ".join(claim.text for claim in claims) == text


@pytest.mark.parametrize(
    "text",
    [
        "كلمة " * 40_000, ".،,!؟" * 40_000, "😀" * 200_000,
        "a\0" * 100_000, "\ud800 a" * 50_000, "«" * 200_000,
        '"' * 200_000,
        "a, " * 60_000, "he said that " * 15_000, "وكان " * 40_000, "بحسب " * 40_000, "a b, he said, " * 15_000,
        "أشار أن " * 25_000, '"a b c," he said. ' * 12_000, "((" * 50_000 + "a b" + "))" * 50_000,
        "الرجل، الذي كبر، " * 4_000, "الرجل، وهو كبير، " * 4_000, "the mill, saying, " * 4_000,
    ],
    ids=range(18),
)  # fmt: skip
def test_one_endless_line_takes_linear_time(text: str) -> None:
    started = time.process_time()
    claims = find_claims(Article(text, (Paragraph(Span(0, len(text))),)))
    assert time.process_time() - started < 8
    assert all(len(claim.text.split()) <= 200 for claim in claims)


def test_an_article_of_headings_has_no_claims() -> None:
    text = "The night the mill burned"
    assert find_claims(Article(text, (Paragraph(Span(0, len(text)), heading=True),))) == ()
