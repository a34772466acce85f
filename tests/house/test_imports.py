"""Who may import whom, and the one door to each heavy or dangerous library."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGES = ("portal", "accessibility", "content")
DOORS = {
    "bleach": "portal/sanitise.py",
    "nh3": "portal/sanitise.py",
    "pyttsx3": "accessibility/speech.py",
    "weasyprint": "accessibility/formats/pdf.py",
    "pyhanko": "portal/services/sealing.py",
}
# Megabytes and seconds that a page never needs: background work loads them, in a process of its own.
HEAVY = ("pyhanko", "pyttsx3", "simplemma", "weasyprint")


def modules(source: str) -> Iterator[str]:
    """Name the modules that `source` imports, wherever in it, and what it takes from each as if a module too."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def imported(source: str) -> set[str]:
    """Name the packages that `source` imports."""
    return {name.split(".")[0] for name in modules(source)}


def strangers(library: str, files: dict[str, str]) -> list[str]:
    """Name the files, of path and source, that import `library` beside its door."""
    return [path for path, source in files.items() if path != DOORS[library] and library in imported(source)]


def acquaintances(files: dict[str, str]) -> list[str]:
    """Name the adapters to case systems that import another; what all of them share is named contract*."""
    adapters = {
        path: f"portal.caserecord.{Path(path).stem}"
        for path in files
        if Path(path).match("portal/caserecord/*.py") and not Path(path).stem.startswith(("contract", "__"))
    }
    return [path for path, own in adapters.items() if ({*adapters.values()} - {own}) & {*modules(files[path])}]


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    return {path.as_posix(): path.read_text() for top in PACKAGES for path in Path(top).rglob("*.py")}


def test_every_import_contract_is_kept() -> None:
    answer = subprocess.run([Path(sys.executable).parent / "lint-imports"], capture_output=True, text=True)
    assert answer.returncode == 0, answer.stdout


@pytest.mark.parametrize("library", DOORS)
def test_a_library_has_one_door(library: str, files: dict[str, str]) -> None:
    assert strangers(library, files) == []
    assert library in imported(files[DOORS[library]])


def test_a_second_door_is_told() -> None:
    lazy = "def clean(text):\n    from nh3 import clean\n    return clean(text)\n"
    assert strangers("nh3", {DOORS["nh3"]: lazy, "portal/services/x.py": lazy}) == ["portal/services/x.py"]
    assert strangers("weasyprint", {"portal/x.py": "import weasyprint.text\n"}) == ["portal/x.py"]


def test_adapters_do_not_know_each_other(files: dict[str, str]) -> None:
    assert acquaintances(files) == []


def test_an_adapter_that_knows_another_is_told() -> None:
    embedded, webhook = "portal/caserecord/embedded.py", "portal/caserecord/webhook.py"
    shared = "from portal.caserecord.contract import read\n"
    assert acquaintances({embedded: shared, webhook: shared + "from portal.caserecord import embedded\n"}) == [webhook]
    assert acquaintances({embedded: "import portal.caserecord.webhook\n", webhook: shared}) == [embedded]


def test_a_web_worker_loads_nothing_heavy(tmp_path: Path) -> None:
    program = (
        "import os, sys; from portal import create_app, settings_from;"
        "create_app(settings_from(os.environ)).test_client().get('/en/');"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program], env={"CLYWED_DATA": str(tmp_path)}, capture_output=True, text=True
    )
    assert answer.stdout == "[]\n", answer.stderr
