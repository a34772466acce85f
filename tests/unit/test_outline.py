"""The outline of a copy: everything in it once, in the order of the files, with the ids that they give."""

import re

import msgspec
import pytest

from accessibility.document import LANGUAGES, LEVELS, Language, Level, Passage, Section, Words
from accessibility.formats import html
from accessibility.in_line import in_line
from accessibility.outline import outline
from accessibility.profile import ReadingProfile, Switch
from tests.unit.a_copy import COPY, DRESSING, IN_BOTH, ours


@pytest.mark.parametrize("both", ["on", "off"])
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_its_ids_are_those_of_the_file_in_the_same_order(language: Language, level: Level, both: Switch) -> None:
    profile = ReadingProfile(language=language, level=level, both=both)
    page = html.render(COPY, profile, DRESSING).decode("utf-8")
    there = re.findall(r'\bid="([^"]+)"', page)
    ids = [saying.id for entry in outline(COPY, profile) for saying in entry.sayings]
    assert len(ids) == len(set(ids))
    assert [one for one in there if one in set(ids)] == ids


def test_in_both_languages_welsh_comes_first_and_nothing_is_said_twice() -> None:
    said = [entry.text for entry in outline(IN_BOTH, ReadingProfile(language="en", both="on"))]
    assert said[2:] == [
        *("Amdana i", "About me", "Fy nyddiau", "My days"),
        *("Mae hi'n dod ddydd Llun.", "She comes on Monday.", said[-2], said[-1]),
    ]
    assert "Fy nyddiau" not in [entry.text for entry in outline(IN_BOTH, ReadingProfile(language="en"))]
    own = [entry.text for entry in outline(COPY, ReadingProfile(language="en", both="on"))]
    assert own.count("Dw i ddim eisiau'r ail noson. Dim care order!") == 1


def test_what_waits_on_a_page_comes_after_everything_but_the_rights() -> None:
    rights = Section(11, Words("My rights", "Fy hawliau"), (Passage("ggg", ours("You can ask.", "Cei ofyn.")),))
    copy = msgspec.structs.replace(COPY, sections=(*COPY.sections, rights))
    for language, rest, last in (("en", "More about me", "My rights"), ("cy", "Mwy amdana i", "Fy hawliau")):
        entries = outline(copy, ReadingProfile(language="cy" if language == "cy" else "en"))
        assert [entry.text for entry in entries if entry.kind == "section"][-2:] == [rest, last]
        said = [entry.text for entry in entries]
        assert said.index(rest) < said.index("He is happy.") < said.index(last)
    assert in_line(IN_BOTH) == IN_BOTH
    assert in_line(in_line(copy)) == in_line(copy)
