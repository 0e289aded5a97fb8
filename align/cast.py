"""Who is who among a transcript's speakers: the names a user gives to its labels, and who is host and who guest."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from align.types import AlignError
from transcripts import Segment, Transcript, Word, speakers_of

MOST_LISTED = 12  # labels named in a message


@dataclass(frozen=True, slots=True)
class Person:
    label: str  # as the transcript has it
    name: str  # as the report shows it


@dataclass(frozen=True, slots=True)
class Cast:
    """The people a user named; without them everybody is called by the transcript's labels."""

    hosts: tuple[Person, ...] = ()
    guests: tuple[Person, ...] = ()
    labels: tuple[str, ...] = ()  # known beforehand; without them there are those that the transcript has
    done: bool = False  # the transcript bears the names already

    @property
    def people(self) -> tuple[Person, ...]:
        return self.hosts + self.guests

    def check(self, labels: Collection[str]) -> None:
        """Raises AlignError for somebody who is not among the `labels` of a transcript, or is taken for another."""
        renamed = {person.label for person in self.people}
        for person in self.people:
            if not labels:
                raise AlignError(
                    f"nobody is labelled {person.label}: the transcript does not say who speaks "
                    "(--speakers FILE or --speakers-by-channel can tell)"
                )
            if person.label not in labels:
                raise AlignError(f"nobody is labelled {person.label} in the transcript; its labels are {_list(labels)}")
            if person.name in labels and person.name not in renamed:
                raise AlignError(f"{person.label} cannot be called {person.name}: another speaker is labelled so")

    def among(self, labels: Sequence[str]) -> Cast:
        """The same people, for `labels` known before anything is heard: who then says nothing is no mistake.

        Raises AlignError as `check` does.
        """
        self.check(labels)
        return replace(self, labels=tuple(labels))

    def named(self, transcript: Transcript) -> Transcript:
        """The transcript with the names in place of the labels. Raises AlignError as `check` does."""
        if not self.people or self.done:
            return transcript
        self.check(self.labels or speakers_of(transcript))
        return self.renamed(transcript)

    def of_named(self, changed: Mapping[str, str]) -> Cast:
        """The same people for a transcript that bears their names, some of which were `changed` since."""

        def known(people: Iterable[Person]) -> tuple[Person, ...]:
            return tuple(replace(person, name=changed.get(person.name, person.name)) for person in people)

        return replace(self, hosts=known(self.hosts), guests=known(self.guests), done=True)

    def renamed(self, transcript: Transcript) -> Transcript:
        """The same of a part of it, in which not everybody need speak."""
        names = {person.label: person.name for person in self.people}
        return replace(transcript, segments=tuple(_named(segment, names) for segment in transcript.segments))


def read_cast(hosts: Iterable[str], guests: Iterable[str]) -> Cast:
    """From `NAME=LABEL` or `LABEL` each. Raises ValueError with a sentence: empty, or two things said of one label."""
    cast = Cast(tuple(map(_person, hosts)), tuple(map(_person, guests)))
    seen: set[str] = set()
    for person in cast.people:
        if person.label in seen:
            raise ValueError(f"{person.label} is named twice; each label is one person, host or guest.")
        seen.add(person.label)
    both = {person.name for person in cast.hosts} & {person.name for person in cast.guests}
    if both:
        raise ValueError(f"{min(both)} cannot be both host and guest.")
    return cast


def _person(text: str) -> Person:
    name, sign, label = (part.strip() for part in text.partition("="))
    if not sign:
        label = name
    if not name or not label:
        raise ValueError(f"{text!r} is not NAME=LABEL, as in 'Layla=SPEAKER_00'.")
    return Person(" ".join(label.split()), " ".join(name.split()))


def _named(segment: Segment, names: dict[str, str]) -> Segment:
    def new(speaker: str | None) -> str | None:
        return speaker and names.get(speaker, speaker)

    words = tuple(_word(word, new(word.speaker)) for word in segment.words)
    return replace(segment, words=words, speaker=new(segment.speaker))


def _word(word: Word, speaker: str | None) -> Word:
    return word if speaker == word.speaker else replace(word, speaker=speaker)


def _list(labels: Collection[str]) -> str:
    listed: Sequence[str] = list(labels)[:MOST_LISTED]
    return ", ".join(listed) + (", …" if len(labels) > MOST_LISTED else "")
