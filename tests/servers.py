"""PostgreSQL and Redis as a council has them, for tests: each process of tests starts its own when one is first needed.

Nothing of the machine's own is touched: everything is in a folder that goes away, PostgreSQL listens on a socket in it
only, and both end with the process that started them, however that ends.
"""

import atexit
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

PATIENCE = 60.0
# Where Debian keeps what is not meant for everybody's path.
PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1:]
# Nothing here has to outlive the machine. The zone is none of ours: a time is only right if nothing relies on it.
SET_UP = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "listen_addresses": "",
    "timezone": "Asia/Kathmandu",
}


def _as_nobody(*command: str) -> list[str]:
    """A command that ends when this process does, and never runs as root: PostgreSQL refuses to."""
    become = ["--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
    return ["setpriv", *become, "--pdeathsig=INT", *command]


def _folder(name: str) -> Path:
    """A folder of a server's own, short enough for the address of a socket."""
    folder = Path(tempfile.mkdtemp(prefix=f"clywed-{name}-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    return folder


def _until(is_there: Callable[[], Any], process: subprocess.Popen[bytes], log: Path, *not_yet: type[Exception]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert process.poll() is None, log.read_text()
        try:
            is_there()
        except not_yet:
            time.sleep(0.02)
        else:
            return
    raise TimeoutError(log.read_text())


def _end(process: subprocess.Popen[bytes], folder: Path) -> None:
    process.send_signal(2)
    process.wait(PATIENCE)
    shutil.rmtree(folder)


@cache
def postgresql() -> Path:
    """The folder with the socket of a PostgreSQL server, started once; its user is `clywed`, who may do everything."""
    import psycopg

    folder = _folder("postgresql")
    data, log = str(folder / "data"), folder / "log"
    made = ["initdb", "--no-sync", "--auth=trust", "--username=clywed", "--encoding=UTF8", "--locale=C.UTF-8"]
    # Sorted as people sort, not by bytes as SQLite does: nothing may rely on either.
    made += ["--locale-provider=icu", "--icu-locale=en-GB", "--pgdata", data]
    subprocess.run(_as_nobody(str(PROGRAMS[0] / made[0]), *made[1:]), cwd=folder, check=True, capture_output=True)
    chosen = [f"--{name}={value}" for name, value in {**SET_UP, "unix_socket_directories": str(folder)}.items()]
    command = _as_nobody(str(PROGRAMS[0] / "postgres"), "-D", data, *chosen)
    with log.open("wb") as said:
        process = subprocess.Popen(command, cwd=folder, stdout=said, stderr=said)
    atexit.register(_end, process, folder)
    _until(lambda: psycopg.connect(at(folder)).close(), process, log, psycopg.OperationalError)
    return folder


def at(folder: Path, database: str = "postgres") -> str:
    """Where a database of a server is, as psycopg names it."""
    return f"host={folder} user=clywed dbname={database}"


def run(statement: str, database: str = "postgres") -> None:
    """One statement on the PostgreSQL server, outside of any transaction."""
    import psycopg

    with psycopg.connect(at(postgresql(), database), autocommit=True) as asked:
        asked.execute(statement.encode())


def throw_out(database: str) -> None:
    """End everybody's connections to a database of the server, as when it is started again."""
    import psycopg

    with psycopg.connect(at(postgresql())) as asked:
        asked.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [database])


def free_port() -> int:
    """A port of this machine on which nothing listens now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


class RedisServer:
    """A Redis server that can be stopped, and started again where it was."""

    def __init__(self) -> None:
        self.folder = _folder("redis")
        # The server is this program under another name: Debian's package of tools has it, without a service of its own.
        (self.folder / "redis-server").symlink_to("/usr/bin/redis-check-rdb")
        self.port = free_port()
        self.address = f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        from redis import Redis
        from redis.exceptions import ConnectionError as NotThere

        chosen = ["--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(self.folder), "--save", ""]
        log = self.folder / "log"
        with log.open("wb") as said:
            command = _as_nobody(str(self.folder / "redis-server"), *chosen)
            self.process = subprocess.Popen(command, cwd=self.folder, stdout=said, stderr=said)
        with Redis.from_url(self.address) as asked:
            _until(asked.ping, self.process, log, NotThere)

    def stop(self) -> None:
        """Stop it: whoever needs it finds nobody there."""
        self.process.send_signal(2)
        self.process.wait(PATIENCE)


@contextmanager
def running() -> Iterator[RedisServer]:
    """A Redis server until the end of the block."""
    server = RedisServer()
    server.start()
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.stop()
        shutil.rmtree(server.folder)
