"""Words and what they mean: the glossary, for anybody. A worker is told how sure the Welsh of each term is, too."""

from flask import g, render_template, request

from content.glossary import listing
from portal.forms.glossary import GENDERS, STATUSES, FindForm
from portal.languages import current_language
from portal.security import public
from portal.views.public import blueprint


@blueprint.get("/words")
@public
def words() -> str:
    """The words that begin with a letter, or those that somebody looks for, in the words for whoever reads."""
    form = FindForm(request.args)
    letter = request.args.get("letter", "")
    look = listing.look(current_language(), g.audience, letter, form.typed)
    return render_template("public/words.html", form=form, look=look, statuses=STATUSES, genders=GENDERS)
