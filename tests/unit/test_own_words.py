"""A child's own word for a term: said in that child's own copies, from the next publishing on, and nowhere else."""

from typing import Any

import pytest
from sqlalchemy import select

from accessibility.document import Document, freeze, thaw
from accessibility.formats import html, page, pdf, text
from accessibility.layout import Layout
from accessibility.profile import ReadingProfile
from accessibility.reading_aloud import spoken_in
from content import glossary
from portal.errors import NotAllowed, NotFound
from portal.models import AuditEvent, Copy, OwnWord
from portal.services import editions, looking, own_words
from portal.services.copies import whole
from portal.services.dressings import dressing_for
from portal.services.own_words import NoSay, NotAWord
from tests.builders import received
from tests.families import DANI, JONAH, KEZ, LEAH, NEIL, YASMIN, Plan, a_small_plan
from tests.unit.opened_files import words_in

KIN = "connected_person"
MEANS = glossary.explain(KIN, "en", "child", easy=True)
TEXT = "Your kinship carer loves you."
SAID = "My kinship carer is called Nan."


def with_a_kinship_carer(plan: Plan) -> None:
    """A version whose first part has the term in a worker's words, in texts for the family, and in a child's own."""
    record = a_small_plan(version=3)
    record["passages"][0]["text"] = f"{TEXT} The kinship carer said so."
    said = {"id": "views-child", "kind": "words", "said_by": KEZ, "first_hand": True, "text": SAID, "about": [KEZ]}
    record["passages"].append(said)
    plain = {"passage": "reason", "level": "plain", "language": "en", "text": [TEXT]}
    record["versions_for_family"] = [plain, {**plain, "level": "easy"}]
    received(plan.session, record)
    plan.session.commit()


def keep(plan: Plan, word: str = "Nan", sense: str = KIN, child: str = KEZ, **more: Any) -> None:
    named = {"word": word, "language": "en", "say": "says", **more}
    own_words.keep(plan.people[YASMIN], plan.people[child].public_id, sense, **named)
    plan.session.commit()


def publish(plan: Plan, child: str = KEZ, people: tuple[str, ...] = (KEZ, DANI)) -> None:
    to = [plan.people[one].public_id for one in people]
    editions.publish(plan.people[YASMIN], plan.record.public_id, plan.people[child].public_id, to)
    plan.session.commit()


def read(plan: Plan, person: str = KEZ, child: str = KEZ) -> Document:
    return thaw(plan.copy(person, child).document)


def test_it_is_said_where_the_term_is_explained_at_every_level(plan: Plan) -> None:
    with_a_kinship_carer(plan)
    keep(plan)
    publish(plan)
    copy = plan.copy(KEZ, KEZ)
    passage = whole(copy).passage(plan.passage(copy, "reason"))
    assert passage is not None
    for level in ("full", "plain"):
        laid = Layout(whole(copy), ReadingProfile(language="en", level=level), dressing_for(whole(copy))).passage(
            passage
        )
        (meaning,) = laid.meanings
        assert (meaning.word, meaning.text) == ("kinship carer", MEANS)
        assert meaning.own is not None
        assert (meaning.own.word, meaning.own.language) == ("Nan", "en")
    easy = ["".join(part for part, _ in one) for one in spoken_in(passage, "en", "easy", "child")]
    assert easy == [TEXT, f"Nan (kinship carer): {MEANS}"]


@pytest.mark.parametrize("level", ["full", "plain", "easy"])
def test_page_and_file_say_it_with_its_language(plan: Plan, level: str) -> None:
    with_a_kinship_carer(plan)
    keep(plan, "Nain", language="cy")
    publish(plan)
    document, profile = read(plan), ReadingProfile(language="en", level=level)
    made = page.render(document, profile)
    assert 'lang="cy">Nain</' in made
    assert f"Nain (kinship carer): {MEANS}" in " ".join(text.render(document, profile).decode().split())
    assert 'lang="cy">Nain</' in html.render(document, profile).decode()
    taken = words_in("pdf", pdf.render(document, profile))
    assert taken.has(f"Nain (kinship carer): {MEANS}", "en")


def test_what_anybody_wrote_or_said_is_as_it_was(plan: Plan) -> None:
    with_a_kinship_carer(plan)
    publish(plan)
    before = [one.wordings for one in read(plan).passages()]
    keep(plan)
    publish(plan)
    after = read(plan)
    assert [one.wordings for one in after.passages()] == before
    said = next(one for one in after.passages() if one.wording("en", "full").voice == "own")
    assert said.called == {}
    assert said.wording("en", "full").sentences[0].text == SAID


@pytest.mark.parametrize(("person", "child"), [(DANI, KEZ), (NEIL, KEZ), (JONAH, JONAH), (DANI, JONAH)])
def test_nobody_else_has_it_in_any_byte(plan: Plan, person: str, child: str) -> None:
    with_a_kinship_carer(plan)
    keep(plan, "canary-nan")
    publish(plan, people=(KEZ, DANI, NEIL))
    publish(plan, JONAH, (JONAH, DANI))
    assert b"canary-nan" in freeze(read(plan))
    copies = plan.session.scalars(select(Copy).where(Copy.person_id == plan.people[person].id)).all()
    assert copies
    for copy in copies:
        assert b"canary-nan" not in copy.document
        assert "canary-nan" not in str(copy.origins)
    assert b"kinship carer" in plan.copy(person, child).document


def test_a_published_copy_stays_as_it_is_and_the_next_one_has_it(plan: Plan) -> None:
    with_a_kinship_carer(plan)
    publish(plan)
    first = plan.copy(KEZ, KEZ)
    kept, hers = first.document, plan.copy(DANI, KEZ).id
    assert b'"called"' not in kept
    keep(plan)
    assert plan.copy(KEZ, KEZ).document == kept
    publish(plan)
    second = plan.copy(KEZ, KEZ)
    assert second.number == first.number + 1
    assert second.edition.kind == "wording"
    assert plan.copy(DANI, KEZ).id == hers, "hers says the same as before"
    own_words.take_away(plan.people[YASMIN], plan.people[KEZ].public_id, KIN)
    assert b"Nan" in second.document
    publish(plan)
    assert all(one.called == {} for one in read(plan).passages())


def test_the_copy_must_be_looked_at_with_it(plan: Plan) -> None:
    with_a_kinship_carer(plan)
    where = (plan.people[YASMIN], plan.record.public_id, plan.people[KEZ].public_id)
    before = {one: looking.look(*where, plan.people[one].public_id)[1].fingerprint for one in (KEZ, DANI)}
    keep(plan)
    after = {one: looking.look(*where, plan.people[one].public_id)[1].fingerprint for one in (KEZ, DANI)}
    assert before[KEZ] != after[KEZ]
    assert before[DANI] == after[DANI]


def test_our_sentences_name_a_worker_by_it(plan: Plan) -> None:
    keep(plan, "my grown-up helper", "social_worker")
    publish(plan)
    worker = plan.people[YASMIN].known_as
    told = [sentence.text for one in read(plan).passages() for sentence in one.wording("en", "plain").sentences]
    assert f"{worker}: my grown-up helper." in told
    assert not any("your social worker" in one for one in told if worker in one)
    hers = [sentence.text for one in read(plan, DANI).passages() for sentence in one.wording("en", "plain").sentences]
    assert not any("helper" in one for one in hers)


def test_an_everyday_word_is_explained_once_it_has_a_word_of_their_own(plan: Plan) -> None:
    record = a_small_plan(version=3)
    sentence = {"passage": "reason", "level": "easy", "language": "en", "text": ["Your social worker comes."]}
    received(plan.session, {**record, "versions_for_family": [sentence]})
    keep(plan, "Yas", "social_worker")
    publish(plan)
    copy = plan.copy(KEZ, KEZ)
    passage = whole(copy).passage(plan.passage(copy, "reason"))
    assert passage is not None
    said = ["".join(part for part, _ in one) for one in spoken_in(passage, "en", "easy", "child")]
    means = glossary.explain("social_worker", "en", "child", easy=True)
    assert said == ["Your social worker comes.", f"Yas (social worker): {means}"]


@pytest.mark.parametrize("word", ["", "  ", "a" * 61, "two\nlines", "a\0b"])
def test_what_is_no_word_is_refused(plan: Plan, word: str) -> None:
    with pytest.raises(NotAWord):
        keep(plan, word)
    assert plan.session.scalars(select(OwnWord)).all() == []


def test_nothing_is_kept_without_the_childs_say_or_for_no_term(plan: Plan) -> None:
    with pytest.raises(NoSay):
        keep(plan, say="")
    with pytest.raises(NotFound):
        keep(plan, sense="nothing")


@pytest.mark.parametrize("who", [LEAH, DANI, KEZ])
def test_only_a_worker_of_the_child_keeps_or_sees_it(plan: Plan, who: str) -> None:
    keep(plan)
    child = plan.people[KEZ].public_id
    for act in (
        lambda: own_words.words_of(plan.people[who], child),
        lambda: own_words.take_away(plan.people[who], child, KIN),
        lambda: own_words.keep(plan.people[who], child, KIN, word="x", language="en", say="says"),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_every_character_is_kept_and_it_is_noted_without_the_word(plan: Plan) -> None:
    keep(plan, " Nana Môn 💚 ")
    keep(plan, "Nan ")
    [kept] = plan.session.scalars(select(OwnWord)).all()
    assert (kept.word, kept.say, kept.kept_by_id) == ("Nan ", "says", plan.people[YASMIN].id)
    events = plan.session.scalars(select(AuditEvent).where(AuditEvent.action == "own-word:keep")).all()
    assert len(events) == 2
    assert "Nan" not in str([vars(one) for one in events])


@pytest.mark.parametrize(("field", "sense"), [("contact", "contact"), ("health", "")])
def test_a_word_with_two_senses_is_explained_where_its_field_settles_which(plan: Plan, field: str, sense: str) -> None:
    record = a_small_plan(version=3)
    said = {"id": field, "kind": "narrative", "text": "Contact is on Fridays.", "about": [KEZ]}
    record["passages"] = [record["passages"][0], said]
    text_of = {"passage": field, "level": "easy", "language": "en", "text": ["Contact is on Fridays."]}
    received(plan.session, {**record, "versions_for_family": [text_of]})
    keep(plan, "seeing Mum", "contact")
    publish(plan)
    copy = plan.copy(KEZ, KEZ)
    passage = whole(copy).passage(plan.passage(copy, field))
    assert passage is not None
    means = glossary.explain("contact", "en", "child", easy=True)
    easy = ["".join(part for part, _ in one) for one in spoken_in(passage, "en", "easy", "child")]
    assert easy == ["Contact is on Fridays.", *([f"seeing Mum (Contact): {means}"] if sense else [])]
    full = Layout(whole(copy), ReadingProfile(language="en", level="full"), dressing_for(whole(copy))).passage(passage)
    assert [one.text for one in full.meanings] == ([means] if sense else [])
    assert bool(passage.field) is bool(sense)
