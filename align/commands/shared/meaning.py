"""Options of the commands that read for meaning."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import click

from align import meaning
from align.commands.shared.declare import option
from align.commands.shared.screen import bar, tell


@dataclass(frozen=True, slots=True)
class MeaningOptions:
    """The models that read beside the comparison of words."""

    encoder: str | None = option(
        "--encoder",
        metavar="auto|none|NAME|PATH",
        help="Sentence encoder that helps to find places; without it, e5-small where it is on this disk.",
    )
    judge: str | None = option(
        "--judge",
        metavar="auto|none|NAME|PATH|llm:NAME",
        help="Model that reads the places found; auto is the small one included. llm:NAME may send them elsewhere.",
    )
    judge_budget: int | None = option(
        "--judge-budget", type=click.IntRange(1), metavar="CLAIMS", help="Ask a language model about so many at most."
    )

    def __post_init__(self) -> None:
        if self.judge_budget is not None and not (self.judge or "").startswith(meaning.LANGUAGE_MODEL):
            raise click.UsageError("--judge-budget is for a language model: add --judge llm:NAME.")

    def reader(self, *, quiet: bool, cache: bool) -> meaning.Reader:
        """Opened before anything long begins. Raises AlignError for what is not on this disk.

        Without `cache` no answer or vector of an earlier run is taken, and none of this one kept.
        """
        encoder = meaning.open_encoder(self.encoder or meaning.AUTO)
        judge = meaning.open_judge(self.judge or meaning.AUTO, meaning.Asking(self.judge_budget, cache))

        watch = partial(bar, "reading claims", quiet, lambda count: f"{count:.0f}")
        telling = meaning.Telling(None if quiet else partial(_estimate, judge), watch)
        return meaning.Reader(encoder, judge, telling, wanted=self.encoder == meaning.AUTO, cache=cache)


def _estimate(judge: meaning.Judge | None, claims: int, tokens: int) -> None:
    """Said before anything is sent, so that Ctrl-C comes in time."""
    if claims and isinstance(judge, meaning.LanguageModelJudge):
        where = "they may leave this machine" if judge.remote else "on this machine"
        tell(f"{judge.name}: {claims} claims to ask about, about {tokens:,} tokens; {where}")
