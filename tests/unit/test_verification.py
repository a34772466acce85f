"""Everything that is kept can be shown to be what it was: one byte changed, in anything, is found and named."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import LargeBinary, cast, func, select, text, type_coerce, update

from portal.cli import main
from portal.database import Base, new_public_id, now
from portal.models import AuditEvent, Copy, Delivery, MadeFile, Recording
from portal.services import contributions, deliveries, replies, signatures, subjects, verification
from portal.services.replies import Answer
from portal.services.signatures import Act
from portal.services.verification import Tally
from tests import databases
from tests.families import DANI, KEY, KEZ, READING, YASMIN, Plan, a_plan, some_words

# What holds for PostgreSQL is in tests/unit/test_on_postgresql.py.
pytestmark = pytest.mark.sqlite
KEY_OF_FILE = "ab" * 32
FILE = f"ab/{KEY_OF_FILE}.pdf"
CANARY = "canary-said-by-kez"
KINDS = {
    "database",
    "record versions",
    "editions",
    "copies",
    "contributions",
    "replies",
    "signatures",
    "deliveries",
    "case file entries",
    "ways into the case record",
    "made files",
    "recordings",
    "audit rows",
}
# What can be changed, and in which kind that is found.
KEPT = [
    ("record_version", "document", "record versions"),
    ("record_version", "sha256", "record versions"),
    ("record_version", "content_hash", "record versions"),
    ("edition", "body", "editions"),
    ("edition", "sha256", "editions"),
    ("copy", "document", "copies"),
    ("copy", "sha256", "copies"),
    ("contribution", "original", "contributions"),
    ("contribution", "sha256", "contributions"),
    ("reply", "text", "replies"),
    ("reply", "sha256", "replies"),
    *[
        ("signature", column, "signatures")
        for column in (
            "public_id",
            "act",
            "mark",
            "signed_as",
            "explained_by",
            "helped_by",
            "why",
            "copy_sha256",
            "language",
            "level",
            "sha256",
            "signed_at",
        )
    ],
    ("delivery", "payload", "deliveries"),
    ("delivery", "sha256", "deliveries"),
    ("delivery", "key", "ways into the case record"),
    ("case_file_entry", "payload", "case file entries"),
    ("case_file_entry", "sha256", "case file entries"),
    ("made_file", "sha256", "made files"),
    ("made_file", "key", "made files"),
    ("made_file", "kind", "made files"),
    ("recording", "sha256", "recordings"),
    *[("audit_event", column, "audit rows") for column in ("at", "person_id", "action", "outcome", "thing", "digest")],
]


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    with a_plan(tmp_path) as made:
        live(made, tmp_path / "files")
        yield made


def live(plan: Plan, files: Path) -> None:
    """Something of every kind that is kept."""
    kez, copy = plan.people[KEZ], plan.copy(KEZ, KEZ)
    sent = contributions.say(kez, subjects.about_copy(kez, READING, copy.public_id), some_words(CANARY))
    plan.session.commit()
    replies.answer(plan.people[YASMIN], sent.public_id, Answer("changed", "It is changed.", "en", "a-key"))
    act = Act("explained", "name", "a-key", "Kez", explained_by="Yasmin", helped_by="Dani", why="I asked.")
    signatures.sign(kez, copy.public_id, act, READING)
    plan.session.commit()
    deliveries.deliver_due(plan.session)
    plan.session.add(a_file(copy, files))
    plan.session.add(a_recording(plan, copy, files.parent / "recordings"))
    plan.session.commit()


def a_file(copy: Copy, files: Path) -> MadeFile:
    content = b"%PDF-1.7 a file"
    sha256 = hashlib.sha256(content).hexdigest()
    path = files / FILE
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    return MadeFile(
        public_id=new_public_id(),
        copy_id=copy.id,
        kind="pdf",
        key=KEY_OF_FILE,
        visible="",
        choices="{}",
        sha256=sha256,
        asked_at=now(),
        ready_at=now(),
    )


def a_recording(plan: Plan, copy: Copy, folder: Path) -> Recording:
    content = b"a voice"
    sha256 = hashlib.sha256(content).hexdigest()
    folder.mkdir()
    (folder / f"{sha256}.mp3").write_bytes(content)
    return Recording(
        record_id=copy.record_id,
        child_id=copy.child_id,
        words="cd" * 32,
        sent=new_public_id(),
        sha256=sha256,
        read_by_id=plan.people[YASMIN].id,
        read_at=now(),
    )


def check(plan: Plan, tmp_path: Path) -> dict[str, Tally]:
    plan.session.expire_all()
    return {one.kind: one for one in verification.verify(plan.session, KEY, tmp_path / "files")}


def wrong(plan: Plan, tmp_path: Path) -> set[str]:
    return {kind for kind, tally in check(plan, tmp_path).items() if tally.wrong}


def open_up(plan: Plan) -> None:
    """Take away what keeps the rows from being changed, as somebody with the file in their hands could."""
    triggers = plan.session.execute(text("select name from sqlite_master where type = 'trigger'")).scalars()
    for name in list(triggers):
        plan.session.execute(text(f'drop trigger "{name}"'))


def flip(plan: Plan, table: str, column: str, byte: int | None = None) -> None:
    """Change one bit of the first row that has anything in this column, or the whole byte."""
    open_up(plan)
    held_in = Base.metadata.tables[table].c
    where = func.length(held_in[column]) > 0
    as_bytes = type_coerce(cast(held_in[column], LargeBinary), LargeBinary)
    query = select(held_in.id, as_bytes, func.typeof(held_in[column]))
    row, held, kind = plan.session.execute(query.where(where).limit(1)).one()
    place = -2 if len(held) > 1 else 0
    changed = bytearray(held)
    changed[place] = changed[place] ^ 1 if byte is None else byte
    plan.session.execute(text("pragma foreign_keys = off"))
    stored = text(f"cast(cast(:held as blob) as {kind})")
    change = update(held_in.id.table).where(held_in.id == row).values({column: stored})
    plan.session.execute(change, {"held": bytes(changed)})
    plan.session.commit()


def test_what_nobody_has_touched_is_whole(plan: Plan, tmp_path: Path) -> None:
    tallies = check(plan, tmp_path)
    assert set(tallies) == KINDS
    assert [kind for kind, tally in tallies.items() if not tally.checked] == []
    assert [tally for tally in tallies.values() if tally.wrong] == []


def test_as_much_is_checked_as_there_is(plan: Plan, tmp_path: Path) -> None:
    tallies = check(plan, tmp_path)
    for kind, table in (("copies", Copy), ("deliveries", Delivery), ("audit rows", AuditEvent)):
        assert tallies[kind].checked == plan.session.scalar(select(func.count()).select_from(table))


@pytest.mark.parametrize(("table", "column", "kind"), KEPT)
def test_one_bit_changed_is_found(plan: Plan, tmp_path: Path, table: str, column: str, kind: str) -> None:
    flip(plan, table, column)
    assert kind in wrong(plan, tmp_path)


@pytest.mark.parametrize(("table", "column", "kind"), KEPT)
def test_a_byte_that_is_no_letter_any_more_is_found(
    plan: Plan, tmp_path: Path, table: str, column: str, kind: str
) -> None:
    flip(plan, table, column, 0xFF)
    assert kind in wrong(plan, tmp_path)


def test_what_comes_after_something_unreadable_is_still_checked(plan: Plan, tmp_path: Path) -> None:
    there = plan.session.scalar(select(func.count()).select_from(Delivery))
    flip(plan, "delivery", "payload", 0xFF)
    tally = check(plan, tmp_path)["deliveries"]
    assert (tally.checked, len(tally.wrong)) == (there, 1)
    assert tally.wrong[0] != verification.UNREADABLE


def test_a_change_in_a_file_is_found_and_so_is_a_file_that_is_gone(plan: Plan, tmp_path: Path) -> None:
    path = tmp_path / "files" / FILE
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    assert wrong(plan, tmp_path) == {"made files"}
    path.unlink()
    assert wrong(plan, tmp_path) == {"made files"}


def test_a_reading_that_is_gone_is_found(plan: Plan, tmp_path: Path) -> None:
    [path] = (tmp_path / "recordings").iterdir()
    path.unlink()
    assert wrong(plan, tmp_path) == {"recordings"}


def test_words_that_are_not_on_their_way_are_found(plan: Plan, tmp_path: Path) -> None:
    open_up(plan)
    plan.session.execute(text("delete from delivery where kind = 'reply'"))
    plan.session.commit()
    assert wrong(plan, tmp_path) == {"ways into the case record"}


def test_an_audit_row_taken_out_is_found(plan: Plan, tmp_path: Path) -> None:
    open_up(plan)
    plan.session.execute(text("delete from audit_event where id = 2"))
    plan.session.commit()
    assert wrong(plan, tmp_path) == {"audit rows"}


def test_the_end_of_the_audit_cut_off_is_found_by_what_was_kept_elsewhere(plan: Plan, tmp_path: Path) -> None:
    kept = verification.newest_audit_row(plan.session)
    assert verification.still_holds(plan.session, kept)
    open_up(plan)
    plan.session.execute(text("delete from audit_event where id = (select max(id) from audit_event)"))
    plan.session.commit()
    assert wrong(plan, tmp_path) == set()
    assert not verification.still_holds(plan.session, kept)


@pytest.mark.parametrize("kept", ["", "1", "1:", "x:y", "999:" + "0" * 64])
def test_an_audit_row_that_never_was_is_not_there(plan: Plan, kept: str) -> None:
    assert not verification.still_holds(plan.session, kept)


def test_another_key_finds_the_whole_audit_wrong(plan: Plan) -> None:
    tallies = {one.kind: one for one in verification.verify(plan.session, b"another", Path("files"))}
    assert len(tallies["audit rows"].wrong) == tallies["audit rows"].checked > 0


def run(plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *words: str) -> Result:
    plan.session.rollback()
    monkeypatch.setenv("DATABASE_URL", databases.url(tmp_path))
    monkeypatch.setenv("CLYWED_DATA", str(tmp_path))
    monkeypatch.setenv("CLYWED_SECRET_KEY", KEY.decode())
    return CliRunner().invoke(main, ["verify", *words])


def test_the_command_prints_a_table_and_ends_with_0(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = run(plan, tmp_path, monkeypatch)
    assert result.exit_code == 0, result.output
    assert [line.rsplit(maxsplit=2)[0] for line in result.stdout.splitlines()[1:-1]] != []
    assert all(f"\n{kind} " in result.stdout for kind in KINDS)
    kept = result.stdout.rsplit(maxsplit=1)[1]
    assert run(plan, tmp_path, monkeypatch, "--audit", kept).exit_code == 0
    assert run(plan, tmp_path, monkeypatch, "--audit", f"999:{'0' * 64}").exit_code == 1


def test_the_command_names_what_is_wrong_without_a_word_of_it(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    public_id = plan.session.execute(text("select public_id from contribution")).scalar()
    flip(plan, "contribution", "original")
    result = run(plan, tmp_path, monkeypatch)
    assert result.exit_code == 1
    assert f"wrong, of contributions: {public_id}" in result.stderr
    for word in (CANARY[:-2], "Kez", DANI):
        assert word not in result.output
