"""What has happened in the demo before a visitor steps in: one function for each kind of step in its story.

Nobody in it is real; each step is done by the service that a person's own press would ask.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from content.reading import table
from portal.models import Copy, Person, Record
from portal.services import (
    contributions,
    copies,
    deciding,
    drafts,
    editions,
    eyes,
    hearing,
    own_words,
    people,
    reading,
    replies,
    signatures,
    subjects,
)
from portal.services.deciding import Decision
from portal.services.replies import Answer
from portal.services.signatures import Act
from portal.services.subjects import Subject, Where

Step = dict[str, Any]


@dataclass
class Story:
    """A story being told. `said` holds the public ids of what was said, by its name in the story."""

    session: Session
    said: dict[str, str] = field(default_factory=dict)
    steps: int = 0

    def person(self, reference: str) -> Person:
        """Somebody in it, by the authority's reference."""
        return people.find_by_reference(self.session, reference)

    def record(self, step: Step) -> Record:
        """The record of a step."""
        return self.session.scalars(select(Record).where(Record.reference == step["record"])).one()

    def worker(self, step: Step) -> Person:
        """The worker of a step: the one named, or the one of its child."""
        workers = table("demo/people.toml")["workers"]
        return self.person(step.get("worker") or workers[step["child"]])

    def copy(self, step: Step) -> Copy:
        """The newest copy that the person of a step has of its record."""
        person, child = self.person(step["person"]), self.person(step["child"])
        mine = select(Copy).where(
            Copy.person_id == person.id, Copy.child_id == child.id, Copy.record_id == self.record(step).id
        )
        return self.session.scalars(mine.order_by(Copy.number.desc()).limit(1)).one()

    def where(self, step: Step) -> Where:
        """The passage of a step as the person's own copy names it, or the whole of the copy."""
        copy = self.copy(step)
        ids = {origin["field"]: passage for passage, origin in copy.origins.items()}
        return Where(copy.public_id, ids[step["passage"]] if step["passage"] else "")

    def subject(self, step: Step) -> Subject:
        """What the person of a step speaks of."""
        person = self.person(step["person"])
        return subjects.find(person, reading.profile_of(person, step["language"]), self.where(step))


def tell(session: Session) -> None:
    """Do every step, in order."""
    story = Story(session)
    for step in table("demo/story.toml")["step"]:
        story.steps += 1
        STEPS[step["do"]](story, step)


def _publish(story: Story, step: Step) -> None:
    worker, record, child = story.worker(step), story.record(step).public_id, story.person(step["child"]).public_id
    for reference in step.get("usual", ()):
        deciding.choose_usual(worker, record, child, story.person(reference).public_id)
    for choice, shown in (("show", True), ("keep_back", False)):
        for passage, people_named in step.get(choice, {}).items():
            decisions = [Decision(story.person(reference).public_id, shown=shown) for reference in people_named]
            deciding.decide(worker, record, child, passage, decisions)
    editions.publish(worker, record, child, [story.person(one).public_id for one in step["to"]])


def _write(story: Story, step: Step) -> None:
    worker, record, child = story.worker(step), story.record(step).public_id, story.person(step["child"]).public_id
    for language in ("en", "cy"):
        deciding.write_text(
            worker,
            record,
            child,
            step["passage"],
            level=step["level"],
            language=language,
            audience=step["audience"],
            text="\n".join(step[language]),
        )


def _say(story: Story, step: Step) -> None:
    words = contributions.Words(
        original=step["words"],
        eyes=step.get("eyes", eyes.WORKER),
        language=step["language"],
        key=f"demo-{story.steps}",
        helped_by=step.get("helped_by", ""),
    )
    said = contributions.say(story.person(step["person"]), story.subject(step), words)
    story.said[step["name"]] = said.public_id


def _ask(story: Story, step: Step) -> None:
    contributions.ask(story.person(step["person"]), story.subject(step), step["what"], step["language"])


def _ask_for(story: Story, step: Step) -> None:
    person = story.person(step["person"])
    words = contributions.Words(
        original=step.get("words", ""),
        eyes=step.get("eyes", ""),
        language=step["language"],
        key=f"demo-{story.steps}",
    )
    contributions.ask_for(person, subjects.of_a_right(person, story.copy(step).public_id), step["what"], words)


def _draft(story: Story, step: Step) -> None:
    drafts.keep(story.session, story.person(step["person"]), story.where(step).target, step["words"])


def _read(story: Story, step: Step) -> None:
    copies.read(story.person(step["person"]), story.copy(step).public_id)


def _look(story: Story, step: Step) -> None:
    hearing.open_one(story.worker(step), story.said[step["at"]])


def _answer(story: Story, step: Step) -> None:
    worker, said = story.worker(step), story.said[step["to"]]
    hearing.open_one(worker, said)
    replies.answer(worker, said, Answer(step["outcome"], step["words"], step["language"], f"demo-{story.steps}"))


def _take_back(story: Story, step: Step) -> None:
    contributions.take_back(story.person(step["person"]), story.said[step["what"]])


def _sign(story: Story, step: Step) -> None:
    signer = story.person(step["person"])
    act = Act(
        act=step["act"],
        mark=step["mark"],
        key=f"demo-{story.steps}",
        signed_as=step.get("signed_as", ""),
        explained_by=step.get("explained_by", ""),
        why=step.get("why", ""),
    )
    signatures.sign(signer, story.copy(step).public_id, act, reading.profile_of(signer, step["language"]))


def _keep_own_word(story: Story, step: Step) -> None:
    child = story.person(step["child"]).public_id
    word = {name: step[name] for name in ("word", "language", "say")}
    own_words.keep(story.worker(step), child, step["sense"], **word)


STEPS: dict[str, Callable[[Story, Step], None]] = {
    "publish": _publish,
    "write": _write,
    "say": _say,
    "ask": _ask,
    "ask for": _ask_for,
    "draft": _draft,
    "read": _read,
    "look": _look,
    "answer": _answer,
    "take back": _take_back,
    "sign": _sign,
    "keep own word": _keep_own_word,
}
