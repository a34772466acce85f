"""What a reader was told before, in another document, is said once: the rest is one press away, in its place."""

import re
from typing import Any

from sqlalchemy import select

from accessibility.document import thaw
from portal.models import Copy, Record
from portal.services import copies, editions
from tests.builders import received
from tests.families import DANI, KEZ, YASMIN, Plan, a_small_plan
from tests.pages.client import PageClient
from tests.pages.hiding import hide

LONG = "Canary one is well. Canary two eats well. Canary three sleeps well. Canary four is at school."
HEALTH = {"id": "health", "kind": "narrative", "about": [KEZ], "text": LONG}
OWN = {
    "id": "views-child",
    "kind": "words",
    "about": [KEZ],
    "said_by": KEZ,
    "first_hand": True,
    "text": LONG,
    "on": "2026-03-04",
}
WORRIES = {"id": "summary-needs", "kind": "narrative", "about": [KEZ], "text": LONG}


def publish(plan: Plan, reference: str, *passages: dict[str, Any], version: int = 1, to: str = KEZ) -> Copy:
    """A record with these passages about Kez, published to her or to somebody else."""
    record = a_small_plan(version=version, reference=reference, passages=list(passages))
    kept: Record = received(plan.session, record)
    child = plan.people[KEZ].public_id
    editions.publish(plan.people[YASMIN], kept.public_id, child, [plan.people[to].public_id])
    plan.session.commit()
    mine = select(Copy).where(Copy.person_id == plan.people[to].id).order_by(Copy.id.desc()).limit(1)
    return plan.session.scalars(mine).one()


def page_of(plan: Plan, client: PageClient, copy: Copy, person: str = KEZ, language: str = "en") -> str:
    client.sign_in(plan.people[person])
    return client.get(f"/{language}/documents/{copy.public_id}/").text


def test_what_was_told_before_waits_to_be_opened_and_leads_to_where_it_was(plan: Plan, client: PageClient) -> None:
    first = publish(plan, "FIRST/1", HEALTH)
    second = publish(plan, "SECOND/1", HEALTH)
    assert "told you this before" not in page_of(plan, client, first)
    page = page_of(plan, client, second)
    place = plan.passage(first, "health")
    assert "We told you this before." in page
    assert f'href="/en/documents/{first.public_id}/#p-{place}"' in page
    closed = page.split('<details class="more again">', 1)[1].split("</details>", 1)[0]
    assert all(f"Canary {one}" in closed for one in ("one", "two", "three", "four"))
    assert "Rydyn ni wedi dweud hyn wrthot ti" in page_of(plan, client, second, language="cy")


def test_ones_own_words_say_that_they_were_said_before_and_stand_in_full(plan: Plan, client: PageClient) -> None:
    publish(plan, "FIRST/1", OWN)
    page = page_of(plan, client, publish(plan, "SECOND/1", OWN))
    assert "You told us this before." in page
    assert "more again" not in page
    assert LONG in " ".join(main_of_text(page).split())


def main_of_text(page: str) -> str:
    """What a page says, without its tags."""
    return re.sub(r"<[^>]+>", "", page.split("<main", 1)[1])


def test_the_same_words_on_another_day_were_not_said_before(plan: Plan, client: PageClient) -> None:
    publish(plan, "FIRST/1", OWN)
    assert "before." not in page_of(plan, client, publish(plan, "SECOND/1", {**OWN, "on": "2026-03-05"}))


def test_what_is_signed_stands_in_full(plan: Plan, client: PageClient) -> None:
    publish(plan, "FIRST/1", WORRIES, to=DANI)
    page = page_of(plan, client, publish(plan, "SECOND/1", WORRIES, to=DANI), DANI)
    assert "We told you this before." in page
    assert "more again" not in page


def test_a_word_of_difference_is_no_repeat(plan: Plan, client: PageClient) -> None:
    publish(plan, "FIRST/1", HEALTH)
    second = publish(plan, "SECOND/1", {**HEALTH, "text": LONG.replace("four", "five")})
    assert "told you this before" not in page_of(plan, client, second)


def test_a_newer_copy_of_the_same_document_is_no_repeat(plan: Plan, client: PageClient) -> None:
    publish(plan, "FIRST/1", HEALTH)
    more = {"id": "education", "kind": "narrative", "about": [KEZ], "text": "canary-education"}
    assert "told you this before" not in page_of(plan, client, publish(plan, "FIRST/1", HEALTH, more, version=2))


def test_what_stood_there_before_is_not_told_again_because_another_document_came_since(
    plan: Plan, client: PageClient
) -> None:
    publish(plan, "FIRST/1", HEALTH)
    publish(plan, "SECOND/1", HEALTH)
    more = {"id": "education", "kind": "narrative", "about": [KEZ], "text": "canary-education"}
    assert "told you this before" not in page_of(plan, client, publish(plan, "FIRST/1", HEALTH, more, version=2))


def test_what_was_told_before_is_so_still_in_a_newer_copy(plan: Plan, client: PageClient) -> None:
    first = publish(plan, "FIRST/1", HEALTH)
    publish(plan, "SECOND/1", HEALTH)
    more = {"id": "education", "kind": "narrative", "about": [KEZ], "text": "canary-education"}
    newer = publish(plan, "SECOND/1", HEALTH, more, version=2)
    assert first.public_id in page_of(plan, client, newer)


def test_where_the_other_may_not_be_seen_any_more_nothing_is_left_of_it(plan: Plan, client: PageClient) -> None:
    first = publish(plan, "FIRST/1", HEALTH)
    second = publish(plan, "SECOND/1", HEALTH)
    assert "told you this before" in page_of(plan, client, second)
    editions.recall(plan.people[YASMIN], first.edition.record.public_id, plan.people[KEZ].public_id, 1)
    plan.session.commit()
    page = page_of(plan, client, second)
    assert "told you this before" not in page
    assert first.public_id not in page
    assert "Canary four" in page


def test_where_just_the_passage_there_may_not_be_seen_any_more_nothing_is_left_of_it(
    plan: Plan, client: PageClient
) -> None:
    first = publish(plan, "FIRST/1", HEALTH, {**HEALTH, "id": "education", "text": "canary-education"})
    second = publish(plan, "SECOND/1", HEALTH)
    assert "told you this before" in page_of(plan, client, second)
    hide(plan, "health", KEZ, KEZ, first.edition.record)
    page = page_of(plan, client, second)
    assert "told you this before" not in page
    assert first.public_id not in page
    assert "canary-education" in page_of(plan, client, first)


def test_nobody_is_told_of_what_somebody_else_was_told(plan: Plan, client: PageClient) -> None:
    publish(plan, "FIRST/1", HEALTH)
    second = publish(plan, "SECOND/1", HEALTH, to=DANI)
    assert "told you this before" not in page_of(plan, client, second, DANI)


def test_a_copy_itself_is_whole_and_knows_of_no_other(plan: Plan, client: PageClient) -> None:
    publish(plan, "FIRST/1", HEALTH)
    second = publish(plan, "SECOND/1", HEALTH)
    assert second.origins[plan.passage(second, "health")]["told"]
    assert b"told" not in second.document
    words = thaw(second.document).passage(plan.passage(second, "health"))
    assert words is not None
    assert "Canary four" in repr(words)
    assert copies.read(plan.people[KEZ], second.public_id).key


def test_who_reads_part_by_part_is_led_to_the_part(plan: Plan, client: PageClient) -> None:
    first = publish(plan, "FIRST/1", HEALTH)
    second = publish(plan, "SECOND/1", HEALTH)
    client.sign_in(plan.people[KEZ])
    client.send("/en/reading", {"choice": "pace:section"})
    pages = [client.get(f"/en/documents/{second.public_id}/section/{number}/").text for number in (1, 2)]
    [page] = [one for one in pages if "told you this before" in one]
    address = page.split(f'href="/en/documents/{first.public_id}/', 1)[1].split("#", 1)[0]
    assert "Canary four" in client.get(f"/en/documents/{first.public_id}/{address}").text


def test_sentence_by_sentence_all_of_it_is_read_again(plan: Plan, client: PageClient) -> None:
    publish(plan, "FIRST/1", HEALTH)
    second = publish(plan, "SECOND/1", HEALTH)
    client.sign_in(plan.people[KEZ])
    client.send("/en/reading", {"choice": "pace:sentence"})
    address = f"/en/documents/{second.public_id}/section/1/sentence"
    pages = [client.get(f"{address}/{number}/").text for number in range(1, 7)]
    first = next(number for number, page in enumerate(pages) if "Canary one" in page)
    assert "We told you this before." in pages[first]
    assert "Canary two" in pages[first + 1]
    assert not any("more again" in page for page in pages)
    assert "told you this before" not in pages[first + 1]
