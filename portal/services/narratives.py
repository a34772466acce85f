"""A worker's prose, as the case system exports it, turned into blocks of plain runs."""

from bisect import bisect_left, bisect_right
from html.parser import HTMLParser
from itertools import accumulate

from accessibility.document import Block, Language, Run, Sentence
from accessibility.plain import sentences
from portal.sanitise import safe_html


def blocks(text: str, language: Language) -> tuple[Block, ...]:
    """The paragraphs and list items of a record's HTML, each cut into sentences. White space between them goes."""
    reader = _Reader(language)
    reader.feed(safe_html(text))
    reader.close()
    reader.end_block()
    return tuple(reader.blocks)


def plain_text(text: str) -> str:
    """What a reader of a record's HTML would read, as one text with spaces between its blocks."""
    return " ".join("".join(one.text for one in block.sentences) for block in blocks(text, "en"))


# Control characters but tab and line ends, lone surrogates and the two direction overrides (RECORD-FORMAT.md).
REFUSED = dict.fromkeys(
    [one for one in (*range(32), *range(127, 160)) if one not in (9, 10, 13)] + [*range(0xD800, 0xE000), 0x202D, 0x202E]
)


class _Reader(HTMLParser):
    """Reads what sanitise.safe_html() let through, and nothing else."""

    def __init__(self, language: Language) -> None:
        super().__init__(convert_charrefs=True)
        self.language = language
        self.blocks: list[Block] = []
        self.runs: list[Run] = []
        self.strong = 0
        self.item = False
        self.href = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, an emphasis or a link."""
        if tag in ("strong", "em"):
            self.strong += 1
        elif tag == "a":
            self.href = dict(attrs).get("href") or ""
        else:
            self.end_block()
            self.item = tag == "li" or (self.item and tag in ("p", "br"))

    def handle_endtag(self, tag: str) -> None:
        """End it."""
        if tag in ("strong", "em"):
            self.strong = max(0, self.strong - 1)
        elif tag == "a":
            self.href = ""
        else:
            self.end_block()
            self.item = self.item and tag != "li"

    def handle_data(self, data: str) -> None:
        """Take the text in."""
        # A character reference (&#x202E;) is plain ASCII in the record; what it stands for is refused everywhere else.
        data = data.translate(REFUSED)
        self.runs.append(Run(data, self.language, strong=self.strong > 0, href=self.href))

    def end_block(self) -> None:
        """End the block that the runs so far make, if they make one."""
        runs = _tidy(self.runs)
        if runs:
            self.blocks.append(Block(_cut(runs), item=self.item))
        self.runs = []


def _tidy(runs: list[Run]) -> list[Run]:
    """Runs with white space as a browser shows it: one space where there was any, none at either end."""
    kept: list[Run] = []
    space = True
    for run in runs:
        text = " ".join(run.text.split())
        lead = "" if space or not run.text[:1].isspace() else " "
        tail = " " if text and run.text[-1:].isspace() else ""
        text = lead + text + tail
        if text.strip() or (text and not space):
            kept.append(Run(text, run.language, strong=run.strong, href=run.href))
            space = text.endswith(" ")
    if kept:
        last = kept[-1]
        kept[-1] = Run(last.text.rstrip(), last.language, strong=last.strong, href=last.href)
    return [run for run in kept if run.text]


def _cut(runs: list[Run]) -> tuple[Sentence, ...]:
    """The runs cut at the ends of sentences."""
    ends = list(accumulate(len(one) for one in sentences("".join(run.text for run in runs))))
    cut: list[list[Run]] = [[]]
    at, ended = 0, set(ends)
    for run in runs:
        begin = at
        for end in ends[bisect_right(ends, at) : bisect_left(ends, at + len(run.text))]:
            cut[-1].append(Run(run.text[begin - at : end - at], run.language, strong=run.strong, href=run.href))
            cut.append([])
            begin = end
        cut[-1].append(Run(run.text[begin - at :], run.language, strong=run.strong, href=run.href))
        at += len(run.text)
        if at in ended:
            cut.append([])
    return tuple(Sentence(tuple(one)) for one in cut if one)
