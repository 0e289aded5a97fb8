"""How long the page and the desk take for a talk of three hours with sixty claims.

.venv/bin/python -m benchmarks.desk

Answers: how large the page is; how long a correction takes from the request to the answer, that is until it is on the
disk, what depends on it is judged again and the changed cards are drawn. Times are of the processor: what else the
machine does is left out. The talk is synthetic: 27,000 words, Zipf's law over 6,000 made-up words, so that no two
places are alike.
"""

from __future__ import annotations

import random
import tempfile
from pathlib import Path
from statistics import median
from time import process_time

from align import check
from align.article import read_article
from align.claims import find_claims
from align.desk import Workbench
from align.desk.pages import changes_as_json, report_page
from align.report import render, write_report
from align.review import save_transcript
from audio import Interval
from transcripts import Segment, Transcript, Word
from transcripts.corrections import Correction, CorrectionKind

WORDS, CLAIMS, EDITS = 27_000, 60, 20  # three hours at 150 words a minute


def main() -> None:
    pick = random.Random(7)
    vocabulary = ["".join(pick.choices("abdefghiklmnoprstuw", k=pick.randint(3, 9))) for _ in range(6_000)]
    weights = [1 / rank for rank in range(1, len(vocabulary) + 1)]
    said = [f"{word}." if at % 9 == 8 else word for at, word in enumerate(pick.choices(vocabulary, weights, k=WORDS))]
    segments = tuple(segment(said[at : at + 18], at) for at in range(0, WORDS, 18))
    transcript = Transcript(segments, language="en", duration=WORDS * 0.4)
    places = sorted(pick.sample(range(len(segments)), CLAIMS))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sentences = (f"The speaker said {' '.join(said[18 * place : 18 * place + 8])}." for place in places)
        (folder / "article.txt").write_text("A talk\n\n" + " ".join(sentences), encoding="utf-8")
        article = read_article(folder / "article.txt")
        began = process_time()
        report = check(article, find_claims(article), transcript)
        print(f"check {len(report.findings)} claims: {process_time() - began:.2f} s")
        began = process_time()
        page = render(report, "html")
        print(f"page: {len(page.encode()) / 1e6:.2f} MB without clips, made in {process_time() - began:.2f} s")
        write_report(report, folder, ["json"])
        save_transcript(transcript, folder)
        work(folder, [18 * place + 3 for place in places], said)


def segment(words: list[str], at: int) -> Segment:
    return Segment(tuple(Word((at + i) * 0.4, (at + i) * 0.4 + 0.35, word, 0.9) for i, word in enumerate(words)))


def work(folder: Path, places: list[int], said: list[str]) -> None:
    began = process_time()
    bench = Workbench(folder)
    report_page(bench)
    print(f"desk opened: {process_time() - began:.2f} s")
    times = []
    for place in places[:EDITS]:
        interval = Interval(place * 0.4, place * 0.4 + 0.4)
        began = process_time()
        version = bench.changes(0).version
        bench.edit(Correction(CorrectionKind.WORDS, said[place], f"corrected{place}", interval))
        changes_as_json(bench.changes(version), bench.undoable)
        times.append(process_time() - began)
    print(f"a correction: median {median(times):.2f} s, slowest {max(times):.2f} s of {len(times)}")
    bench.close()


if __name__ == "__main__":
    main()
