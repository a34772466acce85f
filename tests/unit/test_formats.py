"""One contract for all formats: what each says of itself, and that the whole copy is in it, in the reader's choices."""

import subprocess
import sys
from collections.abc import Callable

import pytest

from accessibility import formats
from accessibility.document import LANGUAGES, LEVELS, Document, Language, Level
from accessibility.outline import outline
from accessibility.profile import ReadingProfile
from tests.unit.a_copy import COPY, DRESSING
from tests.unit.opened_files import words_in

FILES = [one.name for one in formats.to_take_away()]
OTHER_COPY = COPY.without(frozenset({"aaa"}))


def made(name: str, profile: ReadingProfile, copy: Document = COPY) -> bytes:
    """The copy in a format, as the background makes it."""
    found: Callable[..., bytes] = formats.load(name).render
    return found(copy, profile, DRESSING)


def test_every_format_is_found_by_listing_the_folder() -> None:
    assert {"page", "pdf", "html", "text", "braille1", "braille2"} <= set(formats.names())
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
@pytest.mark.parametrize("name", FILES)
def test_everything_in_the_copy_is_in_the_file(name: str, language: Language, level: Level) -> None:
    profile = ReadingProfile(language=language, level=level)
    found = words_in(name, made(name, profile))
    for entry in outline(COPY, profile):
        for saying in entry.sayings:
            for text, spoken_in in saying.spans:
                assert found.has(text, spoken_in), (entry.kind, text)


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_in_the_file_that_is_not_in_the_copy(name: str) -> None:
    found = words_in(name, made(name, ReadingProfile(level="full"), OTHER_COPY))
    assert found.has("What I said", "en")
    for gone in ("My days", "interim care order", "Osian"):
        assert not found.has(gone, "en")


@pytest.mark.parametrize("name", FILES)
def test_the_same_copy_makes_the_same_words(name: str) -> None:
    one, two = (words_in(name, made(name, ReadingProfile())) for _ in range(2))
    assert one.text == two.text


@pytest.mark.parametrize("name", FILES)
def test_nothing_in_the_file_points_out_of_it(name: str) -> None:
    found = words_in(name, made(name, ReadingProfile(symbols="key", level="easy")))
    assert found.points_out == []
