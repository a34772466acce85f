"""A copy as a PDF: tagged, in the reader's choices, with every Welsh letter, and from no file but our own."""

import re
import shutil
import subprocess
import zlib
from pathlib import Path

import msgspec
import page
import pytest

from accessibility.document import LANGUAGES, LEVELS, Document, Language, Level, Passage, Section, Words
from accessibility.formats import pdf
from accessibility.labels import Labels
from accessibility.profile import ReadingProfile
from tests.unit.a_copy import COPY, DRESSING, everywhere, wording

WELSH_LETTERS = "Âêîôûŵŷ áéíóúẃý ÂÊÎÔÛŴŶ"
SIGNED = pdf.Extra(Words("Who signed", "Pwy lofnododd"), (Words("Osh saw this.", "Gwelodd Osh hwn."),))


def inside(made: bytes) -> str:
    """Everything in the file as text, its compressed streams opened."""
    opened = [made]
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", made, re.DOTALL):
        try:
            opened.append(zlib.decompress(stream))
        except zlib.error:
            opened.append(stream)
    return b"\n".join(opened).decode("latin-1")


def drawn_with(made: bytes) -> set[str]:
    """The letters that the file holds, by the names of their fonts."""
    return set(re.findall(r"/BaseFont /[A-Z]+\+([\w-]+)", inside(made)))


def faults(made: bytes) -> list[str]:
    """What the checker has against the file as PDF/UA-1; it must have looked."""
    report = page.validate_pdf_bytes(made, profile="ua1")
    assert report.rules
    return [str(failure) for failure in report.failures]


def words(made: bytes, tmp_path: Path) -> str:
    """The text of the file, as a reader finds it."""
    (tmp_path / "made.pdf").write_bytes(made)
    answer = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "made.pdf", "-"], capture_output=True, text=True, check=True
    )
    return " ".join(answer.stdout.split())


def one_page(body: str, css: str = "") -> bytes:
    """A small page of ours as a PDF."""
    html = f'<!doctype html><html lang="en"><head><title>Page</title></head><body><h1>Page</h1>{body}</body></html>'
    return pdf.paper(html, size=15, labels=Labels("en", "adult"), css=css)


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("😀 ❤️ 🏴󠁧󠁢󠁷󠁬󠁳󠁿", "Noto-Color-Emoji"),
        ("我想回家", "WenQuanYi-Micro-Hei"),
        ("집에 가고 싶어요", "WenQuanYi-Micro-Hei"),
        ("مجھے گھر جانا ہے", "Noto-Kufi-Arabic"),
        ("আমি বাড়ি যেতে চাই", "Noto-Sans-Bengali"),
        ("ਮੈਂ ਘਰ ਜਾਣਾ", "Noto-Sans-Gurmukhi"),
    ],
)
def test_what_is_written_in_any_script_or_in_small_pictures_is_drawn(text: str, letters: str) -> None:
    assert letters in drawn_with(one_page(f"<p>{text}</p>"))


def test_a_letter_that_no_font_has_brings_nobodys_words_into_the_log(caplog: pytest.LogCaptureFixture) -> None:
    one_page("<p>Nobody else knows \U0010fffd</p>")
    assert not caplog.records


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("level", LEVELS)
def test_a_copy_is_a_tagged_pdf_that_the_checker_passes(language: Language, level: Level) -> None:
    made = pdf.render(COPY, ReadingProfile(language=language, level=level, symbols="key"), DRESSING, extra=(SIGNED,))
    assert made.startswith(b"%PDF-")
    assert faults(made) == []


def test_the_checker_does_find_a_fault() -> None:
    assert faults(one_page('<h3>Too deep</h3><img src="asset:symbols/not.svg">'))


def test_a_part_in_another_language_is_marked_as_such() -> None:
    made = inside(pdf.render(COPY, ReadingProfile(language="en", level="full"), DRESSING))
    assert "/Lang (cy)" in made
    assert "/Lang (en)" in made


def test_a_table_heading_knows_what_it_heads() -> None:
    table = '<table><tr><th scope="col">Day</th></tr><tr><th scope="row">Monday</th></tr></table>'
    made = inside(one_page(table))
    assert "/Scope /Column" in made
    assert "/Scope /Row" in made


def test_the_box_of_a_picture_is_in_points_up_the_page() -> None:
    made = inside(one_page('<img src="asset:symbols/not.svg" alt="Not">', "@page { margin: 0 } img { width: 96px }"))
    box = re.search(r"/O ?/Layout ?/BBox ?\[([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+)\]", made)
    assert box
    left, bottom, right, top = map(float, box.groups())
    assert (left, right - left, top - bottom) == (0, 72, 72)
    assert 600 < bottom < top <= 842


def test_welsh_letters_are_drawn_as_they_are_written(tmp_path: Path) -> None:
    made = one_page(f"<p>{WELSH_LETTERS}</p><p><strong>{WELSH_LETTERS}</strong></p>")
    assert faults(made) == []
    assert words(made, tmp_path).count(WELSH_LETTERS) == 2
    fonts = set(re.findall(r"/FontName /\w+\+([\w-]+)", inside(made)))
    assert len(fonts) == 2
    assert all("Atkinson" in font for font in fonts)


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="needs poppler-utils")
def test_a_welsh_letter_is_not_drawn_as_another_or_as_nothing(tmp_path: Path) -> None:
    def drawn(text: str) -> bytes:
        (tmp_path / "x.pdf").write_bytes(one_page(f"<p>{text}</p>"))
        return subprocess.run(
            ["pdftoppm", "-r", "40", "-singlefile", tmp_path / "x.pdf"], capture_output=True, check=True
        ).stdout

    pictures = [drawn(letter) for letter in ("ŵ", "w", "ŷ", "y", "?", "&nbsp;")]
    assert len(set(pictures)) == len(pictures)


def test_everything_that_the_reader_may_see_is_on_paper(tmp_path: Path) -> None:
    text = words(pdf.render(COPY, ReadingProfile(level="full"), DRESSING, extra=(SIGNED,)), tmp_path)
    for part in (
        "My review",
        "About me",
        "interim care order",
        "He is happy.",
        "Dw i ddim eisiau'r ail noson.",
        "Osh saw this.",
    ):
        assert part in text
    assert "A judge decides that the council helps to look after a child for now." in text
    assert "“one <b>night</b> only”" in text
    assert "Page 1 of" in text
    assert "Who signed" not in words(pdf.render(COPY, ReadingProfile()), tmp_path)


def test_paper_has_the_readers_size_and_easy_read_is_never_small() -> None:
    assert pdf.points(ReadingProfile(size=24)) == 18
    assert pdf.points(ReadingProfile(size=16)) == 12
    assert pdf.points(ReadingProfile(size=16, level="easy")) == 16
    assert pdf.points(ReadingProfile(size=48, level="easy")) == 36


def test_colours_and_pace_make_no_difference_on_paper(tmp_path: Path) -> None:
    plain = pdf.render(COPY, ReadingProfile())
    other = pdf.render(COPY, ReadingProfile(theme="dark", pace="section"))
    assert words(plain, tmp_path) == words(other, tmp_path)


def test_only_our_own_files_are_opened() -> None:
    files = pdf.OwnFiles()
    assert files.fetch("asset:fonts/atkinson-400.ttf").read()[:4] == b"\x00\x01\x00\x00"
    for address in (
        "https://example.org/x.svg",
        "file:///etc/passwd",
        "asset:../../../pyproject.toml",
        "asset:/etc/passwd",
        "data:image/svg+xml,<svg/>",
        "portal/static/built/symbols/not.svg",
    ):
        with pytest.raises(PermissionError):
            files.fetch(address)


def pages_of(made: bytes, tmp_path: Path) -> list[str]:
    """The words of each page."""
    (tmp_path / "long.pdf").write_bytes(made)
    told = subprocess.run(["pdftotext", tmp_path / "long.pdf", "-"], capture_output=True, text=True, check=True)
    return [" ".join(one.split()) for one in told.stdout.split("\f")[:-1]]


def a_long_copy() -> Document:
    """Two parts, a good deal longer together than an easy read should be."""
    texts = [f"You can say number {number} of this." for number in range(90)]
    passage = Passage("lll", everywhere(wording("family", "en", "easy", *texts)))
    parts = (Words("The first part", "Y rhan gyntaf"), Words("The second part", "Yr ail ran"))
    sections = tuple(Section(number, heading, (passage,)) for number, heading in enumerate(parts, 2))
    return msgspec.structs.replace(COPY, sections=sections, removed=())


def test_a_long_easy_read_says_so_and_has_its_parts_on_pages_of_their_own(tmp_path: Path) -> None:
    made = pdf.render(a_long_copy(), ReadingProfile(level="easy", size=48))
    pages = pages_of(made, tmp_path)
    assert len(pages) > pdf.MOST_EASY_PAGES
    assert "This is long." in pages[0]
    starts = [number for number, text in enumerate(pages, 1) if "You can say number 0 of this." in text]
    assert [pages[start - 1].split(" You")[0] for start in starts] == ["The first part", "The second part"]
    front = " ".join(pages[: starts[0] - 1])
    assert f"The first part (from page {starts[0]})" in front
    assert f"The second part (from page {starts[1]})" in front
    assert faults(made) == []


def test_it_says_so_in_welsh_too(tmp_path: Path) -> None:
    made = pdf.render(a_long_copy(), ReadingProfile(language="cy", level="easy", size=48))
    pages = pages_of(made, tmp_path)
    assert "Mae hwn yn hir." in pages[0]
    assert re.search(r"Y rhan gyntaf \(o dudalen [23]\)", " ".join(pages[:2]))


@pytest.mark.parametrize("level", ["easy", "full"])
def test_a_short_easy_read_and_any_other_level_go_on_without_a_break(level: Level, tmp_path: Path) -> None:
    document = COPY if level == "easy" else a_long_copy()
    assert "This is long." not in " ".join(pages_of(pdf.render(document, ReadingProfile(level=level)), tmp_path))
