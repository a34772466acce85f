"""The set of symbols is whole: senses and drawings enough, words in both languages, pictures that can be seen."""

import re
import subprocess
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PIL import Image, ImageOps
from weasyprint import HTML

from accessibility.checks.welsh_spelling import mutation_findings, unknown_words
from accessibility.symbol_senses import senses
from accessibility.symbol_words import listed
from tools.assets import STATIC, SYMBOLS

OWN = SYMBOLS / "own"
BUILT = STATIC / "built" / "symbols"
COLOURS = (BUILT, BUILT / "black")
SENSES, DRAWINGS = 400, 120
BCI = re.compile(r"\d{5}(?:\+\d{5})*")
# Right Welsh, or what is said in Welsh, that the spelling list does not have.
REVIEWED = listed(
    "anti arhosfan bananas bochdew braille cynorthwy-ydd dadi deinosor diwali fepio ffisio gŵyn gêmau gwarcheidiaeth"
    " lego makaton mamgu minibws mother moyn pizza s'mae sglefrfwrdd shwmae swits switsys tadcu wncwl yncl"
)
# Shapes and groups are all that a drawing of ours is made of: no writing, no script, nothing fetched.
TAGS = frozenset({"svg", "g", "path", "circle", "ellipse", "rect"})
PIXELS, A_ROW = 32, 20
# How much of its 32 pixels square a drawing inks, at least and at most.
INK = (0.03, 0.85)


@dataclass(frozen=True)
class Entry:
    """What a line of the term base must have."""

    en: tuple[str, ...] = ("word",)
    cy: tuple[str, ...] = ("gair",)
    file: str = "plan"
    bci: str = ""
    denied: str = ""


@dataclass(frozen=True)
class Faults:
    """What is wrong with a term base, by sense."""

    found: list[str] = field(default_factory=list)

    def say(self, name: str, fault: str) -> None:
        """Keep one fault."""
        self.found.append(f"{name}: {fault}")


def faults(entries: Mapping[str, Entry], built: Iterable[str]) -> list[str]:
    """What a term base lacks, and whatever leads a phrase to two senses."""
    there = set(built)
    kept = Faults()
    for name, entry in entries.items():
        for language in ("en", "cy"):
            if not all(phrase.strip("= ") for phrase in getattr(entry, language) or ("",)):
                kept.say(name, f"no words in {language}")
        if entry.file not in there:
            kept.say(name, f"no picture {entry.file}")
        if entry.bci and not BCI.fullmatch(entry.bci):
            kept.say(name, f"{entry.bci} is no concept")
        if entry.denied and entry.denied not in entries:
            kept.say(name, f"no sense {entry.denied}")
    for language in ("en", "cy"):
        kept.found.extend(_twice(entries, language))
    return kept.found


def _twice(entries: Mapping[str, Entry], language: str) -> list[str]:
    meanings: dict[str, list[str]] = {}
    for name, entry in entries.items():
        for phrase in {said.lstrip("=").lower() for said in getattr(entry, language)}:
            meanings.setdefault(phrase, []).append(name)
    return [f"{phrase}: {' and '.join(names)}" for phrase, names in meanings.items() if len(names) > 1]


def drawing_faults(svg: str) -> list[str]:
    """What keeps a drawing of ours from being one plain picture of our style."""
    try:
        drawing = ET.XML(svg)
    except ET.ParseError:
        return ["no XML"]
    found = [] if drawing.get("viewBox") == "0 0 72 72" else ["another size"]
    for shape in drawing.iter():
        tag = str(shape.tag).rpartition("}")[2]
        found += [] if tag in TAGS else [tag]
        found += [name for name in shape.attrib if "href" in name or name.startswith(("on", "style", "class"))]
        found += [value for value in shape.attrib.values() if "url(" in value]
    return found


def inked(pictures: list[Path], folder: Path) -> dict[str, float]:
    """How much of its square each picture inks when drawn 32 pixels wide, from 0 to 1."""
    cells = "".join(f'<img src="{picture.resolve().as_uri()}">' for picture in pictures)
    rows = -(-len(pictures) // A_ROW)
    style = (
        f"@page {{ size: {A_ROW * PIXELS}px {rows * PIXELS}px; margin: 0 }}"
        f" body {{ margin: 0; line-height: 0; font-size: 0 }} img {{ width: {PIXELS}px; height: {PIXELS}px }}"
    )
    HTML(string=f"<style>{style}</style>{cells}").write_pdf(folder / "all.pdf")
    subprocess.run(["pdftoppm", "-r", "96", "-png", "-singlefile", "all.pdf", "all"], cwd=folder, check=True)
    with Image.open(folder / "all.png") as image:
        page = ImageOps.invert(image.convert("L")).point(lambda grey: 255 if grey > 20 else 0)
    found = {}
    for number, picture in enumerate(pictures):
        left, top = number % A_ROW * PIXELS, number // A_ROW * PIXELS
        square = page.crop((left, top, left + PIXELS, top + PIXELS))
        found[picture.name] = square.histogram()[255] / PIXELS**2
    return found


def our_senses() -> dict[str, Entry]:
    """The term base as it is."""
    return {name: Entry(sense.en, sense.cy, sense.file, sense.bci, sense.denied) for name, sense in senses().items()}


def test_there_are_senses_and_drawings_enough() -> None:
    assert len(senses()) >= SENSES
    assert len(list(OWN.glob("*.svg"))) >= DRAWINGS


def test_the_term_base_is_whole() -> None:
    assert faults(our_senses(), {path.stem for path in BUILT.glob("*.svg")}) == []


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        (Entry(en=()), "odd: no words in en"),
        (Entry(cy=("=",)), "odd: no words in cy"),
        (Entry(file="nothing"), "odd: no picture nothing"),
        (Entry(bci="14885 16419"), "odd: 14885 16419 is no concept"),
        (Entry(bci="148"), "odd: 148 is no concept"),
        (Entry(denied="nothing"), "odd: no sense nothing"),
    ],
)
def test_a_line_that_lacks_something_is_found(entry: Entry, fault: str) -> None:
    assert faults({"odd": entry}, {"plan"}) == [fault]


def test_a_phrase_that_leads_to_two_senses_is_found() -> None:
    two = {"one": Entry(en=("=Care",)), "two": Entry(en=("care",), cy=("gofal",))}
    assert faults(two, {"plan"}) == ["care: one and two"]


@pytest.mark.parametrize("path", sorted(OWN.glob("*.svg")), ids=lambda path: path.stem)
def test_a_drawing_of_ours_is_shapes_alone(path: Path) -> None:
    assert drawing_faults(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("inside", "fault"),
    [
        ("<text>stop</text>", ["text"]),
        ("<script/>", ["script"]),
        ('<image href="x.png"/>', ["image", "href"]),
        ('<path onclick="x"/>', ["onclick"]),
        ('<path fill="url(#a)"/>', ["url(#a)"]),
        ("<path>", ["no XML"]),
    ],
)
def test_a_drawing_that_is_more_than_shapes_is_found(inside: str, fault: list[str]) -> None:
    wrapped = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 72">{}</svg>'
    assert drawing_faults(wrapped.format("<path/>")) == []
    assert drawing_faults(wrapped.format(inside)) == fault
    assert drawing_faults(wrapped.replace("72 72", "24 24").format("")) == ["another size"]


@pytest.mark.parametrize("folder", COLOURS, ids=["colour", "black"])
def test_every_picture_is_seen_at_32_pixels(folder: Path, tmp_path: Path) -> None:
    seen = inked(sorted(folder.glob("*.svg")), tmp_path)
    assert len(seen) >= DRAWINGS
    assert {name: share for name, share in seen.items() if not INK[0] <= share <= INK[1]} == {}


def test_a_picture_that_shows_nothing_is_found(tmp_path: Path) -> None:
    wrapped = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 72">{}</svg>'
    drawings = {
        "blank": '<path d="M0 0H72V72H0Z" fill="#FFF"/>',
        "flood": '<path d="M0 0H72V72H0Z" fill="#3F3F3F"/>',
        "plain": '<circle cx="36" cy="36" r="20" fill="#EA5A47"/>',
    }
    for name, drawing in drawings.items():
        (tmp_path / f"{name}.svg").write_text(wrapped.format(drawing))
    seen = inked(sorted(tmp_path.glob("*.svg")), tmp_path)
    assert seen["blank.svg"] < INK[0] < seen["plain.svg"] < INK[1] < seen["flood.svg"]


def test_the_welsh_words_are_welsh() -> None:
    said = [
        phrase.lstrip("=")
        for path in SYMBOLS.glob("*.toml")
        if path.stem != "not_pictured"
        for entry in tomllib.loads(path.read_text("utf-8")).values()
        for phrase in [*entry["cy"], entry.get("label_cy", "")]
    ]
    assert [phrase for phrase in said if unknown_words(phrase, REVIEWED) or mutation_findings(phrase)] == []
