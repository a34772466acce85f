"""A copy as one web page to keep: it is whole in itself, and looks as the reader chose."""

import base64
import re

import pytest

from accessibility.formats import html
from accessibility.in_line import in_line
from accessibility.profile import CHOICES, Font, ReadingProfile
from tests.unit.a_copy import COPY, DRESSING
from tests.unit.test_page_format import seen

EASY = ReadingProfile(level="easy", symbols="key", theme="dark", size=32)


def made(profile: ReadingProfile = EASY) -> str:
    return html.render(COPY, profile, DRESSING).decode("utf-8")


def body_of(page: str) -> str:
    """What is in the page, without the head of it and the declaration."""
    return page[page.index("<body>") + len("<body>") : page.index("</body>")]


def test_a_browser_that_obeys_it_fetches_nothing_and_runs_nothing() -> None:
    page = made()
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    assert policy.group(1).startswith("default-src 'none'; ")
    assert "http" not in policy.group(1)
    assert "<script" not in page
    assert not re.search(r"https?://(?!www\.w3\.org)", page)
    assert page.index("Content-Security-Policy") < page.index("<style>")


@pytest.mark.parametrize(("font", "faces"), [("hyperlegible", 2), ("dyslexic", 2), ("plain", 0)])
def test_the_readers_letters_are_in_it_whole_and_no_others(font: Font, faces: int) -> None:
    page = made(ReadingProfile(font=font))
    fonts = re.findall(r'url\("data:font/woff2;base64,([^"]+)"\)', page)
    assert len(fonts) == faces
    assert page.count("@font-face") == faces
    assert ("OpenDyslexic" in page[: page.index("--letters")]) == (font == "dyslexic")
    assert all(base64.b64decode(one).startswith(b"wOF2") for one in fonts)
    assert "url(../" not in made()


def test_each_picture_is_drawn_once_and_said_to_nobody() -> None:
    page = seen(body_of(made()))
    drawn = [one["id"] for one in page.all("symbol")]
    used = [one["href"].removeprefix("#") for one in page.all("use")]
    assert len(drawn) == len(set(drawn))
    assert set(used) <= set(drawn)
    assert len(used) >= 3
    assert all(one.get("aria-hidden") == "true" for one in page.all("svg"))
    assert "OpenMoji, CC BY-SA 4.0" in page.text


def test_without_pictures_there_is_neither_drawing_nor_attribution() -> None:
    page = made(ReadingProfile())
    assert "<symbol" not in page
    assert "OpenMoji" not in page


def test_every_id_is_there_once_and_every_link_leads_to_one() -> None:
    page = seen(body_of(made()))
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = [one["href"] for one in page.all("a")]
    assert len(links) == len(in_line(COPY).sections)
    assert {one.removeprefix("#") for one in links} <= set(ids)


@pytest.mark.parametrize("theme", CHOICES["theme"])
def test_it_has_the_readers_colours_and_size(theme: str) -> None:
    page = made(ReadingProfile(theme=theme, size=40))
    assert f'data-theme="{theme}" data-size="40"' in page
    assert f'[data-theme="{theme}"]' in page
    assert '[data-size="40"]' in page


def test_it_has_the_readers_letters_and_spaces() -> None:
    page = made(ReadingProfile(font="dyslexic", lines="wider", letters="wide", words="wide", width="narrow"))
    head = page[: page.index("<head>")]
    for look in ('font="dyslexic"', 'lines="wider"', 'letters="wide"', 'words="wide"', 'width="narrow"'):
        assert f"data-{look}" in head
        name, value = look.split("=")
        assert f"[data-{name}={value}]" in page


def test_a_part_in_another_language_says_so_and_words_are_only_words() -> None:
    page = made(ReadingProfile(language="en", level="full"))
    assert '<html lang="en"' in page
    assert 'lang="cy"' in page
    assert "&lt;now&gt;" in page
    assert "<b>" not in page


def test_at_the_easy_level_a_workers_words_wait_to_be_opened_and_elsewhere_they_do_not() -> None:
    assert made().count("<details") == 2
    assert "<details" not in made(ReadingProfile(level="full"))
