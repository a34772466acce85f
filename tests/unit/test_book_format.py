"""A copy as a talking book: what a checker of books says, what is lit up when, and what the book says of itself."""

import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from accessibility.document import LANGUAGES, LEVELS, Language, Level, Words
from accessibility.formats import book
from accessibility.formats.book import clock
from accessibility.outline import outline
from accessibility.profile import ReadingProfile
from accessibility.sound import FRAME_SAMPLES, count_frames, milliseconds
from tests.unit.a_copy import COPY, DRESSING, IN_BOTH, OWN
from tests.unit.opened_files import QuietNarrator, a_reading, members

CHECKER = shutil.which("epubcheck")
X = "{http://www.w3.org/1999/xhtml}"
S = "{http://www.w3.org/ns/SMIL}"
PACKAGE = "{http://www.idpf.org/2007/opf}"


def made(folder: Path, language: Language = "en", level: Level = "full", symbols: str = "key") -> bytes:
    """The copy as a book, with its sound."""
    profile = ReadingProfile(language=language, level=level, symbols="key" if symbols == "key" else "off")
    return book.render(COPY, profile, DRESSING, QuietNarrator(folder))


def parts(files: dict[str, bytes], ending: str) -> Iterator[tuple[str, ET.Element]]:
    for name, data in files.items():
        if name.endswith(ending):
            yield name, tree(data)


def tree(data: bytes) -> ET.Element:
    return ET.fromstring(data)  # noqa: S314 - a file that we have just made ourselves


def milliseconds_of(told: str) -> int:
    hours, minutes, seconds = told.split(":")
    return round((int(hours) * 3600 + int(minutes) * 60 + float(seconds)) * 1000)


def faults(made: bytes, folder: Path) -> list[str]:
    """What the checker has against a book; it must have looked."""
    (folder / "book.epub").write_bytes(made)
    # Debian's program is a Java archive: run as one, it needs nothing to have been registered.
    answer = subprocess.run(
        ["java", "-jar", str(CHECKER), str(folder / "book.epub")], capture_output=True, text=True, timeout=120
    )
    told = answer.stdout + answer.stderr
    assert "EPUBCheck completed" in told, told
    return re.findall(r"^(?:FATAL|ERROR|WARNING|INFO).*", told, re.MULTILINE)


@pytest.mark.parametrize(
    ("language", "level", "sound"), [("en", "full", True), ("cy", "easy", True), ("cy", "plain", False)]
)
def test_the_checker_of_books_finds_neither_error_nor_warning(
    language: Language, level: Level, sound: bool, tmp_path: Path
) -> None:
    profile = ReadingProfile(language=language, level=level, symbols="key" if sound else "off")
    assert faults(book.render(COPY, profile, DRESSING, QuietNarrator(tmp_path) if sound else None), tmp_path) == []


def test_the_checker_does_find_a_fault(tmp_path: Path) -> None:
    broken = made(tmp_path).replace(b"mimetypeapplication/epub+zip", b"mimetypeapplication/epub+zap")
    assert faults(broken, tmp_path)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_is_said_is_lit_up_once_in_the_order_of_the_page(
    language: Language, level: Level, tmp_path: Path
) -> None:
    files = members(made(tmp_path, language, level))
    lit = [
        (name, one.find(f"{S}text").attrib["src"])  # type: ignore[union-attr]
        for name, smil in parts(files, ".smil")
        for one in smil.iter(f"{S}par")
    ]
    ids = [
        saying.id for entry in outline(COPY, ReadingProfile(language=language, level=level)) for saying in entry.sayings
    ]
    assert [src.split("#")[1] for _, src in lit] == ids
    for name, src in lit:
        page, place = src.split("#")
        assert Path(name).stem == page.removesuffix(".xhtml")
        ids_there = [one.attrib.get("id") for one in tree(files[f"book/{page}"]).iter()]
        assert ids_there.count(place) == 1


def test_what_somebody_has_read_aloud_lights_up_all_its_words(tmp_path: Path) -> None:
    readings = a_reading(tmp_path, OWN.sentences)
    whole = book.render(COPY, ReadingProfile(level="full"), DRESSING, QuietNarrator(tmp_path, readings))
    assert faults(whole, tmp_path) == []
    files = members(whole)
    [(page, place)] = [
        one.attrib["src"].split("#")
        for _, smil in parts(files, ".smil")
        for one in smil.iter(f"{S}text")
        if one.attrib["src"].endswith("-text")
    ]
    [lit] = [one for one in tree(files[f"book/{page}"]).iter() if one.attrib.get("id") == place]
    assert "Dim care order!" in "".join(lit.itertext())


def test_what_somebody_has_marked_lights_up_sentence_by_sentence(tmp_path: Path) -> None:
    readings = a_reading(tmp_path, OWN.sentences, (0, 1200))
    marked = book.render(COPY, ReadingProfile(level="full"), DRESSING, QuietNarrator(tmp_path, readings))
    assert faults(marked, tmp_path) == []
    smil = "".join(data.decode() for name, data in members(marked).items() if name.endswith(".smil"))
    assert re.findall(r"#(bbb-(?:\d|text))", smil) == ["bbb-0", "bbb-1"]
    follow_each_other_and_lie_in_the_sound(members(marked))


def test_times_follow_each_other_and_lie_in_the_sound(tmp_path: Path) -> None:
    follow_each_other_and_lie_in_the_sound(members(made(tmp_path)))


def follow_each_other_and_lie_in_the_sound(files: dict[str, bytes]) -> None:
    package = files["book/package.opf"].decode("utf-8")
    total = 0
    for name, smil in parts(files, ".smil"):
        long = milliseconds(count_frames(files[name.replace(".smil", ".mp3")]) * FRAME_SAMPLES)
        total += long
        clips = [
            (milliseconds_of(one.attrib["clipBegin"]), milliseconds_of(one.attrib["clipEnd"]))
            for one in smil.iter(f"{S}audio")
        ]
        assert all(begin < end for begin, end in clips)
        assert all(end <= begin for (_, end), (begin, _) in zip(clips, clips[1:], strict=False))
        assert clips[-1][1] <= long
        assert f'<meta property="media:duration" refines="#{Path(name).stem}-sound">{clock(long)}</meta>' in package
    assert f'<meta property="media:duration">{clock(total)}</meta>' in package


def test_the_class_of_what_is_lit_up_is_named_and_drawn(tmp_path: Path) -> None:
    files = members(made(tmp_path))
    assert b'<meta property="media:active-class">heard</meta>' in files["book/package.opf"]
    assert b".heard {" in files["book/book.css"]


def test_the_book_says_how_it_can_be_read(tmp_path: Path) -> None:
    package = members(made(tmp_path, level="easy"))["book/package.opf"].decode("utf-8")
    for said in (
        "accessMode",
        "accessModeSufficient",
        "accessibilityFeature",
        "accessibilityHazard",
        "accessibilitySummary",
    ):
        assert f'"schema:{said}"' in package
    assert "synchronizedAudioText" in package
    assert "OpenMoji, CC BY-SA 4.0" in package
    assert "<dc:language>en</dc:language>\n<dc:language>cy</dc:language>" in package
    silent = members(book.render(COPY, ReadingProfile()))["book/package.opf"].decode("utf-8")
    assert "synchronizedAudioText" not in silent
    assert "media:" not in silent
    assert "auditory" not in silent
    assert "OpenMoji" not in silent


def test_contents_lead_to_every_part_by_its_heading(tmp_path: Path) -> None:
    files = members(made(tmp_path, "cy"))
    links = {one.attrib["href"]: one.text for one in tree(files["book/nav.xhtml"]).iter(f"{X}a")}
    assert links["part-1.xhtml"] == "Amdana i"
    pages = {Path(name).name for name in files if name.endswith(".xhtml")} - {"nav.xhtml"}
    assert set(links) == pages
    spine = [one.attrib["idref"] for one in tree(files["book/package.opf"]).iter(f"{PACKAGE}itemref")]
    assert [f"{one}.xhtml" for one in spine] == list(links)


def test_pictures_stand_beside_the_same_words_and_say_nothing_themselves(tmp_path: Path) -> None:
    files = members(made(tmp_path, level="easy"))
    images = [one for _, page in parts(files, ".xhtml") for one in page.iter(f"{X}img")]
    assert len(images) >= 3
    assert {one.attrib["alt"] for one in images} == {""}
    assert {f"book/{one.attrib['src']}" for one in images} <= set(files)


def test_a_part_in_another_language_is_marked_as_such(tmp_path: Path) -> None:
    page = members(made(tmp_path))["book/part-2.xhtml"].decode("utf-8")
    assert 'lang="en" xml:lang="en"' in page
    assert 'lang="cy" xml:lang="cy"' in page


def test_characters_that_no_book_may_hold_are_left_out() -> None:
    odd = msgspec.structs.replace(COPY, title=Words("My \x0breview\x00", "Fy adolygiad"))
    page = members(book.render(odd, ReadingProfile()))
    assert b"My review" in page["book/front.xhtml"]
    for _, root in parts(page, ".xhtml"):
        assert root is not None


def test_the_kind_of_file_comes_first_and_as_it_is(tmp_path: Path) -> None:
    whole = made(tmp_path)
    assert whole[30:58] == b"mimetypeapplication/epub+zip"
    assert made(tmp_path) == whole


def test_in_both_languages_each_thing_said_is_in_its_own_part_of_the_book(tmp_path: Path) -> None:
    files = members(book.render(IN_BOTH, ReadingProfile(both="on"), DRESSING, QuietNarrator(tmp_path)))
    for name, smil in parts(files, ".smil"):
        page = files[name.replace(".smil", ".xhtml")].decode("utf-8")
        said = [one.attrib["src"].split("#")[1] for one in smil.iter(f"{S}text")]
        assert all(f'id="{one}"' in page for one in said)
    assert b"Mae hi" in files["book/part-1.xhtml"]
