"""The clips that a report embeds, and the waveforms drawn of them."""

from __future__ import annotations

import base64
import dataclasses
import io
import wave
from pathlib import Path

import av
import pytest

from align.report import EmbeddedClip, clips_in_page, cut_clips, write_report
from align.report.waveform import waveform
from align.types import Evidence, Reason, ReasonCode, Report
from audio import Interval, Recording, open_recording
from tests.support.report_sample import sample_report


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Recording:
    """Three and a half minutes of a square wave that changes its loudness every second."""
    path = tmp_path_factory.mktemp("sound") / "sound.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8000)
        for second in range(205):
            loud = 10 + 90 * (second % 2)
            file.writeframes(bytes([128 + loud] * 20 + [128 - loud] * 20) * 200)
    return open_recording(str(path))


def one_evidence(start: float, end: float, *reasons: Reason) -> tuple[Report, Evidence]:
    sample = sample_report()
    evidence = Evidence(Interval(start, end), "words", (0,), 0.9)
    finding = dataclasses.replace(sample.findings[0], evidence=(evidence,), reasons=reasons)
    return dataclasses.replace(sample, findings=(finding, finding), coverage=None), evidence


def test_every_best_evidence_and_every_passage_left_out_has_a_clip_around_it(recording: Recording) -> None:
    report = sample_report()
    clips = cut_clips(report, recording)
    best = {finding.evidence[0] for finding in report.findings if finding.evidence}
    assert set(clips) == best | {omission.passage for omission in report.coverage or ()}
    for evidence, clip in clips.items():
        assert clip.interval.start < evidence.interval.start < evidence.interval.end < clip.interval.end
        assert clip.uri.startswith("data:audio/mpeg;base64,")
        assert max(clip.peaks) == 1.0
    clip = clips[report.findings[2].evidence[0]]
    sound = io.BytesIO(base64.b64decode(clip.uri.partition(",")[2]))
    with av.open(sound, "r") as container:
        length = sum(frame.samples / frame.rate for frame in container.decode(container.streams.audio[0]))
    assert length == pytest.approx(clip.interval.duration, abs=0.2)


def test_the_same_passage_is_cut_once(recording: Recording) -> None:
    report, evidence = one_evidence(20.0, 26.0)
    assert list(cut_clips(report, recording)) == [evidence]


def test_a_passage_is_cut_once_however_often_the_page_is_written(
    recording: Recording, monkeypatch: pytest.MonkeyPatch
) -> None:
    report, _ = one_evidence(40.0, 46.0)
    first = cut_clips(report, recording)
    monkeypatch.setattr("align.report.clips.cut", lambda *_: pytest.fail("it was cut before"))
    assert cut_clips(report, recording) == first


def test_the_clips_of_a_page_are_found_again(recording: Recording, tmp_path: Path) -> None:
    report = sample_report()
    clips = cut_clips(report, recording)
    write_report(report, tmp_path, ["html"], clips=clips)
    found = clips_in_page(tmp_path / "report.html", report)
    assert {evidence: (clip.interval, clip.uri) for evidence, clip in found.items()} == {
        evidence: (clip.interval, clip.uri) for evidence, clip in clips.items()
    }
    assert clips_in_page(tmp_path / "none.html", report) == {}


def test_a_long_evidence_is_cut_to_what_decided(recording: Recording) -> None:
    report, evidence = one_evidence(10.0, 70.0)
    assert cut_clips(report, recording)[evidence].interval.end == pytest.approx(35.4, abs=0.4)
    late = Reason(ReasonCode.NUMBER_DIFFERS, "7", "8", Interval(60.0, 61.0))
    report, evidence = one_evidence(10.0, 70.0, late)
    clip = cut_clips(report, recording)[evidence]
    assert clip.interval.start == pytest.approx(36.6, abs=0.4)
    assert clip.interval.end == pytest.approx(62.4, abs=0.4)


def test_twenty_long_clips_stay_below_three_megabytes(recording: Recording) -> None:
    report, evidence = one_evidence(10.0, 70.0)
    assert len(cut_clips(report, recording)[evidence].uri) * 20 < 3_000_000


def test_beyond_the_end_there_is_no_clip(recording: Recording) -> None:
    assert cut_clips(one_evidence(300.0, 310.0)[0], recording) == {}


def test_where_the_sound_is_missing_there_is_no_clip(recording: Recording, tmp_path: Path) -> None:
    cut_short = tmp_path / "short.wav"
    cut_short.write_bytes(recording.path.read_bytes()[: 44 + 30 * 8000])
    report = sample_report()
    clips = cut_clips(report, dataclasses.replace(recording, path=cut_short))
    assert set(clips) == {report.findings[0].evidence[0], report.findings[1].evidence[0]}


def test_the_waveform_tells_the_evidence_from_what_is_around_it() -> None:
    evidence = Evidence(Interval(10.0, 12.0), "words", (0,), 0.9)
    drawn = waveform(EmbeddedClip(Interval(9.0, 13.0), "data:", (0.0, 0.5, 1.0, 2.0)), evidence)
    assert drawn is not None
    assert drawn.width == 8
    assert drawn.inside == "M3 10.0v20.0M5 0.0v40.0"
    assert drawn.around == "M1 19.0v2.0M7 0.0v40.0"
    assert waveform(EmbeddedClip(Interval(9.0, 13.0), "data:"), evidence) is None
