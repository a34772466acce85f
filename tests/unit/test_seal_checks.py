"""Checking a stranger's file in a process of its own: what was not found out is never told as a no."""

import subprocess
import sys
from pathlib import Path

import pytest

from portal.errors import NotKnownNow
from portal.services import seal_checks
from portal.services.seal_checks import NOT_OURS, check_apart


def ends_with(code: str) -> list[str]:
    """A process that reads what it is given and then does this."""
    return [sys.executable, "-c", f"import os, signal, sys; sys.stdin.buffer.read(); {code}"]


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """What stands in for the process that reads: set by `becomes`."""
    return monkeypatch


def becomes(reader: pytest.MonkeyPatch, code: str) -> None:
    """Let the process do this instead of reading the file."""
    run = subprocess.run
    reader.setattr(seal_checks.subprocess, "run", lambda _command, **given: run(ends_with(code), **given))


def test_a_file_that_is_no_document_is_not_ours(tmp_path: Path) -> None:
    assert check_apart(b"not a file of this kind", tmp_path) == NOT_OURS


def test_a_reader_that_breaks_over_a_file_says_that_it_is_not_ours(reader: pytest.MonkeyPatch, tmp_path: Path) -> None:
    becomes(reader, "sys.exit(1)")
    assert check_apart(b"%PDF-", tmp_path) == NOT_OURS


def test_a_reader_that_was_stopped_says_nothing_of_the_seal(reader: pytest.MonkeyPatch, tmp_path: Path) -> None:
    becomes(reader, "os.kill(os.getpid(), signal.SIGKILL)")
    with pytest.raises(NotKnownNow):
        check_apart(b"%PDF-", tmp_path)


def test_a_reader_that_is_too_slow_says_nothing_of_the_seal(reader: pytest.MonkeyPatch, tmp_path: Path) -> None:
    reader.setattr(seal_checks, "SECONDS", 0.2)
    becomes(reader, "signal.pause()")
    with pytest.raises(NotKnownNow):
        check_apart(b"%PDF-", tmp_path)
