"""What a web worker needs: memory after a hundred people have signed in, and time to start."""

import re
import statistics
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.load import VoidRun
from benchmarks.portals import CLYWED, Visitor, environment, free_port, portal, running
from benchmarks.table import ROUNDS, Line, at_most, median
from portal.config import HERE

SIGN_INS = 100
MADE = (
    "import os, time; began = time.perf_counter()\n"
    "from portal import create_app, settings_from\n"
    "create_app(settings_from(os.environ)); print(time.perf_counter() - began)"
)


def memory(data: Path, people: list[dict[str, str]]) -> list[Line]:
    """Proportional set size of each web worker. The sign-ins are real ones, by passphrase, from many addresses."""
    able = [one for one in people if one["passphrase"]]
    with portal(data, CLYWED_PROXIES="1") as served:
        for number in range(SIGN_INS):
            _sign_in(Visitor(served.port, {"X-Forwarded-For": f"192.0.2.{number}"}), able[number % len(able)])
        time.sleep(3)
        sizes = [_pss(worker) for worker in served.workers()]
    if len(sizes) != 2:
        raise VoidRun(f"there are {len(sizes)} web workers")
    return [at_most(f"A web worker after {SIGN_INS} sign-ins, idle, MB (PSS)", max(sizes), 90)]


def _sign_in(visitor: Visitor, one: dict[str, str]) -> None:
    visitor.send("/en/sign-in", {"user_name": one["user_name"], "secret": one["passphrase"]})
    status, place, _ = visitor.ask("GET", "/en/sign-in")
    if len(visitor.cookies) == 0 or status not in (200, 303):
        raise VoidRun(f"somebody could not sign in: {status} {place}")


def _pss(process: int) -> float:
    told = Path(f"/proc/{process}/smaps_rollup").read_text()
    found = re.search(r"^Pss:\s+(\d+) kB", told, re.M)
    if found is None:
        raise VoidRun("the system does not say how big a process is")
    return int(found.group(1)) / 1024


def start(data: Path) -> list[Line]:
    """From nothing to an application, and from `clywed serve` to the first page."""
    made = [_made(data) for _ in range(ROUNDS)]
    served = [_served(data) for _ in range(ROUNDS)]
    return [
        at_most("A web worker is ready, seconds", statistics.median(made), 1.5, "{:.2f}"),
        Line("`clywed serve` to its first page, seconds", f"{median(served):.2f}"),
    ]


def _made(data: Path) -> float:
    answer = subprocess.run(
        [sys.executable, "-c", MADE], env=environment(data), cwd=HERE, capture_output=True, text=True, check=True
    )
    return float(answer.stdout)


def _served(data: Path) -> float:
    began = time.perf_counter()
    port = free_port()
    with running([*CLYWED, "serve"], port, environment(data, PORT=str(port))):
        return time.perf_counter() - began
