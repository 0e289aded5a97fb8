"""The whole way on real decoding: the demo against its truth, silence, a second run, the report's contract."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks.demo import finding_of, gold_rows, is_near
from tests.support import audio_samples
from tests.support.cli_runs import ARTICLE, TALK, Run, complaint, mazeej, write
from tests.support.report_contract import check_contract
from transcripts import demo_dir

EPISODE, DEMO_ARTICLE = demo_dir() / "episode.mp3", demo_dir() / "article.md"
DEMO = ("--model", "demo", "--language", "ar", "--quiet")
SHARED = Path(__file__).parent.parent.parent / "shared"
NEAR_SHARE = 0.8  # of the supported claims, that must be found within two seconds of the truth
AGREEMENT = 0.8  # of the verdicts with the labels; reached: 20 of 21


def load(path: Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return document


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def own_cache(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAZEEJ_CACHE", str(cache))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Path:
    """The folder of the demo's report, made through the command line."""
    out = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MAZEEJ_CACHE", str(cache))
        run = mazeej("align", EPISODE, DEMO_ARTICLE, *DEMO, "--link", "https://youtu.be/dQw4w9WgXcQ", "--out", out)
    assert run == Run(0, "", "")
    return out


def test_supported_claims_are_found_where_they_were_said(demo: Path) -> None:
    from align.report import read_report

    report, rows = read_report(demo / "report.json"), gold_rows()
    supported = [row for row in rows if row["verdict"] == "supported"]
    near = [is_near(row, finding_of(row, report)) for row in supported]
    assert sum(near) >= NEAR_SHARE * len(supported)


def test_verdicts_are_those_of_the_labels(demo: Path) -> None:
    from align.report import read_report

    report = read_report(demo / "report.json")
    pairs = [(row["verdict"], finding.verdict) for row in gold_rows() if (finding := finding_of(row, report))]
    assert len(pairs) == len(gold_rows())
    assert sum(label == verdict for label, verdict in pairs) >= AGREEMENT * len(pairs), pairs
    accused = [label for label, verdict in pairs if verdict == "contradicted"]
    assert "supported" not in accused, "an accusation must be right"
    assert len(accused) >= 3


def test_the_report_keeps_its_contract(demo: Path) -> None:
    report, transcript = load(demo / "report.json"), load(demo / "transcript.json")
    check_contract(report, transcript, article=DEMO_ARTICLE.read_text("utf-8"), sound=True, link=True)
    claims = [finding["claim"] for finding in report["findings"]]
    assert all(before["end"] <= after["start"] for before, after in pairwise(claims)), "in order, never overlapping"
    assert report["notes"], "the miniature model is named as such"
    assert report["recording"]["duration"] > max(e["end"] for f in report["findings"] for e in f["evidence"])


def test_the_demo_command_says_the_same_and_that_all_is_invented(demo: Path, tmp_path: Path) -> None:
    run = mazeej("demo", "--out", tmp_path / "out")
    assert run.code == 0
    assert "fictional" in run.out
    assert "--model large-v3" in run.out
    verdicts = [[f["verdict"] for f in load(path / "report.json")["findings"]] for path in (demo, tmp_path / "out")]
    assert verdicts[0] == verdicts[1]
    for name in ("report.md", "report.html"):
        assert "مصطنعة من نسج الخيال" in (tmp_path / "out" / name).read_text("utf-8")


def test_a_second_run_decodes_nothing(demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("decoded again")

    monkeypatch.setattr("transcripts.transcription.Recogniser", refuse)
    assert mazeej("align", EPISODE, DEMO_ARTICLE, *DEMO, "--out", tmp_path).code == 0
    assert (tmp_path / "transcript.json").read_bytes() == (demo / "transcript.json").read_bytes()
    with pytest.raises(AssertionError, match="decoded again"):
        mazeej("transcribe", EPISODE, *DEMO, "--no-cache")


def test_the_transcript_beside_the_report_leads_to_the_same_report(demo: Path, tmp_path: Path) -> None:
    assert mazeej("align", demo / "transcript.json", DEMO_ARTICLE, "--out", tmp_path, "-q").code == 0
    verdicts = [[f["verdict"] for f in load(path / "report.json")["findings"]] for path in (demo, tmp_path)]
    assert verdicts[0] == verdicts[1]


@pytest.mark.parametrize("sound", ["silence", "noise"])
def test_where_nobody_speaks_nothing_is_supported(sound: str, tmp_path: Path) -> None:
    from audio import open_recording

    seconds = open_recording(EPISODE).duration
    samples = np.zeros(round(seconds * 16_000), np.float32) if sound == "silence" else audio_samples.noise(seconds)
    recording = audio_samples.write(tmp_path / "nobody.wav", samples)
    assert mazeej("align", recording, DEMO_ARTICLE, *DEMO, "--out", tmp_path / "out").code == 0
    report, transcript = load(tmp_path / "out/report.json"), load(tmp_path / "out/transcript.json")
    check_contract(report, transcript, article=DEMO_ARTICLE.read_text("utf-8"), sound=True, link=False)
    assert {finding["verdict"] for finding in report["findings"]} == {"not_found", "not_checkable"}
    # … and the empty transcript can be run on again, or filled in by a person
    assert mazeej("align", tmp_path / "out/transcript.json", DEMO_ARTICLE, "-q", "--out", tmp_path / "two").code == 0


def test_the_contract_without_sound_article_and_link(tmp_path: Path) -> None:
    write(tmp_path / "talk.srt", TALK)
    rows = [{"id": f"{n}", "text": text} for n, text in enumerate(["Nobody was hurt", "A ship sank", "...", "2026"])]
    claims = write(tmp_path / "claims.jsonl", "\n".join(map(json.dumps, rows)))
    assert mazeej("align", tmp_path / "talk.srt", "--claims", claims, "-q", "--out", tmp_path / "out").code == 0
    report, transcript = load(tmp_path / "out/report.json"), load(tmp_path / "out/transcript.json")
    check_contract(report, transcript, article=None, sound=False, link=False)
    assert [finding["claim"]["id"] for finding in report["findings"]] == ["0", "1", "2", "3"]


def test_only_the_foreseen_is_a_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A mistake of the program's own keeps its traceback; a file system's refusal is a line."""
    talk, article = write(tmp_path / "talk.srt", TALK), write(tmp_path / "article.txt", ARTICLE)
    arguments = ("align", talk, article, "--out", tmp_path / "out")
    monkeypatch.setattr("align.check", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        mazeej(*arguments)

    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("align.check", refuse)
    assert complaint(mazeej(*arguments)) == "No space left on device"


@pytest.mark.shared
@pytest.mark.skipif(not (SHARED / "audio/address.asr.json").is_file(), reason="needs ../shared/audio")
def test_real_speech_recognised_with_real_errors(tmp_path: Path) -> None:
    """Sentences of a speech as it was written, in a noisy recogniser's transcript, within a second of the truth.

    Phrases of the truth break at pauses: of a sentence that begins with one, the second is known.
    """
    phrases = load(SHARED / "audio/address.alignment.json")["words"]
    starts = {plain(phrase)[:20]: start for phrase, start, _ in phrases}
    sentences = re.split(r"(?<=[a-z\d][.?])\s+", (SHARED / "audio/address.txt").read_text("utf-8"))
    known = [(s, starts[plain(s)[:20]]) for s in sentences if plain(s)[:20] in starts]
    assert len(known) >= 12
    rows = write(tmp_path / "claims.jsonl", "\n".join(json.dumps({"text": sentence}) for sentence, _ in known))
    run = mazeej("align", SHARED / "audio/address.asr.json", "--claims", rows, "-q", "--out", tmp_path / "out")
    assert run.code == 0
    findings = load(tmp_path / "out/report.json")["findings"]
    late = [abs(finding["evidence"][0]["start"] - start) for finding, (_, start) in zip(findings, known, strict=True)]
    assert max(late) <= 1.0, late
    assert {finding["verdict"] for finding in findings} <= {"supported", "partly_supported"}


def plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower().replace("’", "")))
