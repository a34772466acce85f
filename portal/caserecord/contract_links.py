"""What must hold between the parts of a record: each name leads somewhere, nothing stands twice."""

import datetime
import html
import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from itertools import chain

from portal.caserecord.contract_breach import BrokenContract, quoted
from portal.caserecord.contract_shape import (
    ActionRow,
    ChoicePassage,
    FamilyText,
    NarrativePassage,
    Passage,
    ReceivedRecord,
    Row,
)
from portal.caserecord.contract_text import shows_nothing

# Any script's digits: what looks like a date and is not exactly one must not pass as free text.
_LOOKS_LIKE_A_DATE = re.compile(r"\s*\d{4}-\d{2}-\d{2}\s*")
# What shows nothing in a browser: comments, scripts and styles with what they hold, and tags, ended or not.
_MARKUP = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)|</?[a-z!?][^>]*(?:>|\Z)",
    re.DOTALL | re.IGNORECASE,
)


def check_links(record: ReceivedRecord, exemplars: Mapping[str, frozenset[str]]) -> None:
    """Raise BrokenContract at the first name that leads nowhere or thing that stands twice.

    `exemplars` maps the name of each exemplar that is known to the nations that have it.
    """
    _check_exemplar(record, exemplars)
    references = [person.reference for person in record.people]
    _refuse_repeats("$.people[{}].reference", references, "another person's reference")
    _check_children(record)
    people = frozenset(references)
    for path, reference in chain(_children(record), _references(record)):
        if reference not in people:
            raise BrokenContract(path, "no person in people has this reference")
    _check_parts(record)
    _check_passages(record)
    _check_family_texts(record)


def _check_exemplar(record: ReceivedRecord, exemplars: Mapping[str, frozenset[str]]) -> None:
    nations = exemplars.get(record.exemplar)
    if nations is None:
        raise BrokenContract("$.exemplar", f"unknown exemplar {quoted(record.exemplar)}")
    if record.nation not in nations:
        raise BrokenContract("$.exemplar", f"{record.nation} has no exemplar {quoted(record.exemplar)}")


def _refuse_repeats(path: str, values: Iterable[Hashable], what: str) -> None:
    seen: set[Hashable] = set()
    for position, value in enumerate(values):
        if value in seen:
            raise BrokenContract(path.format(position), f"repeats {what}")
        seen.add(value)


def _check_children(record: ReceivedRecord) -> None:
    if record.child is None and not record.children:
        raise BrokenContract("$.child", "missing key: a record has child or children")
    if record.child is not None and record.children:
        raise BrokenContract("$.children", "a record has child or children, never both")
    _refuse_repeats("$.children[{}]", record.children, "another child")


def _check_parts(record: ReceivedRecord) -> None:
    parts = {person.reference: person.part for person in record.people}
    for path, reference in _children(record):
        if parts[reference] != "child":
            raise BrokenContract(path, "the person with this reference does not have the part child")


def _children(record: ReceivedRecord) -> Iterator[tuple[str, str]]:
    if record.child is not None:
        yield "$.child", record.child
    for position, reference in enumerate(record.children):
        yield f"$.children[{position}]", reference


def _blocks(record: ReceivedRecord) -> Iterator[tuple[str, Passage | Row]]:
    """Every passage and every row, with its path."""
    for position, passage in enumerate(record.passages):
        yield f"$.passages[{position}]", passage
        for number, row in enumerate(getattr(passage, "rows", ())):
            yield f"$.passages[{position}].rows[{number}]", row


def _references(record: ReceivedRecord) -> Iterator[tuple[str, str]]:
    """Every use of a person's reference outside `people` and `about`, with its path."""
    yield "$.author", record.author
    for path, block in _blocks(record):
        for key in block.names_people:
            reference = getattr(block, key)
            if reference is not None:
                yield f"{path}.{key}", reference
        for position, withholding in enumerate(block.withhold):
            yield f"{path}.withhold[{position}].from", withholding.from_


def _check_passages(record: ReceivedRecord) -> None:
    _refuse_repeats("$.passages[{}].id", (passage.id for passage in record.passages), "another passage's id")
    children = set(record.children_references)
    for path, block in _blocks(record):
        for position, reference in enumerate(block.about or ()):
            if reference not in children:
                raise BrokenContract(f"{path}.about[{position}]", "not one of this record's children")
        match block:
            case NarrativePassage(text=text) if shows_nothing(html.unescape(_MARKUP.sub("", text))):
                raise BrokenContract(f"{path}.text", "is blank: it holds markup and nothing else")
            case ChoicePassage():
                _check_choice(block, path)
            case ActionRow(by=str(by)):
                _check_by(by, path)


def _check_choice(passage: ChoicePassage, path: str) -> None:
    _refuse_repeats(f"{path}.options[{{}}]", passage.options, "another option")
    if passage.value not in passage.options:
        raise BrokenContract(f"{path}.value", "not one of the options")


def _check_by(by: str, path: str) -> None:
    if not _LOOKS_LIKE_A_DATE.fullmatch(by):
        return
    try:
        datetime.date.fromisoformat(by)
    except ValueError:
        reason = "must be a date that exists, written YYYY-MM-DD, or a text in other words"
        raise BrokenContract(f"{path}.by", reason) from None


def _check_family_texts(record: ReceivedRecord) -> None:
    passages = {passage.id for passage in record.passages}
    for position, text in enumerate(record.versions_for_family):
        if text.passage not in passages:
            raise BrokenContract(f"$.versions_for_family[{position}].passage", "no passage has this id")
    _refuse_repeats(
        "$.versions_for_family[{}]",
        map(_place, record.versions_for_family),
        "the passage, level, language and for of another family text",
    )


def _place(text: FamilyText) -> tuple[str, str, str, str | None]:
    # `for` absent is a value of its own: a text for both may stand beside one for the child.
    return text.passage, text.level, text.language, text.audience
