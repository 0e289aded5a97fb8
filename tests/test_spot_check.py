"""mazeej spot-check: the sample, the questions, the files of decisions, the error rate."""

from __future__ import annotations

import dataclasses
import json
import os
import select
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.report import read_report, render, write_report
from align.review import error_rate, wilson
from align.review.sample import draw
from align.types import Claim, Decision, Finding, Report, Review, Verdict
from audio import AudioError, Interval, cut, open_recording
from tests.support import audio_samples
from tests.support.cli_runs import complaint, mazeej, usage_complaint
from tests.support.report_sample import sample_report

if TYPE_CHECKING:
    from playwright.sync_api import Page

VERDICTS = list(Verdict)
REVIEW = Review(Decision.AGREE, "sure", "2026-01-01", "Maren", Verdict.SUPPORTED)
PROGRAM = [sys.executable, "-c", "import cli; cli.main()"]
HOSTILE = "\x1b]0;owned\x07\x1b[2J\u202eevil\u2066 [bold]x[/] \x9b31m"


@pytest.fixture(autouse=True)
def no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    """No player of this machine is opened by accident."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_report(sample_report(), tmp_path, ["json"])
    return tmp_path


def document(path: Path) -> Any:
    return json.loads(path.read_bytes())


def answers(folder: Path) -> dict[str, str]:
    """What decisions.json holds, by claim."""
    return {claim: entry["decision"] for claim, entry in document(folder / "decisions.json")["decisions"].items()}


def reviews(folder: Path) -> dict[str, str]:
    """What report.json holds, by claim."""
    findings = document(folder / "report.json")["findings"]
    return {found["claim"]["id"]: found["review"]["decision"] for found in findings if "review" in found}


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
    def test_answers_are_kept_counted_and_written_into_the_report(self, folder: Path) -> None:
        before = document(folder / "report.json")
        run = mazeej("spot-check", folder, "-n", "4", stdin=b"a\nd\nc\ns\n")
        assert run.code == 0
        assert run.err == ""
        assert sorted(answers(folder).values()) == ["agree", "cant_tell", "disagree"]
        assert reviews(folder) == answers(folder)
        assert "Decided 3 of 4 drawn: 1 agree · 1 disagree · 1 can't tell" in run.out
        assert "Error rate of the sample: 50.0%, 1 of 2 (95 % interval 9.5% to 90.5%)" in run.out
        after = document(folder / "report.json")
        for finding in after["findings"]:
            if review := finding.get("review"):
                assert list(finding)[-1] == "review"
                assert list(review) == ["decision", "verdict", "note", "decided_at", "reviewer"]
                del finding["review"]
        assert after == before  # also the links, which a report read back could not make again

    def test_the_decisions_are_in_the_page_s_own_form(self, folder: Path) -> None:
        mazeej("spot-check", folder / "report.json", "-n", "1", stdin=b"disagree\n")
        kept = document(folder / "decisions.json")
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

    def test_a_finding_is_shown_with_all_that_speaks_for_it(self, folder: Path) -> None:
        run = mazeej("spot-check", folder, "-n", "10", stdin=b"s\n" * 10)
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
        assert not (folder / "decisions.json").exists()

    @pytest.mark.parametrize(
        ("typed", "decision"),
        [
            *[("a", "agree"), ("A", "agree"), (" d ", "disagree"), ("c", "cant_tell"), ("can't tell", "cant_tell")],
            *[("can’t tell", "cant_tell"), ("ش", "agree"), ("ي", "disagree"), ("ؤ", "cant_tell")],
        ],
    )
    def test_keys_words_and_the_arabic_keyboard(self, folder: Path, typed: str, decision: str) -> None:
        mazeej("spot-check", folder, "-n", "1", stdin=f"{typed}\n".encode())
        assert list(answers(folder).values()) == [decision]

    @pytest.mark.parametrize("typed", ["", "x", "don't know", "dd", "agreed", "\x1b[A", "1"])
    def test_what_is_no_answer_is_asked_again(self, folder: Path, typed: str) -> None:
        run = mazeej("spot-check", folder, "-n", "1", stdin=f"{typed}\nd\n".encode())
        assert list(answers(folder).values()) == ["disagree"]
        assert run.out.count("[a]gree") == 2

    def test_replay_names_the_passage_again_and_quit_ends(self, folder: Path) -> None:
        run = mazeej("spot-check", folder, "-n", "3", stdin=b"r\na\nq\na\n")
        assert run.code == 0
        assert len(answers(folder)) == 1
        assert run.out.count("https://radio.example") == 3
        assert "Decided 1 of 3 drawn" in run.out

    def test_bytes_that_are_no_text_are_no_answer(self, folder: Path) -> None:
        run = mazeej("spot-check", folder, "-n", "1", stdin=b"\xff\xfe\na")
        assert run.code == 0
        assert list(answers(folder).values()) == ["agree"]

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


class TestGoingOn:
    def test_what_was_decided_is_not_asked_again(self, folder: Path) -> None:
        mazeej("spot-check", folder, "-n", "4", stdin=b"a\nd\n")
        first = document(folder / "decisions.json")["decisions"]
        run = mazeej("spot-check", folder, "-n", "6", stdin=b"c\n" * 9)
        assert "1 of 4" in run.out
        kept = document(folder / "decisions.json")["decisions"]
        assert {claim: kept[claim] for claim in first} == first
        assert sorted(answers(folder).values()) == ["agree", *["cant_tell"] * 4, "disagree"]
        assert "Decided 6 of 6 drawn" in run.out
        assert "[a]gree" not in mazeej("spot-check", folder, "-n", "6").out

    def test_ctrl_c_keeps_what_was_answered(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        keys = iter(["a", "d"])

        def press() -> str:
            try:
                return next(keys)
            except StopIteration:
                raise KeyboardInterrupt from None

        monkeypatch.setattr("align.commands.spot_check.read_key", press)
        run = mazeej("spot-check", folder)
        assert run.code == 130
        assert run.err.strip() == "mazeej: stopped; what was finished is kept, the same command goes on from there"
        assert sorted(answers(folder).values()) == ["agree", "disagree"]
        assert reviews(folder) == answers(folder)

    def test_a_killed_review_loses_no_answer(self, folder: Path) -> None:
        with subprocess.Popen([*PROGRAM, "spot-check", folder], stdin=-1, stdout=-3, stderr=-3) as process:
            assert process.stdin
            process.stdin.write(b"a\nd\n")
            process.stdin.flush()
            until(lambda: (folder / "decisions.json").exists() and len(answers(folder)) == 2)
            process.kill()
        assert reviews(folder) == {}
        run = mazeej("spot-check", folder, "-n", "3", stdin=b"")
        assert "1 of 1" in run.out
        assert sorted(reviews(folder).values()) == ["agree", "disagree"]
        assert {path.name for path in folder.iterdir()} == {"report.json", "decisions.json"}

    def test_another_seed_counts_its_own_sample(self, folder: Path) -> None:
        mazeej("spot-check", folder, "-n", "1", "--seed", "1", stdin=b"d\n")
        (claim,) = answers(folder)
        findings = sample_report().findings
        seed = next(s for s in range(2, 99) if findings[draw(findings, 1, s)[0]].claim.id != claim)
        run = mazeej("spot-check", folder, "-n", "1", "--seed", str(seed), stdin=b"a\n")
        assert "Error rate of the sample: 0.0%, 0 of 1" in run.out
        assert "Not counted, because outside of this sample: 1" in run.out

    def test_decisions_survive_in_the_report_alone(self, folder: Path) -> None:
        mazeej("spot-check", folder, "-n", "2", stdin=b"a\nd\n")
        before = answers(folder)
        (folder / "decisions.json").unlink()
        assert "[a]gree" not in mazeej("spot-check", folder, "-n", "2").out
        assert answers(folder) == before

    def test_a_verdict_that_changed_is_asked_about_again(self, folder: Path) -> None:
        mazeej("spot-check", folder, "-n", "10", stdin=b"a\n" * 10)
        again = sample_report()
        changed = dataclasses.replace(again.findings[1], verdict=Verdict.UNCLEAR)
        write_report(dataclasses.replace(again, findings=(again.findings[0], changed)), folder, ["json"])
        run = mazeej("spot-check", folder, stdin=b"d\n")
        assert "1 of 1\n2. ? Unclear" in run.out
        assert reviews(folder) == {"c001": "agree", "c002": "disagree"}
        assert len(document(folder / "decisions.json")["earlier"]) == 8  # nothing that was decided is dropped

    def test_two_reviewers_at_once_do_not_undo_each_other(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def press() -> str | None:
            if not (folder / "decisions.json").exists():
                monkeypatch.setattr("align.commands.spot_check.read_key", iter(["a", None]).__next__)
                mazeej("spot-check", folder, "--seed", "2")
                return "d"
            return None

        monkeypatch.setattr("align.commands.spot_check.read_key", press)
        findings = sample_report().findings
        seed = next(s for s in range(3, 99) if draw(findings, 1, s) != draw(findings, 1, 2))
        mazeej("spot-check", folder, "--seed", str(seed))
        assert sorted(answers(folder).values()) == ["agree", "disagree"]
        assert reviews(folder) == answers(folder)

    def test_a_write_broken_off_leaves_the_old_file(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        mazeej("spot-check", folder, "-n", "1", stdin=b"a\n")
        before = (folder / "decisions.json").read_bytes()

        def no_room(*_: object) -> None:
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr(Path, "replace", no_room)
            run = mazeej("spot-check", folder, "-n", "2", stdin=b"d\n")
        assert "No space left on device" in complaint(run)
        assert (folder / "decisions.json").read_bytes() == before
        assert {path.name for path in folder.iterdir()} == {"report.json", "decisions.json"}


def exported(**changes: Any) -> dict[str, Any]:
    """A file as the page saves it."""
    entry = {
        "decision": "disagree",
        "verdict": "contradicted",
        "note": "راجعت",
        "decided_at": "2999-01-01T00:00:00.000Z",
    }
    about = {"article": {"title": "", "sha256": "ab" * 32}, "recording": {"title": "", "sha256": "cd" * 32}}
    return {"schema": "mazeej.decisions/1", **about, "decisions": {"c003": entry}} | changes


class TestOtherFiles:
    def test_the_page_s_decisions_are_taken_over(self, folder: Path) -> None:
        page = folder / "page.json"
        page.write_text(json.dumps(exported()), "utf-8")
        run = mazeej("spot-check", folder, "-n", "0", "--decisions", page)
        assert "Decisions read: 1." in run.out
        assert answers(folder) == reviews(folder) == {"c003": "disagree"}
        assert document(folder / "report.json")["findings"][2]["review"]["note"] == "راجعت"

    def test_the_later_decision_counts(self, folder: Path) -> None:
        mazeej("spot-check", folder, "-n", "10", stdin=b"a\n" * 10)
        page, later = folder / "page.json", exported()
        page.write_text(json.dumps(later), "utf-8")
        mazeej("spot-check", folder, "--decisions", page)
        assert reviews(folder)["c003"] == "disagree"
        later["decisions"]["c003"] |= {"decision": "cant_tell", "decided_at": "2001-01-01T00:00:00.000Z"}
        page.write_text(json.dumps(later), "utf-8")
        mazeej("spot-check", folder, "--decisions", page)
        assert reviews(folder)["c003"] == "disagree"

    def test_claims_that_the_report_has_not_are_left_out(self, folder: Path) -> None:
        page, decisions = folder / "page.json", exported()["decisions"]
        page.write_text(json.dumps(exported(decisions=decisions | {"c999": {"decision": "agree"}})), "utf-8")
        run = mazeej("spot-check", folder, "-n", "0", "--decisions", page)
        assert "Left out, for claims that are not in this report: 1." in run.out
        assert list(answers(folder)) == ["c003"]

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
        self, folder: Path, content: str, words: str, beside: bool
    ) -> None:
        if beside and "another article" in words:
            return  # of this report's own folder: the article was edited
        file = folder / ("decisions.json" if beside else "page.json")
        file.write_text(content, "utf-8")
        before = {path.name: path.read_bytes() for path in folder.iterdir()}
        arguments: list[str | Path] = [] if beside else ["--decisions", file]
        said = complaint(mazeej("spot-check", folder, *arguments, stdin=b"a\n"))
        assert words in said
        assert file.name in said
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == before

    def test_what_is_missing_is_named(self, folder: Path) -> None:
        assert "nowhere" in complaint(mazeej("spot-check", "nowhere"))
        assert "page.json" in complaint(mazeej("spot-check", folder, "--decisions", folder / "page.json"))
        assert "x.mp3" in complaint(mazeej("spot-check", folder, "--audio", "x.mp3"))
        assert "-n" in usage_complaint(mazeej("spot-check", folder, "-n", "-1"))
        mazeej("spot-check", folder, "-n", "1", stdin=b"a\n")
        assert "decisions.json is not a report" in complaint(mazeej("spot-check", folder / "decisions.json"))

    def test_a_report_with_reviews_is_read_and_written(self, folder: Path) -> None:
        sample = sample_report()
        reviewed = dataclasses.replace(sample.findings[0], review=REVIEW)
        report = dataclasses.replace(sample, findings=(reviewed,))
        (path,) = write_report(report, folder, ["json"])
        assert read_report(path).findings[0].review == reviewed.review
        assert render(read_report(path, sample.transcript), "json") == path.read_text("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of Unix")
class TestTerminal:
    @pytest.fixture
    def terminal(self, folder: Path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
        import pty

        ours, theirs = pty.openpty()
        environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80", "NO_COLOR": "1", "LC_ALL": "C.UTF-8"}
        arguments = [*PROGRAM, "spot-check", str(folder)]
        with subprocess.Popen(arguments, stdin=theirs, stdout=theirs, stderr=theirs, env=environment) as process:
            os.close(theirs)
            yield process, ours
            process.kill()
        os.close(ours)

    def test_single_keys_and_readable_arabic(self, folder: Path, terminal: tuple[subprocess.Popen[bytes], int]) -> None:
        process, end = terminal
        shown = read_until(end, "Error rate", ["a", "ي", "q"])
        assert sorted(answers(folder).values()) == ["agree", "disagree"]
        lines = [line.rstrip() for line in shown.splitlines() if "المراكب" in line or "البحر ما بينام" in line]
        assert lines
        assert all(line.lstrip().startswith("\u2068") and line.endswith("\u2069") for line in lines)
        assert "Decided 2 of 10 drawn" in shown
        assert process.wait(20) == 0

    def test_ctrl_c(self, folder: Path, terminal: tuple[subprocess.Popen[bytes], int]) -> None:
        process, end = terminal
        shown = read_until(end, "goes on from there", ["d", "\x03"])
        assert "Traceback" not in shown
        assert process.wait(20) == 130
        assert list(reviews(folder).values()) == ["disagree"]


def read_until(terminal: int, words: str, keys: list[str]) -> str:
    """What a terminal shows until `words` come, while each prompt is answered by the next of `keys`."""
    shown, answered, deadline = "", 0, time.monotonic() + 20
    while words not in shown:
        assert time.monotonic() < deadline, shown
        if not select.select([terminal], [], [], 0.5)[0]:
            continue
        shown += os.read(terminal, 65_536).decode(errors="replace")
        if answered < len(keys) and shown.count("[q]uit > ") > answered:
            time.sleep(0.3)  # a key pressed before the program listens for single keys is lost
            os.write(terminal, keys[answered].encode())
            answered += 1
    return shown


@pytest.mark.browser
class TestPage:
    def test_the_page_shows_what_was_decided_and_takes_the_file(
        self, folder: Path, open_page: Callable[..., Page]
    ) -> None:
        from playwright.sync_api import expect

        bare = open_page(*write_report(sample_report(), folder, ["html"]))
        mazeej("spot-check", folder, "-n", "10", stdin=b"a\n" * 9 + b"c\n")
        bare.set_input_files("#import", folder / "decisions.json")
        expect(bare.locator("#decided-count")).to_have_text("10")
        report = read_report(folder / "report.json", sample_report().transcript)
        page = open_page(*write_report(report, folder / "again", ["html"]))
        expect(page.locator("#decided-count")).to_have_text("10")
        expect(page.locator("input[value=cant_tell]:checked")).to_have_count(1)
        page.click("#claim-3 .head")
        page.check("#claim-3 input[value='']")
        page.reload()
        expect(page.locator("#decided-count")).to_have_text("9")  # taken back, and not given back by the report

    def test_spot_check_takes_what_the_page_saved(self, folder: Path, open_page: Callable[..., Page]) -> None:
        page = open_page(*write_report(sample_report(), folder, ["html"]))
        page.click("#claim-3 .head")
        page.check("#claim-3 input[value=disagree]")
        page.fill("#claim-3 .note input", "راجعت الصوت")
        page.keyboard.press("Tab")
        with page.expect_download() as download:
            page.click("#export")
        download.value.save_as(folder / "saved.json")
        mazeej("spot-check", folder, "-n", "0", "--decisions", folder / "saved.json")
        assert reviews(folder) == {"c003": "disagree"}
        assert document(folder / "decisions.json") == document(folder / "saved.json")


class TestPlaying:
    @pytest.fixture
    def sound(self, tmp_path: Path) -> Path:
        return audio_samples.write(tmp_path / "lighthouse.mp3", audio_samples.noise(60))

    @pytest.fixture
    def heard(self, sound: Path) -> Report:
        """A report on the sound, its only evidence 33.1 to 43."""
        sample = sample_report(link=None)
        recording = dataclasses.replace(
            sample.recording, sha256=open_recording(sound).sha256, source=sound.name, duration=60.0
        )
        report = dataclasses.replace(sample, recording=recording, findings=sample.findings[2:3])
        write_report(report, sound.parent / "out", ["json"])
        return report

    @pytest.fixture
    def player(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """What the system's player was given last."""
        played = tmp_path / "played.mp3"
        (tmp_path / "bin").mkdir()
        program = tmp_path / "bin" / "xdg-open"
        program.write_text(f'#!/bin/sh\necho steals the terminal\ncp "$1" {played}.part; mv {played}.part {played}\n')
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(program.parent), prepend=os.pathsep)
        monkeypatch.setenv("DISPLAY", ":7")
        return played

    @pytest.mark.skipif(sys.platform != "linux", reason="other systems open files with other programs")
    def test_the_evidence_is_cut_out_and_opened(
        self, heard: Report, sound: Path, player: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def press() -> str:
            until(player.exists)
            return "a"

        monkeypatch.setattr("align.commands.spot_check.read_key", press)
        run = mazeej("spot-check", sound.parent / "out")
        assert run.code == 0
        assert "playing 0:33–0:43 in lighthouse.mp3" in run.out
        assert "steals" not in run.out
        clip, recording = open_recording(player), open_recording(sound)
        assert clip.duration == pytest.approx(9.9 + 2 * 0.4, abs=0.8)
        whole = cut(recording, Interval(30.0, 47.0), exact=True, fade=0, loudness=None)
        part = cut(clip, Interval(0.0, clip.duration), exact=True, fade=0, loudness=None)
        start = 30.0 - audio_samples.offset(samples(part.pcm), samples(whole.pcm))
        assert start == pytest.approx(33.1 - 0.4, abs=0.35)

    def test_without_a_screen_the_clip_is_named(self, heard: Report, sound: Path) -> None:
        run = mazeej("spot-check", sound.parent / "out", stdin=b"a\n")
        assert "0:33–0:43 in lighthouse.mp3, cut out: " in run.out
        assert "claim-1.mp3" in run.out

    @pytest.mark.parametrize("option", [["--no-play"], ["--no-play", "--audio", "lighthouse.mp3"]])
    def test_no_play_names_the_file_and_the_time(
        self, heard: Report, sound: Path, monkeypatch: pytest.MonkeyPatch, option: list[str]
    ) -> None:
        monkeypatch.chdir(sound.parent)
        run = mazeej("spot-check", "out", *option, stdin=b"a\n")
        assert "0:33–0:43 in lighthouse.mp3\n" in run.out

    def test_a_recording_of_another_content_is_not_played(self, heard: Report, sound: Path) -> None:
        audio_samples.write(sound, audio_samples.noise(50))
        run = mazeej("spot-check", sound.parent / "out", stdin=b"a\n")
        assert "0:33–0:43 in lighthouse.mp3\n" in run.out
        said = complaint(mazeej("spot-check", sound.parent / "out", "--audio", sound, stdin=b"a\n"))
        assert "is not the recording of this report" in said

    def test_a_recording_elsewhere_can_be_named(self, heard: Report, sound: Path, tmp_path: Path) -> None:
        (tmp_path / "attic").mkdir()
        moved = sound.rename(tmp_path / "attic" / "old.mp3")
        assert "cut out" not in mazeej("spot-check", tmp_path / "out", stdin=b"s\n").out
        assert "cut out" in mazeej("spot-check", tmp_path / "out", "--audio", moved, stdin=b"s\n").out

    def test_damaged_sound_is_named_instead(self, heard: Report, sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def broken(*_: object, **__: object) -> None:
            raise AudioError("no sound there")

        monkeypatch.setattr("align.review.player.cut", broken)
        run = mazeej("spot-check", sound.parent / "out", stdin=b"a\n")
        assert run.code == 0
        assert "0:33–0:43 in lighthouse.mp3\n" in run.out


def samples(pcm: bytes) -> Any:
    import numpy as np

    return np.frombuffer(pcm, np.int16).astype(np.float32)


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)
