"""A copy on paper in the letters, the spacing and the languages that its reader chose."""

import re
from pathlib import Path

import msgspec
import pytest

from accessibility.document import Passage, Section, Words
from accessibility.formats import pdf
from accessibility.labels import Labels
from accessibility.profile import ReadingProfile
from tests.unit.a_copy import COPY, DRESSING, everywhere, wording
from tests.unit.test_pdf_format import WELSH_LETTERS, faults, inside, words


def fonts_in(made: bytes) -> set[str]:
    """The fonts that a PDF has in it: one at least, or they were looked for in the wrong way."""
    found = set(re.findall(r"/FontName /\w+\+([\w-]+)", inside(made)))
    assert found
    return found


@pytest.mark.parametrize(("font", "name"), [("dyslexic", "OpenDyslexic"), ("plain", "Liberation")])
def test_the_letters_are_those_that_were_chosen_and_every_welsh_one_is_there(
    tmp_path: Path, font: str, name: str
) -> None:
    profile = ReadingProfile(font=font)  # type: ignore[arg-type]
    text = f'<html lang="cy"><title>x</title><body><p>{WELSH_LETTERS}</p></body></html>'
    made = pdf.paper(text, 14, Labels("cy", "child"), pdf.look(profile))
    assert faults(made) == []
    assert words(made, tmp_path).count(WELSH_LETTERS) == 1
    assert all(name in one for one in fonts_in(made))
    whole = pdf.render(COPY, profile, DRESSING)
    assert fonts_in(whole)
    assert all(name in one for one in fonts_in(whole))


def test_the_usual_look_is_as_it_always_was() -> None:
    assert pdf.look(ReadingProfile()) == ""
    assert all("Atkinson" in one for one in fonts_in(pdf.render(COPY, ReadingProfile(), DRESSING)))


def test_more_space_takes_more_paper() -> None:
    def pages(profile: ReadingProfile) -> int:
        return len(re.findall(r"/Type ?/Page\b", inside(pdf.render(COPY, profile, DRESSING))))

    wide = ReadingProfile(size=32, lines="wider", letters="wider", words="wider")
    assert pages(wide) > pages(ReadingProfile(size=32))


def test_both_languages_are_on_paper_welsh_first_each_tagged_with_its_own(tmp_path: Path) -> None:
    made = pdf.render(COPY, ReadingProfile(both="on", level="full"), DRESSING)
    assert faults(made) == []
    text = words(made, tmp_path)
    assert text.index("Beth ddywedais i") < text.index("What I said")
    assert "(cy)" in inside(made)
    assert "Beth ddywedais i" not in words(pdf.render(COPY, ReadingProfile(level="full"), DRESSING), tmp_path)


def test_pictures_are_never_on_paper_without_their_words(tmp_path: Path) -> None:
    profile = ReadingProfile(symbols="key", symbol_words="none", level="easy")
    assert "You will not see Del." in words(pdf.render(COPY, profile, DRESSING), tmp_path)


def test_a_word_can_stand_above_its_picture_on_paper() -> None:
    above = ReadingProfile(symbols="key", symbol_words="above")
    assert faults(pdf.render(COPY, above, DRESSING)) == []
    assert pdf.render(COPY, above, DRESSING) != pdf.render(COPY, ReadingProfile(symbols="key"), DRESSING)


def forms(made: bytes) -> list[str]:
    """What the file draws that can be shown in many places."""
    return re.findall(r"/Subtype /Form", inside(made))


def test_a_picture_is_drawn_once_however_often_it_stands_there() -> None:
    def shown(times: int) -> bytes:
        css = '.x { width: 2em; height: 2em; background: url("asset:symbols/not.svg") no-repeat; }'
        text = f'<html lang="en"><title>x</title><body>{times * "<p>x</p><div class=x></div>"}</body></html>'
        return pdf.paper(text, 14, Labels("en", "adult"), css)

    assert len(forms(shown(1))) == len(forms(shown(9))) == 1
    assert inside(shown(9)).count(" Do") == 9


def test_a_picture_that_is_known_from_another_file_is_drawn_as_it_was_the_first_time() -> None:
    profile = ReadingProfile(symbols="key")
    pdf._known_drawings.clear()
    assert pdf.render(COPY, profile, DRESSING) == pdf.render(COPY, profile, DRESSING)
    assert pdf._known_drawings


def test_a_sentence_longer_than_a_page_goes_on_beside_its_picture(tmp_path: Path) -> None:
    text = "You will see Osh. " + " ".join(f"word{number}" for number in range(400))
    passage = Passage("lll", everywhere(wording("family", "en", "easy", text)))
    long = msgspec.structs.replace(COPY, sections=(Section(2, Words("One", "Un"), (passage,)),), removed=())
    made = pdf.render(long, ReadingProfile(symbols="key", level="easy", size=48), DRESSING)
    assert faults(made) == []
    found = words(made, tmp_path)
    assert [number for number in range(400) if f"word{number}" not in found.split()] == []
