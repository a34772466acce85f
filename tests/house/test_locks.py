"""Set-up installs exactly what the lock files name, and they name all that the project asks for."""

import json
import re
import tomllib
from pathlib import Path

PROJECT = tomllib.loads(Path("pyproject.toml").read_text())["project"]
EXTRAS = PROJECT["optional-dependencies"]
# Each holds all that the one before does.
LOCKS = ("requirements.lock", "requirements-council.lock", "requirements-dev.lock")


def locked(name: str) -> dict[str, str]:
    """The packages of a lock file and their versions."""
    return dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", Path(name).read_text(), re.MULTILINE))


def asked(dependencies: list[str]) -> set[str]:
    """The names of the packages asked for."""
    return {re.split(r"[\[=<>~]", line)[0] for line in dependencies}


def test_all_that_running_asks_for_is_locked() -> None:
    assert asked(PROJECT["dependencies"] + EXTRAS["build"]) - set(locked("requirements.lock")) == set()


def test_the_tests_run_on_the_versions_that_serve_and_so_does_a_council() -> None:
    serving, council, testing = (locked(name) for name in LOCKS)
    assert asked(EXTRAS["council"]) - set(council) == set()
    assert asked(EXTRAS["dev"]) - set(testing) == set()
    assert serving.items() <= council.items() <= testing.items()


def test_every_package_is_held_to_its_hash_and_to_no_address() -> None:
    for name in LOCKS:
        text = Path(name).read_text()
        for entry in re.split(r"\n(?=[a-z])", text.strip()):
            assert "--hash=sha256:" in entry
        assert "://" not in text
        assert "--index-url" not in text


def test_npm_packages_are_named_exactly_and_locked() -> None:
    package = json.loads(Path("package.json").read_text())
    lock = json.loads(Path("package-lock.json").read_text())["packages"]
    for name, version in (package["dependencies"] | package["devDependencies"]).items():
        assert lock[f"node_modules/{name}"]["version"] == version
        assert lock[f"node_modules/{name}"]["integrity"].startswith("sha512-")
    assert not any("resolved" in entry for entry in lock.values())
