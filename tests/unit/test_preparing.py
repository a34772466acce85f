"""Prepare: what is left to decide, what a decision does, and the texts for the family."""

from pathlib import Path
from typing import Any

import pytest

from content import glossary
from portal.errors import NotAllowed, NotFound
from portal.services import deciding, family_texts, looking, measuring, preparing
from portal.services.audience import Why
from portal.services.deciding import AboutWhom, Decision, FirstToThem, NoSuchPassage, TextNotKept
from tests.builders import a_database, a_sample, received
from tests.desks import Desk, a_desk, all_words
from tests.families import BEVERLEY, COLM, DANI, JONAH, KEZ, LEAH, NEIL


def changed(desk: Desk, passage_id: str, **more: Any) -> None:
    """A newer version of the record comes in, in which one passage is different."""
    sample = a_sample()
    sample["version"] += 1
    for passage in sample["passages"]:
        if passage["id"] == passage_id:
            passage.update(more)
    received(desk.session, sample)
    desk.session.commit()


def added(passage: dict[str, Any]) -> dict[str, Any]:
    sample = a_sample()
    sample["passages"].append(passage)
    return sample


def test_what_is_held_or_depends_is_left_to_decide(desk: Desk) -> None:
    ready = preparing.prepare(desk.yasmin, *desk.of_kez)
    left = {one.id for one in ready.to_decide}
    assert {"pen-picture", "plan", "parent-alcohol"} <= left
    assert desk.passage("plan").verdicts[desk.id(KEZ)].why is Why.HELD
    assert not left & {one.id for one in ready.decided}


def test_about_a_part_that_says_nothing_there_is_nothing_to_decide(desk: Desk) -> None:
    ready = preparing.prepare(desk.yasmin, *desk.of_kez)
    views = {"id": "views-parent", "kind": "words", "text": "No views recorded", "said_by": DANI, "first_hand": False}
    assert not any(one.is_left_out for one in ready.passages)
    received(desk.session, {**added(views), "version": 9})
    desk.session.commit()
    part = desk.passage("views-parent")
    assert part.is_left_out
    assert not part.is_open
    assert "views-parent" in {one.id for one in preparing.prepare(desk.yasmin, *desk.of_kez).decided}


def test_a_decision_shows_the_part_in_the_next_copy_of_that_person_alone(desk: Desk) -> None:
    mark = "See GP about low mood"
    assert mark not in all_words(desk.copy(KEZ))
    deciding.choose(desk.yasmin, *desk.of_kez, desk.id(KEZ), "plan", shown=True)
    assert mark in all_words(desk.copy(KEZ))
    assert mark not in all_words(desk.copy(NEIL))
    assert mark not in all_words(desk.copy(JONAH, JONAH))


def test_what_was_shown_by_default_can_be_hidden(desk: Desk) -> None:
    assert desk.passage("reason").verdicts[desk.id(KEZ)].shown
    deciding.choose(desk.yasmin, *desk.of_kez, desk.id(KEZ), "reason", shown=False)
    assert not desk.passage("reason").verdicts[desk.id(KEZ)].shown
    assert "s47 enquiries" not in all_words(desk.copy(KEZ))


def test_what_the_record_withholds_cannot_be_chosen(desk: Desk) -> None:
    withheld = [
        one
        for one in preparing.prepare(desk.yasmin, *desk.of_kez).passages
        if one.verdicts[desk.id(NEIL)].why is Why.WITHHELD
    ]
    assert withheld
    for one in withheld:
        with pytest.raises(NoSuchPassage):
            deciding.choose(desk.yasmin, *desk.of_kez, desk.id(NEIL), one.id, shown=True)


def test_a_part_about_another_child_only_is_not_on_the_desk(desk: Desk) -> None:
    with pytest.raises(NotFound):
        deciding.choose(desk.yasmin, *desk.of_kez, desk.id(KEZ), "pen-picture-3", shown=True)


def test_a_part_that_changed_while_the_page_was_open_is_not_decided(desk: Desk) -> None:
    seen = desk.passage("reason").text
    changed(desk, "reason", text="<p>Other words.</p>")
    decision = [Decision(desk.id(KEZ), shown=True)]
    with pytest.raises(NoSuchPassage):
        deciding.decide(desk.yasmin, *desk.of_kez, "reason", decision, seen)
    deciding.decide(desk.yasmin, *desk.of_kez, "reason", decision, desk.passage("reason").text)


def test_a_choice_to_show_is_asked_about_again_when_the_words_change(desk: Desk) -> None:
    deciding.choose(desk.yasmin, *desk.of_kez, desk.id(DANI), "reason", shown=True)
    assert desk.passage("reason").verdicts[desk.id(DANI)].shown
    changed(desk, "reason", text="<p>Other words.</p>")
    assert desk.id(DANI) in desk.passage("reason").open_for


def test_somebody_without_a_tie_to_the_child_cannot_be_chosen_for(desk: Desk) -> None:
    with pytest.raises(NotFound):
        deciding.choose(desk.yasmin, *desk.of_kez, desk.id(LEAH), "reason", shown=True)


def test_what_is_about_an_adult_waits_until_a_worker_says_whom(desk: Desk) -> None:
    assert desk.passage("parent-alcohol").asks_whom
    with pytest.raises(AboutWhom):
        deciding.choose(desk.yasmin, *desk.of_kez, desk.id(DANI), "parent-alcohol", shown=True)
    deciding.choose(desk.yasmin, *desk.of_kez, desk.id(KEZ), "parent-alcohol", shown=False)


def test_what_is_about_an_adult_is_decided_for_them_first(desk: Desk) -> None:
    deciding.name_adult(desk.yasmin, *desk.of_kez, "parent-alcohol", DANI)
    assert desk.passage("parent-alcohol").first_to == DANI
    with pytest.raises(FirstToThem):
        deciding.choose(desk.yasmin, *desk.of_kez, desk.id(NEIL), "parent-alcohol", shown=True)
    desk.session.rollback()
    deciding.name_adult(desk.yasmin, *desk.of_kez, "parent-alcohol", DANI)
    both = [Decision(desk.id(NEIL), shown=True), Decision(desk.id(DANI), shown=True)]
    deciding.decide(desk.yasmin, *desk.of_kez, "parent-alcohol", both)
    assert desk.passage("parent-alcohol").verdicts[desk.id(NEIL)].shown


def test_an_adult_whom_the_record_does_not_name_cannot_be_whom_it_is_about(desk: Desk) -> None:
    for reference in (KEZ, "FIC-000000"):
        with pytest.raises(NoSuchPassage):
            deciding.name_adult(desk.yasmin, *desk.of_kez, "parent-alcohol", reference)


def test_one_press_shows_what_is_usual_and_nothing_more(desk: Desk) -> None:
    before = desk.copy(DANI)
    usual = preparing.prepare(desk.yasmin, *desk.of_kez).reader(desk.id(DANI)).usual
    assert deciding.choose_usual(desk.yasmin, *desk.of_kez, desk.id(DANI)) == len(usual) > 0
    ready = preparing.prepare(desk.yasmin, *desk.of_kez)
    shown = {one.id for one in ready.passages if one.verdicts[desk.id(DANI)].shown}
    assert shown == set(usual)
    assert not ready.reader(desk.id(DANI)).usual
    assert all_words(desk.copy(DANI)) != all_words(before)
    assert desk.passage("parent-alcohol").verdicts[desk.id(DANI)].why is Why.DEPENDS


def test_nothing_is_usual_for_somebody_from_whom_nothing_is_withheld(desk: Desk) -> None:
    assert preparing.prepare(desk.yasmin, *desk.of_kez).reader(desk.id(KEZ)).usual == ()


def test_a_hidden_row_leaves_the_copy(desk: Desk) -> None:
    deciding.choose(desk.yasmin, *desk.of_kez, desk.id(KEZ), "plan", shown=True)
    deciding.choose(desk.yasmin, *desk.of_kez, desk.id(KEZ), "plan", shown=False, row=2)
    words = all_words(desk.copy(KEZ))
    assert "See GP about low mood" not in words
    assert "Mend the boiler" in words
    assert desk.passage("plan").hidden_rows[desk.id(KEZ)] == {2}


def test_the_desk_says_which_rows_would_stay_hidden(desk: Desk) -> None:
    people = desk.passage("people-involved")
    seen_alone = {index for index, row in enumerate(people.passage["rows"]) if row["took_part"] == "seen-alone"}
    assert seen_alone <= people.hidden_rows[desk.id(DANI)]


def test_the_desk_tells_rows_that_may_still_be_chosen_from_those_that_nobody_can_open(desk: Desk) -> None:
    people = desk.passage("people-involved")
    assert people.hidden_rows[desk.id(DANI)]
    assert people.never_rows[desk.id(DANI)] == frozenset()
    withheld = {
        index
        for index, row in enumerate(desk.passage("plan").passage["rows"])
        if any(one["from"] == DANI for one in row.get("withhold", ())) or KEZ not in row.get("about", [KEZ])
    }
    assert desk.passage("plan").never_rows[desk.id(DANI)] == withheld


@pytest.mark.parametrize("row", [-1, 99])
def test_a_row_that_is_not_there_cannot_be_chosen(desk: Desk, row: int) -> None:
    with pytest.raises(NoSuchPassage):
        deciding.choose(desk.yasmin, *desk.of_kez, desk.id(KEZ), "plan", shown=True, row=row)


def test_a_bare_yes_lacks_words_until_a_text_is_written(tmp_path: Path) -> None:
    with a_database(tmp_path).sessions() as session:
        desk = a_desk(session, added({"id": "child-young-carer-2", "kind": "answer", "value": "yes"}))
        assert desk.passage("child-young-carer-2").lacks_words
        text = "You help a lot at home."
        which = {"level": "easy", "language": "en", "audience": "child"}
        deciding.write_text(desk.yasmin, *desk.of_kez, "child-young-carer-2", text=text, **which)
        assert text in all_words(desk.copy(KEZ))


def test_a_part_that_the_form_does_not_have_is_placed_and_shown_only_when_chosen(tmp_path: Path) -> None:
    with a_database(tmp_path).sessions() as session:
        desk = a_desk(session, added({"id": "a/new part", "kind": "narrative", "text": "<p>canary-new</p>"}))
        one = desk.passage("a/new part")
        assert not one.is_listed
        assert one.key.isalnum()
        assert desk.passage(one.key).id == one.id
        deciding.place(desk.yasmin, *desk.of_kez, one.key, 4)
        assert "canary-new" not in all_words(desk.copy(KEZ))
        deciding.choose(desk.yasmin, *desk.of_kez, desk.id(KEZ), one.id, shown=True)
        [section] = [found for found in desk.copy(KEZ).sections if found.number == 4]
        assert any(
            "canary-new" in one.text for found in section.passages for one in found.wording("en", "full").sentences
        )


@pytest.mark.parametrize("section", [0, 12])
def test_there_are_eleven_places(tmp_path: Path, section: int) -> None:
    with a_database(tmp_path).sessions() as session:
        desk = a_desk(session, added({"id": "new", "kind": "narrative", "text": "<p>New</p>"}))
        with pytest.raises(NoSuchPassage):
            deciding.place(desk.yasmin, *desk.of_kez, "new", section)


def test_what_the_form_has_stays_in_its_place(desk: Desk) -> None:
    with pytest.raises(NoSuchPassage):
        deciding.place(desk.yasmin, *desk.of_kez, "reason", 4)


def test_what_is_essential_and_not_in_the_record_is_told(tmp_path: Path) -> None:
    sample = a_sample()
    sample["passages"] = [one for one in sample["passages"] if one["id"] != "core-group"]
    with a_database(tmp_path).sessions() as session:
        desk = a_desk(session, sample)
        assert "core-group" in {one.id for one in preparing.prepare(desk.yasmin, *desk.of_kez).absent}


def test_a_text_for_the_family_is_read_in_place_of_the_workers_words(desk: Desk) -> None:
    missing = desk.passage("reason").missing
    which = {"level": "easy", "language": "cy", "audience": "child"}
    assert ("easy", "cy", "child") in missing
    deciding.write_text(desk.yasmin, *desk.of_kez, "reason", text=" Mae pawb eisiau helpu. \n\n", **which)
    assert ("easy", "cy", "child") not in desk.passage("reason").missing
    assert "Mae pawb eisiau helpu." in all_words(desk.copy(KEZ))
    deciding.write_text(desk.yasmin, *desk.of_kez, "reason", text=" \n", **which)
    assert "Mae pawb eisiau helpu." not in all_words(desk.copy(KEZ))


def test_a_text_for_words_that_have_changed_is_not_shown_but_not_lost(desk: Desk) -> None:
    which = {"level": "easy", "language": "en", "audience": "child"}
    deciding.write_text(desk.yasmin, *desk.of_kez, "reason", text="canary-old", **which)
    changed(desk, "reason", text="<p>Other words.</p>")
    assert "canary-old" not in all_words(desk.copy(KEZ))
    opened = family_texts.open_text(desk.yasmin, *desk.of_kez, "reason", **which)
    assert opened.is_stale
    assert opened.text == "canary-old"


def test_a_text_that_came_with_the_record_is_on_the_desk(desk: Desk) -> None:
    sent = next(one for one in a_sample()["versions_for_family"] if one["passage"] == "key-points-2")
    opened = family_texts.open_text(
        desk.yasmin, *desk.of_kez, "key-points-2", level=sent["level"], language="en", audience=sent.get("for", "")
    )
    assert opened.text.splitlines() == sent["text"]
    assert opened.kept is None


def test_hard_words_of_the_workers_text_come_with_what_to_write_for_this_reader(desk: Desk) -> None:
    changed(desk, "reason", text="<p>The core group and the social worker met. The Core Group will meet again.</p>")
    which = {"level": "easy", "language": "cy", "audience": "child"}
    (one,) = family_texts.open_text(desk.yasmin, *desk.of_kez, "reason", **which).suggested
    assert (one.word, one.language) == ("core group", "en")
    assert one.instead == glossary.explain("core_group", "cy", "child", easy=True)
    both = {"level": "plain", "language": "en", "audience": ""}
    (one,) = family_texts.open_text(desk.yasmin, *desk.of_kez, "reason", **both).suggested
    assert one.instead == glossary.explain("core_group", "en", "adult", easy=False)


def test_nobody_is_offered_other_words_for_what_a_child_said(desk: Desk) -> None:
    changed(desk, "views-child", text="I hate the core group.")
    which = {"level": "easy", "language": "en", "audience": "child"}
    assert desk.passage("views-child").passage["first_hand"]
    assert family_texts.open_text(desk.yasmin, *desk.of_kez, "views-child", **which).suggested == ()


@pytest.mark.parametrize("text", ["a\0b", "a" * 20_001])
def test_a_text_that_cannot_be_kept_says_so(desk: Desk, text: str) -> None:
    which = {"level": "easy", "language": "en", "audience": "child"}
    with pytest.raises(TextNotKept):
        deciding.write_text(desk.yasmin, *desk.of_kez, "reason", text=text, **which)


def test_a_text_is_measured_by_its_longest_sentence_and_its_hard_words() -> None:
    text = "This is short.\n" + "word " * 15 + "word. The core group meets."
    found = measuring.measure(text, "easy", "en", "reason")
    assert (found.words, found.sentences, found.longest, found.limit) == (23, 3, 16, 15)
    assert [(one.rule, one.sentence) for one in found.found] == [
        ("long-sentence", ("word " * 15 + "word.").strip()),
        ("hard-word-told", "The core group meets."),
    ]
    (plainer,) = measuring.measure(text, "plain", "en", "reason").found
    assert (plainer.rule, plainer.text) == ("plainer-word", glossary.explain("core_group", "en", "adult", easy=False))
    assert measuring.measure("", "easy", "cy", "reason").longest == 0


def test_a_welsh_text_is_measured_for_whom_it_is() -> None:
    text = "Dyma eich cynllun."
    assert [one.rule for one in measuring.measure(text, "easy", "cy", "reason", "child").found] == ["ti-chi"]
    assert measuring.measure(text, "easy", "cy", "reason", "parent").found == ()
    assert measuring.measure(text, "plain", "cy", "reason").limit == 25


@pytest.mark.parametrize("somebody", [LEAH, BEVERLEY, COLM, DANI, KEZ])
def test_only_the_childs_own_worker_prepares(desk: Desk, somebody: str) -> None:
    person = desk.people[somebody]
    with pytest.raises(NotAllowed):
        preparing.prepare(person, *desk.of_kez)
    with pytest.raises(NotAllowed):
        deciding.choose(person, *desk.of_kez, desk.id(KEZ), "plan", shown=True)
    with pytest.raises(NotAllowed):
        looking.look(person, *desk.of_kez, desk.id(KEZ))
    with pytest.raises(NotAllowed):
        looking.publish(person, *desk.of_kez, [desk.id(KEZ)], {})
    with pytest.raises(NotAllowed):
        measuring.measure_for(person, *desk.of_kez, "reason", level="easy", language="en", audience="", text="x")


def test_a_plan_without_family_time_asks_the_worker_and_tells_the_family_nothing(tmp_path: Path) -> None:
    with a_database(tmp_path).sessions() as session:
        sample = a_sample()
        without = [one for one in sample["passages"] if not one["id"].startswith("contact")]
        desk = a_desk(session, {**sample, "exemplar": "care-plan", "passages": without, "versions_for_family": []})
        ready = preparing.prepare(desk.yasmin, *desk.of_kez)
        assert [[field.id for field in group] for group in ready.expected] == [["contact"]]
        assert "contact" not in {field.id for field in ready.absent}


def test_what_is_expected_and_there_is_asked_about_no_more(tmp_path: Path) -> None:
    with a_database(tmp_path).sessions() as session:
        desk = a_desk(session, {**a_sample(), "exemplar": "care-plan"})
        assert preparing.prepare(desk.yasmin, *desk.of_kez).expected == ()
