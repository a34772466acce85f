"""`clywed serve`: a real server with its background worker, from a fresh folder until it is told to stop."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.servers import free_port

PATIENCE = 60.0


def soon(what: Callable[[], object]) -> bool:
    """Whether something comes true before patience runs out."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if what():
            return True
        time.sleep(0.1)
    return False


def children(pid: int) -> dict[int, str]:
    """The processes that a process has started: the command line of each, by its id."""
    found = {}
    for path in Path("/proc").glob("[0-9]*"):
        try:
            status = (path / "stat").read_text().rpartition(")")[2].split()
            if int(status[1]) == pid and status[0] != "Z":
                found[int(path.name)] = (path / "cmdline").read_text().replace("\0", " ")
        except OSError:
            continue
    return found


def is_gone(pid: int) -> bool:
    """Whether a process has ended; one that nobody has buried yet has."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def worker_of(pid: int) -> int:
    """The id of the background worker that a server started, or 0."""
    return next((child for child, line in children(pid).items() if "work" in line.split()), 0)


def sockets_shared(one: int, other: int) -> set[str]:
    """The sockets that two processes both hold open."""
    held = [{os.readlink(file) for file in Path(f"/proc/{pid}/fd").iterdir()} for pid in (one, other)]
    return {name for name in held[0] & held[1] if name.startswith("socket:")}


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def server(tmp_path: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    environment = {**os.environ, "CLYWED_DATA": str(tmp_path / "data"), "CLYWED_DEMO": "1", "CLYWED_HOST": ""}
    command = [sys.executable, "-m", "portal.cli", "serve", "--port", str(port)]
    with (tmp_path / "said").open("wb") as said:
        process = subprocess.Popen(command, env=environment, stdout=said, stderr=subprocess.STDOUT)
    yield process
    process.kill()
    process.wait()


def test_it_serves_keeps_its_worker_and_takes_it_along_when_it_stops(
    server: subprocess.Popen[bytes], port: int, tmp_path: Path
) -> None:
    ready = f"Clywed is ready: http://127.0.0.1:{port}\n"
    assert soon(lambda: (tmp_path / "said").read_text() == ready), (tmp_path / "said").read_text()
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/cy/help?secret=canary", timeout=PATIENCE) as page:
        assert page.status == 200
    assert soon(lambda: worker_of(server.pid))
    first = worker_of(server.pid)
    assert not sockets_shared(server.pid, first)
    os.kill(first, signal.SIGKILL)
    assert soon(lambda: worker_of(server.pid) not in (0, first))
    second = worker_of(server.pid)
    server.terminate()
    assert server.wait(PATIENCE) == 0
    assert soon(lambda: is_gone(second))
    assert "canary" not in (tmp_path / "said").read_text()


def test_the_worker_ends_by_itself_when_its_server_is_gone(server: subprocess.Popen[bytes]) -> None:
    assert soon(lambda: worker_of(server.pid))
    worker = worker_of(server.pid)
    server.kill()
    server.wait()
    assert soon(lambda: is_gone(worker))
