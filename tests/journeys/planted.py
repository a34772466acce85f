"""A page with faults planted in it, each known by the rule that should find it; and the same page without them."""

from collections.abc import Callable

from playwright.sync_api import Browser

from tests.journeys.browsing import Visitor
from tests.journeys.scanning import Finding, Void, scan

HOST = "http://planted.invalid"
POLICY = "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; img-src 'self' data:"

# What is wrong, and who must find it.
FAULTS = {
    '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" width="50" height="50">': {
        "axe image-alt",
        "ibm img_alt_valid",
    },
    '<p style="color:#bbb;background:#fff">Words that are too pale to be read.</p>': {
        "axe color-contrast",
        "ibm text_contrast_sufficient",
    },
    '<p style="color:#666;background:#fff">Words that are paler than seven to one.</p>': {
        "axe color-contrast-enhanced"
    },
    '<form><input type="text" name="a"><button type="submit">Send</button></form>': {
        "axe label",
        "ibm input_label_exists",
    },
    '<p><a href="/elsewhere"></a></p>': {"axe link-name", "ibm a_text_purpose"},
    '<p lang="xx-not-a-language">Beth yw hyn?</p>': {"axe valid-lang", "ibm element_lang_valid"},
    "<h2>One</h2><h5>Much lower</h5>": {"axe heading-order"},
    '<div role="button">Nobody can reach me by keyboard</div>': {"ibm widget_tabbable_exists"},
    '<p aria-labelledby="nobody-has-this-id">A label that points nowhere.</p>': {
        "axe aria-valid-attr-value",
        "ibm aria_id_unique",
    },
    "<table><tr><td>Day</td><td>Who</td></tr><tr><td>Monday</td><td>Cadi</td></tr></table>": {
        "ibm table_headers_exists"
    },
}

PAGE = """<!doctype html>
<html lang="en"><head><title>{title}</title><meta name="viewport" content="width=device-width">
<style>body {{ color: #111; background: #fff }}
a, button, input {{ display: inline-block; min-width: 48px; min-height: 48px; color: #003078; background: #fff }}
</style></head>
<body><main><h1>A page</h1>
{body}
<p>Some words to read.</p></main></body></html>"""


def a_page(body: str = "", title: str = "A page") -> str:
    """A whole page around something."""
    return PAGE.format(title=title, body=body)


def showing(browser: Browser, html: str, policy: str = POLICY, *, width: int = 1280) -> Visitor:
    """Somebody who looks at this page, served as it is from a host that there isn't."""
    visitor = Visitor(browser, HOST, width=width)
    headers = {"Content-Security-Policy": policy}
    visitor.page.route(f"{HOST}/", lambda route: route.fulfill(body=html, content_type="text/html", headers=headers))
    visitor.page.route("**/favicon.ico", lambda route: route.fulfill(status=204))
    visitor.go("/")
    return visitor


def found_on(
    browser: Browser, html: str, look: Callable[[Visitor], list[Finding]] = lambda one: scan(one.page)
) -> set[str]:
    """The rules that find something on this page, each with its engine."""
    visitor = showing(browser, html)
    try:
        return {f"{one.engine} {one.rule}" for one in look(visitor)}
    finally:
        visitor.close()


def prove(browser: Browser) -> None:
    """Scan the planted faults. Raises Void if any is missed, for then a clean scan in this run says nothing."""
    found = found_on(browser, a_page("\n".join(FAULTS)))
    missed = set().union(*FAULTS.values()) - found
    if missed:
        raise Void(f"the scanners missed planted faults: {sorted(missed)}; they found {sorted(found)}")
