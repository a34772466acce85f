"""Files that nobody can use any more are taken away, from the disk and from the list; the others stay."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from accessibility.profile import ReadingProfile
from portal.background import TIDYINGS
from portal.database import now
from portal.models import MadeFile
from portal.services import files, old_files
from portal.services.file_kinds import Kind
from tests.families import DANI, KEZ, Plan, put_in, the_plan_in
from tests.pages.hiding import hide

PROFILE = ReadingProfile()


@pytest.fixture
def plan(app: Flask, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Plan:
    put_in(tmp_path)
    monkeypatch.setitem(files.KINDS, "pdf", Kind(lambda *_: b"made"))
    return the_plan_in(session)


def a_file(plan: Plan, folder: Path, *, ago: timedelta = timedelta(hours=2)) -> Path:
    """A file that was asked for and made a while ago."""
    file = files.ask(plan.people[DANI], plan.copy(DANI, KEZ).public_id, "pdf", PROFILE)
    plan.session.flush()
    files.make(plan.session, file.id)
    file.asked_at = now() - ago
    plan.session.commit()
    path = folder / "files" / file.key[:2] / f"{file.key}.pdf"
    assert path.exists()
    return path


def tidied(plan: Plan) -> int:
    """How many rows are left after tidying."""
    old_files.forget_unused(plan.session)
    plan.session.commit()
    return len(plan.session.scalars(select(MadeFile)).all())


def test_a_file_that_would_be_made_just_so_today_stays(plan: Plan, tmp_path: Path) -> None:
    path = a_file(plan, tmp_path)
    assert tidied(plan) == 1
    assert path.exists()


def test_a_file_of_a_recalled_copy_goes(plan: Plan, tmp_path: Path) -> None:
    path = a_file(plan, tmp_path)
    plan.copy(DANI, KEZ).recalled_at = now()
    plan.session.commit()
    assert tidied(plan) == 0
    assert not path.exists()


def test_a_file_with_something_in_it_that_is_hidden_now_goes(plan: Plan, tmp_path: Path) -> None:
    path = a_file(plan, tmp_path)
    hide(plan, "reason")
    assert tidied(plan) == 0
    assert not path.exists()


def test_a_file_that_an_older_code_made_goes(plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = a_file(plan, tmp_path)
    monkeypatch.setattr(files, "code_version", lambda: "newer")
    assert tidied(plan) == 0
    assert not path.exists()


def test_a_file_that_was_asked_for_long_ago_goes_and_one_of_just_now_stays(plan: Plan, tmp_path: Path) -> None:
    path = a_file(plan, tmp_path, ago=old_files.KEPT + timedelta(days=1))
    assert tidied(plan) == 0
    assert not path.exists()
    path = a_file(plan, tmp_path, ago=timedelta(minutes=5))
    plan.copy(DANI, KEZ).recalled_at = now()
    plan.session.commit()
    assert tidied(plan) == 1
    assert path.exists()


def test_what_no_row_knows_goes_once_it_is_old(plan: Plan, tmp_path: Path) -> None:
    folder = tmp_path / "files" / "ab"
    folder.mkdir(parents=True)
    old, new = folder / "abc.pdf", folder / "abd.pdf"
    for path in (old, new):
        path.write_bytes(b"made")
    os.utime(old, (1, 1))
    tidied(plan)
    assert (old.exists(), new.exists()) == (False, True)


def test_it_is_among_what_the_background_tidies() -> None:
    assert "portal.services.old_files:forget_unused" in TIDYINGS
