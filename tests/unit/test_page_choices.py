"""A copy's page in the choices that change its words: both languages, a sentence at a time, pictures by themselves."""

import re

import msgspec
import pytest

from accessibility.document import Document, Language, Passage, Words
from accessibility.formats import page
from accessibility.layout import Layout
from accessibility.profile import ReadingProfile
from accessibility.steps import steps
from tests.unit.a_copy import COPY, DRESSING, everywhere, ours, wording

ADDRESS = "/en/documents/x/"
SIDE = re.compile(r'<div class="side" lang="(\w\w)">')


def with_passages(*passages: Passage) -> Document:
    """The small copy with other passages in its first part."""
    section = msgspec.structs.replace(COPY.sections[0], passages=passages)
    return msgspec.structs.replace(COPY, sections=(section, *COPY.sections[1:]))


BOTH = with_passages(Passage("two", ours("You have a plan.", "Mae gen ti gynllun."), heading=Words("Plan", "Cynllun")))
OWN = everywhere(wording("own", "en", "full", "I am nine.", "I like boats.", "That is all."))
MANY = with_passages(
    Passage("own", OWN, attribution=ours("You said this.", "Dywedaist ti hyn.")),
    Passage("our", ours("You have a plan.", "Mae gen ti gynllun.")),
)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_both_languages_stand_side_by_side_welsh_first_each_with_its_own(language: Language) -> None:
    html = page.render(BOTH, ReadingProfile(language=language, both="on"), None, ADDRESS)
    assert SIDE.findall(html) == ["cy", "en"]
    assert html.index("Mae gen ti gynllun.") < html.index("You have a plan.")
    assert html.index(">Cynllun<") < html.index(">Plan<")


def test_with_one_language_there_is_nothing_of_the_other() -> None:
    html = page.render(BOTH, ReadingProfile(), None, ADDRESS)
    assert "Mae gen ti gynllun." not in html
    assert "tongue" not in html


def test_each_of_both_has_its_own_sound_and_no_two_sentences_one_name() -> None:
    html = page.render(BOTH, ReadingProfile(both="on"), None, ADDRESS)
    assert f'src="{ADDRESS}sound/two/en-plain.mp3" data-passage="two"' in html
    assert f'src="{ADDRESS}sound/two/cy-plain.mp3" data-passage="two-cy"' in html
    names = re.findall(r' id="([^"]+)"', html)
    assert len(names) == len(set(names))
    assert {"two-0", "two-cy-0"} <= set(names)


def test_somebodys_own_words_stand_there_once_as_they_were_said() -> None:
    html = page.render(MANY, ReadingProfile(both="on"), None, ADDRESS)
    assert html.count("I like boats.") == 1


def test_sentences_come_one_at_a_time_in_order_and_lead_to_each_other() -> None:
    profile = ReadingProfile(pace="sentence")
    said = []
    for number in range(1, 5):
        html = page.render(MANY, profile, None, ADDRESS, 1, number)
        said += [one for one in ("I am nine.", "I like boats.", "That is all.", "You have a plan.") if one in html]
        assert (f'rel="next" href="{ADDRESS}section/1/sentence/{number + 1}/"' in html) == (number < 4)
        assert (f'rel="prev" href="{ADDRESS}section/1/sentence/{number - 1}/"' in html) == (number > 1)
        assert f"Sentence {number} of 4." in html
    assert said == ["I am nine.", "I like boats.", "That is all.", "You have a plan."]


def test_the_last_sentence_of_a_part_leads_on_to_the_next_part_and_its_first_back_to_the_last() -> None:
    profile = ReadingProfile(pace="sentence")
    assert f'rel="next" href="{ADDRESS}section/2/"' in page.render(MANY, profile, None, ADDRESS, 1, 4)
    assert f'rel="prev" href="{ADDRESS}section/1/sentence/4/"' in page.render(MANY, profile, None, ADDRESS, 2, 1)


def test_who_said_it_is_told_with_the_last_sentence_and_whose_words_they_are_with_each() -> None:
    profile = ReadingProfile(pace="sentence")
    pages = [page.render(MANY, profile, None, ADDRESS, 1, number) for number in (1, 2, 3)]
    assert ["You said this." in one for one in pages] == [False, False, True]
    assert all("Word for word" in one for one in pages)


@pytest.mark.parametrize("outside", [0, 5, -1])
def test_a_sentence_that_there_is_not_is_no_page(outside: int) -> None:
    with pytest.raises(IndexError):
        page.render(MANY, ReadingProfile(pace="sentence"), None, ADDRESS, 1, outside)


def test_no_sentence_is_lost_when_they_come_one_at_a_time() -> None:
    whole = page.render(COPY, ReadingProfile(), DRESSING, ADDRESS)
    profile = ReadingProfile(pace="sentence")
    layout = Layout(COPY, profile, DRESSING)
    ids: set[str] = set()
    for position, section in enumerate(COPY.sections, 1):
        for number, _ in enumerate(steps(layout.section(section, position)), 1):
            one = page.render(COPY, profile, DRESSING, ADDRESS, position, number)
            ids |= set(re.findall(r'class="s" id="([^"]+)"', one))
    assert ids == set(re.findall(r'class="s" id="([^"]+)"', whole))


def test_with_pictures_alone_the_words_are_there_to_hear_and_dates_to_see() -> None:
    profile = ReadingProfile(symbols="key", symbol_words="none")
    html = page.render(COPY, profile, DRESSING, ADDRESS)
    assert re.search(
        r'<span class="hidden">You will not see Del on <span class="keep">Friday <span class="keep">4 December', html
    )
    assert re.search(r'<span class="keep" aria-hidden="true">Friday 4 December 2026', html)
    assert 'class="picture before"' in html


def test_words_without_a_picture_stay_words() -> None:
    profile = ReadingProfile(symbols="key", symbol_words="none", level="easy")
    html = page.render(COPY, profile, DRESSING, ADDRESS)
    assert re.search(r'<span class="s" id="aaa-2">It is cold\.</span>', html)
    assert "Dim care order!</span>" in html


def test_words_above_their_pictures_are_said_once_for_the_whole_copy() -> None:
    assert '<div class="copy words-above"' in page.render(COPY, ReadingProfile(symbol_words="above"), DRESSING)
    assert "words-above" not in page.render(COPY, ReadingProfile(), DRESSING)


def test_who_listens_has_the_first_player_open_and_no_other() -> None:
    html = page.render(COPY, ReadingProfile(sound="on"), DRESSING, ADDRESS)
    assert html.count('<details class="listen" open>') == 1
    assert '<details class="listen" open>' not in page.render(COPY, ReadingProfile(), DRESSING, ADDRESS)
