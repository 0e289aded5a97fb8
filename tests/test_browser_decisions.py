"""Decisions in the page in a real Chromium: those of the report, of this browser and of a file, put together."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from align.report import write_report
from align.types import Decision, Report, Review
from tests.support.report_sample import sample_report

pytestmark = pytest.mark.browser

Opener = Callable[..., Page]


def written(folder: Path, decisions: dict[int, Review], report: Report | None = None) -> Path:
    """The sample's page with decisions on findings, counted from 0."""
    report = report or sample_report()
    findings = tuple(
        replace(finding, review=decisions.get(index) and replace(decisions[index], verdict=finding.verdict))
        for index, finding in enumerate(report.findings)
    )
    return write_report(replace(report, findings=findings), folder, ["html"])[0]


def saved(page: Page, folder: Path) -> Any:
    with page.expect_download() as download:
        page.click("#export")
    download.value.save_as(folder / "saved.json")
    return json.loads((folder / "saved.json").read_text("utf-8"))


def opened_file(page: Page, **fields: object) -> None:
    about = {"schema": "mazeej.decisions/1", "article": {"sha256": None}, "recording": {"sha256": None}}
    content = json.dumps(about | {"decisions": {}} | fields).encode()
    page.set_input_files("#import", {"name": "x.json", "mimeType": "application/json", "buffer": content})


def test_the_report_s_decisions_are_seen_beside_those_of_the_browser(open_page: Opener, tmp_path: Path) -> None:
    old, new = (Review(Decision.AGREE, decided_at=f"{year}-01-01T00:00:00Z") for year in (2001, 2999))
    page = open_page(written(tmp_path, {0: old, 1: old}))
    for claim, value in ((1, "disagree"), (2, "disagree"), (3, "cant_tell")):
        page.click(f"#claim-{claim} .head")
        page.check(f"#claim-{claim} input[value={value}]")
    page.click("#claim-1 .head")
    page.check("#claim-1 input[value='']")
    written(tmp_path, {0: old, 1: new, 3: new})  # as by `mazeej spot-check`
    page.reload()
    found = {claim: entry["decision"] for claim, entry in saved(page, tmp_path)["decisions"].items()}
    assert found == {"c002": "agree", "c003": "cant_tell", "c004": "agree"}


def test_two_tabs_keep_what_each_decided(open_page: Opener, sample_page: Path) -> None:
    page = open_page(sample_page)
    other = page.context.new_page()
    other.goto(sample_page.as_uri())
    for tab, claim in ((page, 1), (other, 2)):
        tab.click(f"#claim-{claim} .head")
        tab.check(f"#claim-{claim} input[value=agree]")
    page.reload()
    expect(page.locator("#decided-count")).to_have_text("2")


def test_a_file_s_decisions_go_by_their_words(open_page: Opener, sample_page: Path, tmp_path: Path) -> None:
    third = sample_report().findings[2].claim.text
    page = open_page(sample_page)
    opened_file(
        page,
        decisions={
            "c001": {"decision": "agree", "claim": "of another list"},
            "c9": {"decision": "disagree", "claim": f"\u202b{third}\u202c", "decided_at": "2026-01-01T00:00:00Z"},
        },
        earlier=[{"id": "c001", "decision": "agree", "claim": "no longer there"}],
    )
    expect(page.locator("#decided-count")).to_have_text("1")
    expect(page.locator("#review-message")).to_contain_text("2")
    opened_file(page, decisions={"c003": {"decision": "agree", "decided_at": "2001-01-01T00:00:00Z"}})
    page.reload()
    document = saved(page, tmp_path)
    assert {claim: entry["decision"] for claim, entry in document["decisions"].items()} == {"c003": "disagree"}
    assert [(one["id"], one["claim"]) for one in document["earlier"]] == [
        ("c001", "of another list"),
        ("c001", "no longer there"),
    ]


def test_a_file_brings_back_what_was_taken_back(open_page: Opener, sample_page: Path) -> None:
    page = open_page(sample_page)
    page.click("#claim-3 .head")
    page.check("#claim-3 input[value=agree]")
    page.check("#claim-3 input[value='']")
    expect(page.locator("#decided-count")).to_have_text("0")
    opened_file(page, decisions={"c003": {"decision": "agree", "decided_at": "2001-01-01T00:00:00Z"}})
    page.reload()
    expect(page.locator("#decided-count")).to_have_text("1")


def test_a_claim_with_marks_of_direction_keeps_its_decision(open_page: Opener, tmp_path: Path) -> None:
    sample = sample_report()
    first = sample.findings[0]
    marked = replace(first, claim=replace(first.claim, text=f"\u202b{first.claim.text}\u202c", span=None), unmet=())
    review = Review(Decision.AGREE, decided_at="2026-01-01T00:00:00Z")
    page = open_page(written(tmp_path, {0: review}, replace(sample, findings=(marked, *sample.findings[1:]))))
    expect(page.locator("#decided-count")).to_have_text("1")


def test_what_an_older_page_kept_is_read(open_page: Opener, sample_page: Path, tmp_path: Path) -> None:
    page = open_page(sample_page)
    third = sample_report().findings[2].claim.text
    entries = {
        "c003": {"decision": "agree", "claim": third},
        "earlier c003": {"decision": "disagree", "claim": "no longer there"},
    }
    page.evaluate("entries => memory.write(kept, JSON.stringify(entries))", entries)
    page.reload()
    document = saved(page, tmp_path)
    assert document["decisions"] == {"c003": entries["c003"]}
    assert document["earlier"] == [entries["earlier c003"] | {"id": "c003"}]


def test_what_was_not_heard_is_not_copied_as_evidence(open_page: Opener, sample_page: Path) -> None:
    page = open_page(sample_page)
    page.click("[data-language=en]")
    card = page.locator(".card[data-verdict=not_found]:has(.evidence)").first
    expect(card.locator("[data-copy=quotation]")).to_have_count(0)
    text = card.evaluate("card => copies.markdown(card)")
    assert "\nNearest in the recording (not enough to be evidence):\n\n> **" in text
    assert "Nearest" not in page.locator("#claim-3").evaluate("card => copies.markdown(card)")
