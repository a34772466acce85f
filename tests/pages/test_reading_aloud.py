"""The pages on which a worker reads words aloud: the only ones that may ask for a microphone."""

import io
import re
from html import unescape
from typing import Any

import msgspec
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from portal.models import Recording
from portal.services import recordings
from tests.families import BEVERLEY, COLM, DANI, KEZ, LEAH, NEIL, YASMIN, Plan
from tests.pages.client import PageClient, seen
from tests.pages.filling import fields, fill_in, main_of
from tests.pages.hiding import hide
from tests.unit.test_recordings import a_wav
from tests.unit.test_sentence_marks import with_sentences


def start(plan: Plan, language: str = "en") -> str:
    record = plan.copy(KEZ, KEZ).edition.record.public_id
    people = plan.people
    return f"/{language}/work/records/{record}/{people[KEZ].public_id}/people/{people[DANI].public_id}/aloud/en/full/"


def the_reason(yasmin: PageClient, plan: Plan, language: str = "en") -> str:
    """The page of the words that everybody gets."""
    page = yasmin.get(start(plan, language)).text
    found = re.search(r'<a href="([^"]+)"><span lang="en">canary-reason', page)
    assert found is not None
    return found[1]


def bring(yasmin: PageClient, address: str, content: bytes) -> Any:
    file = FileStorage(io.BytesIO(content), "Fy llais i.wav")
    answer = yasmin.send(address, {"file": file}, content_type="multipart/form-data")
    answer.request.environ["wsgi.input"].close()
    return answer


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_worker_reads_aloud_and_the_reader_is_told_who(
    yasmin: PageClient, plan: Plan, session: Session, language: str
) -> None:
    address = the_reason(yasmin, plan, language)
    assert yasmin.get(address).status_code == 200
    # More than other pages take.
    assert bring(yasmin, address, a_wav(20)).status_code == 303
    [kept] = session.scalars(select(Recording))
    recordings.make(session, kept.id)
    session.commit()
    assert plan.people[YASMIN].known_as in main_of(yasmin.get(start(plan, language)))
    yasmin.sign_in(plan.people[DANI])
    copy = plan.copy(DANI, KEZ)
    sound = f"/{language}/documents/{copy.public_id}/sound/{plan.passage(copy, 'reason')}/en-full"
    times = msgspec.json.decode(yasmin.get(f"{sound}.json").data)
    assert (times["read_by"], times["cues"]) == (
        plan.people[YASMIN].known_as,
        [{"start_ms": 0, "end_ms": kept.duration_ms, "words": []}],
    )
    part = yasmin.get(f"{sound}.mp3", headers={"Range": "bytes=0-9"}, buffered=True)
    assert (part.status_code, len(part.data)) == (206, 10)


def test_a_worker_listens_again_to_what_is_kept(yasmin: PageClient, plan: Plan, session: Session) -> None:
    address = the_reason(yasmin, plan)
    bring(yasmin, address, a_wav())
    assert "<audio controls preload" not in yasmin.get(address).text
    assert yasmin.get(f"{address}.mp3").status_code == 404
    [kept] = session.scalars(select(Recording))
    recordings.make(session, kept.id)
    session.commit()
    assert f'src="{address}.mp3"' in yasmin.get(address).text
    heard = yasmin.get(f"{address}.mp3", buffered=True)
    assert heard.data == recordings.path_of(session, kept).read_bytes()
    yasmin.sign_in(plan.people[DANI])
    assert yasmin.get(f"{address}.mp3").status_code == 404


def test_a_file_that_is_no_sound_is_refused_beside_its_field(yasmin: PageClient, plan: Plan) -> None:
    answer = bring(yasmin, the_reason(yasmin, plan), b"%PDF-1.7")
    assert answer.status_code == 400
    assert "Choose a sound file" in main_of(answer)


def test_a_reading_is_taken_away_again(yasmin: PageClient, plan: Plan, session: Session) -> None:
    address = the_reason(yasmin, plan)
    bring(yasmin, address, a_wav())
    assert yasmin.send(f"{address}/take-back", at=address).status_code == 303
    assert session.scalars(select(Recording)).all() == []


def test_only_the_page_that_records_may_ask_for_the_microphone(yasmin: PageClient, plan: Plan) -> None:
    there, elsewhere = yasmin.get(the_reason(yasmin, plan)), yasmin.get(start(plan))
    assert "microphone=(self)" in there.headers["Permissions-Policy"]
    assert "media-src 'self' blob:" in there.headers["Content-Security-Policy"]
    assert "microphone=()" in elsewhere.headers["Permissions-Policy"]
    assert "blob:" not in elsewhere.headers["Content-Security-Policy"]
    assert "camera=()" in there.headers["Permissions-Policy"]


def read_sentences(yasmin: PageClient, plan: Plan, session: Session) -> tuple[str, Recording]:
    """The passage that everybody gets, of three sentences now, read aloud: where it is marked, and the reading."""
    with_sentences(plan)
    found = re.search(r'<a href="([^"]+)"><span lang="en">Kez came', yasmin.get(start(plan)).text)
    assert found is not None
    bring(yasmin, found[1], a_wav(3))
    [kept] = session.scalars(select(Recording))
    recordings.make(session, kept.id)
    session.commit()
    return f"{found[1]}/sentences", kept


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_worker_types_where_each_sentence_begins_from_a_guess_on(
    yasmin: PageClient, plan: Plan, session: Session, language: str
) -> None:
    address, kept = read_sentences(yasmin, plan, session)
    assert f'href="{address}"' in yasmin.get(start(plan)).text
    address = address.replace("/en/work", f"/{language}/work")
    page = seen(yasmin.get(address))
    guess = fields(page)
    assert (guess["begins-1"], guess["begins-2"]) == ("0.7", "2.5")
    assert len([one for one in page.all("audio") if "data-marked" in one.attrib]) == 1
    assert fill_in(yasmin, address, **{"begins-1": "0,8"}).status_code == 303
    session.refresh(kept)
    assert kept.begins == [0, 800, 2500]
    assert fields(seen(yasmin.get(address)))["begins-1"] == "0.8"


@pytest.mark.parametrize(
    ("language", "typed", "told"),
    [
        ("en", "0", "This sentence has to begin after the one before it."),
        ("cy", "0", "Rhaid i'r frawddeg hon ddechrau ar ôl yr un o'i blaen."),
        ("en", "2.9", "This sentence has to begin after the one before it."),
        ("en", "99", "The reading is over by then. It is 3 seconds long."),
        ("cy", "99", "Mae'r darlleniad wedi gorffen erbyn hynny. Mae'n para 3 eiliad."),
        ("en", "", "Write how many seconds into the reading it begins, such as 4.5."),
        ("en", "soon", "Write how many seconds into the reading it begins, such as 4.5."),
        ("en", "NaN", "Write how many seconds into the reading it begins, such as 4.5."),
        ("en", "1e99", "Write how many seconds into the reading it begins, such as 4.5."),
        ("cy", "-1", "Ysgrifennwch sawl eiliad o ddechrau'r darlleniad y mae'n dechrau, er enghraifft 4.5."),
    ],
)
def test_a_mark_that_cannot_be_is_told_at_its_sentence(
    yasmin: PageClient, plan: Plan, session: Session, language: str, typed: str, told: str
) -> None:
    address, kept = read_sentences(yasmin, plan, session)
    address = address.replace("/en/work", f"/{language}/work")
    answer = fill_in(yasmin, address, **{"begins-1": typed})
    assert answer.status_code == 400
    assert main_of(answer).count(told) == 2
    session.refresh(kept)
    assert kept.begins == []


def test_marks_of_a_reading_that_was_read_anew_meanwhile_are_not_kept(
    yasmin: PageClient, plan: Plan, session: Session
) -> None:
    address, kept = read_sentences(yasmin, plan, session)
    assert fill_in(yasmin, address, reading="0" * 64).status_code == 409
    session.refresh(kept)
    assert kept.begins == []


def test_nobody_but_a_worker_of_the_child_finds_the_page_of_the_marks(
    yasmin: PageClient, plan: Plan, session: Session
) -> None:
    address, kept = read_sentences(yasmin, plan, session)
    for person in (LEAH, DANI, KEZ, BEVERLEY, COLM):
        yasmin.sign_in(plan.people[person])
        assert yasmin.get(address).status_code == 404, person
        sent = {"reading": kept.sha256, "begins-1": "1", "begins-2": "2"}
        assert yasmin.send(address, sent, at="/en/account/sessions").status_code == 404, person
    session.refresh(kept)
    assert kept.begins == []


@pytest.mark.parametrize(
    ("language", "person", "told"),
    [
        ("en", KEZ, "{name}, your worker, reads this."),
        ("cy", KEZ, "{name}, dy weithiwr di, sy'n darllen hwn."),
        ("cy", DANI, "{name}, eich gweithiwr chi, sy'n darllen hwn."),
    ],
)
def test_a_listener_is_told_who_reads_before_anything_is_heard(
    yasmin: PageClient, plan: Plan, session: Session, language: str, person: str, told: str
) -> None:
    # The words are the worker's own, in English, whichever language the page is in.
    read_sentences(yasmin, plan, session)
    said = told.format(name=plan.people[YASMIN].known_as)
    yasmin.sign_in(plan.people[person])
    plan.people[person].reading = {"level": "full"}
    session.commit()
    address = f"/{language}/documents/{plan.copy(person, KEZ).public_id}/"
    page = unescape(yasmin.get(address).text)
    assert page.count(said) == 1
    assert re.search(rf"<summary>(?:(?!</details>).)*{re.escape(said)}</p>\s*<audio controls", page, re.DOTALL)
    [kept] = session.scalars(select(Recording))
    session.delete(kept)
    session.commit()
    assert said not in main_of(yasmin.get(address))


def test_who_reads_a_sentence_at_a_time_hears_just_that_sentence(
    yasmin: PageClient, plan: Plan, session: Session
) -> None:
    address, _ = read_sentences(yasmin, plan, session)
    fill_in(yasmin, address)
    yasmin.sign_in(plan.people[KEZ])
    plan.people[KEZ].reading = {"level": "full", "pace": "sentence"}
    session.commit()
    copy = plan.copy(KEZ, KEZ)
    place = f"/en/documents/{copy.public_id}/"
    pages = (yasmin.get(f"{place}section/3/sentence/{one}/").text for one in range(1, 20))
    page = next(one for one in pages if "She likes her room" in one)
    found = re.search(r'src="([^"]+)\.mp3\?first=1&amp;last=1" data-passage="[^"]+" data-first="1"', page)
    assert found is not None
    assert f"{plan.people[YASMIN].known_as}, your worker, reads this." in page
    times = msgspec.json.decode(yasmin.get(f"{found[1]}.json?first=1&last=1").data)
    whole = msgspec.json.decode(yasmin.get(f"{found[1]}.json").data)
    assert (len(times["cues"]), len(whole["cues"])) == (1, 3)
    assert times["duration_ms"] < whole["duration_ms"]
    part = yasmin.get(f"{found[1]}.mp3?first=1&last=1", buffered=True)
    assert len(part.data) < len(yasmin.get(f"{found[1]}.mp3", buffered=True).data)
    assert yasmin.get(f"{found[1]}.mp3?first=1&last=9").status_code == 404


def test_from_whom_the_words_are_hidden_nothing_tells_that_anybody_reads_them(
    yasmin: PageClient, plan: Plan, session: Session
) -> None:
    address, _ = read_sentences(yasmin, plan, session)
    fill_in(yasmin, address)
    yasmin.sign_in(plan.people[NEIL])
    plan.people[NEIL].reading = {"level": "full"}
    session.commit()
    copy = plan.copy(NEIL, KEZ)
    place, passage = f"/en/documents/{copy.public_id}/", plan.passage(copy, "reason")
    sounds = [f"{place}sound/{passage}/en-full.{end}" for end in ("mp3?first=1&last=1", "json?first=1&last=1", "mp3")]
    assert 'class="read-by"' in yasmin.get(place).text
    assert [yasmin.get(one, buffered=True).status_code for one in sounds] == [200, 200, 200]
    hide(plan, "reason", NEIL)
    page = yasmin.get(place)
    assert (page.status_code, "canary-health" in page.text) == (200, True)
    assert 'class="read-by"' not in page.text
    assert [yasmin.get(one).status_code for one in sounds] == [404, 404, 404]
