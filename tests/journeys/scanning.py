"""Two engines over one loaded page: axe-core, and IBM's accessibility-checker-engine. Neither is enough alone.

What counts as a finding:
- axe: every violation; best practice, AAA contrast (7:1) and target size are switched on too.
- axe "incomplete" (it could not tell), and IBM "potential" and "manual" (a person should look): a finding, unless the
  rule is in LOOKED_AT with what a person found there.
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
    "style_color_misuse": "asked of every page with a style; whose words these are is told by a label and a shape too",
    "style_highcontrast_visible": "asked of every page with a style; main.css and words.css have rules for forced colours",
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
  return answer.results.map((one) => ({
    rule: one.ruleId, value: one.value, element: one.snippet, message: one.message }));
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
        return f"{self.engine} {self.rule}: {' '.join(self.message.split())}\n      {' '.join(self.element.split())[:220]}"


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


def from_ace(results: list[dict[str, Any]]) -> list[Finding]:
    """What the results of IBM's engine (see RUN_ACE) say is wrong."""
    if not any(one["value"][1] in ("PASS", "FAIL") for one in results):
        raise Void("IBM's engine judged nothing on this page")
    return [Finding("ibm", one["rule"], one["element"], one["message"]) for one in results if _counts(one)]


def _counts(result: dict[str, Any]) -> bool:
    _level, value = result["value"]
    return bool(value == "FAIL" or (value in ("POTENTIAL", "MANUAL") and result["rule"] not in LOOKED_AT))
