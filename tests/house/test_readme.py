"""What the README says is so: settings, commands, the demo's people, pictures and files."""

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from portal.cli import Commands, main
from portal.config import HERE, Settings, settings_from
from tools import who_may

README = (HERE / "README.md").read_text(encoding="utf-8")
CONFIG = (HERE / "portal" / "config.py").read_text(encoding="utf-8")
DECISIONS = (HERE / "DECISIONS.md").read_text(encoding="utf-8")
# What a setting is called in portal/config.py, and the README's words for a default that is not a plain value.
IN_WORDS = {
    "CLYWED_DATA": "the folder `var` beside the code",
    "DATABASE_URL": "SQLite in that folder",
    "CLYWED_SYMBOLS": "the portal's own, and OpenMoji's",
    "CLYWED_CONTENT": "the portal's own words and forms",
    "REDIS_URL": "a queue in that folder, limits in memory",
    "CLYWED_VOICES": "`cy=espeak en=espeak`",
    "CLYWED_SECRET_KEY": "made once, in the file `secret-key` of that folder",
}
OF = {
    "CLYWED_HOST": "host",
    "PORT": "port",
    "CLYWED_WORKERS": "workers",
    "CLYWED_PROXIES": "proxies",
    "CLYWED_COUNCIL": "council",
    "CLYWED_EXIT": "exit_address",
    "CLYWED_IDLE_MINUTES": "idle_minutes",
    "CLYWED_LONGEST_MINUTES": "longest_minutes",
    "CLYWED_DEMO": "demo",
}


def listed() -> dict[str, str]:
    """The settings of the README's table, and the default that it gives for each."""
    table = README.split("### Settings")[1].split("###")[0]
    return dict(re.findall(r"^\| `([A-Z_]+)` \| (.*?) \|", table, re.MULTILINE))


def read_by_the_code() -> set[str]:
    """The names that portal/config.py reads from the environment."""
    return set(re.findall(r'"((?:CLYWED_[A-Z_]+|PORT|[A-Z]+_URL))"', CONFIG))


def test_every_setting_is_listed_and_no_other() -> None:
    assert set(listed()) == read_by_the_code() == set(IN_WORDS) | set(OF)
    assert len(fields(Settings)) == len(listed())


def test_each_default_is_the_one_that_holds(tmp_path: Path) -> None:
    settings = settings_from({"CLYWED_DATA": str(tmp_path)})
    for name, field in OF.items():
        value = getattr(settings, field)
        assert listed()[name] == f"`{int(value) if isinstance(value, bool) else value}`", name
    assert {name: listed()[name] for name in IN_WORDS} == IN_WORDS
    assert Settings().data == HERE / "var"
    assert (tmp_path / "secret-key").exists()
    assert settings.database == f"sqlite:///{tmp_path / 'clywed.sqlite'}"


def test_no_setting_is_read_anywhere_else() -> None:
    """Beside portal/config.py only the command line looks at the environment, to hand it on."""
    for path in (HERE / "portal").rglob("*.py"):
        names = set(re.findall(r'environ(?:\.get\()?\[?"([A-Z_]+)"', path.read_text(encoding="utf-8")))
        assert names <= read_by_the_code(), path


def test_every_command_that_it_names_is_there() -> None:
    assert isinstance(main, Commands)
    there = set(main.list_commands(main.make_context("clywed", [], resilient_parsing=True)))
    named = set(re.findall(r"\bclywed ([a-z]+(?:-[a-z]+)*)\b(?! Council)", README))
    assert named <= there, named - there
    assert {"import", "people", "tie", "invite", "publish", "block", "serve", "backup", "restore", "verify"} <= named
    assert "check-text" in named


def test_every_make_target_that_it_names_is_there() -> None:
    targets = set(re.findall(r"^([a-z-]+):.*## ", (HERE / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z-]+)", re.sub(r"`make` alone", "", README)))
    assert {"run", "test", "check", "fix", "bench", "screenshots"} <= named
    assert {one for one in named if f"`make {one}" in README} <= targets


def test_the_demo_people_sign_in_as_it_says() -> None:
    demo = tomllib.loads((HERE / "content" / "demo" / "people.toml").read_text(encoding="utf-8"))["people"]
    table = README.split("## The people of the demo")[1].split("##")[0]
    for person in demo:
        assert f"`{person['user_name']}`" in table
        assert person.get("passphrase", ", ".join(person.get("pictures", ()))) in table
    rows = "\n".join(line for line in table.splitlines() if line.startswith("|"))
    assert set(re.findall(r"`([a-z]+)`", rows)) == {person["user_name"] for person in demo}


@pytest.mark.parametrize("name", ["README.md", "DECISIONS.md", "CHANGELOG.md", "docs/who-may-do-what.md"])
def test_every_file_that_is_linked_is_there(name: str) -> None:
    text = (HERE / name).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        if not target.startswith("http"):
            assert (HERE / name).parent.joinpath(target).exists(), target


def test_every_picture_is_shown_and_none_is_heavy() -> None:
    taken = {path.name for path in (HERE / "docs" / "screenshots").glob("*.png")}
    assert taken == set(re.findall(r"docs/screenshots/([\w-]+\.png)", README))
    assert all((HERE / "docs" / "screenshots" / name).stat().st_size <= 150_000 for name in taken)


def test_the_table_of_permissions_is_the_one_that_holds() -> None:
    assert who_may.PAGE.read_text(encoding="utf-8") == who_may.table()


def test_every_package_asked_for_has_its_reason() -> None:
    project = tomllib.loads((HERE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    lines = sum(extras.values(), project["dependencies"])
    asked = {re.split(r"[\[=<>~]", line)[0] for line in lines}
    told = set(re.findall(r"^\| `([a-z0-9.-]+)` \|", DECISIONS, re.MULTILINE))
    assert told == asked


def test_the_sheets_of_symbols_are_all_shown_and_small() -> None:
    page = (HERE / "docs" / "symbols.md").read_text("utf-8")
    drawn = {path.name for path in (HERE / "docs" / "symbols").glob("*.png")}
    assert drawn == set(re.findall(r"\(symbols/([\w-]+\.png)\)", page))
    assert all((HERE / "docs" / "symbols" / name).stat().st_size <= 150_000 for name in drawn)
    assert "(docs/symbols.md)" in README
