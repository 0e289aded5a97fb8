"""The archive's answers as one HTML file, in the look of the report's page.

It runs no script but the report's own for language and appearance, by its hash. A sound with a public address is played
from there, by the browser's own player, when a reader presses play; nothing is asked for before. Of a sound that lies
on this machine alone the page carries a clip.
"""

from __future__ import annotations

from functools import cache

from jinja2 import ChoiceLoader, Environment, PackageLoader

from align.archive.output import words
from align.archive.output.links import link_into, page_of
from align.archive.output.players import Players
from align.archive.types import ArchiveReport, SearchResults, Standing
from align.report.html import content_policy, environment, font_face, joined
from align.report.provenance import made_parts
from align.report.text import clean
from align.report.wording import wordings
from align.types import Verdict

_ROOM = "align.archive.output"
_MEDIA = "https: http: data:"  # sound from where the episodes are, or in the page


def report_html(report: ArchiveReport, language: str) -> str:
    """A card for each claim, and in it what each episode says."""
    texts = [report.article.text, *(finding.claim.text for finding in report.findings)]
    texts += [
        one.finding.evidence[0].text for finding in report.findings for one in finding.episodes if one.finding.evidence
    ]
    made = tuple(made_parts(report.provenance)) if report.provenance else ()
    return _page("report.html.j2", language, texts, report=report, provenance=made, title=report.article.title)


def search_html(results: SearchResults, language: str) -> str:
    """The places with what was asked for marked."""
    texts = [results.question, *(hit.text for hit in results.hits)]
    return _page("search.html.j2", language, texts, results=results, title=results.question)


def _page(name: str, language: str, texts: list[str], **shown: object) -> str:
    style, script = "\n".join((joined(("page.css",)), joined(("archive.css",), _ROOM))), joined(("interface.js",))
    if any("\u0600" <= char <= "\u06ff" for text in texts for char in text):
        style = f"{font_face()}\n{style}"
    template = _environment().get_template(name)
    return template.render(
        words=wordings()[language],
        phrases={code: wording.phrases for code, wording in wordings().items()},
        style=style,
        script=script,
        policy=content_policy(style, script, _MEDIA),
        player=Players().source,
        **shown,
    )


@cache
def _environment() -> Environment:
    """The report's templates and filters, and this room's."""
    own = environment().overlay()
    own.loader = ChoiceLoader([PackageLoader(_ROOM, "web"), environment().loader])  # type: ignore[list-item]
    own.globals = environment().globals | {
        "archive": words,
        "link_into": link_into,
        "page_of": page_of,
        "clean": clean,
        "Standing": Standing,
        "Verdict": Verdict,
    }
    return own
