"""What I said, and what came of it. Somebody's own words, and nobody else's."""

from flask import flash, g, redirect, render_template
from werkzeug.wrappers import Response

from portal import page
from portal.forms.saying import ConfirmForm
from portal.languages import address_for, page_number, to_you
from portal.services import contributions, outcomes, replies, subjects
from portal.views.family import blueprint
from portal.views.family.saying import address_of


@blueprint.get("/said")
def said() -> str:
    """What was sent, newest first, a page at a time; before it on the first page, what waits to be sent."""
    number = page_number()
    begun = [(draft, subjects.where_of(draft.target)) for draft in outcomes.drafts_of(g.person)]
    unsent = [(draft, address_of("family.say", where)) for draft, where in begun if where is not None]
    some, more = outcomes.some_for(g.person, number)
    shown = {"unsent": unsent if number == 1 else [], "outcomes": some, "number": number, "more": more}
    return render_template("family/said.html", **shown)


@blueprint.get("/said/<contribution>")
def contribution(contribution: str) -> str:
    """One thing that was said: which words it was about, who has seen it, and the answers."""
    found = outcomes.in_context(g.person, page.profile(), subjects.own(g.person, contribution))
    replies.mark_read(g.person, list(found.outcome.replies))
    day = outcomes.answer_by(found.outcome.contribution)
    return render_template("family/contribution.html", found=found, outcome=found.outcome, answer_by=day)


@blueprint.route("/said/<contribution>/take-back", methods=["GET", "POST"])
def take_back(contribution: str) -> Response | tuple[str, int]:
    """Take it out of view; the page says first that the record keeps it."""
    mine = subjects.own(g.person, contribution)
    form = ConfirmForm()
    if form.accepts(contributions.take_back, g.person, contribution):
        flash(to_you("You took it back. The case record keeps it, and the day on which you took it back."))
        return redirect(address_for("family.said"), 303)
    return render_template("family/take_back.html", said=mine, form=form), form.status
