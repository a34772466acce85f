"""The made-up people of the telling tests."""

import dataclasses
import datetime
from typing import Any

from content.telling import Named, Telling

PEOPLE = {
    person.reference: person
    for person in (
        Named("child", "Cadi Enghraifft", "Cadi", "child"),
        Named("mother", "Lowri Enghraifft", "Mam", "parent"),
        Named("father", "Gareth Samplwyn", "Dad", "parent"),
        Named("aunt", "Nerys Ffugiol", "Anti Ner", "carer"),
        Named("worker", "Sioned Modelwen", "", "social-worker"),
        Named("officer", "Gwilym Dychmyg", "Gwilym", "reviewing-officer"),
        Named("teacher", "Dafydd Arbrawf", "Mr Arbrawf", "teacher"),
        Named("advocate", "Joanna Testwell", "Jo", "advocate"),
    )
}

TO_CHILD = Telling(
    language="en",
    level="easy",
    audience="child",
    people=PEOPLE,
    reader="child",
    child="child",
    day=datetime.date(2026, 5, 20),
    field="plan",
    nation="wales",
)
TO_MOTHER = dataclasses.replace(TO_CHILD, audience="adult", level="plain", reader="mother")


def to(telling: Telling, **changes: Any) -> Telling:
    """The same telling with some of it changed."""
    return dataclasses.replace(telling, **changes)
