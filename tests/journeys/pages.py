"""Every page of the portal, and the kinds of person who may see it. A page that is not here fails a test."""

from collections.abc import Callable
from itertools import chain

from playwright.sync_api import Browser

from portal.models import Part
from portal.services import invitations
from tests.journeys.browsing import Visitor
from tests.journeys.reading import bring, of_several_sentences, wait_until_ready
from tests.journeys.server import SYMBOLS, Found, Portal, the_busiest
from tests.journeys.walking import rule_of, walk

NOBODY = ("nobody",)
FAMILY = ("child", "parent", "carer")
# A parent reads these pages as nobody does, but for the name at the foot; a manager has a worker's frame.
ANYBODY = ("nobody", "child", "worker")
SIGNED_IN = ("child", "parent", "manager")

OF_ANYBODY = {
    "public.front": (*ANYBODY, "parent", "manager"),
    "public.help": ANYBODY,
    "public.words": ANYBODY,
    "public.who_can_see": ANYBODY,
    "public.privacy": ANYBODY,
    "public.accessibility": ANYBODY,
    "public.danger": ("nobody", "child"),
    "public.signing": ("nobody", "child"),
    "public.rights": (*ANYBODY, "parent"),
    "public.record": (*ANYBODY, "parent"),
    "public.reach": ANYBODY,
    "public.exit_page": ("nobody", "child"),
    "public.check_seal": ("nobody", "parent"),
    "public.sign_in": NOBODY,
    "public.sign_in_pictures": NOBODY,
    "public.forgotten": NOBODY,
    "public.signed_out": NOBODY,
    "public.code": NOBODY,
    "public.begin": ("invited",),
    "public.begin_words": ("invited",),
    "public.begin_pictures": ("invited",),
    "account.sessions": SIGNED_IN,
    "family.reading": ("nobody", "child", "worker"),
}
OF_A_FAMILY = {
    "family.welcome": ("child", "parent"),
    "family.home": (*FAMILY, SYMBOLS),
    "family.my_story": (*FAMILY, SYMBOLS),
    "family.pictures": ("child",),
    "family.document": (*FAMILY, SYMBOLS),
    "family.section": ("child", SYMBOLS),
    "family.earlier": (SYMBOLS,),
    "family.together": ("child", "parent"),
    "family.together_part": ("child", "parent", SYMBOLS),
    "family.together_marks": ("child",),
    "family.together_tell": ("child",),
    "family.ask": ("child", "parent"),
    "family.ask_for": ("child", "parent"),
    "family.say": ("child", "parent"),
    "family.say_check": ("child", "parent"),
    "family.said": FAMILY,
    "family.contribution": ("child", "parent"),
    "family.sent": ("child",),
    "family.take_back": ("child",),
    "family.sign": FAMILY,
    "family.sign_act": ("child", "parent"),
    "family.signed": ("parent",),
    "family.file": ("parent",),
}
OF_WORKERS = {
    "practitioner.inbox": ("worker", "officer"),
    "practitioner.contribution": ("worker",),
    "practitioner.signature": ("worker",),
    "practitioner.notices": ("worker", "manager"),
    "practitioner.children": ("worker", "officer"),
    "practitioner.child": ("worker", "officer"),
    "practitioner.child_people": ("worker",),
    "practitioner.confirm_tie": ("worker",),
    "practitioner.block_tie": ("worker",),
    "practitioner.lift_block": ("worker",),
    "practitioner.end_tie": ("worker",),
    "practitioner.invite": ("worker",),
    "practitioner.set_reading": ("worker",),
    "practitioner.own_words": ("worker",),
    "practitioner.own_word": ("worker",),
    "practitioner.hand_over": ("worker",),
    "practitioner.prepare": ("worker",),
    "practitioner.passage": ("worker",),
    "practitioner.text": ("worker",),
    "practitioner.preview": ("worker",),
    "practitioner.publish": ("worker",),
    "practitioner.published": ("worker",),
    "practitioner.recall": ("worker",),
    "practitioner.symbols": ("worker",),
    "practitioner.symbol": ("worker",),
    "practitioner.aloud": ("worker",),
    "practitioner.read_aloud": ("worker",),
    "practitioner.aloud_sentences": ("worker",),
    "practitioner.case_file": ("worker", "officer"),
    "oversight.audit": ("manager",),
    "oversight.waiting": ("manager",),
    "oversight.complaint": ("manager",),
}
PAGES = {**OF_ANYBODY, **OF_A_FAMILY, **OF_WORKERS}

# What answers a look but is no page to scan, and why.
NO_PAGES = {
    "static": "files",
    "root.choose_language": "leads on to a language",
    "public.leave": "leads away from the portal",
    "demo.enter": "leads to somebody's first page",
    "family.file_take": "a file",
    "family.sound": "sound",
    "family.sound_times": "times for the sound",
    "practitioner.case_file_entry": "a file",
    "practitioner.aloud_sound": "sound",
    "oversight.audit_file": "a file",
}


class Guide:
    """Knows the addresses of every page for every kind of person, and brings them there. One visitor at a time."""

    def __init__(self, browser: Browser, portal: Portal) -> None:
        self.browser = browser
        self.portal = portal
        self._found: dict[str, dict[str, list[str]]] = {}
        self._here: tuple[str, Visitor] | None = None

    def visitor(self, kind: str) -> Visitor:
        """Somebody of this kind, at their own browser."""
        if self._here is None or self._here[0] != kind:
            self.close()
            visitor = Visitor(self.browser, self.portal.address)
            BEGINS.get(kind, by_a_door)(self.portal, visitor, kind)
            self._here = (kind, visitor)
        return self._here[1]

    def close(self) -> None:
        """The visitor leaves."""
        if self._here is not None:
            self._here[1].close()
            self._here = None

    def addresses(self, endpoint: str, kind: str) -> list[str]:
        """One address, in English, for each rule of a page that this kind of person finds."""
        found = self.found(kind)
        rules = [rule.rule for rule in self.portal.app.url_map.iter_rules(endpoint) if "GET" in (rule.methods or ())]
        return [found[rule][0] for rule in rules if found.get(rule)]

    def documents(self, kind: str) -> list[str]:
        """The addresses, in English, of the whole documents that this kind of person finds: the newest is first."""
        [rule] = [rule.rule for rule in self.portal.app.url_map.iter_rules("family.document")]
        return self.found(kind)[rule]

    def found(self, kind: str) -> dict[str, list[str]]:
        """The addresses, in English, that this kind of person finds, by rule."""
        if kind not in self._found:
            self._found[kind] = self._all(kind)
        return self._found[kind]

    def _all(self, kind: str) -> dict[str, list[str]]:
        visitor = self.visitor(kind)
        start = visitor.page.url.removeprefix(self.portal.address)
        app = self.portal.app
        known = [
            rule for rule in app.url_map.iter_rules() if not rule.arguments - {"language"} and rule.endpoint in PAGES
        ]
        found = {rule.rule: ["/en" + rule.rule.split(">", 1)[1]] for rule in known if kind in PAGES[rule.endpoint]}
        if kind in BEGINS:
            return found
        found |= self.portal.once(
            f"walk-{kind}", lambda: walk(app, visitor.context.request, start, frozenset(NO_PAGES))
        )
        for path in chain.from_iterable(make(visitor, found) for make in MADE.get(kind, ())):
            ends = rule_of(app, path)
            assert ends is not None, path
            found.setdefault(ends[1], []).append(path)
        return found


def by_a_door(portal: Portal, visitor: Visitor, kind: str) -> None:
    """Step in as a demo person."""
    visitor.go(portal.door(kind))


def at_the_front(_portal: Portal, visitor: Visitor, _kind: str) -> None:
    """Nobody, at the first page."""
    visitor.go("/en/")


def with_a_code(portal: Portal, visitor: Visitor, _kind: str) -> None:
    """A child with a code from a worker, typed in."""
    with portal.session() as session:
        code = invitations.new_code(session, the_busiest(session, Part.CHILD))
    visitor.go("/en/code")
    visitor.page.locator("main input:not([type=hidden])").fill(code)
    visitor.follow(visitor.page.locator("main button[type=submit]").first)


BEGINS: dict[str, Callable[[Portal, Visitor, str], None]] = {"nobody": at_the_front, "invited": with_a_code}


def first(found: Found, ending: str, beginning: str = "") -> str:
    """The first address found for the rule that ends like this."""
    return next(paths[0] for rule, paths in found.items() if rule.endswith(ending) and beginning in rule)


def words_to_check(visitor: Visitor, found: Found) -> list[str]:
    """Write something everywhere where somebody can, up to the page that asks who will see it."""
    made = []
    for rule in [one for one in found if one.endswith("/say") or one.endswith("/say/<passage>")]:
        visitor.go(found[rule][0])
        visitor.page.locator("main textarea").fill("That is not how it was.\nI was there.")
        visitor.follow(visitor.page.locator("main form[data-draft] button").first)
        made.append(visitor.page.url.removeprefix(visitor.address))
    return made


def something_sent(visitor: Visitor, found: Found) -> list[str]:
    """The page that came after sending."""
    return [f"{first(found, '/said/<contribution>')}/sent"]


def something_signed(visitor: Visitor, found: Found) -> list[str]:
    """Sign that it was seen, and ask for the copy to keep."""
    copy = first(found, "/sign")
    visitor.go(f"{copy}/seen")
    visitor.page.locator("main form input[type=radio]").first.check()
    visitor.page.locator("main form input[type=text]").first.fill("Dani")
    visitor.follow(visitor.page.locator("main form button[type=submit]"))
    signed = visitor.page.url.removeprefix(visitor.address)
    visitor.go(copy)
    visitor.follow(visitor.page.locator("form[action$='/sealed'] button"))
    return [signed, visitor.page.url.removeprefix(visitor.address)]


def parts_of_a_document(visitor: Visitor, found: Found) -> list[str]:
    """One part of a document, or one sentence, for those who read a part or a sentence at a time."""
    copy = first(found, "/documents/<copy>/")
    return [f"{copy}section/3/", f"{copy}section/2/sentence/1/"]


def gone_through(visitor: Visitor, found: Found) -> list[str]:
    """Begin to go through a document with somebody, and say of its first part that it was not clear."""
    together = first(found, "/together/")
    visitor.go(together)
    visitor.page.locator("main input[name=text]").fill("Sara, my foster carer")
    visitor.follow(visitor.page.locator("main form[data-draft] button"))
    part = visitor.page.url.removeprefix(visitor.address)
    visitor.follow(visitor.page.locator("main button[value=more]"))
    return [part, f"{together}marks", f"{together}tell"]


def something_read_aloud(visitor: Visitor, found: Found) -> list[str]:
    """Read a passage of several sentences aloud, and wait until its sentences can be marked."""
    path = of_several_sentences(visitor, first(found, "<any(full, plain, easy):level>/", "/aloud/"))
    bring(visitor, path, 2)
    visitor.follow(visitor.page.get_by_role("button", name="Keep this reading"))
    wait_until_ready(visitor, path)
    return [f"{path}/sentences"]


def somebody_blocked(visitor: Visitor, found: Found) -> list[str]:
    """Block one of those who are tied to a child: only then can the block be lifted."""
    path = found[next(rule for rule in found if rule.endswith("/ties/<tie>/block"))][-1]
    visitor.go(path)
    visitor.page.locator("main textarea").fill("So that it can be lifted.")
    visitor.follow(visitor.page.locator("main form button"))
    return [path.replace("/block", "/lift")]


MADE: dict[str, tuple[Callable[[Visitor, Found], list[str]], ...]] = {
    "child": (words_to_check, something_sent, parts_of_a_document, gone_through),
    "parent": (words_to_check, something_signed, gone_through),
    SYMBOLS: (parts_of_a_document, gone_through),
    "worker": (something_read_aloud, somebody_blocked),
}
