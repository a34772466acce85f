"""`clywed serve` as a council runs it: PostgreSQL, Redis and two web processes, asked over HTTP as a browser does."""

import http.cookiejar
import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from redis import Redis
from sqlalchemy import func, select

from portal.cli import main
from portal.models import AuditEvent, CaseFileEntry, Contribution, Delivery
from tests import databases
from tests.builders import a_command_line, a_session
from tests.servers import RedisServer, free_port, running

COMMAND = (sys.executable, "-m", "portal.cli")
PATIENCE = 90.0
SAID = "Dw i ddim yn hoffi hynny. 'Not' that; 100 %!"


class Browser:
    """What somebody does with pages: look, and send the form that a page is about."""

    def __init__(self, address: str) -> None:
        self.address = address
        keeps = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.asks = urllib.request.build_opener(keeps)

    def open(self, place: str, data: dict[str, str] | None = None) -> tuple[int, str, str]:
        """The status, the words and the address of the page that comes in the end."""
        sent = urllib.parse.urlencode(data).encode() if data is not None else None
        request = urllib.request.Request(self.address + place, sent)  # noqa: S310
        try:
            with self.asks.open(request, timeout=PATIENCE) as answer:
                return answer.status, answer.read().decode(), answer.url.removeprefix(self.address)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode(), place

    def fill_in(self, place: str, **values: str) -> tuple[int, str, str]:
        """Open a page, fill in its form, and send it."""
        page = self.open(place)[1].rpartition("<form")[2]
        hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
        return self.open(place, {**{name: unescape(value) for name, value in hidden.items()}, **values})


def soon(what: Callable[[], object]) -> bool:
    """Whether something comes true before patience runs out."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if what():
            return True
        time.sleep(0.2)
    return False


@pytest.fixture(scope="module", autouse=True)
def _on_postgresql(_kept_on: None) -> Iterator[None]:
    with databases.kept_on(databases.POSTGRESQL):
        yield


@pytest.fixture
def redis() -> Iterator[RedisServer]:
    with running() as server:
        yield server


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, redis: RedisServer) -> Path:
    """A data folder, and an environment for commands with PostgreSQL and Redis in it."""
    a_command_line(monkeypatch, tmp_path / "data")
    monkeypatch.setenv("REDIS_URL", redis.address)
    return tmp_path / "data"


def demo() -> dict[str, str]:
    """`clywed demo`: by whom the demo is entered, by their user names."""
    result = CliRunner().invoke(main, ["demo", "--json"])
    assert result.exit_code == 0, result.output
    people = json.loads(result.stdout)["people"]
    return {one["user_name"]: urllib.parse.urlsplit(one["enter"]).path for one in people}


@contextmanager
def served(tmp_path: Path) -> Iterator[str]:
    """The portal, served; its address."""
    log, port = tmp_path / "said", free_port()
    with log.open("wb") as said:
        environment = {**os.environ, "CLYWED_DEMO": "1", "CLYWED_WORKERS": "2"}
        command = [*COMMAND, "serve", "--port", str(port)]
        process = subprocess.Popen(command, env=environment, stdout=said, stderr=said)
    try:
        assert soon(lambda: "Clywed is ready" in log.read_text() or process.poll() is not None)
        assert process.poll() is None, log.read_text()
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)


def count(data: Path, thing: Any, *that: Any) -> int:
    with a_session(data) as session:
        return session.scalar(select(func.count()).select_from(thing).where(*that)) or 0


def say(browser: Browser, words: str) -> str:
    """Say something about the first document on the way from home; the address of the page that says it is sent."""
    document = re.search(r'"(/en/documents/[\w-]+)/?"', browser.open("/en/home")[1])
    assert document
    assert browser.open(f"{document[1]}/")[0] == 200
    status, _, check = browser.fill_in(f"{document[1]}/say", text=words)
    assert status == 200
    status, _, sent = browser.fill_in(check, eyes="worker")
    assert status == 200
    return sent


def test_what_a_child_says_is_in_the_case_file_with_redis_and_without(
    data: Path, tmp_path: Path, redis: RedisServer
) -> None:
    doors = demo()
    before = count(data, CaseFileEntry)
    with served(tmp_path) as address:
        cadi, sioned = Browser(address), Browser(address)
        assert cadi.open(doors["cadi"])[0] == sioned.open(doors["sioned"])[0] == 200
        say(cadi, SAID)
        assert soon(lambda: count(data, CaseFileEntry) == before + 1)
        with Redis.from_url(redis.address) as asked:
            assert soon(lambda: asked.llen("huey.redis.clywed") == 0)
        with a_session(data) as session:
            entry = session.scalars(select(CaseFileEntry).order_by(CaseFileEntry.id.desc())).first()
            assert entry is not None
            key = entry.key
            assert json.loads(entry.payload)["original"] == SAID
        children = re.findall(r"/en/work/children/[\w-]+", sioned.open("/en/work/children/")[1])
        files = [sioned.open(f"{one}/case-file/{key}.json") for one in dict.fromkeys(children)]
        assert SAID in [json.loads(words)["original"] for status, words, _ in files if status == 200]
        redis.stop()
        say(cadi, "And with nobody there.")
        assert soon(lambda: count(data, Delivery, Delivery.delivered_at.is_(None)) == 0)
        assert count(data, CaseFileEntry) == before + 2
        assert Browser(address).fill_in("/en/sign-in", user_name="cadi", secret="not this")[0] == 400
        redis.start()
        say(cadi, "And there again.")
        assert soon(lambda: count(data, CaseFileEntry) == before + 3)
    result = CliRunner().invoke(main, ["verify"])
    assert result.exit_code == 0, result.output
    assert count(data, Contribution) >= 3
    assert count(data, AuditEvent) > 0


def test_a_limit_is_one_for_all_web_processes(data: Path, tmp_path: Path) -> None:
    with served(tmp_path) as address:
        browser = Browser(address)
        answers = [browser.fill_in("/en/check")[0] for _ in range(21)]
    assert answers == [400] * 20 + [429]


@pytest.mark.parametrize("command", ["serve", "work"])
def test_a_redis_that_is_not_there_is_told_at_the_start(data: Path, redis: RedisServer, command: str) -> None:
    redis.stop()
    result = CliRunner().invoke(main, [command])
    assert (result.exit_code, "no Redis can be used at REDIS_URL" in result.stderr) == (2, True), result.output


def test_a_postgresql_that_is_not_there_is_told_at_the_start(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@/nothing?host=/nowhere")
    result = CliRunner().invoke(main, ["serve"])
    assert (result.exit_code, "look at DATABASE_URL" in result.stderr) == (2, True), result.output


def test_an_address_that_is_none_of_redis_is_told(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", "localhost:6379")
    result = CliRunner().invoke(main, ["people"])
    assert (result.exit_code, "redis://" in result.stderr) == (2, True), result.output
