"""Load by wrk: how many requests a second, and how long each took."""

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent


class VoidRun(Exception):
    """What was measured was not what should have been: the numbers are worth nothing."""


@dataclass(frozen=True)
class Load:
    """One run: requests a second, times in milliseconds, bytes of an answer with its headers."""

    requests: int
    per_second: float
    p50: float
    p99: float
    bytes_each: float


def run(
    address: str,
    connections: int,
    seconds: float,
    headers: Sequence[str] = (),
    script: str = "done.lua",
    given: Sequence[str] = (),
) -> Load:
    """Ask for an address over and over. Raises VoidRun if any answer was an error or never came."""
    said = [part for header in headers for part in ("--header", header)]
    command = ["wrk", "--threads", "1", "--connections", str(connections), "--duration", f"{seconds:g}s"]
    command += ["--timeout", "30s", "--latency", "--script", str(HERE / script), *said, address, "--", *given]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    told = json.loads(next(line for line in answer.stdout.splitlines() if line.startswith("{")))
    if told["errors"] or not told["requests"]:
        raise VoidRun(f"{told['errors']} of {told['requests']} answers from {address} were not what they should be")
    return Load(
        requests=told["requests"],
        per_second=told["requests"] / told["duration"] * 1e6,
        p50=told["p50"] / 1000,
        p99=told["p99"] / 1000,
        bytes_each=told["bytes"] / told["requests"],
    )
