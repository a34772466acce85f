"""The portal's seal: a PDF that it made can be shown, later and by anybody, to be just as it was made.

The key (seal_keys.py) is the portal's own, not a person's: the seal says that the portal made this file on this day
and that nothing in it has changed since; what a person signed stands in the file. Imported by background work and
commands only: a web worker never holds a key.
"""

import logging
from io import BytesIO
from pathlib import Path

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from portal.services.seal_checks import NOT_OURS, Checked

# What a stranger's file is called, or signed as, is nothing for our log.
logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)

FIELD = "PortalSeal"


def _certificate(folder: Path) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load((folder / "seal.pem").read_bytes())


def seal(pdf: bytes, folder: Path) -> bytes:
    """The PDF with the portal's seal on it, invisible on the page. The key must have been made."""
    certificate = _certificate(folder)
    store = SimpleCertificateStore()
    store.register(certificate)
    signer = signers.SimpleSigner(
        signing_cert=certificate,
        signing_key=asn1_keys.PrivateKeyInfo.load((folder / "seal.key").read_bytes()),
        cert_registry=store,
    )
    facts = signers.PdfSignatureMetadata(
        field_name=FIELD,
        subfilter=fields.SigSeedSubFilter.PADES,
        md_algorithm="sha256",
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
    )
    out = signers.PdfSigner(facts, signer).sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), output=BytesIO())
    sealed: bytes = out.getvalue()
    return sealed


def check(pdf: bytes, folder: Path) -> Checked:
    """Whether a file was sealed here, and whether it is still just as it was. Any bytes may be asked about."""
    try:
        reader = PdfFileReader(BytesIO(pdf), strict=False)
        found = [one for one in reader.embedded_signatures if one.field_name == FIELD]
        if not found:
            return NOT_OURS
        certificate = _certificate(folder)
        status = validate_pdf_signature(found[0], ValidationContext(trust_roots=[certificate], allow_fetching=False))
    except Exception:
        # Whatever a stranger's file does to the reader of it, the answer is that it wasn't sealed here.
        return NOT_OURS
    ours = status.signing_cert.sha256 == certificate.sha256
    whole = bool(status.bottom_line) and status.coverage is SignatureCoverageLevel.ENTIRE_FILE
    return Checked(sealed_here=ours, unchanged=ours and whole, sealed_at=status.signer_reported_dt if ours else None)
