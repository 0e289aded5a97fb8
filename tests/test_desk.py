"""The desk behind its pages: who is let in, what is kept, what is judged again."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import httpx
import pytest

from tests.support.audio_samples import noise
from tests.support.audio_samples import write as write_sound
from tests.support.cli_runs import complaint, mazeej, write
from tests.support.desk import RunningDesk, document, eventually, running_desk, verdicts
from transcripts.corrections import corrections_for

CORRECTION = {"kind": "words", "start": 11.0, "end": 13.0, "heard": "two million", "text": "three million"}


@pytest.fixture
def reported(talk_and_article: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A report of two claims in `out`, the second contradicted: two million, not three."""
    monkeypatch.setenv("MAZEEJ_DATA", str(talk_and_article / "data"))
    assert mazeej("align", "talk.srt", "article.txt", "--out", "out").code == 0
    assert verdicts(talk_and_article) == ["supported", "contradicted"]
    return talk_and_article


@pytest.fixture
def desk(reported: Path) -> Iterator[RunningDesk]:
    with running_desk(reported, "out") as running:
        yield running


class TestGuard:
    def test_the_token_is_used_once(self, desk: RunningDesk) -> None:
        with desk.client() as client:
            assert client.get("/").status_code == 200
            assert client.get(desk.address).status_code == 303  # who is in already is sent on
        assert httpx.get(desk.address, trust_env=False).status_code == 403
        assert httpx.get(f"{desk.base}/", trust_env=False).status_code == 403

    def test_another_token_opens_nothing(self, desk: RunningDesk) -> None:
        for token in ("", "x", "é", "a" * 5000):
            answer = httpx.get(desk.base, params={"token": token}, trust_env=False)
            assert answer.status_code == 403
            assert not answer.cookies

    def test_another_host_is_refused(self, desk: RunningDesk) -> None:
        with desk.client() as client:
            for host in ("evil.example", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example:80", ""):
                assert client.get("/", headers={"Host": host}).status_code == 400

    def test_another_page_s_requests_are_refused(self, desk: RunningDesk) -> None:
        with desk.client() as client:
            for path, headers in product(
                ("/edit", "/undo", "/decide", "/article", "/job"),
                (
                    {"Origin": "https://evil.example"},
                    {"Origin": "null"},
                    {"Origin": desk.base.replace("127.0.0.1", "localhost")},
                    {"Sec-Fetch-Site": "cross-site"},
                    {"Sec-Fetch-Site": "same-site"},
                ),
            ):
                assert client.post(path, json={"since": 1}, headers=headers).status_code == 403
            del client.headers["Origin"]
            assert client.post("/edit", json={"since": 1}).status_code == 403
            assert client.get("/changes?since=1", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403

    def test_cookie_and_headers_keep_others_out(self, desk: RunningDesk) -> None:
        answer = httpx.get(desk.address, trust_env=False)
        cookie = answer.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["content-security-policy"] == "frame-ancestors 'none'"
        assert "access-control-allow-origin" not in answer.headers

    def test_no_file_can_be_named(self, desk: RunningDesk) -> None:
        paths = (
            "/../../etc/passwd",
            "/%2e%2e/%2e%2e/etc/passwd",
            "/transcript.json/../../talk.srt",
            "/transcript.%2e%2e%2ftalk.srt",
            "/sound/../report.json",
            "/report.json",
            "/files/talk",
        )
        with desk.client() as client:
            for path in paths:
                request = client.build_request("GET", desk.base)
                request.url = request.url.copy_with(raw_path=path.encode())
                assert client.send(request).status_code in (404, 405), path

    def test_messages_are_bounded_and_read_with_care(self, desk: RunningDesk) -> None:
        with desk.client() as client:
            for content in (b"", b"{", b"[]", b"{}", b'{"since": -1}', b"[" * 100_000, b'"' + b"x" * 5_000_000 + b'"'):
                answer = client.post("/edit", content=content, headers={"Content-Type": "application/json"})
                assert answer.status_code == 400, content[:20]
                assert "Traceback" not in answer.text
            assert client.post("/edit", data={"kind": "words"}).status_code == 400  # a form, as any page may send
            for wrong in ({"kind": "burn"}, {"start": "x"}, {"end": 1.0}, {"text": "x" * 3000}, {"heard": None}):
                assert client.post("/edit", json={"since": 1, **CORRECTION, **wrong}).status_code == 400


class TestEditing:
    def test_a_correction_is_judged_at_once_and_kept(self, reported: Path, desk: RunningDesk) -> None:
        with desk.client() as client:
            answer = client.post("/edit", json={"since": 1, "by": "Maren", **CORRECTION})
            assert answer.status_code == 200
            assert answer.json()["verdicts"] == {"2": ["contradicted", "supported"]}
            assert "three million" in answer.json()["cards"]["2"]
            (entry,) = corrections_for(None, [reported / "out"]).entries
            assert (entry.text, entry.by) == ("three million", "Maren")
            eventually(lambda: verdicts(reported) == ["supported", "supported"])
            assert "three million" in (reported / "out/report.html").read_text("utf-8")
        assert "two million" in (reported / "out/transcript.json").read_text("utf-8")  # as it was heard

    def test_a_kill_in_the_middle_of_edits_loses_nothing(self, reported: Path, desk: RunningDesk) -> None:
        with desk.client() as client:
            for heard, text, start in (
                ("two", "three", 11.0), ("roof", "ceiling", 7.0), ("seven", "eight", 3.0), ("half", "all", 13.0)
            ):  # fmt: skip
                body = {"kind": "words", "start": start, "end": start + 1, "heard": heard, "text": text}
                assert client.post("/edit", json={"since": 1, **body}).status_code == 200
            client.post("/decide", json={"since": 1, "claim": "c1", "decision": "agree", "note": "heard", "by": "M"})
        desk.kill()  # the report's files were not written yet
        with running_desk(reported, "out") as again, again.client() as client:
            page = client.get("/").text
            assert "three million" in page
            assert "ceiling" in page
            eventually(lambda: verdicts(reported) == ["contradicted", "supported"])
            assert document(reported / "out/decisions.json")["decisions"]["c1"]["reviewer"] == "M"
        mazeej("align", "talk.srt", "article.txt", "--out", "out")
        assert verdicts(reported) == ["contradicted", "supported"]

    def test_undo_takes_back_the_last_and_survives(self, reported: Path, desk: RunningDesk) -> None:
        with desk.client() as client:
            client.post("/edit", json={"since": 1, **CORRECTION})
            answer = client.post("/undo", json={"since": 2}).json()
            assert answer["verdicts"] == {"2": ["supported", "contradicted"]}
            assert answer["undoable"] == 0
            assert client.post("/undo", json={"since": 3}).status_code == 200  # nothing left, nothing wrong
        desk.close()
        mazeej("align", "talk.srt", "article.txt", "--out", "out")
        assert verdicts(reported) == ["supported", "contradicted"]

    def test_two_tabs_do_not_overwrite_each_other(self, desk: RunningDesk) -> None:
        with desk.client() as client:
            first = client.post("/edit", json={"since": 1, **CORRECTION}).json()
            second = client.post(
                "/edit", json={"since": 1, **CORRECTION, "heard": "two million", "text": "nine million"}
            )
            assert second.status_code == 409  # what that tab saw is not there any more
            assert second.json()["problem"]
            assert second.json()["version"] == first["version"]
            assert "three million" in second.json()["cards"]["2"]  # and it is told what is
            seen = client.get("/changes?since=1").json()
            assert "three million" in seen["cards"]["2"]
            assert client.get(f"/changes?since={seen['version']}").json()["cards"] == {}
            assert client.get("/changes?since=999").json()["everything"]

    def test_a_report_is_open_on_one_desk(self, reported: Path, desk: RunningDesk) -> None:
        assert "another desk" in complaint(mazeej("open", "out", "--no-browser"))

    def test_turns_and_speakers(self, reported: Path, desk: RunningDesk) -> None:
        with desk.client() as client:
            split = {"kind": "split", "start": 5.0, "end": 6.0, "heard": "Nobody was hurt", "text": "Samer"}
            answer = client.post("/edit", json={"since": 1, **split}).json()
            assert answer["all_turns"]
            assert answer["speakers"] == ["Samer"]
            name = {"kind": "name", "heard": "Samer", "text": "Layla"}
            answer = client.post("/edit", json={"since": answer["version"], **name}).json()
            assert answer["speakers"] == ["Layla"]
            lines = client.get("/transcript.vtt").text
            assert "<v Layla>Nobody was hurt" in lines
            assert client.get("/transcript.exe").status_code == 404

    def test_decisions_are_kept_and_taken_back(self, reported: Path, desk: RunningDesk) -> None:
        decision = {"claim": "c2", "decision": "disagree", "note": " odd ", "by": " Maren  Holt "}
        with desk.client() as client:
            answer = client.post("/decide", json={"since": 1, **decision}).json()
            assert answer["decisions"]["c2"]["verdict"] == "contradicted"
            kept = document(reported / "out/decisions.json")["decisions"]["c2"]
            assert (kept["note"], kept["reviewer"]) == ("odd", "Maren Holt")
            assert client.post("/decide", json={"since": 1, **decision, "claim": "c9"}).status_code == 409
            client.post("/decide", json={"since": 1, **decision, "decision": None})
            assert document(reported / "out/decisions.json")["decisions"] == {}

    def test_another_text_of_the_article(self, reported: Path, desk: RunningDesk) -> None:
        original = (reported / "article.txt").read_bytes()
        with desk.client() as client:
            client.post("/decide", json={"since": 1, "claim": "c1", "decision": "agree"})
            text = (
                "The engineer spoke.\n\nThe repair cost two million dollars. The bridge was closed for seven months.\n"
            )
            was = document(reported / "out/report.json")["article"]["sha256"]
            answer = client.post("/article", json={"since": 2, "text": text, "was": was})
            assert answer.json()["everything"]
            report = document(reported / "out/report.json")
            assert report["article"]["text"] == text
            told = {finding["claim"]["text"]: finding for finding in report["findings"]}
            assert told["The repair cost two million dollars"]["verdict"] == "supported"
            assert told["The bridge was closed for seven months"]["review"]["decision"] == "agree"
            was = report["article"]["sha256"]
            assert client.post("/article", json={"since": 3, "text": " ", "was": was}).status_code == 400
        assert (reported / "article.txt").read_bytes() == original
        assert (reported / "out/article.edited.txt").read_text("utf-8") == text

    def test_a_report_that_is_made_anew_meanwhile_is_followed(self, reported: Path, desk: RunningDesk) -> None:
        with desk.client() as client:
            client.post("/decide", json={"since": 1, "claim": "c1", "decision": "agree"})
            client.post("/edit", json={"since": 1, **CORRECTION})
            write(reported / "other.txt", "The city paid half of it. The bridge was closed for seven months.")
            assert mazeej("align", "talk.srt", "other.txt", "--out", "out").code == 0
            assert client.get("/changes", params={"since": 3}).json()["everything"]
            client.post("/decide", json={"since": 1, "claim": "c1", "decision": "disagree"})
        desk.close()
        report = document(reported / "out/report.json")
        told = {finding["claim"]["text"]: finding.get("review", {}).get("decision") for finding in report["findings"]}
        assert told == {"The city paid half of it": "disagree", "The bridge was closed for seven months": "agree"}
        assert len(corrections_for(None, [reported / "out"]).entries) == 1

    def test_a_report_that_is_gone_is_told(self, reported: Path, desk: RunningDesk) -> None:
        with desk.client() as client:
            (reported / "out/report.json").unlink()
            answer = client.get("/changes", params={"since": 1})
            assert answer.status_code == 400
            assert "cannot be read any more" in answer.json()["problem"]

    def test_ctrl_c_writes_and_says_so(self, reported: Path, desk: RunningDesk) -> None:
        with desk.client() as client:
            client.post("/edit", json={"since": 1, **CORRECTION})
        assert "closed" in desk.close()
        assert verdicts(reported) == ["supported", "supported"]


def test_a_recording_that_is_not_there_is_told(talk_and_article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_sound(talk_and_article / "talk.wav", noise(15))
    assert mazeej("align", "talk.srt", "article.txt", "--audio", "talk.wav", "--out", "out").code == 0
    monkeypatch.setattr("align.desk.serve", lambda *_: None)
    assert mazeej("open", "out").err == ""
    (talk_and_article / "talk.wav").unlink()
    assert "warning: talk.wav is not beside the report" in mazeej("open", "out").err


class TestMaking:
    def test_from_files_to_the_report(self, talk_and_article: Path) -> None:
        with running_desk(talk_and_article) as desk, desk.client() as client:
            assert "desk.start" in client.get("/").text
            assert (
                client.post("/job", json={"model": "tiny", "language": ""}).json()["problem"].startswith("still to be")
            )
            for kind, name in (("talk", "talk.srt"), ("article", "../../article.txt")):
                content = (talk_and_article / Path(name).name).read_bytes()
                answer = client.put(f"/files/{kind}", params={"name": name}, content=content)
                assert answer.json()["files"][kind] == name
            client.post("/job", json={"model": "tiny", "language": ""})
            eventually(lambda: client.get("/job").json()["state"] == "done")
            assert "claim-2" in client.get("/").text
        assert {path.name for path in (talk_and_article / "mazeej-report").iterdir()} >= {
            "talk.srt", "article.txt", "report.json", "report.html", "transcript.json"
        }  # fmt: skip
        assert not (talk_and_article.parent / "article.txt").exists()

    def test_what_is_wrong_is_said(self, folder: Path) -> None:
        write(folder / "x.txt", "x")
        with running_desk(folder) as desk, desk.client() as client:
            assert client.put("/files/else", content=b"x").status_code == 400
            assert "is empty" in client.put("/files/article", params={"name": "a.txt"}, content=b"").json()["problem"]
            big = client.put("/files/article", params={"name": "a.txt"}, content=bytes(21 * 1024**2))
            assert "larger than" in big.json()["problem"]
            client.put("/files/talk", params={"name": "a.srt"}, content=b"no talk")
            client.put("/files/article", params={"name": "a.txt"}, content=b"The bridge was closed.")
            client.post("/job", json={"model": "tiny", "language": ""})
            eventually(lambda: client.get("/job").json()["state"] == "failed")
            assert "a.srt: no line of it bears a time" in client.get("/job").json()["problem"]

    def test_another_report_is_never_written_over(self, reported: Path) -> None:
        with running_desk(reported, "--out", "out") as desk, desk.client() as client:
            client.put("/files/talk", params={"name": "a.srt"}, content=b"x")
        assert not (reported / "out/talk.srt").exists()
        assert (reported / "out-2/talk.srt").exists()
