"""What is made from a copy in the background, its sound and its PDF: for its reader alone, while it may be seen."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from accessibility import formats
from accessibility.outline import Entry
from accessibility.reading_aloud import spoken_in
from accessibility.sound import Manner, Piece, Times, store_piece
from portal.models import AuditEvent, MadeFile
from portal.services import copies, files, reading, sounds
from portal.services.files import Kind
from tests.families import DANI, KEZ, NEIL, RYAN, Plan, put_in, the_plan_in
from tests.pages.client import PageClient
from tests.pages.filling import main_of
from tests.pages.hiding import hide


@pytest.fixture
def plan(app: Flask, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Plan:
    put_in(tmp_path)
    monkeypatch.setattr(sounds, "WAIT_SECONDS", 0.0)
    monkeypatch.setattr(files, "WAIT_SECONDS", 0.0)
    return the_plan_in(session)


@pytest.fixture
def dani(plan: Plan, client: PageClient) -> PageClient:
    client.sign_in(plan.people[DANI])
    return client


def fetched(client: PageClient, address: str, **named: Any) -> TestResponse:
    """A file, read to its end and closed."""
    answer = client.get(address, **named)
    answer.get_data()
    answer.close()
    return answer


def address(plan: Plan, person: str = DANI, child: str = KEZ) -> str:
    return f"/en/documents/{plan.copy(person, child).public_id}/"


def sound_address(plan: Plan, field: str = "reason", what: str = "en-plain.mp3") -> str:
    return f"{address(plan)}sound/{plan.passage(plan.copy(DANI, KEZ), field)}/{what}"


def spoken(plan: Plan, folder: Path, field: str = "reason") -> bytes:
    """A passage, spoken as the background leaves it: three bytes for each sentence. What is then heard."""
    copy = plan.copy(DANI, KEZ)
    passage = copies.whole(copy).passage(plan.passage(copy, field))
    assert passage is not None
    heard = b""
    for number, said in enumerate(spoken_in(passage, "en", "plain", "child")):
        mp3 = bytes([number, 1, 2]) * 50
        store_piece(folder / "sounds", said, Manner(sounds.RATES["plain"]), Piece(Times(40, 150, 50, 900), mp3))
        heard += mp3
    return heard


def put_in_queue(app: Flask) -> list[Any]:
    """What waits for the background."""
    return [app.extensions["background"].huey.dequeue() for _ in range(len(app.extensions["background"].huey))]


def test_a_sound_that_is_there_is_heard_at_once(plan: Plan, dani: PageClient, tmp_path: Path) -> None:
    made = spoken(plan, tmp_path)
    heard = fetched(dani, sound_address(plan))
    assert heard.status_code == 200
    assert heard.data == made
    assert heard.mimetype == "audio/mpeg"


def test_its_times_have_one_cue_for_each_sentence_of_the_page(plan: Plan, dani: PageClient, tmp_path: Path) -> None:
    spoken(plan, tmp_path)
    times = msgspec.json.decode(fetched(dani, sound_address(plan, what="en-plain.json")).data)
    passage = plan.passage(plan.copy(DANI, KEZ), "reason")
    ids = re.findall(rf'id="{passage}-(\d+)"', dani.get(address(plan)).text)
    assert [int(one) for one in ids] == list(range(len(times["cues"])))
    assert times["duration_ms"] == round(len(ids) * 40 * 576 * 1000 / 22050)
    assert times["cues"][0]["start_ms"] == 50


def test_a_player_gets_the_range_that_it_asks_for(plan: Plan, dani: PageClient, tmp_path: Path) -> None:
    made = spoken(plan, tmp_path)
    part = fetched(dani, sound_address(plan), headers={"Range": "bytes=10-19"})
    assert part.status_code == 206
    assert part.data == made[10:20]
    assert part.headers["Content-Range"] == f"bytes 10-19/{len(made)}"


def test_nothing_of_a_sound_is_kept_by_a_browser_or_told_by_its_name(
    plan: Plan, dani: PageClient, tmp_path: Path
) -> None:
    spoken(plan, tmp_path)
    heard = fetched(dani, sound_address(plan))
    assert heard.headers["Cache-Control"] == "no-store"
    names = [path.stem for path in (tmp_path / "sounds").rglob("*.sound")]
    assert names
    assert not any(part in str(heard.headers) for name in names for part in name.split("-"))
    assert "filename=clywed.mp3" in heard.headers["Content-Disposition"]


def test_listening_is_in_the_audit(plan: Plan, dani: PageClient, tmp_path: Path) -> None:
    spoken(plan, tmp_path)
    fetched(dani, sound_address(plan))
    plan.session.expire_all()
    assert plan.session.scalar(select(AuditEvent).where(AuditEvent.action == "document:listen"))


def test_a_sound_not_made_yet_is_asked_for_and_the_reader_told(app: Flask, plan: Plan, dani: PageClient) -> None:
    answer = fetched(dani, sound_address(plan))
    assert answer.status_code == 503
    assert "This is being made." in main_of(answer)
    [task] = put_in_queue(app)
    passage = plan.passage(plan.copy(DANI, KEZ), "reason")
    assert tuple(task.args) == (plan.copy(DANI, KEZ).id, passage, "en", "plain")


@pytest.mark.parametrize("what", ["fr-plain.mp3", "en-hard.mp3", "en-plain.wav", "en-plain", "../../secret-key"])
def test_a_sound_that_there_is_not_is_not_found(plan: Plan, dani: PageClient, what: str) -> None:
    assert fetched(dani, sound_address(plan, what=what)).status_code == 404


def test_nobody_hears_what_they_may_not_read(app: Flask, plan: Plan, client: PageClient, tmp_path: Path) -> None:
    spoken(plan, tmp_path)
    for person in (NEIL, RYAN, KEZ):
        client.sign_in(plan.people[person])
        assert fetched(client, sound_address(plan)).status_code == 404
    client.sign_in(plan.people[DANI])
    other = plan.passage(plan.copy(NEIL, KEZ), "reason")
    assert client.get(f"{address(plan)}sound/{other}/en-plain.mp3").status_code == 404
    plan.withhold(DANI, "reason")
    assert fetched(client, sound_address(plan)).status_code == 404
    assert not put_in_queue(app)


def ask(plan: Plan, client: PageClient, kind: str = "pdf") -> str:
    """Ask for a file; the address at which it is waited for."""
    answer = client.send(f"{address(plan)}file", {"kind": kind}, at=address(plan))
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def make_all(plan: Plan) -> None:
    """What the background does with what was asked for."""
    plan.session.rollback()
    for file in plan.session.scalars(select(MadeFile)).all():
        files.make(plan.session, file.id)
    plan.session.commit()


@pytest.fixture
def quick_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kind of file that is quick to make: the words that may be seen."""
    monkeypatch.setitem(files.KINDS, "pdf", Kind(lambda _s, _c, document, _p: repr(document.sections).encode()))


@pytest.mark.usefixtures("quick_pdf")
def test_a_file_is_asked_for_made_and_taken(app: Flask, plan: Plan, dani: PageClient) -> None:
    waiting = ask(plan, dani)
    assert "Your file is being made" in main_of(dani.get(waiting))
    assert fetched(dani, f"{waiting}take").status_code == 404
    [task] = [one for one in put_in_queue(app) if one.name == "make_file"]
    files.make(plan.session, *task.args)
    plan.session.commit()
    assert "Your file is ready" in main_of(dani.get(waiting))
    taken = fetched(dani, f"{waiting}take")
    assert taken.mimetype == "application/pdf"
    assert b"canary-reason" in taken.data
    assert taken.headers["Cache-Control"] == "no-store"
    name = re.search(r"filename=clywed-[\w-]{6}\.pdf$", taken.headers["Content-Disposition"])
    assert name, taken.headers["Content-Disposition"]


@pytest.mark.usefixtures("quick_pdf")
def test_a_page_looks_again_by_itself_until_the_file_is_there(plan: Plan, dani: PageClient) -> None:
    waiting = ask(plan, dani)
    first = dani.get(waiting)
    assert first.headers["Refresh"] == "5"
    assert "It is waiting its turn." in main_of(first)
    make_all(plan)
    assert "Refresh" not in dani.get(waiting).headers


@pytest.mark.usefixtures("quick_pdf")
def test_a_page_says_in_words_how_far_a_file_is(plan: Plan, dani: PageClient) -> None:
    waiting = ask(plan, dani)
    plan.session.rollback()
    file = plan.session.scalars(select(MadeFile)).one()
    file.begun_at = file.asked_at
    plan.session.commit()
    assert "It is being put together now." in main_of(dani.get(waiting))
    file.done, file.parts = 3, 8
    plan.session.commit()
    assert "Parts spoken so far: 3 of 8." in main_of(dani.get(waiting))


def test_what_is_spoken_in_a_file_is_spoken_part_by_part_and_counted(
    plan: Plan, dani: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[int, int]] = []

    class Counting:
        def unread(self, entries: Sequence[Entry]) -> list[str]:
            return [saying.id for entry in entries for saying in entry.sayings]

        def speak(self, _sentences: object) -> None:
            file = plan.session.scalars(select(MadeFile)).one()
            seen.append((file.done, file.parts))

    monkeypatch.setattr(files, "narrator_for", lambda *_: Counting())
    monkeypatch.setattr(files, "SENTENCES_A_PART", 20)
    monkeypatch.setitem(files.KINDS, "audio", replace(files.KINDS["audio"], make=lambda *_: b"made"))
    ask(plan, dani, "audio")
    make_all(plan)
    parts = seen[0][1]
    assert parts > 2
    assert seen == [(number, parts) for number in range(parts)]
    file = plan.session.scalars(select(MadeFile)).one()
    assert (file.done, file.problem) == (parts, "")


@pytest.mark.parametrize("kind", [one.name for one in formats.to_take_away()])
def test_each_format_is_offered_and_taken_under_a_name_that_tells_nothing(
    plan: Plan, dani: PageClient, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    about = formats.about(kind)
    page = main_of(dani.get(address(plan)))
    assert about.label.en in page
    assert about.purpose is not None
    assert about.purpose.en in page
    quick = replace(files.KINDS[kind], make=lambda *_: b"made", said=lambda *_: ())
    monkeypatch.setitem(files.KINDS, kind, quick)
    waiting = ask(plan, dani, kind)
    make_all(plan)
    taken = fetched(dani, f"{waiting}take")
    assert taken.mimetype == about.media_type.split(";")[0]
    name = re.search(rf"filename=clywed-[\w-]{{6}}\.{about.suffix}$", taken.headers["Content-Disposition"])
    assert name, taken.headers["Content-Disposition"]


@pytest.mark.usefixtures("quick_pdf")
def test_the_same_file_is_made_once_and_other_choices_are_another(app: Flask, plan: Plan, dani: PageClient) -> None:
    first = ask(plan, dani)
    make_all(plan)
    put_in_queue(app)
    assert ask(plan, dani) == first
    assert not put_in_queue(app)
    reading.change(plan.session.merge(plan.people[DANI]), "size:32")
    plan.session.commit()
    larger = ask(plan, dani)
    assert larger != first
    reading.change(plan.session.merge(plan.people[DANI]), "theme:dark")
    plan.session.commit()
    assert ask(plan, dani) not in (first, larger)


@pytest.mark.usefixtures("quick_pdf")
def test_nobody_takes_somebody_elses_file(plan: Plan, client: PageClient) -> None:
    client.sign_in(plan.people[DANI])
    waiting = ask(plan, client)
    make_all(plan)
    for person in (KEZ, NEIL, RYAN):
        client.sign_in(plan.people[person])
        assert client.get(waiting).status_code == 404
        assert client.get(f"{waiting}take").status_code == 404
        answer = client.send(f"{address(plan)}file", {"kind": "pdf"}, at="/en/reading")
        assert answer.status_code == 404


@pytest.mark.usefixtures("quick_pdf")
def test_what_is_hidden_later_closes_the_file_that_it_is_in(plan: Plan, dani: PageClient) -> None:
    waiting = ask(plan, dani)
    make_all(plan)
    assert fetched(dani, f"{waiting}take").status_code == 200
    hide(plan, "reason")
    assert dani.get(waiting).status_code == 404
    assert fetched(dani, f"{waiting}take").status_code == 404
    again = ask(plan, dani)
    make_all(plan)
    assert b"canary-reason" not in fetched(dani, f"{again}take").data


@pytest.mark.usefixtures("quick_pdf")
def test_what_is_hidden_between_asking_and_making_is_not_made(plan: Plan, dani: PageClient) -> None:
    ask(plan, dani)
    plan.withhold(DANI, "reason")
    make_all(plan)
    file = plan.session.scalars(select(MadeFile)).one()
    assert file.problem == "NotFound"
    assert file.ready_at is None


def test_what_goes_wrong_is_told_and_can_be_asked_for_again(
    plan: Plan, dani: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> bytes:
        raise OSError("canary-secret")

    monkeypatch.setitem(files.KINDS, "pdf", Kind(fail))
    waiting = ask(plan, dani)
    make_all(plan)
    answer = dani.get(waiting)
    assert "Your file could not be made" in main_of(answer)
    assert "canary-secret" not in answer.text
    monkeypatch.setitem(files.KINDS, "pdf", Kind(lambda *_: b"made"))
    assert ask(plan, dani) == waiting
    make_all(plan)
    assert "Your file is ready" in main_of(dani.get(waiting))


@pytest.mark.parametrize("kind", ["", "exe", "../pdf"])
def test_a_kind_of_file_that_there_is_not_is_not_found(plan: Plan, dani: PageClient, kind: str) -> None:
    assert dani.send(f"{address(plan)}file", {"kind": kind}, at=address(plan)).status_code == 404


@pytest.mark.usefixtures("quick_pdf")
def test_the_sweep_makes_what_was_missed_and_nothing_twice(
    plan: Plan, dani: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = ask(plan, dani)
    plan.session.rollback()
    files.make_missed(plan.session)
    plan.session.commit()
    assert "being made" in main_of(dani.get(waiting))
    monkeypatch.setattr(files, "MISSED_AFTER", -files.MISSED_AFTER)
    file = plan.session.scalars(select(MadeFile)).one()
    file.begun_at = file.asked_at
    plan.session.commit()
    files.make_missed(plan.session)
    assert "being made" in main_of(dani.get(waiting))
    monkeypatch.setattr(files, "GIVEN_UP_AFTER", -files.GIVEN_UP_AFTER)
    files.make_missed(plan.session)
    plan.session.commit()
    assert "is ready" in main_of(dani.get(waiting))


def test_a_pdf_is_a_pdf_in_the_readers_own_words(plan: Plan, dani: PageClient) -> None:
    waiting = ask(plan, dani)
    make_all(plan)
    assert fetched(dani, f"{waiting}take").data.startswith(b"%PDF-1.7")


def test_paths_and_secrets_of_files_never_stand_in_a_page(plan: Plan, dani: PageClient) -> None:
    waiting = ask(plan, dani)
    plan.session.rollback()
    file = plan.session.scalars(select(MadeFile)).one()
    assert file.key not in dani.get(waiting).text
