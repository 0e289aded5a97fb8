"""A report every text of which tries to steer what shows it."""

from __future__ import annotations

import dataclasses

from align.types import (
    Article,
    Claim,
    Finding,
    Kind,
    Omission,
    Qualifier,
    Report,
    Span,
    Verdict,
)
from tests.support.report_sample import sample_report

HOSTILE = "</script><img src=x onerror=alert(1)> \x1b[31m\u202eevil\u2066 [x](javascript:alert(1)) =1+1"


def hostile_report() -> Report:
    article = Article(HOSTILE, (), HOSTILE, HOSTILE)
    claim = Claim(HOSTILE, HOSTILE, Span(0, len(HOSTILE)), Kind.QUOTED, HOSTILE)
    sample = sample_report(link='https://radio.example/a)b>"<c>')
    finding = Finding(claim, Verdict.SUPPORTED, 0.5, sample.findings[2].reasons)
    heard = sample.findings[2].evidence[0]
    said = dataclasses.replace(heard, text=HOSTILE, qualifier=Qualifier(heard.interval, HOSTILE, HOSTILE))
    finding = dataclasses.replace(finding, evidence=(said,))
    left_out = (Omission(said, (HOSTILE,)),)
    return dataclasses.replace(sample, article=article, findings=(finding,), notes=(HOSTILE,), coverage=left_out)
