"""mazeej spot-check: the sample, the questions, the files of decisions, the error rate."""

from __future__ import annotations

import dataclasses
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.report import write_report
from align.review import error_rate, wilson
from align.review.sample import draw
from align.types import Claim, Decision, Finding, Verdict
from tests.support.cli_runs import mazeej
from tests.support.report_sample import sample_report
from tests.support.reviewing import answers, document, reviews

VERDICTS = list(Verdict)
HOSTILE = "\x1b]0;owned\x07\x1b[2J\u202eevil\u2066 [bold]x[/] \x9b31m"


def findings_of(*sizes: int) -> list[Finding]:
    """So many findings of each verdict, in turns."""
    verdicts = [verdict for verdict, size in zip(VERDICTS, sizes, strict=False) for _ in range(size)]
    return [Finding(Claim(f"c{n}", f"claim {n}", None), verdict, 0.5) for n, verdict in enumerate(verdicts)]


class TestSample:
    def test_each_verdict_comes_in_its_share(self) -> None:
        findings = findings_of(160, 20, 12, 7, 1)
        drawn = Counter(findings[index].verdict for index in draw(findings, 20, seed=0))
        # By hand: one each; 160/3 … 160/23 = 6.96 go to the first, 20/3 = 6.67 to the second, then 160/25, /27, /29.
        assert drawn == dict(zip(VERDICTS, (15, 2, 1, 1, 1), strict=False))

    def test_the_same_seed_draws_the_same_everywhere(self) -> None:
        findings = findings_of(6, 3, 1)
        assert draw(findings, 5, seed=7) == draw(findings, 5, seed=7)
        assert len({draw(findings_of(100), 10, seed) for seed in range(20)}) == 20

    @given(st.lists(st.integers(0, 30), min_size=1, max_size=6), st.integers(0, 80), st.integers())
    def test_every_sample_holds_every_verdict_and_all_smaller_samples(
        self, sizes: list[int], count: int, seed: int
    ) -> None:
        findings = findings_of(*sizes)
        drawn = draw(findings, count, seed)
        assert len(drawn) == len(set(drawn)) == min(count, len(findings))
        assert draw(findings, count // 2, seed) == drawn[: count // 2]
        if count >= len(sizes):
            assert {findings[index].verdict for index in drawn} == {finding.verdict for finding in findings}

    def test_which_finding_comes_is_even_chance(self) -> None:
        seen = Counter(index for seed in range(600) for index in draw(findings_of(6), 2, seed))
        assert len(seen) == 6
        assert all(150 < times < 250 for times in seen.values())  # 200 expected, standard deviation 11.5


class TestRates:
    def test_interval_of_a_share(self) -> None:
        # Agresti and Coull's table: 0 of 10 lies below 0.278, 5 of 10 between 0.237 and 0.763.
        assert wilson(0, 10) == pytest.approx((0, 0.2775), abs=5e-4)
        assert wilson(5, 10) == pytest.approx((0.2366, 0.7634), abs=5e-4)
        assert wilson(10, 10) == pytest.approx((0.7225, 1), abs=5e-4)
        # By hand: z² = 3.8416, centre (0.05 + 0.09604) / 1.19208, reach 1.96 · √(0.002375 + 0.002401) / 1.19208.
        assert wilson(1, 20) == pytest.approx((0.1225 - 0.1136, 0.1225 + 0.1136), abs=1e-4)

    @given(st.integers(1, 10_000), st.data())
    def test_an_interval_lies_in_0_to_1_around_its_share(self, of: int, data: st.DataObject) -> None:
        hits = data.draw(st.integers(0, of))
        low, high = wilson(hits, of)
        assert 0 <= low <= hits / of + 1e-9
        assert hits / of - 1e-9 <= high <= 1
        assert wilson(of - hits, of) == pytest.approx((1 - high, 1 - low))

    def test_who_cannot_tell_does_not_count(self) -> None:
        rate = error_rate([Decision.AGREE] * 3 + [Decision.DISAGREE] + [Decision.CANT_TELL] * 5)
        assert (rate.wrong, rate.decided, rate.cant_tell, rate.share) == (1, 4, 5, 0.25)
        assert rate.interval == wilson(1, 4)
        assert error_rate([Decision.CANT_TELL]).interval is None


class TestAsking:
    def test_answers_are_kept_counted_and_written_into_the_report(self, report_folder: Path) -> None:
        before = document(report_folder / "report.json")
        run = mazeej("spot-check", report_folder, "-n", "4", stdin=b"a\nd\nc\ns\n")
        assert run.code == 0
        assert run.err == ""
        assert sorted(answers(report_folder).values()) == ["agree", "cant_tell", "disagree"]
        assert reviews(report_folder) == answers(report_folder)
        assert "Decided 3 of 4 drawn: 1 agree · 1 disagree · 1 can't tell" in run.out
        assert "Error rate of the sample: 50.0%, 1 of 2 (95 % interval 9.5% to 90.5%)" in run.out
        after = document(report_folder / "report.json")
        for finding in after["findings"]:
            if review := finding.get("review"):
                assert list(finding)[-1] == "review"
                assert list(review) == ["decision", "verdict", "note", "decided_at", "reviewer"]
                del finding["review"]
        assert after == before  # also the links, which a report read back could not make again

    def test_the_decisions_are_in_the_page_s_own_form(self, report_folder: Path) -> None:
        mazeej("spot-check", report_folder / "report.json", "-n", "1", stdin=b"disagree\n")
        kept = document(report_folder / "decisions.json")
        report = sample_report()
        assert list(kept) == ["schema", "article", "recording", "decisions"]
        assert kept["schema"] == "mazeej.decisions/1"
        assert kept["article"] == {"title": report.article.title, "sha256": "ab" * 32}
        assert kept["recording"] == {"title": report.recording.title, "sha256": "cd" * 32}
        ((claim, entry),) = kept["decisions"].items()
        (finding,) = [finding for finding in report.findings if finding.claim.id == claim]
        assert list(entry) == ["decision", "verdict", "note", "decided_at", "reviewer", "claim"]
        assert entry["claim"] == finding.claim.text
        assert (entry["decision"], entry["verdict"], entry["note"]) == ("disagree", finding.verdict.value, None)
        assert entry["decided_at"].endswith("Z")

    def test_a_finding_is_shown_with_all_that_speaks_for_it(self, report_folder: Path) -> None:
        run = mazeej("spot-check", report_folder, "-n", "10", stdin=b"s\n" * 10)
        (line,) = [line for line in run.out.splitlines() if line.startswith("3. ")]
        assert line.startswith("3. ✗ Contradicted | الضوء انطفأ عند الرابعة")
        assert "The time of day differs: in the article “الرابعة”, in the recording “الساعة تلاتة”" in line
        assert "0:33 «هديك الليلة انطفى الضو" in line
        assert "2:01 «وبالشتا كنا" in line
        assert "0:33–0:43 https://radio.example/lighthouse.mp3#t=33.1,43" in run.out
        (line,) = [line for line in run.out.splitlines() if line.startswith("8. ")]
        assert "Nearest in the recording (not enough to be evidence)" in line
        assert "Decided 0 of 10 drawn" in run.out
        assert "Error rate of the sample: not known yet" in run.out
        assert not (report_folder / "decisions.json").exists()

    @pytest.mark.parametrize(
        ("typed", "decision"),
        [
            *[("a", "agree"), ("A", "agree"), (" d ", "disagree"), ("c", "cant_tell"), ("can't tell", "cant_tell")],
            *[("can’t tell", "cant_tell"), ("ش", "agree"), ("ي", "disagree"), ("ؤ", "cant_tell")],
        ],
    )
    def test_keys_words_and_the_arabic_keyboard(self, report_folder: Path, typed: str, decision: str) -> None:
        mazeej("spot-check", report_folder, "-n", "1", stdin=f"{typed}\n".encode())
        assert list(answers(report_folder).values()) == [decision]

    @pytest.mark.parametrize("typed", ["", "x", "don't know", "dd", "agreed", "\x1b[A", "1"])
    def test_what_is_no_answer_is_asked_again(self, report_folder: Path, typed: str) -> None:
        run = mazeej("spot-check", report_folder, "-n", "1", stdin=f"{typed}\nd\n".encode())
        assert list(answers(report_folder).values()) == ["disagree"]
        assert run.out.count("[a]gree") == 2
        assert run.out.count("The keys are: a agree · d disagree · c can't tell · s skip · r replay · q quit\n") == 1

    def test_in_arabic_the_keys_of_both_keyboards_are_told(self, report_folder: Path) -> None:
        run = mazeej("spot-check", report_folder, "-n", "1", "--ui", "ar", stdin="نعم\nش\n".encode())
        assert list(answers(report_folder).values()) == ["agree"]
        assert "المفاتيح: a/ش موافق · d/ي مخالف" in run.out

    def test_replay_names_the_passage_again_and_quit_ends(self, report_folder: Path) -> None:
        run = mazeej("spot-check", report_folder, "-n", "3", stdin=b"r\na\nq\na\n")
        assert run.code == 0
        assert len(answers(report_folder)) == 1
        assert run.out.count("https://radio.example") == 3
        assert "Decided 1 of 3 drawn" in run.out

    def test_bytes_that_are_no_text_are_no_answer(self, report_folder: Path) -> None:
        run = mazeej("spot-check", report_folder, "-n", "1", stdin=b"\xff\xfe\na")
        assert run.code == 0
        assert list(answers(report_folder).values()) == ["agree"]

    def test_a_stranger_s_text_cannot_steer_the_terminal(self, tmp_path: Path) -> None:
        sample = sample_report(link=None)
        evidence = dataclasses.replace(sample.findings[0].evidence[0], text=HOSTILE, speaker=HOSTILE)
        reasons = (dataclasses.replace(sample.findings[2].reasons[0], article=HOSTILE, audio=HOSTILE),)
        finding = Finding(Claim(HOSTILE, HOSTILE, None), Verdict.SUPPORTED, 0.5, reasons, (evidence,))
        recording = dataclasses.replace(sample.recording, source=HOSTILE, title=HOSTILE)
        write_report(dataclasses.replace(sample, findings=(finding,), recording=recording), tmp_path, ["json"])
        run = mazeej("spot-check", tmp_path, stdin=b"a\n")
        assert run.code == 0
        assert "[bold]x[/]" in run.out
        assert all(char.isprintable() for char in run.out.replace("\n", "")), ascii(run.out)
        assert reviews(tmp_path) == {HOSTILE: "agree"}
