"""What `mazeej align` is given, and where its report goes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from align import claims
from align.commands.shared.articles import article_and_claims, telling_swapped
from align.commands.shared.declare import argument, option
from align.commands.shared.listening import Listener, is_given_transcript
from align.commands.shared.options import (
    LinkOptions,
    episode_option,
    fail_on_option,
    formats_option,
    link_option,
    quiet_option,
)
from align.commands.shared.values import Address
from align.report import ReportFormat
from align.types import Verdict

if TYPE_CHECKING:
    from align.types import Article, Claim
    from audio import Recording
    from transcripts import Transcript

OUT_HELP = "Folder for the report; with - the JSON alone is printed."


@dataclass(frozen=True, slots=True)
class AlignInput:
    recording: str = argument("RECORDING_OR_TRANSCRIPT")
    article: str | None = argument(required=False)
    claims: str | None = option("--claims", metavar="FILE", help="Claims instead of an article: text, JSONL or CSV.")
    audio: str | None = option(
        "--audio", metavar="FILE", help="The sound of a transcript, for its length, title and clips."
    )
    episode: str | None = episode_option()

    @property
    def is_transcript(self) -> bool:
        return not self.episode and is_given_transcript(self.recording)

    def read(self) -> tuple[Article | None, tuple[Claim, ...]]:
        """Article and claims; the article is None where the claims were given."""
        if self.claims:
            return None, claims.read_claims(Path(self.claims))
        with telling_swapped(self.recording, self.article or ""):
            return article_and_claims(self.article or "")

    def hear(self, listener: Listener) -> tuple[Recording | None, Transcript]:
        with telling_swapped(self.recording, self.article or ""):
            return listener.hear(self.recording, sound=self.audio, episode=self.episode)


@dataclass(frozen=True, slots=True)
class AlignLinks(LinkOptions):
    link: str | None = link_option(help="Public address of the episode, for links; without it, RECORDING's own.")


@dataclass(frozen=True, slots=True)
class AlignOutput:
    out: str = option("--out", default="mazeej-report", show_default=True, metavar="DIR", help=OUT_HELP)
    formats: tuple[ReportFormat, ...] = formats_option(ReportFormat)
    checked_by: str | None = option(
        "--checked-by", metavar="NAME", help="Who answers for the check; stands in the report."
    )
    fail_on: tuple[Verdict, ...] = fail_on_option(Verdict, "VERDICT", of="claim")
    audio_url: str | None = option("--audio-url", type=Address(), metavar="URL", help="Where the page finds the sound.")
    no_clips: bool = option("--no-clips", is_flag=True, help="Do not embed the sound of the evidence in the HTML page.")
    export_clips: str | None = option(
        "--export-clips", metavar="DIR", help="Folder for the sound of each claim's evidence, as mp3 files."
    )
    coverage: bool = option(
        "--coverage", is_flag=True, help="Also list what the recording says and ARTICLE leaves out."
    )
    recheck: str | None = option(
        "--recheck", metavar="MODEL", help="Hear the evidence again with this larger model, where much rests on it."
    )
    quiet: bool = quiet_option(help="Print nothing but problems.")
    verbose: bool = option(
        "--verbose", "-v", is_flag=True, help="Print the other places, too, where a claim may have been said."
    )

    @property
    def printed(self) -> bool:
        """Whether the report goes to standard output, for another program."""
        return self.out == "-"
