"""Braille: cells, lines and pages; the right table for each language; said to be unchecked."""

import ctypes
import re

import pytest

from accessibility import braille
from accessibility.braille import BrailleMissing, cells, in_cells, pages
from accessibility.document import LANGUAGES, Language, Run
from accessibility.formats import braille1, braille2
from accessibility.outline import Entry, Saying
from accessibility.profile import ReadingProfile
from tests.unit.a_copy import COPY
from tests.unit.opened_files import read_back

LONG = Entry("paragraph", (Saying("x", (Run("Every day the dog walks to school with everybody else. " * 9, "en"),)),))
HEADING = Entry("section", (Saying("y", (Run("What will happen", "en"),)),))


def test_english_is_unified_english_braille() -> None:
    assert cells("You will see her on Friday.", "en", 1) == ",YOU WILL SEE HER ON ,FRIDAY4"
    assert cells("You will see her on Friday.", "en", 2) == ',Y W SEE H] ON ,FRI"D4'


def test_welsh_is_not_read_with_the_english_table() -> None:
    assert cells("chwaer", "cy", 1) != cells("chwaer", "en", 1)
    assert cells("tŷ dŵr", "cy", 1) == "T@Y D@WR"


@pytest.mark.parametrize("grade", [1, 2])
def test_english_can_be_read_back(grade: int) -> None:
    said = "Ring 01792 555 0100 before Friday 4 December, then tell Beth."
    assert read_back(cells(said, "en", grade), grade) == said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("grade", [1, 2])
def test_no_word_is_lost_between_two_words(language: Language, grade: int) -> None:
    said = "ŵ ŷ – “ie” ‘na’ • £20 a 50% … ni’n"
    assert len(cells(said, language, grade).split()) >= len(said.split())


def test_a_few_words_in_another_language_are_not_contracted_and_have_their_own_letters() -> None:
    mixed = in_cells([("The word is ", "en"), ("chwaer", "cy"), (" and nothing else at all.", "en")], 2)
    assert cells("chwaer", "cy", 1) in mixed
    assert mixed.startswith(cells("The word is", "en", 2) + " ")
    assert mixed.endswith(" " + cells("and nothing else at all.", "en", 2))


@pytest.mark.parametrize("format", [braille1, braille2])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_is_pages_of_25_lines_of_40_cells_with_their_numbers(format: object, language: Language) -> None:
    made = format.render(COPY, ReadingProfile(language=language, level="full")).decode("ascii")  # type: ignore[attr-defined]
    found = made.split("\f")
    assert found.pop() == ""
    assert len(found) == 2
    for number, page in enumerate(found, 1):
        lines = page.split("\r\n")
        assert lines.pop() == ""
        assert len(lines) <= braille.HEIGHT
        assert max(map(len, lines)) <= braille.WIDTH
        assert lines[0] == f"#{'ABCDEFGHI'[number - 1]}".rjust(braille.WIDTH)
        assert lines[1].strip()
    # Only signs of braille ASCII, in capitals as embossers want them.
    assert not re.search(r"[a-z`{|}~]", made)


def test_a_heading_is_never_the_last_thing_on_a_page() -> None:
    for many in range(1, 24):
        text = Entry("item", (Saying("z", (Run("Dog.", "en"),)),))
        for page in pages([*[text] * many, HEADING, LONG], grade=1).split("\f"):
            assert not page.rstrip().endswith(cells("What will happen", "en", 1))


def test_a_word_that_is_longer_than_a_line_goes_on_in_the_next() -> None:
    said = "a" * 95
    made = pages([Entry("note", (Saying("x", (Run(said, "en"),)),))], grade=1)
    assert made.count("A") == 95 + 1
    assert max(map(len, made.split("\r\n"))) <= braille.WIDTH


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_says_that_nobody_has_checked_it(language: Language) -> None:
    made = braille1.render(COPY, ReadingProfile(language=language)).decode("ascii")
    said = {"en": "No braille reader has checked it yet.", "cy": "Does neb sy'n darllen braille wedi ei wirio eto."}
    assert "".join(cells(said[language], language, 1).split()) in "".join(made.split())
    purpose = {**braille1.PURPOSE}[language]
    assert said[language] in purpose


def test_a_machine_without_liblouis_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_name: str) -> None:
        raise OSError

    braille._louis.cache_clear()
    monkeypatch.setattr(ctypes, "CDLL", missing)
    with pytest.raises(BrailleMissing, match="liblouis20"):
        cells("Hello", "en", 1)
    braille._louis.cache_clear()
