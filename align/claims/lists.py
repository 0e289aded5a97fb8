"""Claims from a list: a text file with a claim a line, JSON Lines, or CSV with a header."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from align.article.decode import decode
from align.claims.paragraph import LONGEST
from align.claims.parts import find_parts
from align.language import tokenise
from align.types import AlignError, Claim, Kind

MAX_LIST_BYTES = 64 << 20  # 100,000 long claims are about 30 MB
_CSV_SUFFIXES = frozenset((".csv", ".tsv"))
_JSON_SUFFIXES = frozenset((".jsonl", ".ndjson", ".json"))
_DELIMITERS = ",;\t"
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_FIELD_LIMIT = 1 << 20  # characters of one CSV field


@dataclass(frozen=True, slots=True)
class _Row:
    """One entry of a list, as written."""

    line: int  # 1-based
    text: object
    id: object = None
    kind: object = None
    speaker: object = None


def read_claims(path: str | Path) -> tuple[Claim, ...]:
    """The claims of a list in its order, under its ids; `span` is None, `parts` count in `text`.

    JSON Lines: objects with "text", and if wanted "id", "speaker", "kind". CSV (comma, semicolon or tab): columns of
    these names. Anything else: a claim a line. Without ids they are c1, c2, … in order. Blank lines are passed over.

    Raises:
        AlignError: The file cannot be read or is empty, or a line is malformed, or too long (with its number).
    """
    name = str(path)
    text = decode(_read(Path(path), name), name).removeprefix("\ufeff")
    claims: list[Claim] = []
    seen: dict[str, int] = {}
    for row in _rows(text, Path(path).suffix.lower(), name):
        claim = _claim(row, len(claims) + 1, name)
        if claim.id in seen:
            raise AlignError(f"{name}, line {row.line}: the id {claim.id!r} is already on line {seen[claim.id]}")
        seen[claim.id] = row.line
        claims.append(claim)
    if not claims:
        raise AlignError(f"{name} holds no claims")
    return tuple(claims)


def _read(path: Path, name: str) -> bytes:
    try:
        if path.is_dir():
            raise AlignError(f"{name} is a folder, not a list of claims")
        with path.open("rb") as file:
            data = file.read(MAX_LIST_BYTES + 1)
    except FileNotFoundError:
        raise AlignError(f"no list of claims at {name}") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = getattr(error, "strerror", None) or error
        raise AlignError(f"the list of claims {name!r} cannot be read: {reason}") from error
    if len(data) > MAX_LIST_BYTES:
        raise AlignError(f"{name} is larger than {MAX_LIST_BYTES >> 20} MB, too large for a list of claims")
    return data


def _rows(text: str, suffix: str, name: str) -> Iterator[_Row]:
    if suffix in _CSV_SUFFIXES:
        return _csv_rows(text, name)
    if suffix in _JSON_SUFFIXES or text.lstrip().startswith('{"'):
        return _json_rows(text, name)
    lines = enumerate(text.split("\n"), 1)
    return (_Row(number, line.strip()) for number, line in lines if line.strip())


def _json_rows(text: str, name: str) -> Iterator[_Row]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
        except (ValueError, RecursionError) as error:
            reason = error.msg if isinstance(error, json.JSONDecodeError) else "too deep or too long"
            raise AlignError(f"{name}, line {number}: not JSON ({reason})") from error
        if not isinstance(entry, dict):
            raise AlignError(f"{name}, line {number}: not a JSON object with a text")
        yield _Row(number, entry.get("text"), entry.get("id"), entry.get("kind"), entry.get("speaker"))


def _csv_rows(text: str, name: str) -> Iterator[_Row]:
    header = text.lstrip("\n").split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=header.count)  # the first where they tie, so a lone column has a comma
    csv.field_size_limit(_FIELD_LIMIT)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    columns: list[str] | None = None
    line = 1
    try:
        for cells in reader:
            start, line = line, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if columns is None:
                columns = [cell.strip().lower() for cell in cells]
                if "text" not in columns:
                    raise AlignError(f"{name}, line {start}: the header names no column text")
                continue
            if len(cells) > len(columns):
                raise AlignError(f"{name}, line {start}: {len(cells)} fields under {len(columns)} columns")
            fields = {column: cell.strip() for column, cell in zip(columns, cells, strict=False)}
            yield _Row(start, fields.get("text"), *(fields.get(key) or None for key in ("id", "kind", "speaker")))
    except csv.Error as error:
        raise AlignError(f"{name}, line {line}: not CSV ({error})") from error


def _claim(row: _Row, number: int, name: str) -> Claim:
    where = f"{name}, line {row.line}"
    if not isinstance(row.text, str) or not row.text.strip():
        raise AlignError(f"{where}: no text")
    if (words := len(tokenise(row.text))) > LONGEST:
        raise AlignError(f"{where}: {words:,} words are more than one claim, which has at most {LONGEST}")
    if not (row.id is None or (isinstance(row.id, str | int) and not isinstance(row.id, bool))):
        raise AlignError(f"{where}: the id is neither text nor a whole number")
    if not (row.speaker is None or isinstance(row.speaker, str)):
        raise AlignError(f"{where}: the speaker is not text")
    try:
        kind = Kind.NARRATED if row.kind is None else Kind(str(row.kind))
    except ValueError:
        raise AlignError(f"{where}: the kind is not one of {', '.join(Kind)}") from None
    id_ = f"c{number}" if row.id is None else str(row.id)
    if _LONE_SURROGATE.search(id_):
        raise AlignError(f"{where}: the id holds half a character (an unpaired surrogate)")
    text = _LONE_SURROGATE.sub("\ufffd", row.text)
    speaker = None if row.speaker is None else _LONE_SURROGATE.sub("\ufffd", row.speaker)
    return Claim(id_, text, None, kind, speaker, find_parts(text))
