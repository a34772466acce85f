"""Files to take away, opened again: which words are in them, and whether anything in them points somewhere else."""

import ctypes
import io
import re
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

from accessibility import braille
from accessibility.braille import in_cells
from accessibility.document import Language, Sentence
from accessibility.narration import Narrator
from accessibility.reading_aloud import Reading, Voice
from accessibility.sound import Manner, Piece, Spoken, Times, frames_of, silence, spoken, store_piece, words_key

# Where an address would be that something is fetched from when the file is opened.
FETCHED = re.compile(
    r"""(?:src|srcset|poster|action|data|href)\s*=\s*["']?(?!#|data:|[\w.-]+["'])([^"'\s>]+)|url\(["']?(?!data:|[\w.-]+\.ttf)([^)"']+)"""
)


@dataclass
class Opened:
    """A file's words on one line, how a text would look in it, and the addresses in it that lead elsewhere."""

    text: str
    as_written: Callable[[str, Language], list[str]] = field(default=lambda text, _language: [text])
    points_out: list[str] = field(default_factory=list)

    def has(self, text: str, language: Language) -> bool:
        """Whether a text is in the file."""
        return any(_squeezed(one) in self.text for one in self.as_written(text, language))


def _squeezed(text: str) -> str:
    """Without any white space: lines break where they must, and pictures stand between words."""
    return re.sub(r"\s+", "", text)


def words_in(name: str, made: bytes, told: Sequence[str] = ()) -> Opened:
    """A file of this format, opened; what was told for it counts as its words where it is nothing but sound."""
    if name == "audio":
        found = re.findall(rb"TIT2.{6}\x03([^\x00]+?)(?=CHAP|TLAN|\xff)", made, re.DOTALL)
        return Opened(_squeezed(" ".join([*told, *(one.decode("utf-8") for one in found)])), _unquoted)
    return OPENERS[name](made)


class QuietNarrator(Narrator):
    """Says everything in a fifth of a second of silence, and keeps what it was asked to say."""

    def __init__(self, folder: Path, readings: Mapping[str, Reading] | None = None) -> None:
        super().__init__(folder, Manner(140), pause_ms=0, readings=readings)
        self.told: list[str] = []

    def speak(self, sentences: Sequence[Spoken]) -> None:
        """Keep silence for each sentence."""
        frames = frames_of(200)
        quiet = silence(frames)
        for said in sentences:
            self.told.append("".join(text for text, _ in said))
            store_piece(self.folder, said, self.manner, Piece(Times(frames, len(quiet), 0, 190), quiet))


def a_reading(folder: Path, sentences: Sequence[Sentence], begins: tuple[int, ...] = ()) -> dict[str, Reading]:
    """Three seconds that somebody took to read these sentences aloud, for a narrator."""
    path = folder / "reading.mp3"
    path.write_bytes(silence(frames_of(3000)))
    return {words_key([spoken(one) for one in sentences]): Reading(path, Voice("Yasmin", is_theirs=True), begins)}


def _unquoted(text: str, _language: Language) -> list[str]:
    return [text.strip("“”")]


def _of_text(made: bytes) -> Opened:
    return Opened(_squeezed(re.sub(r"^- ", "", made.decode("utf-8"), flags=re.MULTILINE)))


def _of_markup(markup: str) -> Opened:
    outside = [one for pair in FETCHED.findall(markup) for one in pair if one]
    shown = re.sub(r"<(style|symbol)\b.*?</\1>", "", markup, flags=re.DOTALL)
    text = unescape(re.sub(r"<[^>]+>", "", shown))
    # The style sheet sets quotation marks round a worker's words in a sentence of ours.
    return Opened(_squeezed(text), _unquoted, outside)


def _of_html(made: bytes) -> Opened:
    return _of_markup(made.decode("utf-8"))


def _of_pdf(made: bytes) -> Opened:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "file.pdf").write_bytes(made)
        answer = subprocess.run(
            ["pdftotext", Path(folder) / "file.pdf", "-"], capture_output=True, text=True, check=True
        )
    text = re.sub(r"(?:Page|Tudalen) \d+ (?:of|o) \d+|•", "", answer.stdout)
    return Opened(_squeezed(text), points_out=re.findall(r"/URI ?\(([^)]*)\)", made.decode("latin-1")))


def _of_braille(grade: int) -> Callable[[bytes], Opened]:
    def opened(made: bytes) -> Opened:
        # Each page's first line is its number.
        lines = [line for page in made.decode("ascii").split("\f") for line in page.split("\r\n")[1:]]

        def in_braille(text: str, language: Language) -> list[str]:
            return [in_cells([(text, language)], grade), in_cells([(text, language)], 1)]

        return Opened(_squeezed("".join(lines)), in_braille)

    return opened


def read_back(text: str, grade: int) -> str:
    """What liblouis reads in English cells."""
    louis = braille._louis()
    size: int = louis.lou_charSize()
    code = "utf-16-le" if size == 2 else "utf-32-le"
    given, made = text.encode(code), ctypes.create_string_buffer(8 * len(text) * size)
    length, room = ctypes.c_int(len(given) // size), ctypes.c_int(8 * len(text))
    tables = f"{braille.CELLS},{braille.TABLES['en', grade]}".encode()
    assert louis.lou_backTranslateString(tables, given, ctypes.byref(length), made, ctypes.byref(room), None, None, 0)
    return made.raw[: room.value * size].decode(code)


def everything_in(made: bytes) -> str:
    """All that is in a file: each file in a ZIP file, braille as it is and as it reads, or the bytes."""
    if made.startswith(b"PK"):
        return "\n".join(data.decode("utf-8", "replace") for data in members(made).values())
    text = made.decode("utf-8", "replace")
    if not text.endswith("\f"):
        return text
    lines = [line for page in text.split("\f") for line in page.split("\r\n")[1:]]
    return "\n".join(
        [
            text,
            *(read_back(" ".join(lines[at : at + 20]), grade) for grade in (1, 2) for at in range(0, len(lines), 10)),
        ]
    )


def members(made: bytes) -> dict[str, bytes]:
    """What is in a ZIP file, by name."""
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        return {one: package.read(one) for one in package.namelist()}


def _of_book(made: bytes) -> Opened:
    files = members(made)
    pages = [files[one].decode("utf-8") for one in files if one.endswith(".xhtml")]
    rest = [files[one].decode("utf-8") for one in files if one.endswith((".opf", ".smil", ".css", ".svg"))]
    opened = _of_markup("\n".join(pages))
    names = {Path(one).name for one in files}
    beyond = [one for text in rest for one in _of_markup(text).points_out if one.split("#")[0] not in names]
    beyond += [one for one in opened.points_out if one.split("#")[0] not in names]
    return Opened(opened.text + _squeezed(unescape(re.sub(r"<[^>]+>", "", "".join(rest)))), _unquoted, beyond)


def _of_board(made: bytes) -> Opened:
    files = members(made)
    text = "".join(data.decode("utf-8") for name, data in files.items() if name.endswith((".obf", ".json", ".svg")))
    licenses = r"https://(?:creativecommons\.org/licenses/by-sa/4\.0/|opensource\.org/license/mit|openmoji\.org)"
    return Opened(
        _squeezed(text),
        points_out=re.findall(
            r'"(?:url|data_url)"|https?://\S+', re.sub(licenses, "", text).replace("http://www.w3.org/2000/svg", "")
        ),
    )


OPENERS: dict[str, Callable[[bytes], Opened]] = {
    "text": _of_text,
    "html": _of_html,
    "pdf": _of_pdf,
    "book": _of_book,
    "board": _of_board,
    "braille1": _of_braille(1),
    "braille2": _of_braille(2),
}
