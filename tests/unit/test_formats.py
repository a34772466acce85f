"""One contract for all formats: what each says of itself, and that the whole copy is in it, in the reader's choices."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from accessibility import formats
from accessibility.document import LANGUAGES, LEVELS, Document, Language, Level
from accessibility.outline import outline
from accessibility.profile import ReadingProfile
from tests.unit.a_copy import COPY, DRESSING, IN_BOTH
from tests.unit.opened_files import Opened, QuietNarrator, words_in

FILES = [one.name for one in formats.to_take_away()]
OTHER_COPY = COPY.without(frozenset({"aaa"}))


# A board has the words of its pictures alone: tests/unit/test_board.py.
WHOLE = [name for name in FILES if name != "board"]


def opened(name: str, folder: Path, profile: ReadingProfile, copy: Document = COPY) -> Opened:
    """The copy in a format, as the background makes it, and opened again."""
    render: Callable[..., bytes] = formats.load(name).render
    narrator = QuietNarrator(folder)
    spoken = {"narrator": narrator} if formats.about(name).spoken else {}
    return words_in(name, render(copy, profile, DRESSING, **spoken), narrator.told)


def test_every_format_is_found_by_listing_the_folder() -> None:
    assert {"page", "pdf", "html", "text", "braille1", "braille2", "audio", "book", "board"} <= set(formats.names())
    with pytest.raises(KeyError):
        formats.about("no-such")


@pytest.mark.parametrize("name", formats.names())
def test_what_a_format_says_of_itself_is_what_it_has(name: str) -> None:
    module, about = formats.load(name), formats.about(name)
    assert about.media_type == module.MEDIA_TYPE
    assert {language: about.label.to(language) for language in LANGUAGES} == module.LABEL
    assert all(module.LABEL.values())
    if about.purpose is not None:
        assert {language: about.purpose.to(language) for language in LANGUAGES} == module.PURPOSE
        assert all(text.endswith(".") for text in module.PURPOSE.values())
    assert (about.suffix, about.spoken) == (getattr(module, "SUFFIX", ""), getattr(module, "SPOKEN", False))
    # The name is a column of the database (models/made_file.py).
    assert len(name) <= 8


def test_formats_are_listed_without_loading_any() -> None:
    code = (
        "import sys; from accessibility import formats; formats.to_take_away();"
        "print([one for one in sys.modules if one.startswith('accessibility.formats.') or 'weasyprint' in one])"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", WHOLE)
def test_everything_in_the_copy_is_in_the_file(name: str, language: Language, level: Level, tmp_path: Path) -> None:
    profile = ReadingProfile(language=language, level=level)
    found = opened(name, tmp_path, profile)
    for entry in outline(COPY, profile):
        for saying in entry.sayings:
            for text, spoken_in in saying.spans:
                assert found.has(text, spoken_in), (entry.kind, text)


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_in_the_file_that_is_not_in_the_copy(name: str, tmp_path: Path) -> None:
    found = opened(name, tmp_path, ReadingProfile(level="full"), OTHER_COPY)
    assert name == "board" or found.has("What I said", "en")
    for gone in ("My days", "interim care order", "Osian"):
        assert not found.has(gone, "en")


@pytest.mark.parametrize("name", FILES)
def test_the_same_copy_makes_the_same_words(name: str, tmp_path: Path) -> None:
    one, two = (opened(name, tmp_path, ReadingProfile()) for _ in range(2))
    assert one.text == two.text


@pytest.mark.parametrize("name", FILES)
def test_nothing_in_the_file_points_out_of_it(name: str, tmp_path: Path) -> None:
    assert opened(name, tmp_path, ReadingProfile(symbols="key", level="easy")).points_out == []


@pytest.mark.parametrize("name", [one.name for one in formats.to_take_away() if one.spoken])
def test_everything_that_is_spoken_in_a_file_was_told_before_to_whoever_speaks_it(name: str, tmp_path: Path) -> None:
    narrator, profile = QuietNarrator(tmp_path), ReadingProfile(level="easy")
    format = formats.load(name)
    narrator.speak(narrator.unread(format.said(COPY, profile, DRESSING)))
    before = set(narrator.told)
    assert len(before) > 5
    narrator.told.clear()
    format.render(COPY, profile, DRESSING, narrator=narrator)
    assert set(narrator.told) == before


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", WHOLE)
def test_who_reads_both_languages_has_both_in_the_file(name: str, language: Language, tmp_path: Path) -> None:
    found = opened(name, tmp_path, ReadingProfile(language=language, both="on"), IN_BOTH)
    for text, spoken_in in (
        ("About me", "en"),
        ("Amdana i", "cy"),
        ("She comes on Monday.", "en"),
        ("Mae hi'n dod ddydd Llun.", "cy"),
    ):
        assert found.has(text, spoken_in), text
