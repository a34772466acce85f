"""The strict reader of what a case system sends (record format 1): a document is refused whole or kept whole.

Three steps, each in its own module: the bytes and the rules for the whole document (`contract_text`), the
keys and values of each part (`contract_shape`), and what must hold between the parts (`contract_links`).
"""

import hashlib
from collections.abc import Mapping

import msgspec

from portal.caserecord.contract_breach import BrokenContract
from portal.caserecord.contract_links import check_links
from portal.caserecord.contract_reasons import broken_shape
from portal.caserecord.contract_shape import ReceivedRecord
from portal.caserecord.contract_text import read_values

__all__ = ["BrokenContract", "ReceivedRecord", "content_hash", "content_sha256", "read_record"]


def read_record(document: bytes, exemplars: Mapping[str, frozenset[str]]) -> ReceivedRecord:
    """Read one document, or raise BrokenContract with the JSON path and the reason of the first breach found.

    `exemplars` maps the folder name of each known exemplar to the nations ("wales", "england") that have it.
    Whatever the bytes are, nothing but BrokenContract is raised, and nothing of a refused document is kept.
    """
    values = read_values(document)
    try:
        record = msgspec.convert(values, ReceivedRecord)
    except msgspec.ValidationError as error:
        raise broken_shape(error) from None
    check_links(record, exemplars)
    return record


def content_sha256(document: bytes) -> str:
    """Give the SHA-256 of a document byte for byte, in 64 hexadecimal digits."""
    return hashlib.sha256(document).hexdigest()


def content_hash(record: ReceivedRecord) -> str:
    """Give the SHA-256 of what a record says, in 64 hexadecimal digits: equal where the content is the same.

    The order of keys, white space and escapes do not count, nor whether a key that has its default
    (`language` of a passage, an empty `versions_for_family`) was written out. The order of lists does.
    """
    return hashlib.sha256(msgspec.json.encode(record, order="sorted")).hexdigest()
