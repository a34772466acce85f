"""Records as no case system of ours would send them keep the contract, and nobody's copy holds a word too many."""

import json
from random import Random
from typing import Any

import pytest

from content.exemplars import names
from portal.caserecord.contract import read_record
from tests.pages.canaries import Eyes, every, got, may_get
from tests.strange_records import NEVER, newer, strange
from tests.unit.test_absence_of_documents import ADULTS, a_copy, children_of, with_choices


def a_record(seed: int) -> dict[str, Any]:
    """One of the forms in turn, for one to four children."""
    exemplar = sorted(names())[seed % len(names())]
    nation = sorted(names()[exemplar])[seed % len(names()[exemplar])]
    return strange(seed, exemplar, nation, 1 + seed % 4)


def readers(record: dict[str, Any], chance: Random) -> list[Eyes]:
    """Everybody who could read each child's version, some parents and carers being another child's alone."""
    found = []
    for child in children_of(record):
        near = [one["reference"] for one in record["people"] if one["part"] in ("parent", "carer")]
        grown_ups = frozenset(one for one in near if chance.random() < 0.7)
        for person in record["people"]:
            part = {"child": "sibling"}.get(person["part"], person["part"])
            part = "relative" if person["reference"] in set(near) - grown_ups else part
            part = "child" if person["reference"] == child else part
            if part in ("child", *ADULTS):
                found.append(Eyes(child, person["reference"], part, grown_ups, (record["author"],)))
    return found


@pytest.mark.parametrize("seed", range(25))
def test_any_record_and_its_next_version_keep_the_contract(seed: int) -> None:
    for record in (a_record(seed), newer(a_record(seed), seed)):
        read_record(json.dumps(record).encode(), names())


@pytest.mark.parametrize("seed", range(25))
def test_nobodys_copy_of_any_record_holds_anything_that_they_may_not_get(seed: int) -> None:
    record, chance = a_record(seed), Random(seed)
    days = every(record)[1]
    for eyes in readers(record, chance):
        mine = with_choices(record, eyes, chance)
        copy = a_copy(record, mine)
        assert got(copy, days) - may_get(record, mine) == set(), mine
        assert NEVER not in copy


def test_much_of_such_a_record_is_shown() -> None:
    shown = [
        len(got(a_copy(a_record(seed), eyes), ())) for seed in (1, 2, 3) for eyes in readers(a_record(seed), Random(1))
    ]
    assert max(shown) > 50
