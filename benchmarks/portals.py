"""Portals to measure: started as `clywed serve` starts them, each with a data folder of its own; and one who visits."""

import html
import http.client
import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.load import VoidRun
from portal.config import HERE

PATIENCE = 60.0
CLYWED = [sys.executable, "-m", "portal.cli"]
TITLE = re.compile(r"<h1[^>]*>(.*?)</h1>", re.S)
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def environment(data: Path, **more: str) -> dict[str, str]:
    """The settings of a demo portal in a data folder, and nothing of ours from outside."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("CLYWED_", "DATABASE_", "REDIS_"))
    }
    return {**kept, "CLYWED_DATA": str(data), "CLYWED_DEMO": "1", **more}


def load_demo(data: Path) -> list[dict[str, str]]:
    """Put the demo into a fresh data folder; gives its people."""
    command = [*CLYWED, "demo", "--json"]
    answer = subprocess.run(command, env=environment(data), cwd=HERE, stdout=subprocess.PIPE, text=True, check=True)
    people: list[dict[str, str]] = json.loads(answer.stdout)["people"]
    return people


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as here:
        here.bind(("127.0.0.1", 0))
        return int(here.getsockname()[1])


@contextmanager
def running(command: list[str], port: int, settings: Mapping[str, str]) -> Iterator["subprocess.Popen[bytes]"]:
    """A server, until the end of the block, from its first answer on."""
    process = subprocess.Popen(command, env=dict(settings), cwd=HERE, stdout=subprocess.DEVNULL)
    try:
        _wait_for(port, process)
        yield process
    finally:
        process.terminate()
        process.wait(30)


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            raise VoidRun("the server stopped as it started")
        try:
            Visitor(port).ask("GET", "/en/")
            return
        except (ConnectionError, http.client.HTTPException):
            time.sleep(0.01)
    raise VoidRun("the server does not answer")


@contextmanager
def portal(data: Path, **more: str) -> Iterator["Portal"]:
    """A portal with what is in a data folder, two workers and its background worker; once that has caught up."""
    port = free_port()
    with running([*CLYWED, "serve"], port, environment(data, PORT=str(port), **more)) as process:
        served = Portal(port, data, process.pid)
        served.wait_until_idle()
        yield served


@contextmanager
def hello() -> Iterator[str]:
    """The address of a bare Flask page under the same server with as many workers."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "--workers", "2", "--bind", f"127.0.0.1:{port}"]
    command += ["--log-level", "error", "--no-control-socket", "benchmarks.hello:app"]
    with running(command, port, os.environ):
        yield f"http://127.0.0.1:{port}/"


class Portal:
    """A running portal."""

    def __init__(self, port: int, data: Path, pid: int) -> None:
        self.port, self.data, self.pid = port, data, pid
        self.address = f"http://127.0.0.1:{port}"

    def children(self) -> list[int]:
        """The processes that it started: web workers and the background worker."""
        found = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        # What was started by another of its threads is listed under that thread.
        for thread in Path(f"/proc/{self.pid}/task").iterdir():
            found += (thread / "children").read_text().split()
        return sorted({int(one) for one in found})

    def background(self) -> list[int]:
        """The background worker."""
        return [one for one in self.children() if b"\0work\0" in Path(f"/proc/{one}/cmdline").read_bytes()]

    def workers(self) -> list[int]:
        """The web workers."""
        return [one for one in self.children() if one not in self.background()]

    def wait_until_idle(self) -> None:
        """Until the background worker has done what waited for it: it would take a core from what is measured."""
        until = time.monotonic() + 4 * PATIENCE
        used = _ticks(self.background())
        while time.monotonic() < until:
            time.sleep(2)
            then, used = used, _ticks(self.background())
            if used and sum(used) - sum(then) < 10 and len(used) == len(then):
                return
        raise VoidRun("the background worker never came to rest")


def _ticks(processes: list[int]) -> list[int]:
    """Hundredths of a second that each process has worked, its children's with it."""
    fields = [Path(f"/proc/{one}/stat").read_text().rsplit(")", 1)[1].split() for one in processes]
    return [sum(map(int, one[11:15])) for one in fields]


class Visitor:
    """Somebody with a browser that keeps cookies and nothing else."""

    def __init__(self, port: int, said: Mapping[str, str] | None = None) -> None:
        self.port, self.said = port, dict(said or {})
        self.cookies: dict[str, str] = {}

    @property
    def cookie(self) -> str:
        """The cookies as a request says them."""
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def ask(self, method: str, path: str, form: Mapping[str, str] | None = None) -> tuple[int, str, str]:
        """The status, the place it leads to, and the body of an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Cookie": self.cookie, **self.said}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, urlencode(form) if form is not None else None, headers)
            answer = connection.getresponse()
            body = answer.read()
        finally:
            connection.close()
        for kept in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = kept.split(";", 1)[0].partition("=")
            self.cookies[name] = value
        return answer.status, answer.headers.get("Location", ""), body.decode("utf-8", "replace")

    def open(self, path: str, title: str = "") -> str:
        """The body of a page. Raises VoidRun for anything but a page, and for one with another title."""
        status, _, body = self.ask("GET", path)
        found = title_of(body)
        if status != 200 or not found or (title and found != title):
            raise VoidRun(f"{path} answered {status} with the title {found!r}")
        return body

    def send(self, path: str, form: Mapping[str, str], page: str = "") -> str:
        """Send a form from a page (the same address unless said); gives where it leads to."""
        token = token_of(self.open(page or path))
        status, place, _ = self.ask("POST", path, {**form, "csrf_token": token})
        if status != 303:
            raise VoidRun(f"what was sent to {path} was answered with {status}")
        return place

    def step_in(self, door: str) -> None:
        """Sign in by one of the demo's doors; the first time, past the welcome."""
        status, place, _ = self.ask("GET", door)
        if status != 303:
            raise VoidRun("a door of the demo did not open")
        if place.split("?")[0].endswith("/welcome"):
            self.send(place, {})


def title_of(body: str) -> str:
    """The page's one heading, as text."""
    found = TITLE.search(body)
    return html.unescape(re.sub(r"<[^>]+>", "", found.group(1))).strip() if found else ""


def token_of(body: str) -> str:
    """The token that a form on the page has to bring."""
    found = TOKEN.search(body)
    if found is None:
        raise VoidRun("there is no form on the page")
    return html.unescape(found.group(1))


def door_of(people: list[dict[str, str]], user_name: str) -> str:
    """The path that signs in as one of the demo's people."""
    [enter] = [one["enter"] for one in people if one["user_name"] == user_name]
    return re.sub(r"^https?://[^/]+", "", enter)
