"""A backup holds everything as it stood at one moment, and is put back whole or not at all."""

import io
import json
import sqlite3
import stat
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import MetaData, create_engine
from sqlalchemy.pool import NullPool

from portal import in_use
from portal.cli import main
from portal.database import Database
from portal.services import backups, verification
from portal.services.backups import NotRestored
from tests.families import KEY, a_plan

# Writes one audit row after the other, and a letter for each.
WRITER = """
import sys
from portal import audit
from portal.database import Database
from portal.permissions import Action
database = Database(sys.argv[1], b"a key for tests")
while True:
    with database.session() as session:
        audit.note(session, None, Action.SIGN_IN)
    sys.stdout.write("w")
    sys.stdout.flush()
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with families in it."""
    folder = tmp_path / "data"
    folder.mkdir()
    with a_plan(folder) as plan:
        engine = plan.session.get_bind()
    engine.dispose()
    (folder / "secret-key").write_text(KEY.decode())
    for name in ("files/ab/abab", "sounds/ab/x.mp3", "bodies/ab/x", "queue.sqlite", "writing.lock", "files/ab/.half"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(f"what is in {name}".encode())
    return folder


@pytest.fixture
def archive(data: Path, tmp_path: Path) -> Path:
    return back_up(data, tmp_path / "backup.tar")


def back_up(data: Path, target: Path) -> Path:
    backups.back_up(data / "clywed.sqlite", data, target)
    return target


def put_back(archive: Path, there: Path) -> Path:
    backups.restore(archive, there, replace=False)
    return there


def rows(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """Everything in a folder's database, table by table."""
    engine = create_engine(f"sqlite:///{folder / 'clywed.sqlite'}", poolclass=NullPool)
    with engine.connect() as opened:
        metadata = MetaData()
        metadata.reflect(opened)
        return {name: [tuple(row) for row in opened.execute(table.select())] for name, table in metadata.tables.items()}


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a folder; the locks and what a database has open beside it don't count."""
    found = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name: held for name, held in found.items() if not name.endswith((".lock", "-wal", "-shm"))}


@contextmanager
def nothing_changes(folder: Path) -> Iterator[None]:
    """Nothing in the folder is touched, and nothing is left beside it."""
    before, beside = files(folder), set(folder.parent.iterdir())
    yield
    assert files(folder) == before
    assert set(folder.parent.iterdir()) == beside


def is_whole(folder: Path) -> bool:
    database = Database(f"sqlite:///{folder / 'clywed.sqlite'}", KEY)
    with database.sessions() as session:
        tallies = list(verification.verify(session, KEY, folder / "files"))
    database.engine.dispose()
    assert sum(one.checked for one in tallies) > 10
    return [one for one in tallies if one.wrong] == []


@contextmanager
def writing(data: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """Somebody writes all the time, in a process of their own."""
    address = f"sqlite:///{data / 'clywed.sqlite'}"
    with subprocess.Popen([sys.executable, "-c", WRITER, address], stdout=subprocess.PIPE) as writer:
        try:
            wait_for_more(writer)
            yield writer
        finally:
            writer.kill()


def wait_for_more(writer: "subprocess.Popen[bytes]") -> None:
    assert writer.stdout is not None
    assert writer.stdout.read(3) == b"www"


def test_what_is_put_back_is_what_was_there(data: Path, archive: Path, tmp_path: Path) -> None:
    there = put_back(archive, tmp_path / "there")
    assert rows(there) == rows(data)
    assert len(rows(there)["copy"]) > 3
    assert is_whole(there)
    assert set(files(there)) == {"clywed.sqlite", "secret-key", "files/ab/abab"}
    assert {name: held for name, held in files(data).items() if name in ("secret-key", "files/ab/abab")} == {
        name: held for name, held in files(there).items() if name != "clywed.sqlite"
    }


def test_a_database_put_back_still_refuses_to_change_what_was_done(archive: Path, tmp_path: Path) -> None:
    there = put_back(archive, tmp_path / "there")
    with closing(sqlite3.connect(there / "clywed.sqlite")) as opened, pytest.raises(sqlite3.IntegrityError):
        opened.execute("update audit_event set thing = ''")


def test_a_backup_is_for_its_owner_only(archive: Path, tmp_path: Path) -> None:
    there = put_back(archive, tmp_path / "there")
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    assert stat.S_IMODE(there.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in there.rglob("*") if path.is_file()} == {0o600}


def test_a_backup_taken_while_somebody_writes_is_one_moment(data: Path, tmp_path: Path) -> None:
    with writing(data) as writer:
        for number in range(4):
            back_up(data, tmp_path / f"{number}.tar")
            wait_for_more(writer)
    written = rows(data)["audit_event"]
    lengths = []
    for number in range(4):
        there = put_back(tmp_path / f"{number}.tar", tmp_path / f"there-{number}")
        assert is_whole(there)
        kept = rows(there)["audit_event"]
        assert kept == written[: len(kept)]
        lengths.append(len(kept))
    assert lengths == sorted(set(lengths))
    assert lengths[-1] < len(written)


def test_a_folder_with_data_is_not_replaced_unasked(data: Path, archive: Path) -> None:
    with nothing_changes(data), pytest.raises(NotRestored, match="--replace"):
        backups.restore(archive, data, replace=False)


def test_what_was_there_is_kept_beside_what_takes_its_place(data: Path, archive: Path, tmp_path: Path) -> None:
    kept, before = rows(data), files(data)
    (data / "files" / "ab" / "later").write_bytes(b"made after the backup")
    restored = backups.restore(archive, data, replace=True)
    assert set(files(data)) == {"clywed.sqlite", "secret-key", "files/ab/abab"}
    assert is_whole(data)
    beside = Path(restored.before)
    assert rows(beside) == kept
    before["files/ab/later"] = b"made after the backup"
    assert {**files(beside), "clywed.sqlite": b""} == {**before, "clywed.sqlite": b""}


def test_a_folder_in_which_there_was_only_a_key_is_not_kept(archive: Path, tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.mkdir()
    (there / "secret-key").write_text("another key, that nothing hangs on")
    assert backups.restore(archive, there, replace=False).before == ""
    assert (there / "secret-key").read_bytes() == KEY
    assert [path.name for path in tmp_path.iterdir() if "before" in path.name] == []


@pytest.mark.parametrize("part", range(24))
def test_a_byte_changed_anywhere_is_refused_or_was_nothing(
    data: Path, archive: Path, tmp_path: Path, part: int
) -> None:
    held = bytearray(archive.read_bytes())
    held[len(held) * part // 24 + 3 * part] ^= 0x41
    spoilt = tmp_path / "spoilt.tar"
    spoilt.write_bytes(held)
    there = tmp_path / "there"
    try:
        backups.restore(spoilt, there, replace=False)
    except NotRestored:
        assert not there.exists()
    else:
        assert rows(there) == rows(data)


@pytest.mark.parametrize("share", [0, 0.1, 0.5, 0.9, 0.99])
def test_half_an_archive_is_none(data: Path, archive: Path, tmp_path: Path, share: float) -> None:
    spoilt = tmp_path / "spoilt.tar"
    # Without the empty blocks that end every tar: an archive that lacks only those lacks nothing.
    held = archive.read_bytes().rstrip(b"\0")
    spoilt.write_bytes(held[: int(len(held) * share)])
    with nothing_changes(data), pytest.raises(NotRestored, match="not whole"):
        backups.restore(spoilt, data, replace=True)


def test_each_kept_file_is_checked(data: Path, archive: Path, tmp_path: Path) -> None:
    for name in ("clywed.sqlite", "secret-key", "files/ab/abab"):
        spoilt = again(archive, tmp_path / "spoilt.tar", {name: lambda held: held[:-1] + bytes([held[-1] ^ 1])})
        with nothing_changes(data), pytest.raises(NotRestored, match="not whole"):
            backups.restore(spoilt, data, replace=True)
        spoilt = again(archive, tmp_path / "spoilt.tar", {name: None})
        with nothing_changes(data), pytest.raises(NotRestored, match="not whole"):
            backups.restore(spoilt, data, replace=True)


def again(archive: Path, target: Path, changes: dict[str, object], more: tuple[tarfile.TarInfo, ...] = ()) -> Path:
    """The archive written again with some files changed or left out, and some entries added at its front."""
    with tarfile.open(archive) as old, tarfile.open(target, "w") as new:
        for entry in more:
            new.addfile(entry, io.BytesIO(b"x" * entry.size))
        for member in old.getmembers():
            held = old.extractfile(member)
            assert held is not None
            change = changes.get(member.name, lambda held: held)
            if callable(change):
                content = change(held.read())
                member.size = len(content)
                new.addfile(member, io.BytesIO(content))
    return target


def entry(name: str, kind: bytes = tarfile.REGTYPE, link: str = "") -> tarfile.TarInfo:
    made = tarfile.TarInfo(name)
    made.type, made.linkname, made.size = kind, link, 1 if kind == tarfile.REGTYPE else 0
    return made


@pytest.mark.parametrize(
    "bad",
    [
        entry("../outside"),
        entry("files/../../outside"),
        entry("/outside"),
        entry("./clywed.sqlite"),
        entry("files//x"),
        entry(".hidden"),
        entry("clywed.sqlite"),
        entry("link", tarfile.SYMTYPE, "/etc"),
        entry("hard", tarfile.LNKTYPE, "secret-key"),
        entry("folder", tarfile.DIRTYPE),
        entry("pipe", tarfile.FIFOTYPE),
    ],
    ids=lambda one: one.name,
)
def test_nothing_but_plain_files_inside_the_folder_is_taken(
    data: Path, archive: Path, tmp_path: Path, bad: tarfile.TarInfo
) -> None:
    spoilt = again(archive, tmp_path / "spoilt.tar", {}, (bad,))
    with nothing_changes(data), pytest.raises(NotRestored, match="holds something"):
        backups.restore(spoilt, data, replace=True)


def test_a_file_that_the_manifest_does_not_name_is_refused(data: Path, archive: Path, tmp_path: Path) -> None:
    spoilt = again(archive, tmp_path / "spoilt.tar", {}, (entry("more"),))
    with nothing_changes(data), pytest.raises(NotRestored, match="not whole"):
        backups.restore(spoilt, data, replace=True)


def test_an_archive_of_something_else_is_refused(data: Path, archive: Path, tmp_path: Path) -> None:
    def of_another_kind(held: bytes) -> bytes:
        return json.dumps({**json.loads(held), "format": "another"}).encode()

    spoilt = again(archive, tmp_path / "spoilt.tar", {"manifest.json": of_another_kind})
    with nothing_changes(data), pytest.raises(NotRestored, match="not whole"):
        backups.restore(spoilt, data, replace=True)


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("update alembic_version set version_num = '9999'", "newer version"),
        ("drop table alembic_version", "no database"),
        ("delete from alembic_version", "no database"),
    ],
)
def test_a_database_that_this_version_can_not_use_is_refused(
    data: Path, tmp_path: Path, statement: str, why: str
) -> None:
    with closing(sqlite3.connect(data / "clywed.sqlite", isolation_level=None)) as opened:
        opened.execute(statement)
    archive = back_up(data, tmp_path / "backup.tar")
    with nothing_changes(data), pytest.raises(NotRestored, match=why):
        backups.restore(archive, data, replace=True)


def test_nothing_is_put_back_while_the_portal_runs(data: Path, archive: Path) -> None:
    with nothing_changes(data), in_use.shared(data), pytest.raises(NotRestored, match="stop it first"):
        backups.restore(archive, data, replace=True)


def test_nothing_is_put_back_while_a_command_has_the_database_open(data: Path, archive: Path) -> None:
    with writing(data), pytest.raises(NotRestored, match="stop it first"):
        backups.restore(archive, data, replace=True)
    assert is_whole(data)


def test_a_damaged_database_does_not_keep_its_backup_out(data: Path, archive: Path) -> None:
    (data / "clywed.sqlite").write_bytes(b"not a database any more, not a database any more")
    restored = backups.restore(archive, data, replace=True)
    assert is_whole(data)
    assert (Path(restored.before) / "clywed.sqlite").read_bytes().startswith(b"not a database")


def test_the_portal_does_not_start_while_a_backup_is_put_back(data: Path, settings: None) -> None:
    with in_use.alone(data):
        result = run("work")
    assert (result.exit_code, "backup is being put back" in result.stderr) == (1, True)


@pytest.fixture
def settings(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "REDIS_URL", "PORT", "CLYWED_DEMO", "CLYWED_HOST", "CLYWED_SECRET_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CLYWED_DATA", str(data))


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def test_the_two_commands_take_a_folder_there_and_back(
    data: Path, tmp_path: Path, settings: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = tmp_path / "by-hand.tar"
    result = run("backup", str(archive))
    assert result.exit_code == 0, result.output
    assert run("restore", str(archive)).exit_code == 1
    assert "--replace" in run("restore", str(archive)).stderr
    monkeypatch.setenv("CLYWED_DATA", str(tmp_path / "there"))
    result = run("restore", str(archive))
    assert (result.exit_code, result.stderr) == (0, "")
    assert run("verify").exit_code == 0
    assert rows(tmp_path / "there") == rows(data)


def test_a_new_data_folder_is_for_its_owner_only(
    tmp_path: Path, settings: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLYWED_DATA", str(tmp_path / "new"))
    assert run("people").exit_code == 0
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700


def test_a_key_from_the_environment_is_not_in_the_archive_and_that_is_said(
    data: Path, tmp_path: Path, settings: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    (data / "secret-key").unlink()
    monkeypatch.setenv("CLYWED_SECRET_KEY", KEY.decode())
    archive = tmp_path / "by-hand.tar"
    assert "CLYWED_SECRET_KEY" in run("backup", str(archive)).stderr
    assert "CLYWED_SECRET_KEY" in run("restore", str(archive), "--replace").stderr


def test_what_can_not_be_backed_up_is_one_plain_line(
    data: Path, tmp_path: Path, settings: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = tmp_path / "there.tar"
    there.write_bytes(b"an older backup")
    assert "is there already" in run("backup", str(there)).stderr
    assert "outside of the data folder" in run("backup", str(data / "x.tar")).stderr
    assert "could not be written" in run("backup", str(tmp_path / "no-such-folder" / "x.tar")).stderr
    assert "does not exist" in run("restore", str(tmp_path / "no-such-file")).stderr
    monkeypatch.setenv("DATABASE_URL", "postgresql://clywed:canary-secret@db/council")
    refused = run("backup", str(tmp_path / "x.tar")), run("restore", str(there))
    for result, tool in zip(refused, ("pg_dump", "pg_restore"), strict=True):
        assert (result.exit_code, tool in result.stderr, "DATABASE_URL" in result.stderr) == (1, True, True)
        assert "canary" not in result.output
    assert not (tmp_path / "x.tar").exists()
    monkeypatch.delenv("DATABASE_URL")
    monkeypatch.setenv("CLYWED_DATA", str(tmp_path / "nothing"))
    assert "no database" in run("backup", str(tmp_path / "x.tar")).stderr
    assert there.read_bytes() == b"an older backup"
    assert run("backup", str(there), "--replace").exit_code == 1
