"""What paraphrases, negations and opposites make of a claim.

Pairs written by hand: standard Arabic against the speech of the Levant, and English against English.
"""

from __future__ import annotations

import pytest

from align import Verdict, check_claims
from align.types import Claim
from transcripts import Segment, Transcript, Word

BEFORE = {"en": "then we went to the market and bought vegetables", "ar": "بعدين رحنا عالسوق واشترينا خضرا"}
AFTER = {"en": "it was very cold that day", "ar": "كان الجو بارد كتير هداك اليوم"}

SUPPORTED = [
    ("المدارس في القرية مجانية", "لأ هي مجانية المدارس بالضيعة"),
    ("The schools in the village were free", "no, the schools in the village were free"),
    ("بعض المعلمين انضموا إلى الإضراب", "مو كل المعلمين انضموا للإضراب"),
    ("Not all teachers joined the strike", "some teachers joined the strike"),
    ("Some teachers joined the strike", "not all the teachers joined the strike"),
    ("وصلت المساعدات إلى دمشق فقط", "المساعدات وصلت على دمشق بس ما وصلت على حلب"),
    ("وصلت المساعدات إلى دمشق دون حلب", "المساعدات وصلت على دمشق بس، على حلب لأ"),
    ("The aid reached only Damascus", "the aid reached Damascus but not Aleppo"),
    ("The factory made not only bread but also cheese", "the factory made bread and it made cheese as well"),
    ("The factory made bread and cheese", "the factory made not only bread but also cheese"),
    ("أنتج المعمل الخبز والجبن", "المعمل مو بس كان ينتج خبز، كمان كان ينتج جبنة"),
    ("ليس فقط الطلاب بل المعلمون أيضا تظاهروا في الجامعة", "الطلاب تظاهروا بالجامعة والمعلمين كمان تظاهروا معهن"),
    ("تظاهر الطلاب في الجامعة", "مو بس الطلاب تظاهروا بالجامعة"),
    ("لا يزال المعمل يعمل في المدينة", "المعمل لسا عم يشتغل بالمدينة"),
    ("The bakery no longer works in the old town", "the bakery doesn't work in the old town any more"),
    ("It is not true that the mayor refused the offer", "the mayor accepted the offer"),
    ("The mayor did not refuse the offer", "the mayor accepted the offer"),
    ("لم ينكر الوزير وجود السجن", "الوزير اعترف بوجود السجن"),
    ("لم يسمح الحاجز بمرور الطلاب", "الحاجز منع الطلاب يمروا"),
    ("لم يدفع سوى مئة ليرة للسائق", "دفع للسائق مية ليرة بس"),
    ("He paid nothing but a hundred dollars to the driver", "he paid the driver just a hundred dollars"),
    ("Nobody was hurt in the fire", "no one was injured in the fire"),
    ("المدرسة ليست بعيدة عن البيت", "المدرسة قريبة من البيت"),
    ("عاد إلى حمص بعد أن هرب منها عام 2012", "رجعت على حمص، كنت هربان منها من ألفين واتناعش"),
    ("هرب من حمص ثم عاد إليها", "هربت من حمص ورجعت عليها بعد سنة"),
    ("رحب المدير بالفكرة رغم انتقاد المعلمين", "المدير رحب بالفكرة والمعلمين انتقدوها"),
    ("انتقد المعلمون الفكرة", "المدير رحب بالفكرة بس المعلمين انتقدوها"),
    ("ارتفعت أسعار الخبز وانخفضت الأجور", "سعر الخبز ارتفع والأجور نزلت"),
    ("انخفضت أسعار الخبز وارتفعت الأجور", "سعر الخبز ارتفع والأجور انخفضت"),
    ("توقفت الحرب وبدأت المفاوضات", "الحرب وقفت وبلشت المفاوضات"),
    ("باع بيته واشترى سيارة", "بعت بيتي واشتريت سيارة"),
    ("تزوج أخوه بعد أن طلق زوجته الأولى", "أخي طلق مرتو الأولى وتجوز"),
    ("فشل في الامتحان الأول ونجح في الثاني", "رسبت بأول امتحان ونجحت بالتاني"),
    ("غادر أهله المدينة", "أهلي تركوا المدينة وأنا بقيت"),
    ("المطعم في شمال المدينة والفندق في جنوبها", "المطعم بشمال المدينة والأوتيل بجنوبها"),
    ("He sold the house and bought a boat", "I bought a boat when I had sold the house"),
    ("Prices rose while wages fell", "wages fell and prices rose that year"),
    (
        "The minister praised the teachers and criticised the parents",
        "the minister criticised the parents and praised the teachers",
    ),
    ("The good doctors left and the bad ones stayed", "the good doctors left and the bad ones stayed behind"),
    ("The old bridge was destroyed and a new one built", "they destroyed the old bridge and built a new one"),
    ("سافر من دمشق إلى ألمانيا", "سافرت من دمشق على برلين"),
    ("ولد في سوريا وعاش في إسطنبول", "خلقت بسوريا وعشت بإسطنبول"),
    ("He moved from Syria to Germany", "he moved from Damascus to Berlin"),
    ("اشترى الكيلو بعشرة دولارات وباعه بعشرين دولارا", "كنت اشتري الكيلو بعشر دولار وبيعو بعشرين دولار"),
    ("كان والده يعمل في معمل للنسيج", "أبي كان يشتغل بمعمل نسيج بس ما كان مبسوط"),
    ("لم يكن في القرية كهرباء", "بالضيعة ما كان في كهربا أبدا"),
    ("انقطعت الكهرباء ثلاثة أيام", "الكهربا انقطعت تلت تيام وبعدين رجعت"),
    ("عادت الكهرباء بعد ثلاثة أيام", "الكهربا انقطعت تلت تيام وبعدين رجعت"),
    ("وجد عملا في مطعم بعد شهرين من البحث", "ضليت شهرين دور على شغل لحد ما لقيت بمطعم"),
    ("أصيب أخوه الأكبر في القصف ونجت أمه", "أخي الكبير انصاب بالقصف وأمي نجيت"),
    ("ارتفع إيجار البيت إلى الضعف", "أجار البيت زاد للضعف"),
    ("كان الشتاء باردا والصيف حارا", "الشتي كان برد والصيف شوب"),
    ("كان الامتحان صعبا لكنه نجح", "الامتحان كان صعب بس نجحت"),
    ("He closed the shop early and opened a cafe", "he shut the shop early and then he opened a cafe"),
    ("She stayed in the village when the others left", "the others left but she stayed in the village"),
    ("They lost the first game and won the second", "they won the second game after losing the first"),
    ("The old teacher was strict but fair", "the old teacher was strict, he was a fair man"),
    ("The army entered the town in March and left in May", "the army left in May, it had come into the town in March"),
    ("Few people bought the book at first", "not many people bought the book at first"),
    ("She was not able to sleep for two nights", "she couldn't sleep for two nights"),
    ("It was the best year and the worst year", "it was the worst year and the best year for us"),
    ("He denied that he had taken the money", "he said he never took the money"),
]

# Supported, would a reader say; the words alone tell it only in part, or hardly more than in part.
IN_PART = [
    ("المعمل يعمل في المدينة", "المعمل ما زال عم يشتغل بالمدينة"),
    ("نشرت منظمة أطباء بلا حدود التقرير", "أطباء بلا حدود نشرت التقرير"),
    ("لم ينضم كل المعلمين إلى الإضراب", "بعض المعلمين انضموا للإضراب"),
    ("ليس كل المعلمين انضموا إلى الإضراب", "في معلمين انضموا للإضراب وفي لأ"),
    ("Not every teacher joined the strike", "most of the teachers joined the strike"),
    ("The aid reached Damascus but not Aleppo", "the aid only reached Damascus"),
    ("لم يكتف المعمل بإنتاج الخبز بل أنتج الجبن أيضا", "المعمل كان ينتج خبز وكمان ينتج جبنة"),
    ("ما زال المعمل يعمل في المدينة", "المعمل لساتو عم يشتغل بالمدينة"),
    ("لم يعد المعمل يعمل في المدينة", "المعمل ما عاد يشتغل بالمدينة"),
    ("The soldiers hardly ever slept in the camp", "the soldiers almost never slept in the camp"),
    ("The mayor never failed to answer the letters", "the mayor always answered the letters"),
    ("لم يرفض المدير العرض", "المدير قبل العرض"),
    ("لا أحد ينكر أن المدرسة كانت فقيرة", "المدرسة كانت فقيرة وما حدا بينكر هالشي"),
    ("لم يمنع الحاجز مرور الطلاب", "الحاجز سمح للطلاب يمروا"),
    ("لا شك أن الطريق كان خطيرا", "الطريق كان خطير"),
    ("There is no doubt that the road was dangerous", "the road was dangerous"),
    ("لا بد من إصلاح الطريق", "لازم يتصلح الطريق"),
    ("لا بأس بالطعام في السجن", "الأكل بالسجن كان مقبول"),
    ("لا يدرس في المعهد إلا البنات", "بالمعهد بس البنات بيدرسوا"),
    ("غادر المدينة من دون عائلته", "ترك المدينة لحالو وعيلتو ما راحت معو"),
    ("ما لبث أن عاد إلى القرية", "رجع عالضيعة بسرعة"),
    ("The road is not far from the school", "the road is close to the school"),
    ("أفرجت السلطات عن المعتقلين بعد شهرين", "بعد شهرين طلعوا المعتقلين من الحبس وفكوهن"),
    ("أُطلق سراحه بعد سنتين في السجن", "ضليت سنتين بالسجن وبعدين طلعوني"),
    ("أعادوا بناء المدرسة التي دمرها القصف", "رجعنا عمرنا المدرسة اللي كان هادها القصف"),
    ("تحسنت صحة والده بعد العملية", "أبي تحسن كتير بعد العملية مع إنو كان وضعو سيئ قبلها"),
    ("اشترى سيارة بعد أن باع بيته", "بعت بيتي واشتريت سيارة"),
    ("يخشى أن يخسر عمله لكنه متفائل", "خايف يخسر شغلو بس متفائل"),
    ("سمح لهم الحاجز بالمرور بعد أن منعهم", "الحاجز منعهن بالأول وبعدين سمحلهن يمرقوا"),
    ("بقي في المدينة بينما غادر أهله", "أهلي تركوا المدينة وأنا بقيت"),
    ("كان الطعام قليلا والماء كثيرا", "كان الأكل قليل والمي كتير"),
    ("قتل جاره ونجا أخوه", "جاره انقتل وأخي نجي"),
    ("The war ended and the talks began", "the fighting stopped and the talks started"),
    ("She was afraid at first but later felt safe", "at first I was scared and then I felt safe"),
    ("He was released from prison after two years", "they let him out of prison after two years"),
    ("هاجر أخوه إلى ألمانيا وبقيت أخته", "أخي ضل هون وأختي هاجرت على ألمانيا"),
    ("رجل يملك مطعما في برلين", "شب عندو مطعم ببرلين"),
    ("He lived in Cairo before moving to Jordan", "he lived in Egypt before he moved to Amman"),
    ("تعلم النجارة من جده", "جدي علمني النجارة وأنا صغير"),
    ("سافر إلى بيروت للدراسة", "رحت على بيروت مشان أدرس، كانت الحرب خالصة"),
    ("استقبله أهل القرية بحفاوة", "أهل الضيعة استقبلوني كتير منيح، مع إنو كنت غريب"),
    ("خاف من الحواجز على الطريق", "الطريق كلو حواجز وكنت خايف كتير"),
    ("رفض صاحب البيت تأجيرهم", "صاحب البيت ما قبل يأجرنا"),
    ("قبل صاحب البيت تأجيرهم بعد أن رفض", "صاحب البيت رفض بالأول وبعدين قبل يأجرنا"),
    ("ساعده جيرانه في نقل الأثاث", "الجيران ساعدونا نقلنا العفش"),
    ("توفي والده قبل ولادته", "أبي مات قبل ما أخلق"),
    ("باعوا الأرض لدفع أجرة المهرب", "بعنا الأرض مشان ندفع للمهرب"),
    ("كان الطلاب الأغنياء والفقراء في صف واحد", "الطلاب الأغنيا والفقرا كانوا بنفس الصف"),
    ("لم يستطع إكمال دراسته بسبب الحرب", "ما قدرت كمل دراستي من ورا الحرب"),
    ("أكمل دراسته رغم الحرب", "كملت دراستي مع إنو كان في حرب"),
    ("توقف عن التدخين قبل سنة", "وقفت دخان من سنة"),
    ("أوقف الدراسة ليعمل", "تركت المدرسة مشان اشتغل"),
    ("بدأ يتعلم الألمانية فور وصوله", "أول ما وصلت بلشت اتعلم ألماني"),
    ("كانت المدرسة قريبة من بيتهم", "المدرسة كانت جنب بيتنا"),
    ("يفضل الحياة في القرية على المدينة", "بحب العيشة بالضيعة أكتر من المدينة"),
    ("اعترف بأنه أخطأ", "قلتلن إنو أنا غلطت"),
    ("انضم إلى فرقة موسيقية ثم تركها", "دخلت بفرقة موسيقا وبعدين تركتها"),
    ("كان المخيم نظيفا في البداية ثم صار قذرا", "المخيم بالأول كان نضيف بعدين صار وسخ"),
    ("شعر بالحزن عندما غادر وبالفرح عندما عاد", "زعلت وقت رحت وفرحت وقت رجعت"),
    ("He found a job after losing the first one", "he lost his first job and found another job"),
    ("The new bridge is longer than the old one", "the old bridge is shorter than the new one"),
    ("He gave up smoking", "he stopped smoking last year"),
]

CONTRADICTED = [
    ("All teachers joined the strike", "not all the teachers joined the strike"),
    ("The aid reached Aleppo", "the aid reached Damascus but not Aleppo"),
    ("وصلت المساعدات إلى حلب", "المساعدات وصلت على دمشق بس ما وصلت على حلب"),
    ("The soldiers slept well in the camp", "the soldiers hardly slept in the camp"),
    ("لم ينجح في الامتحان", "نجحت بالامتحان"),
    ("غادر المدينة مع عائلته", "ترك المدينة بدون عيلتو"),
    ("Nobody was hurt in the fire", "three people were hurt in the fire"),
    ("المدرسة بعيدة عن البيت", "المدرسة مو بعيدة عن البيت"),
    ("ارتفع سعر البنزين في حلب", "سعر البنزين انخفض بحلب"),
    ("انتقد المدير فكرة المشروع", "المدير أشاد بفكرة المشروع"),
    ("خسر الفريق المباراة النهائية", "الفريق ربح المباراة النهائية"),
    ("The shop closed in the spring", "the shop opened in the spring"),
    ("The road was dangerous", "the road was safe"),
    ("He praised the new law", "he condemned the new law"),
    ("سافر من دمشق إلى باريس", "سافرت من الشام على لندن"),
    ("سافر من دمشق إلى فرنسا", "سافرت من دمشق على برلين"),
    ("انضم كل المعلمين إلى الإضراب", "ما انضم كل المعلمين للإضراب"),
    ("لم ينكر الوزير وجود السجن", "الوزير أنكر وجود السجن"),
]

# Contradicted, would a reader say; no comparison shows surely what stands against them.
NO_TICK = [
    ("أغلقت المدرسة أبوابها في أيلول", "المدرسة فتحت بوابها بأيلول"),
    ("أفرجت السلطات عن الطبيب بعد شهرين", "السلطات اعتقلت الطبيب بعد شهرين"),
    ("ما زال المعمل يعمل في المدينة", "المعمل ما عاد يشتغل بالمدينة"),
    ("لم يعد المعمل يعمل في المدينة", "المعمل لسا عم يشتغل بالمدينة"),
    ("The bakery still works in the old town", "the bakery no longer works in the old town"),
    ("The bakery no longer works in the old town", "the bakery still works in the old town"),
    ("لم يسمح الحاجز بمرور الطلاب", "الحاجز سمح للطلاب يمروا"),
]

# Another of the same sort: another statement, and no proof against this one.
NOT_SAID = [
    ("امرأة تبيع الخضار في السوق", "كان في زلمة عم يبيع خضرة بالسوق"),
    ("A woman sold bread at the station", "a man sold bread at the station"),
    ("The man rode a horse to school", "the boy rode a horse to the school"),
]

# Supported, would a reader say; the words alone do not tell.
NO_ACCUSATION = [
    ("عاش في تركيا ثم انتقل إلى ألمانيا", "عشت بإسطنبول وبعدين انتقلت على برلين"),
    ("نجا من الغرق في البحر", "كنت رح أغرق بالبحر بس نجيت"),
    ("The bus was late as always", "the bus never came on time"),
]


def verdict(claim: str, said: str) -> Verdict:
    """On the claim against a talk of one line between two others, 0.4 s a word, a second between lines."""
    code = "en" if claim.isascii() else "ar"
    segments, now = [], 0.0
    for line in (BEFORE[code], said, AFTER[code]):
        words = [Word(now + 0.4 * i, now + 0.4 * (i + 1), text) for i, text in enumerate(line.split())]
        segments.append(Segment(tuple(words)))
        now += 0.4 * len(words) + 1.0
    return check_claims([Claim("c1", claim, None)], Transcript(tuple(segments)))[0].verdict


@pytest.mark.parametrize(("claim", "said"), SUPPORTED)
def test_the_same_in_other_words_is_supported(claim: str, said: str) -> None:
    assert verdict(claim, said) is Verdict.SUPPORTED


@pytest.mark.parametrize(("claim", "said"), IN_PART)
def test_what_is_told_in_part_is_neither_denied_nor_unheard(claim: str, said: str) -> None:
    assert verdict(claim, said) in (Verdict.SUPPORTED, Verdict.PARTLY_SUPPORTED)


@pytest.mark.parametrize(("claim", "said"), CONTRADICTED)
def test_what_stands_against_a_claim(claim: str, said: str) -> None:
    assert verdict(claim, said) is Verdict.CONTRADICTED


@pytest.mark.parametrize(("claim", "said"), [*NOT_SAID, *NO_TICK])
def test_where_a_word_is_another_no_tick_is_shown(claim: str, said: str) -> None:
    assert verdict(claim, said) not in (Verdict.SUPPORTED, Verdict.NOT_FOUND)


@pytest.mark.parametrize(("claim", "said"), NO_ACCUSATION)
def test_opposites_in_a_true_report_are_no_accusation(claim: str, said: str) -> None:
    assert verdict(claim, said) is not Verdict.CONTRADICTED
