"""What is each rule of judging worth? Every one is switched off by itself, and the verdicts that move are counted.

    python -m benchmarks.ablation [FILE…] [--every N] [--rule NAME …]

A rule is a function of `align/judging` that answers yes or no, or finds something or nothing; switched off it always
says no, or finds nothing. Only claims are judged again in which it ever says anything else: that many are printed
first, then how many verdicts move without it, and of those labelled supported and contradicted how many ticks and
crosses are lost (-) and come (+), rightly or wrongly. Without FILE every set of recordings, passages and triples in
../shared/data is read.
"""

from __future__ import annotations

import argparse
import importlib
import inspect
import pkgutil
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from types import FunctionType
from typing import Any
from unittest.mock import patch

import align.judging
from align.check import read_talk
from align.judging.denied import TalkDenials
from align.judging.verdicts import judge
from align.matching import TranscriptIndex
from align.types import Verdict
from benchmarks.accuracy import DATA
from benchmarks.datasets import Labelled, Talk, read_all

Rules = dict[str, tuple[FunctionType, Any]]  # by name, each with what it says when it is switched off
Moves = Counter[tuple[Verdict | None, Verdict, Verdict]]  # label, verdict with the rule, verdict without it
NOTHING: dict[str, Any] = {"bool": False, "None": None, "list": [], "dict": {}, "frozenset": frozenset()}
NOTHING |= dict.fromkeys(("Iterator", "Sequence"), ())


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Switch off the rules of judging one by one.")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help=f"JSON lines; default: in {DATA}")
    parser.add_argument("--every", type=int, default=4, metavar="N", help="read every Nth talk only (default 4)")
    parser.add_argument("--rule", action="append", metavar="NAME", help="these rules only: MODULE.FUNCTION")
    options = parser.parse_args(arguments)
    sets = ("interviews-*.jsonl", "entailment-*.jsonl", "triples-*.jsonl")
    files = options.files or [file for pattern in sets for file in sorted(DATA.glob(pattern))]
    rules = {name: rule for name, rule in found_rules().items() if name in (options.rule or [name])}
    claims, fired, moved = 0, Counter[str](), defaultdict[str, Moves](Counter)
    for talk in (talk for dataset in read_all(files, DATA) for talk in dataset.talks[:: options.every]):
        claims += sum(item.label is not None for item in talk.claims)
        ablate(talk, rules, fired, moved)
    print(f"{claims} claims\n\n| rule | fires | moved | ✓ right | ✓ wrong | ✗ right | ✗ wrong |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name in sorted(rules, key=lambda name: (moved[name].total(), fired[name])):
        shown = (Verdict.SUPPORTED, Verdict.CONTRADICTED)
        cells = (_change(moved[name], verdict, right=right) for verdict in shown for right in (True, False))
        print(f"| {name} | {fired[name]} | {moved[name].total()} | {' | '.join(cells)} |")


def found_rules() -> Rules:
    """Every function of judging whose answer can be "no", or nothing."""
    found: Rules = {}
    for module in pkgutil.iter_modules(align.judging.__path__):
        for name, rule in vars(importlib.import_module(f"align.judging.{module.name}")).items():
            if isinstance(rule, FunctionType) and rule.__module__ == f"align.judging.{module.name}":
                returns = str(inspect.signature(rule).return_annotation)
                kind = "None" if returns.endswith("| None") else returns.split("[")[0]
                found |= {f"{module.name}.{name}": (rule, NOTHING[kind])} if kind in NOTHING else {}
    return found


def ablate(talk: Talk, rules: Rules, fired: Counter[str], moved: dict[str, Moves]) -> None:
    """Judge a talk's claims with all rules, and those that each speaks on without it."""
    items = [item for item in talk.claims if item.label is not None]
    given, spoke = _recorded(talk, items, rules)
    for name, claims in spoke.items():
        rule, nothing = rules[name]
        fired[name] += len(claims)
        with _replaced({rule: lambda *_args, nothing=nothing, **_kwargs: nothing}):
            index = read_talk(talk.transcript)
            for at in sorted(claims):
                try:
                    verdict = judge(items[at].claim, index).verdict
                except (ArithmeticError, LookupError, TypeError, ValueError):  # no rule: others rely on its answer
                    continue
                if verdict is not given[at]:
                    moved[name][items[at].label, given[at], verdict] += 1


def _recorded(talk: Talk, items: Sequence[Labelled], rules: Rules) -> tuple[list[Verdict], dict[str, set[int]]]:
    """The verdicts, and for each rule the claims on which it speaks; on all, if it does where a talk is read."""
    spoke, read_once, here = defaultdict[str, set[int]](set), set[str](), [False, 0]

    def recorder(name: str, rule: FunctionType, nothing: Any) -> Callable[..., Any]:
        @wraps(rule)
        def asked(*args: Any, **kwargs: Any) -> Any:
            answer = rule(*args, **kwargs)
            answer = list(answer) if inspect.isgenerator(answer) else answer
            if answer or (answer is not nothing and nothing is None):
                spoke[name].add(here[1])
                if here[0]:
                    read_once.add(name)
            return answer

        return asked

    def of_all(read: Callable[..., Any]) -> Callable[..., Any]:
        """What is read the first time that a claim needs it, and kept for the others."""

        def reading(*args: Any) -> Any:
            before, here[0] = here[0], True
            try:
                return read(*args)
            finally:
                here[0] = before

        return reading

    given = []
    recorders = {rule: recorder(name, rule, nothing) for name, (rule, nothing) in rules.items()}
    with (
        _replaced(recorders),
        patch.object(TranscriptIndex, "once", of_all(TranscriptIndex.once)),
        patch.object(TalkDenials, "read", of_all(TalkDenials.read)),
    ):
        index = read_talk(talk.transcript)
        for at, item in enumerate(items):
            here[1] = at
            given.append(judge(item.claim, index).verdict)
    return given, spoke | {name: set(range(len(items))) for name in read_once}


@contextmanager
def _replaced(others: dict[FunctionType, Callable[..., Any]]) -> Iterator[None]:
    """Other functions in the place of these, wherever a module of judging names them."""
    modules = [vars(module) for name, module in sys.modules.items() if name.startswith("align.judging.")]
    names = [(module, name, one) for module in modules for name, one in module.items() if isinstance(one, FunctionType)]
    try:
        for module, name, one in names:
            module[name] = others.get(one, one)
        yield
    finally:
        for module, name, one in names:
            module[name] = one


def _change(moves: Moves, verdict: Verdict, *, right: bool) -> str:
    """How many of a verdict are lost without a rule, and how many come."""
    of_it = {move: count for move, count in moves.items() if (move[0] is verdict) is right}
    lost = sum(count for (_, before, _), count in of_it.items() if before is verdict)
    come = sum(count for (_, _, after), count in of_it.items() if after is verdict)
    return " ".join(f"{sign}{count}" for sign, count in (("-", lost), ("+", come)) if count)


if __name__ == "__main__":
    main()
