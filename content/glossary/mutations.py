"""The initial mutations of Welsh, so that a term is found however the word before has changed it."""

# Initial letters, longest first, with what the soft, nasal and aspirate mutations make of them.
MUTATIONS: dict[str, tuple[str, ...]] = {
    **{"ll": ("l",), "rh": ("r",), "ch": (), "dd": (), "ff": (), "ng": (), "ph": (), "th": ()},
    **{"p": ("b", "mh", "ph"), "t": ("d", "nh", "th"), "c": ("g", "ngh", "ch")},
    **{"b": ("f", "m"), "d": ("dd", "n"), "g": ("", "ng"), "m": ("f",)},
    **{vowel: (f"h{vowel}",) for vowel in "aeiouwyâêîôûŵŷ"},
}


def mutated(term: str) -> tuple[str, ...]:
    """The term, then with each initial mutation that its first letter can have; in lower case."""
    word = term.lower()
    for initial in (word[:2], word[:1]):
        if initial in MUTATIONS:
            return (word, *(changed + word[len(initial) :] for changed in MUTATIONS[initial]))
    return (word,)
