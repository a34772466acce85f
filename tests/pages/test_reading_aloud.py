"""The pages on which a worker reads words aloud: the only ones that may ask for a microphone."""

import io
import re
from typing import Any

import msgspec
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from portal.models import Recording
from portal.services import recordings
from tests.families import DANI, KEZ, YASMIN, Plan
from tests.pages.client import PageClient
from tests.pages.filling import main_of
from tests.unit.test_recordings import a_wav


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
    assert (times["read_by"], times["cues"]) == (plan.people[YASMIN].known_as, [])
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
