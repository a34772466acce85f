"""Set-up asks Debian for what is missing, and only for that."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools import debian

FOR_TESTS = "chromium libatomic1 poppler-utils epubcheck default-jre-headless postgresql-15 redis-tools"
HERE = (
    *("espeak-ng-data", "fonts-liberation", "libespeak-ng1", "libpango-1.0-0", "libpangoft2-1.0-0"),
    *("liblouis20", "liblouis-data", "fonts-noto-core", "fonts-noto-color-emoji", "fonts-wqy-microhei"),
)


class Machine:
    """A machine whose dpkg, apt and sudo only write down what was asked of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.asked = folder / "asked"
        self.program("dpkg-query", f'case " {" ".join(HERE)} " in *" $3 "*) printf installed;; *) exit 1;; esac')

    def program(self, name: str, script: str) -> None:
        path = self.folder / name
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)

    def asks(self, purpose: str, monkeypatch: pytest.MonkeyPatch, *, root: bool) -> int:
        monkeypatch.setenv("PATH", f"{self.folder}:{os.defpath}")
        monkeypatch.setattr(debian.shutil, "which", lambda name: (self.folder / name).exists())
        monkeypatch.setattr(debian.os, "geteuid", lambda: 0 if root else 1000)
        return debian.main([purpose])


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@pytest.fixture
def apt(machine: Machine) -> Machine:
    machine.program("apt-get", f'echo "apt-get $*" >> {machine.asked}')
    for name in ("install", "rm"):
        machine.program(name, f'echo "{name} $*" >> {machine.folder}/{name}-asked')
    return machine


def test_root_installs_what_is_missing(apt: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    assert apt.asks("run", monkeypatch, root=True) == 0
    update, install = apt.asked.read_text().splitlines()
    assert update.endswith(" update")
    assert install.endswith("install --no-install-recommends libharfbuzz-subset0")


def test_the_tests_need_a_browser_too(apt: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    assert apt.asks("test", monkeypatch, root=True) == 0
    assert apt.asked.read_text().endswith(f"libharfbuzz-subset0 {FOR_TESTS}\n")


def test_no_server_of_the_machines_own_is_made_for_the_tests(apt: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    apt.program("apt-get", f"test -s {apt.folder}/install-asked && ! test -e {apt.folder}/rm-asked")
    apt.program("install", f"cat > {apt.folder}/install-asked")
    assert apt.asks("test", monkeypatch, root=True) == 0
    assert (apt.folder / "install-asked").read_text() == "create_main_cluster = false\n"
    assert (apt.folder / "rm-asked").read_text() == f"rm -f {debian.NO_SERVER}\n"


def test_somebody_with_sudo_installs_by_it(apt: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    apt.program("sudo", f'echo sudo >> {apt.asked}; exec "$@"')
    assert apt.asks("run", monkeypatch, root=False) == 0
    assert apt.asked.read_text().splitlines()[::2] == ["sudo", "sudo"]


def test_without_root_the_packages_are_named_and_nothing_is_done(
    apt: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert apt.asks("bench", monkeypatch, root=False) == 1
    assert f"libharfbuzz-subset0 {FOR_TESTS} wrk\n" in capsys.readouterr().out
    assert not apt.asked.exists()


def test_where_all_is_there_nothing_is_asked(apt: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    apt.program("dpkg-query", "printf installed")
    assert apt.asks("test", monkeypatch, root=True) == 0
    assert not apt.asked.exists()


def test_what_apt_could_not_do_stops_the_set_up(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    machine.program("apt-get", "exit 100")
    assert machine.asks("run", monkeypatch, root=True) == 1


def test_a_python_that_makes_no_environments_is_told(apt: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(debian.importlib.util, "find_spec", lambda name: None)
    assert apt.asks("run", monkeypatch, root=True) == 0
    assert apt.asked.read_text().endswith(" python3-venv\n")


def test_the_script_needs_nothing_but_the_standard_library() -> None:
    answer = subprocess.run([sys.executable, "-I", "-S", "tools/debian.py", "nonsense"], capture_output=True, text=True)
    assert (answer.returncode, answer.stderr) == (2, "usage: python3 tools/debian.py run|test|bench\n")
