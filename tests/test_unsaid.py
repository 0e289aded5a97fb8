"""Words that a talk has only where it denies them, or as a belief that it rejects, are not said."""

import pytest

from align.types import Verdict
from tests.support.talks import judged, talk

PRIZE = talk(
    ("سامي", "أخدتو جايزة؟ كيف كان؟"),
    ("هالة", "ما أخدنا جايزة. أخدنا تنويه، تنويه من اللجنة، ورجعنا التلاتة مبسوطين."),
)
MOVED = talk("والناس بتفكر إنو انتقل مشان الزباين الأكابر، لا، انتقل سنة التسعين عالشارع الجديد لأنو هدوا البناية.")


@pytest.mark.parametrize(
    ("claim", "words", "said"),
    [
        ("عاد الثلاثة بجائزة من لجنة التحكيم", {"بجائزة"}, PRIZE),
        ("انتقل عام 1990 إلى الشارع الجديد بحثا عن زبائن أكابر", {"زبائن", "أكابر"}, MOVED),
    ],
)
def test_what_is_denied_or_believed_wrongly_is_not_met(claim: str, words: set[str], said: object) -> None:
    finding = judged(claim, said)  # type: ignore[arg-type]
    assert finding.verdict is Verdict.PARTLY_SUPPORTED
    assert words <= {span.of(claim) for span in finding.unmet}


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("عاد الثلاثة بتنويه من لجنة التحكيم", PRIZE),
        ("لم يحصلوا على جائزة", PRIZE),
        ("عاد الثلاثة من دون جائزة", PRIZE),
        ("انتقل عام 1990 إلى الشارع الجديد لأن البناية هدمت", MOVED),
        ("تبين أن البيت مرهون للبنك", talk("الناس مفكرة إنو البيت إلنا، وطلع مرهون للبنك.")),
        ("غابت الأم عن زفاف ابنة سعاد", talk("زعلت أمي من سعاد وما حضرت عرس بنتها، غابت عنو.")),
    ],
)
def test_what_is_said_beside_it_is_and_so_is_the_denial(claim: str, said: object) -> None:
    assert judged(claim, said).verdict is Verdict.SUPPORTED  # type: ignore[arg-type]


def test_an_event_may_stand_behind_how_long_before_it_was() -> None:
    said = talk("ربحنا كاس الضفة بالسبعة وتمانين بالصيف قبل الانتفاضة الأولى بكم شهر.")
    after = judged("ربحوا كأس الضفة في صيف 1987، بعد أشهر من اندلاع الانتفاضة الأولى", said)
    before = judged("ربحوا كأس الضفة في صيف 1987، قبل أشهر من اندلاع الانتفاضة الأولى", said)
    assert (after.verdict, before.verdict) == (Verdict.CONTRADICTED, Verdict.SUPPORTED)


def test_a_beginning_that_is_said_itself_is_the_event() -> None:
    said = talk("My father left before the end of the war and came back after the war.")
    assert judged("Her father left after the start of the war", said).verdict is not Verdict.CONTRADICTED
    married = talk("We married two years before the war, in the old church.")
    claim = "They married two years after the outbreak of the war in the old church"
    assert judged(claim, married).verdict is Verdict.CONTRADICTED
