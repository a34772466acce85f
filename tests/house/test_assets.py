"""The letters, the symbols and the list of what is served are whole."""

import json
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from tools.assets import STATIC, SYMBOLS, hexcodes, make_symbols, served_files
from tools.fonts import DYSLEXIC
from tools.svg import small_svg

BUILT = STATIC / "built"
WELSH = "âêîôûŵŷÂÊÎÔÛŴŶàèìòùẁỳáéíóúẃýäëïöüẅÿ’‘–"
OPENMOJI = Path("node_modules/openmoji/color/svg")
HOUSE = OPENMOJI / "1F3E0.svg"


@pytest.mark.parametrize("weight", [400, 700])
@pytest.mark.parametrize("kind", ["ttf", "woff2"])
def test_each_weight_is_one_font_with_every_welsh_letter(weight: int, kind: str) -> None:
    font = TTFont(BUILT / "fonts" / f"atkinson-{weight}.{kind}")
    letters = font.getBestCmap()
    assert [letter for letter in WELSH if ord(letter) not in letters] == []
    assert font["OS/2"].usWeightClass == weight
    # A letter may not be an empty box.
    assert all(font["glyf"][letters[ord(letter)]].numberOfContours for letter in WELSH)


@pytest.mark.parametrize("weight", [400, 700])
@pytest.mark.parametrize("kind", ["otf", "woff2"])
def test_opendyslexic_has_every_welsh_letter_and_comes_as_it_was_made(weight: int, kind: str) -> None:
    font = TTFont(BUILT / "fonts" / f"opendyslexic-{weight}.{kind}")
    letters = font.getBestCmap()
    assert [letter for letter in WELSH if ord(letter) not in letters] == []
    shapes = font["CFF "].cff[0].CharStrings
    assert all(shapes[letters[ord(letter)]].calcBounds(None) for letter in WELSH)
    source = DYSLEXIC / "files" / f"opendyslexic-latin-{weight}-normal.woff2"
    assert (BUILT / "fonts" / f"opendyslexic-{weight}.woff2").read_bytes() == source.read_bytes()


@pytest.mark.parametrize("weight", [400, 700])
def test_a_font_on_the_web_is_small(weight: int) -> None:
    assert (BUILT / "fonts" / f"atkinson-{weight}.woff2").stat().st_size <= 35_000


def test_every_symbol_asked_for_is_built() -> None:
    wanted = {*hexcodes(SYMBOLS), *(path.stem for path in (SYMBOLS / "own").glob("*.svg"))}
    for folder in (BUILT / "symbols", BUILT / "symbols" / "black"):
        assert wanted == {path.stem for path in folder.glob("*.svg")}


def test_a_symbol_that_openmoji_lacks_is_named(tmp_path: Path) -> None:
    (tmp_path / "things.toml").write_text('home = { openmoji = "1F3E0" }\nodd = { openmoji = "NONE" }\n')
    with pytest.raises(SystemExit, match="NONE"):
        make_symbols(tmp_path, OPENMOJI, tmp_path / "out")


def test_a_symbol_no_longer_asked_for_goes(tmp_path: Path) -> None:
    toml = tmp_path / "things.toml"
    for code in ("1F3E0", "2753"):
        toml.write_text(f'thing = {{ openmoji = "{code}" }}\n')
        make_symbols(tmp_path, OPENMOJI, tmp_path / "out")
        assert [path.name for path in (tmp_path / "out").iterdir()] == [f"{code}.svg"]


def test_a_picture_is_made_smaller_and_loses_no_shape() -> None:
    before = HOUSE.read_text()
    after = small_svg(before)
    assert len(after) < len(before) / 2
    for shape in ("<rect", "<polygon", " points="):
        assert after.count(shape) == before.count(shape)
    assert 'viewBox="0 0 72 72"' in after


def test_what_a_picture_points_at_stays_and_what_is_for_editors_goes() -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:e="http://example.org/e" viewBox="0 0 9 9"><e:note/>'
        '<title>A house</title><defs><path id="used" d="M0 0h9"/></defs><g id="idle" e:kind="layer">'
        '<rect width="1" height="1" fill="#fff"/><rect width="2" height="2" fill="#fff"/></g><g/>'
        '<use href="#used"/></svg>'
    )
    assert small_svg(svg) == (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>A house</title>'
        '<defs><path id="used" d="M0 0h9"/></defs><g fill="#fff"><rect width="1" height="1"/>'
        '<rect width="2" height="2"/></g><use href="#used"/></svg>\n'
    )


def test_every_served_file_is_listed_with_the_hash_of_its_bytes() -> None:
    assert json.loads((BUILT / "manifest.json").read_text()) == served_files(STATIC)


def test_a_changed_file_gets_another_hash(tmp_path: Path) -> None:
    (tmp_path / "css").mkdir()
    page = tmp_path / "css" / "page.css"
    page.write_text("a")
    first = served_files(tmp_path)
    page.write_text("b")
    assert list(first) == ["css/page.css"]
    assert first != served_files(tmp_path)
