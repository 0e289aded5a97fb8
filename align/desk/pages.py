"""The desk's pages and what it sends to them: the report's own templates with an editor's tools."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from align.desk.changes import Changes
from align.desk.workbench import Workbench
from align.report.html import Tools, environment, fragment, joined, policy, shown_page
from align.report.wording import wordings

_ROOM = "align.desk"
_LANGUAGE = "en"  # of the first page, before there is an article; the browser remembers another choice


def report_page(bench: Workbench) -> str:
    """The report's page, editable."""
    changes = bench.changes(0)
    scripts = ("ask.js", "desk.js", "editing.js", "deciding.js")
    tools = Tools(joined(("desk.css",), _ROOM), joined(scripts, _ROOM), changes.version, bench.undoable)
    return shown_page(changes.shown, sound="/sound" if bench.recording else None, tools=tools)


def changes_as_json(changes: Changes, undoable: int) -> dict[str, object]:
    """What a page draws anew: markup of cards and turns by their numbers, the times of the words, the counts."""
    fields: dict[str, object] = {"version": changes.version, "undoable": undoable, "everything": changes.everything}
    if changes.everything:
        return fields
    shown = changes.shown
    turns = [turn for turn in shown.turns if changes.turns is None or turn.number in changes.turns]
    return {
        **fields,
        "cards": {card.number: fragment(shown, "card", card) for card in shown.cards if card.number in changes.cards},
        "turns": {turn.number: fragment(shown, "turn", turn) for turn in turns},
        "all_turns": changes.turns is None,
        "times": {turn.number: [turn.starts, turn.end, turn.unsure] for turn in turns},
        "verdicts": {number: [old.value, new.value] for number, (old, new) in changes.verdicts.items()},
        "counts": {verdict.value: count for verdict, count in shown.counts.items()},
        "decisions": shown.decisions,
        "speakers": list(shown.speakers),
    }


def problem_page(problem: str, code: str) -> str:
    """Says why there is no other page; `code` is the language of `problem`, if this interface has that."""
    words = wordings().get(code, wordings()[_LANGUAGE])
    opening = f'<!doctype html>\n<html lang="{words.language}" dir="{words["direction"]}">'
    return f'{opening}<meta charset="utf-8"><title>Mazeej</title>\n<p>{escape(problem)}</p></html>\n'


def start_page(models: Sequence[str]) -> str:
    """The page without a report: drop a recording and an article."""
    style = joined(("page.css",)) + joined(("start.css",), _ROOM)
    script = joined(("interface.js",)) + joined(("ask.js", "start.js"), _ROOM)
    words = wordings()[_LANGUAGE]
    phrases = {code: wording.phrases for code, wording in wordings().items()}
    template = environment().from_string(joined(("start.html.j2",), _ROOM))
    return template.render(
        words=words,
        phrases=phrases,
        models=models,
        style=style,
        script=script,
        policy=policy(style, script, desk=True),
    )
