"""A record that keeps the contract and uses every kind and every key, and a way to change it in one place."""

import copy
import json
import re

import pytest

from portal.caserecord.contract import BrokenContract, read_record

BOTH = frozenset({"wales", "england"})
EXEMPLARS = {
    "core-assessment": BOTH,
    "review-looked-after": BOTH,
    "child-protection-plan": BOTH,
    "eligibility": frozenset({"england"}),
}
GONE = object()
WHOLE = {
    "format": "clywed-record/1",
    "reference": "A/1",
    "version": 3,
    "exemplar": "core-assessment",
    "nation": "wales",
    "status": "complete",
    "dates": {"started": "2026-01-02", "completed": "2026-01-09", "meeting": "2026-02-03",
              "next_meeting": "2028-02-29"},
    "author": "W",
    "child": "C",
    "people": [
        {"reference": "C", "name": "Anni", "called": "An", "part": "child", "parental_responsibility": False,
         "born": "2015-05-06", "languages": ["cy", "en-GB"], "communication": ["speech", "audio"]},
        {"reference": "D", "name": "Dai", "part": "child"},
        {"reference": "M", "name": "Mair", "part": "parent", "parental_responsibility": True},
        {"reference": "W", "name": "Wil", "part": "social-worker"},
    ],
    "passages": [
        {"id": "health", "kind": "narrative", "text": "<p>Well &amp; growing.\tYes.\r\n</p>", "about": ["C"],
         "withhold": [{"from": "M", "because": "She asked."}], "language": "en"},
        {"id": "said", "kind": "words", "text": "Dw i'n hapus <3", "said_by": "C", "first_hand": True,
         "recorded_by": "W", "on_behalf_of": "D", "how": "observed", "on": "2026-01-03", "language": "cy"},
        {"id": "asked", "kind": "answer", "value": "not-known", "person": "M", "text": "Not asked yet",
         "from": "2026-01-01", "until": "2026-03-01"},
        {"id": "plan", "kind": "actions", "rows": [
            {"what": "Ring the school", "who": "W", "by": "2026-03-04", "outcome": "A place", "done": False},
            {"what": "Find a club", "who": "everyone", "by": "Easter", "about": ["C"],
             "withhold": [{"from": "M", "because": "A surprise."}]}]},
        {"id": "there", "kind": "people", "rows": [
            {"person": "M", "took_part": "invited"}, {"person": "M", "took_part": "attended"}]},
        {"id": "time", "kind": "contact", "rows": [{"person": "M", "how": "in person", "how_often": "weekly",
            "arrangements": "at home", "stopped_because": "illness"}]},
        {"id": "can", "kind": "progress", "rows": [
            {"skill": "swims", "before": "no", "now": "yes", "own_goal": True}]},
        {"id": "when", "kind": "dates", "rows": [{"on": "2026-01-01", "what": "Moved", "significant": True}]},
        {"id": "place", "kind": "choice", "value": "home", "options": ["home", "away"]},
    ],
    "versions_for_family": [
        {"passage": "health", "level": "easy", "language": "en", "for": "child",
         "text": ["You are well.", "You grow."]},
        {"passage": "health", "level": "easy", "language": "en", "text": ["All is well."]},
    ],
}  # fmt: skip


def changed(*changes: tuple[str, object]) -> dict[str, object]:
    """Give the whole record with the value at each path replaced, added, or (GONE) taken out."""
    record = copy.deepcopy(WHOLE)
    for path, value in changes:
        *way, last = [int(step) if step.isdigit() else step for step in re.findall(r"\w+", path)]
        place = record
        for step in way:
            place = place[step]
        if value is GONE:
            del place[last]
        else:
            place[last] = value
    return record


def as_bytes(record: object) -> bytes:
    return json.dumps(record).encode()


def refusal(document: bytes) -> BrokenContract:
    with pytest.raises(BrokenContract) as caught:
        read_record(document, EXEMPLARS)
    return caught.value
