"""A copy as plain text: lines that fit anywhere, and a structure told by blank lines alone."""

import msgspec
import pytest

from accessibility.document import LANGUAGES, LEVELS, Block, Language, Level, Run, Section, Sentence, Words
from accessibility.formats import text
from accessibility.profile import ReadingProfile
from tests.unit.a_copy import COPY, PASSAGES, everywhere, wording


def lines(level: Level = "full", language: Language = "en") -> list[str]:
    return text.render(COPY, ReadingProfile(level=level, language=language)).decode("utf-8").split("\n")


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_is_longer_than_72_characters(level: Level, language: Language) -> None:
    found = lines(level, language)
    assert max(map(len, found)) <= 72
    assert max(map(len, found)) > 60
    assert not any(line != line.rstrip() for line in found)


def test_the_title_comes_first_and_two_blank_lines_stand_before_each_section() -> None:
    found = lines()
    assert found[0] == "My review"
    for section in COPY.sections:
        at = found.index(section.heading.en)
        assert found[at - 2 : at] == ["", ""]
        assert found[at + 1] == ""
    assert found[-1] == "" != found[-2]


def test_what_tells_whose_words_these_are_stands_right_above_them() -> None:
    found = lines()
    at = found.index("Your social worker's words")
    assert found[at + 1].startswith("Osian has an interim care order.")
    assert found[found.index("Word for word") + 1].startswith("Dw i ddim eisiau")


def test_a_list_has_a_dash_for_each_item_and_easy_read_a_line_for_each_sentence() -> None:
    assert [line for line in lines() if line.startswith("- ")][:2] == ["- One thing.", "- Another."]
    found = lines("easy")
    at = found.index("You love water.")
    assert found[at : at + 3] == ["You love water.", "You will not see Del.", "It is cold."]


def test_a_date_is_not_cut_in_two() -> None:
    long = "You will see Del at the house of his mother in Abertawe, as before, on Friday 4 December 2026."
    passage = msgspec.structs.replace(PASSAGES["list"], wordings=everywhere(wording("family", "en", "full", long)))
    copy = msgspec.structs.replace(COPY, sections=(Section(2, Words("A", "B"), (passage,)),))
    found = text.render(copy, ReadingProfile(level="full")).decode("utf-8").split("\n")
    assert any("Friday 4 December 2026" in line for line in found)


def test_the_lines_that_somebody_made_in_their_own_words_stay() -> None:
    said = wording("own", "en", "full", "x")
    said = msgspec.structs.replace(said, blocks=(Block((Sentence((Run("No.\n  Never  again!", "en"),)),)),))
    passage = msgspec.structs.replace(PASSAGES["own"], wordings=everywhere(said))
    copy = msgspec.structs.replace(COPY, sections=(Section(6, Words("A", "B"), (passage,)),))
    assert "No.\nNever  again!\n" in text.render(copy, ReadingProfile()).decode("utf-8")


def test_letters_of_every_kind_are_utf_8_and_nothing_stands_before_them() -> None:
    made = text.render(COPY, ReadingProfile(language="cy"))
    assert made.startswith(b"Fy adolygiad\n")
    assert "sydd â'r copi" in made.decode("utf-8")
