"""What is said where something else is written, in both languages."""

import pytest

from accessibility.spoken_text import spoken_tokens

ENGLISH = [
    # Days
    ("On 23 April 2026 we met.", "On the 23rd of April 20 26 we met."),
    ("On Friday 4 December 2026", "On Friday the 4th of December 20 26"),
    ("the 1st of May", "the 1st of May"),
    ("Mon 3 Aug", "Monday the 3rd of August"),
    ("21 Jan 2005", "the 21st of January 2005"),
    ("12 March 1999", "the 12th of March 19 99"),
    ("22 June, 2010", "the 22nd of June 20 10"),
    ("It is on 16/07/2026.", "It is on the 16th of July 20 26."),
    ("born 3/4/15", "born the 3rd of April 20 15"),
    ("born 3/4/62", "born the 3rd of April 19 62"),
    ("3.4.2026", "the 3rd of April 20 26"),
    ("2026-11-03", "the 3rd of November 20 26"),
    ("1-3 February", "the 1st to the 3rd of February"),
    ("since 2019", "since 20 19"),
    ("in 1985", "in 19 85"),
    ("1,999 pages", "1,999 pages"),
    # Money
    ("It costs £20, or £1.", "It costs 20 pounds, or 1 pound."),
    ("£1,250.50", "1250 pounds 50"),
    ("£3.05", "3 pounds 5"),
    ("£0.50", "50 pence"),
    ("50p a week", "50 pence a week"),
    ("1p", "1 penny"),
    ("£2m", "2 million pounds"),
    ("£1.5 million", "1.5 million pounds"),
    ("£10k", "10 thousand pounds"),
    # Times
    ("At 3:30pm, in the library.", "At 3 30 p m, in the library."),
    ("At 10am.", "At 10 eigh m."),
    ("3.30 p.m.", "3 30 p m"),
    ("At 17:05.", "At 17 oh 5."),
    ("at 9.30", "at 9 30"),
    ("9.30 points", "9.30 points"),
    ("12:00", "12 o'clock"),
    ("12.00", "12 o'clock"),
    ("3pm-5pm", "3 p m to 5 p m"),
    ("3-5pm", "3 to 5 p m"),
    # Telephone numbers
    ("Ring 0800 1111.", "Ring zero eight zero zero, one one one one."),
    ("01437 764551", "zero one four three seven, seven six four five five one"),
    ("+44 1437 764551", "plus four four, one four three seven, seven six four five five one"),
    ("07700 900123", "zero seven seven zero zero, nine zero zero one two three"),
    ("Ring 999 now.", "Ring nine nine nine now."),
    ("116 123", "one one six, one two three"),
    # Shares, measures, ranges
    ("In school 84.2% of days.", "In school 84.2 per cent of days."),
    ("12.5 %", "12.5 per cent"),
    ("1/2 of it, 2/3 and ¾", "a half of it, two thirds and three quarters"),
    ("3½ hours", "3 and a half hours"),
    ("3kg", "3 kilograms"),
    ("1.5m", "1.5 metres"),
    ("20mph", "20 miles an hour"),
    ("37°C", "37 degrees"),
    ("2-3 times", "2 to 3 times"),
    ("5+ people, <5", "5 or more people, less than 5"),
    # Short forms
    ("Mrs. Jones, e.g. on Monday", "missis Jones, for example on Monday"),
    ("Mr. Jones", "mister Jones"),
    ("Dr Smith, St Davids, High St", "doctor Smith, Saint Davids, High Street"),
    ("and so on, etc.", "and so on, and so on"),
    ("2 hrs 30 mins p/w", "2 hours 30 minutes a week"),
    ("9 y/o", "9 years old"),
    ("No. 5", "number 5"),
    ("The s47 and the CP plan", "The section 47 and the child protection plan"),
    ("s.17", "section 17"),
    ("The ALN and the IDP", "The eigh L N and the I D P"),
    ("the GP and the NHS", "the G P and the N H S"),
    ("A&E", "eigh and E"),
    ("KS2", "K S 2"),
    ("IT IS NOT FAIR", "IT IS NOT FAIR"),
    # Strokes, dashes, marks
    ("he/she and mum/dad", "he or she and mum, dad"),
    ("and/or", "and or"),
    ("Come\u00a0in — please", "Come in, please"),
    ("wants—needs", "wants, needs"),
    ("“Hello”", "Hello"),
    ("[[h@loU]] <b>", "h@loU b"),
    ("soft\u00adhyphen", "softhyphen"),
    # Addresses
    ("www.example.com", "w w w dot example dot com"),
    ("https://childline.org.uk/x", "childline dot org dot uk slash x"),
    ("me@example.org", "me at example dot org"),
]
WELSH = [
    # Days
    ("o 27 Gorffennaf 2026", "o'r seithfed ar hugain o orffennaf dwy fil a dau ddeg chwech"),
    ("erbyn 1 Mehefin", "erbyn y cyntaf o fehefin"),
    ("ar 1af o Fai", "ar y cyntaf o fai"),
    ("i 11 Mai", "i'r unfed ar ddeg o fai"),
    ("dydd Llun 3 Awst", "dydd Llun y trydydd o awst"),
    ("27/07/2026", "y seithfed ar hugain o orffennaf dwy fil a dau ddeg chwech"),
    ("3/4/26", "y trydydd o ebrill dwy fil a dau ddeg chwech"),
    ("2026-11-03", "y trydydd o dachwedd dwy fil a dau ddeg chwech"),
    ("rhwng 1 a 3 Chwefror", "rhwng y cyntaf a'r trydydd o chwefror"),
    ("yn 2026", "yn nwy fil dau ddeg chwech"),
    ("yn 1985", "yn mil naw cant wyth deg pump"),
    # Money
    ("Mae'n costio £20.", "Mae'n costio dau ddeg punt."),
    ("£1, £2 a £3", "un bunt, dwy bunt a thair punt"),
    ("£1,250.50", "un mil dau gant pum deg punt pum deg ceiniog"),
    ("£3.50", "tair punt pum deg ceiniog"),
    ("£0.50", "pum deg ceiniog"),
    ("50c", "pum deg ceiniog"),
    ("£2m", "dwy filiwn o bunnoedd"),
    # Times
    ("am 9.30 y bore", "am hanner awr wedi naw y bore"),
    ("am 9.30", "am hanner awr wedi naw"),
    ("am 3pm", "am dri o'r gloch y prynhawn"),
    ("3yp", "tri o'r gloch y prynhawn"),
    ("rhwng 9am a 3pm", "rhwng naw o'r gloch y bore a thri o'r gloch y prynhawn"),
    ("12.00", "deuddeg o'r gloch"),
    ("14:45", "chwarter i dri y prynhawn"),
    # Telephone numbers
    ("Ffonia 0800 1111.", "Ffonia dim wyth dim dim, un un un un."),
    ("+44 1437 764551", "plws pedwar pedwar, un pedwar tri saith, saith chwech pedwar pump pump un"),
    ("999", "naw naw naw"),
    # Shares, measures, ranges
    ("84.2% o'r tymor", "wyth deg pedwar pwynt dau y cant o'r tymor"),
    ("tua 50%", "tua phum deg y cant"),
    ("1/2, 2/3 a ¾", "hanner, dwy ran o dair a tri chwarter"),
    ("3kg a 2kg", "tri chilogram a dau gilogram"),
    ("10 mg", "deg miligram"),
    ("20mya", "dau ddeg milltir yr awr"),
    ("2-3 gwaith", "dau i dair gwaith"),
    # Numbers, their gender and what stands before them
    ("2 awr, 3 merch, 5 wythnos, 6 mis", "dwy awr, tair merch, pum wythnos, chwe mis"),
    ("2 fachgen, 3 mis, 4 bachgen", "dau fachgen, tri mis, pedwar bachgen"),
    ("32 awr", "tri deg dwy awr"),
    ("3 o ferched a 5 o blant", "tair o ferched a phump o blant"),
    ("2 waith, 3 gwaith", "dwywaith, tair gwaith"),
    ("100 milltir", "can milltir"),
    ("12 mis, 15 oed, 20 munud", "deuddeg mis, pymtheg oed, ugain munud"),
    ("12 o blant", "un deg dau o blant"),
    ("Rwyt ti'n 9 oed.", "Rwyt ti'n naw oed."),
    ("Rwyt ti’n 10 oed.", "Rwyt ti'n ddeg oed."),
    ("o 3 i 5", "o dri i bump"),
    ("gyda 4", "gyda phedwar"),
    ("dros 2 filltir", "dros ddwy filltir"),
    ("yr 21ain, y 3edd", "yr unfed ar hugain, y trydedd"),
    ("1,000", "un mil"),
    # Short forms
    ("e.e. Adran 47", "er enghraifft Adran pedwar deg saith"),
    ("h.y. hyn, ayyb.", "hynny yw hyn, ac yn y blaen"),
    ("Mr. Jones a Dr Siân", "Mistar Jones a Doctor Siân"),
    ("Bl 8", "Blwyddyn wyth"),
    ("yr ADY a'r CDU", "yr anghenion dysgu ychwanegol a'r cynllun datblygu unigol"),
    ("y GIG a'r BBC", "y G I G a'r B B C"),
    ("CA2", "C A dau"),
    ("DYDY HI DDIM YN DEG", "dydy hi ddim yn deg"),
    # Strokes, dashes, addresses
    ("a/neu", "a neu"),
    ("mam/dad", "mam, dad"),
    ("dewch — nawr", "dewch, nawr"),
    ("Mae hi’n dod", "Mae hi'n dod"),
    ("www.esiampl.cymru", "w w w dot esiampl dot cymru"),
]


def said(text, language):
    return " ".join(token.spoken for token in spoken_tokens(text, language))


@pytest.mark.parametrize(("written", "spoken"), ENGLISH)
def test_english_is_said_as_a_person_would_say_it(written, spoken):
    assert said(written, "en") == spoken


@pytest.mark.parametrize(("written", "spoken"), WELSH)
def test_welsh_is_said_as_a_person_would_say_it(written, spoken):
    assert said(written, "cy") == spoken


@pytest.mark.parametrize("language", ["en", "cy"])
def test_each_spoken_piece_keeps_the_place_of_what_is_written(language):
    text = "Ar 27/07/2026 — £20, 9 oed … 84.2%."
    tokens = spoken_tokens(text, language)
    assert [text[token.start : token.end] for token in tokens] == ["Ar", "27/07/2026", "£20", "9", "oed", "84.2%"]


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("table", [ENGLISH, WELSH])
def test_whatever_is_written_its_pieces_are_in_order_and_hold_nothing_that_a_voice_takes_for_a_command(language, table):
    for written, _ in table:
        tokens = spoken_tokens(written, language)
        places = [place for token in tokens for place in (token.start, token.end)]
        assert places == sorted(places)
        assert not any(mark in token.spoken for token in tokens for mark in "[]<>£%/")
