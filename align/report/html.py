"""The report as one HTML file that asks for nothing from anywhere.

Its templates, style sheets and scripts are the files in `web/`. A Content-Security-Policy allows exactly the two
inlined ones, by their hash, so that even a hole in the escaping could not run a stranger's script.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from align.report import page
from align.report.as_json import review_fields
from align.report.clips import Clips
from align.report.talk import ShownTurn, turns_of
from align.report.text import clock, direction, file_name, language_tag, one_line, phrase
from align.report.timeline import timeline_of
from align.report.wording import SIGNS, counts, language_of_report, wordings
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


def to_html(report: Report, *, clips: Clips, sound: str | None) -> str:
    """The whole page. `clips` are embedded; `sound` is the recording's address, absolute or relative."""
    style, script = _joined(_STYLES), _joined(_SCRIPTS)
    context = view(report, clips)
    if context["has_arabic"]:
        style = f"{_font_face()}\n{style}"
    return (
        environment()
        .get_template("page.html.j2")
        .render(**context, sound=sound, style=style, script=script, policy=_policy(style, script, sound))
    )


def view(report: Report, clips: Clips) -> dict[str, object]:
    """What the page's templates show."""
    cards = page.cards(report, clips)
    timeline = timeline_of(report)
    turns = turns_of(report, cards)
    return {
        "report": report,
        "cards": cards,
        "groups": page.by_severity(cards),
        "blocks": page.blocks(report, cards),
        "turns": turns,
        "talk": talk_data(turns),
        "speakers": speakers_of(report.transcript),
        "reviewers": sorted({f.review.reviewer for f in report.findings if f.review and f.review.reviewer}),
        "left_out": page.left_out(report, clips, timeline.ignored if timeline else ()),
        "timeline": timeline,
        "counts": counts(report.findings),
        "place": _place(report),
        "decisions": {
            finding.claim.id: {**review_fields(finding.review), "claim": finding.claim.text}
            for finding in report.findings
            if finding.review
        },
        "words": wordings()[language_of_report(report)],
        "phrases": {code: wording.phrases for code, wording in wordings().items()},
        "has_arabic": any(_has_arabic(text) for text in (report.article.text, *(c.claim.text for c in report.findings)))
        or report.transcript.language == "ar",
    }


def talk_data(turns: Sequence[ShownTurn]) -> list[list[object]]:
    """What the script must know of each turn: when its words begin, when the last one ends, which are unsure."""
    return [[turn.starts, turn.end, turn.unsure] for turn in turns]


def _place(report: Report) -> str:
    """The name that a browser keeps the reviewer's decisions under: the same for a later report on the same article and
    recording, also where one of the two was mended."""
    recording = report.recording.sha256 or report.recording.title or report.transcript.audio_sha256 or ""
    article = file_name(report.article.source or "") or report.article.title or ""
    return sha256(f"{recording}\0{article}".encode("utf-8", errors="replace")).hexdigest()[:16]


def _has_arabic(text: str) -> bool:
    return any("\u0600" <= char <= "\u06ff" for char in text)


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
    environment.globals |= {"plain": page.plain, "lang": language_tag, "SIGNS": SIGNS, "Verdict": Verdict}
    return environment


@cache
def _joined(names: tuple[str, ...]) -> str:
    return "\n".join(_WEB.joinpath(name).read_text(encoding="utf-8") for name in names)


@cache
def _font_face() -> str:
    return _FONT_FACE.format(b64encode(_WEB.joinpath(_FONT).read_bytes()).decode())


def _policy(style: str, script: str, sound: str | None) -> str:
    """The page may run its own script and style, play what it carries, what lies beside it and the recording where that
    has an address, and nothing else."""
    address = urlsplit(sound or "")
    place = f" {address.scheme}://{address.netloc}" if address.scheme in ("http", "https") else ""
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {_hash(script)}",
            f"style-src {_hash(style)}",
            "img-src data:",
            "font-src data:",
            f"media-src 'self' data: blob: file:{place}",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
        ]
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
