"""What the lexicon and the set phrases are worth: the figures with a part of their concepts, chosen by their names.

    python -m benchmarks.lexicon [FILE…]

Every part is judged by weights of its own, as `benchmarks.measure` fits them. Where twice the words give clearly better
figures, more words will.
"""

from __future__ import annotations

import argparse
import multiprocessing
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from unittest import mock
from zlib import crc32

from align.language import expressions, lexicon
from align.language.tables import rows
from benchmarks.measure import Table

PARTS = ((0.0, 0.0), (0.25, 0.0), (0.5, 0.0), (1.0, 0.0), (1.0, 1.0))  # of the words, of the phrases


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Measure what the lexicon is worth.")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="labelled talks, JSON lines")
    files = parser.parse_args(arguments).files
    for words, phrases in PARTS:
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as alone:  # tables are read once a process
            alone.submit(_measure, files, words, phrases).result()


def _measure(files: Sequence[Path], words: float, phrases: float) -> None:
    def some(code: str, table: str) -> tuple[tuple[str, ...], ...]:
        share = {"lexicon": words, "expressions": phrases}.get(table, 1.0)
        return tuple(row for row in rows(code, table) if crc32(row[0].encode()) / 2**32 < share)

    with mock.patch.object(lexicon, "rows", some), mock.patch.object(expressions, "rows", some):
        Table(files).measure(f"{words:.0%} of the lexicon, {phrases:.0%} of the phrases", None)


if __name__ == "__main__":
    main()
