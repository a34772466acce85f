"""`clywed formats`: every format of one person's copy, in both languages, with nothing that they may not see."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from accessibility.formats import to_take_away
from portal.cli import main
from portal.commands import open_database, settings
from portal.services import file_kinds
from tests.builders import a_command_line
from tests.families import DANI, JONAH, KEZ, NEIL, YASMIN, Plan, put_in, the_plan_in
from tests.pages.hiding import hide

RECORD = "FIC-CPP-2026-0187"


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Plan]:
    a_command_line(monkeypatch, tmp_path / "data")
    for name, kind in file_kinds.KINDS.items():
        quick = replace(kind, make=lambda _s, _c, document, _p: repr(document.sections).encode())
        monkeypatch.setitem(file_kinds.KINDS, name, quick)
    (tmp_path / "data").mkdir()
    put_in(tmp_path / "data")
    with open_database(settings()).sessions() as session:
        yield the_plan_in(session)


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["formats", *words])


def test_every_format_is_written_in_both_languages_under_a_name_that_tells_nothing(plan: Plan, tmp_path: Path) -> None:
    plan.session.commit()
    answer = run(RECORD, "--person", DANI, "--child", KEZ, "--out", str(tmp_path / "out"))
    assert answer.exit_code == 0, answer.output
    wanted = {f"clywed-{one.name}-{language}.{one.suffix}" for one in to_take_away() for language in ("en", "cy")}
    assert {path.name for path in (tmp_path / "out").iterdir()} == wanted
    assert all(b"canary-reason" in path.read_bytes() for path in (tmp_path / "out").iterdir())
    assert all(str(tmp_path / "out" / name) in answer.stdout for name in wanted)


def test_copies_about_several_children_have_a_folder_each(plan: Plan, tmp_path: Path) -> None:
    plan.session.commit()
    assert run(RECORD, "--person", DANI, "--out", str(tmp_path / "out")).exit_code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["1", "2", "3"]


def test_what_is_hidden_now_is_in_none_of_them(plan: Plan, tmp_path: Path) -> None:
    hide(plan, "reason")
    assert run(RECORD, "--person", DANI, "--child", KEZ, "--out", str(tmp_path / "out")).exit_code == 0
    assert not any(b"canary-reason" in path.read_bytes() for path in (tmp_path / "out").iterdir())


@pytest.mark.parametrize(("person", "more"), [(YASMIN, ()), (JONAH, ("--child", KEZ)), (NEIL, ("--child", KEZ))])
def test_whoever_has_no_copy_or_may_not_read_it_now_gets_nothing(
    plan: Plan, tmp_path: Path, person: str, more: tuple[str, ...]
) -> None:
    if person == NEIL:
        plan.block(NEIL, KEZ)
    plan.session.commit()
    answer = run(RECORD, "--person", person, *more, "--out", str(tmp_path / "out"))
    assert answer.exit_code == 1
    assert not (tmp_path / "out").exists()
