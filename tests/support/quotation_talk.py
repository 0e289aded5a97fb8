"""A talk to quote from, as a transcript."""

from __future__ import annotations

from transcripts import Segment, Transcript, Word

LINES = (
    "أهلا وسهلا فيكم، معنا اليوم حارس المنارة القديمة في رأس الملح.",
    "والله بلشت شغل بالمنارة سنة ألف وتسعمية وتسعة وتمانين، كنت ابن عشرين سنة.",
    "هديك الليلة انطفى الضو الساعة الواحدة والنصف، وضليت أضوي بالفانوس للصبح.",
    "كان في سبع مراكب بالبحر، وكلهن رجعوا سالمين من العاصفة الكبيرة.",
    "ما غرق حدا، الحمد لله ما غرق ولا بحار.",
    "بلدية رأس الملح دفعت خمسة وتلاتين ألف ليرة وصلحنا الفانوس الكبير.",
    "تلاتين بالمية من الزوار بيجو من سوريا بالصيف كل سنة.",
    "البحر ما بينام، ونحنا كمان ما منام.",
)


def transcript_of(*lines: str, probability: float | None = None) -> Transcript:
    segments, now = [], 0.0
    for line in lines:
        words = []
        for text in line.split():
            words.append(Word(now, now + 0.4, text, probability))
            now += 0.5
        segments.append(Segment(tuple(words), speaker="guest"))
        now += 1.0
    return Transcript(tuple(segments), language="ar")
