"""A file is there whole or not at all; what is being written is nothing to a backup."""

import os
import stat
from pathlib import Path

import pytest

from portal.services import whole_files


def test_a_file_is_its_owners_alone_and_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "ab" / "file"
    whole_files.write(path, b"first")
    whole_files.write(path, b"second")
    assert path.read_bytes() == b"second"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_what_the_loss_of_power_leaves_begins_with_a_dot_and_the_file_before_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    whole_files.write(path, b"first")

    def no_power(_handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", no_power)
    with pytest.raises(KeyboardInterrupt):
        whole_files.write(path, b"second")
    assert path.read_bytes() == b"first"
    assert all(one.name.startswith(".") for one in tmp_path.iterdir() if one != path)
