"""Pictures: the term base, what is found in a sentence, and that nothing denied ever stands bare."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from accessibility import symbols
from accessibility.symbol_senses import FOLDER, senses
from accessibility.symbol_words import forms, tokens, unmutated

OPENMOJI = Path(__file__).parents[2] / "node_modules" / "openmoji" / "color" / "svg"

# Sentences from the family texts of the three samples, and hard ones. A sense with "-" before it is denied.
ENGLISH = [
    ("You live with Mam, Dad and Meg.", "live_with mum dad"),
    ("You talk with your talker.", "talk talker"),
    ("You look up for yes.", "you say_yes"),
    ("Your tummy hurts on Mondays.", "tummy_ache monday"),
    ("The nurse made a plan for your asthma.", "nurse make_plan"),
    ("Your next meeting is on Wednesday 4 November 2026.", "meeting date"),
    ("Mum is better. She has worked hard.", "mum better work"),
    ("You told us that you do not want to choose.", "you say -want -choose"),
    ("Lowri has not drunk alcohol since 4 March 2024.", "-alcohol date"),
    ("Hannah will ask about swimming on Saturdays by 12 June 2026.", "ask swim saturday date"),
    ("You need a new sling.", "need sling"),
    ("You said one sleep at Tŷ Enghraifft, not two.", "you say sleepover"),
    ("Leah will do a young carer's assessment by 30 June 2026.", "young_carer assessment date"),
    ("You are Cadi and you are 11.", ""),
    ("You will not see Dad.", "-see dad"),
    ("You do not stay the night with Dad now.", "you -sleepover dad now"),
    ("Nobody wants to change where you live suddenly.", "-want -change"),
    ("Dad will not be there.", "dad -be_there"),
    ("You don't have to choose.", "you -choose"),
    ("You do not shout, hit or kick.", "you -argue"),
    ("No, you will not go to court.", "no -go court"),
    ("You never see Mum on Sundays.", "-see mum sunday"),
    ("You can see Mum without Dad.", "see mum -dad"),
    ("You are not sad.", "you -sad"),
    ("Mum is happy but Dad is not happy.", "mum happy"),
    ("You are safe, and you do not need to worry.", "you safe -need -worried"),
    ("We do not think that Dad is safe.", "we -think"),
    ("You do not live with Mum because she is ill.", "you -live_with mum"),
    ("You said no.", "you say_no"),
    ("You would like no more meetings.", "you want -meeting"),
    ("Not Mum or Dad.", "-mum"),
    ("You will live with Nan instead of Mum.", "live_with grandmother -mum"),
    ("You would rather live with Dad.", "want live_with dad"),
    ("You cannot wait to see Dad.", "you see dad"),
    ("Your social worker is not changing.", "social_worker -change"),
    ("There is no plan yet.", "-plan"),
    ("Overnight stays are paused.", "-sleepover"),
    ("You are not so sad now.", "you -sad now"),
    ("You are not here because you were bad.", ""),
    ("The review is in March 2026.", "review date"),
    ("Contact us if you need help.", "you need help"),
    ("You have contact with Dad on Saturdays.", "family_time dad saturday"),
    ("They plan to visit.", "visit"),
    ("Foster care is not for ever.", "-for_ever"),
    ("You like drawing.", "like draw"),
    ("Your room is like a den.", ""),
    ("The home visit is tomorrow.", "home_visit tomorrow"),
    ("You have the right to an advocate.", "you rights advocate"),
    ("The judge will decide in court.", "judge decide court"),
    ("You can sign the plan.", "sign plan"),
    ("You can agree, not agree or say you are not sure.", "agree not_agree say not_sure"),
    ("Mum stopped drinking alcohol.", "stop alcohol"),
    ("Your foster carer takes care of you.", "foster_carer look_after you"),
    ("Your brother and sister live with Nan.", "brothers_and_sisters live_with grandmother"),
    ("Please don't worry about school.", "-worried school"),
    ("Nothing will change.", "-change"),
    ("You are not safe at home.", "you not_safe home"),
    ("Hope lives in May Street.", "live_with"),
    ("You did not want to be at the meeting and you sent a drawing.", "you -want meeting draw"),
    ("Dad has not visited since 4 March 2024.", "dad -visit date"),
    ("Will you see Dad?", "see dad"),
    ("You told us you feel sad and angry.", "feeling sad angry"),
    ("You will meet the judge today.", "meet judge today"),
    ("Ring Childline on 0800 1111.", "phone"),
    ("A short break is a sleepover.", "sleepover"),
    ("Neither Mum nor Dad can come to the meeting.", "mum dad -come meeting"),
    ("You have no contact with Dad.", "you -family_time dad"),
    ("Mum cannot come to your birthday party.", "mum -come birthday"),
    ("You are not going home today.", "you -go_home today"),
    ("Dad hasn't hurt you.", "dad -hurt"),
    ("No one will be cross with you.", "-angry you"),
    ("You will never be left alone.", ""),
    ("It is not your fault.", ""),
    ("You do not live at home now.", "-live_with home now"),
    ("The court has not decided yet.", "court -decide"),
    ("The judge did not agree with the plan.", "judge not_agree plan"),
    ("The council has decided not to go to court.", "council decide -go court"),
    ("You are not allowed to see Mum on your own.", "you -see mum"),
    ("You must not tell Dad where you live.", "you -say dad"),
    ("You are happy at school, not sad.", "happy school -sad"),
    ("Dad is unable to look after you.", "dad -look_after you"),
    ("Mum is not well enough to look after you.", "mum -good -look_after you"),
    ("Sioned told Dad not to shout.", "say dad -argue"),
    ("We will not share what you say with Mum or Dad.", "we -share"),
    ("You don't like it when people talk about you.", "you -like"),
    ("Without help, Mum gets tired.", "-help mum"),
    ("You can stay with Nan until Mum is better.", "live_with grandmother mum better"),
    ("You will not have to move to a new school.", "you -move_on school"),
    ("You have not been to school this week.", "you -school week"),
    ("Only your social worker sees this.", "social_worker see"),
    ("You do not need to sign.", "you -need -sign"),
    ("You did not say yes.", "you -say_yes"),
    ("Please tell us if you are not happy.", "say we -happy"),
    ("Nan and Taid visit every week.", "grandmother grandfather visit"),
    ("Visits with Dad have stopped.", "-visit dad"),
    ("You will not be adopted.", "you -adoption"),
    ("If you are not safe, ring 999.", "you not_safe phone"),
    ("Your home will not change before the review.", "home -change"),
    ("Mum has never hurt you or your brother.", "mum -hurt brother"),
]
WELSH = [
    ("Rwyt ti'n byw gyda Mam, Dad a Meg.", "live_with mum dad"),
    ("Rwyt ti'n siarad gyda dy declyn siarad.", "you talk talker"),
    ("Rwyt ti'n edrych i fyny i ddweud ie.", "you say_yes"),
    ("Mae dy fol yn brifo ar ddydd Llun.", "tummy_ache monday"),
    ("Gwnaeth y nyrs dy gynllun asthma ar 27 Ionawr 2026.", "nurse plan date"),
    ("Mae'r cyfarfod nesaf ddydd Mercher, 4 Tachwedd 2026.", "meeting date"),
    ("Mae Mam yn well. Mae hi wedi gweithio'n galed.", "mum better work"),
    ("Dywedaist ti nad wyt ti eisiau dewis.", "say -want -choose"),
    ("Nid yw hi wedi yfed alcohol ers 4 Mawrth 2024.", "-alcohol date"),
    ("Bydd Hannah yn gofyn am nofio ar ddydd Sadwrn erbyn 12 Mehefin 2026.", "ask swim saturday date"),
    ("Mae angen sling newydd arnat ti.", "need sling you"),
    ("Dywedaist ti un noson yn Nhŷ Enghraifft, nid dwy.", "say you sleepover"),
    ("Fydd dy gartref di ddim yn newid cyn 19 Mehefin 2026.", "home -change date"),
    ("Dwyt ti ddim yn aros dros nos gyda Dad ar hyn o bryd.", "you -sleepover dad now"),
    ("Fyddi di ddim yn gweld Dad.", "-see dad"),
    ("Dwyt ti ddim yn aros dros nos gyda Dad.", "you -sleepover dad"),
    ("Does neb eisiau newid dy gartref di.", "-want -change home"),
    ("Fydd Dad ddim yno.", "dad -be_there"),
    ("Does dim rhaid i ti ddewis.", "you -choose"),
    ("Na, fyddi di ddim yn mynd i'r llys.", "no -go court"),
    ("Dwyt ti byth yn gweld Mam ar ddydd Sul.", "you -see mum sunday"),
    ("Rwyt ti'n gallu gweld Mam heb Dad.", "see mum -dad"),
    ("Dwyt ti ddim yn drist.", "you -sad"),
    ("Mae Mam yn hapus ond dydy Dad ddim yn hapus.", "mum happy dad -happy"),
    ("Rwyt ti'n ddiogel, a does dim angen i ti boeni.", "you safe -need -worried"),
    ("Dydyn ni ddim yn meddwl bod Dad yn ddiogel.", "we -think"),
    ("Dwyt ti ddim yn byw gyda Mam achos mae hi'n sâl.", "you -live_with mum"),
    ("Dywedaist ti na.", "say no"),
    ("Nid Mam na Dad.", "-mum"),
    ("Byddi di'n byw gyda Nain yn hytrach na Mam.", "live_with grandmother -mum"),
    ("Mae gen ti fwy na thri ffrind.", "you friend"),
    ("Dydy dy weithiwr cymdeithasol ddim yn newid.", "social_worker -change"),
    ("Does dim cynllun eto.", "-plan"),
    ("Dim ond un noson fydd hi.", "sleepover"),
    ("Paid â phoeni am yr ysgol.", "-worried school"),
    ("Fydd dim byd yn newid.", "-change"),
    ("Dwyt ti ddim yn ddiogel gartref.", "you not_safe home"),
    ("Mae'r adolygiad ym mis Mawrth 2026.", "review date"),
    ("Cysylltwch â ni os oes angen help arnoch chi.", "need help you"),
    ("Mae gen ti gyswllt â Dad ar ddydd Sadwrn.", "you family_time dad saturday"),
    ("Mae'r ymweliad cartref yfory.", "home_visit tomorrow"),
    ("Mae gen ti hawl i gael eiriolwr.", "you rights advocate"),
    ("Bydd y barnwr yn penderfynu yn y llys.", "judge decide court"),
    ("Rwyt ti'n gallu llofnodi'r cynllun.", "sign plan"),
    ("Mae Mam wedi rhoi'r gorau i yfed alcohol.", "mum stop alcohol"),
    ("Mae dy ofalwr maeth yn gofalu amdanat ti.", "foster_carer look_after you"),
    ("Mae dy frawd a dy chwaer yn byw gyda Nain.", "brother sister live_with grandmother"),
    ("Mae gen ti hawl i ddweud na.", "you rights say_no"),
    ("Rydyn ni eisiau clywed dy lais di.", "we want hear"),
    ("Beth wyt ti'n ei deimlo?", "you feeling"),
    ("Fy nghynllun i", "plan"),
    ("Fy nheulu i", "family"),
    ("Gofynnodd y gweithiwr cymdeithasol i ti am dy ffrindiau.", "ask social_worker you friend"),
    ("Dydw i erioed wedi bod yn y llys.", ""),
    ("Peidiwch â llofnodi os nad ydych chi'n cytuno.", "-sign you not_agree"),
    ("Ni fydd y barnwr yn siarad â ti.", "judge -talk you"),
    ("Byddwn ni'n cwrdd ddydd Gwener 4 Rhagfyr 2026 am 3:30.", "we meet date clock_time"),
    ("Rwyt ti'n gweld eisiau Mot.", "you miss_someone"),
    ("Wyt ti eisiau gweld dy chwaer?", "want see sister"),
    ("Does gen ti ddim cyswllt â Dad.", "you -family_time dad"),
    ("Dydy Mam ddim yn gallu dod i dy barti pen-blwydd.", "mum -come party birthday"),
    ("Dwyt ti ddim yn mynd adref heddiw.", "you -go_home today"),
    ("Dydy Dad ddim wedi dy frifo di.", "dad -hurt"),
    ("Fydd neb yn grac gyda ti.", "-angry you"),
    ("Dim dy fai di yw hyn.", ""),
    ("Dydy'r llys ddim wedi penderfynu eto.", "court -decide"),
    ("Doedd y barnwr ddim yn cytuno â'r cynllun.", "judge not_agree plan"),
    ("Mae'r cyngor wedi penderfynu peidio â mynd i'r llys.", "council decide -go court"),
    ("Chei di ddim gweld Mam ar dy ben dy hun.", "-see mum"),
    ("Paid â dweud wrth Dad ble rwyt ti'n byw.", "-say dad"),
    ("Rwyt ti'n hapus yn yr ysgol, nid yn drist.", "you happy school -sad"),
    ("Dydy Dad ddim yn gallu gofalu amdanat ti.", "dad -look_after you"),
    ("Dywedodd Sioned wrth Dad i beidio â gweiddi.", "say dad -argue"),
    ("Fyddwn ni ddim yn rhannu beth rwyt ti'n ei ddweud gyda Mam na Dad.", "we -share"),
    ("Heb help, mae Mam yn blino.", "-help mum"),
    ("Cei di aros gyda Nain nes bod Mam yn well.", "live_with grandmother mum better"),
    ("Fydd dim rhaid i ti symud i ysgol newydd.", "you -move_on school"),
    ("Dim ond dy weithiwr cymdeithasol sy'n gweld hyn.", "social_worker see"),
    ("Does dim angen i ti lofnodi.", "-need you -sign"),
    ("Ddywedaist ti ddim ie.", "-say -yes"),
    ("Dywed wrthon ni os nad wyt ti'n hapus.", "say we -happy"),
    ("Mae Nain a Taid yn ymweld bob wythnos.", "grandmother grandfather visit"),
    ("Mae'r ymweliadau â Dad wedi stopio.", "-visit dad"),
    ("Os nad wyt ti'n ddiogel, ffonia 999.", "you not_safe"),
    ("Dydy Mam erioed wedi dy frifo di na dy frawd.", "mum -hurt brother"),
    ("Nid oes cyfarfod yr wythnos hon.", "-meeting week"),
    ("Ni chafodd y plant fynd i'r ysgol.", "child -go school"),
    ("Mae ofn arnat ti.", "scared you"),
    ("Mae'n well gen ti fyw gyda Mam na gyda Dad.", "want live_with mum -dad"),
]

SENTENCES = [("en", *one) for one in ENGLISH] + [("cy", *one) for one in WELSH]


def found(text, language):
    return " ".join(("-" if mark.negated else "") + mark.sense for mark in symbols.match(text, language))


@pytest.mark.parametrize(("language", "text", "wanted"), SENTENCES)
def test_a_sentence_has_the_pictures_of_its_key_words(language, text, wanted):
    assert found(text, language) == wanted


@pytest.mark.parametrize(("language", "text", "wanted"), SENTENCES)
def test_pictures_stand_in_spoken_order_and_are_not_too_many(language, text, wanted):
    marks = symbols.match(text, language)
    edges = [edge for mark in marks for edge in (mark.start, mark.end)]
    assert edges == sorted(edges)
    assert all(0 <= mark.start < mark.end <= len(text) for mark in marks)
    assert len(marks) <= len(re.findall(r"\w+", text)) // 3 + 1


@pytest.mark.parametrize(
    ("language", "denial"),
    [
        ("en", "You will not see Dad."),
        ("en", "You don’t stay the night with Dad now."),
        ("en", "You are not to hit, kick or shout."),
        ("en", "We do not think that you are safe with Mum."),
        ("en", "There is nothing to worry about."),
        ("cy", "Fyddi di ddim yn gweld Dad."),
        ("cy", "Dwyt ti ddim yn aros dros nos gyda Dad."),
        ("cy", "Ni fydd y cyfarfod yn yr ysgol."),
        ("cy", "Dydyn ni ddim yn meddwl bod ti’n ddiogel gyda Mam."),
        ("cy", "Does neb yn gofyn i ti ddewis."),
    ],
)
def test_nothing_that_is_done_or_felt_stands_bare_in_a_denial(language, denial):
    doing = [mark for mark in symbols.match(denial, language) if senses()[mark.sense].kind in ("actions", "feelings")]
    assert all(mark.negated or mark.sense == "not_safe" for mark in doing)


@pytest.mark.parametrize(
    ("sense", "right", "wrong"),
    [
        ("plan", "Your plan is good.", "They plan to move away."),
        ("review", "The review is in June.", "They will review it."),
        ("family_time", "You have contact with Dad.", "Contact us by telephone."),
        ("home", "You are at home.", "The home visit is on Monday."),
        ("look_after", "Nan takes care of you.", "The care order is made."),
        ("like", "You like horses.", "She looks like Nan."),
        ("miss_someone", "You miss her.", "Miss Prawf is here."),
        ("sign", "You can sign it.", "You use sign language."),
    ],
)
def test_a_word_with_two_meanings_has_a_picture_only_for_the_right_one(sense, right, wrong):
    assert sense in found(right, "en").split()
    assert sense not in found(wrong, "en").split()


@pytest.mark.parametrize(
    ("sense", "right", "wrong"),
    [
        ("plan", "Mae dy gynllun yn dda.", "Mae'r ysgol yn bwriadu symud."),
        ("family_time", "Mae gen ti gyswllt â Dad.", "Cysylltwch â ni."),
        ("monday", "Dydd Llun mae'r ysgol.", "Mae llun ar y wal."),
        ("picture", "Mae llun ar y wal.", "Mae ysgol ar ddydd Llun."),
        ("we", "Mae Mam gyda ni.", "Ni fydd Mam yn siarad."),
        ("live_with", "Rwyt ti'n byw gyda Nain.", "Mae dy fywyd yn hapus."),
    ],
)
def test_a_welsh_word_with_two_meanings_has_a_picture_only_for_the_right_one(sense, right, wrong):
    assert sense in found(right, "cy").split()
    assert sense not in found(wrong, "cy").split()


def test_a_name_that_is_also_a_word_has_no_picture():
    assert symbols.match("Ruth met Hope and Sunny in Park Street.", "en") == ()
    assert found("Rwyt ti'n cysgu yn Nhŷ Enghraifft.", "cy") == "you sleep"


@pytest.mark.parametrize("text", ["", " ", "…", "12", "Osian.", "You are 9.", "“”"])
def test_a_text_without_a_key_word_has_no_picture(text):
    assert symbols.match(text, "en") == ()
    assert symbols.match(text, "cy") == ()


@pytest.mark.parametrize(
    ("written", "base"),
    [
        ("nghynllun", "cynllun"), ("gynllun", "cynllun"), ("chynllun", "cynllun"), ("mhlant", "plant"),
        ("thad", "tad"), ("nhad", "tad"), ("ddewis", "dewis"), ("ardd", "gardd"), ("fam", "mam"), ("wely", "gwely"),
        ("lofnodi", "llofnodi"), ("rannu", "rhannu"), ("hysgol", "ysgol"), ("ngwaith", "gwaith"), ("mrawd", "brawd"),
    ],
)  # fmt: skip
def test_a_mutated_word_is_known_by_its_own_beginning(written, base):
    assert base in unmutated(written)


def test_a_grammar_word_is_never_taken_for_another():
    assert forms("ei", "cy") == {"ei"}
    assert forms("left", "en") == {"left"}


def test_what_hangs_on_an_apostrophe_is_a_word_of_its_own():
    assert [token.text for token in tokens("Rwyt ti’n mynd i'w dŷ.", "cy")] == [
        "Rwyt",
        "ti",
        "’n",
        "mynd",
        "i",
        "'w",
        "dŷ",
        ".",
    ]
    assert [token.text for token in tokens("Del's plan isn't", "en")] == ["Del", "'s", "plan", "isn't"]


def test_the_same_text_always_has_the_same_pictures():
    text = "Your social worker will visit you at home on 4 November 2026."
    code = f"from accessibility import symbols; print(symbols.match({text!r}, 'en'))"
    printed = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert printed == {f"{symbols.match(text, 'en')}\n"}


def test_showing_a_picture_does_not_load_the_lemma_tables():
    code = "import sys; from accessibility import symbols; symbols.picture('plan'); print('simplemma' in sys.modules)"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert printed.strip() == "False"


def test_there_are_senses_enough_and_each_has_words_in_both_languages():
    assert len(senses()) >= 150
    for sense in senses().values():
        assert sense.en, sense.name
        assert sense.cy, sense.name
        assert not sense.denied or sense.denied in senses()


def test_no_sense_is_named_twice():
    names = [name for path in FOLDER.glob("*.toml") if path.stem != "not_pictured" for name in _entries(path)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("language", ["en", "cy"])
def test_no_phrase_means_two_things(language):
    meanings = {}
    for sense in senses().values():
        for phrase in getattr(sense, language):
            meanings.setdefault(phrase.lstrip("=").lower(), set()).add(sense.name)
    assert {phrase: names for phrase, names in meanings.items() if len(names) > 1} == {}


@pytest.mark.skipif(not OPENMOJI.is_dir(), reason="the npm packages are not installed")
def test_each_openmoji_exists():
    missing = [
        sense.file for sense in senses().values() if not sense.own and not (OPENMOJI / f"{sense.file}.svg").is_file()
    ]
    assert missing == []


def test_each_picture_of_our_own_is_drawn_and_used():
    drawn = {path.stem for path in (FOLDER / "own").glob("*.svg")}
    assert drawn == {sense.file for sense in senses().values() if sense.own} | {"not", "in-the-past", "in-the-future"}


@pytest.mark.parametrize("path", sorted((FOLDER / "own").glob("*.svg")), ids=lambda path: path.stem)
def test_a_picture_of_our_own_is_one_plain_drawing(path):
    drawing = path.read_text("utf-8")
    assert 'viewBox="0 0 72 72"' in drawing
    assert 'stroke-width="2"' in drawing
    assert len(drawing) < 12_000
    assert not re.search(r"<script|<image|<style|<text|href|url\(|on\w+=", drawing)


def test_a_picture_says_what_it_is_and_whose_it_is():
    assert symbols.picture("social_worker") == (
        "symbols/social-worker.svg",
        "social worker",
        "gweithiwr cymdeithasol",
        "Clywed",
        "17201",
    )
    assert symbols.picture("school") == ("symbols/1F3EB.svg", "school", "ysgol", "OpenMoji", "16734")
    assert symbols.picture("not") == ("symbols/not.svg", "not", "ddim", "Clywed", "15733")
    with pytest.raises(KeyError):
        symbols.picture("no such sense")


def _entries(path):
    return list(tomllib.loads(path.read_text("utf-8")))
