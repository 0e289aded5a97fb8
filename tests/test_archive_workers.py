"""Episodes heard by other processes, of this machine or of a cluster, and what becomes of those that die."""

from __future__ import annotations

import signal
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from distributed.cli import dask_scheduler, dask_worker

from audio import Interval, cut, open_recording
from tests.support.archive_runs import die_first, mazeej_process, start_mazeej
from tests.support.cli_runs import complaint, mazeej
from tests.support.cluster import cluster
from tests.support.season import STRETCHES, Season
from transcripts import Archive, TranscribeOptions, Transcript, demo_dir, transcribe
from transcripts.archive import (
    Candidate,
    EpisodeDetails,
    SourceOptions,
    TranscriptionFailure,
    TranscriptionTask,
    processes,
    transcribe_in_processes,
    transcribing,
)

ROOT = Path(__file__).parents[1]
DEMO = ("--model", "demo", "--language", "ar", "--threads", "1")


def texts(folder: str = "data/archive") -> set[tuple[date | None, str]]:
    with Archive(Path(folder)) as opened:
        return {
            (episode.published, " ".join(word.text for word in opened.transcript(episode.id).words()))
            for episode in opened.episodes()
        }


def heard_here(season: Season) -> set[tuple[date | None, str]]:
    """What this process hears, which any other has to hear as well."""
    assert mazeej("archive", "add", season.feed, *DEMO, "--archive", "here").code == 0
    return texts("here")


def test_processes_hear_the_same(season: Season, folder: Path) -> None:
    run = mazeej_process(["archive", "add", season.feed, *DEMO, "--jobs", "2"], folder)
    assert run.returncode == 0, run.stderr
    assert texts() == heard_here(season)
    assert len(texts()) == 3


def test_a_process_that_dies_takes_nothing_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "attempt_in_worker", die_first)
    tasks = [
        TranscriptionTask(Candidate(str(tmp_path / str(at)), EpisodeDetails(title)), SourceOptions(TranscribeOptions()))
        for at, title in enumerate(["fine", "dies", "never", "fine"])
    ]
    found = {
        task.candidate.place: (task.candidate.details.title, heard)
        for task, heard in transcribe_in_processes(tasks, 1, lambda _done, _state: None)
    }
    assert len(found) == 4
    for title, heard in found.values():
        assert isinstance(heard, TranscriptionFailure)
        assert ("died" in heard.message) == (title == "never"), title


def test_a_cluster_hears_the_same_though_a_worker_dies(season: Season, folder: Path) -> None:
    with cluster(folder / "cluster", 2, "--resources", "EAR=1", one_dies=True) as found:
        run = mazeej_process(
            ["archive", "add", season.feed, *DEMO, "--cluster", found.address, "--resource", "EAR"], folder
        )
        assert run.returncode == 0, run.stderr
        assert found.deaths == 1
        assert run.stderr.count("✓") == 4, run.stderr  # a line for each, and the summary
        assert "Traceback" not in run.stderr
    assert not (folder / "cache" / "transcripts").exists()  # nothing was heard here
    assert texts() == heard_here(season)


def test_a_scheduler_that_dies_is_told_and_what_was_heard_stays(season: Season, folder: Path) -> None:
    add = ["archive", "add", season.feed, *DEMO]
    with cluster(folder / "cluster", 1) as found:
        process = start_mazeej([*add, "--cluster", found.address], folder)
        assert process.stderr is not None
        assert process.stderr.readline().startswith("✓")
        found.processes[0].kill()
        _, said = process.communicate(timeout=60)
    assert process.returncode == 1
    assert f"{found.address}: the scheduler is gone" in said
    assert "Traceback" not in said
    kept = texts()
    assert kept
    assert mazeej(*add).code == 0
    assert kept < texts()


def test_a_cluster_that_is_none_is_told(folder: Path, season: Season, monkeypatch: pytest.MonkeyPatch) -> None:
    add = ("archive", "add", season.feed, *DEMO, "-q", "--cluster")
    monkeypatch.setattr("transcripts.archive.cluster.PATIENCE", 0.3)
    assert "no Dask scheduler answers" in complaint(mazeej(*add, "tcp://127.0.0.1:9"))
    assert "no Dask scheduler answers" in complaint(mazeej(*add, "nonsense://x"))
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert "extra `cluster`" in complaint(mazeej(*add, "tcp://127.0.0.1:9"))


def test_the_compose_file_starts_what_there_is() -> None:
    services = yaml.safe_load((ROOT / "docs" / "cluster" / "compose.yaml").read_text("utf-8"))["services"]
    assert set(services) == {"scheduler", "worker", "gpu-0"}
    for service in services.values():
        program, kind, *arguments = service["command"].split()
        assert program == "dask"
        parsed = {"scheduler": dask_scheduler.main, "worker": dask_worker.main}[kind].make_context(kind, arguments)
        assert parsed.params.get("nthreads", 1) == 1
        assert service["build"]["context"] == "../.."


@pytest.mark.slow
def test_whatever_kills_it_the_next_call_goes_on(season: Season, folder: Path) -> None:
    add = ["archive", "add", season.feed, *DEMO]
    kept = []
    for step in (12, 19, 24, 9, 11, 15, 18, 8, 16, 15):  # the tables, a window, a transcript, an episode, the next
        run = mazeej_process(add, folder, killed_at=step)
        assert run.returncode == -signal.SIGKILL, run.stderr
        kept.append(_checked(folder / "data" / "archive"))
    assert kept == sorted(kept)
    assert 1 <= kept[-1] < 3
    assert mazeej_process(add, folder).returncode == 0
    assert _checked(folder / "data" / "archive") == 3
    assert texts() == heard_here(season)


def _checked(folder: Path) -> int:
    """How many episodes there are, each of them whole."""
    with Archive(folder) as opened:
        if not opened.exists:
            return 0
        assert opened.database.value("PRAGMA integrity_check") == "ok"
        episodes = opened.episodes()
        for episode in episodes:
            words = [word.text for word in opened.transcript(episode.id).words()]
            passages = opened.passages(range(episode.first, episode.last + 1))
            assert [word.text for passage in passages for word in passage.words()] == words
        return len(episodes)


def test_a_file_that_was_still_written_when_it_was_heard_is_heard_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    season = Path("season")
    season.mkdir()
    one, other = (cut(open_recording(demo_dir() / "episode.mp3"), Interval(*STRETCHES[at][:2])) for at in (0, 1))
    one.write(season / "latest.wav")

    def meanwhile(*given: Any) -> Transcript:
        heard = transcribe(*given)
        other.write(season / "latest.wav")
        return heard

    with monkeypatch.context() as patched:
        patched.setattr(transcribing, "transcribe", meanwhile)
        assert mazeej("archive", "add", season, *DEMO).code == 0
    assert "✓ added 1" in mazeej("archive", "update").err
