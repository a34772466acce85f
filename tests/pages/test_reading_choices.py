"""The page "How I like to read": presets in one press and back, words of the reader's own to try, nothing hidden."""

import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from accessibility.presets import PRESETS
from accessibility.profile import CHOICES
from portal.forms.reading import FIRST, MORE
from portal.models import AuditEvent, Copy
from portal.services import dressings
from tests.families import DANI, KEZ, YASMIN, Plan
from tests.pages.client import PageClient
from tests.pages.hiding import hide
from tests.pages.test_reading import queries

# What has pages of its own, or none yet.
ELSEWHERE = {"helper"}


@pytest.fixture
def dani(plan: Plan, client: PageClient) -> PageClient:
    client.sign_in(plan.people[DANI])
    return client


def press(client: PageClient, choice: str, at: str = "/en/reading?more=1") -> Any:
    return client.send("/en/reading", {"choice": choice, "next": at})


def kept(plan: Plan) -> dict[str, Any]:
    plan.session.expire_all()
    return dict(plan.people[DANI].reading)


def opened(plan: Plan, client: PageClient) -> str:
    address = f"/en/documents/{plan.copy(DANI, KEZ).public_id}/"
    client.get(address)
    return address


def test_every_choice_has_its_buttons_on_the_page(dani: PageClient) -> None:
    groups = {one.name: tuple(value for value, _ in one.options) for one in (*FIRST, *MORE)}
    assert {name: set(values) for name, values in groups.items()} == {
        name: set(values) for name, values in CHOICES.items() if name not in ELSEWHERE
    }
    page = dani.get("/en/reading?more=1").text
    for name, values in groups.items():
        assert all(f'value="{name}:{value}"' in page for value in values)


def test_there_are_few_choices_first_and_the_rest_one_press_away(dani: PageClient) -> None:
    page = dani.get("/en/reading").text
    assert 'value="size:24"' in page
    assert 'value="letters:wide"' not in page
    assert 'href="/en/reading?more=1#reading-both"' in page


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_is_one_press_from_any_page_and_one_press_back(plan: Plan, dani: PageClient, preset: str) -> None:
    press(dani, "size:24")
    before = kept(plan)
    assert press(dani, f"preset:{preset}", "/en/home").headers["Location"] == "/en/home"
    assert PRESETS[preset].items() <= kept(plan).items()
    assert f'value="preset:{preset}" aria-pressed="true"' in dani.get("/en/reading").text
    press(dani, f"preset:{preset}")
    assert kept(plan) == before


def test_presets_together_go_back_to_how_it_was_before_the_first(plan: Plan, dani: PageClient) -> None:
    press(dani, "theme:dark")
    before = kept(plan)
    assert "preset:before" not in dani.get("/en/reading").text
    for preset in PRESETS:
        press(dani, f"preset:{preset}")
    assert kept(plan)["theme"] == "cream"
    assert "preset:before" in dani.get("/en/reading").text
    press(dani, "preset:before")
    assert kept(plan) == before
    assert "preset:before" not in dani.get("/en/reading").text


def test_what_somebody_chose_by_itself_stays_when_presets_are_put_back(plan: Plan, dani: PageClient) -> None:
    press(dani, "preset:quiet")
    press(dani, "theme:blue")
    press(dani, "preset:before")
    assert (kept(plan)["theme"], kept(plan)["lines"]) == ("blue", "usual")


@pytest.mark.parametrize("choice", ["preset:", "preset:loud", "preset:before:x", "before:x", "language:cy"])
def test_a_preset_that_there_is_not_is_refused(plan: Plan, dani: PageClient, choice: str) -> None:
    assert press(dani, choice).status_code == 400
    assert kept(plan) == {}


def test_a_visitor_has_presets_and_words_of_ours_to_try(client: PageClient) -> None:
    press(client, "preset:bigger")
    page = client.get("/cy/reading").text
    assert 'data-size="28"' in page
    assert 'data-targets="big"' in page
    assert "Gallwch chi ddewis sut i ddarllen yma." in page


def test_our_words_have_their_pictures_and_their_easy_version(client: PageClient) -> None:
    press(client, "preset:pictures")
    page = client.get("/en/reading").text
    assert page.count('class="picture') >= 4
    assert "You can have big letters." in page
    press(client, "symbols:off")
    assert 'class="picture' not in client.get("/en/reading").text


def test_somebody_who_has_opened_a_copy_tries_it_on_their_own_words(plan: Plan, dani: PageClient) -> None:
    assert "Words to try it on" in dani.get("/en/reading").text
    address = opened(plan, dani)
    page = dani.get("/en/reading").text
    assert "Words to try it on" not in page
    passage = next(part.split('"')[0] for part in page.split('id="p-')[1:])
    assert f'id="p-{passage}"' in dani.get(address).text


def test_a_copy_never_opened_does_not_count_as_seen(plan: Plan, dani: PageClient) -> None:
    dani.get("/en/reading")
    assert plan.session.scalars(select(Copy).where(Copy.first_read_at.is_not(None))).all() == []
    assert plan.session.scalars(select(AuditEvent).where(AuditEvent.action == "document:read")).all() == []


def test_what_is_tried_on_is_a_look_that_the_audit_keeps(plan: Plan, dani: PageClient) -> None:
    opened(plan, dani)
    dani.get("/en/reading")
    assert len(plan.session.scalars(select(AuditEvent).where(AuditEvent.action == "document:read")).all()) == 2


def test_a_passage_hidden_now_is_never_what_is_tried_on(plan: Plan, dani: PageClient) -> None:
    opened(plan, dani)
    for field in ("reason", "health"):
        hide(plan, field)
    for choice in ("level:full", "level:plain", "level:easy"):
        press(dani, choice)
        assert "canary-" not in dani.get("/en/reading").text


def test_somebody_blocked_tries_it_on_words_of_ours(plan: Plan, dani: PageClient) -> None:
    opened(plan, dani)
    plan.block(DANI, KEZ)
    page = dani.get("/en/reading").text
    assert "canary-" not in page
    assert 'class="try-on"' in page


def test_the_preview_is_in_the_choices_just_made(plan: Plan, dani: PageClient) -> None:
    opened(plan, dani)
    dressings.dress(plan.session, plan.copy(DANI, KEZ).id)
    plan.session.commit()
    press(dani, "level:easy")
    press(dani, "symbols:key")
    assert 'class="pictures"' in dani.get("/en/reading").text


def test_a_worker_has_choices_too(plan: Plan, client: PageClient) -> None:
    client.sign_in(plan.people[YASMIN])
    press(client, "preset:bigger")
    assert 'data-size="28"' in client.get("/en/reading").text


def test_the_looks_chosen_stand_on_every_page(dani: PageClient) -> None:
    assert "data-font" not in dani.get("/en/home").text
    for choice in ("font:dyslexic", "lines:wider", "letters:wide", "words:wide", "width:narrow", "motion:less"):
        press(dani, choice)
    for address in ("/en/home", "/cy/reading", "/en/help", "/en/nothing-here"):
        html = dani.get(address).text.split(">", 2)[1]
        assert 'data-font="dyslexic"' in html
        assert 'data-lines="wider"' in html
        assert 'data-motion="less"' in html


def test_a_press_leads_back_to_where_it_was_on_the_page_of_choices(dani: PageClient) -> None:
    assert press(dani, "lines:wide").headers["Location"] == "/en/reading?more=1#reading-lines"
    assert press(dani, "lines:wide", "/en/home").headers["Location"] == "/en/home"


def sentences(client: PageClient, address: str) -> list[str]:
    """Every page of a copy, a sentence each, by following what leads on."""
    pages, here = [], address
    while here:
        pages.append(client.get(here).text)
        leads_on = pages[-1].partition('rel="next" href="')[2]
        here = leads_on.partition('"')[0]
    return pages


def test_one_sentence_after_another_leads_through_the_whole_copy(plan: Plan, dani: PageClient) -> None:
    address = opened(plan, dani)
    whole = set(re.findall(r'class="s" id="([^"]+)"', dani.get(address).text))
    press(dani, "preset:one")
    pages = sentences(dani, address)
    assert len(pages) > 3
    assert set(re.findall(r'class="s" id="([^"]+)"', "".join(pages))) == whole
    assert sum('class="taking"' in page for page in pages) == 1


def test_a_passage_hidden_later_is_in_no_sentence(plan: Plan, dani: PageClient) -> None:
    address = opened(plan, dani)
    press(dani, "preset:one")
    assert "canary-health" in "".join(sentences(dani, address))
    hide(plan, "health")
    assert "canary-health" not in "".join(sentences(dani, address))


def test_a_sentence_that_there_is_not_is_not_found(plan: Plan, dani: PageClient) -> None:
    address = opened(plan, dani)
    press(dani, "pace:sentence")
    assert dani.get(f"{address}section/1/sentence/999/").status_code == 404
    assert dani.get(f"{address}section/99/sentence/1/").status_code == 404


def test_both_languages_are_on_the_page_and_the_choice_stays_in_the_other_language(
    plan: Plan, dani: PageClient
) -> None:
    address = opened(plan, dani)
    press(dani, "both:on")
    for one in (address, address.replace("/en/", "/cy/")):
        assert 'class="side" lang="cy"' in dani.get(one).text


@pytest.mark.parametrize("preset", PRESETS)
def test_no_preset_costs_a_kept_page_a_query_more(app: Flask, plan: Plan, dani: PageClient, preset: str) -> None:
    dressings.dress(plan.session, plan.copy(DANI, KEZ).id)
    plan.session.commit()
    address = opened(plan, dani)
    with queries(app) as plain:
        dani.get(address)
    press(dani, f"preset:{preset}")
    dani.get(address)
    with queries(app) as sent:
        dani.get(address)
    assert len(sent) == len(plain)
