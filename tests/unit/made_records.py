"""A record of any form: with everything that the form has, with the least that says something, or with nothing.

Each passage of a full record has a word of its own, so that whoever gets the word got the passage.
"""

from typing import Any, Literal

from content.exemplars import Exemplar, Field

Fullness = Literal["full", "sparse", "empty"]

CHILD, MOTHER, FATHER, CARER, WORKER = "C-1", "P-1", "P-2", "P-3", "W-1"
PEOPLE = [
    {"reference": CHILD, "name": "Cadi Enghraifft", "called": "Cadi", "part": "child", "communication": ["device"]},
    {"reference": MOTHER, "name": "Lowri Enghraifft", "called": "Mam", "part": "parent"},
    {"reference": FATHER, "name": "Gareth Samplwyn", "called": "Dad", "part": "parent"},
    {"reference": CARER, "name": "Nerys Ffugiol", "called": "Anti Ner", "part": "carer"},
    {"reference": WORKER, "name": "Sioned Modelwen", "part": "social-worker"},
]
# Whose own words a field holds; in any other field of words it is the worker's summary of the child's.
SAID_BY = {
    **dict.fromkeys(("views-child", "child-comments", "what-matters", "likes-dislikes"), CHILD),
    **dict.fromkeys(("views-mother", "parents-comments"), MOTHER),
    "views-father": FATHER,
    "views-carer": CARER,
}


def word_of(field: Field, what: str = "word") -> str:
    """The word planted in a field: letters only, so that no format breaks it."""
    return f"zq{what}{''.join(chr(97 + int(digit)) for digit in f'{field.order:03d}')}"


def record(form: Exemplar, nation: str, fullness: Fullness) -> dict[str, Any]:
    """A record of this form, as the contract has it, and read by nobody."""
    fields = {
        "full": list(form.fields),
        "sparse": [field for field in form.fields if field.essential][1:],
        "empty": [],
    }[fullness]
    by_text = [field for field in fields if "child-by-family-text" in field.audience and fullness == "full"]
    return {
        "format": "clywed-record/1",
        "reference": "MADE/1",
        "version": 1,
        "exemplar": form.name,
        "nation": nation,
        "status": "complete" if fullness == "full" else "partial",
        "dates": {"completed": "2026-01-09", "next_meeting": "2026-08-03"} if fullness == "full" else {},
        "author": WORKER,
        "child": CHILD,
        "people": [*map(dict, PEOPLE), *(_helper(field) for field in fields if field.kind == "people")],
        "passages": [_passage(field) for field in fields],
        "versions_for_family": [text for field in by_text for text in _texts(field)],
    }


def _helper(field: Field) -> dict[str, str]:
    return {"reference": f"H-{field.order}", "name": word_of(field).title(), "part": "teacher"}


def _texts(field: Field) -> list[dict[str, Any]]:
    """The text for the child of what reaches the child in no other way."""
    text = {"passage": field.id, "for": "child", "text": [f"{word_of(field, 'kin')}."]}
    return [{**text, "level": level, "language": language} for level in ("plain", "easy") for language in ("en", "cy")]


def _passage(field: Field) -> dict[str, Any]:
    """One passage of the field's usual kind, with nothing in it left out."""
    word = word_of(field)
    made: dict[str, dict[str, Any]] = {
        "narrative": {"text": f"<p>{word}.</p>"},
        "words": {
            "text": word,
            "said_by": SAID_BY.get(field.id, CHILD),
            "first_hand": field.id in SAID_BY,
            "recorded_by": WORKER,
            "on": "2026-01-03",
        },
        "answer": {"value": "yes", "text": f"{word}.", "from": "2025-02-03", "until": "2026-12-01"},
        "actions": {"rows": [
            {"what": word, "who": WORKER, "by": "2026-03-04", "outcome": "things get better", "done": False},
            {"what": "a club", "who": "everyone", "by": "Easter"},
        ]},
        "people": {"rows": [
            {"person": f"H-{field.order}", "took_part": "attended"}, {"person": CHILD, "took_part": "seen-alone"},
        ]},
        "contact": {"rows": [{"person": FATHER, "how": word, "how_often": "weekly", "stopped_because": "illness"}]},
        "progress": {"rows": [{"skill": word, "before": "not yet", "now": "every day", "own_goal": True}]},
        "dates": {"rows": [
            {"on": "2026-01-01", "what": word, "significant": True}, {"on": "2026-09-01", "what": "to come"},
        ]},
        "choice": {"value": word, "options": [word, "something else"]},
    }  # fmt: skip
    return {"id": field.id, "kind": field.kind, **made[field.kind]}
