"""mazeej spot-check: what was decided is kept, and decisions of other files are taken over."""

from __future__ import annotations

import dataclasses
import json
import subprocess
from pathlib import Path

import pytest

from align.report import read_report, render, write_report
from align.review.sample import draw
from align.types import Decision, Review, Verdict
from tests.support.cli_runs import complaint, mazeej, usage_complaint
from tests.support.report_sample import sample_report
from tests.support.reviewing import PROGRAM, answers, document, exported, reviews, until

REVIEW = Review(Decision.AGREE, "sure", "2026-01-01", "Maren", Verdict.SUPPORTED)


class TestGoingOn:
    def test_what_was_decided_is_not_asked_again(self, report_folder: Path) -> None:
        mazeej("spot-check", report_folder, "-n", "4", stdin=b"a\nd\n")
        first = document(report_folder / "decisions.json")["decisions"]
        run = mazeej("spot-check", report_folder, "-n", "6", stdin=b"c\n" * 9)
        assert "1 of 4" in run.out
        kept = document(report_folder / "decisions.json")["decisions"]
        assert {claim: kept[claim] for claim in first} == first
        assert sorted(answers(report_folder).values()) == ["agree", *["cant_tell"] * 4, "disagree"]
        assert "Decided 6 of 6 drawn" in run.out
        assert "[a]gree" not in mazeej("spot-check", report_folder, "-n", "6").out

    def test_ctrl_c_keeps_what_was_answered(self, report_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        keys = iter(["a", "d"])

        def press() -> str:
            try:
                return next(keys)
            except StopIteration:
                raise KeyboardInterrupt from None

        monkeypatch.setattr("align.commands.spot_check.read_key", press)
        run = mazeej("spot-check", report_folder)
        assert run.code == 130
        assert run.err.strip() == "mazeej: stopped; what was finished is kept, the same command goes on from there"
        assert sorted(answers(report_folder).values()) == ["agree", "disagree"]
        assert reviews(report_folder) == answers(report_folder)

    def test_a_killed_review_loses_no_answer(self, report_folder: Path) -> None:
        with subprocess.Popen([*PROGRAM, "spot-check", report_folder], stdin=-1, stdout=-3, stderr=-3) as process:
            assert process.stdin
            process.stdin.write(b"a\nd\n")
            process.stdin.flush()
            until(lambda: (report_folder / "decisions.json").exists() and len(answers(report_folder)) == 2)
            process.kill()
        assert reviews(report_folder) == {}
        run = mazeej("spot-check", report_folder, "-n", "3", stdin=b"")
        assert "1 of 1" in run.out
        assert sorted(reviews(report_folder).values()) == ["agree", "disagree"]
        assert {path.name for path in report_folder.iterdir()} == {"report.json", "decisions.json"}

    def test_another_seed_counts_its_own_sample(self, report_folder: Path) -> None:
        mazeej("spot-check", report_folder, "-n", "1", "--seed", "1", stdin=b"d\n")
        (claim,) = answers(report_folder)
        findings = sample_report().findings
        seed = next(s for s in range(2, 99) if findings[draw(findings, 1, s)[0]].claim.id != claim)
        run = mazeej("spot-check", report_folder, "-n", "1", "--seed", str(seed), stdin=b"a\n")
        assert "Error rate of the sample: 0.0%, 0 of 1" in run.out
        assert "Not counted, because outside of this sample: 1" in run.out

    def test_decisions_survive_in_the_report_alone(self, report_folder: Path) -> None:
        mazeej("spot-check", report_folder, "-n", "2", stdin=b"a\nd\n")
        before = answers(report_folder)
        (report_folder / "decisions.json").unlink()
        assert "[a]gree" not in mazeej("spot-check", report_folder, "-n", "2").out
        assert answers(report_folder) == before

    def test_a_verdict_that_changed_is_asked_about_again(self, report_folder: Path) -> None:
        mazeej("spot-check", report_folder, "-n", "10", stdin=b"a\n" * 10)
        again = sample_report()
        changed = dataclasses.replace(again.findings[1], verdict=Verdict.UNCLEAR)
        write_report(dataclasses.replace(again, findings=(again.findings[0], changed)), report_folder, ["json"])
        run = mazeej("spot-check", report_folder, stdin=b"d\n")
        assert "1 of 1\n2. ? Unclear" in run.out
        assert reviews(report_folder) == {"c001": "agree", "c002": "disagree"}
        assert len(document(report_folder / "decisions.json")["earlier"]) == 8  # nothing that was decided is dropped

    def test_two_reviewers_at_once_do_not_undo_each_other(
        self, report_folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def press() -> str | None:
            if not (report_folder / "decisions.json").exists():
                monkeypatch.setattr("align.commands.spot_check.read_key", iter(["a", None]).__next__)
                mazeej("spot-check", report_folder, "--seed", "2")
                return "d"
            return None

        monkeypatch.setattr("align.commands.spot_check.read_key", press)
        findings = sample_report().findings
        seed = next(s for s in range(3, 99) if draw(findings, 1, s) != draw(findings, 1, 2))
        mazeej("spot-check", report_folder, "--seed", str(seed))
        assert sorted(answers(report_folder).values()) == ["agree", "disagree"]
        assert reviews(report_folder) == answers(report_folder)

    def test_a_write_broken_off_leaves_the_old_file(self, report_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        mazeej("spot-check", report_folder, "-n", "1", stdin=b"a\n")
        before = (report_folder / "decisions.json").read_bytes()

        def no_room(*_: object) -> None:
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr(Path, "replace", no_room)
            run = mazeej("spot-check", report_folder, "-n", "2", stdin=b"d\n")
        assert "No space left on device" in complaint(run)
        assert (report_folder / "decisions.json").read_bytes() == before
        assert {path.name for path in report_folder.iterdir()} == {"report.json", "decisions.json"}


class TestOtherFiles:
    def test_the_page_s_decisions_are_taken_over(self, report_folder: Path) -> None:
        page = report_folder / "page.json"
        page.write_text(json.dumps(exported()), "utf-8")
        run = mazeej("spot-check", report_folder, "-n", "0", "--decisions", page)
        assert "Decisions read: 1." in run.out
        assert answers(report_folder) == reviews(report_folder) == {"c003": "disagree"}
        assert document(report_folder / "report.json")["findings"][2]["review"]["note"] == "راجعت"

    def test_the_later_decision_counts(self, report_folder: Path) -> None:
        mazeej("spot-check", report_folder, "-n", "10", stdin=b"a\n" * 10)
        page, later = report_folder / "page.json", exported()
        page.write_text(json.dumps(later), "utf-8")
        mazeej("spot-check", report_folder, "--decisions", page)
        assert reviews(report_folder)["c003"] == "disagree"
        later["decisions"]["c003"] |= {"decision": "cant_tell", "decided_at": "2001-01-01T00:00:00.000Z"}
        page.write_text(json.dumps(later), "utf-8")
        mazeej("spot-check", report_folder, "--decisions", page)
        assert reviews(report_folder)["c003"] == "disagree"

    def test_decisions_on_claims_that_the_report_has_not_are_kept_aside(self, report_folder: Path) -> None:
        page, decisions = report_folder / "page.json", exported()["decisions"]
        page.write_text(json.dumps(exported(decisions=decisions | {"c999": {"decision": "agree"}})), "utf-8")
        run = mazeej("spot-check", report_folder, "-n", "0", "--decisions", page)
        assert "Kept aside, for claims that are not in this report: 1." in run.out
        assert list(answers(report_folder)) == ["c003"]

    def test_an_earlier_decision_is_none_on_the_claim_of_its_number(self, report_folder: Path) -> None:
        earlier = {"id": "c003", "decision": "agree", "claim": "an older sentence", "decided_at": "2999-02-02"}
        page = report_folder / "page.json"
        page.write_text(json.dumps(exported(earlier=[earlier])), "utf-8")
        run = mazeej("spot-check", report_folder, "-n", "0", "--decisions", page)
        assert "Decisions read: 1. Kept aside, for claims that are not in this report: 1." in run.out
        assert answers(report_folder) == {"c003": "disagree"}

    @pytest.mark.parametrize("beside", [True, False])
    @pytest.mark.parametrize(
        ("content", "words"),
        [
            ("no json", "is not JSON"),
            ("[]", "should be an object"),
            ('{"schema": "mazeej.report/1"}', "its schema is 'mazeej.report/1'"),
            (json.dumps(exported(decisions=[])), "decisions should be an object"),
            (json.dumps(exported(decisions={"c1": {"decision": "burn"}})), "decisions.c1.decision is 'burn'"),
            (json.dumps(exported(decisions={"\x1b[2J": {"decision": 1}})), "decision should be a text"),
            (json.dumps(exported(article={"sha256": "00"})), "about another article than the report"),
            (json.dumps(exported(recording={"sha256": "00"})), "about another recording than the report"),
        ],
    )
    def test_what_is_not_of_this_report_is_refused_in_a_line(
        self, report_folder: Path, content: str, words: str, beside: bool
    ) -> None:
        if beside and "another article" in words:
            return  # of this report's own report_folder: the article was edited
        file = report_folder / ("decisions.json" if beside else "page.json")
        file.write_text(content, "utf-8")
        before = {path.name: path.read_bytes() for path in report_folder.iterdir()}
        arguments: list[str | Path] = [] if beside else ["--decisions", file]
        said = complaint(mazeej("spot-check", report_folder, *arguments, stdin=b"a\n"))
        assert words in said
        assert file.name in said
        assert {path.name: path.read_bytes() for path in report_folder.iterdir()} == before

    def test_what_is_missing_is_named(self, report_folder: Path) -> None:
        assert "nowhere" in complaint(mazeej("spot-check", "nowhere"))
        assert "page.json" in complaint(mazeej("spot-check", report_folder, "--decisions", report_folder / "page.json"))
        assert "x.mp3" in complaint(mazeej("spot-check", report_folder, "--audio", "x.mp3"))
        assert "-n" in usage_complaint(mazeej("spot-check", report_folder, "-n", "-1"))
        mazeej("spot-check", report_folder, "-n", "1", stdin=b"a\n")
        assert "decisions.json is not a report" in complaint(mazeej("spot-check", report_folder / "decisions.json"))

    def test_a_report_with_reviews_is_read_and_written(self, report_folder: Path) -> None:
        sample = sample_report()
        reviewed = dataclasses.replace(sample.findings[0], review=REVIEW)
        report = dataclasses.replace(sample, findings=(reviewed,))
        (path,) = write_report(report, report_folder, ["json"])
        assert read_report(path).findings[0].review == reviewed.review
        assert render(read_report(path, sample.transcript), "json") == path.read_text("utf-8")
