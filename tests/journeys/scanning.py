"""Two engines over one loaded page: axe-core, and IBM's accessibility-checker-engine. Neither is enough alone.

What counts as a finding:
- axe: every violation; best practice, AAA contrast (7:1) and target size are switched on too.
- IBM: every failed rule and every failed recommendation.
- axe "incomplete" (it could not tell), and IBM "potential" and "manual" (a person should look): a finding, unless the
  rule is in LOOKED_AT, with what a person found there. IBM's mere recommendations to look are left out.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

MODULES = Path(__file__).resolve().parents[2] / "node_modules"
RULESETS = ("IBM_Accessibility", "WCAG_2_2")
ALSO = ("color-contrast-enhanced", "target-size", "identical-links-same-purpose", "meta-refresh-no-exceptions")

LOOKED_AT = {
    "blockquote_cite_exists": "what somebody said, whose it is told beside it: there is no address to cite",
    "color-contrast": "axe can't tell where an inline box lies over another; IBM's engine measured the same words",
    "color-contrast-enhanced": "the same, at 7:1; every pair of colours in the style sheets is tested by itself",
    "heading_markup_misuse": "what somebody said, as the title of its card in the list of what came in",
    "identical-links-same-purpose": "links of one name, each in a passage with the same heading, beside its own words",
    "input_label_visible": "the label of every field stands above it, and the page client looks for it",
    "media_keyboard_controllable": "the browser's own player, with buttons beside it: played by keyboard in a journey",
    "text_quoted_correctly": "quotation marks in a worker's own text, which is shown as it was written",
    "element_tabbable_visible": "the skip link, which is beside the page until it has the focus: pressed in a journey",
    "element_tabbable_unobscured": "the way out, which hangs over the bar; the bar keeps a place free under it",
    "style_focus_visible": "every stop of the keyboard is measured in a journey: an outline of three pixels or more",
    "style_viewport_resizable": "sizes are limited by the window's width; every page is measured at 200 % text",
    "text_block_heading": "labels of fields, names and numbers in bold: none of them begins a part of a page",
    "text_sensory_misuse": "right, big, small and size are said of what is true, of letters, of type: never of a place",
    "style_color_misuse": "asked of every page with a style; whose words these are is told by a label and a shape too",
    "style_highcontrast_visible": "asked of every page with a style; the style sheets have rules for forced colours",
}

RUN_AXE = """async (also) => {
  const rules = Object.fromEntries(also.map((rule) => [rule, { enabled: true }]));
  const answer = await axe.run(document, { rules, resultTypes: ["violations", "incomplete"] });
  const flat = (kind) => answer[kind].flatMap((rule) => rule.nodes.map((node) => ({
    rule: rule.id, element: node.html, message: `${rule.help}. ${node.failureSummary || ""}` })));
  return { outcomes: answer.passes.length + answer.violations.length, violations: flat("violations"),
           incomplete: flat("incomplete") };
}"""
RUN_ACE = """async (rulesets) => {
  const answer = await new ace.Checker().check(document, rulesets);
  const judged = answer.results.filter((one) => one.value[1] === "PASS" || one.value[1] === "FAIL").length;
  const told = answer.results.filter((one) => one.value[1] !== "PASS");
  return { judged, results: told.map((one) => ({
    rule: one.ruleId, value: one.value, element: one.snippet,
    message: `${one.value.join(" ").toLowerCase()}: ${one.message}` })) };
}"""


class Void(Exception):
    """A scan that says nothing: an engine that judged nothing, or the wrong page."""


@dataclass(frozen=True)
class Finding:
    """One thing that an engine found wrong."""

    engine: str
    rule: str
    element: str
    message: str

    def __str__(self) -> str:
        return (
            f"{self.engine} {self.rule}: {' '.join(self.message.split())}\n      {' '.join(self.element.split())[:220]}"
        )


@cache
def _engine(name: str) -> str:
    return (MODULES / name).read_text(encoding="utf-8")


def scan(page: Page) -> list[Finding]:
    """What both engines find on a loaded page. Raises Void if either of them judged nothing."""
    page.evaluate(_engine("axe-core/axe.min.js"))
    page.evaluate(_engine("accessibility-checker-engine/ace.js"))
    return [*from_axe(page.evaluate(RUN_AXE, list(ALSO))), *from_ace(page.evaluate(RUN_ACE, list(RULESETS)))]


def from_axe(answer: dict[str, Any]) -> list[Finding]:
    """What axe's answer (see RUN_AXE) says is wrong."""
    if not answer["outcomes"]:
        raise Void("axe judged nothing on this page")
    doubted = [one for one in answer["incomplete"] if one["rule"] not in LOOKED_AT]
    return [Finding("axe", one["rule"], one["element"], one["message"]) for one in (*answer["violations"], *doubted)]


def from_ace(answer: dict[str, Any]) -> list[Finding]:
    """What the answer of IBM's engine (see RUN_ACE) says is wrong."""
    if not answer["judged"]:
        raise Void("IBM's engine judged nothing on this page")
    return [Finding("ibm", one["rule"], one["element"], one["message"]) for one in answer["results"] if _counts(one)]


def _counts(result: dict[str, Any]) -> bool:
    level, value = result["value"]
    doubted = level == "VIOLATION" and value in ("POTENTIAL", "MANUAL")
    return value == "FAIL" or (doubted and result["rule"] not in LOOKED_AT)
