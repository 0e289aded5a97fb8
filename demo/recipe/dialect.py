"""Running Levantine clauses from the tables in `lexicon.py`: conjugated verbs, clitics, agreement, templates."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import lexicon as lx
import numerals

Verb = tuple[str, str, str]  # past "he", past stem before ت/نا, present stem


def _verbs(flat: list[str]) -> list[Verb]:
    return [(flat[i], flat[i + 1], flat[i + 2]) for i in range(0, len(flat), 3)]


THING, PLACE = _verbs(lx.VERBS_THING), _verbs(lx.VERBS_PLACE)
SPEECH, HAPPEN = _verbs(lx.VERBS_SPEECH), _verbs(lx.VERBS_HAPPEN)
THING += _verbs(lx.CORE_VERBS_THING) * 3  # the demo's domain is drawn more often
PLACE += _verbs(lx.CORE_VERBS_PLACE) * 2
HAPPEN += _verbs(lx.CORE_VERBS_HAPPEN) * 2
THINGS_M, THINGS_F = lx.THINGS_M + lx.CORE_M * 3, lx.THINGS_F + lx.CORE_F * 3
PLURALS = lx.PLURALS + lx.CORE_PLURALS * 2


def past(verb: Verb, person: str) -> str:
    """person: 1s 2s 3m 3f 1p 2p 3p."""
    he, stem, _ = verb
    short = he[:-1] if he.endswith(("ى", "ا")) else he
    return {"3m": he, "3f": short + "ت", "3p": short + "وا", "1p": stem + "نا", "2p": stem + "توا"}.get(person, stem + "ت")


def bare(r: Random, verb: Verb, person: str) -> str:
    """The present without ب, as after رح, بدي, لازم, عم."""
    stem = verb[2]
    if person == "1s":
        return stem if r.random() < 0.35 else "آ" + stem[1:] if stem.startswith("ا") else "أ" + stem
    ending = "وا" if person in ("3p", "2p") else ""
    if ending and stem.endswith(("ي", "ى")):
        stem = stem[:-1]
    return {"3m": "ي", "3p": "ي", "1p": "ن"}.get(person, "ت") + stem + ending


def present(r: Random, verb: Verb, person: str) -> str:
    """The plain present: بفتح, بيفتح, بتفتح, منفتح, بيفتحوا."""
    if person == "1s":
        return "ب" + verb[2]
    return ("م" if person == "1p" else "ب") + bare(r, verb, person)


PERSONS = "1s 1s 1p 1p 3m 3m 3f 3p 3p 2s 2p".split()
WANT = {"1s": "بدي", "2s": "بدك", "3m": "بدو", "3f": "بدها", "1p": "بدنا", "2p": "بدكم", "3p": "بدهم"}
WAS = {"1s": "كنت", "2s": "كنت", "3m": "كان", "3f": "كانت", "1p": "كنا", "2p": "كنتوا", "3p": "كانوا"}


def verb_phrase(r: Random, verb: Verb, person: str) -> str:
    """One of the tenses and moods, denied about one time in four."""
    x = r.random()
    no = r.choice(["ما ", "ما ", "ولا "]) if r.random() < 0.22 else ""
    if x < 0.5:
        form = past(verb, person)
        if r.random() < 0.1 and not form.endswith(("ى", "ا", "وا", "ي")):
            form += r.choice(["و", "ها", "هم"]) if r.random() < 0.8 else "لو"
        return no + form
    if x < 0.66:
        form = present(r, verb, person)
        if r.random() < 0.12 and not form.endswith(("ى", "ا", "وا", "ي")):
            form += r.choice(["و", "ها", "ني", "لنا", "لو"])
        return no + form
    if x < 0.8:
        return f"{no if no != 'ولا ' else ''}رح {bare(r, verb, person)}"
    if x < 0.88:
        return f"{no}{WANT[person]} {bare(r, verb, person)}"
    if x < 0.94:
        return f"{WAS[person]} {r.choice(['عم ', 'رح ', ''])}{bare(r, verb, person)}"
    return f"{r.choice(['لازم', 'ممكن', 'عم', 'بلكي', 'صار لازم'])} {bare(r, verb, person)}"


def _fem(adjective: str) -> str:
    return adjective + "ة"


def noun(r: Random) -> tuple[str, bool]:
    """A bare noun and whether its adjective is feminine."""
    x = r.random()
    if x < 0.42:
        return r.choice(THINGS_M), False
    return (r.choice(THINGS_F), True) if x < 0.8 else (r.choice(PLURALS), True)


def construct(word: str) -> str:
    """ة as it is written before a suffix."""
    return word[:-1] + "ت" if word.endswith("ة") else word


def phrase(r: Random) -> tuple[str, bool]:
    """A definite noun phrase: «السد», «السد القديم», «جسر الخشب الصغير», «مدير المرفق», «بيتنا»."""
    word, feminine = noun(r)
    adjective = r.choice(lx.ADJECTIVES)
    adjective = "ال" + (_fem(adjective) if feminine and adjective != "أول" else adjective)
    x = r.random()
    if x < 0.45:
        text = "ال" + word
    elif x < 0.62:
        text = f"ال{word} {adjective}"
    elif x < 0.76:
        text = f"{word} ال{noun(r)[0]}"
    elif x < 0.82:
        text = f"{word} ال{noun(r)[0]} {adjective}"
    elif x < 0.9:
        text = construct(word) + r.choice(["و", "ها", "هم", "نا", "ي", "ك", "كم"])
    elif x < 0.93:
        text = f"هال{word}"
    elif x < 0.96:
        text = f"{r.choice(['و', '', 'ب', 'ل'])}{r.choice(lx.FAMILY_OF)} {r.choice(['ال' + r.choice(['تلاتة', 'أربعة', 'خمسة', 'تنين', 'ستة']), adjective])}"
    else:
        text = f"{word} {r.choice(lx.TOWNS)}"
    return text, feminine


def definite(r: Random) -> str:
    return phrase(r)[0]


def thing(r: Random) -> str:
    """An object: definite, indefinite with its adjective, or counted."""
    x = r.random()
    if x < 0.55:
        return definite(r)
    word, feminine = noun(r)
    adjective = r.choice(lx.ADJECTIVES)
    adjective = _fem(adjective) if feminine else adjective
    if x < 0.7:
        return f"{word} {adjective}"
    if x < 0.78:
        return f"{word} {r.choice(THINGS_M + THINGS_F)}"
    if x < 0.84:
        return f"{r.choice(['كل', 'أي', 'أول', 'آخر', 'نص', 'شوية', 'كم', 'غير'])} {word}"
    return quantity(r)


def quantity(r: Random) -> str:
    singular, plural = r.choice(lx.UNITS)
    return numerals.counted(r, singular, plural)


def place(r: Random) -> str:
    """«على المحطة», «جوا المحطة القديمة», «جنب السوق», «بعين ياسمين»."""
    x = r.random()
    if x < 0.12:
        return r.choice(["ب", "ب", "من ", "ل", "من بلدة "]) + r.choice(lx.TOWNS)
    if x < 0.25:
        return f"{r.choice(['ل', 'ل', 'مع ', 'عند ', 'من ', 'ومع '])}{full_name(r)}"
    if x < 0.5:
        return r.choice(["بال", "عال", "لل", "بال"]) + noun(r)[0]
    where = "على|على|جوا|برا|جنب|قدام|ورا|فوق|تحت|عند|من|من فوق|حوالين|لعند|بين|من جوا|عن|مقابل"
    return f"{r.choice(where.split('|'))} {definite(r)}"


def first_name(r: Random) -> str:
    return r.choice(lx.FIRST_NAMES_M if r.random() < 0.55 else lx.FIRST_NAMES_F)


def full_name(r: Random) -> str:
    x = r.random()
    if x < 0.65:
        return f"{first_name(r)} {r.choice(lx.FAMILY_NAMES)}"
    if x < 0.8:
        return f"{r.choice(['أم', 'أبو'])} {r.choice(lx.FIRST_NAMES_M)}"
    return f"{r.choice(['أستاذ', 'المهندس', 'المهندسة', 'الأستاذة', 'المعلم', 'الدكتور', 'ست'])} {first_name(r)}"


def role(r: Random) -> str:
    """«مدير مرفق المياه», «صاحبة الفرن», «معلمة التاريخ»."""
    x = r.random()
    if x < 0.2:
        return f"{r.choice(['معلم', 'معلمة', 'أستاذ', 'أستاذة'])} {r.choice(lx.SUBJECTS_TAUGHT)}"
    if x < 0.32:
        return f"{r.choice(lx.OFFICE_OF)} {r.choice(['مرفق', 'محطة', 'شركة', 'دائرة', 'متحف'])} {r.choice(['المياه', 'المي', 'الكهربا'])}"
    return f"{r.choice(lx.OFFICE_OF)} ال{noun(r)[0]}"


def person(r: Random) -> tuple[str, str]:
    """A subject and its grammatical person."""
    x = r.random()
    if x < 0.3:
        return full_name(r), r.choice(["3m", "3f"])
    if x < 0.5:
        return "ال" + r.choice(lx.PEOPLE_M), "3m"
    if x < 0.62:
        return "ال" + r.choice(lx.PEOPLE_F[:9]), "3f"
    if x < 0.72:
        return f"{full_name(r)}، {role(r)}،", r.choice(["3m", "3f"])
    if x < 0.82:
        return r.choice(lx.KIN), r.choice(["3m", "3f"])
    if x < 0.88:
        return r.choice(["الناس", "الجيران", "أهل البلد", "أهل الضيعة", "العمال", "الولاد", "كل الناس", "حدا"]), "3p"
    return f"{r.choice(lx.PEOPLE_M + lx.PEOPLE_F)} ال{noun(r)[0]}", r.choice(["3m", "3f"])


def action(r: Random, who: str) -> str:
    """A verb and what follows it."""
    x = r.random()
    if x < 0.45:
        return f"{verb_phrase(r, r.choice(THING), who)} {thing(r)}"
    if x < 0.75:
        return f"{verb_phrase(r, r.choice(PLACE), who)} {place(r)}"
    if x < 0.85:
        return f"{verb_phrase(r, r.choice(THING), who)} {r.choice(['وما', 'أو', 'و'])} {past(r.choice(THING), who)}"
    return f"{verb_phrase(r, r.choice(SPEECH), who)} {r.choice(['', 'لي ', 'لنا ', 'لهم '])}{r.choice(['إنو ', '', 'عن '])}{definite(r)}"


def did(r: Random) -> str:
    who = r.choice(PERSONS)
    return action(r, who)


def someone_did(r: Random) -> str:
    who, grammatical = person(r)
    return f"{who} {action(r, grammatical)}" if r.random() < 0.7 else f"{action(r, grammatical)} {who.rstrip('،')}"


def happened(r: Random) -> str:
    """«الكهربا انقطعت», «انكسر باب الفرن»."""
    text, feminine = phrase(r)
    verb = verb_phrase(r, r.choice(HAPPEN), "3f" if feminine else "3m")
    tail = r.choice(["", "", " " + place(r), " " + quantity(r), " " + when(r)])
    return f"{text} {verb}{tail}" if r.random() < 0.6 else f"{verb} {text}{tail}"


def when(r: Random) -> str:
    x = r.random()
    if x < 0.5:
        return r.choice(lx.TIMES)
    if x < 0.68:
        return numerals.levantine_clock(r)
    if x < 0.9:
        return numerals.levantine_date(r)
    return f"{r.choice(['بعد', 'قبل', 'من', 'صار لي', 'خلال', 'كل'])} {quantity(r)}"


def state(r: Random) -> str:
    """«السد كان عالي», «مو صحيح», «هالخبر مو صحيح»."""
    text, feminine = phrase(r)
    adjective = r.choice(lx.ADJECTIVES)
    adjective = _fem(adjective) if feminine else adjective
    much = r.choice(["", "", "", " كتير", " شوي"])
    be = r.choice(["", "كان ", "كانت ", "مو ", "ما كان ", "صار ", "صارت ", "ضل ", "ضلت "])
    x = r.random()
    if x < 0.6:
        return f"{text} {be}{adjective}{much}"
    if x < 0.8:
        return f"{r.choice(list(WAS.values()))} {r.choice(lx.PEOPLE_M)} {r.choice(lx.ADJECTIVES)}{much}"
    return f"{text} {r.choice(['مو', 'هو', 'هي', 'مو بس', 'مو من', 'من'])} {definite(r)}، {r.choice(['مو', 'هو', 'هي', 'بس', 'مو من'])} {definite(r)}"


def told(r: Random) -> str:
    lead = (
        "قال لي|قالت لي|قالوا إنو|في ناس قالوا إنو|سمعنا إنو|بيحكوا إنو|في خبر إنو|سمعت إنك|بتذكر إنو|ما بنسى كيف|بعرف إنو|خبروني إنو|"
        "كنت عارف إنو|الحقيقة إنو|المهم إنو|كان لازم|ما كنا نعرف إنو|قلت لهم|سألوني إذا|صحيح إنو|اللي صار إنو|شفت كيف"
    )
    return f"{r.choice(lead.split('|'))} {clause(r)}"


def question(r: Random) -> str:
    start = r.choice(
        "قديش|إيمتى|وين|كيف|ليش|شو|مين|مين اللي|قديش صار|لوين|من إيمتى|وليش|وكيف|وقديش|وشو|ومين|ووين|وإيمتى|شو يعني|كم مرة".split("|")
    )
    rest = r.choice([did, someone_did, happened, state, did])(r)
    end = r.choice(["", "", "", "، صح", "، هالحكي صحيح", "، هالخبر صحيح", " وقتها", " بعدين", " عندكم", " معكم"])
    if r.random() < 0.35:
        return f"{r.choice(['', 'و', 'يعني ', 'طيب، '])}{rest}{end}؟"
    return f"{start} {rest}{end}؟"


def amount_told(r: Random) -> str:
    """Sentences whose heart is a number, an hour or a date."""
    q, q2 = quantity(r), quantity(r)
    options: list[Callable[[], str]] = [
        lambda: f"{definite(r)} {r.choice(['كلف', 'كلفت', 'بيكلف', 'ما كلف غير'])} {q}",
        lambda: f"عمري {q}",
        lambda: f"{r.choice(['كان عمري', 'عمرو', 'عمرها', 'صار عمرو', 'وعمر ' + definite(r)])} {q}",
        lambda: f"{r.choice(['نحنا', 'كنا', 'صرنا', 'عندنا', 'عندي', 'كان عندنا', 'في', 'صار عندهم', 'ما كنا غير'])} {q}",
        lambda: f"{q} و{q2}",
        lambda: f"{did(r)} {numerals.levantine_clock(r)}",
        lambda: f"{numerals.levantine_clock(r)} {did(r)}",
        lambda: f"{happened(r)} {numerals.levantine_clock(r)}",
        lambda: f"{did(r)} {numerals.levantine_date(r)}",
        lambda: f"{r.choice(['كانت', 'كان', 'صار', 'هداك كان'])} {numerals.levantine_date(r)}",
        lambda: f"{numerals.levantine_date(r)}، {happened(r)}",
        lambda: f"{happened(r)} {quantity(r)}",
        lambda: f"{r.choice(['نص', 'ربع', 'تلت', 'أول', 'كل'])} {definite(r)} {place(r)}، و{r.choice(['النص', 'الربع', 'القسم', 'الباقي'])} {r.choice(['التاني', 'الباقي', 'الأول'])} {place(r)}",
        lambda: f"{did(r)} {quantity(r)}، {numerals.levantine_date(r)}",
        lambda: f"{definite(r)} {r.choice(['ببلاش', 'بلا مصاري', 'بنص السعر'])}، و{r.choice(['لل', 'ال', 'بال'])}{noun(r)[0]} ب{q}",
        lambda: f"{definite(r)} ب{q} {r.choice(['بس', 'لل' + noun(r)[0], 'ببلاش لل' + noun(r)[0]])}",
        lambda: f"{r.choice(['إجا', 'وصل', 'راح', 'سافر', 'حضر'])} {r.choice(['', 'على ' + definite(r) + ' '])}{q}",
        lambda: f"{r.choice(['واقفة', 'واقف', 'مسكر', 'مسكرة', 'ناطر', 'هون'])} من {q}",
        lambda: f"{definite(r)} {r.choice(['طلع', 'طلعت', 'نزل', 'نزلت', 'زاد', 'زادت'])} {q} {r.choice(lx.TIMES)}",
    ]
    return r.choice(options)()


def radio(r: Random) -> str:
    """What hosts say."""
    show, name_, town = r.choice(lx.PROGRAMMES), full_name(r), r.choice(lx.TOWNS)
    options = [
        f"{r.choice(['أهلا', 'مرحبا', 'أهلا وسهلا', 'يا أهلا', 'صباح الخير', 'مسا الخير'])} {r.choice(['فيك', 'فيكي', 'فيكم', 'بكم', 'مستمعينا'])} {r.choice(['', 'ب' + show, 'من ' + town, name_, 'بحلقة ' + r.choice(lx.TIMES)])}",
        f"{r.choice(['أنا', 'معكم', 'كان معكم', 'معنا', 'ضيفنا', 'ضيفتنا'])} {name_}، {r.choice([role(r), 'من ' + town, 'من بلدة ' + town])}",
        f"{r.choice(['ضيفنا', 'ضيفتنا', 'معنا اليوم', 'معنا ضيف من', 'كانت معنا'])} {r.choice([role(r), name_])}",
        f"{r.choice(['شكرا', 'شكرا كتير', 'ألف شكر'])} {r.choice(['إلك', 'إلكم', 'لكم', 'لك', 'إلها'])} {r.choice([name_, 'على ' + definite(r), ''])}",
        f"{r.choice(['منلتقي', 'منرجع لكم', 'ناطرينكم', 'لا تنسوا'])} {r.choice(['', 'الأسبوع الجاي', 'بكرا', 'يوم ' + r.choice(numerals.LEVANTINE_DAYS), 'بعد شوي'])} {r.choice(['مع ' + show, 'بحلقة تانية', 'بلقاء جديد', 'مع ضيف جديد'])}",
        f"{r.choice(['خلينا نحكي', 'حكينا', 'احكي لنا', 'خبرينا', 'خبرنا', 'بدي اسألك'])} {r.choice(['عن', 'شوي عن', 'كمان عن'])} {definite(r)}، {r.choice(['شو', 'كيف', 'ليش'])} {past(r.choice(HAPPEN), '3m')} {r.choice(['', 'معكم', 'وقتها', 'فيها'])}",
        f"{r.choice(['كلمة', 'جملة', 'قصة', 'نصيحة', 'غنية'])} {r.choice(['أخيرة', 'للناس', 'لولاد ' + town, 'حلوة', 'صغيرة'])} {name_}",
        f"{r.choice(['هالحلقة', 'هالقصة', 'الحكاية', 'الأسماء', 'الأصوات', 'هالصوت'])} {r.choice(['كلها', 'كلو', 'مو', ''])} {r.choice(['من الخيال', 'خيال', 'من آلة', 'صوت آلة', 'أصوات ناس', 'من الحياة'])}",
        f"{r.choice(['خلينا', 'تعالوا', 'يلا'])} {bare(r, r.choice(THING + SPEECH), '1p')} {r.choice(['من الأول', 'من الآخر', definite(r), 'شوي شوي'])}",
    ]
    return r.choice(options)


def advice(r: Random) -> str:
    verb = r.choice(THING)
    command = verb[2].lstrip("ا") + r.choice(["وا", "وا", "", "ي"])
    options = [
        f"{command} {definite(r)} {r.choice(['بإيدك', 'بإيدكم', 'بإيدنا', 'بسرعة', 'كل سنة', 'سوا'])} {r.choice([when(r), ''])}",
        f"{definite(r)} متل {r.choice(lx.SIMILES)}، {r.choice(['إذا', 'لما', 'لو'])} {did(r)} {did(r)}",
        f"{r.choice(['إذا', 'لو', 'لما', 'كل ما'])} {did(r)}، {r.choice(['', 'كان ', 'كانت '])}{happened(r)}",
        f"{definite(r)} متل {r.choice(lx.SIMILES)}",
        f"ما في {r.choice(['حدا', 'شي', 'أحلى من ' + definite(r), 'غير ' + definite(r)])} {did(r)}",
        f"اللي {did(r)} {r.choice(['هو', 'هي', 'هني'])} {r.choice([definite(r), full_name(r)])}",
        f"كل {noun(r)[0]} {r.choice(['إلو', 'إلها', 'إلنا', 'إلكم'])} {r.choice(['حساب', 'تمن', 'قصة', 'وقت', noun(r)[0]])}",
        f"{r.choice(['مين', 'شو', 'أكتر شي', 'أكتر شخص'])} {r.choice(['بتحبو', 'ما بتنساه', 'ما بتنساها', 'بتتذكرو', 'بتخاف منو'])} {r.choice([place(r), when(r), 'من ' + definite(r)])}",
    ]
    return r.choice(options)


def listing(r: Random) -> str:
    """Names and things in a row."""
    items = [r.choice([full_name, definite, lambda q: noun(q)[0], role])(r) for _ in range(r.randint(2, 4))]
    return r.choice(["", "فيه ", "فيها ", "كان في ", "شفت ", "مع "]) + " و".join(items)


def soup(r: Random) -> str:
    """Everyday words in no order, so that none is only known from its usual neighbours."""
    pools = [THINGS_M, THINGS_F, PLURALS, lx.ADJECTIVES, lx.TIMES, lx.EXCLAMATIONS, lx.FAMILY_OF, lx.PEOPLE_M, lx.PEOPLE_F]
    words = []
    for _ in range(r.randint(3, 8)):
        x = r.random()
        if x < 0.25:
            verb = r.choice(THING + PLACE + SPEECH + HAPPEN)
            words.append(r.choice([past, lambda v, p: present(r, v, p)])(verb, r.choice(PERSONS)))
        elif x < 0.35:
            words.append(numerals.levantine(numerals.amount(r)))
        elif x < 0.42:
            words.append(r.choice([full_name, place, definite])(r))
        else:
            word = r.choice(r.choice(pools))
            glue = r.choice(["ال", "ال", "بال", "وال", "لل", "و", "ب", "ل"]) if r.random() < 0.4 and " " not in word else ""
            words.append(glue + word)
    return " ".join(words)


KINDS: list[tuple[Callable[[Random], str], float]] = [
    (did, 14),
    (someone_did, 14),
    (happened, 14),
    (state, 9),
    (amount_told, 22),
]
OUTER: list[tuple[Callable[[Random], str], float]] = [(told, 8), (question, 9), (radio, 9), (advice, 8), (listing, 4), (soup, 12)]


def _pick(r: Random, kinds: list[tuple[Callable[[Random], str], float]]) -> str:
    return r.choices([k for k, _ in kinds], [w for _, w in kinds])[0](r)


def clause(r: Random) -> str:
    """One plain clause without end punctuation."""
    text = _pick(r, KINDS)
    if r.random() < 0.1:
        text = "و" + text
    x = r.random()
    if x < 0.16:
        text = f"{when(r)} {text}"
    elif x < 0.3:
        text = f"{text} {when(r)}"
    return text


def sentence(r: Random) -> str:
    """One spoken sentence with end punctuation."""
    text = clause(r) if r.random() < 0.56 else _pick(r, OUTER)
    if r.random() < 0.12:
        text = r.choice(["و", "و", "و", "ل", "ب", "هال"]) + text
    if r.random() < 0.14:
        text = f"{r.choice(lx.EXCLAMATIONS)}، {text}"
    if len(text.split()) < 8 and not text.endswith("؟") and r.random() < 0.3:
        text += r.choice(["، و", "، بس ", "، ", "، لأنو ", " و", "، بعدين ", "، كان "]) + clause(r)
    text = " ".join(text.replace("،،", "،").split()).strip(" ،").replace(" ،", "،")
    return text if text.endswith("؟") else text + "."
