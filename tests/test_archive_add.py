"""Episodes into the archive: a real feed on a server of this machine, folders, transcripts; failures tried again."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

from align.archive import ArchiveAnalyser
from audio import Interval, cut, open_recording
from tests.support.cli_runs import TALK, complaint, mazeej, usage_complaint, write
from tests.support.interrupted_runs import interrupted
from tests.support.season import STRETCHES, Season
from tests.support.seasons import FERRY_1, talk
from transcripts import Archive, demo_dir
from transcripts.archive import EpisodeDetails

DEMO = ("--model", "demo", "--language", "ar", "--threads", "1")
VTT = "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\nThe bridge was closed for seven months.\n"


def archive() -> Archive:
    return Archive(Path("data/archive"), ArchiveAnalyser())


def titles() -> list[str]:
    with archive() as opened:
        return [episode.title for episode in opened.episodes()]


def found(words: str) -> list[str | None]:
    """The addresses of the episodes in which these words follow each other."""
    from align.language import tokenise

    with archive() as opened:
        phrase = " ".join(token.text for token in tokenise(words))
        owners = [opened.episode_of(passage) for passage in opened.match_words(f'"{phrase}"')]
        return [opened.episode(owner).address for owner in owners if owner]


def test_a_feed_is_added_and_kept_up_with(season: Season) -> None:
    run = mazeej("archive", "add", season.feed, *DEMO)
    assert (run.code, run.out) == (0, "")
    assert titles() == ["The council", "The flood", "The council"]
    for number in range(3):
        assert found(STRETCHES[number][2]) == [f"{season.address}/{number}.mp3"]
    assert mazeej("archive", "update").err == ""
    season.publish("Fourth")
    run = mazeej("archive", "update")
    assert run.code == 0
    assert "✓ Fourth" in run.err
    assert titles()[0] == "Fourth"
    assert found(STRETCHES[3][2]) == [f"{season.address}/3.mp3"]
    heard = [request for request in season.requests if request.endswith(".mp3")]
    assert sorted(heard) == ["/0.mp3", "/1.mp3", "/2.mp3", "/3.mp3"]
    again = mazeej("archive", "add", season.feed, *DEMO)
    assert "✓ added 0 · there already 4" in again.err
    assert not [path for path in Path("cache/recordings").iterdir() if not path.suffix]  # the sound is not kept


def test_only_the_newest_and_what_comes_later(season: Season) -> None:
    assert mazeej("archive", "add", season.feed, *DEMO, "--last", "1").code == 0
    assert len(titles()) == 1
    assert mazeej("archive", "update").err == ""
    season.publish("Fourth")
    mazeej("archive", "update", "--quiet")
    assert titles() == ["Fourth", "The council"]
    mazeej("archive", "add", season.feed, *DEMO, "--since", "2025-03-08")
    assert titles() == ["Fourth", "The council", "The flood"]


def test_one_that_fails_stops_no_other_and_is_tried_again(season: Season) -> None:
    (season.folder / "1.mp3").rename("kept.mp3")
    run = mazeej("archive", "add", season.feed, *DEMO, "--quiet")
    assert "The flood: " in complaint(run)
    assert "404" in run.err
    assert titles() == ["The council", "The council"]
    assert "✗ The flood | " in mazeej("archive", "list").out
    run = mazeej("archive", "update", "--quiet")
    assert run.code == 1
    (failure,) = json.loads(mazeej("archive", "list", "--format", "json").out)["failures"]
    assert failure["times"] == 2
    assert mazeej("archive", "remove", failure["place"], "--yes").code == 0
    assert mazeej("archive", "update", "--quiet").code == 0
    Path("kept.mp3").rename(season.folder / "1.mp3")
    assert mazeej("archive", "update", "--quiet").code == 0
    assert len(titles()) == 2
    assert mazeej("archive", "add", season.feed, *DEMO, "--quiet").code == 0
    assert len(titles()) == 3
    assert "✗" not in mazeej("archive", "list").out


def test_a_feed_that_is_gone_stops_no_other_source(season: Season) -> None:
    mazeej("archive", "add", season.feed, *DEMO, "--last", "1")
    write(Path("talk.srt"), TALK)
    mazeej("archive", "add", "talk.srt")
    (season.folder / "feed.xml").unlink()
    Path("talk.srt").write_text(TALK.replace("seven", "eight"))
    run = mazeej("archive", "update", "--quiet")
    assert "feed.xml" in complaint(run)
    with archive() as opened:
        assert opened.match_words("eight")


def test_an_offered_transcript_is_taken(season: Season, models_loaded: list[object]) -> None:
    write(season.folder / "4.vtt", VTT)
    write(season.folder / "broken.vtt", "WEBVTT\n\nno times")
    season.publish("Fourth", f'<podcast:transcript url="{season.address}/4.vtt" type="text/vtt"/>')
    assert mazeej("archive", "add", season.feed, *DEMO, "--last", "1").code == 0
    assert models_loaded == []
    assert found("closed for seven months") == [f"{season.address}/3.mp3"]
    assert "/3.mp3" not in season.requests
    season.publish("Fifth", f'<podcast:transcript url="{season.address}/broken.vtt" type="text/vtt"/>')
    (season.folder / "3.mp3").rename(season.folder / "4.mp3")
    run = mazeej("archive", "update")
    assert run.code == 0
    assert "the transcript beside it cannot be used" in run.err
    assert found(STRETCHES[3][2]) == [f"{season.address}/4.mp3"]


def test_a_folder_of_recordings_and_transcripts(
    folder: Path, episodes_on_disk: Path, models_loaded: list[object]
) -> None:
    show = folder / "My show"
    (show / "more").mkdir(parents=True)
    shutil.copy(episodes_on_disk / "0.mp3", show / "one.mp3")
    shutil.copy(episodes_on_disk / "1.mp3", show / "two.mp3")
    write(show / "two.srt", TALK)
    write(show / "more" / "three.vtt", VTT)
    write(show / "more" / "report.json", "{}")
    write(show / "article.txt", "An article.")
    run = mazeej("archive", "add", show, *DEMO)
    assert run.code == 0, run.err
    assert len(models_loaded) == 1
    listed = json.loads(mazeej("archive", "list", "--format", "json").out)["episodes"]
    assert {(each["show"], each["title"]) for each in listed} == {
        ("My show", "one"), ("My show", "two"), ("more", "three"),
    }  # fmt: skip
    moved = folder / "Elsewhere"
    show.rename(moved)
    assert "there already" in mazeej("archive", "add", moved, *DEMO).err
    assert len(titles()) == 3
    with archive() as opened:
        assert {episode.sound for episode in opened.episodes()} == {moved / "one.mp3", moved / "two.mp3", None}


def test_the_same_sound_from_elsewhere_is_one_episode(season: Season) -> None:
    shutil.copy(season.folder / "0.mp3", "mine.mp3")
    mazeej("archive", "add", "mine.mp3", *DEMO)
    run = mazeej("archive", "add", season.feed, *DEMO)
    assert "there already" in run.err
    assert len(titles()) == 3
    assert found(STRETCHES[0][2]) == [f"{season.address}/0.mp3"]  # the address was not known before


def test_what_is_removed_stays_away_until_it_is_named(season: Season) -> None:
    mazeej("archive", "add", season.feed, *DEMO)
    mine = write(Path("talk.srt"), TALK)
    mazeej("archive", "add", mine)
    number = next(line.split(" | ")[0] for line in mazeej("archive", "list").out.splitlines() if "flood" in line)
    assert mazeej("archive", "remove", number, "--yes").code == 0
    assert mazeej("archive", "update").err == ""
    assert "The flood" not in titles()
    mazeej("archive", "add", season.feed, *DEMO)
    assert "The flood" in titles()
    assert "say --yes" in complaint(mazeej("archive", "remove", season.feed))
    assert mazeej("archive", "remove", season.feed, "-y").code == 0
    assert mazeej("archive", "update").err == ""
    assert len(titles()) == 4
    assert mine.exists()
    for number in ("99", "9" * 30):
        assert f"no episode {number}" in complaint(mazeej("archive", "remove", number, "-y"))
    assert "is not filled from" in complaint(mazeej("archive", "remove", "other.mp3", "-y"))


def test_a_transcript_of_the_users_own_is_followed(folder: Path) -> None:
    mine = write(Path("talk.srt"), TALK)
    mazeej("archive", "add", mine)
    mine.write_text(TALK.replace("seven", "eight"))
    assert "read again 1" in mazeej("archive", "update").err
    with archive() as opened:
        (episode,) = opened.episodes()
        assert opened.match_words("eight")
        assert not opened.match_words("seven")
    text = episode.transcript.read_text("utf-8")
    episode.transcript.write_text(text.replace("Nobody was hurt", "Somebody was hurt"), "utf-8")
    assert "read again 1" in mazeej("archive", "update").err
    edited = episode.transcript.read_bytes()
    mine.write_text(TALK.replace("seven", "nine"))
    assert "was edited as well" in complaint(mazeej("archive", "update", "--quiet"))
    assert episode.transcript.read_bytes() == edited
    assert mazeej("archive", "update").err == ""  # it is told once
    with archive() as opened:
        assert opened.match_words("somebody")


def test_a_recording_that_was_replaced_is_heard_as_another(folder: Path) -> None:
    season = Path("season")
    season.mkdir()
    one, other = (STRETCHES[number] for number in (0, 1))
    cut(open_recording(demo_dir() / "episode.mp3"), Interval(*one[:2])).write(season / "latest.wav")
    assert mazeej("archive", "add", season, *DEMO).code == 0
    os.utime(season / "latest.wav", (0, 0))  # touched: the same
    assert mazeej("archive", "update").err == ""
    cut(open_recording(demo_dir() / "episode.mp3"), Interval(*other[:2])).write(season / "latest.wav")
    run = mazeej("archive", "update")
    assert "holds another recording now: episode 1 stays without it" in run.err
    assert "✓ added 1" in run.err
    assert mazeej("archive", "update").err == ""
    with archive() as opened:
        assert [(episode.id, episode.sound is None) for episode in opened.episodes()] == [(1, True), (2, False)]


def test_an_archive_of_before_is_read(folder: Path) -> None:
    mazeej("archive", "add", write(Path("talk.srt"), TALK))
    with sqlite3.connect("data/archive/archive.sqlite") as database:
        database.execute("ALTER TABLE episode DROP COLUMN sound_stamp")
        database.execute("PRAGMA user_version = 1")
    assert mazeej("archive", "update").err == ""
    assert titles() == ["talk"]


def test_what_is_tried_again_is_promised_and_no_more(folder: Path) -> None:
    write(Path("empty.srt"), "")
    assert "✗ failed 1 |" in mazeej("archive", "add", "nothing.mp3").err
    assert "✗ failed 2, 1 of them tried again next time |" in mazeej("archive", "add", "nothing.mp3", "empty.srt").err
    assert "✗ failed 1, tried again next time |" in mazeej("archive", "update").err


def test_a_model_s_folder_is_not_told(folder: Path) -> None:
    with archive() as opened:
        opened.put(EpisodeDetails("The ferry"), replace(talk(FERRY_1, "en"), model="/home/somebody/mine"))
    (listed,) = json.loads(mazeej("archive", "list", "--format", "json").out)["episodes"]
    assert listed["model"] == "mine"


def test_wrong_calls_are_told(folder: Path) -> None:
    assert "no archive in" in complaint(mazeej("archive", "list"))
    assert "no archive in" in complaint(mazeej("archive", "update"))
    assert "Missing argument" in usage_complaint(mazeej("archive", "add"))
    assert "is not a date" in usage_complaint(mazeej("archive", "add", "x", "--since", "yesterday"))
    assert "--cluster" in usage_complaint(mazeej("archive", "add", "x", "--cluster", "tcp://a:1", "--jobs", "2"))
    assert "--resource" in usage_complaint(mazeej("archive", "add", "x", "--resource", "GPU"))
    assert "there is no file" in complaint(mazeej("archive", "add", "nothing.mp3", "-q"))
    told = complaint(mazeej("archive", "add", "http://127.0.0.1:9/feed.xml", "-q"))
    assert told.startswith("http://127.0.0.1:9/feed.xml cannot be fetched: ")
    assert "bytes" not in told  # none came
    assert mazeej("archive", "update").code == 0  # neither is remembered
    (folder / "empty").mkdir()
    assert "no recording and no transcript" in complaint(mazeej("archive", "add", "empty", "-q"))


def test_a_model_that_is_none_ends_the_call(season: Season) -> None:
    assert "no model is called huge" in complaint(mazeej("archive", "add", season.feed, "--model", "huge", "-q"))
    assert titles() == []


def test_ctrl_c_loses_nothing(folder: Path) -> None:
    add = ["archive", "add", str(demo_dir() / "episode.mp3"), "--archive", "here", *DEMO, "--no-diarize"]
    stopped = interrupted(add, 2, folder, folder / "cache")
    assert stopped.returncode == 130
    assert "the same command goes on from there" in stopped.stderr.decode()
    with Archive(folder / "here") as opened:
        assert opened.episodes() == ()
    (journal,) = (folder / "cache" / "transcripts").glob("*.journal")
    assert journal.stat().st_size
    assert mazeej(*add).code == 0
    assert not journal.exists()
    with Archive(folder / "here") as opened:
        assert len(opened.episodes()) == 1


def test_a_hostile_feed_does_no_harm(season: Season, tmp_path: Path) -> None:
    write(season.folder / "talk.vtt", VTT)
    offered = f'<podcast:transcript url="{season.address}/talk.vtt" type="text/vtt"/>'
    hostile = ("../../../evil", "\x1b[2J\x9b31mred\u202eder", "CON", "a" * 3000, "<script>", "nul\x00", "الحلقة‏ ‮الأولى")
    for title in hostile:
        season.publish(title, offered + "<guid>the same</guid>")
    write(
        season.folder / "feed.xml",
        (season.folder / "feed.xml").read_text("utf-8").replace(f"{season.address}/0.mp3", "file:///etc/passwd"),
    )
    run = mazeej("archive", "add", season.feed, *DEMO)
    assert run.code == 1
    assert "is not an http or https address" in run.err
    listed = json.loads(mazeej("archive", "list", "--format", "json").out)["episodes"]
    assert len(listed) == len(hostile) + 2
    names = [Path(episode["transcript"]) for episode in listed]
    assert {path.parent for path in names} == {tmp_path / "data" / "archive" / "transcripts"}
    assert all(path.name.isprintable() for path in names)
    for text in (run.err, mazeej("archive", "list").out):
        assert all(char.isprintable() or char == "\n" for char in text), ascii(text)
