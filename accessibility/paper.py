"""How paper looks to a reader: the size of its letters, their kind, and the space in and between its lines, as CSS."""

from accessibility.labels import Labels
from accessibility.profile import ReadingProfile

POINTS_IN_A_PIXEL = 0.75
# Easy read is never smaller (DESIGN.md "Ways to read").
LEAST_EASY = 16.0
# What each amount of space is on paper; "" leaves it as it is (formats/pdf.css).
SPACES: dict[str, dict[str, str]] = {
    "lines": {"usual": "", "wide": "1.8", "wider": "2.2"},
    "letters": {"usual": "", "wide": ".06em", "wider": ".12em"},
    "words": {"usual": "", "wide": ".16em", "wider": ".32em"},
}
# The plain letters are Debian's fonts-liberation; where they are missing, ours stand in for them.
FAMILIES = {"plain": '"Liberation Sans", Arial, Atkinson', "dyslexic": "OpenDyslexic, Atkinson"}
DYSLEXIC = "".join(
    f"@font-face {{ font-family: OpenDyslexic; font-weight: {weight}; "
    f'src: url("asset:fonts/opendyslexic-{weight}.otf"); }}\n'
    for weight in (400, 700)
)


def points(profile: ReadingProfile) -> float:
    """The size of the letters on paper, in points."""
    points = profile.size * POINTS_IN_A_PIXEL
    return max(points, LEAST_EASY) if profile.level == "easy" else points


def look(profile: ReadingProfile) -> str:
    """The letters, and the space in and between the lines, as CSS: nothing for the usual ones."""
    rules = {
        "line-height": SPACES["lines"][profile.lines],
        "letter-spacing": SPACES["letters"][profile.letters],
        "word-spacing": SPACES["words"][profile.words],
    }
    css = "".join(f"{name}: {value}; " for name, value in rules.items() if value)
    css = f"html {{ {css}}}\n" if css else ""
    if profile.font == "hyperlegible":
        return css
    faces = DYSLEXIC if profile.font == "dyslexic" else ""
    family = FAMILIES[profile.font]
    return f"{faces}html {{ font-family: {family}; }}\n@page {{ @bottom-right {{ font-family: {family}; }} }}\n{css}"


def page_css(size: float, labels: Labels) -> str:
    """The reader's size, for the page numbers too (UKAAF G003), and the words around a page number and a part's."""
    words = labels("page.page-number", page="\n", pages="\n").split("\n")
    before, between, after = (text.replace('"', "") for text in words)
    part = labels("page.from-page", page="\n").replace('"', "").split("\n")
    from_page = f'" {part[0]}" target-counter(attr(data-part), page) "{part[1]}"'
    content = f'"{before}" counter(page) "{between}" counter(pages) "{after}"'
    number = f"@page {{ @bottom-right {{ font: {size}pt Atkinson; content: {content}; }} }}"
    return f"html {{ font-size: {size}pt; }} {number} .parts span::after {{ content: {from_page}; }}"
