"""The portal's seal: a PDF that it made can be shown, later and by anybody, to be just as it was made.

The key is made at the first start, stays in the data folder, and is the portal's own, not a person's: the seal says
that the portal made this file on this day and that nothing in it has changed since; what a person signed stands in the
file. Imported by background work and commands only: a web worker never holds a key.
"""

import logging
import os
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
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
YEARS = 10


def make_key(folder: Path, council: str) -> None:
    """Make the seal's key and its certificate in `folder`, readable by the owner only, unless they are there."""
    if (folder / "seal.pem").exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"Clywed, {council}"[:64])])
    day = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(day - timedelta(days=1))
        .not_valid_after(day + timedelta(days=365 * YEARS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_for_signing(), critical=True)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    _write(folder / "seal.key", secret)
    # Written last: where the certificate is, the key is too.
    _write(folder / "seal.pem", certificate.public_bytes(serialization.Encoding.DER))


def _for_signing() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )


def _write(path: Path, content: bytes) -> None:
    temporary = path.with_suffix(".new")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


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
