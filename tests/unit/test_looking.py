"""Nobody is sent a copy that was not looked at; what was published is told; a worker sees whose turn it is."""

import pytest

from portal.errors import NotAllowed
from portal.models import Copy, Part
from portal.services import caseload, copies, deciding, editions, looking
from portal.services.deciding import Decision
from tests.builders import a_sample, a_tie, received
from tests.desks import Desk, all_words
from tests.families import BEVERLEY, DANI, JONAH, KEZ, LEAH, NEIL, PIP, YASMIN


def looked(desk: Desk, *people: str) -> dict[str, str]:
    return {desk.id(one): looking.look(desk.yasmin, *desk.of_kez, desk.id(one))[1].fingerprint for one in people}


def test_nobody_is_sent_a_copy_that_was_not_looked_at(desk: Desk) -> None:
    looks = looked(desk, DANI)
    with pytest.raises(looking.NotLooked, match="Look at the copy"):
        looking.publish(desk.yasmin, *desk.of_kez, [desk.id(DANI), desk.id(KEZ)], looks)
    looking.publish(desk.yasmin, *desk.of_kez, [desk.id(DANI)], looks)


def test_a_copy_that_changed_since_it_was_looked_at_has_to_be_looked_at_again(desk: Desk) -> None:
    looks = looked(desk, KEZ)
    deciding.choose(desk.yasmin, *desk.of_kez, desk.id(KEZ), "plan", shown=True)
    with pytest.raises(looking.NotLooked):
        looking.publish(desk.yasmin, *desk.of_kez, [desk.id(KEZ)], looks)
    _, [kez, *_others] = looking.state(desk.yasmin, *desk.of_kez, looks)
    assert kez.was_looked_at
    assert not kez.is_looked_at
    looking.publish(desk.yasmin, *desk.of_kez, [desk.id(KEZ)], looked(desk, KEZ))


def test_a_passage_that_bears_the_name_of_words_of_ours_is_looked_at_like_any_other(desk: Desk) -> None:
    shown_in_front(desk, 8, "He was seen.")
    looks = looked(desk, KEZ)
    shown_in_front(desk, 9, "He was not seen.")
    with pytest.raises(looking.NotLooked):
        looking.publish(desk.yasmin, *desk.of_kez, [desk.id(KEZ)], looks)


def shown_in_front(desk: Desk, version: int, words: str) -> None:
    """A version of the record comes in that calls a passage as we call our own first words, and Kez is shown it."""
    sample = a_sample()
    sample["passages"].append({"id": "(front)", "kind": "narrative", "text": words})
    received(desk.session, {**sample, "version": version})
    deciding.choose(desk.yasmin, *desk.of_kez, desk.id(KEZ), "(front)", shown=True)


def test_looking_at_one_copy_is_not_looking_at_another(desk: Desk) -> None:
    looks = looked(desk, DANI)
    with pytest.raises(looking.NotLooked):
        looking.publish(desk.yasmin, *desk.of_kez, [desk.id(NEIL)], {desk.id(NEIL): looks[desk.id(DANI)] + "x"})


def test_nobody_ticked_is_nobody_published_to(desk: Desk) -> None:
    with pytest.raises(editions.NobodyTicked):
        looking.publish(desk.yasmin, *desk.of_kez, [], {})


def test_what_was_published_tells_who_got_a_copy_and_who_had_it(desk: Desk) -> None:
    deciding.choose_usual(desk.yasmin, *desk.of_kez, desk.id(DANI))
    looking.publish(desk.yasmin, *desk.of_kez, [desk.id(DANI)], looked(desk, DANI))
    deciding.choose_usual(desk.yasmin, *desk.of_kez, desk.id(NEIL))
    both = [desk.id(DANI), desk.id(NEIL)]
    looking.publish(desk.yasmin, *desk.of_kez, both, looked(desk, DANI, NEIL))
    _, [second, first] = looking.published(desk.yasmin, *desk.of_kez)
    assert ([one.person.reference for one in first.copies], first.had_it) == ([DANI], [])
    assert [one.person.reference for one in second.copies] == [NEIL]
    assert [one.reference for one in second.had_it] == [DANI]
    _, people = looking.state(desk.yasmin, *desk.of_kez, {})
    assert {one.to.reader.reference for one in people if one.is_same} == {DANI, NEIL}
    assert desk.session.query(Copy).count() == 2


def test_an_empty_copy_is_told_before_it_is_sent(desk: Desk) -> None:
    _, people = looking.state(desk.yasmin, *desk.of_kez, {})
    assert {one.to.reader.reference: one.is_empty for one in people} == {KEZ: False, DANI: True, NEIL: True}


def test_a_worker_sees_their_own_children_and_what_waits_for_each(desk: Desk) -> None:
    cases = caseload.children(desk.yasmin)
    assert {one.child.reference for one in cases} == {KEZ, JONAH, PIP}
    assert all(one.to_prepare == 1 and one.came_in == 0 for one in cases)
    looking.publish(desk.yasmin, *desk.of_kez, [desk.id(KEZ)], looked(desk, KEZ))
    desk.session.flush()
    kez = caseload.child(desk.yasmin, desk.id(KEZ))
    assert kez.to_prepare == 0
    assert {tie.person.reference for tie in kez.ties} == {KEZ, DANI, NEIL, YASMIN, BEVERLEY}
    assert caseload.children(desk.yasmin)[-1].child.reference == KEZ


def test_a_reviewing_officer_has_the_child_and_nothing_to_prepare(desk: Desk) -> None:
    [case] = caseload.children(desk.people[BEVERLEY])
    assert (case.child.reference, case.may_prepare, case.to_prepare) == (KEZ, False, 0)


@pytest.mark.parametrize("somebody", [DANI, KEZ])
def test_a_family_has_no_caseload(desk: Desk, somebody: str) -> None:
    with pytest.raises(NotAllowed):
        caseload.children(desk.people[somebody])


def test_another_workers_child_is_not_there(desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        caseload.child(desk.people[LEAH], desk.id(KEZ))
    a_tie(desk.session, desk.people[LEAH], desk.people[KEZ], Part.SOCIAL_WORKER)
    assert caseload.child(desk.people[LEAH], desk.id(KEZ)).child.reference == KEZ


def rows_seen(desk: Desk, person: str) -> tuple[bool, bool]:
    """Whether the newest copy of somebody shows a row of the plan that was left in it, and one that was hidden."""
    [listed] = copies.list_for(desk.people[person])
    words = all_words(copies.read(desk.people[person], listed.copy.public_id).document)
    return "Mend the boiler" in words, "See GP about low mood" in words


def with_a_row_hidden(desk: Desk) -> list[Decision]:
    """Kez gets the plan without one of its rows; the same decisions once more."""
    decisions = [Decision(desk.id(KEZ), shown=True), Decision(desk.id(KEZ), shown=False, row=2)]
    deciding.decide(desk.yasmin, *desk.of_kez, "plan", decisions)
    looking.publish(desk.yasmin, *desk.of_kez, [desk.id(KEZ)], looked(desk, KEZ))
    desk.session.commit()
    return decisions


def test_saving_a_page_of_decisions_again_closes_nothing_that_was_open(desk: Desk) -> None:
    decisions = with_a_row_hidden(desk)
    assert rows_seen(desk, KEZ) == (True, False)
    deciding.decide(desk.yasmin, *desk.of_kez, "plan", [*decisions, Decision(desk.id(DANI), shown=False)])
    desk.session.commit()
    assert rows_seen(desk, KEZ) == (True, False)


def test_what_was_hidden_at_once_comes_back_with_the_next_publishing(desk: Desk) -> None:
    with_a_row_hidden(desk)
    for shown in (True, False):
        deciding.choose(desk.yasmin, *desk.of_kez, desk.id(KEZ), "plan", shown=shown, row=2)
    desk.session.commit()
    assert rows_seen(desk, KEZ) == (False, False)
    _, people = looking.state(desk.yasmin, *desk.of_kez, {})
    assert not next(one for one in people if one.to.id == desk.id(KEZ)).is_same
    looking.publish(desk.yasmin, *desk.of_kez, [desk.id(KEZ)], looked(desk, KEZ))
    desk.session.commit()
    assert rows_seen(desk, KEZ) == (True, False)
