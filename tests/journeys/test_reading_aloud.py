"""By keyboard alone a worker marks where each sentence of a reading begins; the child sees each light up as heard."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import select

from accessibility.reading_aloud import spoken_in
from accessibility.sound import can_be_said, words_key
from portal.models import Copy, Part, Tie
from portal.permissions import WORKERS
from portal.services import copies, demo_doors, reading
from tests.journeys.browsing import Visitor
from tests.journeys.keyboard import Keyboard
from tests.journeys.reading import bring, wait_until_ready
from tests.journeys.server import Portal, the_busiest
from tests.journeys.test_read_along import WATCH, box_of, of_player, pressed
from tests.journeys.visiting import press

SECONDS = 5.0


@dataclass(frozen=True)
class Told:
    """A passage of three sentences in a child's copy: where the worker reads it and the child hears it."""

    door: str
    path: str
    copy: str
    section: int
    passage: str
    sentences: int


@pytest.fixture(scope="module")
def told(portal: Portal) -> Told:
    with portal.session() as session:
        child = the_busiest(session, Part.CHILD)
        level = reading.profile_of(child, "en").level
        worker = next(
            one.person for one in session.scalars(select(Tie).where(Tie.child_id == child.id)) if one.part in WORKERS
        )
        door = f"/en/demo/enter/{demo_doors.token_for(session, worker)}"
        mine = select(Copy).where(Copy.person_id == child.id, Copy.child_id == child.id).order_by(Copy.id.desc())
        for copy in session.scalars(mine):
            document = copies.whole(copy)
            parts = enumerate(document.sections, 1)
            for section, passage in ((number, one) for number, part in parts for one in part.passages):
                said = spoken_in(passage, "en", level, document.audience)
                if len(said) == 3 and all(map(can_be_said, said)) and not passage.more:
                    place = f"{copy.edition.record.public_id}/{child.public_id}/people/{child.public_id}"
                    path = f"/en/work/records/{place}/aloud/en/{level}/{words_key(said)}"
                    return Told(door, path, copy.public_id, section, passage.id, len(said))
    raise AssertionError("no passage of the child's has three sentences")


@pytest.fixture(scope="module")
def child(browser: Browser, portal: Portal) -> Iterator[Visitor]:
    visitor = Visitor(browser, portal.address)
    visitor.go(portal.door("child"))
    yield visitor
    visitor.close()


def test_a_worker_marks_each_sentence_by_keyboard(browser: Browser, portal: Portal, told: Told) -> None:
    visitor = Visitor(browser, portal.address)
    visitor.go(told.door)
    worker = Keyboard(visitor)
    bring(visitor, told.path, SECONDS)
    worker.follow("Keep this reading")
    wait_until_ready(visitor, told.path)
    worker.follow("Mark where each sentence begins")
    fields = visitor.page.locator("[data-sentence] input")
    expect(fields).to_have_count(told.sentences - 1)
    worker.press("Play and mark")
    for number, key in enumerate(("Enter", "Space"), 1):
        assert "Next sentence" in worker.check()["text"]
        expect(visitor.page.locator("[data-coming]")).not_to_be_empty()
        visitor.until(f"document.querySelector('audio').currentTime > {1.4 * number}")
        visitor.page.keyboard.press(key)
    expect(visitor.page.locator("[data-told]")).to_contain_text("Every sentence is marked")
    marks = [float(one.input_value()) for one in fields.all()]
    visitor.page.keyboard.press("Enter")
    assert [float(one.input_value()) for one in fields.all()] == marks
    assert 1.1 <= marks[0] < marks[1] < SECONDS
    expect(visitor.page.locator(".heard")).to_have_count(1)
    worker.follow("Keep the marks")
    expect(visitor.page.locator("main")).to_contain_text("Its sentences are marked.")
    assert visitor.troubles == []
    visitor.close()


def test_the_child_sees_each_sentence_light_up_as_the_worker_reads_it(child: Visitor, told: Told) -> None:
    press(child, "pace:page")
    child.go(f"/en/documents/{told.copy}/")
    child.measure(WATCH, told.passage)
    box = box_of(child, told.passage)
    expect(box.locator(".read-by")).to_contain_text(", your worker, reads this.")
    pressed(child, box, "play")
    child.until("window.ended")
    assert child.measure("window.seen") == [[f"{told.passage}-{number}"] for number in range(told.sentences)]
    pressed(child, box, "back")
    expect(child.page.locator(f"[id='{told.passage}-1'].heard")).to_be_visible()
    assert child.troubles == []


def test_one_sentence_at_a_time_is_heard_by_itself(child: Visitor, told: Told) -> None:
    press(child, "pace:sentence")
    child.go(f"/en/documents/{told.copy}/section/{told.section}/")
    second = child.page.locator(f"audio[data-passage='{told.passage}'][data-first='1']")
    for _ in range(200):
        if second.count():
            break
        child.follow(child.page.locator("nav.pages a[rel=next]"))
    child.measure(WATCH, told.passage)
    pressed(child, box_of(child, told.passage), "play")
    child.until("window.ended")
    assert child.measure("window.seen") == [[f"{told.passage}-1"]]
    assert of_player(child, told.passage, "duration") < SECONDS / 2
    press(child, "pace:page")
    assert child.troubles == []
