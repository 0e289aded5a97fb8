"""The report as one HTML file that asks for nothing from anywhere.

Its templates, style sheets and scripts are the files in `web/`. A Content-Security-Policy allows exactly the two
inlined ones, by their hash, so that even a hole in the escaping could not run a stranger's script.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from align.report import page
from align.report.as_json import review_fields, to_json
from align.report.clips import Clips
from align.report.text import clock, direction, file_name, language_tag, one_line, phrase
from align.report.timeline import timeline_of
from align.report.wording import SIGNS, counts, language_of_report, wordings
from align.types import Report, Verdict

_WEB = files("align.report").joinpath("web")
_STYLES = ("page.css", "cards.css")
_SCRIPTS = ("interface.js", "review.js", "player.js", "claims.js")


def to_html(report: Report, *, clips: Clips, sound: str | None) -> str:
    """The whole page. `clips` are embedded; `sound` is the address of the recording relative to the page."""
    style, script = _joined(_STYLES), _joined(_SCRIPTS)
    language = language_of_report(report)
    cards = page.cards(report, clips)
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            report=report,
            cards=cards,
            blocks=page.blocks(report, cards),
            left_out=page.left_out(report, clips),
            timeline=timeline_of(report),
            counts=counts(report.findings),
            sound=sound,
            # The reviewer's decisions are kept under this name: another run on the same article and sound has another.
            fingerprint=sha256(to_json(report).encode("utf-8", errors="replace")).hexdigest()[:16],
            decisions={
                finding.claim.id: {**review_fields(finding.review), "claim": finding.claim.text}
                for finding in report.findings
                if finding.review
            },
            words=wordings()[language],
            phrases={code: wording.phrases for code, wording in wordings().items()},
            style=style,
            script=script,
            policy=_policy(style, script),
        )
    )


@cache
def _environment() -> Environment:
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


def _policy(style: str, script: str) -> str:
    """The page may run its own script and style, play what it carries or what lies beside it, and nothing else."""
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {_hash(script)}",
            f"style-src {_hash(style)}",
            "img-src data:",
            "media-src 'self' data: blob: file:",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
        ]
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
