"""The form that a manager narrows the audit with. It changes nothing, so it is sent in the address."""

from collections.abc import Mapping

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import DateField, Form, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.meta import DefaultMeta
from wtforms.validators import Length, Optional

from portal.errors import lazy_name
from portal.forms.base import InOurWords
from portal.languages import plain

LONGEST_REFERENCE = 64
# What was done, by permissions.Action.
ACTIONS = {
    "account:begin": lazy_name("Began an account"),
    "account:sign-in": lazy_name("Signed in"),
    "account:sign-out": lazy_name("Signed out"),
    "audit:read": lazy_name("Looked at the audit"),
    "case-file:read": lazy_name("Read a case file"),
    "child:hand-over": lazy_name("Handed a child over"),
    "child:list": lazy_name("Looked at a child's page"),
    "complaint:answer": lazy_name("Answered a complaint"),
    "complaint:hear": lazy_name("Read a complaint, or what was asked for"),
    "contribution:answer": lazy_name("Answered a comment"),
    "contribution:hear": lazy_name("Read what came in"),
    "contribution:read": lazy_name("Read their own comment"),
    "contribution:say": lazy_name("Said something"),
    "contribution:take-back": lazy_name("Took a comment back"),
    "document:ask": lazy_name("Asked for other words"),
    "document:list": lazy_name("Looked at the list of documents"),
    "document:listen": lazy_name("Listened to a document"),
    "document:read": lazy_name("Read a document"),
    "document:take": lazy_name("Took a document away as a file"),
    "edition:publish": lazy_name("Published to the family"),
    "edition:recall": lazy_name("Recalled a publication"),
    "notice:read": lazy_name("Read notices"),
    "own-word:keep": lazy_name("Looked at, or kept, a child's own words"),
    "person:invite": lazy_name("Invited somebody"),
    "reading:set": lazy_name("Set how somebody reads, together with them"),
    "reading:choose": lazy_name("Chose how to read"),
    "record:import": lazy_name("Imported a record"),
    "record:open": lazy_name("Opened a closed record"),
    "record:prepare": lazy_name("Prepared a record"),
    "record:read-aloud": lazy_name("Read words of a record aloud"),
    "right:ask": lazy_name("Asked for what they have a right to"),
    "session:end": lazy_name("Ended a session"),
    "signature:hear": lazy_name("Read a signature"),
    "signature:read": lazy_name("Read their own signature"),
    "signature:sign": lazy_name("Signed"),
    "symbol:choose": lazy_name("Chose a picture"),
    "tie:block": lazy_name("Blocked somebody"),
    "tie:confirm": lazy_name("Confirmed who somebody is"),
    "waiting:read": lazy_name("Looked at what waits"),
}
OUTCOMES = {
    "done": lazy_name("Done"),
    "refused": lazy_name("Refused"),
    "ended": lazy_name("Ended"),
    "lifted": lazy_name("Lifted"),
}


class AuditForm(Form):
    """Which events to show; what is empty narrows nothing."""

    class Meta(InOurWords, DefaultMeta):
        """Our words for what is not right; sent in the address, so without a token."""

    person = StringField(lazy_gettext("Who (reference)"), validators=[Length(max=LONGEST_REFERENCE)])
    child = StringField(lazy_gettext("About which child (reference)"), validators=[Length(max=LONGEST_REFERENCE)])
    action = SelectField(lazy_gettext("What"), default="")
    outcome = SelectField(lazy_gettext("With what outcome"), default="")
    day = DateField(lazy_gettext("On which day"), validators=[Optional()])


def audit_form() -> AuditForm:
    """The form as the address fills it."""
    form = AuditForm(request.args)
    form.action.choices = _listed(_("Everything"), ACTIONS)
    form.outcome.choices = _listed(_("Any outcome"), OUTCOMES)
    return form


def _listed(everything: str, names: Mapping[str, str]) -> list[SelectChoice]:
    return [SelectChoice("", everything), *(SelectChoice(name, plain(text)) for name, text in names.items())]
