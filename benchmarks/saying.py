"""Comments sent: each kept for good with its audit row and its delivery, in one transaction, before it is answered."""

import json
import secrets
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from sqlite3 import connect
from urllib.parse import urlencode

from benchmarks.load import Load, VoidRun, run
from benchmarks.portals import Portal, portal, token_of
from benchmarks.reading import CONNECTIONS, copies_of, reader_of
from benchmarks.table import Line, at_least, at_most, interleaved, median, spread

WHO = ("cadi", "lowri", "gareth", "nerys", "osian", "priya", "tomos", "delyth", "dani", "neil", "ryan", "kezia")
WORDS = "That is not how it was. I would like you to write it again, please, with what I told you on Friday."


def sent(data: Path, people: list[dict[str, str]], rounds: int, seconds: float) -> list[Line]:
    """How many comments a second, and how long one takes. The rows are counted: none is missing, none is doubled."""
    with portal(data) as served:
        senders = [part for name in WHO for part in _sender(served, people, name)]
        before = _counted(data)
        loads: dict[int, list[Load]] = {1: [], CONNECTIONS: []}
        ways = [lambda count=count: _send(served, senders, loads[count], count, seconds) for count in loads]
        _, many = interleaved(rounds, ways)
        asked = sum(one.requests for kept in loads.values() for one in kept)
        after = _counted(data)
    _check([now - then for now, then in zip(after, before, strict=True)], asked, rounds)
    return [
        at_least("Comments sent, 16 connections, a second", median(many), 300, "{:.0f}"),
        Line("The same, least to most of the rounds", spread(many)),
        at_most("Comments sent, 1 connection, p50 ms", median([one.p50 for one in loads[1]]), 8, "{:.2f}"),
        Line("Comments acknowledged / kept with audit row and delivery", f"{asked:,} / {after[0] - before[0]:,}"),
    ]


def _sender(served: Portal, people: list[dict[str, str]], name: str) -> Sequence[str]:
    """Where somebody sends a comment to, their cookie, and the form without its key."""
    visitor = reader_of(served, people, name)
    path = copies_of(visitor)[0] + "say"
    place = visitor.send(path, {"text": WORDS})
    token = token_of(visitor.open(place))
    form = {"csrf_token": token, "text": json.dumps(WORDS), "eyes": "worker", "language": "en", "helped_by": ""}
    return place, visitor.cookie, urlencode(form)


def _send(served: Portal, senders: list[str], kept: list[Load], connections: int, seconds: float) -> float:
    given = [secrets.token_hex(6), *senders]
    kept.append(run(served.address, connections, seconds, script="say.lua", given=given))
    return kept[-1].per_second


def _counted(data: Path) -> list[int]:
    """Comments, their deliveries, and the rows of the audit that say so, as they stand at one moment."""
    with closing(connect(data / "clywed.sqlite", isolation_level=None)) as database:
        database.execute("BEGIN")
        questions = (
            "SELECT count(*) FROM contribution",
            "SELECT count(DISTINCT key) FROM delivery WHERE kind = 'contribution'",
            "SELECT count(DISTINCT thing) FROM audit_event WHERE action = 'contribution:say'",
        )
        return [int(database.execute(question).fetchone()[0]) for question in questions]


def _check(more: list[int], asked: int, rounds: int) -> None:
    """Each run may have ended with one more on its way for each connection: kept, and not acknowledged any more."""
    left = rounds * (CONNECTIONS + 1)
    if len(set(more)) != 1 or not asked <= more[0] <= asked + left:
        raise VoidRun(f"{asked} comments were acknowledged; comments, deliveries, audit rows: {more}")
