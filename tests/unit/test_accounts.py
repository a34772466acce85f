"""Signing in, beginning with a code, and what stands against guessing."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.database import Database, now
from portal.errors import NotAllowed, PortalError, SignInFailed, WaitBeforeTryingAgain
from portal.models import Account, AuditEvent, Device, Guess, Invitation, Person
from portal.models import Session as KeptSession
from portal.models.account import PICTURES
from portal.services import accounts, guesses, invitations, passphrases, sessions
from portal.services.accounts import SignIn
from tests.builders import a_database, a_person, a_tie

WORDS = "tri llygoden bach"
FOUR = "cat sun fish star"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    found = a_database(tmp_path)
    yield found
    found.engine.dispose()


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.sessions() as opened:
        yield opened


def begun(session: Session, user_name: str = "afal-cwch-10", secret: str = WORDS, way: str = "passphrase") -> str:
    """Somebody who has begun with a code; gives the device's token."""
    person = a_person(session, reference=f"R-{user_name}")
    invitation = invitations.of_code(session, invitations.new_code(session, person))
    _, device = accounts.begin(session, invitation, SignIn(user_name, secret, way))
    session.commit()
    return device


def wrong(session: Session, given: SignIn, times: int = 1) -> PortalError:
    """Try, and be refused; gives the last refusal."""
    for _ in range(times):
        with pytest.raises(PortalError) as refused:
            accounts.sign_in(session, given)
        session.rollback()
    return refused.value


def test_the_right_words_sign_in_whatever_the_case_of_the_name(session: Session) -> None:
    begun(session)
    assert accounts.sign_in(session, SignIn(" Afal-Cwch-10 ", WORDS)).reference == "R-afal-cwch-10"


def test_a_passphrase_is_never_trimmed(session: Session) -> None:
    begun(session, secret=f" {WORDS} ")
    assert isinstance(wrong(session, SignIn("afal-cwch-10", WORDS)), SignInFailed)
    assert accounts.sign_in(session, SignIn("afal-cwch-10", f" {WORDS} "))


def test_welsh_letters_are_the_same_however_a_keyboard_sends_them(session: Session) -> None:
    begun(session, secret="t\u0175r y d\u0175r mawr")
    assert accounts.sign_in(session, SignIn("afal-cwch-10", "tw\u0302r y dw\u0302r mawr"))


def test_an_unknown_name_and_a_wrong_secret_get_the_same_answers_all_the_way(session: Session) -> None:
    begun(session)
    for _ in range(7):
        known = wrong(session, SignIn("afal-cwch-10", "not these words"))
        unknown = wrong(session, SignIn("nobody-here-99", "not these words"))
        assert (type(known), known.message, known.field) == (type(unknown), unknown.message, unknown.field)
    assert isinstance(known, WaitBeforeTryingAgain)


def test_the_fifth_wrong_guess_makes_the_right_one_wait_and_the_wait_ends(session: Session) -> None:
    begun(session)
    wrong(session, SignIn("afal-cwch-10", "not these words"), times=5)
    assert isinstance(wrong(session, SignIn("afal-cwch-10", WORDS)), WaitBeforeTryingAgain)
    session.scalars(select(Guess)).one().wait_until = now() - timedelta(seconds=1)
    session.commit()
    assert accounts.sign_in(session, SignIn("afal-cwch-10", WORDS))
    assert session.scalar(select(func.count()).select_from(Guess)) == 0


def test_each_wait_is_longer_than_the_one_before_up_to_a_quarter_of_an_hour() -> None:
    waits = [guesses.wait_after(failures) for failures in range(12)]
    assert waits[:6] == [timedelta(0)] * 5 + [timedelta(minutes=1)]
    assert waits == sorted(waits)
    assert waits[-1] == timedelta(minutes=15)


def test_guesses_are_kept_though_the_page_is_undone(session: Session, database: Database) -> None:
    begun(session)
    wrong(session, SignIn("afal-cwch-10", "not these words"))
    with database.sessions() as other:
        assert other.scalars(select(Guess.failures)).all() == [1]
        assert other.scalar(select(func.count()).where(AuditEvent.outcome == "refused")) == 1


def test_a_stranger_who_guesses_does_not_lock_anybody_out_of_their_own_device(session: Session) -> None:
    device = begun(session)
    wrong(session, SignIn("afal-cwch-10", "not these words"), times=8)
    assert accounts.sign_in(session, SignIn("afal-cwch-10", WORDS, device=device))


def test_pictures_work_only_on_a_device_of_their_own_person(session: Session) -> None:
    device = begun(session, secret=FOUR, way=PICTURES)
    other = begun(session, "someone-else-11")
    assert accounts.sign_in(session, SignIn("afal-cwch-10", FOUR, PICTURES, device))
    for stranger in ("", "made up", other):
        assert isinstance(wrong(session, SignIn("afal-cwch-10", FOUR, PICTURES, stranger)), SignInFailed)


def test_the_order_of_the_pictures_counts(session: Session) -> None:
    device = begun(session, secret=FOUR, way=PICTURES)
    wrong(session, SignIn("afal-cwch-10", "star fish sun cat", PICTURES, device))


def test_ten_wrong_rows_of_pictures_need_a_new_code_which_mends_it(session: Session) -> None:
    device = begun(session, secret=FOUR, way=PICTURES)
    for _ in range(10):
        wrong(session, SignIn("afal-cwch-10", "cat cat cat sun", PICTURES, device))
        for guess in session.scalars(select(Guess)):
            guess.wait_until = None
        session.commit()
    refused = wrong(session, SignIn("afal-cwch-10", FOUR, PICTURES, device))
    assert isinstance(refused, SignInFailed)
    person = session.scalars(select(Account)).one().person
    invitation = invitations.of_code(session, invitations.new_code(session, person))
    accounts.begin(session, invitation, SignIn("afal-cwch-10", FOUR, PICTURES))
    assert accounts.sign_in(session, SignIn("afal-cwch-10", FOUR, PICTURES, device))


def test_nine_wrong_rows_of_pictures_and_a_right_one_begin_the_count_again(session: Session) -> None:
    device = begun(session, secret=FOUR, way=PICTURES)
    for _ in range(9):
        wrong(session, SignIn("afal-cwch-10", "cat cat cat sun", PICTURES, device))
        session.scalars(select(Guess)).one().wait_until = None
        session.commit()
    assert accounts.sign_in(session, SignIn("afal-cwch-10", FOUR, PICTURES, device))
    assert session.scalars(select(Account.failures)).all() == [0]


@pytest.mark.sqlite
def test_no_secret_and_no_code_is_stored_as_it_is(session: Session, tmp_path: Path) -> None:
    person = a_person(session)
    code = invitations.new_code(session, person)
    device = begun(session, secret="a passphrase to look for")
    begun(session, "pictures-here-12", FOUR, PICTURES)
    session.commit()
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    for secret in ("a passphrase to look for", code, code.replace("-", ""), device, FOUR):
        assert secret.encode() not in kept
    assert b"$argon2id$v=19$m=19456,t=2,p=1$" in kept


@pytest.mark.parametrize(
    "secret",
    [
        *("too short", "aaaaaaaaaaaaaaaa", "ababababababab", "Password1234", "cymru am byth"),
        *("my afal-cwch-10 words", "abcdefghij" * 21),
    ],
)
def test_an_easy_passphrase_is_refused_beside_its_field(session: Session, secret: str) -> None:
    with pytest.raises(PortalError) as refused:
        begun(session, secret=secret)
    assert refused.value.field == "secret"


@pytest.mark.parametrize(
    "secret", ["ysgol draig afal", "  lots of   spaces  ", "P@ss ✨ 💚 émoji words", "x1!" + "abcdef" * 30]
)
def test_any_characters_make_a_passphrase(session: Session, secret: str) -> None:
    begun(session, secret=secret)
    assert accounts.sign_in(session, SignIn("afal-cwch-10", secret))


@pytest.mark.parametrize(
    "four", ["cat sun fish", "cat sun fish star moon", "cat cat cat cat", "cat sun fish spaceship", ""]
)
def test_pictures_are_four_of_ours_and_not_all_alike(session: Session, four: str) -> None:
    with pytest.raises(PortalError) as refused:
        begun(session, secret=four, way=PICTURES)
    assert refused.value.field == "secret"


@pytest.mark.parametrize("language", ["cy", "en"])
def test_suggested_words_can_be_used_as_they_are(language: str) -> None:
    for _ in range(200):
        passphrases.check_passphrase(passphrases.suggested(language), "somebody")


def test_a_user_name_that_somebody_has_is_refused_beside_its_field(session: Session) -> None:
    begun(session)
    person = a_person(session)
    invitation = invitations.of_code(session, invitations.new_code(session, person))
    with pytest.raises(PortalError) as refused:
        accounts.begin(session, invitation, SignIn("AFAL-CWCH-10", WORDS))
    assert refused.value.field == "user_name"


def test_a_code_can_be_typed_in_small_letters_with_spaces_and_works_once(session: Session) -> None:
    person = a_person(session)
    code = invitations.new_code(session, person)
    invitation = invitations.of_code(session, code.lower().replace("-", " "))
    accounts.begin(session, invitation, SignIn("afal-cwch-10", WORDS))
    with pytest.raises(PortalError):
        invitations.of_code(session, code)


def test_a_code_stops_working_after_a_week_and_when_a_newer_one_is_made(session: Session) -> None:
    person = a_person(session)
    first, second = invitations.new_code(session, person), invitations.new_code(session, person)
    with pytest.raises(PortalError):
        invitations.of_code(session, first)
    invitations.of_code(session, second).expires_at = now()
    with pytest.raises(PortalError):
        invitations.of_code(session, second)


def test_a_new_code_ends_every_session_and_the_old_secret_when_it_is_used(session: Session) -> None:
    begun(session)
    person = session.scalars(select(Account)).one().person
    row, _ = sessions.begin(session, person, {})
    invitation = invitations.of_code(session, invitations.new_code(session, person))
    accounts.begin(session, invitation, SignIn("afal-cwch-10", "quite other words"))
    session.commit()
    session.refresh(row)
    assert row.ended_at is not None
    wrong(session, SignIn("afal-cwch-10", WORDS))


def test_a_code_is_hard_to_guess_and_easy_to_read_aloud(session: Session) -> None:
    code = invitations.new_code(session, a_person(session))
    assert [len(group) for group in code.split("-")] == [3] * 5
    assert not set(code) & set("AEIOULS015278")
    assert len(invitations.ALPHABET) ** 15 > 2**67


def a_family(session: Session) -> tuple[Person, Person, Person]:
    """A worker, a child and a parent, tied."""
    worker, child, parent = (a_person(session, part=part) for part in ("social-worker", "child", "parent"))
    a_tie(session, worker, child, "social-worker")
    a_tie(session, child, child, "child")
    a_tie(session, parent, child, "parent")
    return worker, child, parent


def test_a_worker_invites_only_readers_of_their_own_childs_documents(session: Session) -> None:
    worker, child, parent = a_family(session)
    _, other_child, other_parent = a_family(session)
    assert invitations.invite(worker, parent, child)
    for person, to in ((other_parent, other_child), (parent, other_child)):
        with pytest.raises(NotAllowed):
            invitations.invite(worker, person, to)
    with pytest.raises(PortalError):
        invitations.invite(worker, other_parent, child)


def test_a_worker_can_not_take_over_a_colleague_or_a_manager_with_a_code(session: Session) -> None:
    worker, child, parent = a_family(session)
    officer = a_person(session, part="reviewing-officer")
    a_tie(session, officer, child, "reviewing-officer")
    a_tie(session, parent, None, "manager")
    for person in (worker, officer, parent):
        with pytest.raises(PortalError):
            invitations.invite(worker, person, child)


def test_old_guesses_are_forgotten(session: Session) -> None:
    wrong(session, SignIn("nobody-here-99", "not these words"))
    session.scalars(select(Guess)).one().last_at = now() - timedelta(days=2)
    guesses.forget_old(session)
    assert session.scalars(select(Guess)).all() == []


def test_each_device_and_each_code_stays_with_its_person(session: Session) -> None:
    begun(session)
    begun(session, "someone-else-11")
    assert len(set(session.scalars(select(Device.person_id)))) == 2
    assert all(row.used_at for row in session.scalars(select(Invitation)))


def test_guesses_that_come_at_the_same_moment_are_counted_one_by_one(session: Session, database: Database) -> None:
    begun(session)

    def guess(_number: int) -> type[PortalError]:
        with database.sessions() as own:
            return type(wrong(own, SignIn("afal-cwch-10", "not these words")))

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(guess, range(16)))
    assert answers.count(SignInFailed) == 5
    assert answers.count(WaitBeforeTryingAgain) == 11
    session.expire_all()
    assert session.scalars(select(Guess.failures)).all() == [5]


def test_a_new_code_ends_the_wait_too(session: Session) -> None:
    begun(session)
    wrong(session, SignIn("afal-cwch-10", "not these words"), times=6)
    person = session.scalars(select(Account)).one().person
    invitation = invitations.of_code(session, invitations.new_code(session, person))
    accounts.begin(session, invitation, SignIn("afal-cwch-10", "quite other words"))
    assert accounts.sign_in(session, SignIn("afal-cwch-10", "quite other words"))


def test_sessions_that_were_over_long_ago_are_dropped_and_no_others(session: Session) -> None:
    person = a_person(session)
    for who, days in ((None, 9), (None, 7), (person, 9), (person, 31)):
        row, _ = sessions.begin(session, who, {})
        row.seen_at = now() - timedelta(days=days)
    session.flush()
    sessions.forget_old(session)
    kept = session.execute(select(KeptSession.person_id).order_by(KeptSession.id)).scalars().all()
    assert kept == [None, person.id]
