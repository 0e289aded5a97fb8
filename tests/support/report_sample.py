"""A report to look at, written for the tests: the town, the people and the events are invented."""

from __future__ import annotations

import io
import math
import wave
from base64 import b64encode

from align.report import EmbeddedClip
from align.types import (
    Article,
    Claim,
    ClaimPart,
    Evidence,
    Finding,
    Kind,
    Omission,
    Paragraph,
    PartFinding,
    Qualifier,
    Reason,
    ReasonCode,
    RecordingInfo,
    Report,
    Span,
    Verdict,
)
from audio import Interval
from transcripts import Dropped, Segment, Transcript, Word

_SPOKEN = (
    ("host", 2.0, "أهلا وسهلا فيكم، معنا اليوم حارس المنارة القديمة في رأس الملح."),
    ("guest", 8.5, "أهلا فيكي، الله يخليكي."),
    ("host", 12.0, "من إيمتى وأنت بالمنارة؟"),
    ("guest", 15.2, "والله بلشت شغل بالمنارة سنة ألف وتسعمية وتسعة وتمانين، كنت ابن عشرين سنة."),
    ("guest", 24.0, "وعلمني الشغل عمي سليم، الله يرحمو."),
    ("host", 29.5, "خبرنا عن ليلة العاصفة."),
    ("guest", 33.1, "هديك الليلة انطفى الضو الساعة تلاتة الفجر، وضليت أضوي بالفانوس للصبح."),
    ("guest", 43.8, "كان في سبع مراكب بالبحر، وكلهن رجعوا سالمين."),
    ("guest", 51.0, "لا، ما غرق حدا، الحمد لله ما غرق ولا بحار."),
    ("host", 70.0, "والأكل شو كان؟ الناس كلها بتسأل عن السمك."),
    ("guest", 76.0, "السمك إلو حكاية تانية، كنا ناكلو مشوي عالفحم ومعو ليمون وبصل."),
    ("guest", 96.0, "وأم حسن كانت تبعتلنا خبز سخن كل يوم الصبح من ضيعتها."),
    ("guest", 121.0, "وبالشتا كنا نقعد حوالين الموقدة نحكي قصص للصبح."),
    ("host", 158.0, "وشو صار بالمنارة بعد هيك؟"),
    ("guest", 163.0, "بلدية رأس الملح دفعت خمسة وتلاتين ألف ليرة وصلحنا الفانوس الكبير."),
    ("guest", 173.5, "هلق صارت متحف صغير، بيجي عليه شي ألفين زائر بالسنة."),
    ("guest", 184.0, "البحر ما بينام، ونحنا كمان ما منام."),
    ("host", 192.0, "شكرا كتير إلك."),
)

_TEXT = """\
حارس المنارة يروي ليلة العاصفة

نصف قرن من الضوء

قال الحارس يوسف البحري إنه بدأ العمل في المنارة عام 1989، وإن عمه سليم علّمه المهنة.
وأضاف أن الضوء انطفأ عند الرابعة فجرا ليلة العاصفة، فأضاء الفانوس حتى الصباح.

وعادت سبعة مراكب سالمة إلى المرفأ. وذكر أن بحارا واحدا غرق في تلك الليلة.

المتحف الصغير

دفعت البلدية 35 ألف ليرة لإصلاح الفانوس الكبير، وزار المتحف نحو ألفي زائر في السنة.
وقال البحري: «البحر لا ينام، ونحن أيضا لا ننام». وأعلن أن جسرا جديدا سيربط الجزيرة بالبر.

وأوضح أن أهل البلدة يحبون المنارة كثيرا. ولعل في هذه الحكاية ما يعلّمنا معنى الوفاء.
"""

_S, _P, _C, _N, _U, _O = Verdict  # in the order of the enumeration


def _finding(
    number: int,
    text: str,
    verdict: Verdict,
    heard: tuple[int, ...] = (),
    *reasons: Reason,
    kind: Kind = Kind.ATTRIBUTED,
    parts: tuple[tuple[str, Verdict], ...] = (),
    qualifier: Qualifier | None = None,
) -> Finding:
    """A finding on `text` of the article whose evidence is each of the segments `heard`."""
    start = _TEXT.index(text)
    judged = tuple(
        PartFinding(Span(_TEXT.index(part), _TEXT.index(part) + len(part)), verdict) for part, verdict in parts
    )
    claim = Claim(
        id=f"c{number:03d}",
        text=text,
        span=Span(start, start + len(text)),
        kind=kind,
        speaker="يوسف البحري" if kind in (Kind.ATTRIBUTED, Kind.QUOTED) else None,
        parts=tuple(ClaimPart(part.span, part.span.of(_TEXT)) for part in judged),
    )
    evidence = tuple(_evidence(index, 0.91 - 0.2 * rank, qualifier) for rank, index in enumerate(heard))
    return Finding(claim, verdict, 0.93 - 0.04 * number, tuple(reasons), evidence, judged)


def _segment(speaker: str, start: float, end: float, text: str) -> Segment:
    words = text.split()
    length = (end - start) / len(words)
    return Segment(
        tuple(
            Word(start + index * length, start + (index + 1) * length, word, 0.9, speaker)
            for index, word in enumerate(words)
        ),
        speaker,
    )


_SEGMENTS = tuple(
    _segment(speaker, start, min(start + 12.0, after - 0.8), text)
    for (speaker, start, text), after in zip(_SPOKEN, [start for _, start, _ in _SPOKEN[1:]] + [198.0], strict=True)
)


def _evidence(index: int, score: float, qualifier: Qualifier | None = None) -> Evidence:
    segment = _SEGMENTS[index]
    return Evidence(Interval(segment.start, segment.end), segment.text, (index,), score, segment.speaker, qualifier)


def _article() -> Article:
    paragraphs, start = [], 0
    for block in _TEXT.strip().split("\n\n"):
        paragraphs.append(Paragraph(Span(start, start + len(block)), len(block) < 40))
        start += len(block) + 2
    return Article(_TEXT, tuple(paragraphs), "حارس المنارة يروي ليلة العاصفة", "article.txt", "ab" * 32)


def sample_report(link: str | None = "https://radio.example/lighthouse.mp3", path: str | None = None) -> Report:
    """Ten findings of every verdict on an invented lighthouse."""
    time = Reason(ReasonCode.TIME_DIFFERS, "الرابعة", "الساعة تلاتة", Interval(35.0, 36.4))
    denial = Reason(ReasonCode.NEGATION_DIFFERS, "غرق", "ما غرق حدا", Interval(51.4, 52.6))
    editorial = Reason(ReasonCode.EDITORIAL, "لعل")
    after = Qualifier(Interval(48.2, 50.0), "بس واحد منهن تكسّر صاريه", "بس")
    return Report(
        article=_article(),
        findings=(
            _finding(1, "بدأ العمل في المنارة عام 1989", _S, (3, 13)),
            _finding(2, "عمه سليم علّمه المهنة", _S, (4,)),
            _finding(
                3,
                "الضوء انطفأ عند الرابعة فجرا ليلة العاصفة، فأضاء الفانوس حتى الصباح",
                _C,
                (6, 5, 12),
                time,
                parts=(("الضوء انطفأ عند الرابعة فجرا ليلة العاصفة", _C), ("فأضاء الفانوس حتى الصباح", _S)),
            ),
            _finding(4, "عادت سبعة مراكب سالمة إلى المرفأ", _S, (7,), kind=Kind.NARRATED, qualifier=after),
            _finding(5, "بحارا واحدا غرق في تلك الليلة", _C, (8, 7), denial),
            _finding(
                6,
                "دفعت البلدية 35 ألف ليرة لإصلاح الفانوس الكبير، وزار المتحف نحو ألفي زائر في السنة",
                _P,
                (14, 15),
                Reason(ReasonCode.PART_MISSING, "وزار المتحف نحو ألفي زائر في السنة"),
                kind=Kind.NARRATED,
            ),
            _finding(7, "البحر لا ينام، ونحن أيضا لا ننام", _S, (16,), kind=Kind.QUOTED),
            _finding(8, "جسرا جديدا سيربط الجزيرة بالبر", _N, (17, 0)),
            _finding(9, "أهل البلدة يحبون المنارة كثيرا", _U, (9,), Reason(ReasonCode.HOST_ONLY)),
            _finding(10, "لعل في هذه الحكاية ما يعلّمنا معنى الوفاء", _O, (), editorial, kind=Kind.EDITORIAL),
        ),
        transcript=Transcript(
            segments=_SEGMENTS,
            language="ar",
            model="large-v3-turbo",
            duration=205.0,
            dropped=(Dropped(Interval(140.0, 150.0), "اشتركوا في القناة", "phantom_line"),),
        ),
        recording=RecordingInfo("حكايات البحر: المنارة", 205.0, "cd" * 32, "lighthouse.mp3", link, path=path),
        notes=("بيانات خيالية كُتبت للاختبار.",),
        coverage=(
            Omission(_evidence(10, 1.0), ("مشوي", "ليمون", "وبصل")),
            Omission(_evidence(11, 0.8), ("وأم حسن", "خبز", "ضيعتها")),
        ),
    )


def tone(seconds: float) -> str:
    """A `data:` address of a WAV file with a quiet tone, as a stand-in for speech."""
    rate = 8000
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        samples = (int(3000 * math.sin(index / 6)) for index in range(int(seconds * rate)))
        sound.writeframes(b"".join(sample.to_bytes(2, "little", signed=True) for sample in samples))
    return "data:audio/wav;base64," + b64encode(file.getvalue()).decode()


def sample_clips(report: Report) -> dict[Evidence, EmbeddedClip]:
    """A clip for every best evidence, one second longer than it on both sides."""
    clips = {}
    for finding in report.findings:
        for evidence in finding.evidence[:1]:
            interval = Interval(max(0.0, evidence.interval.start - 1), evidence.interval.end + 1)
            peaks = tuple(abs(math.sin(index * 1.7) * math.sin(index / 9)) for index in range(80))
            clips[evidence] = EmbeddedClip(interval, tone(interval.duration), peaks)
    return clips
