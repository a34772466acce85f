"""What a worker's pages call the parts, kinds and keys of a record, and why somebody sees a passage or doesn't."""

from collections.abc import Mapping

from content.telling import days
from portal.errors import lazy_name
from portal.languages import day_told, plain

# What a person may be to a child (RECORD-FORMAT.md "person").
PARTS = {
    "child": lazy_name("Child or young person"),
    "parent": lazy_name("Parent"),
    "carer": lazy_name("Carer"),
    "sibling": lazy_name("Brother or sister"),
    "relative": lazy_name("Other relative"),
    "social-worker": lazy_name("Social worker"),
    "reviewing-officer": lazy_name("Independent reviewing officer"),
    "personal-adviser": lazy_name("Personal adviser"),
    "advocate": lazy_name("Advocate"),
    "teacher": lazy_name("Teacher or school"),
    "health": lazy_name("Health worker"),
    "manager": lazy_name("Manager"),
    "other": lazy_name("Somebody else"),
}

# Keys of passages and rows that hold something a worker reads (RECORD-FORMAT.md "passage"), in reading order.
KEYS = {
    "value": lazy_name("Answer"),
    "said_by": lazy_name("Said by"),
    "on_behalf_of": lazy_name("On behalf of"),
    "recorded_by": lazy_name("Written down by"),
    "person": lazy_name("Person"),
    "took_part": lazy_name("Took part"),
    "on": lazy_name("Date"),
    "what": lazy_name("What"),
    "who": lazy_name("Who"),
    "by": lazy_name("By when"),
    "how": lazy_name("How"),
    "how_often": lazy_name("How often"),
    "arrangements": lazy_name("Arrangements"),
    "stopped_because": lazy_name("Stopped because"),
    "skill": lazy_name("Skill"),
    "before": lazy_name("Before"),
    "now": lazy_name("Now"),
    "own_goal": lazy_name("Their own goal"),
    "outcome": lazy_name("Outcome"),
    "done": lazy_name("Done"),
    "significant": lazy_name("Significant"),
    "from": lazy_name("Starting"),
    "until": lazy_name("Until"),
}
VALUES = {
    "yes": lazy_name("Yes"),
    "no": lazy_name("No"),
    "not-known": lazy_name("Not known"),
    "True": lazy_name("Yes"),
    "False": lazy_name("No"),
    "consulted": lazy_name("Was asked"),
    "invited": lazy_name("Was invited"),
    "attended": lazy_name("Came"),
    "seen-alone": lazy_name("Was seen alone"),
    "spoken": lazy_name("Spoken"),
    "written": lazy_name("Written"),
    "signed": lazy_name("Signed, in sign language"),
    "symbols": lazy_name("With symbols"),
    "drawing": lazy_name("Drawn"),
    "observed": lazy_name("Seen by a worker"),
}
# Where a value is one of ours, not the worker's words.
OF_A_LIST = frozenset({"value", "took_part", "how", "own_goal", "done", "significant"})
DAYS = frozenset({"on", "by", "from", "until"})

# Why somebody sees a passage, or doesn't: by audience.Why, and a few that are finer.
WHY = {
    "default": lazy_name("Shown. This form shows it to them."),
    "own-words": lazy_name("Shown. These are their own words."),
    "chosen": lazy_name("Shown. A worker chose it."),
    "not-chosen": lazy_name("Not shown. A worker chose not to."),
    "withheld": lazy_name("Not shown. The record withholds it from them, and that can't be chosen here."),
    "never": lazy_name("Never shown to a family. It is for workers."),
    "other-child": lazy_name("Not shown. It is about another child."),
    "depends": lazy_name("Not shown until you choose. This form asks a worker to decide it for each person."),
    "depends-record": lazy_name("Not shown until you choose. Something in this record is withheld from them."),
    "depends-passage": lazy_name("Not shown until you choose. This part is withheld from somebody else."),
    "depends-rows": lazy_name("Not shown. Every row is hidden from them. Choose row by row."),
    "stale": lazy_name("Not shown until you choose again. It has changed since it was chosen."),
    "held": lazy_name("Held until you choose. It names another child of this record."),
    "address": lazy_name("Held until you choose. There seems to be an address in it."),
    "unlisted": lazy_name("Not shown until you choose. This form does not usually have this part."),
    "not-for-this-part": lazy_name("Not shown. This form does not usually show it to them. You can choose to."),
    "no-family-text": lazy_name("Not shown. It goes to the child only in words written for the child. Write them."),
}

LEVELS = {"full": lazy_name("The full words"), "plain": lazy_name("Plain words"), "easy": lazy_name("Easy read")}
AUDIENCES = {
    "child": lazy_name("For the child"),
    "parent": lazy_name("For parents and other adults"),
    "both": lazy_name("For everybody"),
}


def told(key: str, value: object, names: Mapping[str, str]) -> str:
    """The value of a key as a worker reads it: in this page's language, a day in words, a person by name."""
    text = str(value)
    if key in OF_A_LIST and text in VALUES:
        return plain(VALUES[text])
    day = days.read(text) if key in DAYS else None
    return day_told(day) if day is not None else names.get(text, text)
