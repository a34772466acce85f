"""The body of a copy in given choices: made once, kept by what is visible, the choices and the code's version.

Never shown before copies.read() has just allowed it: a body is found only by the key of an opened copy.
"""

import hashlib
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import msgspec

from accessibility import symbol_set
from accessibility.document import Section
from accessibility.dressing import Dressing
from accessibility.formats import page
from accessibility.profile import ReadingProfile
from accessibility.reading_aloud import Voice
from accessibility.repeats import Repeat
from content.reading import laid
from portal.errors import NotFound
from portal.services.copies import OpenCopy


@dataclass(frozen=True)
class Beside:
    """What else than the copy is on a page of it: the passages that were told before, by their ids, and who reads what
    aloud, by the hash of the words.
    """

    repeats: Mapping[str, Repeat] = field(default_factory=dict)
    voices: Mapping[str, Voice] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The same for the same, and another for anything else."""
        return msgspec.json.encode((self.repeats, self.voices), order="sorted").decode()


NOTHING = Beside()


class Body(str):
    """HTML made by accessibility.formats.page, which escapes every word in it: a template shows it as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        """The HTML itself, for a template."""
        return str(self)


class Bodies:
    """Rendered bodies on disk, where every web process finds them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def body(
        self,
        opened: OpenCopy,
        profile: ReadingProfile,
        address: str,
        part: int | None = None,
        sentence: int = 0,
        beside: Beside = NOTHING,
    ) -> Body:
        """The copy as HTML in the reader's choices. Raises NotFound for a part or a sentence that it doesn't have (see
        part_of and sentence_of).
        """
        key = _key(opened, profile, address, part, sentence, beside)
        found = self._from_disk(key)
        if found is None:
            found = _rendered(opened, profile, address, part, sentence, beside)
            if is_whole(opened, profile):
                self._to_disk(key, found)
        return found

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key

    def _from_disk(self, key: str) -> Body | None:
        """What is kept; None where it is not whole, which its own key at its end tells: the power may have failed."""
        try:
            text = self._path(key).read_bytes().decode("utf-8", "replace")
        except FileNotFoundError:
            return None
        return Body(text.removesuffix(key)) if text.endswith(key) else None

    def _to_disk(self, key: str, body: str) -> None:
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(body + key)
        os.replace(name, path)


def part_of(profile: ReadingProfile, section: int | None) -> int | None:
    """Which part is shown to somebody who reads one at a time, counted from 1; None for the whole."""
    return None if profile.pace == "page" else (section or 1)


def sentence_of(profile: ReadingProfile, sentence: int | None) -> int:
    """Which sentence of its part is shown to somebody who reads one at a time, counted from 1; 0 for all of them."""
    return (sentence or 1) if profile.pace == "sentence" else 0


def is_whole(opened: OpenCopy, profile: ReadingProfile) -> bool:
    """Whether a page of it is what it will be, so that it may be kept: without its pictures it is not."""
    return profile.symbols == "off" or bool(opened.known.dressed)


def _key(
    opened: OpenCopy, profile: ReadingProfile, address: str, part: int | None, sentence: int, beside: Beside
) -> str:
    shown = (address, str(part), str(sentence), beside.key)
    parts = (opened.key, opened.known.dressed, profile.key(), *shown, code_version())
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def _rendered(
    opened: OpenCopy, profile: ReadingProfile, address: str, part: int | None, sentence: int, beside: Beside
) -> Body:
    try:
        dressing = dressing_of(opened.copy.dressing)
        around = (beside.repeats, beside.voices)
        return Body(page.render(opened.document, profile, dressing, address, part, sentence or 1, *around))
    except IndexError:
        raise NotFound() from None


def one_section(
    opened: OpenCopy, profile: ReadingProfile, address: str, section: Section, beside: Beside = NOTHING
) -> Body:
    """One section of a copy by itself, in the reader's choices, whatever the pace that they have chosen."""
    alone = msgspec.structs.replace(opened.document, sections=(section,), removed=())
    whole = msgspec.structs.replace(profile, pace="page")
    dressing = dressing_of(opened.copy.dressing)
    return Body(page.render(alone, whole, dressing, address, repeats=beside.repeats, voices=beside.voices))


def dressing_of(kept: str) -> Dressing:
    """The pictures kept with a copy; none before the background has worked them out."""
    return msgspec.json.decode(kept, type=Dressing) if kept else Dressing()


def code_version() -> str:
    """A hash of what turns a copy into a body: the code, its templates, and the words and pictures it takes in."""
    chosen = symbol_set.installed()
    return "-".join(one for one in (_code(), chosen.version if chosen else "", laid()) if one)


@cache
def _code() -> str:
    here = Path(__file__).resolve().parent.parent.parent
    kinds = {"accessibility": ("py", "html", "css", "opf", "smil", "xhtml", "xml"), "content": ("py", "toml")}
    files = sorted(
        path for folder, ends in kinds.items() for end in ends for path in (here / folder).glob(f"**/*.{end}")
    )
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()[:16]
