"""The language tables: every one as its schema has it, no role misspelt, no row that nothing can reach."""

import ast
import itertools
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

import align
from align.language import fold, language, tokenise
from align.language.expressions import expressions_in
from align.language.phrases import TokenView
from align.language.tables import rows, spellings

LANGUAGE = Path(align.__file__).parent / "language"
SCHEMA = tomllib.loads((LANGUAGE / "tables.toml").read_text(encoding="utf-8"))
TABLES = sorted((path.parent.name, path.stem) for path in LANGUAGE.glob("*/*.tsv"))


@cache
def read_words() -> frozenset[str]:
    """Every word that stands in a string of the code, and every ending or beginning that a string is built with."""
    found = set()
    for path in Path(align.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.update(node.value.split())
    return frozenset(found)


def is_read(role: str) -> bool:
    """Whether the code names `role`, whole or by its two halves ("scope-" and "link", "teen" and "-stem")."""
    at = (place for place, letter in enumerate(role) if letter == "-")
    cuts = [(role[: place + 1], role[place + 1 :]) for place in at]
    halves = any(head in read_words() and tail in read_words() for head, tail in cuts)
    ends = any({f"-{tail}", role.removesuffix(f"-{tail}")} <= read_words() for _, tail in cuts)
    endings = any(f"-{tail}" in read_words() and f"-{tail}" in ("-before", "-after", "-far") for _, tail in cuts)
    return role in read_words() or halves or ends or endings


def test_every_table_has_a_schema_and_every_schema_a_table() -> None:
    assert {table for _, table in TABLES} == set(SCHEMA)


@pytest.mark.parametrize(("code", "table"), TABLES)
def test_rows_have_the_columns_of_the_schema(code: str, table: str) -> None:
    schema = SCHEMA[table]
    most = len(schema["columns"])
    least = most - schema.get("optional", 0)
    endless = table in ("calendar", "qualifiers", "negation", "factuality", "relations")
    wrong = [row for row in rows(code, table) if len(row) < least or (len(row) > most and not endless)]
    assert not wrong
    assert not [row for row in rows(code, table) if any(cell != cell.strip() or not cell for cell in row)]
    if "never" in schema["empty"] and table not in ("relations",):
        assert not [row for row in rows(code, table) if "-" in row]


@pytest.mark.parametrize(("code", "table"), TABLES)
def test_roles_are_those_of_the_schema(code: str, table: str) -> None:
    if roles := SCHEMA[table].get("roles"):
        assert {row[0] for row in rows(code, table)} <= set(roles)
    if registers := SCHEMA[table].get("registers"):
        assert {row[1] for row in rows(code, table)} <= set(registers)


@pytest.mark.parametrize(
    ("table", "role"), [(table, role) for table in SCHEMA for role in SCHEMA[table].get("roles", ())]
)
def test_every_role_is_read_somewhere_and_used_by_a_language(table: str, role: str) -> None:
    assert is_read(role)
    assert any(row[0] == role for code in ("ar", "en", "mul") for row in rows(code, table))


def reachable(spelling: str, cells: str) -> bool:
    """Whether running text can hold a spelling as the table has it: as many tokens as words."""
    if cells == "words":
        return len(tokenise(spelling)) == 1 or "'" in spelling or not spelling.isalpha()
    if cells == "stems":
        return fold(spelling).rstrip("-").isalpha()
    words = spelling.rstrip("?!").split("+")
    tokens = tokenise(" ".join(words))
    return [token.text for token in tokens] == [fold(word) for word in words] or not spelling[:1].isalpha()


@pytest.mark.parametrize(("code", "table"), TABLES)
def test_no_spelling_is_out_of_reach_or_listed_twice(code: str, table: str) -> None:
    cells = SCHEMA[table]["cells"]
    if cells not in ("words", "phrases", "stems", "names"):
        return
    first = {"lexicon": 2, "names": 1, "units": 3, "numbers": 2, "calendar": 2, "magnitudes": 2}.get(table, 1)
    seen: Counter[tuple[str, ...]] = Counter()
    for row in rows(code, table):
        heads = (row[0],) if table == "lexicon" else row[:first]
        if heads[0] in ("negator-circumfix", "setting", "prefix", "written-on-conjunction", "verb-begins"):
            continue
        columns = row[first:]
        if table == "factuality":  # each of a first list before each of a second
            columns = (" ".join(map("+".join, itertools.product(*map(spellings, columns)))),)
        for column, cell in enumerate(columns, first):
            words = list(spellings(cell))
            assert all(reachable(word, cells) for word in words), (
                row[0],
                [w for w in words if not reachable(w, cells)],
            )
            seen.update((*heads, "" if table == "lexicon" else str(column), word) for word in words)
    assert not [spelling for spelling, count in seen.items() if count > 1]


@pytest.mark.parametrize("code", ["ar", "en"])
def test_scales_name_concepts_that_have_words_and_every_scale_adds_a_pair(code: str) -> None:
    named = {row[0] for row in rows(code, "lexicon")} | {row[0] for row in rows(code, "names")}
    pairs = Counter[frozenset[str]]()
    for ones, others in rows(code, "opposites"):
        assert set(ones.split()) | set(others.split()) <= named
        assert set(ones.split()).isdisjoint(others.split())
        pairs.update(map(frozenset, itertools.product(ones.split(), others.split())))
    for ones, others in rows(code, "opposites"):
        assert any(pairs[frozenset(pair)] == 1 for pair in itertools.product(ones.split(), others.split())), ones


@pytest.mark.parametrize("code", ["ar", "en"])
def test_no_word_that_means_something_of_its_own_denies_by_its_letters(code: str) -> None:
    known = language(code)
    listed = (cell for table in ("names", "lexicon") for row in rows(code, table) for cell in row[1:])
    words = {fold(word) for cell in listed for spelling in spellings(cell) for word in spelling.split("+")}
    # «فلم» is "film" and "and did not", «فما» "a mouth" and "and not".
    assert {word for word in words if known.is_negator(word)} - known.negators <= {"فلم", "فما"}


@pytest.mark.parametrize("code", ["ar", "en"])
def test_every_change_has_another_one_at_the_other_end_of_its_scale(code: str) -> None:
    changes = {concept for row in rows(code, "changes") for concept in row[0].split()}
    ends = [(set(ones.split()) & changes, set(others.split()) & changes) for ones, others in rows(code, "opposites")]
    assert changes == set().union(*(ones | others for ones, others in ends if ones and others))


def test_a_row_of_a_table_starts_with_a_header_that_says_where_it_comes_from() -> None:
    for code, table in TABLES:
        head = (LANGUAGE / code / f"{table}.tsv").read_text(encoding="utf-8")
        comment = " ".join(line.lstrip("#").strip() for line in head.splitlines() if line.startswith("#"))
        assert "written for this project" in comment.lower() or "After " in comment, table


# What a set phrase's words say where they mean no more than themselves; none of it may be read as the phrase.
@pytest.mark.parametrize(
    ("concept", "text"),
    [
        ("decrease", "He went down to the hotel"),
        ("increase", "she went home and up the stairs"),
        ("find", "they came across the border at night"),
        ("succeed", "he pulled his boots off"),
        ("withdraw", "she pulled a gun out"),
        ("end", "they wrapped the baby up"),
        ("investigate", "he looked into the room"),
        ("demand_act", "we heard a call for help"),
        ("retreat_act", "he fell on his back"),
        ("cause_bring", "the guard led him to the room"),
        ("red_card", "they were shown a red carpet"),
        ("refuse_act", "قال لا تروح"),
        ("rich", "ضرب ابن عمه"),
        ("end_act", "الوضع لحد هلق صعب"),
        ("die", "أعطاك عمر الكتاب"),
        ("completely", "سأل عن شخص آخر"),
        ("support_person", "وقف جنب الباب"),
        ("close_friend", "رفيقي عمر"),
        ("insist", "ضل بمصر"),
        ("partial", "نطرنا لحد ما إجا"),
    ],
)
def test_plain_prose_is_no_set_phrase(concept: str, text: str) -> None:
    found = expressions_in(TokenView(text, tokenise(text)), "en" if text.isascii() else "ar")
    assert f"c:{concept}" not in {expression.concept for expression in found}
