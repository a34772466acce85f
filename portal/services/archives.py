"""An archive: files in one tar, and last in it a manifest with the SHA-256 of each, so that half an archive is none."""

import hashlib
import io
import os
import tarfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import IO, Any

import msgspec

MANIFEST = "manifest.json"
FORMAT = "clywed backup 1"
PIECE = 1024 * 1024
SPOILT = "it is not whole, or not a backup of the portal"


class BadArchive(Exception):
    """An archive that can't be used; says why, in plain words."""


class Kept(msgspec.Struct, frozen=True):
    """One file in an archive."""

    size: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is in an archive. `made_at` is in UTC; `has_key` whether the portal's secret key is in it."""

    format: str
    made_at: str
    has_key: bool
    files: dict[str, Kept]


class _Counted(io.RawIOBase):
    """A file that is hashed as it is read."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.hash = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """The next bytes of the file, at most `size`; all that are left without one."""
        piece = self.file.read(size)
        self.hash.update(piece)
        return piece


def write(target: Path, files: Iterable[tuple[str, Path]], made_at: str) -> Manifest:
    """Make an archive of files, each under its name, readable by the owner only; it appears at `target` when whole.

    A file that goes while the archive is made is left out; one that changes its length stops it (OSError).
    """
    part = target.with_name(f".{target.name}.part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(handle, "wb") as out:
            manifest = _fill(out, files, made_at)
            out.flush()
            os.fsync(out.fileno())
        os.replace(part, target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return manifest


def _fill(out: IO[bytes], files: Iterable[tuple[str, Path]], made_at: str) -> Manifest:
    kept: dict[str, Kept] = {}
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, path in files:
            try:
                file = path.open("rb")
            except FileNotFoundError:
                continue
            with file:
                counted = _Counted(file)
                size = os.fstat(file.fileno()).st_size
                archive.addfile(_entry(name, size), counted)
                kept[name] = Kept(size, counted.hash.hexdigest())
        manifest = Manifest(FORMAT, made_at, "secret-key" in kept, kept)
        told = msgspec.json.format(msgspec.json.encode(manifest), indent=1)
        archive.addfile(_entry(MANIFEST, len(told)), io.BytesIO(told))
    return manifest


def _entry(name: str, size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    return entry


def unpack(archive: Path, folder: Path) -> Manifest:
    """Write the files of an archive into an empty folder, and check every one against the manifest.

    Raises BadArchive for one that is cut off, changed, or holds anything but plain files inside the folder.
    """
    try:
        with tarfile.open(archive, "r:") as opened:
            found: dict[str, Kept] = {}
            told = b""
            for member in opened:
                name = _checked(member, found)
                content = _content(opened, member)
                if name == MANIFEST:
                    told = content.read()
                else:
                    found[name] = _copy(content, folder / name)
        manifest = msgspec.json.decode(told, type=Manifest)
    except (tarfile.TarError, EOFError, msgspec.DecodeError, UnicodeError) as error:
        raise BadArchive(SPOILT) from error
    if manifest.format != FORMAT or manifest.files != found:
        raise BadArchive(SPOILT)
    return manifest


def _checked(member: tarfile.TarInfo, found: dict[str, Kept]) -> str:
    """The member's name; only a plain file, once, at a plain place inside the folder, is taken."""
    parts = PurePosixPath(member.name).parts
    plain = all(part[0] not in "./" and "\x00" not in part for part in parts)
    if not (member.isreg() and parts and plain and str(PurePosixPath(*parts)) == member.name) or member.name in found:
        raise BadArchive("it holds something that no backup holds")
    return member.name


def _content(opened: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    content: Any = opened.extractfile(member) if member.isreg() else None
    if content is None:
        raise BadArchive(SPOILT)
    return content


def _copy(content: IO[bytes], path: Path) -> Kept:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        counted = _Counted(content)
        while piece := counted.read(PIECE):
            file.write(piece)
        return Kept(file.tell(), counted.hash.hexdigest())
