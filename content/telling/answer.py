"""A tick-box question about a person, told by its words and dates: a bare yes or no is never told."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from content.exemplars import says_only_yes_or_no
from content.telling.line import Line, Telling
from content.telling.messages import quoted, say
from content.telling.naming import is_reader, name_of

# What people said yes or no to; and of these, what they may take back by law.
AGREEMENTS = frozenset(
    {
        *("consent", "agreement-accommodation", "agreement-medical"),
        *("agreement-contact", "agreement-delegation"),
    }
)
MAY_BE_TAKEN_BACK = frozenset({"consent", "agreement-accommodation"})
# Whether somebody knew, and whether an advocate was offered: their dates are those of the answer, not of a thing that
# began and ended.
AWARE, OFFER = "parent-aware", "advocacy-offer"
ASKED_ONCE = frozenset({AWARE, OFFER})
# What people may be worried about: the nine questions that the forms ask of a parent, a carer or a child.
WORRIES = frozenset(
    {
        *("parent-physical-illness", "parent-mental-health", "parent-learning-disability", "parent-alcohol"),
        *("parent-drugs", "parent-domestic-abuse", "parent-own-childhood", "parent-other", "child-young-carer"),
    }
)


def tell(passage: Mapping[str, Any], telling: Telling) -> tuple[Line, ...]:
    """The answer as sentences.

    () where it has neither words nor dates, and the worker is to be asked for words. "Yes." is no words.
    """
    if "text" in passage and says_only_yes_or_no(passage["text"]):
        passage = {key: value for key, value in passage.items() if key != "text"}
    if not {"text", "from", "until"} & passage.keys() or _is_no_offer(passage, telling):
        return ()
    words, dates = tuple(_text(passage)), tuple(_dates(passage, telling))
    return (
        *_about(passage, telling),
        *_standing(passage, telling),
        *_said_no(passage, telling),
        *_agreement(passage, telling),
        # Of what is over, when it was comes before what it was: nobody reads it as if it were so today.
        *(dates + words if _is_over(passage, telling) else words + dates),
        *_taking_back(passage, telling),
    )


def _is_no_offer(passage: Mapping[str, Any], telling: Telling) -> bool:
    """Whether all that is known of an advocate is that there was none: not offered, or not wanted, nobody can tell."""
    return telling.field == OFFER and "text" not in passage and passage["value"] != "yes"


def _about(passage: Mapping[str, Any], telling: Telling) -> Iterator[Line]:
    person = passage.get("person")
    if person and is_reader(person, telling):
        yield say("answer", "about_reader", telling)
    elif person:
        yield say("answer", "about", telling, name=name_of(person, telling))


def _standing(passage: Mapping[str, Any], telling: Telling) -> Iterator[Line]:
    """What must be known before the words are read: that it is history, or that nobody knows."""
    if passage["value"] == "not-known":
        yield say("answer", "not_known", telling)
    elif _is_over(passage, telling):
        yield say("answer", "history", telling)


def _said_no(passage: Mapping[str, Any], telling: Telling) -> Iterator[Line]:
    """That the answer is no, where its words could be read as if it were yes: "Piercings" under what a carer can say
    yes to, "Asked in full" under what people worry about. Of an offer of help it would read as a door that is closed.
    """
    if passage["value"] != "no" or "text" not in passage or telling.field == OFFER:
        return
    kind = "agreement" if telling.field in AGREEMENTS else "worry" if telling.field in WORRIES else "any"
    yield say("answer", f"no.{kind}{'_past' if _is_over(passage, telling) else ''}", telling)


def _agreement(passage: Mapping[str, Any], telling: Telling) -> Iterator[Line]:
    """That people agreed, where no date says so."""
    if passage["value"] == "yes" and telling.field in AGREEMENTS and not {"from", "until"} & passage.keys():
        yield say("answer", "agreed.now", telling)


def _is_over(passage: Mapping[str, Any], telling: Telling) -> bool:
    return "until" in passage and date.fromisoformat(passage["until"]) < telling.day


def _text(passage: Mapping[str, Any]) -> Iterator[Line]:
    for paragraph in passage.get("text", "").splitlines():
        if paragraph.strip():
            yield (quoted(paragraph, passage.get("language", "en")),)


def _dates(passage: Mapping[str, Any], telling: Telling) -> Iterator[Line]:
    """The dates of the answer. A "no" with dates and no words is told as what was not so on them."""
    is_bare = "text" not in passage and passage["value"] != "not-known"
    for end in ("from", "until"):
        if end in passage:
            day = date.fromisoformat(passage[end])
            if is_bare and end == "from" and telling.field in ASKED_ONCE:
                yield _on_its_day(passage, day, telling)
            else:
                yield say(
                    "answer", f"{_kind(passage, telling.field)}.{end}{_coming(end, day, telling)}", telling, on=day
                )


def _on_its_day(passage: Mapping[str, Any], day: date, telling: Telling) -> Line:
    """What the answer was that has a day and no words: that an advocate was offered, or whether somebody knew."""
    if telling.field == OFFER:
        return say("answer", "offered", telling, on=day)
    person = passage.get("person")
    knew = "knew" if passage["value"] == "yes" else "did_not_know"
    if person is None:
        return say("answer", f"{knew}.parent", telling, on=day)
    who = "reader" if is_reader(person, telling) else "other"
    return say("answer", f"{knew}.{who}", telling, name=name_of(person, telling), on=day)


def _taking_back(passage: Mapping[str, Any], telling: Telling) -> Iterator[Line]:
    """That an agreement which still holds can be taken back."""
    is_over = _is_over(passage, telling)
    if passage["value"] == "yes" and telling.field in MAY_BE_TAKEN_BACK and not is_over:
        yield say("answer", "take_back", telling)


def _kind(passage: Mapping[str, Any], field: str) -> str:
    if passage["value"] == "yes" and field not in ASKED_ONCE:
        return "agreed" if field in AGREEMENTS else "was_so"
    if field in ASKED_ONCE or "text" in passage or passage["value"] == "not-known":
        return "answered"
    return "not_agreed" if field in AGREEMENTS else "was_not_so"


def _coming(end: str, day: date, telling: Telling) -> str:
    """Which sentence tells an end that has not come yet."""
    return "_coming" if end == "until" and day >= telling.day else ""
