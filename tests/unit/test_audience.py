"""Who sees what, line by line of DESIGN.md, on records made for the purpose. Pure: no database."""

from copy import deepcopy
from typing import Any

import pytest

from portal.models.tie import Part
from portal.services.audience import Choices, Reader, Why, verdict
from portal.services.passages import Source, passage_hash, row_hash
from tests.builders import a_sample

KEZ, JONAH, PIP = "FIC-900311", "FIC-900312", "FIC-900313"
DANI, NEIL, RYAN = "FIC-900301", "FIC-900302", "FIC-900303"
CHILD = Reader(KEZ, Part.CHILD)
MOTHER = Reader(DANI, Part.PARENT)
FATHER = Reader(NEIL, Part.PARENT)
NAN = Reader("FIC-900304", Part.RELATIVE)


def a_record(*passages: dict[str, Any], **more: Any) -> dict[str, Any]:
    """The child protection plan's people and children, with only these passages."""
    record = a_sample()
    record.pop("versions_for_family")
    return {**record, "passages": [{"kind": "narrative", "text": "words", **one} for one in passages], **more}


def why(
    passage: dict[str, Any], reader: Reader, *others: dict[str, Any], choices: Choices | None = None, **more: Any
) -> Why:
    """Why a reader does or doesn't see a passage of Kezia's version."""
    source = Source(a_record(passage, *others, **more), KEZ)
    return verdict(source, source.passages[0], reader, choices or Choices()).why


def test_a_passage_for_parents_is_shown_to_a_parent_and_not_to_the_child() -> None:
    passage = {"id": "contingency"}
    assert why(passage, MOTHER) is Why.DEFAULT
    assert why(passage, CHILD) is Why.NOT_FOR_THIS_PART


def test_people_of_other_parts_see_nothing_until_chosen() -> None:
    for part in set(Part) - {Part.CHILD, Part.PARENT, Part.CARER}:
        assert why({"id": "reason"}, Reader("FIC-900304", part)) is Why.NOT_FOR_THIS_PART
    assert why({"id": "reason"}, NAN, choices=Choices({"reason": True})) is Why.CHOSEN


def test_what_depends_is_shown_to_nobody_until_chosen() -> None:
    passage = {"id": "parent-alcohol", "kind": "answer", "value": "yes", "text": "Some words"}
    for reader in (CHILD, MOTHER, FATHER, NAN):
        assert why(passage, reader) is Why.DEPENDS
    assert why(passage, MOTHER, choices=Choices({"parent-alcohol": True})) is Why.CHOSEN


def test_what_is_withheld_from_somebody_is_never_shown_to_them_whatever_is_chosen() -> None:
    passage = {"id": "health", "withhold": [{"from": NEIL, "because": "a reason"}]}
    assert why(passage, FATHER) is Why.WITHHELD
    assert why(passage, FATHER, choices=Choices({"health": True})) is Why.WITHHELD


def test_what_is_withheld_from_anyone_depends_for_everybody_but_the_child() -> None:
    passage = {"id": "health", "withhold": [{"from": NEIL, "because": "a reason"}]}
    assert why(passage, MOTHER) is Why.DEPENDS
    assert why(passage, CHILD) is Why.DEFAULT


def test_a_person_from_whom_anything_is_withheld_sees_nothing_of_the_record_until_chosen() -> None:
    hidden = {"id": "addresses", "withhold": [{"from": NEIL, "because": "a reason"}]}
    assert why({"id": "reason"}, FATHER, hidden) is Why.DEPENDS
    assert why({"id": "reason"}, MOTHER, hidden) is Why.DEFAULT
    assert why({"id": "reason"}, FATHER, hidden, choices=Choices({"reason": True})) is Why.CHOSEN


def test_a_row_withheld_from_somebody_closes_the_whole_record_to_them_too() -> None:
    row = {"what": "Visit", "withhold": [{"from": NEIL, "because": "a reason"}]}
    hidden = {"id": "plan", "kind": "actions", "rows": [row]}
    assert why({"id": "reason"}, FATHER, hidden) is Why.DEPENDS


def test_a_passage_about_another_child_is_never_in_this_childs_version() -> None:
    passage = {"id": "health", "about": [JONAH]}
    for reader in (CHILD, MOTHER, FATHER):
        assert why(passage, reader, choices=Choices({"health": True})) is Why.OTHER_CHILD


@pytest.mark.parametrize("name", ["Jonah", "JONAH's", "Jonah Fictonby", "Pip", "Philippa"])
def test_a_passage_about_nobody_that_names_another_of_the_children_is_held(name: str) -> None:
    for reader in (CHILD, MOTHER):
        assert why({"id": "reason", "text": f"<p>We saw <strong>{name}</strong> too.</p>"}, reader) is Why.HELD


def test_a_name_inside_another_word_holds_nothing() -> None:
    assert why({"id": "reason", "text": "The pipes froze."}, MOTHER) is Why.DEFAULT


def test_a_row_or_a_family_text_that_names_another_child_holds_the_passage() -> None:
    plan = {"id": "plan", "kind": "actions", "rows": [{"what": "Take to school", "who": JONAH}]}
    assert why(plan, MOTHER) is Why.HELD
    text = {"passage": "reason", "level": "plain", "language": "en", "text": ["Jonah is safe."]}
    assert why({"id": "reason"}, MOTHER, versions_for_family=[text]) is Why.HELD


def test_a_passage_that_says_whom_it_is_about_may_name_the_others() -> None:
    assert why({"id": "health", "about": [KEZ], "text": "She gets Jonah up."}, MOTHER) is Why.DEFAULT


def test_the_child_sees_worries_only_where_somebody_wrote_them_for_the_child() -> None:
    text = {"passage": "danger-statement", "level": "easy", "language": "en", "for": "child", "text": ["A text."]}
    parents = {**text, "for": "parent"}
    assert why({"id": "danger-statement"}, CHILD) is Why.NO_FAMILY_TEXT
    assert why({"id": "danger-statement"}, CHILD, versions_for_family=[parents]) is Why.NO_FAMILY_TEXT
    assert why({"id": "danger-statement"}, CHILD, versions_for_family=[text]) is Why.DEFAULT


def test_somebodys_own_words_are_theirs_and_a_summary_of_them_is_not() -> None:
    passage = {"id": "views-mother", "kind": "words", "text": "words", "said_by": DANI, "first_hand": True}
    assert why(passage, MOTHER) is Why.OWN_WORDS
    assert why(passage, FATHER) is Why.DEPENDS
    assert why({**passage, "first_hand": False}, MOTHER) is Why.DEPENDS


def test_what_only_workers_read_is_never_in_a_family_version() -> None:
    for reader in (CHILD, MOTHER):
        assert why({"id": "legal-advice"}, reader, choices=Choices({"legal-advice": True})) is Why.NEVER


def test_a_passage_that_the_form_does_not_list_waits_for_the_worker() -> None:
    assert why({"id": "something-of-our-own"}, MOTHER) is Why.UNLISTED
    assert why({"id": "something-of-our-own"}, MOTHER, choices=Choices({"something-of-our-own": True})) is Why.CHOSEN


def test_a_passage_that_changed_since_it_was_chosen_is_asked_about_again() -> None:
    choices = Choices({"parent-alcohol": True}, stale=frozenset({"parent-alcohol"}))
    passage = {"id": "parent-alcohol", "kind": "answer", "value": "yes", "text": "Other words"}
    assert why(passage, MOTHER, choices=choices) is Why.DEPENDS


def test_not_showing_stays_even_when_the_passage_changes() -> None:
    choices = Choices({"reason": False}, stale=frozenset({"reason"}))
    assert why({"id": "reason"}, MOTHER, choices=choices) is Why.NOT_CHOSEN


def hidden_rows(passage: dict[str, Any], reader: Reader, choices: Choices | None = None, **source: Any) -> set[int]:
    """Which rows of a passage a reader doesn't see."""
    made = Source(a_record(passage), KEZ, **source)
    return set(verdict(made, made.passages[0], reader, choices or Choices()).hidden_rows)


def test_rows_about_another_child_or_withheld_are_taken_out() -> None:
    rows = [
        {"what": "for all"},
        {"what": "another's", "about": [JONAH]},
        {"what": "withheld", "withhold": [{"from": NEIL, "because": "a reason"}]},
    ]
    passage = {"id": "plan", "kind": "actions", "rows": rows}
    chosen = Choices({"plan": True})
    assert hidden_rows(passage, CHILD) == {1}
    assert hidden_rows(passage, MOTHER) == {1, 2}
    assert hidden_rows(passage, FATHER, chosen) == {1, 2}
    assert hidden_rows(passage, MOTHER, Choices(rows={("plan", row_hash(rows[2])): True})) == {1}


def test_a_choice_about_a_row_never_opens_what_is_withheld_or_anothers() -> None:
    rows = [
        {"what": "a", "about": [JONAH]},
        {"what": "b", "withhold": [{"from": NEIL, "because": "a reason"}]},
        {"what": "c"},
    ]
    passage = {"id": "plan", "kind": "actions", "rows": rows}
    choices = Choices({"plan": True}, {("plan", row_hash(row)): True for row in rows})
    assert hidden_rows(passage, FATHER, choices) == {0, 1}


def test_who_was_seen_alone_is_the_childs_and_other_family_are_not_named() -> None:
    rows = [
        {"person": KEZ, "took_part": "seen-alone"},
        {"person": JONAH, "took_part": "consulted"},
        {"person": DANI, "took_part": "attended"},
        {"person": RYAN, "took_part": "attended"},
        {"person": "SW-204", "took_part": "attended"},
        {"person": "X-412", "took_part": "attended"},
    ]
    passage = {"id": "people-involved", "kind": "people", "about": [KEZ], "rows": rows}
    assert hidden_rows(passage, MOTHER) == {0, 1, 3}
    assert hidden_rows(passage, CHILD) == {1, 2, 3}
    assert hidden_rows(passage, CHILD, looked_after_by=frozenset({DANI})) == {1, 3}


def test_a_passage_with_every_row_hidden_is_not_shown_at_all() -> None:
    passage = {
        "id": "people-involved",
        "kind": "people",
        "about": [KEZ],
        "rows": [{"person": KEZ, "took_part": "seen-alone"}],
    }
    source = Source(a_record(passage), KEZ)
    assert not verdict(source, source.passages[0], MOTHER, Choices()).shown


def test_visits_are_the_childs_and_adults_see_them_only_if_chosen() -> None:
    passage = {"id": "visits", "kind": "dates", "rows": [{"on": "2026-04-29", "what": "Seen alone"}]}
    assert why(passage, CHILD) is Why.DEFAULT
    assert why(passage, MOTHER) is Why.NOT_FOR_THIS_PART


def test_a_passages_hash_follows_its_words_and_not_its_withholding() -> None:
    passage = {"id": "health", "kind": "narrative", "text": "words"}
    other = deepcopy(passage) | {"withhold": [{"from": NEIL, "because": "a reason"}]}
    assert passage_hash(passage) == passage_hash(other)
    assert passage_hash(passage) != passage_hash({**passage, "text": "others"})


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("They live at 3 Heol Ffug, CF99 1ZZ.", True),
        ("<p>Flat 2, ZZ1&nbsp;1ZZ</p>", True),
        ("<p>ZZ1 <b>1Z</b>Z</p>", True),
        ("They live in a warm flat with a garden.", False),
        ("In Year 9 she got an A1 and a B2 in class 9CC.", False),
    ],
)
def test_what_has_an_address_in_it_is_left_to_decide_for_everybody(text: str, held: bool) -> None:
    passage = {"id": "contingency", "text": text}
    assert why(passage, MOTHER) is (Why.ADDRESS if held else Why.DEFAULT)
    assert why({**passage, "id": "health"}, CHILD) is (Why.ADDRESS if held else Why.DEFAULT)
    assert why(passage, MOTHER, choices=Choices({"contingency": True})) is Why.CHOSEN
    assert why(passage, CHILD) is Why.NOT_FOR_THIS_PART


def test_an_address_in_a_text_for_the_family_or_in_a_row_holds_its_passage_but_not_where_to_meet() -> None:
    written = {"passage": "reason", "level": "easy", "language": "en", "text": ["You live at ZZ1 1ZZ."]}
    assert why({"id": "reason"}, MOTHER, versions_for_family=[written]) is Why.ADDRESS
    rows = {"id": "plan", "kind": "actions", "rows": [{"what": "Go to 1 Heol Ffug, ZZ1 1ZZ"}]}
    assert why(rows, CHILD) is Why.ADDRESS
    assert why({"id": "next-meeting", "text": "At the hall, ZZ1 1ZZ"}, MOTHER) is Why.DEFAULT
    own = {"id": "views-mother", "kind": "words", "text": "We live at ZZ1 1ZZ", "said_by": DANI, "first_hand": True}
    assert why(own, MOTHER) is Why.OWN_WORDS


ROWS = [{"on": "2025-01-02", "what": "Cadi moved"}, {"on": "2025-03-04", "what": "A good day"}]


def sees_rows(exemplar: str, passage: dict[str, Any], reader: Reader, *picked: int) -> list[int]:
    """Which rows a reader sees of a passage that is chosen for them, when a worker picked these."""
    record = a_record(passage, exemplar=exemplar)
    rows = {(passage["id"], row_hash(passage["rows"][one])): True for one in picked}
    found = verdict(Source(record, KEZ), record["passages"][0], reader, Choices({passage["id"]: True}, rows))
    return [index for index in range(len(passage["rows"])) if found.shown and index not in found.hidden_rows]


def test_a_child_sees_only_the_rows_of_a_chronology_that_a_worker_picked() -> None:
    passage = {"id": "chronology", "kind": "dates", "rows": ROWS}
    assert sees_rows("core-assessment", passage, CHILD) == []
    assert sees_rows("core-assessment", passage, CHILD, 1) == [1]
    assert sees_rows("core-assessment", passage, MOTHER) == [0, 1]


def test_the_form_that_is_a_chronology_is_chosen_row_by_row_for_everybody() -> None:
    passage = {"id": "chronology", "kind": "dates", "rows": ROWS}
    assert sees_rows("chronology", passage, MOTHER) == []
    assert sees_rows("chronology", passage, MOTHER, 0) == [0]


def test_a_child_sees_their_own_goals_and_of_others_only_what_a_worker_picked() -> None:
    rows = [{"skill": "Walks", "own_goal": True}, {"skill": "A norm"}]
    passage = {"id": "progress", "kind": "progress", "rows": rows}
    assert sees_rows("assessment-and-progress-record", passage, CHILD) == [0]
    assert sees_rows("assessment-and-progress-record", passage, CHILD, 1) == [0, 1]
    assert sees_rows("assessment-and-progress-record", passage, MOTHER) == [0, 1]


def test_of_a_closed_form_nobody_sees_even_their_own_words_until_a_worker_chooses() -> None:
    words = {"id": "key-points", "kind": "words", "text": "x", "said_by": DANI, "first_hand": True}
    assert why(words, MOTHER, exemplar="strategy-discussion") is Why.DEPENDS
    assert why(words, MOTHER, exemplar="core-assessment") is Why.OWN_WORDS
