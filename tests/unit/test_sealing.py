"""The portal's seal: every change to what was sealed is found, and nobody else's seal passes for it."""

import re
import stat
from pathlib import Path

import pytest

from accessibility.formats import pdf
from accessibility.profile import ReadingProfile
from portal.services import seal_keys, sealing
from tests.builders import a_document


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("seal")
    seal_keys.make_key(made, "Cyngor Esiampl Council")
    return made


@pytest.fixture(scope="module")
def sealed(folder: Path) -> bytes:
    return sealing.seal(a_pdf(), folder)


def a_pdf() -> bytes:
    """A small document of ours."""

    return pdf.render(a_document(), ReadingProfile())


def test_what_was_sealed_here_is_known_again(sealed: bytes, folder: Path) -> None:
    checked = sealing.check(sealed, folder)
    assert checked.sealed_here
    assert checked.unchanged
    assert checked.sealed_at is not None


def test_a_file_that_was_never_sealed_is_not(folder: Path) -> None:
    assert not sealing.check(a_pdf(), folder).sealed_here
    assert not sealing.check(b"not a file of this kind", folder).sealed_here
    assert not sealing.check(b"", folder).sealed_here


def test_another_portals_seal_is_not_ours(tmp_path: Path, folder: Path) -> None:
    seal_keys.make_key(tmp_path, "Cyngor Esiampl Council")
    assert not sealing.check(sealing.seal(a_pdf(), tmp_path), folder).sealed_here


def test_one_bit_changed_anywhere_in_what_was_sealed_is_found(sealed: bytes, folder: Path) -> None:
    begin, length, again, rest = map(int, re.findall(rb"/ByteRange ?\[ ?(\d+) (\d+) (\d+) (\d+)", sealed)[0])
    for at in (*range(begin + 20, begin + length, length // 40), *range(again, again + rest, max(1, rest // 20))):
        changed = bytearray(sealed)
        changed[at] ^= 1
        assert not sealing.check(bytes(changed), folder).unchanged, at


def test_something_added_after_the_seal_is_found(sealed: bytes, folder: Path) -> None:
    assert not sealing.check(sealed + b"\n%more", folder).unchanged


def test_the_key_is_its_owners_alone_and_made_once(folder: Path) -> None:
    before = (folder / "seal.key").read_bytes()
    assert stat.S_IMODE((folder / "seal.key").stat().st_mode) == 0o600
    seal_keys.make_key(folder, "Somebody else")
    assert (folder / "seal.key").read_bytes() == before
