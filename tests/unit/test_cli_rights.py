"""`clywed rights`: what nobody has held against its law for too long is named, with its source."""

from click.testing import CliRunner

from content import rights
from portal.cli import main


def told(*words: str) -> str:
    result = CliRunner().invoke(main, ["rights", *words])
    assert result.exit_code == 0
    return result.output


def test_each_nation_is_told_with_its_oldest_day() -> None:
    for nation in rights.NATIONS:
        day = rights.page(nation, "en", "adult", "full").reviewed_on
        assert f"{nation}: looked over since {day.isoformat()}" in told("--days", "100000")


def test_nothing_is_named_that_is_not_too_old() -> None:
    assert told("--days", "100000").count("\n") == len(rights.NATIONS)


def test_what_is_too_old_is_named_with_its_law() -> None:
    found = told("--days", "-1")
    assert "review.must" in found
    assert "regulation 5(2)" in found
