"""The report as one HTML file that asks for nothing from anywhere.

Its templates, style sheets and scripts are the files in `web/`. A Content-Security-Policy allows exactly the two
inlined ones, by their hash, so that even a hole in the escaping could not run a stranger's script.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, fields
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Literal
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from align.report import page
from align.report.as_json import review_fields
from align.report.clips import Clips
from align.report.provenance import provenance_parts
from align.report.talk import ShownTurn, turns_of
from align.report.text import clock, direction, file_name, language_tag, one_line, phrase
from align.report.timeline import Timeline, timeline_of
from align.report.wording import SIGNS, Wording, counts, language_of_report, unmet_key, wordings
from align.types import Report, Verdict
from transcripts import speakers_of

_WEB = files("align.report").joinpath("web")
_STYLES = ("page.css", "tools.css", "talk.css", "cards.css", "print.css")
_SCRIPTS = (
    "interface.js",
    "claims.js",
    "sound.js",
    "talk.js",
    "search.js",
    "review.js",
    "copy.js",
    "keyboard.js",
)
_FONT = "fonts/noto-naskh-arabic.woff2"  # variable, 400 to 700; OFL, see the licence beside it
_FONT_FACE = (
    '@font-face {{ font-family: "Mazeej Naskh"; font-weight: 400 700; font-display: swap;'
    ' src: url(data:font/woff2;base64,{}) format("woff2"); }}'
)


@dataclass(frozen=True, slots=True)
class PageView:
    """What the page's templates show of a report."""

    report: Report
    cards: tuple[page.Card, ...]
    groups: tuple[tuple[Verdict, tuple[page.Card, ...]], ...]  # what is to be mended first
    blocks: tuple[page.Block, ...]  # of the article
    turns: tuple[ShownTurn, ...]
    speakers: tuple[str, ...]
    reviewers: tuple[str, ...]
    left_out: tuple[page.LeftOut, ...]
    timeline: Timeline | None
    counts: dict[Verdict, int]
    provenance: tuple[tuple[str, str], ...]  # names of facts, and they
    decisions: dict[str, object]  # by the claim's id, as in a file of decisions
    words: Wording


@dataclass(frozen=True, slots=True)
class Tools:
    """What the desk adds to the page."""

    style: str
    script: str
    version: int  # of the report, as the desk counts
    undoable: int  # changes that can be taken back


def to_html(report: Report, *, clips: Clips, sound: str | None) -> str:
    """The whole page. `clips` are embedded; `sound` is the recording's address, absolute or relative."""
    return shown_page(page_view(report, clips), sound=sound)


def page_view(report: Report, clips: Clips) -> PageView:
    """Everything computed and cut to pieces, nothing left to look up."""
    cards = page.cards(report, clips)
    timeline = timeline_of(report)
    reviewed = [(finding, finding.review) for finding in report.findings if finding.review]
    return PageView(
        report=report,
        cards=cards,
        groups=page.by_severity(cards),
        blocks=page.blocks(report, cards),
        turns=turns_of(report, cards),
        speakers=speakers_of(report.transcript),
        reviewers=tuple(sorted({review.reviewer for _, review in reviewed if review.reviewer})),
        left_out=page.left_out(report, clips, timeline.ignored if timeline else ()),
        timeline=timeline,
        counts=counts(report.findings),
        provenance=tuple(provenance_parts(report)),
        decisions={f.claim.id: {**review_fields(review), "claim": one_line(f.claim.text)} for f, review in reviewed},
        words=wordings()[language_of_report(report)],
    )


def shown_page(shown: PageView, *, sound: str | None, tools: Tools | None = None) -> str:
    """The page; with `tools`, editable at a desk."""
    style, script = joined(_STYLES), joined(_SCRIPTS)
    if tools:
        style, script = f"{style}\n{tools.style}", f"{script}\n{tools.script}"
    if _has_arabic(shown.report):
        style = f"{font_face()}\n{style}"
    return (
        environment()
        .get_template("page.html.j2")
        .render(
            **_context(shown),
            phrases={code: wording.phrases for code, wording in wordings().items()},
            talk=[[turn.starts, turn.end, turn.unsure] for turn in shown.turns],
            browser_key=_browser_key(shown.report),
            sound=sound,
            tools=tools,
            style=style,
            script=script,
            policy=policy(style, script, sound, desk=tools is not None),
        )
    )


def fragment(shown: PageView, kind: Literal["card", "turn"], thing: page.Card | ShownTurn) -> str:
    """The markup of one card or turn, as it is in the page."""
    template = environment().get_template({"card": "card.html.j2", "turn": "talk.html.j2"}[kind])
    macros = template.make_module(_context(shown))
    return str(macros.card(thing) if kind == "card" else macros.turn_of(thing)).strip()  # type: ignore[attr-defined]


def _context(shown: PageView) -> dict[str, object]:
    return {field.name: getattr(shown, field.name) for field in fields(shown)}


def _browser_key(report: Report) -> str:
    """The name that a browser keeps the reviewer's decisions under: the same for a later report on the same article and
    recording, also where one of the two was mended."""
    recording = report.recording.sha256 or report.recording.title or report.transcript.audio_sha256 or ""
    article = file_name(report.article.source or "") or report.article.title or ""
    return sha256(f"{recording}\0{article}".encode("utf-8", errors="replace")).hexdigest()[:16]


def _has_arabic(report: Report) -> bool:
    texts = (report.article.text, *(finding.claim.text for finding in report.findings))
    return report.transcript.language == "ar" or any("\u0600" <= char <= "\u06ff" for text in texts for char in text)


@cache
def environment() -> Environment:
    """The templates in `web/`, with what they call."""
    environment = Environment(
        loader=FileSystemLoader(str(_WEB)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "clock": clock,
        "one_line": one_line,
        "phrase": phrase,
        "direction": direction,
        "file_name": file_name,
    }
    environment.globals |= {
        "plain": page.plain,
        "lang": language_tag,
        "SIGNS": SIGNS,
        "Verdict": Verdict,
        "unmet_key": unmet_key,
    }
    return environment


@cache
def joined(names: tuple[str, ...], room: str = "align.report") -> str:
    """The texts of files in the `web` folder of a room, one after the other."""
    web = files(room).joinpath("web")
    return "\n".join(web.joinpath(name).read_text(encoding="utf-8") for name in names)


@cache
def font_face() -> str:
    return _FONT_FACE.format(b64encode(_WEB.joinpath(_FONT).read_bytes()).decode())


def policy(style: str, script: str, sound: str | None = None, *, desk: bool = False) -> str:
    """The page may run its own script and style, play what it carries, what lies beside it and the recording where that
    has an address, and nothing else; at a `desk` it may ask that, and make markup of its answers."""
    address = urlsplit(sound or "")
    place = f" {address.scheme}://{address.netloc}" if address.scheme in ("http", "https") else ""
    at_desk = ("connect-src 'self'", "trusted-types mazeej-desk") if desk else ()
    media = f"'self' data: blob: file:{place}"
    return content_policy(style, script, media, "require-trusted-types-for 'script'", *at_desk)


def content_policy(style: str, script: str, media: str, *more: str) -> str:
    """The policy of a page that runs its own script and style alone, and plays sound from where `media` says."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {_hash(script)}",
            f"style-src {_hash(style)}",
            "img-src data:",
            "font-src data:",
            f"media-src {media}",
            "base-uri 'none'",
            "form-action 'none'",
            *more,
        )
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
