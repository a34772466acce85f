"""Nouns, one file each."""

from portal.models.account import Account, Device, Guess, Invitation
from portal.models.audit_event import AuditEvent
from portal.models.contribution import Contribution, ContributionChild, Draft, Reply, Sight
from portal.models.copy import Copy
from portal.models.delivery import CaseFileEntry, Delivery
from portal.models.edition import Choice, Edition, FamilyText, Placement
from portal.models.made_file import MadeFile
from portal.models.notice import Notice
from portal.models.own_word import OwnWord
from portal.models.person import Person
from portal.models.record import Record, RecordChild, RecordVersion, Withholding
from portal.models.recording import Recording
from portal.models.session import Session
from portal.models.signature import Signature
from portal.models.symbol_choice import SymbolChoice
from portal.models.tie import COUNCIL, Part, Tie
from portal.models.understanding import GoingThrough, Understanding

__all__ = [
    "COUNCIL",
    "Account",
    "AuditEvent",
    "CaseFileEntry",
    "Choice",
    "Contribution",
    "ContributionChild",
    "Copy",
    "Delivery",
    "Device",
    "Draft",
    "Edition",
    "FamilyText",
    "GoingThrough",
    "Guess",
    "Invitation",
    "MadeFile",
    "Notice",
    "OwnWord",
    "Part",
    "Person",
    "Placement",
    "Record",
    "RecordChild",
    "RecordVersion",
    "Recording",
    "Reply",
    "Session",
    "Sight",
    "Signature",
    "SymbolChoice",
    "Tie",
    "Understanding",
    "Withholding",
]
