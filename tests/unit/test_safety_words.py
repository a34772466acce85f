"""Words that suggest danger are noticed in both languages, and ordinary talk is mostly left alone."""

import pytest

from content.safety import suggests_danger

DANGER = [
    "He hit me again",
    "mum's boyfriend HITS us",
    "dad hurt me",
    "I don\u2019t want to be here anymore",
    "i dont want to live",
    "I want to die",
    "thinking about suicide",
    "I've been self-harming",
    "i cut myself",
    "I'm going to run away",
    "scared to go home",
    "I am so scared",
    "I am scared of Ryan",
    "I'm not safe here",
    "i dont feel safe",
    "he touched me",
    "he comes into my room at night",
    "She said it's our secret",
    "I was told not to tell anyone",
    "he said he would kill her",
    "they locked me in my room",
    "there is no food in the house",
    "help me",
    "please help",
    "she took all the tablets",
    "he threatened Mum with a knife",
    "He makes me sell stuff",
    "I have bruises",
    "I hit the ball and then he hit me",
    "hurt me",
    "not safe",
]

DANGER_IN_WELSH = [
    "Mae o'n brifo fi",
    "Mae e'n fy mrifo i",
    "nath o daro fi",
    "mae Dad yn fy nharo i",
    "Mae'n bwrw fi",
    "dwi isio marw",
    "Dw i ddim eisiau byw",
    "sa i moyn byw, moyn marw",
    "hunanladdiad",
    "hunan-niweidio",
    "dw i'n torri fy hun",
    "dw i am redeg i ffwrdd",
    "wi'n mynd i redeg bant",
    "dwi ofn mynd adref",
    "Mae gen i ofn",
    "mae ofn arna i",
    "Dw i ddim yn teimlo'n ddiogel",
    "dwi ddim yn saff",
    "mae o'n cyffwrdd yna i",
    "gyffyrddodd, wnaeth o gyffwrdd fi",
    "mae o'n bygwth fy lladd i",
    "maen nhw'n fy nghloi i mewn",
    "does dim bwyd yn y tŷ",
    "helpwch fi",
    "mae'n gyfrinach",
    "paid \u00e2 dweud wrth neb",
    "dwi mewn perygl",
    "cael fy ngham-drin",
]

INNOCENT = [
    "I hit the ball over the fence",
    "I kicked the ball and scored",
    "The song is a big hit",
    "My feet are killing me",
    "I killed the dragon in my game",
    "Dad beat me at chess",
    "I'm scared of spiders",
    "The dog ran away but came back",
    "Leah helps me with my reading",
    "Can you help me with my homework?",
    "I don't agree with page two.",
    "I love swimming and I want more swimming.",
    "Nan died last year and I miss her.",
    "I want my talker to come with me",
    "My knee is sore after rugby",
    "The new date is fine. Thank you for listening.",
    "I would like to see the plan in Welsh please",
    "Put my emergency contact on the form",
    "I was late because of the bus",
    "like boat bed. like swim. not two sleep",
    "Sharks don't shout. I want my glasses.",
    "I just want to be 13 for a bit.",
]

INNOCENT_IN_WELSH = [
    "Mae hi'n bwrw glaw",
    "Fe wnes i daro'r bêl",
    "Cicio'r bêl ydy'r peth gorau",
    "Dwi'n lladd amser cyn yr ysgol",
    "Dwi ddim isio dewis.",
    "Pan dwi'n poeni dwi'n tynnu llun ceffyl.",
    "Mae fy mhen-glin yn brifo ar ôl rygbi",
    "Diolch am wrando. Mae'r cynllun yn deg.",
    "Mae gen i ofn pryfed cop",
    "Hoffwn i gael copi mewn print bras",
    "Dwi'n hapus gyda Del",
    "Mi geith Cadi aros yma faint fynno hi.",
]


@pytest.mark.parametrize("text", DANGER + DANGER_IN_WELSH)
def test_words_of_danger_are_noticed(text: str) -> None:
    assert suggests_danger(text)


@pytest.mark.parametrize("text", INNOCENT + INNOCENT_IN_WELSH)
def test_ordinary_talk_is_left_alone(text: str) -> None:
    assert not suggests_danger(text)


def test_capitals_accents_apostrophes_and_line_ends_make_no_difference() -> None:
    for text in ("HE  HURT\nME", "h\u00e9 h\u00fbrt me", "dont feel safe", "don\u2019t feel safe", "don`t feel safe"):
        assert suggests_danger(text), text


def test_a_whole_message_with_one_such_sentence_is_noticed() -> None:
    assert suggests_danger("School is good. " * 200 + "Sometimes he hurts my brother. " + "I like maths. " * 200)


def test_nothing_is_noticed_in_nothing() -> None:
    assert not suggests_danger("")
    assert not suggests_danger("\U0001f600")
