"""Rules of judging switched off one by one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import ablation


def test_a_rule_is_worth_the_verdicts_that_move_without_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = "We talked about the harbour all day. / The council never closed the library in Leeds. / It was a cold year."
    claims = [
        {"text": "The council closed the library in Leeds.", "label": "contradicted"},
        {"text": "The council talked about the harbour.", "label": "not_stated"},
    ]
    file = tmp_path / "passages.jsonl"
    file.write_text(json.dumps({"passage": said, "lang": "en", "claims": claims}), encoding="utf-8")
    rules = ("negators.denies_anything", "order.compare_order")
    ablation.main([str(file), *(part for rule in rules for part in ("--rule", rule))])
    shown = capsys.readouterr().out.splitlines()
    assert shown[0] == "2 claims"
    assert "| order.compare_order | 0 | 0 |  |  |  |  |" in shown
    assert "| negators.denies_anything | 2 | 1 |  | +1 | -1 |  |" in shown
