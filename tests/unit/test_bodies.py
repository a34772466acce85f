"""Bodies of copies: a pure function of what may be seen and the choices, made once and kept on disk."""

from pathlib import Path

import pytest

from accessibility.formats import page
from accessibility.profile import ReadingProfile
from portal.errors import NotFound
from portal.services import bodies, copies, dressings
from portal.services.bodies import Bodies
from portal.services.copies import OpenCopy
from tests.families import DANI, KEZ, NEIL, Plan

PLAIN = ReadingProfile()
ADDRESS = "/en/documents/abc/"


@pytest.fixture
def kept(tmp_path: Path) -> Bodies:
    return Bodies(tmp_path / "bodies")


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[OpenCopy]:
    """One entry for each time that a body is really made."""
    made: list[OpenCopy] = []
    really = bodies._rendered

    def count(opened: OpenCopy, *rest: object) -> bodies.Body:
        made.append(opened)
        return really(opened, *rest)

    monkeypatch.setattr(bodies, "_rendered", count)
    return made


def opened(plan: Plan, person: str = DANI, child: str = KEZ) -> OpenCopy:
    return copies.read(plan.people[person], plan.copy(person, child).public_id)


def test_a_body_is_made_once_also_for_another_process(
    plan: Plan, kept: Bodies, rendered: list[OpenCopy], tmp_path: Path
) -> None:
    first = kept.body(opened(plan), PLAIN, ADDRESS)
    assert kept.body(opened(plan), PLAIN, ADDRESS) == first
    assert Bodies(tmp_path / "bodies").body(opened(plan), PLAIN, ADDRESS) == first
    assert len(rendered) == 1


@pytest.mark.parametrize("left", [0, 100, -1])
def test_a_body_that_the_loss_of_power_cut_short_is_made_anew(
    plan: Plan, kept: Bodies, rendered: list[OpenCopy], tmp_path: Path, left: int
) -> None:
    first = kept.body(opened(plan), PLAIN, ADDRESS)
    [path] = (tmp_path / "bodies").glob("*/*")
    path.write_bytes(path.read_bytes()[:left])
    assert kept.body(opened(plan), PLAIN, ADDRESS) == first
    assert kept.body(opened(plan), PLAIN, ADDRESS) == first
    assert len(rendered) == 2


@pytest.mark.parametrize(
    "other",
    [
        ReadingProfile(language="cy"),
        ReadingProfile(level="full"),
        ReadingProfile(level="easy"),
        ReadingProfile(pace="section"),
    ],
)
def test_other_choices_are_another_body(
    plan: Plan, kept: Bodies, rendered: list[OpenCopy], other: ReadingProfile
) -> None:
    kept.body(opened(plan), PLAIN, ADDRESS)
    kept.body(opened(plan), other, ADDRESS, bodies.part_of(other, None))
    assert len(rendered) == 2


def test_size_and_colours_are_the_pages_own_and_make_no_other_body(
    plan: Plan, kept: Bodies, rendered: list[OpenCopy]
) -> None:
    kept.body(opened(plan), PLAIN, ADDRESS)
    kept.body(opened(plan), ReadingProfile(size=48, theme="dark"), ADDRESS)
    assert len(rendered) == 1


def test_no_two_readers_share_a_body(plan: Plan, kept: Bodies, rendered: list[OpenCopy]) -> None:
    kept.body(opened(plan, DANI), PLAIN, ADDRESS)
    kept.body(opened(plan, NEIL), PLAIN, ADDRESS)
    assert len(rendered) == 2


def test_new_code_makes_new_bodies(
    plan: Plan, kept: Bodies, rendered: list[OpenCopy], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.body(opened(plan), PLAIN, ADDRESS)
    monkeypatch.setattr(bodies, "code_version", lambda: "another")
    kept.body(opened(plan), PLAIN, ADDRESS)
    assert len(rendered) == 2


def test_nothing_is_kept_before_its_pictures_are_known(plan: Plan, kept: Bodies, rendered: list[OpenCopy]) -> None:
    pictured = ReadingProfile(symbols="key")
    kept.body(opened(plan), pictured, ADDRESS)
    kept.body(opened(plan), pictured, ADDRESS)
    assert len(rendered) == 2
    dressings.dress(plan.session, plan.copy(DANI, KEZ).id)
    plan.session.commit()
    kept.body(opened(plan), pictured, ADDRESS)
    kept.body(opened(plan), pictured, ADDRESS)
    assert len(rendered) == 3


def test_other_pictures_make_another_body(plan: Plan, kept: Bodies, rendered: list[OpenCopy]) -> None:
    pictured = ReadingProfile(symbols="key")
    copy = plan.copy(DANI, KEZ)
    dressings.dress(plan.session, copy.id)
    kept.body(opened(plan), pictured, ADDRESS)
    copy.dressed = "otherwise"
    kept.body(opened(plan), pictured, ADDRESS)
    assert len(rendered) == 2


def test_a_part_that_there_is_not_is_not_found(plan: Plan, kept: Bodies) -> None:
    one = ReadingProfile(pace="section")
    assert kept.body(opened(plan), one, ADDRESS, 1)
    with pytest.raises(NotFound):
        kept.body(opened(plan), one, ADDRESS, 99)


def test_which_part_is_shown_matters_only_to_who_reads_one_at_a_time() -> None:
    assert bodies.part_of(PLAIN, 3) is None
    assert bodies.part_of(ReadingProfile(pace="section"), None) == 1
    assert bodies.part_of(ReadingProfile(pace="section"), 3) == 3


def test_file_names_tell_nothing(plan: Plan, kept: Bodies) -> None:
    kept.body(opened(plan), PLAIN, ADDRESS)
    [file] = [path for path in kept.folder.rglob("*") if path.is_file()]
    assert plan.copy(DANI, KEZ).public_id not in str(file)
    assert len(file.name) == 64


def test_a_body_is_what_the_format_makes(plan: Plan, kept: Bodies) -> None:
    one = opened(plan)
    assert kept.body(one, PLAIN, ADDRESS) == page.render(one.document, PLAIN, None, ADDRESS)
