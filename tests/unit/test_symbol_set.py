"""A council's own pictures: read and checked at the start, shown in the place of ours, and credited."""

import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from accessibility import symbol_set
from accessibility.formats import page, pdf
from accessibility.labels import Labels
from accessibility.profile import ReadingProfile
from accessibility.symbol_files import BadDrawing, clean_svg
from accessibility.symbol_set import BadSymbols, load
from accessibility.symbols import credits_for, picture, served
from portal.config import BadSetting, settings_from
from portal.services import bodies
from tests.unit.a_copy import COPY, DRESSING

HEAD = """name = "Vale photographs"
licence = "Licensed to Example Council"
attribution = { en = "Pictures: the Vale.", cy = "Lluniau: y Fro." }
"""
SHAPE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 72"><path d="M1 1h9" fill="#000"/></svg>'
PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII5x12x", 13, b"IHDR", 72, 72)
TAIL = {"en": "Pictures: the Vale.", "cy": "Lluniau: y Fro."}


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder with a good set in it; whatever set is shown, it is not shown any more afterwards."""
    (tmp_path / "people").mkdir()
    (tmp_path / "people" / "see.svg").write_text(SHAPE, "utf-8")
    (tmp_path / "not.png").write_bytes(PNG)
    say(tmp_path, 'see = "people/see.svg"\nnot = "not.png"')
    yield tmp_path
    symbol_set.install(None)


def say(folder: Path, pictures: str, head: str = HEAD) -> None:
    (folder / "symbols.toml").write_text(f"{head}[pictures]\n{pictures}\n", "utf-8")


def test_its_pictures_stand_in_the_place_of_ours_and_ours_where_it_has_none(folder: Path) -> None:
    ours = picture("house")
    symbol_set.install(load(folder))
    see = picture("see")
    assert see.file.startswith("symbol-set/")
    assert see.file.endswith("/see.svg")
    assert (see.source, see.bci) == ("Vale photographs", "16747")
    assert picture("not").file.endswith("/not.png")
    assert picture("house") == ours


def test_only_what_was_checked_is_served(folder: Path) -> None:
    symbol_set.install(load(folder))
    file = picture("not").file
    drawing = served(file)
    assert drawing is not None
    assert (drawing.bytes, drawing.kind) == (PNG, "png")
    for other in ("", "symbols/not.svg", "symbol-set/../symbols.toml", file.replace("not.png", "symbols.toml")):
        assert served(other) is None


def test_a_changed_picture_has_a_new_address(folder: Path) -> None:
    before = load(folder)
    (folder / "people" / "see.svg").write_text(SHAPE.replace("#000", "#fff"), "utf-8")
    after = load(folder)
    assert before.version != after.version
    assert set(before.files.values()).isdisjoint(after.files.values())


@pytest.mark.parametrize("language", ["en", "cy"])
def test_pages_show_its_pictures_and_say_whose_they_are(folder: Path, language) -> None:
    profile = ReadingProfile(language="en", level="easy", symbols="key")
    assert TAIL[language] not in page.render(COPY, profile, DRESSING)
    symbol_set.install(load(folder))
    labels = Labels(language, "child")
    assert TAIL[language] in credits_for([picture("see")], labels)
    assert TAIL[language] not in credits_for([picture("house")], labels)
    html = page.render(COPY, profile, DRESSING)
    assert f"/static/built/{picture('see').file}" in html
    assert TAIL["en"] in html


def test_openmoji_is_named_where_one_of_its_pictures_is_and_nowhere_else() -> None:
    labels = Labels("en", "child")
    assert "OpenMoji, CC BY-SA 4.0" in credits_for([picture("school")], labels)[0]
    assert credits_for([picture("social_worker")], labels) == ()
    assert "OpenMoji" not in page.render(COPY, ReadingProfile(level="easy"), DRESSING)
    assert "OpenMoji" in page.render(COPY, ReadingProfile(level="easy", symbols="key"), DRESSING)


def test_a_file_shows_its_pictures_too(folder: Path) -> None:
    symbol_set.install(load(folder))
    profile = ReadingProfile(level="easy", symbols="key")
    assert pdf.render(COPY, profile, DRESSING).startswith(b"%PDF")
    fetched = pdf.OwnFiles().fetch(f"asset:{picture('not').file}")
    assert fetched.read() == PNG


def test_what_is_kept_is_kept_apart_for_each_set(folder: Path) -> None:
    ours = bodies.code_version()
    symbol_set.install(load(folder))
    assert bodies.code_version() != ours


@pytest.mark.parametrize(
    ("pictures", "told"),
    [
        ('socialworker = "people/see.svg"', "no sense 'socialworker': is it 'social_worker'?"),
        ('see = "gone.svg"', "gone.svg is not there"),
        ('see = "../see.svg"', "../see.svg leads out of the folder"),
        ('see = "/etc/passwd"', "leads out of the folder"),
        ('see = "symbols.toml"', "is neither .svg nor .png"),
        ('see = "broken.png"', "is called .png and is no PNG"),
        ('see = "large.svg"', "is larger than 300 kB"),
        ('see = "link.svg"', "leads out of the folder"),
        ("see = 3", "is no file name"),
    ],
)
def test_a_fault_is_told_by_its_name(folder: Path, tmp_path_factory, pictures: str, told: str) -> None:
    (folder / "broken.png").write_bytes(b"GIF89a")
    (folder / "large.svg").write_text(SHAPE + " " * 300_000, "utf-8")
    outside = tmp_path_factory.mktemp("outside") / "x.svg"
    outside.write_text(SHAPE, "utf-8")
    (folder / "link.svg").symlink_to(outside)
    say(folder, pictures)
    with pytest.raises(BadSymbols) as raised:
        load(folder)
    assert told in str(raised.value)


@pytest.mark.parametrize(
    ("head", "told"),
    [
        (HEAD.replace("name", "title"), 'must say name = "..."'),
        (HEAD.replace("licence", "license"), 'must say licence = "..."'),
        (HEAD.replace(', cy = "Lluniau: y Fro."', ""), "must say attribution"),
        ("name = [", "can't be read"),
    ],
)
def test_a_manifest_says_whose_the_pictures_are_in_both_languages(folder: Path, head: str, told: str) -> None:
    say(folder, 'see = "people/see.svg"', head)
    with pytest.raises(BadSymbols, match=told.replace('"', '"')):
        load(folder)


def test_the_portal_does_not_start_with_a_set_that_cant_be_used(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="CLYWED_SYMBOLS"):
        settings_from({"CLYWED_DATA": str(tmp_path), "CLYWED_SYMBOLS": str(tmp_path / "nothing")})
    assert settings_from({"CLYWED_DATA": str(tmp_path)}).symbols is None


@pytest.mark.parametrize(
    "live",
    [
        "<script>alert(1)</script>",
        '<path onload="alert(1)"/>',
        '<a href="javascript:alert(1)"/>',
        '<use href="https://example.org/x.svg#a"/>',
        '<use xmlns:x="http://www.w3.org/1999/xlink" x:href="x.svg"/>',
        '<image href="x.png"/>',
        "<foreignObject/>",
        '<animate attributeName="href"/>',
        '<p xmlns="http://www.w3.org/1999/xhtml"/>',
        '<rect fill="url(https://example.org/a)"/>',
        "<rect style=\"fill:url('https://example.org/a')\"/>",
        '<rect style="fill:\\75rl(https://example.org/a)"/>',
        "<style>@import 'x.css';</style>",
        "<style>rect{fill:url(x.png)}</style>",
    ],
)
def test_a_drawing_with_anything_live_in_it_is_refused(live: str) -> None:
    with pytest.raises(BadDrawing):
        clean_svg(SHAPE.replace("<path", f"{live}<path").encode())


@pytest.mark.parametrize(
    "whole",
    [
        b"",
        b"<html/>",
        b"\xff\xfe<",
        b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SHAPE.encode(),
        b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    ],
)
def test_what_is_no_plain_drawing_is_refused(whole: bytes) -> None:
    with pytest.raises(BadDrawing):
        clean_svg(whole)


def test_what_an_editor_left_behind_is_dropped_and_the_shapes_stay() -> None:
    left = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:i="http://www.inkscape.org/inkscape" viewBox="0 0 9 9">'
        '<!-- made by hand --><metadata><anything/></metadata><i:view/><path i:label="x" d="M1 1h9"/>'
        '<defs><linearGradient id="g"/></defs><rect fill="url(#g)"/></svg>'
    )
    clean = clean_svg(left.encode()).decode()
    assert 'd="M1 1h9"' in clean
    assert 'fill="url(#g)"' in clean
    for gone in ("inkscape", "metadata", "made by hand", "label"):
        assert gone not in clean
