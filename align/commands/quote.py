"""`mazeej quote`: whether quotations are word for word."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from align import quotes, review
from align.commands.shared.declare import argument, option, takes
from align.commands.shared.language import ui_language
from align.commands.shared.listening import Listener, beside, is_given_transcript
from align.commands.shared.options import LinkOptions, fail_on_option, format_option, quiet_option
from align.commands.shared.running import ExitCode, Resumable
from align.commands.shared.screen import console
from align.commands.shared.speakers import SpeakerOptions
from align.commands.shared.transcribing import StretchOptions
from align.quotes import Status


@dataclass(frozen=True, slots=True)
class QuotesGiven:
    quotes: tuple[str, ...] = argument("[QUOTE]…", nargs=-1)
    file: str | None = option("--file", metavar="FILE", help="A text file with a quotation a line.")
    article: str | None = option("--article", metavar="FILE", help="Check every quotation in this article.")

    def read(self) -> list[str]:
        """The quotations, wherever they are given."""
        texts = [*quotes.quotes_given(self.quotes), *(quotes.quotes_in_file(Path(self.file)) if self.file else ())]
        return texts + list(quotes.quotes_in_article(self.article) if self.article else ())


@dataclass(frozen=True, slots=True)
class QuoteSource:
    source: str = argument("RECORDING_OR_TRANSCRIPT")


@dataclass(frozen=True, slots=True)
class QuoteOutput:
    fail_on: tuple[Status, ...] = fail_on_option(Status, "STATUS", of="quotation")
    format: str = format_option()
    quiet: bool = quiet_option(help="Print nothing but the result and problems.")


@click.command("quote", cls=Resumable)
@takes(QuoteSource, QuotesGiven, LinkOptions, QuoteOutput, SpeakerOptions, StretchOptions)
def check_quotes(
    heard_in: QuoteSource,
    given: QuotesGiven,
    links: LinkOptions,
    output: QuoteOutput,
    speakers: SpeakerOptions,
    recogniser: StretchOptions,
) -> int:
    """Check quotations word by word: exact, modified, stitched from two places, or not found.

    \b
    mazeej quote episode.mp3 "the words of a quotation" --link https://youtu.be/dQw4w9WgXcQ
    mazeej quote transcript.json --file quotes.txt --format json
    mazeej quote transcript.vtt --article article.md --fail-on modified,stitched,not_found
    """
    texts = given.read()
    if not texts:
        raise click.UsageError("give quotations, --file FILE or --article FILE.")
    known = speakers.read(of_transcript=is_given_transcript(heard_in.source))
    options = recogniser.transcription(by_channel=speakers.speakers_by_channel)
    recording, heard = Listener(options, quiet=output.quiet, track=recogniser.track).hear(heard_in.source)
    transcript = known.labelled(heard, recording, cache=options.cache, quiet=output.quiet)
    ready = review.prepared(transcript, known.cast, beside(heard_in.source))
    index = quotes.QuoteIndex(ready.transcript)
    matches = [quotes.find_quote(text, index) for text in texts]
    edition = links.edition(transcript)
    addresses = [links.into(match.interval, edition) for match in matches]
    if output.format == "json":
        click.echo(quotes.quotes_json(matches, addresses))
    else:
        quotes.print_quotes(matches, addresses, console(), language=ui_language())
    return ExitCode.VERDICT_MET if {match.status for match in matches} & set(output.fail_on) else ExitCode.DONE
