"""A communication board of the copy's key words, for a device or app that speaks for somebody (Open Board Format).

A first board leads to one for each section. Each has the words for answering on its first row, then the pictures that
stand beside the words of that section, in their order: at most 24 buttons, with their sounds if there is a narrator.
"""

import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

import msgspec

from accessibility.document import Document, Language, Run
from accessibility.dressing import Dressing
from accessibility.layout import LaidSection, Layout
from accessibility.markup import drawing, name_of
from accessibility.narration import Narrator
from accessibility.outline import Entry, Saying
from accessibility.profile import ReadingProfile
from accessibility.symbol_files import MEDIA_TYPES
from accessibility.symbols import OPENMOJI, Picture, picture

LABEL = {"en": "Communication board", "cy": "Bwrdd cyfathrebu"}
PURPOSE = {
    "en": "The key words as pictures to press, for an app or device that speaks for you (Open Board Format).",
    "cy": "Y geiriau pwysig yn lluniau i'w pwyso, ar gyfer ap neu ddyfais siarad (Open Board Format).",
}
MEDIA_TYPE = "application/zip"
SUFFIX = "obz"
SPOKEN = True
FORMAT = "open-board-0.1"
T = TypeVar("T")
ROWS, COLUMNS = 4, 6
# The first row of every board is for answering; the rest is for words.
ANSWERS = ("yes", "no", "not_sure", "not", "help")
ROOM = (ROWS - 1) * COLUMNS
LICENSES = {
    OPENMOJI: {
        "type": "CC-By-SA",
        "copyright_notice_url": "https://creativecommons.org/licenses/by-sa/4.0/",
        "author_name": "OpenMoji",
        "author_url": "https://openmoji.org",
    },
    "Clywed": {"type": "MIT", "copyright_notice_url": "https://opensource.org/license/mit", "author_name": "Clywed"},
}


class Button(NamedTuple):
    """Something to press: what it says, its picture, and the board that it leads to."""

    label: str
    picture: Picture | None
    leads_to: int = 0


@dataclass
class Board:
    """One board: its number (the first is 1), its name, and its buttons in rows; None where there is none."""

    number: int
    name: str
    buttons: list[Button | None]


@dataclass
class Package:
    """What goes into the file: names by id, every file by its name, and each label's sound."""

    language: Language
    narrator: Narrator | None
    names: dict[str, dict[str, str]] = field(default_factory=lambda: {"boards": {}, "images": {}, "sounds": {}})
    files: dict[str, bytes] = field(default_factory=dict)
    sounds: dict[str, dict[str, str]] = field(default_factory=dict)

    def add(self, kind: str, name: str, path: str, data: bytes) -> None:
        """Put a file in, and its id in the list of its kind."""
        self.names[kind][name] = path
        self.files[path] = data


def render(
    document: Document, profile: ReadingProfile, dressing: Dressing | None = None, narrator: Narrator | None = None
) -> bytes:
    """The boards as an .obz file, named in the reader's language, with both languages' words in it."""
    package = Package(profile.language, narrator)
    if narrator:
        narrator.speak(narrator.unread(said(document, profile, dressing)))
    for board in _boards(document, profile, dressing or Dressing()):
        told = json.dumps(_told(board, package), ensure_ascii=False, indent=1).encode("utf-8")
        package.add("boards", str(board.number), _path(board.number), told)
    manifest = {"format": FORMAT, "root": _path(1), "paths": package.names}
    return _zipped(document, {"manifest.json": json.dumps(manifest, indent=1).encode("utf-8"), **package.files})


def said(document: Document, profile: ReadingProfile, dressing: Dressing | None = None) -> tuple[Entry, ...]:
    """Everything that is spoken in the file: its labels."""
    boards = _boards(document, profile, dressing or Dressing())
    labels = dict.fromkeys(button.label for board in boards for button in board.buttons if button)
    return tuple(_saying(label, profile.language) for label in labels)


def _saying(label: str, language: Language) -> Entry:
    return Entry("item", (Saying("label", (Run(label, language),)),))


def _boards(document: Document, profile: ReadingProfile, dressing: Dressing) -> Iterator[Board]:
    """The first board, then those of each section that has pictures."""
    layout = Layout(document, msgspec.structs.replace(profile, symbols="key"), dressing)
    sections = [layout.section(one, number) for number, one in enumerate(document.sections, 1)]
    labels, language = layout.labels, profile.language
    answers = [Button(_label(one, language), one) for one in map(picture, ANSWERS)]
    start = Button(labels("files.board-start"), None, leads_to=1)
    doors: list[Button | None] = []
    made: list[Board] = []
    for section in sections:
        shown = list(_pictures(section))
        groups = _in_groups(shown, ROOM - 1 if len(shown) > ROOM else ROOM)
        for place, group in enumerate(groups, 1):
            number = len(made) + 2
            words = [Button(_label(one, language), one) for one in group]
            if place == 1:
                doors.append(Button(section.heading, group[0], leads_to=number))
            more = [Button(labels("labels.more"), None, leads_to=number + 1)] if place < len(groups) else []
            made.append(Board(number, section.heading, [start, *answers, *words, *more]))
    yield Board(1, document.title.to(language), [None, *answers, *doors])
    yield from made


def _pictures(section: LaidSection) -> Iterator[Picture]:
    """The pictures of a section, each once, in the order in which they are met; the answers have their own row."""
    seen = {picture(one).file for one in ANSWERS}
    for passage in (*section.passages, *section.more):
        for line in (line for part in (*passage.parts, *passage.told) for item in part.items for line in item):
            for shown in (*line.shown, *(word.shown for word in line.words)):
                if shown and shown.picture.file not in seen:
                    seen.add(shown.picture.file)
                    yield shown.picture


def _in_groups(all_: Sequence[T], size: int) -> list[list[T]]:
    return [list(all_[start : start + size]) for start in range(0, len(all_), size)]


def _label(one: Picture, language: Language) -> str:
    return one.label_cy if language == "cy" else one.label_en


def _path(number: int) -> str:
    return f"boards/{number}.obf"


def _told(board: Board, package: Package) -> dict[str, Any]:
    """A board as the format wants it; its pictures and sounds are put into the package."""
    cells = board.buttons + [None] * (ROWS * COLUMNS - len(board.buttons))
    ids = [f"{board.number}-{number}" if cell else None for number, cell in enumerate(cells, 1)]
    images = {one.file: one for cell in cells if cell and (one := cell.picture)}
    sounds = _sounds([cell.label for cell in cells if cell], package)
    return {
        "format": FORMAT,
        "id": str(board.number),
        "locale": package.language,
        "name": board.name,
        "buttons": [_button(name, cell, sounds) for name, cell in zip(ids, cells, strict=True) if name and cell],
        "grid": {"rows": ROWS, "columns": COLUMNS, "order": _in_groups(ids, COLUMNS)},
        "images": [_image(one, package) for one in images.values()],
        "sounds": list(sounds.values()),
        "strings": _strings(list(images.values()), package.language),
    }


def _button(name: str, button: Button, sounds: dict[str, dict[str, str]]) -> dict[str, Any]:
    told: dict[str, Any] = {"id": name, "label": button.label}
    if button.picture:
        told["image_id"] = _image_id(button.picture)
    if button.label in sounds:
        told["sound_id"] = sounds[button.label]["id"]
    if button.leads_to:
        told["load_board"] = {"id": str(button.leads_to), "path": _path(button.leads_to)}
    return told


def _image_id(one: Picture) -> str:
    return name_of(one.file).rsplit(".", 1)[0]


def _image(one: Picture, package: Package) -> dict[str, Any]:
    name = _image_id(one)
    drawn, path = drawing(one.file), f"images/{name_of(one.file)}"
    package.add("images", name, path, drawn.bytes)
    told = {"id": name, "path": path, "content_type": MEDIA_TYPES[drawn.kind], "width": 72, "height": 72}
    # A council's own pictures are for those to whom it gives them.
    return {**told, "license": LICENSES.get(one.source, {"type": "private", "author_name": one.source})}


def _sounds(labels: Sequence[str], package: Package) -> dict[str, dict[str, str]]:
    """The sound of each label, nothing without a narrator; the same words on two boards are one file."""
    if package.narrator is None:
        return {}
    for label in labels:
        if label not in package.sounds:
            name = f"sound-{len(package.sounds) + 1}"
            told = package.narrator.tell([_saying(label, package.language)])
            package.add("sounds", name, f"sounds/{name}.mp3", told.mp3)
            package.sounds[label] = {"id": name, "path": f"sounds/{name}.mp3", "content_type": "audio/mpeg"}
    return {label: package.sounds[label] for label in labels}


def _strings(pictures: Sequence[Picture], language: Language) -> dict[str, dict[str, str]]:
    """What each label is in both languages, for an app that can change between them."""
    return {
        "en": {_label(one, language): one.label_en for one in pictures},
        "cy": {_label(one, language): one.label_cy for one in pictures},
    }


def _zipped(document: Document, files: dict[str, bytes]) -> bytes:
    year, month, day = (int(part) for part in document.published_on.split("-"))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(zipfile.ZipInfo(name, (year, month, day, 12, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return made.getvalue()
