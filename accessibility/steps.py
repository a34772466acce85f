"""A laid-out section one sentence at a time: each step is a passage with one of its sentences in it."""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from accessibility.layout import Laid, LaidSection, Part


def steps(section: LaidSection) -> tuple[Laid, ...]:
    """Every step of a section, in reading order; what opens on request comes last, as any other."""
    return tuple(step for one in (*section.passages, *section.more) for step in _steps(one))


def _steps(whole: Laid) -> Iterator[Laid]:
    """A passage's sentences one by one, each with what says the meaning of a hard word in it.

    In two languages only where both have as many, so that the two always say the same; otherwise the passage stays
    whole, and so does one that waits to be opened.
    """
    mine = _sentences(whole)
    theirs = _sentences(whole.other) if whole.other else mine
    if whole.closed or len(mine) < 2 or len(mine) != len(theirs):
        yield whole
        return
    for number in range(len(mine)):
        step = _with_one(whole, mine, number)
        if whole.other:
            step = step._replace(other=_with_one(whole.other, theirs, number))
        yield step._replace(before=whole.before if number == 0 else None)


def _sentences(one: Laid) -> list[Part]:
    """Every sentence of a passage as a part of its own."""
    found: list[Part] = []
    for part in one.parts:
        kind = part.kind if part.kind == "rows" else "paragraph"
        for line in (line for item in part.items for line in item):
            if line.explains and found:
                found[-1] = found[-1]._replace(items=(*found[-1].items, (line,)))
            else:
                found.append(Part(kind, ((line,),)))
    return found


def _with_one(whole: Laid, parts: Sequence[Part], number: int) -> Laid:
    """The passage with one sentence; who said it is told with the last, and a hard word with the sentence it is in."""
    part, last = parts[number], number + 1 == len(parts)
    ends = list(accumulate(sum(map(len, one.items)) for one in parts))
    sentences = (ends[number - 1] if number else 0, ends[number] - 1)
    pieces = [piece for item in part.items for line in item for word in line.words for piece in word.pieces]
    words = "".join(text for piece in pieces if piece.hard for text in piece.parts)
    meanings = tuple(one for one in whole.meanings if one.word in words)
    return whole._replace(parts=(part,), told=whole.told if last else (), meanings=meanings, sentences=sentences)
