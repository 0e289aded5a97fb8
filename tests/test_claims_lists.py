"""Lists of claims: text, JSON Lines and CSV; order and ids kept, every mistake named with its line."""

import json
from pathlib import Path

import pytest

from align.claims import read_claims
from align.types import AlignError, Claim, Kind


def listed(folder: Path, name: str, content: str | bytes) -> tuple[Claim, ...]:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    return read_claims(path)


def test_a_text_file_has_a_claim_a_line(tmp_path: Path) -> None:
    claims = listed(tmp_path, "a.txt", "\ufeffThe gate was open.\r\n\r\n  فتح الفرن عند السابعة \nlast, one")
    assert [(c.id, c.text, c.span) for c in claims] == [
        ("c1", "The gate was open.", None),
        ("c2", "فتح الفرن عند السابعة", None),
        ("c3", "last, one", None),
    ]


def test_json_lines_keep_ids_order_and_text(tmp_path: Path) -> None:
    rows = [
        {"id": 7, "text": " spaces stay "},
        {"id": "b", "text": "two", "speaker": "Holt", "kind": "quoted"},
        {"text": "no id"},
        {"id": "a", "text": "half \ud83d a character", "kind": None},
    ]
    claims = listed(tmp_path, "a.jsonl", "\n\n".join(json.dumps(row) for row in rows) + "\n")
    assert [(c.id, c.text) for c in claims] == [
        ("7", " spaces stay "),
        ("b", "two"),
        ("c3", "no id"),
        ("a", "half \ufffd a character"),
    ]
    assert (claims[1].kind, claims[1].speaker, claims[0].kind) == (Kind.QUOTED, "Holt", Kind.NARRATED)


def test_json_lines_are_known_by_their_look(tmp_path: Path) -> None:
    assert listed(tmp_path, "claims", '{"id": "x", "text": "a gate"}\n')[0].id == "x"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_with_any_usual_delimiter(tmp_path: Path, delimiter: str) -> None:
    header, first, second = ["ID", "note", "Text"], ["x1", "", '"one, two; ""three""\nlines"'], ["", "n", "four"]
    content = "\ufeff" + "\r\n".join(delimiter.join(row) for row in (header, first, second))
    claims = listed(tmp_path, "a.csv", content)
    assert [(c.id, c.text) for c in claims] == [("x1", 'one, two; "three"\nlines'), ("c2", "four")]


def test_csv_of_one_column(tmp_path: Path) -> None:
    assert [c.id for c in listed(tmp_path, "a.csv", 'text\n"one, two"\nthree\n')] == ["c1", "c2"]


def test_parts_count_in_the_claims_own_text(tmp_path: Path) -> None:
    (claim,) = listed(tmp_path, "a.txt", "\nطلب المدير دعما ماليا وتسهيلا لوصول الكتب")
    assert [part.span.of(claim.text) for part in claim.parts] == ["طلب المدير دعما ماليا", "وتسهيلا لوصول الكتب"]
    assert claim.parts[1].text == "طلب المدير تسهيلا لوصول الكتب"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.txt", "", "holds no claims"),
        ("a.csv", "id,text\n", "holds no claims"),
        ("a.jsonl", "\n\n", "holds no claims"),
        ("a.jsonl", '{"text": "a"}\n{"text": ', "line 2: not JSON"),
        ("a.jsonl", '{"text": "a"}\n\n["b"]', "line 3: not a JSON object"),
        ("a.jsonl", '{"id": 1}', "line 1: no text"),
        ("a.jsonl", '{"id": 1, "text": " "}', "line 1: no text"),
        ("a.txt", "one claim\n" + "word " * 81, "line 2: 81 words are more than one claim, which has at most 80"),
        ("a.csv", "id,text\n1," + "كلمة " * 1200, "line 2: 1,200 words are more than one claim"),
        ("a.jsonl", '{"id": 1.5, "text": "a"}', "line 1: the id"),
        ("a.jsonl", '{"id": true, "text": "a"}', "line 1: the id"),
        ("a.jsonl", '{"id": "\\ud800", "text": "a"}', "line 1: the id holds half a character"),
        ("a.jsonl", '{"speaker": 3, "text": "a"}', "line 1: the speaker"),
        ("a.jsonl", '{"kind": "rumour", "text": "a"}', "line 1: the kind"),
        ("a.jsonl", '{"id": "x", "text": "a"}\n{"id": "x", "text": "b"}', "line 2: the id 'x' is already on line 1"),
        ("a.jsonl", '{"id": "c2", "text": "a"}\n{"text": "b"}', "line 2: the id 'c2' is already on line 1"),
        ("a.jsonl", "[" * 100_000, "line 1: not JSON"),
        ("a.csv", "id,claim\n1,a", "line 1: the header"),
        ("a.csv", "id,text\n1,a\n2,b,c", "line 3: 3 fields under 2 columns"),
        ("a.csv", 'id,text\n1,"a\nb"\n1,c', "line 4: the id '1' is already on line 2"),
        ("a.csv", 'id,text\n1,"a', "line 2: not CSV"),
        ("a.csv", "id,text\n1,", "line 2: no text"),
        ("a.txt", b"\x00\x01\x02" * 100, "binary"),
    ],
)
def test_a_malformed_list_is_one_line_that_names_the_line(
    tmp_path: Path, name: str, content: str | bytes, says: str
) -> None:
    with pytest.raises(AlignError, match=says) as caught:
        listed(tmp_path, name, content)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("path", "says"), [("missing.txt", "no list of claims at"), (".", "is a folder")])
def test_a_list_that_is_not_there(path: str, says: str) -> None:
    with pytest.raises(AlignError, match=says):
        read_claims(path)


def test_a_claim_as_long_as_an_articles_may_be(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("word " * 80)
    assert len(read_claims(tmp_path / "a.txt")) == 1


def test_many_claims(tmp_path: Path) -> None:
    claims = listed(tmp_path, "a.jsonl", "\n".join(f'{{"id": {n}, "text": "claim {n}"}}' for n in range(20_000)))
    assert [claim.id for claim in claims] == [str(n) for n in range(20_000)]
