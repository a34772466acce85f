"""A copy as a talking book (EPUB 3 with media overlays): the words are lit up sentence by sentence as they are spoken.

Without a way to speak it is the same book, silent. Each section is a file of its own, with its sound and the list of
which sentence is spoken when (EPUB 3.3, "Media overlays").
"""

import hashlib
import io
import zipfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from accessibility.document import Document, freeze
from accessibility.dressing import Dressing
from accessibility.labels import Labels
from accessibility.markup import NOT_IN_XML, STATIC, Marked, Markup, drawing, marked, name_of
from accessibility.narration import Narrator, Told
from accessibility.outline import Entry, outline
from accessibility.profile import ReadingProfile
from accessibility.symbol_files import MEDIA_TYPES

LABEL = {"en": "Talking book", "cy": "Llyfr llafar"}
PURPOSE = {
    "en": "To listen and read along in a book app. Each sentence lights up as it is spoken.",
    "cy": "I wrando a darllen yr un pryd mewn ap llyfrau. Mae pob brawddeg yn goleuo wrth gael ei llefaru.",
}
MEDIA_TYPE = "application/epub+zip"
SUFFIX = "epub"
SPOKEN = True
HERE = Path(__file__).parent
# What the book has for those who read differently (schema.org "accessibilityFeature").
FEATURES = ("structuralNavigation", "tableOfContents", "readingOrder", "displayTransformability", "alternativeText")
FONTS = ("atkinson-400", "atkinson-700")
# Every book is made the same from the same copy: its parts are as old as the copy, not as the moment.
NOON = (12, 0, 0)


class Part(NamedTuple):
    """One file of the book: its name, its heading, its markup, and its sound with when each of its ids is spoken."""

    name: str
    heading: str
    body: Markup
    sound: Told | None


def said(document: Document, profile: ReadingProfile, _dressing: Dressing | None = None) -> tuple[Entry, ...]:
    """Everything that is spoken in the file."""
    return outline(document, profile)


def render(
    document: Document, profile: ReadingProfile, dressing: Dressing | None = None, narrator: Narrator | None = None
) -> bytes:
    """The copy as an EPUB file in the reader's language, level and pictures."""
    made = marked(document, profile, dressing or Dressing(), _image, fold=False)
    parts = _parts(document, profile, made, narrator)
    values = {
        "language": profile.language,
        "title": document.title.to(profile.language),
        "author": document.written_by,
        "published": document.published_on,
        "identifier": f"urn:sha256:{hashlib.sha256(freeze(document) + profile.file_key().encode()).hexdigest()}",
        "parts": parts,
        "pictures": [(name_of(one.file), MEDIA_TYPES[drawing(one.file).kind]) for one in made.pictures],
        "credits": made.credits,
        "fonts": FONTS,
        "size": f"{profile.size / 16:g}",
        "features": FEATURES + (("synchronizedAudioText",) if any(part.sound for part in parts) else ()),
        "languages": _languages(document, profile),
        "label": Labels(profile.language, document.audience),
        "total_ms": sum(part.sound.duration_ms for part in parts if part.sound),
        "clock": clock,
    }
    return _bound(document, _files(values, parts, made))


def _parts(document: Document, profile: ReadingProfile, made: Marked, narrator: Narrator | None) -> tuple[Part, ...]:
    """The title page, each section, and what stands at the end; each with what is said of it."""
    spoken = _entries_by_part(document, profile, len(made.sections))
    title, end = document.title.to(profile.language), Labels(profile.language, document.audience)("files.end")
    bodies = [("front", title, made.front), *_numbered(made), *([("end", end, made.last)] if made.last.strip() else [])]
    return tuple(
        Part(name, heading, body, narrator.tell(spoken[name]) if narrator and spoken.get(name) else None)
        for name, heading, body in bodies
    )


def _languages(document: Document, profile: ReadingProfile) -> list[str]:
    """The languages in the book, the reader's own first."""
    found = [run.language for entry in outline(document, profile) for saying in entry.sayings for run in saying.runs]
    return list(dict.fromkeys([profile.language, *found]))


def _numbered(made: Marked) -> list[tuple[str, str, Markup]]:
    return [(f"part-{number}", heading, body) for number, (heading, body) in enumerate(made.sections, 1)]


def _entries_by_part(document: Document, profile: ReadingProfile, sections: int) -> dict[str, list[Entry]]:
    """Everything that is said, by the file of the book that it stands in."""
    found: dict[str, list[Entry]] = {}
    part, parts = "front", {f"part-{number}" for number in range(1, sections + 1)}
    for entry in said(document, profile):
        # A heading in both languages has the section's name, and the same with the other language after it.
        name = entry.sayings[0].id.removesuffix("-cy").removesuffix("-en") if entry.sayings else part
        part = name if name in parts else "end" if name.startswith("removed") else part
        found.setdefault(part, []).append(entry)
    return found


@cache
def _environment() -> Environment:
    environment = Environment(loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined)
    environment.trim_blocks = environment.lstrip_blocks = True
    return environment


def _files(values: dict[str, object], parts: Sequence[Part], marks: Marked) -> dict[str, bytes]:
    """Every file of the book by its name in the book's own folder."""

    def filled(template: str, **more: object) -> bytes:
        made = _environment().get_template(f"book.{template}").render(**values, **more)
        return made.translate(NOT_IN_XML).encode("utf-8")

    files = {"package.opf": filled("opf"), "nav.xhtml": filled("nav.xhtml"), "book.css": filled("css")}
    for part in parts:
        files[f"{part.name}.xhtml"] = filled("part.xhtml", part=part)
        if part.sound:
            files[f"{part.name}.smil"] = filled("smil", part=part)
            files[f"{part.name}.mp3"] = part.sound.mp3
    files |= {f"{name}.ttf": (STATIC / "built" / "fonts" / f"{name}.ttf").read_bytes() for name in FONTS}
    return files | {name_of(one.file): drawing(one.file).bytes for one in marks.pictures}


def _bound(document: Document, files: dict[str, bytes]) -> bytes:
    """The files as one EPUB: what kind of file it is comes first and as it is (EPUB 3.3, "OCF ZIP container")."""
    year, month, day = (int(part) for part in document.published_on.split("-"))
    container = _environment().get_template("book.container.xml").render().encode("utf-8")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as book:
        for name, data in {
            "mimetype": MEDIA_TYPE.encode(),
            "META-INF/container.xml": container,
            **{f"book/{name}": data for name, data in files.items()},
        }.items():
            member = zipfile.ZipInfo(name, (year, month, day, *NOON))
            pressed = zipfile.ZIP_STORED if name == "mimetype" or name.endswith(".mp3") else zipfile.ZIP_DEFLATED
            book.writestr(member, data, pressed)
    return made.getvalue()


def _image(file: str, css: str) -> Markup:
    return Markup(f'<img class="{css}" src="{name_of(file)}" alt=""/>')


def clock(milliseconds: int) -> str:
    """A time in the book's sound: "0:01:02.345"."""
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"
