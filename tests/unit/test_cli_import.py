"""`clywed import`: each file taken whole or refused whole, and the reason told."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import func, select

from portal.cli import main
from portal.commands import import_
from portal.models import Copy, Edition, Person, Record, RecordVersion, Tie
from tests.builders import SAMPLES, a_command_line, a_sample, a_session


@pytest.fixture(autouse=True)
def _fresh_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_command_line(monkeypatch, tmp_path / "data")


def run(*files: Path) -> Result:
    return CliRunner().invoke(main, ["import", *map(str, files)])


def a_file(folder: Path, name: str = "record.json", **more: Any) -> Path:
    file = folder / name
    file.write_text(json.dumps({**a_sample(), **more}), encoding="utf-8")
    return file


def count(tmp_path: Path, model: Any) -> int:
    with a_session(tmp_path / "data") as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def test_all_the_samples_are_taken_into_a_fresh_folder(tmp_path: Path) -> None:
    files = sorted(SAMPLES.glob("*.json"))
    result = run(*files)
    assert result.exit_code == 0, result.output
    assert count(tmp_path, Record) == len(files)
    assert f"Taken: {len(files)}. Refused: 0." in result.stdout


def test_importing_shows_nobody_anything(tmp_path: Path) -> None:
    run(a_file(tmp_path))
    assert count(tmp_path, Person) > 0
    for model in (Tie, Edition, Copy):
        assert count(tmp_path, model) == 0


def test_the_same_file_again_changes_nothing_and_is_no_failure(tmp_path: Path) -> None:
    file = a_file(tmp_path)
    run(file)
    result = run(file)
    assert (result.exit_code, "already here" in result.stdout) == (0, True)
    assert count(tmp_path, RecordVersion) == 1


def test_a_newer_version_is_told_as_one(tmp_path: Path) -> None:
    run(a_file(tmp_path))
    result = run(a_file(tmp_path, version=3))
    assert "3        newer version" in result.stdout
    assert count(tmp_path, RecordVersion) == 2


def test_a_broken_file_is_refused_whole_and_the_others_are_taken(tmp_path: Path) -> None:
    broken = a_sample()
    broken["passages"][3]["surprise"] = "no"
    bad = a_file(tmp_path, "bad.json", reference="FIC-2", passages=broken["passages"])
    result = run(bad, a_file(tmp_path, "good.json"))
    assert result.exit_code == 1
    assert f"{bad}: $.passages[3]" in result.stderr
    assert "Taken: 1. Refused: 1." in result.stdout
    assert count(tmp_path, Record) == 1


def test_an_older_version_is_refused(tmp_path: Path) -> None:
    run(a_file(tmp_path))
    result = run(a_file(tmp_path, version=1))
    assert (result.exit_code, "$.version" in result.stderr) == (1, True)


@pytest.mark.parametrize("what", ["missing", "folder", "unreadable"])
def test_what_cannot_be_read_is_one_line_and_no_traceback(tmp_path: Path, what: str) -> None:
    file = tmp_path / what
    if what == "folder":
        file.mkdir()
    elif what == "unreadable":
        file.symlink_to(file)
    result = run(file, a_file(tmp_path))
    assert result.exit_code == 1
    assert result.stderr.startswith(f"{file}: could not be read: ")
    assert len(result.stderr.splitlines()) == 1
    assert "Taken: 1. Refused: 1." in result.stdout


def test_no_more_is_read_of_a_big_file_than_tells_that_it_is_too_big(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    big = tmp_path / "big.json"
    with big.open("wb") as opened:
        os.truncate(opened.fileno(), 40 * 1024 * 1024)
    sizes = []
    read = import_._read
    monkeypatch.setattr(import_, "_read", lambda file: sizes.append(len(found := read(file))) or found)
    result = run(big)
    assert (result.exit_code, sizes) == (1, [2 * 1024 * 1024 + 1])
    assert "larger than" in result.stderr


def test_a_file_of_no_bytes_is_refused(tmp_path: Path) -> None:
    empty = tmp_path / "empty.json"
    empty.touch()
    result = run(empty)
    assert (result.exit_code, result.exception.__class__) == (1, SystemExit)
    assert f"{empty}: $" in result.stderr


def test_progress_is_told_for_many_files_only(tmp_path: Path) -> None:
    file = a_file(tmp_path)
    assert run(*[file] * 5).stderr == ""
    lines = run(*[file] * 40).stderr.splitlines()
    assert (lines[0], lines[-1], len(lines)) == ("4 of 40", "40 of 40", 10)


def test_without_a_file_the_command_says_how_it_is_used() -> None:
    result = run()
    assert result.exit_code == 2
    assert "FILES" in result.stderr


def test_help_is_there() -> None:
    result = CliRunner().invoke(main, ["import", "--help"])
    assert result.exit_code == 0
    assert "Nothing of a refused file is kept" in result.stdout
