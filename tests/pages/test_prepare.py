"""A worker prepares a record through the pages: what is left first, nothing chosen beforehand, each form by itself."""

import re

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from portal.models import Choice, FamilyText
from portal.models.contribution import Draft
from portal.services.preparing import key_of
from tests.builders import received
from tests.desks import Desk, a_short_sample
from tests.families import BEVERLEY, COLM, DANI, JONAH, KEZ, LEAH, NEIL, PIP
from tests.pages.client import PageClient, seen
from tests.pages.filling import fields, form_of, main_of


@pytest.fixture
def yasmin(desk: Desk, client: PageClient) -> PageClient:
    client.sign_in(desk.yasmin)
    return client


def record(desk: Desk, more: str = "", child: str = KEZ, language: str = "en") -> str:
    return f"/{language}/work/records/{desk.record.public_id}/{desk.id(child)}/{more}"


def passage(desk: Desk, name: str, more: str = "") -> str:
    return record(desk, f"passages/{key_of(name)}/{more}")


def decide(client: PageClient, desk: Desk, name: str, at: str = "", **chosen: str) -> TestResponse:
    """Open the page of a passage and keep decisions, by field name."""
    page = seen(client.get(at or passage(desk, name)))
    start = {"csrf_token": client.token(passage(desk, name)), "seen": desk.passage(name).text}
    assert page.html
    return client.post(passage(desk, name), data={**start, **chosen})


def field(desk: Desk, name: str, person: str) -> str:
    """What the radios of a passage for one person are called."""
    return f"show.{key_of(name)}.{desk.id(person)}"


def choices(desk: Desk) -> dict[tuple[str, str, bool], bool]:
    desk.session.rollback()
    return {(str(one.person_id), one.passage, bool(one.row)): one.shown for one in desk.session.scalars(select(Choice))}


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_page_is_there_in_both_languages(yasmin: PageClient, desk: Desk, language: str) -> None:
    children = f"/{language}/work/children/"
    for more in ("", f"{desk.id(KEZ)}/", f"{desk.id(KEZ)}/people/"):
        assert yasmin.get(children + more).status_code == 200
    page = yasmin.get(record(desk, language=language))
    assert page.status_code == 200
    for name in ("plan", "people-involved", "parent-alcohol", "views-child", "contact", "category", "visits"):
        assert yasmin.get(passage(desk, name).replace("/en/", f"/{language}/", 1)).status_code == 200


def test_my_children_tell_what_waits(yasmin: PageClient, desk: Desk) -> None:
    words = main_of(yasmin.get("/en/work/children/"))
    assert "Kezia Fictonby" in words
    assert words.count("1 record to prepare") == 3


def test_nothing_is_chosen_beforehand(yasmin: PageClient, desk: Desk) -> None:
    for address in (record(desk), passage(desk, "plan")):
        html = yasmin.get(address).get_data(as_text=True)
        assert 'type="radio"' in html
        assert " checked" not in html


def test_what_is_left_to_decide_comes_before_what_is_decided(yasmin: PageClient, desk: Desk) -> None:
    words = main_of(yasmin.get(record(desk)))
    assert words.index("Left to decide") < words.index("Texts for the family still missing")
    assert words.index("Left to decide") < words.index("Decided, or shown by this form")


def test_why_somebody_sees_a_part_or_not_stands_beside_their_name(yasmin: PageClient, desk: Desk) -> None:
    words = main_of(yasmin.get(passage(desk, "plan")))
    assert "It names another child of this record." in words
    assert "Something in this record is withheld from them." in words


def test_a_row_that_can_be_chosen_is_not_said_to_be_hidden_in_any_case(yasmin: PageClient, desk: Desk) -> None:
    words = main_of(yasmin.get(passage(desk, "people-involved")))
    assert "hidden from them until you choose" in words
    assert "in any case" not in words


def test_two_parents_whom_a_child_calls_the_same_have_their_names_where_a_worker_chooses(
    yasmin: PageClient, desk: Desk
) -> None:
    desk.people[DANI].called = desk.people[NEIL].called = "Mam"
    desk.session.commit()
    for address in (record(desk), passage(desk, "plan")):
        words = main_of(yasmin.get(address))
        assert "Danielle Fictonby Parent" in words
        assert "Mam Parent" not in words
        assert "for Mam" not in words


def test_a_part_that_no_form_lists_is_told_to_the_worker_as_one_without_family_wording(
    yasmin: PageClient, desk: Desk
) -> None:
    sample = a_short_sample()
    new = {"id": "agency-view", "kind": "narrative", "text": "<p>Nobody may lose this.</p>"}
    received(desk.session, {**sample, "version": sample["version"] + 1, "passages": [*sample["passages"], new]})
    desk.session.commit()
    words = main_of(yasmin.get(record(desk)))
    left = words[words.index("Left to decide") : words.index("Texts for the family still missing")]
    assert "Nobody may lose this." in left
    assert "This has no family wording yet" in left
    assert "Say where this belongs" in left
    assert "This has no family wording yet" not in main_of(yasmin.get(passage(desk, "plan")))


@pytest.mark.parametrize(("language", "note"), [("en", "Never tell a child this as one"), ("cy", "mewn un gair noeth")])
def test_what_to_think_of_stands_beside_a_part_for_the_worker(
    yasmin: PageClient, desk: Desk, language: str, note: str
) -> None:
    assert note in main_of(yasmin.get(passage(desk, "category").replace("/en/", f"/{language}/", 1)))


def test_what_a_plan_should_have_and_has_not_is_asked_about(yasmin: PageClient, desk: Desk) -> None:
    sample = a_short_sample()
    less = [one for one in sample["passages"] if one["id"] != "contact"]
    newer = {"version": sample["version"] + 1, "exemplar": "care-plan", "passages": less, "versions_for_family": []}
    assert "Records like this have these parts" not in main_of(yasmin.get(record(desk)))
    received(desk.session, {**sample, **newer})
    desk.session.commit()
    words = main_of(yasmin.get(record(desk)))
    assert "Records like this have these parts" in words
    assert "Who your child sees and talks to (contact)" in words


def test_the_reason_for_withholding_is_the_workers_to_read(yasmin: PageClient, desk: Desk) -> None:
    words = main_of(yasmin.get(record(desk)))
    assert "Withheld from Neil Mockerley." in words
    assert "no consent to share with Mr Mockerley" in words


def test_a_decision_is_kept_for_that_person_and_the_page_goes_on(yasmin: PageClient, desk: Desk) -> None:
    answer = decide(yasmin, desk, "plan", **{field(desk, "plan", KEZ): "show"})
    assert answer.status_code == 303
    assert f"passage-{key_of('plan-2')}" in answer.headers["Location"]
    assert choices(desk) == {(str(desk.people[KEZ].id), "plan", False): True}
    name = field(desk, "plan", KEZ)
    assert f'name="{name}" value="show" checked' in yasmin.get(passage(desk, "plan")).text


def test_a_row_is_decided_by_itself(yasmin: PageClient, desk: Desk) -> None:
    decide(yasmin, desk, "plan", **{field(desk, "plan", KEZ) + ".2": "hide"})
    assert choices(desk) == {(str(desk.people[KEZ].id), "plan", True): False}


def test_what_is_about_an_adult_says_whom_to_ask_about_first(yasmin: PageClient, desk: Desk) -> None:
    answer = decide(yasmin, desk, "parent-alcohol", **{field(desk, "parent-alcohol", NEIL): "show"})
    assert (answer.status_code, "Say whom this is about" in answer.text) == (400, True)
    about = passage(desk, "parent-alcohol", "about")
    assert yasmin.send(about, {"reference": DANI}, at=passage(desk, "parent-alcohol")).status_code == 303
    answer = decide(yasmin, desk, "parent-alcohol", **{field(desk, "parent-alcohol", NEIL): "show"})
    assert (answer.status_code, "Choose for Dani" in answer.text) == (400, True)
    assert choices(desk) == {}
    words = main_of(yasmin.get(passage(desk, "parent-alcohol")))
    assert words.index("Danielle Fictonby Parent First") < words.index("Kez Child")


def test_a_page_that_was_open_too_long_decides_nothing(yasmin: PageClient, desk: Desk) -> None:
    answer = decide(yasmin, desk, "plan", **{field(desk, "plan", KEZ): "show", "seen": "0" * 64})
    assert (answer.status_code, "It may have changed" in answer.text) == (400, True)
    assert choices(desk) == {}


def test_one_press_shows_what_is_usual(yasmin: PageClient, desk: Desk) -> None:
    assert "Something in this record is withheld from Dani" in main_of(yasmin.get(record(desk)))
    answer = yasmin.send(record(desk, f"people/{desk.id(DANI)}/usual"), at=record(desk))
    assert answer.status_code == 303
    assert choices(desk)
    assert set(choices(desk).values()) == {True}
    assert "parts are now shown to them" in yasmin.get(answer.headers["Location"]).text


def text(desk: Desk, name: str = "reason", level: str = "easy", audience: str = "child") -> str:
    return passage(desk, name, f"text/{level}/en/{audience}/")


def test_a_text_for_the_family_is_written_beside_the_workers_words(yasmin: PageClient, desk: Desk) -> None:
    page = yasmin.get(text(desk))
    assert "s47 enquiries" in main_of(page)
    assert "at most 15 words" in main_of(page)
    long = "This sentence is far too long for easy read because it goes on and on until nobody can follow it."
    answer = yasmin.send(text(desk), {"text": f"We met.\n{long}\nThe core group meets."})
    assert answer.status_code == 303
    words = main_of(yasmin.get(answer.headers["Location"]))
    assert "The longest sentence has this many words: 20." in words
    assert f"This sentence has 20 words. Aim for at most 15. Cut it in two. {long}" in words
    assert "“core group” is a hard word." in words
    [kept] = desk.session.scalars(select(FamilyText))
    assert (kept.passage, kept.level, kept.audience, len(kept.sentences)) == ("reason", "easy", "child", 3)


def test_a_text_written_beside_words_that_changed_meanwhile_is_kept_once_they_were_read(
    yasmin: PageClient, desk: Desk
) -> None:
    filled = {**fields(seen(yasmin.get(text(desk)))), "text": "We met."}
    newer = a_short_sample()
    next(one for one in newer["passages"] if one["id"] == "reason")["text"] = "canary-newer"
    received(desk.session, {**newer, "version": newer["version"] + 1})
    desk.session.commit()
    page = yasmin.post(text(desk), data=filled)
    assert page.status_code == 400
    assert "words have changed since you opened this page" in main_of(page)
    assert "canary-newer" in main_of(page)
    assert desk.session.scalars(select(FamilyText)).all() == []
    again = fields(seen(page))
    assert again["text"] == "We met."
    assert yasmin.post(text(desk), data=again).status_code == 303


def test_a_text_is_kept_as_it_is_typed_for_its_writer_only_until_it_is_kept(yasmin: PageClient, desk: Desk) -> None:
    page = seen(yasmin.get(text(desk)))
    typed = {**fields(page), "text": "We met.\r\nWe wi"}
    assert yasmin.post(form_of(page).attrib["data-draft"], data=typed).status_code == 204
    assert desk.session.scalars(select(FamilyText)).all() == []
    again = yasmin.get(text(desk))
    assert "This is what you were writing on" in main_of(again)
    assert fields(seen(again))["text"].split("\n") == ["We met.", "We wi"]
    assert "This is what you were writing on" not in main_of(yasmin.get(text(desk, level="plain")))
    assert yasmin.post(text(desk), data={**typed, "text": "We met."}).status_code == 303
    assert "This is what you were writing on" not in main_of(yasmin.get(text(desk)))
    assert desk.session.scalars(select(Draft)).all() == []


def test_what_was_typed_last_and_comes_after_the_text_was_kept_is_told_of_no_more(
    yasmin: PageClient, desk: Desk
) -> None:
    page = seen(yasmin.get(text(desk)))
    typed = {**fields(page), "text": "We met."}
    assert yasmin.post(text(desk), data=typed).status_code == 303
    assert yasmin.post(form_of(page).attrib["data-draft"], data=typed).status_code == 204
    assert "This is what you were writing on" not in main_of(yasmin.get(text(desk)))


def test_each_text_of_a_part_is_one_press_from_the_others(yasmin: PageClient, desk: Desk) -> None:
    links = {one.attrib["href"]: one.get("aria-current") for one in seen(yasmin.get(text(desk))).all("a")}
    others = [passage(desk, "reason", f"text/{one}/child/") for one in ("plain/cy", "easy/cy", "plain/en", "easy/en")]
    assert [links[one] for one in others] == [None, None, None, "true"]


def test_a_text_is_measured_as_it_is_typed_and_not_kept(yasmin: PageClient, desk: Desk) -> None:
    answer = yasmin.send(text(desk) + "measure", {"text": "The core group meets."}, at=text(desk))
    whole, hard = re.findall("<li>(.*?)</li>", answer.json["said"])
    assert whole == "Words: 4. Sentences: 1. The longest sentence has this many words: 4."
    assert hard.startswith("“core group” is a hard word.")
    assert hard.endswith('<q lang="en">The core group meets.</q>')
    assert not desk.session.scalars(select(FamilyText)).all()


def test_what_is_found_is_told_in_the_language_of_the_page_beside_its_sentence(yasmin: PageClient, desk: Desk) -> None:
    yasmin.send(text(desk), {"text": "We meet prior to school."})
    page = yasmin.get(text(desk).replace("/en/", "/cy/", 1)).text
    assert "Yn lle “prior to” gallwch ddweud: before." in page
    assert '<q lang="en">We meet prior to school.</q>' in page


def test_a_text_in_which_nothing_is_found_says_so_and_what_that_means(yasmin: PageClient, desk: Desk) -> None:
    answer = yasmin.send(text(desk) + "measure", {"text": "You can say what you think."}, at=text(desk))
    assert "No rule of plain and easy words finds anything. Only a reader can tell." in answer.json["said"]


def test_markup_in_what_is_measured_is_only_text(yasmin: PageClient, desk: Desk) -> None:
    written = "We meet prior to <img src=x onerror=alert(1)>."
    answer = yasmin.send(text(desk) + "measure", {"text": written}, at=text(desk))
    assert "&lt;img src=x" in answer.json["said"]
    assert "<img" not in answer.json["said"]


def test_markup_in_a_text_is_only_text(yasmin: PageClient, desk: Desk) -> None:
    yasmin.send(text(desk), {"text": "</textarea><script>alert(1)</script>"})
    page = seen(yasmin.get(text(desk)))
    assert fields(page)["text"].strip() == "</textarea><script>alert(1)</script>"
    assert form_of(page).tag == "form"


def test_a_text_that_cannot_be_kept_stays_on_the_page(yasmin: PageClient, desk: Desk) -> None:
    answer = yasmin.send(text(desk), {"text": "canary\0canary"})
    assert answer.status_code == 400
    assert "canary" in answer.text


@pytest.mark.parametrize(
    "address", ["text/full/en/child/", "text/easy/de/child/", "text/easy/en/carer/", "text/easy/en/child/x"]
)
def test_a_text_for_nobody_is_not_found(yasmin: PageClient, desk: Desk, address: str) -> None:
    assert yasmin.get(passage(desk, "reason", address)).status_code == 404


@pytest.mark.parametrize("somebody", [LEAH, BEVERLEY, COLM, DANI, KEZ, JONAH, PIP])
def test_nobody_else_finds_the_desk(client: PageClient, desk: Desk, somebody: str) -> None:
    client.sign_in(desk.people[somebody])
    person = f"people/{desk.id(KEZ)}"
    for more in ("", f"passages/{key_of('plan')}/", f"{person}/copy", "publish", "published/", "recall"):
        assert client.get(record(desk, more)).status_code == 404
    assert client.get(text(desk)).status_code == 404
    word = {"csrf_token": client.token("/en/help")}
    for more in (f"{person}/usual", f"passages/{key_of('plan')}/", "publish", "recall"):
        assert client.post(record(desk, more), data=word).status_code == 404


def test_another_childs_part_is_not_chosen_by_a_made_up_form(yasmin: PageClient, desk: Desk) -> None:
    sent = {"csrf_token": yasmin.token(record(desk)), field(desk, "pen-picture-3", KEZ): "show"}
    assert yasmin.get(passage(desk, "pen-picture-3")).status_code == 404
    assert yasmin.post(passage(desk, "pen-picture-3"), data=sent).status_code == 404
    assert choices(desk) == {}
