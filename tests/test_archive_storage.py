"""The archive's storage: what is put in is found, read back as it was, and gone when it is taken out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from audio import Interval
from transcripts import Segment, Transcript, Word, load
from transcripts.archive import (
    Analysis,
    Archive,
    ArchivedEpisode,
    ArchiveError,
    EpisodeDetails,
    EpisodeFilter,
    quoted,
)
from transcripts.archive.words import OVERLAP_WORDS
from transcripts.corrections import Correction, CorrectionKind, Corrections, keep_corrections


class Letters:
    """Finds a passage by its words, small, and by their first letters."""

    version = "1"

    def analyse(self, texts: Sequence[str]) -> Sequence[Analysis]:
        words = [tuple(text.lower().split()) for text in texts]
        return [Analysis(each, frozenset(word[0] for word in each)) for each in words]


def talk(*lines: str, speaker: str | None = None, seconds: float = 4.0) -> Transcript:
    segments = []
    for number, line in enumerate(lines):
        texts = line.split()
        step = seconds / len(texts)
        times = [number * (seconds + 1) + at * step for at in range(len(texts))]
        words = tuple(Word(start, start + step, text, 0.9) for start, text in zip(times, texts, strict=True))
        segments.append(Segment(words, speaker))
    return Transcript(tuple(segments), "en")


def long_talk(words: int, per_segment: int = 10) -> Transcript:
    texts = [f"w{number}" for number in range(words)]
    return talk(*(" ".join(texts[at : at + per_segment]) for at in range(0, words, per_segment)))


@pytest.fixture
def archive(tmp_path: Path, cache: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "archive", Letters()) as archive:
        yield archive


def put(archive: Archive, transcript: Transcript, title: str = "An episode", **details: object) -> ArchivedEpisode:
    return archive.put(EpisodeDetails(title, **details), transcript)  # type: ignore[arg-type]


def test_what_was_put_in_is_found_and_read(archive: Archive) -> None:
    assert not archive.exists
    assert archive.episodes() == ()
    ferry = put(archive, talk("The ferry sank", "nobody was hurt", speaker="Maren"), published=date(2024, 3, 1))
    bridge = put(archive, talk("The bridge stood"), "Another", published=date(2024, 4, 1))
    assert [episode.title for episode in archive.episodes()] == ["Another", "An episode"]
    (found,) = archive.match_words('"ferry sank nobody"')
    assert archive.episode_of(found) == ferry.id
    (passage,) = archive.passages([found])
    assert passage.text == "The ferry sank nobody was hurt"
    assert [segment.speaker for segment in passage.segments] == ["Maren", "Maren"]
    assert archive.match_words('"ferry nobody"') == []
    assert archive.match_words('"fer" *') == [found]
    assert archive.postings("t") == [ferry.first, bridge.first]
    assert archive.document_frequency("t") == archive.document_frequency_of_word("the") == 2
    assert archive.transcript(ferry.id) == load(ferry.transcript)
    assert ferry.transcript.name == "2024-03-01 An episode.json"


def test_a_filter_leaves_out_the_others(archive: Archive) -> None:
    old = put(archive, talk("one thing", speaker="Maren Holt"), show="Mazeej", published=date(2024, 1, 1))
    new = put(archive, talk("one other", speaker="Élise"), show="Radio", published=date(2025, 1, 1))
    undated = put(archive, talk("one more"))

    def found(**wanted: object) -> list[int | None]:
        return [archive.episode_of(each) for each in archive.match_words("one", EpisodeFilter(**wanted))]  # type: ignore[arg-type]

    assert found() == [old.id, new.id, undated.id]
    assert found(show="mazeej") == found(until=date(2024, 12, 31)) == found(speaker="holt") == [old.id]
    assert found(since=date(2025, 1, 1)) == found(speaker="elise") == [new.id]
    assert archive.match_words("one", limit=1) == [undated.first]
    assert archive.match_words("one", EpisodeFilter(speaker="holt"), limit=1) == [old.first]
    assert found(speaker="nobody") == []


def test_a_speaker_is_found_only_where_they_speak(archive: Archive) -> None:
    both = talk(*["word " * 60] * 4)
    first, *others = both.segments
    put(archive, replace(both, segments=(replace(first, speaker="Maren"), *others)))
    assert len(archive.match_words("word")) > len(archive.match_words("word", EpisodeFilter(speaker="Maren"))) == 1


def test_an_episode_known_by_any_name_is_put_in_once(archive: Archive) -> None:
    one = put(archive, talk("a b c"), names=frozenset({"guid:1", "sha256:x"}))
    two = put(archive, talk("d e f"), names=frozenset({"guid:2", "sha256:x"}))
    three = put(archive, talk("g h i"), names=frozenset({"guid:2"}))
    assert one == two == three
    assert archive.match_words("a")
    assert not archive.match_words("d")


def test_titles_that_are_alike_or_hostile_are_files_of_their_own(archive: Archive, tmp_path: Path) -> None:
    titles = [
        "Same",
        "same",
        "../../evil",
        "a/b\\c:d*e",
        "\x1b[31mred\x07",
        "",
        "..",
        "ح" * 500,
        "ح" * 500,
        "half \ud800",
    ]
    episodes = [put(archive, talk("x y"), title) for title in titles]
    folder = archive.folder / "transcripts"
    assert {episode.transcript for episode in episodes} == set(folder.iterdir())
    assert len(set(folder.iterdir())) == len(titles)
    assert not (tmp_path / "evil.json").exists()
    assert all(len(path.name.encode()) < 255 and path.name.isprintable() for path in folder.iterdir())


def test_what_is_removed_is_not_found_and_stays_away(archive: Archive) -> None:
    gone = put(archive, talk("one two"), names=frozenset({"guid:1"}))
    kept = put(archive, talk("one three"), "Another")
    assert archive.remove(gone.id)
    assert archive.match_words("one") == archive.postings("o") == [kept.first]
    assert archive.passages([gone.first]) == ()
    assert not gone.transcript.exists()
    with pytest.raises(ArchiveError, match="no episode"):
        archive.episode(gone.id)
    again = put(archive, talk("one two"), names=frozenset({"guid:1"}))  # by a person, who wants it
    assert archive.match_words('"one two"') == [again.first]


def edit(path: Path, old: str, new: str) -> None:
    """As a person does it, in the text of a segment."""
    document = json.loads(path.read_text("utf-8"))
    for segment in document["segments"]:
        segment["text"] = segment["text"].replace(old, new)
    path.write_text(json.dumps(document, ensure_ascii=False), "utf-8")


def test_the_index_follows_what_was_edited(archive: Archive) -> None:
    episode = put(archive, talk("The ferri sank", "all was well"))
    assert archive.changed() == ()
    edit(episode.transcript, "ferri", "ferry")
    assert [changed.id for changed in archive.changed()] == [episode.id]
    after = archive.read_again(episode.id)
    assert archive.match_words("ferry") == [after.first]
    assert archive.match_words("ferri") == []
    assert archive.changed() == ()
    edit(episode.transcript, "ferry", "boat")
    assert archive.transcript(episode.id).segments[0].text == "The boat sank"


def test_a_broken_edit_leaves_the_index_as_it_was(archive: Archive) -> None:
    episode = put(archive, talk("The ferry sank"))
    episode.transcript.write_text("{")
    with pytest.raises(Exception, match=str(episode.transcript.name)):
        archive.read_again(episode.id)
    assert archive.match_words("ferry") == [episode.first]


def test_an_edited_transcript_outlives_its_episode(archive: Archive) -> None:
    episode = put(archive, talk("The ferri sank"))
    edit(episode.transcript, "ferri", "ferry")
    assert not archive.remove(episode.id)
    again = put(archive, talk("The ferri sank"))
    assert again.transcript == episode.transcript
    assert archive.match_words("ferry") == [again.first]


def test_corrections_of_a_recording_are_heard(archive: Archive) -> None:
    heard = replace(talk("The ferri sank"), audio_sha256="ab12")
    episode = put(archive, heard)
    correction = Correction(CorrectionKind.WORDS, "ferri", "ferry", Interval(1.3, 2.6))
    keep_corrections(Corrections("ab12", (correction,)), archive.folder.parent)
    assert [changed.id for changed in archive.changed()] == [episode.id]
    assert archive.match_words("ferry") == [] != [archive.read_again(episode.id)]
    assert archive.match_words("ferry")


def test_corrections_of_a_track_are_heard_in_that_one_alone(archive: Archive) -> None:
    said = replace(talk("The ferri sank"), audio_sha256="ab12")
    episodes = [put(archive, replace(said, track=track), f"track {track}") for track in (1, 2)]
    correction = Correction(CorrectionKind.WORDS, "ferri", "ferry", Interval(1.3, 2.6))
    keep_corrections(Corrections("ab12-2", (correction,)), archive.folder.parent)
    for changed in archive.changed():
        archive.read_again(changed.id)
    assert archive.match_words("ferry") == [archive.episode(episodes[1].id).first]


def test_another_analyser_makes_the_index_anew(archive: Archive) -> None:
    class Capitals(Letters):
        version = "2"

        def analyse(self, texts: Sequence[str]) -> Sequence[Analysis]:
            return [Analysis(each.words, frozenset(f"2{key}" for key in each.keys)) for each in super().analyse(texts)]

    for number in range(3):
        put(archive, talk("one thing", speaker="Maren"), str(number))
    with Archive(archive.folder, Capitals()) as later:
        assert later.is_stale
        done: list[tuple[float, float | None]] = []

        def stop(*report: float | None) -> None:
            done.append(report)  # type: ignore[arg-type]
            if len(done) == 2:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            later.renew(stop)
        assert later.is_stale
        assert len(later.postings("2o")) == 1
        done.clear()
        later.renew(lambda *report: done.append(report))
        assert done == [(1, 3), (2, 3)]
        assert not later.is_stale
        assert len(later.postings("2o")) == len(later.match_words("one", EpisodeFilter(speaker="Maren"))) == 3
        assert later.postings("o") == []


def test_a_reader_sees_what_another_process_wrote(archive: Archive) -> None:
    put(archive, talk("one"))
    with Archive(archive.folder) as reader:
        assert len(reader.match_words("one")) == 1
        put(archive, talk("one", speaker="Maren"))
        assert len(reader.match_words("one")) == 2
        assert reader.passages(reader.match_words("one"))[-1].segments[0].speaker == "Maren"
        with pytest.raises(ArchiveError, match="read alone"):
            put(reader, talk("two"))


def test_a_file_that_is_no_archive_is_told(tmp_path: Path) -> None:
    (tmp_path / "archive.sqlite").write_text("no database, and long enough to look at " * 9)
    with pytest.raises(ArchiveError, match=r"archive\.sqlite: file is not a database"):
        Archive(tmp_path).episodes()


def test_a_phrase_across_a_border_is_found_in_one_passage(archive: Archive) -> None:
    episode = put(archive, long_talk(300))
    assert episode.last > episode.first
    assert episode.words == 300
    for at in range(300 - OVERLAP_WORDS):
        assert archive.match_words(f'"w{at} w{at + 1} w{at + 2}"'), at
    near = archive.around(episode.first + 1)
    assert [passage.id for passage in near] == [episode.first, episode.first + 1, episode.first + 2]
    assert archive.around(episode.first)[0].id == episode.first


def test_terms_are_found_as_they_were_given(archive: Archive) -> None:
    class Odd(Letters):
        def analyse(self, texts: Sequence[str]) -> Sequence[Analysis]:
            return [Analysis(("12:30", "don't", "50%", "a/b", "é"), frozenset({'c:say "it"', "s:ش", "q:1.5"}))] * len(
                texts
            )

    with Archive(archive.folder, Odd()) as odd:
        put(odd, talk("x"))
        for term in ("12:30", "don't", "50%", "a/b", "é"):
            assert len(odd.match_words(quoted(term))) == 1, term
            assert odd.document_frequency_of_word(term) == 1
        for key in ('c:say "it"', "s:ش", "q:1.5"):
            assert len(odd.postings(key)) == 1, key
        assert odd.match_words(quoted("12")) == odd.postings("c:say") == []


def test_the_newest_are_found_among_many_that_do_not_count(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("transcripts.archive.index.LEAST_AT_ONCE", 2)
    kept = [put(archive, talk("one"), f"{n}", show="this" if n % 7 == 0 else "other") for n in range(40)]
    for episode in kept[20:30]:
        archive.remove(episode.id)
    living = [episode.first for episode in kept[:20] + kept[30:]]
    this = [episode.first for n, episode in enumerate(kept) if n % 7 == 0 and not 20 <= n < 30]
    assert archive.match_words("one") == archive.match_words("one", limit=99) == living
    assert archive.match_words("one", limit=15) == living[-15:]
    assert archive.match_words("one", EpisodeFilter(show="this"), limit=3) == this[-3:]
    assert archive.match_keys("o", EpisodeFilter(show="this"), limit=99) == this
