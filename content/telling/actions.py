"""Who will do what by when.

What is past its day is told without blame; no row takes more than four short lines.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from content.telling.counts import count
from content.telling.days import read
from content.telling.line import Line, Telling
from content.telling.messages import quoted, say
from content.telling.naming import is_reader, name_of
from content.telling.rows import said

# The passage that looks back on the plan before: its outcomes are what happened, not what is hoped for.
LOOKS_BACK = "last-actions"
# Rows that are no plan: decisions and who may say yes to each, and help that was given.
NO_PLAN = {"delegated-authority": "may", "services-provided": "did"}
NOTHING_TO_COME = {LOOKS_BACK, *NO_PLAN}


def tell(passage: Mapping[str, Any], telling: Telling) -> tuple[Line, ...]:
    """The rows of an `actions` passage as sentences, in the passage's order."""
    language = passage.get("language", "en")
    told = _no_plan if telling.field in NO_PLAN else _row
    rows = [said(row, always="what") for row in passage["rows"]]
    return (*_how_many(rows, telling), *(line for row in rows for line in told(row, language, telling)))


def _how_many(rows: Sequence[Mapping[str, Any]], telling: Telling) -> Iterator[Line]:
    """How much there is to do, how much of it is for the reader, and how much is done; of a single thing, nothing."""
    if len(rows) == 1 or telling.field in NO_PLAN:
        return
    if telling.field != LOOKS_BACK:
        to_do = [row for row in rows if not row.get("done")]
        yours = [row for row in to_do if is_reader(row.get("who", ""), telling)]
        if to_do:
            yield count("yours" if len(yours) == len(to_do) else "to_do", len(to_do), telling)
        if 0 < len(yours) < len(to_do):
            yield count("some_yours", len(yours), telling)
    done = sum(bool(row.get("done")) for row in rows)
    if done:
        yield count("done", done, telling)
    not_done = sum(row.get("done") is False for row in rows)
    if not_done and telling.field == LOOKS_BACK:
        yield count("not_done", not_done, telling)


def _no_plan(row: Mapping[str, Any], language: str, telling: Telling) -> Iterator[Line]:
    """Who may say yes to a decision, or who gave the help; and what else was written of it."""
    kind = NO_PLAN[telling.field]
    if kind == "did" and row.get("done") is False:
        kind = "not_given"
    yield say("actions", "what", telling, what=quoted(row["what"], language))
    who = row.get("who")
    if kind == "not_given":
        yield say("actions", "not_given", telling)
    elif who and who in telling.people:
        key = "reader" if is_reader(who, telling) else "person"
        yield say("actions", f"{kind}.{key}", telling, who=name_of(who, telling))
    elif who:
        yield say("actions", f"{kind}.somebody", telling, who=quoted(who, language))
    if "by" in row:
        day = read(row["by"])
        yield say("actions", "row_day" if day else "when", telling, by=day or quoted(row["by"], language))
    if "outcome" in row:
        label = "more" if kind == "may" else "happened"
        yield say("actions", label, telling, outcome=quoted(row["outcome"], language))


def coming(row: Mapping[str, Any], language: str, telling: Telling, *, with_what: bool) -> tuple[Line, ...]:
    """One row that is to be done by a day still to come, told by itself: what, who and by when; () for any other row.

    Without its own words (`with_what` False) it says that there is something to do.
    """
    by = read(row["by"]) if "by" in row else None
    if by is None or by < telling.day or row.get("done") or telling.field in NOTHING_TO_COME:
        return ()
    if with_what:
        return (
            say("actions", "what", telling, what=quoted(row["what"], language)),
            *_who_and_when(row, by, False, language, telling),
        )
    who = row.get("who", "")
    if who not in telling.people:
        return (say("actions", "something.day", telling, by=by),)
    key = "reader_by" if is_reader(who, telling) else "person_by"
    return (say("actions", f"something.{key}", telling, who=name_of(who, telling), by=by),)


def _row(row: Mapping[str, Any], language: str, telling: Telling) -> Iterator[Line]:
    by = read(row["by"]) if "by" in row else None
    was = bool(row.get("done")) or telling.field == LOOKS_BACK or (by is not None and by < telling.day)
    yield say("actions", "what", telling, what=quoted(row["what"], language))
    yield from _who_and_when(row, by, was, language, telling)
    yield from _whether_done(row, by, telling)
    if "outcome" in row:
        label = "happened" if telling.field == LOOKS_BACK else "result" if row.get("done") else "outcome"
        yield say("actions", label, telling, outcome=quoted(row["outcome"], language))


def _who_and_when(
    row: Mapping[str, Any], by: datetime.date | None, was: bool, language: str, telling: Telling
) -> Iterator[Line]:
    """One sentence where a known person has a day; otherwise one for each."""
    tense = "was" if was else "will"
    who = row.get("who")
    known = who in telling.people
    if who and known and by:
        key = f"{tense}.{'reader' if is_reader(who, telling) else 'person'}_by"
        yield say("actions", key, telling, who=name_of(who, telling), by=by)
        return
    if who and known:
        key = f"{tense}.{'reader' if is_reader(who, telling) else 'person'}"
        yield say("actions", key, telling, who=name_of(who, telling))
    elif who:
        yield say("actions", f"{tense}.somebody", telling, who=quoted(who, language))
    if by:
        yield say("actions", f"{tense}.day", telling, by=by)
    elif "by" in row:
        yield say("actions", "when", telling, by=quoted(row["by"], language))


def _whether_done(row: Mapping[str, Any], by: datetime.date | None, telling: Telling) -> Iterator[Line]:
    """Whether it is done, where the record says so and it matters: before its day, "will" says enough."""
    if row.get("done"):
        yield say("actions", "done", telling)
    elif row.get("done") is False and telling.field == LOOKS_BACK:
        yield say("actions", "not_done", telling)
    elif row.get("done") is False and by and by < telling.day:
        told = "not_told_reader" if is_reader(row.get("who", ""), telling) else "not_told"
        yield say("actions", told, telling)
