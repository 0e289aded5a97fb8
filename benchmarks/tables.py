"""The figures as Markdown, to be read on a terminal and pasted into a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from align.judging.comparison import Comparison, Slot
from align.types import Verdict
from benchmarks.datasets import Dataset, Shape
from benchmarks.evaluate import OWN, Calibration, Outcome, SetResult
from benchmarks.examples import Example
from benchmarks.headlines import Scored, false_supports_by_edit, headlines, precision_curve, share_shown

_HEADLINES = (
    "",
    "claims",
    "✓ right",
    "true shown ✓",
    "✗ right",
    "false shown ✗",
    "accused",
    "false ✓",
    "not heard",
    "silent ✓",
    "macro-F1",
    "R@1",
    "R@3",
    "AUC",
)


def headline_tables(datasets: Sequence[Dataset], scored: Mapping[str, Sequence[Scored]]) -> str:
    """The figures a reader lives by: of the talks, of single passages, and of one claim against three passages."""
    of = {shape: [(each.name, scored[each.name]) for each in datasets if each.shape is shape] for shape in Shape}
    talks = [one for _, found in of[Shape.RECORDING] for one in found]
    lines = ["## The figures a reader lives by", ""]
    if talks:
        by_talk = {name: [one for one in talks if one.talk == name] for name in dict.fromkeys(o.talk for o in talks)}
        rows = [("all talks", talks), *of[Shape.RECORDING], *by_talk.items()]
        lines += [*_table(_HEADLINES, (_headline_row(*row) for row in rows if row[1])), ""]
        curve = [(_two(share), _two(right), _two(least)) for share, right, least in precision_curve(talks)]
        lines += [*_table(("true claims shown ✓", "right", "least"), curve), ""]
    articles = [one for _, found in of[Shape.ARTICLE] for one in found]
    if articles:
        lines += ["### Articles", ""]
        lines += [*_table(_HEADLINES, [_headline_row("all", articles), *_rows(of[Shape.ARTICLE])]), ""]
    passages = [one for _, found in of[Shape.PASSAGE] for one in found]
    if passages:
        lines += ["### One word wrong", ""]
        lines += [*_table(_HEADLINES, [_headline_row("all", passages), *_rows(of[Shape.PASSAGE])]), ""]
        edits = false_supports_by_edit(passages).items()
        lines += [*_table(("changed", "claims", "shown ✓"), [(kind, n, _two(share)) for kind, (n, share) in edits]), ""]
    threes = {shape: [one for _, found in of[shape] for one in found] for shape in (Shape.TRIPLE, Shape.TELLINGS)}
    if any(threes.values()):
        kinds = [_triple_row(shape, found) for shape, found in threes.items() if found]
        lines += ["### One claim, three passages", "", *_table(_TRIPLES, kinds), ""]
    pairs = of[Shape.PAIR]
    if pairs:
        lines += ["### Pairs", "", *_table(_HEADLINES, _rows(pairs)), ""]
    return "\n".join(lines)


_TRIPLES = ("", "claims", *(f"{mark} of {kind}" for mark in "✓✗" for kind in ("supporting", "contradicting", "silent")))


def _triple_row(name: str, scored: Sequence[Scored]) -> Sequence[object]:
    shares = (
        share_shown(scored, label, verdict)
        for verdict in (Verdict.SUPPORTED, Verdict.CONTRADICTED)
        for label in (Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.NOT_FOUND)
    )
    return (name, len(scored) // 3, *map(_two, shares))


def comparison_table(by_set: Mapping[str, Sequence[Example]]) -> str:
    """How often each comparison of the first passage fires, and how often rightly.

    What agrees is right beside a supported claim, what conflicts beside a contradicted one; what is open, another word
    in its place, beside one that is not supported.
    """
    rows: list[Sequence[object]] = []
    for slot in Slot:
        for says in ("agrees", "conflicts", "open"):
            cells = []
            for found in by_set.values():
                firsts = [(one.item.label, one.assessed.passages[0]) for one in found if one.assessed.passages]
                compared = [(label, each) for label, first in firsts for each in first.of(slot)]
                hits = [_is_right(says, label) for label, each in compared if _says(each) == says]
                cells.append(f"{sum(hits) / len(hits):.2f} of {len(hits)}" if hits else "")
            if any(cells):
                rows.append((f"{slot} {says}", *cells))
    return "\n".join(_table(("right", *by_set), rows))


def _says(compared: Comparison) -> str | None:
    if compared.agrees:
        return "agrees"
    return None if compared.heard is None else "conflicts" if compared.conflicts else "open"


def _is_right(says: str, label: Verdict | None) -> bool:
    if says == "open":
        return label is not Verdict.SUPPORTED
    return label is (Verdict.SUPPORTED if says == "agrees" else Verdict.CONTRADICTED)


def _rows(named: Sequence[tuple[str, Sequence[Scored]]]) -> list[Sequence[object]]:
    return [_headline_row(name, found) for name, found in named if found]


def _headline_row(name: str, scored: Sequence[Scored]) -> Sequence[object]:
    found = headlines(scored)
    shares = (
        found.supported_right,
        found.supported_shown,
        found.contradicted_right,
        found.contradicted_shown,
        found.false_accusations,
        found.false_supports,
        found.not_heard,
        found.silent_supported,
        found.macro_f1,
        found.recall_at_1,
        found.recall_at_3,
        found.discrimination,
    )
    return (name, found.claims, *map(_two, shares))


def set_tables(result: SetResult) -> str:
    """Everything about one set, under its name."""
    original = result.outcomes["original"]
    lines = [f"## {result.name}", "", f"{result.claims} claims, {result.words} words; {_times(result)}.", ""]
    if original.retrieval:
        lines += [*_retrieval_table(result), ""]
    if original.judging:
        lines += [*_verdict_table(result), "", *_label_table(original), "", *_confusion_table(original), ""]
    return "\n".join(lines)


def calibration_table(calibration: Calibration) -> str:
    rows = [
        (f"{row.low:.1f}-{row.high:.1f}", row.claims, _two(row.confidence), _two(row.right)) for row in calibration.bins
    ]
    error, discrimination = f"{calibration.expected_error:.3f}", _two(calibration.discrimination)
    head = f"Expected calibration error over {calibration.claims} claims: {error}; discrimination: {discrimination}."
    return "\n".join(["## Confidence", "", head, "", *_table(("said", "claims", "mean", "right"), rows), ""])


def _times(result: SetResult) -> str:
    return ", ".join(f"{name} in {outcome.seconds:.2f} s" for name, outcome in result.outcomes.items())


def _retrieval_table(result: SetResult) -> list[str]:
    others = [name for name in result.outcomes if name != "original"]
    head = ["", "R@1", "95 %", "R@3", "MRR", "≤ 10 s", "mean s", *(f"{name} R@1 / R@3" for name in others)]
    rows = []
    for system, found in result.outcomes["original"].retrieval.items():
        low, high = found.recall_at_1_range
        own = (f"{low:.2f}-{high:.2f}", *map(_two, (found.recall_at_3, found.mrr, found.within_10_s)))
        varied = (result.outcomes[name].retrieval[system] for name in others)
        cells = (f"{_two(other.recall_at_1)} / {_two(other.recall_at_3)}" for other in varied)
        rows.append((system, _two(found.recall_at_1), *own, f"{found.mean_seconds:.0f}", *cells))
    return _table(head, rows)


def _verdict_table(result: SetResult) -> list[str]:
    head = (
        OWN,
        "macro-F1",
        "two-way",
        "binary",
        "false contradicted",
        "unclear",
        "calibration error",
        "discrimination",
    )
    rows = []
    for name, outcome in result.outcomes.items():
        if found := outcome.judging:
            scores = map(_two, (found.macro_f1, found.two_way_macro_f1, found.binary_macro_f1))
            rates = map(_percent, (found.false_contradicted, found.unclear))
            rows.append((name, *scores, *rates, _two(found.calibration_error), _two(found.discrimination)))
    return _table(head, rows)


def _label_table(outcome: Outcome) -> list[str]:
    assert outcome.judging
    rows: list[Sequence[object]] = [
        (label, score.claims, _two(score.precision), _two(score.recall), _two(score.f1))
        for label, score in outcome.judging.per_verdict.items()
    ]
    rows += [
        (f"contradicted: {kind}", found.claims, "", _two(found.recall), "")
        for kind, found in outcome.judging.contradicted_recall.items()
    ]
    return _table(("label", "claims", "precision", "recall", "F1"), rows)


def _confusion_table(outcome: Outcome) -> list[str]:
    assert outcome.judging
    confusion = outcome.judging.confusion
    given = list(dict.fromkeys(verdict for counts in confusion.values() for verdict in counts))
    rows = [(label, *(counts.get(verdict, 0) for verdict in given)) for label, counts in confusion.items()]
    return _table(("label ↓ verdict →", *given), rows)


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    rules = ["---", *("---:" for _ in head[1:])]
    return [f"| {' | '.join(map(str, row))} |" for row in (head, rules, *rows)]


def _two(share: float | None) -> str:
    return "" if share is None else f"{share:.2f}"


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"
