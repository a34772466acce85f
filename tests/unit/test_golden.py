"""Every word that the families of the three samples read, as texts that a person has read: one file for each reader,
language and level.

`make golden` writes the texts anew; read what has changed before you keep it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import unified_diff
from functools import cache
from itertools import product
from pathlib import Path

import msgspec
import pytest

from accessibility.document import LANGUAGES, LEVELS, Document, Language, Level, Passage, Wording, Words
from accessibility.formats import text
from accessibility.profile import ReadingProfile
from content.telling import Named
from portal.models.tie import Part
from portal.services import copies
from portal.services.audience import Choices, Reader, usually_shown
from portal.services.documents import Setting
from portal.services.passages import Source
from tests.builders import a_sample

GOLDEN = Path(__file__).parents[1] / "golden"


@dataclass(frozen=True)
class Case:
    """A sample as it is read some day, and who is what to which child: by the demo's ties, for one child of it."""

    record: str
    day: date
    child: str
    workers: Mapping[str, Part]
    parents_and_carers: Mapping[str, Part]
    reader: str
    part: Part
    other_children: frozenset[str] = frozenset()


def cases(
    record: str, day: date, workers: Mapping[str, Part], families: Mapping[str, Mapping[str, tuple[str, Part]]]
) -> dict[str, Case]:
    """The cases of one sample: by child, then by the name of the file, who reads and with what tie."""
    return {
        f"{record}/{name}": Case(
            record,
            day,
            child,
            workers,
            {who: theirs for who, theirs in readers.values() if theirs is not Part.CHILD},
            reference,
            part,
            frozenset(one for one, theirs in families.items() if part is not Part.CHILD and one != child
                      and reference in {who for who, _ in theirs.values()}),
        )
        for child, readers in families.items()
        for name, (reference, part) in readers.items()
    }  # fmt: skip


MOTHER, FATHER = ("FIC-900301", Part.PARENT), ("FIC-900302", Part.PARENT)
CASES = {
    **cases(
        "core-assessment",
        date(2026, 3, 9),
        {"W-0112": Part.SOCIAL_WORKER},
        {
            "P-30417": {
                "cadi": ("P-30417", Part.CHILD),
                "cadi-mother": ("P-30419", Part.PARENT),
                "cadi-father": ("P-30420", Part.PARENT),
                "cadi-carer": ("P-30421", Part.CARER),
            }
        },
    ),
    **cases(
        "review-looked-after",
        date(2026, 5, 27),
        {"W-0140": Part.SOCIAL_WORKER, "W-0007": Part.REVIEWING_OFFICER},
        {
            "P-51102": {
                "osian": ("P-51102", Part.CHILD),
                "osian-mother": ("P-51103", Part.PARENT),
                "osian-father": ("P-51104", Part.PARENT),
                "osian-carer": ("P-51190", Part.CARER),
            }
        },
    ),
    **cases(
        "child-protection-plan",
        date(2026, 5, 20),
        {"SW-204": Part.SOCIAL_WORKER, "CP-011": Part.REVIEWING_OFFICER},
        {
            "FIC-900311": {"kezia": ("FIC-900311", Part.CHILD), "kezia-mother": MOTHER, "kezia-father": FATHER},
            "FIC-900312": {"jonah": ("FIC-900312", Part.CHILD), "jonah-mother": MOTHER, "jonah-father": FATHER},
            "FIC-900313": {"pip-mother": MOTHER, "pip-father": ("FIC-900303", Part.PARENT)},
        },
    ),
}
READINGS = list(product(CASES, LANGUAGES, LEVELS))
NAMES = {f"{name}-{language}-{level}.txt" for name, language, level in READINGS}
WHOSE = {
    "ours": "our own words",
    "family": "written for the family",
    "worker": "the worker's own words",
    "own": "somebody's own words",
    "summary": "a worker's summary",
}


@cache
def the_copy(name: str) -> Document:
    """What a reader gets where nobody has chosen otherwise. From whom anything is withheld gets nothing by default: for
    them a worker has pressed "what is usually shown".
    """
    case = CASES[name]
    source = Source(a_sample(case.record), case.child, looked_after_by=frozenset(case.parents_and_carers))
    reader = Reader(case.reader, case.part, case.other_children)
    usual = {one["id"]: True for one in source.passages if usually_shown(source, one, reader)}
    pressed = usual if case.reader in source.withheld_from else {}
    people = {one["reference"]: one for one in source.record["people"]}
    workers = tuple(
        Named(one, people[one]["name"], people[one].get("called", ""), part.value) for one, part in case.workers.items()
    )
    roles = tuple(sorted(set(case.parents_and_carers.values()))) if case.part is Part.CHILD else ()
    return copies.make(source, reader, Choices(pressed), Setting(case.day, 1, workers, roles)).document


def marked(document: Document, language: Language, level: Level) -> Document:
    """The document with a line above each passage that says whose words they are, which language and which level."""

    def headed(passage: Passage) -> Passage:
        wording: Wording = passage.wording(language, level)
        said = f"[{WHOSE[wording.voice]}: {wording.language}, {wording.level}]"
        heading = f"{passage.heading.to(language)} {said}" if passage.heading else said
        return msgspec.structs.replace(passage, heading=Words(heading, heading))

    sections = tuple(
        msgspec.structs.replace(section, passages=tuple(map(headed, section.passages))) for section in document.sections
    )
    return msgspec.structs.replace(document, sections=sections)


def read(name: str, language: Language, level: Level) -> str:
    """A reader's whole copy in one language at one level, as a text."""
    way = ReadingProfile(language=language, level=level)
    return text.render(marked(the_copy(name), language, level), way).decode()


def differences(kept: str, now: str) -> str:
    """What is no longer as it was kept: lines with - and +, each with two lines on either side."""
    return "\n".join(unified_diff(kept.splitlines(), now.splitlines(), "kept", "now", lineterm="", n=2))


@pytest.mark.parametrize(("name", "language", "level"), READINGS)
def test_a_family_reads_what_a_person_has_read(name: str, language: Language, level: Level, renew: bool) -> None:
    kept = GOLDEN / f"{name}-{language}-{level}.txt"
    if renew:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(read(name, language, level), encoding="utf-8")
    changed = differences(kept.read_text(encoding="utf-8"), read(name, language, level))
    if changed:
        pytest.fail(f"{kept.name} reads otherwise now. If that is better: make golden\n{changed}", pytrace=False)


def test_every_text_is_of_somebody_who_reads() -> None:
    assert {str(path.relative_to(GOLDEN)) for path in GOLDEN.rglob("*.txt")} == NAMES


def test_a_word_that_changed_is_shown_with_the_lines_around_it() -> None:
    kept = read("child-protection-plan/jonah", "en", "easy")
    lines = kept.splitlines()
    shown = differences(kept, kept.replace(lines[4], "Something else.", 1))
    assert f"\n-{lines[4]}" in shown
    assert "\n+Something else." in shown
