"""Each rule of plain and easy words finds what it is about, names it, and leaves what is right alone."""

import pytest

from accessibility.checks import easy_read, plain, welsh
from accessibility.checks.finding import SIGNS, Finding, rules
from accessibility.checks.ruled import cut
from accessibility.checks.text import MOST_WORDS, RULES, check

FIFTEEN = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
TWENTY = f"{FIFTEEN} one two three four five"
PUN_ARBUM = " ".join(["gair"] * 25)
A_LETTER = "Mae'r cynghorwyr annibynnol yn ystyried trefniadau cymdeithasol cymhleth yn rheolaidd. "
A_REPORT = "Comprehensive multidisciplinary consultations established considerable developmental vulnerabilities. "

# language, level, rule, the word that it names, a bad text, and a good one that says the same or looks alike.
CASES = [
    ("en", "easy", "long-sentence", "", f"{FIFTEEN} sixteen.", f"{FIFTEEN}."),
    ("en", "plain", "long-sentence", "", f"{TWENTY} more.", f"{TWENTY}."),
    ("cy", "easy", "long-sentence", "", " ".join(["gair"] * 16) + ".", " ".join(["gair"] * 15) + "."),
    ("cy", "plain", "long-sentence", "", f"{PUN_ARBUM} gair.", f"{PUN_ARBUM}."),
    ("en", "plain", "long-paragraph", "", "One. Two. Three. Four.", "One. Two. Three.\nFour."),
    ("en", "easy", "long-paragraph", "", "One. Two. Three. Four. Five. Six.", "One. Two. Three. Four. Five.\nSix."),
    ("cy", "plain", "long-paragraph", "", "Un. Dau. Tri. Pedwar.", "Un. Dau. Tri.\nPedwar."),
    ("en", "easy", "two-ideas", "because", "You are sad because Dad left.", "You are sad. Dad left."),
    ("en", "easy", "two-ideas", "and you will", "You live here and you will stay.", "You and Dad live here."),
    ("en", "easy", "two-ideas", "when", "If you go, say when you go.", "If you are sad, say so."),
    ("en", "easy", "two-ideas", "should do", "We will ask who can say what we should do.", "Sara can look after you."),
    ("cy", "easy", "two-ideas", "achos", "Rwyt ti'n drist achos bod Dad i ffwrdd.", "Dim ond ti sy'n drist."),
    ("cy", "easy", "two-ideas", "a bydd", "Rwyt ti'n byw yma a bydd Dad yn dod.", "Rwyt ti a Dad yn byw yma."),
    ("en", "easy", "passive", "was decided", "It was decided in court.", "The judge decided. You are worried."),
    ("en", "easy", "passive", "be told", "You will be told.", "We will tell you."),
    ("cy", "easy", "passive", "Cafodd ei wneud", "Cafodd ei wneud gan Sara.", "Sara wnaeth. Cei di dy ginio."),
    ("en", "easy", "double-negative", "not", "You do not sign if you do not agree.", "You choose if you sign."),
    (
        "en",
        "plain",
        "double-negative",
        "never, nothing",
        "We never say nothing.",
        "We never say much, and nothing is said.",
    ),
    ("en", "plain", "double-negative", "not unhappy", "Kez is not unhappy.", "Kez is not sure, and not able to say."),
    (
        "cy",
        "easy",
        "double-negative",
        "Does dim, nad",
        "Does dim rhaid os nad wyt ti eisiau.",
        "Dydyn ni ddim yn dweud dim.",
    ),
    ("cy", "plain", "double-negative", "ddim, heb", "Dwyt ti ddim heb help.", "Mae am ddim. Dyw e ddim yn dod heddiw."),
    ("en", "easy", "percent", "50%", "You go for 50% of the week.", "You go for half of the week."),
    ("cy", "easy", "percent", "y cant", "Mae 10 y cant yn dod.", "Mae 1 o bob 10 yn dod."),
    ("en", "easy", "big-number", "1,200", "It costs 1,200 pounds.", "Ring 0808 800 0082 by 3 May 2026."),
    ("cy", "easy", "big-number", "12000", "Mae 12000 o blant.", "Ffonia 080880 23456."),
    ("en", "plain", "letters", "CAMHS", "You see CAMHS.", "You have a TV and an X-ray. It is OK."),
    ("en", "easy", "letters", "s47", "We did a s47.", "We checked that you are safe."),
    ("cy", "plain", "letters", "IRO", "Mae'r IRO yn dod.", "Mae'r GIG yn helpu."),
    ("en", "plain", "capitals", "DO NOT", "DO NOT open it.", "Do not open it, I said."),
    ("cy", "easy", "capitals", "PEIDIWCH", "PEIDIWCH ag agor.", "Peidiwch ag agor."),
    ("en", "plain", "ampersand", "&", "Mum & Dad come.", "Mum and Dad come."),
    ("cy", "plain", "ampersand", "&", "Mae Mam & Dad yn dod.", "Mae Mam a Dad yn dod."),
    ("en", "easy", "sign", "and/or", "Ask Mum and/or Dad.", "Ask Mum or Dad: it is free."),
    ("en", "easy", "metaphor", "safety net", "The plan is a safety net.", "The plan keeps you safe."),
    ("cy", "easy", "metaphor", "gam wrth gam", "Awn ni gam wrth gam.", "Awn ni yn araf."),
    ("en", "plain", "plainer-word", "core group", "The core group meets.", "Mum and your workers meet."),
    ("cy", "plain", "plainer-word", "grŵp craidd", "Mae'r grŵp craidd yn cwrdd.", "Mae dy weithiwr cymdeithasol yma."),
    ("en", "easy", "hard-word", "core group", "The core group meets.", "The core group meets. It is Mum and us."),
    ("cy", "easy", "hard-word", "grŵp craidd", "Mae'r grŵp craidd yn cwrdd.", "Mae dy weithiwr cymdeithasol yma."),
    ("en", "plain", "easier-word", "prior to", "Ring us prior to the visit.", "Ring us before the visit."),
    ("cy", "plain", "easier-word", "fynychu", "Rwyt ti'n fynychu'r ysgol.", "Rwyt ti'n mynd i'r ysgol."),
    ("en", "plain", "same-word", "Mother", "Mum came. Mother was late.", "The meeting. The family group conference."),
    ("cy", "plain", "same-word", "Lleoliad", "Dyma dy gartref. Lleoliad da.", "Dyma dy gartref."),
    ("en", "plain", "avoid", "wheelchair-bound", "Osian is wheelchair-bound.", "Osian uses a wheelchair."),
    ("cy", "plain", "avoid", "anghenion arbennig", "Mae anghenion arbennig gan Osian.", "Mae angen help ar Osian."),
    ("cy", "plain", "impersonal", "Penderfynwyd", "Penderfynwyd ar gynllun.", "Mae'r bwyd yn glir ac yn newid."),
    ("cy", "plain", "impersonal", "gwelir", "Yma gwelir newid.", "Yma fe weli di sir, rhyddid a breuddwyd."),
    ("cy", "easy", "impersonal", "dywedid", "Felly dywedid wrthon ni.", "Mae llygaid a thamaid yma."),
]


def found(text: str, language: str, level: str, audience: str = "", field: str | None = None) -> list[tuple[str, str]]:
    return [(one.rule, one.word) for one in check(text, language, level, audience, field)]


@pytest.mark.parametrize(("language", "level", "rule", "word", "bad", "good"), CASES)
def test_a_rule_names_what_is_wrong_and_is_silent_where_it_is_right(
    language: str, level: str, rule: str, word: str, bad: str, good: str
) -> None:
    assert (rule, word) in found(bad, language, level)
    assert rule not in [name for name, _ in found(good, language, level)]


def test_every_rule_is_proved_here() -> None:
    here = {rule for _, _, rule, _, _, _ in CASES} | {"ti-chi", "hard-word-told", *SIGNS}
    assert here == set(rules())


def test_a_plain_text_gets_the_words_for_its_reader_in_its_own_language() -> None:
    (one,) = check("Bydd y grŵp craidd yn cwrdd.", "cy", "plain", "child")
    assert (one.rule, one.text, one.is_sign) == ("plainer-word", "Y bobl sy'n gweithio ar dy gynllun.", True)
    (never,) = check("The council began pre-proceedings.", "en", "plain", "child")
    assert (never.rule, never.text, never.is_sign) == ("hard-word", "", False)


def test_numbers_are_those_of_the_standards() -> None:
    assert MOST_WORDS == {("en", "easy"): 15, ("en", "plain"): 20, ("cy", "easy"): 15, ("cy", "plain"): 25}
    assert (plain.MOST_SENTENCES, easy_read.MOST_SENTENCES) == (3, 5)
    assert set(RULES) == {(language, level) for language in ("en", "cy") for level in ("plain", "easy", "passage")}


def test_a_finding_tells_the_sentence_the_advice_and_the_source() -> None:
    (one,) = check("All is well. Ring us prior to the visit.", "en", "plain")
    assert one == Finding("easier-word", "Ring us prior to the visit.", "prior to", "before")
    assert one.said("en") == "For “prior to” you can say: before."
    assert one.said("cy") == "Yn lle “prior to” gallwch ddweud: before."
    assert "UK government" in one.source


def test_every_rule_speaks_both_languages_and_has_a_source() -> None:
    for rule in rules():
        one = Finding(rule, "x", "a", "b", 1, 2)
        assert one.said("en")
        assert one.said("cy")
        assert one.said("en") != one.said("cy")
        assert one.source.endswith(".")


def test_a_child_is_ti_and_an_adult_is_chi() -> None:
    assert ("ti-chi", "eich") in found("Dyma eich cynllun.", "cy", "plain", "child")
    assert ("ti-chi", "dy") in found("Dyma dy gynllun.", "cy", "plain", "adult")
    assert found("Dyma dy gynllun.", "cy", "plain", "child") == []
    assert found("Dyma eich cynllun.", "cy", "plain", "adult") == []


def test_a_text_for_both_keeps_to_one_of_ti_and_chi() -> None:
    assert found("Dyma dy gynllun. Darllenwch ef.", "cy", "plain") == [("ti-chi", "Darllenwch")]
    assert found("Dyma dy gynllun. Darllena fe mewn heddwch.", "cy", "plain") == []


def test_in_a_passage_easy_read_tells_the_meaning_itself_and_the_worker_sees_it() -> None:
    (one,) = check("The core group meets.", "en", "easy", "child", field="plan")
    assert (one.rule, one.text) == ("hard-word-told", "The people who work on your plan.")
    assert "The people who work on your plan." in one.said("en")


def test_a_hard_word_has_a_sense_only_in_its_field() -> None:
    assert "hard-word-told" in dict(found("Contact is on Friday.", "en", "easy", "child", field="contact"))
    assert "hard-word-told" not in dict(found("Contact is on Friday.", "en", "easy", "child", field="plan"))


def test_a_hard_word_is_named_once_and_an_everyday_one_never() -> None:
    text = "The core group meets. Sara asks. The core group ends."
    assert found(text, "en", "easy").count(("hard-word", "core group")) == 1
    assert found("Your social worker comes.", "en", "easy") == []


def test_a_word_that_is_its_own_explanation_is_not_hard() -> None:
    assert found("Dyma dy frodyr a chwiorydd.", "cy", "easy", "child") == []


def test_reading_age_is_a_sign_of_a_long_text_and_no_more() -> None:
    signs = [one for one in check(A_REPORT * 10, "en", "plain") if one.is_sign]
    assert [one.rule for one in signs] == ["reading-age"]
    assert signs[0].count > plain.OLDEST
    assert check("The cat sat on the mat. " * 20, "en", "plain")[-1].is_sign is False
    assert not any(one.is_sign for one in check(A_REPORT, "en", "plain"))


def test_names_and_official_terms_do_not_make_a_text_older() -> None:
    plainly = plain.reading_age(["We saw her at the house."])
    assert plain.reading_age(["We saw Bartholomew at the house."]) <= plainly
    assert plain.reading_age(["We saw her independent reviewing officer at the house."]) <= plainly


def test_welsh_is_measured_against_welsh_and_never_by_a_formula_of_english() -> None:
    signs = [one.rule for one in check(A_LETTER * 8, "cy", "plain") if one.is_sign]
    assert signs == ["welsh-length"]
    assert [one.rule for one in check("Mae'r gath ar y mat. " * 20, "cy", "plain") if one.is_sign] == []


def test_lix_is_words_a_sentence_and_the_share_of_long_words() -> None:
    assert welsh.lix(["Mae cynghorwyr yn y dref.", "Maen nhw yma nawr bob."]) == 5 + 10
    assert welsh.lix([]) == 0


@pytest.mark.parametrize(
    ("word", "count"),
    [("cat", 1), ("make", 1), ("table", 2), ("wanted", 2), ("helped", 1), ("family", 3), ("decision", 3)],
)
def test_syllables_are_about_right(word: str, count: int) -> None:
    assert plain.syllables(word) == count


def test_a_line_is_a_paragraph_and_lines_that_were_only_wrapped_are_one() -> None:
    assert cut("One. Two.\nThree.") == (("One.", "Two."), ("Three.",))
    assert cut("This goes\non here. And\nends.\n\nNext.") == (("This goes on here.", "And ends."), ("Next.",))
    assert cut(["One.", "", "Two."]) == (("One.",), ("Two.",))
    assert cut("") == ()


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("level", ["plain", "easy"])
def test_nothing_is_wrong_with_nothing(language: str, level: str) -> None:
    assert check("", language, level) == ()
