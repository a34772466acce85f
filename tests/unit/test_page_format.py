"""The body of a copy as a web page: whole, in the reader's choices, and with nothing live in it."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import product
from pathlib import Path
from typing import Any

import msgspec
import pytest

from accessibility import formats
from accessibility.document import LANGUAGES, LEVELS, Level, Passage, Run, Sentence, Words
from accessibility.dressing import Dressing, Mark, sentence_key
from accessibility.formats import page
from accessibility.layout import words_of
from accessibility.pictured import most_telling, unquoted, with_what_follows
from accessibility.pictured import shown as shown_mark
from accessibility.profile import ReadingProfile
from accessibility.symbols import in_one_colour
from tests.unit.a_copy import COPY, DRESSING, PASSAGES, WATER, everywhere, wording

ADDRESS = "/en/documents/AbC123/"
HERE = Path(__file__).parents[2]
EMPTY = {"img", "source", "br", "hr", "input"}


@dataclass
class Seen(HTMLParser):
    """A fragment taken apart: its tags in order, its text, and whether every tag was closed in its place."""

    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    text: str = ""
    open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str]]:
        """The attributes of every such tag."""
        return [attributes for name, attributes in self.tags if name == tag]


def seen(html: str) -> Seen:
    """The fragment taken apart; it must be well formed."""
    parser = Seen()
    parser.feed(html)
    parser.close()
    assert parser.open == []
    parser.text = " ".join(parser.text.split())
    return parser


def shown(level: str = "plain", language: str = "en", address: str = ADDRESS, **more: Any) -> str:
    """The copy as a page."""
    section = more.pop("section", None)
    profile = msgspec.convert({"level": level, "language": language, **more}, ReadingProfile)
    return page.render(COPY, profile, DRESSING, address, section)


def passage_of(html: str, passage_id: str) -> str:
    """The part of the page that is this passage."""
    begin = html.index(f'id="p-{passage_id}"')
    end = html.find('id="p-', begin + 5)
    return html[begin : end if end > 0 else None]


def test_every_format_is_found_by_listing_the_folder() -> None:
    assert {"page", "pdf"} <= set(formats.names())
    for name in formats.names():
        module = formats.load(name)
        assert set(module.LABEL) == {"en", "cy"}
        assert "/" in module.MEDIA_TYPE
        assert callable(module.render)
    with pytest.raises(KeyError):
        formats.load("nothing")


@pytest.mark.parametrize(("language", "level", "symbols"), [*product(LANGUAGES, LEVELS, ("off", "key"))])
def test_every_choice_gives_a_whole_fragment_with_every_passage(language: str, level: str, symbols: str) -> None:
    found = seen(shown(level, language, symbols=symbols))
    ids = [attributes["id"] for _, attributes in found.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert [one for one in ids if one.startswith("p-")] == ["p-aaa", "p-ccc", "p-bbb", "p-ddd", "p-eee"]
    assert found.tags[0][1]["lang"] == language


def test_the_same_choices_always_give_the_same_bytes() -> None:
    assert shown("easy", symbols="key") == shown("easy", symbols="key")


def test_what_people_wrote_is_never_live() -> None:
    html = shown("full") + shown("full", "cy")
    assert "&lt;now&gt;" in html
    assert "one &lt;b&gt;night&lt;/b&gt; only" in html
    assert "<b>" not in html
    assert "<now>" not in html
    assert not re.search(r"\son\w+=|\sstyle=|<script|<style|nonce|csrf", html)


def test_words_that_are_not_in_the_readers_language_say_so_to_a_screen_reader() -> None:
    welsh_page = passage_of(shown("full", "cy"), "aaa")
    assert '<div class="words-text" lang="en">' in welsh_page
    assert '<span class="quoted opens closes" lang="en">' in passage_of(shown("full", "cy"), "eee")
    assert '<div class="words-text" lang="cy" dir="auto">' in passage_of(shown("full"), "bbb")
    assert 'lang="en"' not in passage_of(shown("full"), "aaa")


def test_whose_words_these_are_is_said_in_words_and_by_shape() -> None:
    html = shown("full")
    assert 'class="passage own"' in html
    assert "Word for word" in passage_of(html, "bbb")
    assert 'class="passage worker"' in html
    assert "Your social worker&#39;s words" in passage_of(html, "aaa")
    assert "not word for word" in passage_of(html, "ccc")
    assert "You said this." in passage_of(html, "bbb")
    assert "whose" not in passage_of(shown("easy"), "aaa")


def test_someones_own_words_stand_unaltered_and_unexplained() -> None:
    assert "Dw i ddim eisiau'r ail noson. Dim care order!" in seen(shown("easy", symbols="key")).text
    assert "hard" not in passage_of(shown("full"), "bbb")


def test_someones_own_words_run_as_their_script_does_and_ours_as_the_page() -> None:
    assert 'dir="auto"' in passage_of(shown("full"), "bbb")
    assert 'dir="auto"' not in passage_of(shown("full"), "aaa")


def test_a_hard_word_is_marked_where_it_first_stands_and_explained_to_this_reader() -> None:
    html = passage_of(shown("full"), "aaa")
    assert '<span class="hard">interim care order</span>' in html
    assert "A judge decides that the council helps to look after a child for now." in html
    assert "What does this mean?" in html
    welsh = passage_of(shown("full", "cy"), "aaa")
    assert '<dt lang="en">interim care order</dt>' in welsh
    assert "Barnwr sy&#39;n penderfynu" in welsh


def test_where_there_is_no_easier_version_a_reader_can_ask_for_one() -> None:
    html = passage_of(shown("easy"), "ddd")
    assert "There is no easier version yet." in html
    assert f'href="{ADDRESS}ask/ddd"' in html
    assert "/ask/" not in passage_of(shown("easy"), "aaa")
    assert "/ask/" not in passage_of(shown("full"), "ddd")


def test_where_there_is_no_welsh_version_a_reader_can_ask_for_one() -> None:
    html = passage_of(shown("full", "cy"), "aaa")
    assert "Yn Saesneg mae&#39;r geiriau hyn." in html
    assert "Gofyn am fersiwn Gymraeg" in html


def test_nobody_is_offered_another_version_of_someones_own_words() -> None:
    html = passage_of(shown("easy"), "bbb")
    assert "These words are in Welsh." in html
    assert "/ask/" not in html


def test_what_is_new_or_changed_is_said() -> None:
    assert "New since your last copy" in passage_of(shown(), "aaa")
    assert "Changed since your last copy" in passage_of(shown(), "eee")
    assert "flag" not in passage_of(shown(), "bbb")
    assert "My old school" in shown()


def test_easy_read_has_a_row_a_sentence_with_its_pictures_before_the_words() -> None:
    html = passage_of(shown("easy", symbols="key"), "aaa")
    rows = re.findall(r'<div class="row">.*?</div>', html, re.DOTALL)
    assert len(rows) == 3
    assert rows[0].count("<img") == 2
    assert rows[0].rindex("<img") < rows[0].index("You love")
    assert re.findall(r'<img[^>]*src="[^"]*/symbols/([\w-]+)\.svg"', rows[1])[0] == "not"
    assert rows[2].count("<img") == 0


def test_elsewhere_a_picture_stands_above_its_own_word() -> None:
    html = passage_of(shown("plain", symbols="key"), "aaa")
    pair = r'<span class="pair">(<picture>(?:<source[^>]*>)?<img[^>]*></picture>){2}</span>'
    assert re.search(rf'<span class="word"[^>]*>{pair}<span>see</span></span>', html)
    assert "<img" not in passage_of(shown("plain"), "aaa")


def test_every_word_has_its_picture_above_it_in_easy_read_too() -> None:
    marks = (Mark(0, 3, "you"), Mark(4, 8, "love"), Mark(9, 14, "water"))
    dressing = Dressing(DRESSING.marks, {sentence_key(WATER, "en"): marks})
    html = page.render(COPY, ReadingProfile(level="easy", symbols="every"), dressing)
    row = re.search(r'<div class="row">(?:(?!</div>).)*love.*?</div>', html, re.DOTALL)
    assert row is not None
    assert row[0].count('<span class="word"') == row[0].count("<img") == 3
    assert 'class="pictures"' not in html


@pytest.mark.parametrize("level", ["easy", "plain"])
def test_a_pictured_word_says_which_concepts_its_picture_stands_for(level: Level) -> None:
    html = passage_of(shown(level, symbols="key"), "aaa")
    assert re.search(r'<span[^>]* adapt-symbol="15733\+16747">(<span class="pair">.*?</span><span>)?see</span>', html)


def test_what_was_and_what_will_be_is_marked_before_not_and_the_picture() -> None:
    will = shown_mark(Mark(4, 16, "see", negated=True, time="in_future"))
    assert will is not None
    assert [one.file for one in will.before] == ["symbols/in-the-future.svg", "symbols/not.svg"]
    assert will.concepts == "8999+15733+16747"


def test_a_workers_own_words_in_a_sentence_of_ours_have_no_picture() -> None:
    [sentence] = PASSAGES["quoted"].wording("cy", "plain").sentences
    text = sentence.text
    over = Mark(text.index("night"), text.index("night") + 5, "night")
    assert unquoted(sentence, "cy", [Mark(0, 4, "house"), over]) == (Mark(0, 4, "house"),)


def test_a_full_stop_and_a_clitic_stand_with_the_word_before_them() -> None:
    marks = with_what_follows("Rwyt ti'n hapus. Ie", [Mark(5, 7, "you"), Mark(10, 15, "happy"), Mark(17, 19, "yes")])
    assert [(mark.start, mark.end) for mark in marks] == [(5, 9), (10, 16), (17, 19)]


def test_half_a_meaning_is_no_concept() -> None:
    found = shown_mark(Mark(0, 4, "sure", negated=True))
    assert found is not None
    assert found.picture.bci == found.concepts == ""


def test_pictures_are_silent_and_have_a_size() -> None:
    images = seen(shown("easy", symbols="key")).all("img")
    assert images
    assert all(one["alt"] == "" and one["width"] and one["height"] for one in images)


def test_each_of_our_pictures_has_its_black_drawing_for_a_screen_of_few_colours() -> None:
    html = shown("easy", symbols="key")
    drawn = re.findall(r'<picture><source srcset="([^"]+)" media="([^"]+)"><img[^>]*src="([^"]+)"', html)
    assert len(drawn) == html.count("<img") > 0
    for black, media, coloured in drawn:
        assert black == coloured.replace("/symbols/", "/symbols/black/")
        assert media == "(forced-colors: active), (monochrome)"
        assert (HERE / "portal" / black.removeprefix("/")).is_file()


def test_a_picture_of_the_councils_has_no_black_drawing() -> None:
    assert in_one_colour("symbols/plan.svg") == "symbols/black/plan.svg"
    assert in_one_colour("symbol-set/plan.png") == ""


def test_a_picture_that_is_no_longer_drawn_is_left_out() -> None:
    words = words_of((Run("You love it.", "en"),), (Mark(4, 8, "no such sense"),), ())
    assert [one.shown for one in words] == [None, None, None]


def test_a_denial_is_never_among_the_pictures_left_out() -> None:
    marks = [Mark(n, n + 1, f"s{n}", negated=n == 5) for n in range(6)]
    kept = most_telling(marks)
    assert len(kept) == 3
    assert kept[-1].negated


def test_sentences_carry_the_numbers_that_their_sound_has() -> None:
    html = shown("easy")
    assert [f'id="aaa-{n}"' in html for n in range(4)] == [True, True, True, False]
    assert 'id="ddd-0"' in html
    assert 'id="ddd-1"' in html
    assert f'src="{ADDRESS}sound/aaa/en-easy.mp3"' in html


def test_every_action_says_what_it_is_about() -> None:
    html = passage_of(shown(), "aaa")
    assert f'href="{ADDRESS}say/aaa"' in html
    assert 'Say something<span class="hidden">: My days</span>' in html
    assert 'aria-label="Listen: My days"' in html
    assert "autoplay" not in html
    assert 'preload="none"' in html


def test_a_look_without_an_address_has_nothing_to_press() -> None:
    html = shown("easy", "cy", address="")
    assert "/say/" not in html
    assert "/ask/" not in html
    assert "<audio" not in html


def test_the_third_layer_opens_on_request() -> None:
    html = shown()
    more = html.index('<details class="more">')
    assert html.index('id="p-aaa"') < more < html.index('id="p-ccc"') < html.index('id="p-bbb"')


def test_one_part_at_a_time_says_where_it_is_and_goes_on() -> None:
    html = shown(pace="section", section=2)
    assert "This is part 2 of 3." in html
    assert 'id="p-bbb"' in html
    assert 'id="p-aaa"' not in html
    assert f'href="{ADDRESS}section/1/"' in html
    assert f'href="{ADDRESS}section/3/"' in html
    assert "Next: What will happen" in html
    assert "My old school" not in html
    assert "My old school" in shown(pace="section", section=3)
    assert 'id="p-aaa"' in shown(pace="section")
    for outside in (-1, 4):
        with pytest.raises(IndexError):
            page.render(COPY, ReadingProfile(pace="section"), section=outside)


def test_the_numbers_of_sections_are_never_shown() -> None:
    assert "part-6" not in shown()
    assert "section/6" not in shown(pace="section")


def test_dates_and_telephone_numbers_are_kept_on_one_line_and_break_after_the_weekday_where_they_must() -> None:
    assert '<span class="keep">Friday <span class="keep">4 December 2026.</span></span>' in shown("plain")
    assert '<span class="keep">01792 555 0100</span>' in shown("full")


def test_a_list_is_a_list() -> None:
    assert passage_of(shown(), "ddd").count("<li>") == 2


def test_a_link_leads_out_without_telling_where_from() -> None:
    linked = wording("worker", "en", "full", "x")
    run = Run("Meic", "en", href="https://www.meiccymru.org/")
    linked = msgspec.structs.replace(
        linked, blocks=(msgspec.structs.replace(linked.blocks[0], sentences=(Sentence((run,)),)),)
    )
    section = msgspec.structs.replace(COPY.sections[0], passages=(Passage("fff", everywhere(linked)),))
    html = page.render(msgspec.structs.replace(COPY, sections=(section,)), ReadingProfile())
    assert '<a href="https://www.meiccymru.org/" rel="noreferrer nofollow">Meic</a>' in html


def test_a_passage_without_a_heading_is_named_by_its_section() -> None:
    assert PASSAGES["own"].heading is None
    assert 'aria-label="Listen: What I said"' in passage_of(shown(), "bbb")


def test_an_adult_is_told_as_an_adult() -> None:
    adult = msgspec.structs.replace(COPY, audience="adult", title=Words("Review", "Adolygiad"))
    assert "Dyma&#39;ch copi rhif 3." in page.render(adult, ReadingProfile(language="cy"))
    assert "Dyma dy gopi rhif 3." in shown(language="cy")
