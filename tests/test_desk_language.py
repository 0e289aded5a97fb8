"""What the desk says to a page is in the page's language."""

from __future__ import annotations

from pathlib import Path

from tests.support.desk import eventually, running_desk


def test_a_problem_is_told_in_the_language_of_the_page(reported: Path) -> None:
    with running_desk(reported, "out") as desk, desk.client() as client:
        stale = {"since": 1, "kind": "words", "start": 11, "end": 13, "heard": "nine million", "text": "ten"}
        nameless = {"since": 1, "kind": "name", "heard": "A", "text": ""}
        for language, about_words, about_name in (
            ("ar", "لم تعد هذه الكلمات في مكانها", "لا بد للمتحدث من اسم"),
            ("ar-SY,ar;q=0.9,en;q=0.8", "لم تعد هذه الكلمات في مكانها", "لا بد للمتحدث من اسم"),
            ("en", "these words are not there any more", "a speaker needs a name"),
            ("", "these words are not there any more", "a speaker needs a name"),
        ):
            client.headers["Accept-Language"] = language
            assert client.post("/edit", json=stale).json()["problem"] == about_words
            assert client.post("/edit", json=nameless).json()["problem"] == about_name
        client.headers["Accept-Language"] = "ar"
        (reported / "out/report.json").unlink()
        problem = client.get("/changes", params={"since": 1}).json()["problem"]
        assert problem == "لم تعد قراءة التقرير ممكنة: لا وجود له"


def test_also_where_there_is_no_report_yet(talk_and_article: Path) -> None:
    with running_desk(talk_and_article) as desk, desk.client() as client:
        client.headers["Accept-Language"] = "ar"
        order = {"model": "tiny", "language": ""}
        assert client.post("/job", json=order).json()["problem"] == "لم يُختر بعد: التسجيل أو تفريغه"
        client.put("/files/talk", params={"name": "t.json"}, content=b"[1, 2]")
        client.put("/files/article", params={"name": "a.txt"}, content=b"The bridge was closed for seven months.")
        client.post("/job", json=order)
        eventually(lambda: client.get("/job").json()["state"] == "failed")
        assert client.get("/job").json()["problem"].startswith("t.json: JSON لا تفريغ")
        assert client.get("/changes?since=1").json()["problem"] == "لا تقرير بعد"
