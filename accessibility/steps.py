"""A laid-out section one sentence at a time: each step is a passage with one of its sentences in it."""

from collections.abc import Iterator

from accessibility.layout import Laid, LaidSection, Line, Part


def steps(section: LaidSection) -> tuple[Laid, ...]:
    """Every step of a section, in reading order; what opens on request comes last, as any other."""
    return tuple(step for one in (*section.passages, *section.more) for step in _steps(one))


def _steps(whole: Laid) -> Iterator[Laid]:
    """A passage's sentences one by one.

    In two languages only where both have as many, so that the two always say the same; otherwise the passage stays
    whole, and so does one that waits to be opened.
    """
    mine = lines_of(whole)
    theirs = lines_of(whole.other) if whole.other else mine
    if whole.closed or len(mine) < 2 or len(mine) != len(theirs):
        yield whole
        return
    for number in range(len(mine)):
        step = _with_one(whole, mine[number], number + 1 == len(mine))
        if whole.other:
            step = step._replace(other=_with_one(whole.other, theirs[number], number + 1 == len(mine)))
        yield step


def lines_of(one: Laid) -> list[tuple[str, Line]]:
    """Every sentence of a passage with the kind of part that it stands in."""
    return [(part.kind, line) for part in one.parts for item in part.items for line in item]


def _with_one(whole: Laid, placed: tuple[str, Line], last: bool) -> Laid:
    """The passage with one sentence; who said it is told with the last, and a hard word with the sentence it is in."""
    kind, line = placed
    part = Part("rows" if kind == "rows" else "paragraph", ((line,),))
    words = "".join(text for word in line.words for piece in word.pieces if piece.hard for text in piece.parts)
    meanings = tuple(one for one in whole.meanings if one.word in words)
    return whole._replace(parts=(part,), told=whole.told if last else (), meanings=meanings)
