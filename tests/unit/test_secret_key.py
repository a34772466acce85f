"""The key that signs tokens: made once, whole when it is there, and never taken for one when it is empty."""

import os
import stat
from pathlib import Path

import pytest

from portal.config import BadSetting, settings_from


def key_in(folder: Path) -> str:
    return settings_from({"CLYWED_DATA": str(folder)}).secret_key


def test_it_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    first = key_in(tmp_path / "new")
    assert len(first) == 64
    assert key_in(tmp_path / "new") == first
    [made] = (tmp_path / "new").iterdir()
    assert (made.name, stat.S_IMODE(made.stat().st_mode)) == ("secret-key", 0o600)


def test_an_empty_key_is_no_key(tmp_path: Path) -> None:
    (tmp_path / "secret-key").touch()
    with pytest.raises(BadSetting, match="is empty"):
        key_in(tmp_path)


def test_the_loss_of_power_while_it_is_made_leaves_no_half_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_power(_handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", no_power)
    with pytest.raises(KeyboardInterrupt):
        key_in(tmp_path)
    monkeypatch.undo()
    assert not (tmp_path / "secret-key").exists()
    assert len(key_in(tmp_path)) == 64


def test_of_two_processes_that_make_one_both_use_the_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    really = os.link

    def overtaken(made: str, path: Path) -> None:
        path.write_text("the key of the other")
        really(made, path)

    monkeypatch.setattr(os, "link", overtaken)
    assert key_in(tmp_path) == "the key of the other"
