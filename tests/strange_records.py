"""Records that nobody wrote for us: everything the contract allows, in any order, with a word of its own in each place.

A case system that we don't control sends what it likes: any kind of passage under any name, rows withheld from several
people, people with no short name, Welsh and English mixed, markup that means harm, scripts of other alphabets, and
very much of it. Whoever gets one of the planted words got what it stands for (tests/pages/canaries.py).
"""

import json
from random import Random
from typing import Any

from content.exemplars import load
from tests.pages.canaries import Words

# A word in markup that no browser shows: nobody ever gets it.
NEVER = "zibbadbad"
KINDS = ("narrative", "words", "answer", "actions", "people", "contact", "progress", "dates", "choice")
GROWN_UPS = (
    "parent", "parent", "parent", "carer", "carer", "relative", "sibling", "advocate", "teacher", "health", "other",
    "reviewing-officer", "personal-adviser", "manager",
)  # fmt: skip
UNLISTED = ("agency-view", "section-7b", "Cwestiwn 4 (ychwanegol)", "health-and-safety", "../../etc", "plan-2-x", "q")
# What else stands in texts: other alphabets, marks, and what means something to a template, a page or a format.
ODD = (
    "", "", "", "", "", "🙂👩‍👧", "שלום", "مرحبا بكم", "ŵy a ŷd", "it's Mam's", "it’s", "A & B", "<b>x</b>", "{7*7}",
    "{0.name}", "%s", "${x}", "100%", "£1,250.50", "3.30pm", "07700 900123", "<", "a\u00adb", "\u200b", "“so”",
    "e.g. fish", "Dr. No", "x" * 90, "https://example.org/?a=1&b=2", "\tTab", "line\nline", "one\r\n\r\ntwo", "...",
    "!!!", "\u2028", "İ", "ß", "\U000e0041", "﷽", "a̷̛b̶", "&amp;amp;", "</p>", "-----", "1.", "(", "N/A", "中文句子。",
)  # fmt: skip
MARKUP = (
    "<p>{}</p>",
    "<p>{}<br>{}</p>",
    "<ul><li>{}<ul><li>{}</li><li>{}</li></ul></li><li>{}</li></ul>",
    "<ol><li><p>{}</p></li></ol>",
    '<p><a href="https://example.org/a?b=1&amp;c=2">{}</a></p>',
    f'<p><a href="javascript:{NEVER}()" onclick="{NEVER}">{{}}</a></p>',
    f"<p>{{}}</p><script>{NEVER}()</script><style>{NEVER} {{{{}}}}</style><!-- {NEVER} -->",
    f'<table title="{NEVER}"><tr><td>{{}}</td><td>{{}}</td></tr></table>',
    "<strong>{}</strong> <em>{}",
    "{}\n\n{}",
    "<div><span style='color:red'>{}</span></div>",
    "<p>{} &lt;script&gt; &#x202e; &nbsp; &eacute;</p>",
    "<li>{}",
    f'<p>{{}}<img src="x" onerror="{NEVER}" alt="{NEVER}"></p>',
    "<p></p><p>{}</p><p> &nbsp; </p>",
    "<h2>{}</h2><blockquote>{}</blockquote>",
)


def strange(seed: int, exemplar: str, nation: str = "england", children: int = 1) -> dict[str, Any]:
    """A record that keeps the contract, the same for the same seed; one child, or a sibling group."""
    return _Maker(Random(seed), exemplar, nation, children).record()


class _Maker:
    """Makes one record."""

    def __init__(self, chance: Random, exemplar: str, nation: str, children: int) -> None:
        self.chance = chance
        self.words = Words(chance.randrange(100_000))
        self.words.days = 0
        self.exemplar, self.nation = exemplar, nation
        self.listed = [field.id for field in load(exemplar).fields]
        self.children = [self._person("child") for _ in range(children)]
        self.author = self._person("social-worker")
        others = [self._person(chance.choice(GROWN_UPS)) for _ in range(chance.randint(2, 8))]
        self.people = [*self.children, self.author, self._person("parent"), self._person("parent"), *others]
        # Things are withheld in some records only: where they are, the person they are withheld from sees nothing.
        self.kinds = dict(
            zip(
                KINDS,
                (
                    self._narrative,
                    self._words,
                    self._answer,
                    self._actions,
                    self._people,
                    self._contact,
                    self._progress,
                    self._days,
                    self._choice,
                ),
                strict=True,
            )
        )
        self.withheld = chance.choice((0.0, 0.0, 0.02, 0.1))

    def record(self) -> dict[str, Any]:
        """All of it."""
        ids = self._ids()
        passages = [self._passage(one) for one in ids]
        who: dict[str, Any] = {"child": self.children[0]["reference"]}
        if len(self.children) > 1 or self.chance.random() < 0.2:
            who = {"children": [one["reference"] for one in self.children]}
        self.chance.shuffle(self.people)
        made = {
            "format": "clywed-record/1",
            "reference": f"Z/{self.words.word().upper()}",
            "version": self.chance.choice((1, 7, 2_000_000_000)),
            "exemplar": self.exemplar,
            "nation": self.nation,
            "status": self.chance.choice(("complete", "partial")),
            "dates": self._dates(),
            "author": self.author["reference"],
            **who,
            "people": self.people,
            "passages": passages,
        }
        texts = self._family_texts(passages)
        return {**made, "versions_for_family": texts} if texts or self.chance.random() < 0.5 else made

    def _person(self, part: str) -> dict[str, Any]:
        first = self.words.word().title()
        form = self.chance.choice(
            ("{0} {1}", "{0} O'{1}", "{0}-Siân {1}", "{0}", "{0} ap {1}", "{0} d’{1} 🙂", "{0} أحمد {1}")
        )
        made: dict[str, Any] = {
            "reference": self.words.word().upper() + self.chance.choice(("", "/1", ".2", "_")),
            "name": form.format(first, self.words.word().title()),
            "part": part,
        }
        optional = {
            "called": self.chance.choice(("{}", "{}-bach", "Y {}", "Mam {}")).format(self.words.word().title()),
            "parental_responsibility": self.chance.random() < 0.5,
            "born": self.words.day(),
            "languages": self.chance.choice((["cy", "en"], ["en"], ["cy"], ["ar", "en-GB"], ["bfi"])),
            "communication": self.chance.choice(
                (["speech"], ["symbols", "device"], ["easy-read"], ["large-print"], ["signing"])
            ),
        }
        return made | {key: value for key, value in optional.items() if self.chance.random() < 0.5}

    def _dates(self) -> dict[str, str]:
        made = {name: self.words.day() for name in ("started", "completed", "meeting") if self.chance.random() < 0.6}
        if self.chance.random() < 0.6:
            made["next_meeting"] = f"2031-0{self.chance.randint(3, 9)}-{self.chance.randint(10, 28)}"
        return made

    def _ids(self) -> list[str]:
        """Names of passages: listed ones, some sent again, and some that the form doesn't have."""
        picked = self.chance.sample(self.listed, self.chance.randint(3, min(28, len(self.listed))))
        again = [f"{one}-{number}" for one in picked for number in (2, 3) if self.chance.random() < 0.15]
        unlisted = self.chance.sample(UNLISTED, self.chance.randint(0, 3))
        ids = [*dict.fromkeys([*picked, *again, *unlisted])]
        self.chance.shuffle(ids)
        return ids

    def _passage(self, name: str) -> dict[str, Any]:
        field = load(self.exemplar).field(name)
        kind = field.kind if field is not None and self.chance.random() < 0.5 else self.chance.choice(KINDS)
        made = {"id": name, "kind": kind, **self.kinds[kind](), **self._side(0.25)}
        if self.chance.random() < 0.4:
            made["language"] = self.chance.choice(("en", "cy"))
        return made

    def _side(self, about: float) -> dict[str, Any]:
        """About whom, and from whom it is withheld."""
        side: dict[str, Any] = {}
        if self.chance.random() < about:
            count = self.chance.randint(1, len(self.children))
            side["about"] = [one["reference"] for one in self.chance.sample(self.children, count)]
        if self.chance.random() < self.withheld:
            people = self.chance.sample(self.people, self.chance.randint(1, 3))
            side["withhold"] = [{"from": one["reference"], "because": self._text()} for one in people]
        return side

    def _text(self, longest: int = 3) -> str:
        parts = []
        for _ in range(self.chance.randint(1, longest)):
            named = self.chance.choice(self.people) if self.chance.random() < 0.06 else None
            name = [] if named is None else [self.chance.choice((named["name"], named.get("called", named["name"])))]
            parts.append(" ".join([self.words.word().title(), self.chance.choice(ODD), *name, self.words.word()]) + ".")
        return " ".join(parts)

    def _some(self, **values: Any) -> dict[str, Any]:
        return {key: make() for key, make in values.items() if self.chance.random() < 0.5}

    def _rows(self, make: Any) -> dict[str, Any]:
        count = 60 if self.chance.random() < 0.04 else self.chance.randint(1, 4)
        return {"rows": [{**make(), **self._side(0.1)} for _ in range(count)]}

    def _anybody(self) -> str:
        return str(self.chance.choice(self.people)["reference"])

    def _narrative(self) -> dict[str, Any]:
        if self.chance.random() < 0.02:
            return {"text": " ".join(f"<p>{self._text(3)}</p>" for _ in range(400))}
        pieces = [self.chance.choice(MARKUP) for _ in range(self.chance.randint(1, 3))]
        texts = iter([self._plain() for _ in range(20)])
        return {"text": "".join(one.format(*[next(texts) for _ in range(one.count("{}"))]) for one in pieces)}

    def _plain(self) -> str:
        """A text with nothing in it that markup would take for its own."""
        return self._text().replace("<", "(").replace(">", ")").replace("{", "(").replace("}", ")")

    def _words(self) -> dict[str, Any]:
        return {
            "text": self._text(6),
            "said_by": self._anybody(),
            "first_hand": self.chance.random() < 0.6,
            **self._some(
                recorded_by=self._anybody,
                on_behalf_of=self._anybody,
                how=lambda: self.chance.choice(("spoken", "written", "signed", "symbols", "drawing", "observed")),
                on=self.words.day,
            ),
        }

    def _answer(self) -> dict[str, Any]:
        more = {"person": self._anybody, "text": self._text, "from": self.words.day, "until": self.words.day}
        return {"value": self.chance.choice(("yes", "no", "not-known")), **self._some(**more)}

    def _actions(self) -> dict[str, Any]:
        return self._rows(
            lambda: {
                "what": self._text(),
                **self._some(
                    who=lambda: self._anybody() if self.chance.random() < 0.6 else self._text(1),
                    by=lambda: self.words.day() if self.chance.random() < 0.6 else self._text(1),
                    outcome=self._text,
                    done=lambda: self.chance.random() < 0.5,
                ),
            }
        )

    def _people(self) -> dict[str, Any]:
        took = ("consulted", "invited", "attended", "seen-alone")
        return self._rows(lambda: {"person": self._anybody(), "took_part": self.chance.choice(took)})

    def _contact(self) -> dict[str, Any]:
        more = dict.fromkeys(("how", "how_often", "arrangements", "stopped_because"), self._text)
        return self._rows(lambda: {"person": self._anybody(), **self._some(**more)})

    def _progress(self) -> dict[str, Any]:
        more = {"before": self._text, "now": self._text, "own_goal": lambda: self.chance.random() < 0.5}
        return self._rows(lambda: {"skill": self._text(1), **self._some(**more)})

    def _days(self) -> dict[str, Any]:
        return self._rows(
            lambda: {
                "on": self.words.day(),
                "what": self._text(),
                **self._some(significant=lambda: self.chance.random() < 0.5),
            }
        )

    def _choice(self) -> dict[str, Any]:
        options = [self._text(1) for _ in range(self.chance.randint(1, 4))]
        return {"value": self.chance.choice(options), "options": options}

    def _family_texts(self, passages: list[dict[str, Any]]) -> list[dict[str, Any]]:
        made: dict[tuple[Any, ...], dict[str, Any]] = {}
        for passage in passages:
            for _ in range(self.chance.choice((0, 0, 1, 2, 4))):
                level, language = self.chance.choice(("plain", "easy")), self.chance.choice(("en", "cy"))
                one = {"passage": passage["id"], "level": level, "language": language}
                audience = self.chance.choice(("child", "parent", None))
                one |= {"for": audience} if audience else {}
                key = (passage["id"], level, language, audience)
                made[key] = {**one, "text": [self._text(1) for _ in range(self.chance.randint(1, 4))]}
        return list(made.values())


def newer(record: dict[str, Any], seed: int) -> dict[str, Any]:
    """The next version of a record: some passages gone, changed, new, withheld or open again."""
    chance = Random(seed)
    other = strange(seed + 50_000, record["exemplar"], record["nation"])
    made: dict[str, Any] = json.loads(json.dumps(record))
    made["version"] += 1
    kept = [one for one in made["passages"] if chance.random() < 0.85] or made["passages"][:1]
    people = [one["reference"] for one in made["people"]]
    for passage in kept:
        for thing in (passage, *passage.get("rows", ())):
            if chance.random() < 0.05:
                thing["withhold"] = [{"from": chance.choice(people), "because": "since"}]
            elif chance.random() < 0.3:
                thing.pop("withhold", None)
        if passage.get("rows") and chance.random() < 0.3:
            passage["rows"].append({**passage["rows"][0]})
        if "text" in passage and chance.random() < 0.3:
            passage["text"] += " Zibnewnew"
    taken = {one["id"] for one in kept}
    kept += [
        one
        for one in other["passages"]
        if one["kind"] == "narrative" and one["id"] not in taken and "about" not in one and "withhold" not in one
    ]
    made["passages"] = kept
    ids = {one["id"] for one in kept}
    made["versions_for_family"] = [one for one in made.get("versions_for_family", []) if one["passage"] in ids]
    return made
