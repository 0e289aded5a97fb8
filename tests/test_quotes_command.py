"""mazeej quote: its forms, lists and exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from align import AlignError
from align.quotes import quotes_in_article, quotes_in_file
from cli import main
from tests.support.quotation_talk import LINES, transcript_of
from transcripts import save


@pytest.fixture
def transcript_file(tmp_path: Path) -> Path:
    path = tmp_path / "talk.json"
    save(transcript_of(*LINES, probability=0.8), path)
    return path


def test_quote_as_json_in_the_order_given(transcript_file: Path, tmp_path: Path) -> None:
    (tmp_path / "quotes.txt").write_text("\ufeffجسر جديد يربط الجزيرة بالبر\n\nما غرق حدا\n", encoding="utf-8")
    arguments = ["quote", str(transcript_file), "البحر ما بينام ونحنا كمان ما تعبنا", "--format", "json"]
    options = ["--file", str(tmp_path / "quotes.txt"), "--link", "https://youtu.be/dQw4w9WgXcQ", "--lead", "2"]
    result = CliRunner().invoke(main, [*arguments, *options])
    assert result.exit_code == 0
    quotes = json.loads(result.stdout)["quotes"]
    assert [quote["status"] for quote in quotes] == ["modified", "not_found", "exact"]
    assert set(quotes[0]) == {"text", "status", "start", "end", "heard", "changes", "link", "speaker"}
    assert quotes[0]["speaker"] == "guest"
    assert quotes[0]["changes"] == [{"op": "replace", "quote": "تعبنا", "heard": "منام."}]
    assert quotes[0]["link"] == f"https://youtu.be/dQw4w9WgXcQ?t={int(quotes[0]['start'] - 2)}"
    assert quotes[1] | {"text": ""} == {
        "text": "", "status": "not_found", "start": None, "end": None, "heard": None, "changes": [], "link": None,
    }  # fmt: skip


def test_quote_in_words_and_its_exit_codes(transcript_file: Path, tmp_path: Path) -> None:
    article = tmp_path / "article.md"
    article.write_text(
        "## عنوان\n\nقال: «البحر ما **بينام**، ونحنا كمان ما تعبنا». وكتاب «المنارة».\n", encoding="utf-8"
    )
    run = CliRunner().invoke
    result = run(main, ["quote", str(transcript_file), "--article", str(article), "--fail-on", "modified,stitched"])
    assert result.exit_code == 3
    assert "◐ modified | «البحر ما بينام، ونحنا كمان ما تعبنا» | changed: «تعبنا» for «منام.»" in result.stdout
    assert "Quotations: 1 · ◐ modified 1" in result.stdout
    assert run(main, ["quote", str(transcript_file)]).exit_code == 2
    assert run(main, ["quote", str(transcript_file), "كلام", "--fail-on", "wrong"]).exit_code == 2
    missing = run(main, ["quote", str(transcript_file), "--file", str(tmp_path / "none.txt")])
    assert (missing.exit_code, missing.stderr.count("\n")) == (1, 1)
    assert run(main, ["quote", str(tmp_path / "none.json"), "كلام"]).exit_code == 1


def test_lists_without_quotations(tmp_path: Path) -> None:
    path = tmp_path / "none.txt"
    path.write_text("«» …\n\nكلام بلا «عنوان».\n", encoding="utf-8")
    assert quotes_in_file(path) == ("كلام بلا «عنوان».",)
    with pytest.raises(AlignError, match="no quotations"):
        quotes_in_article(path)
    path.write_text("\n…\n", encoding="utf-8")
    with pytest.raises(AlignError, match="no quotations"):
        quotes_in_file(path)
