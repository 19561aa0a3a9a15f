"""Whether a file is still the one whose digest an editor recorded."""

from __future__ import annotations

import hashlib

from generator.model import Seed


def has_digest(seed: Seed, digest: str) -> bool:
    r"""Whether ``digest`` is that of the file, be it with the line ends of another system.

    Git and editors on Windows write CRLF where others write LF; that changes no word of an article.

    Args:
        seed: The file as it is.
        digest: SHA-256 in hexadecimal digits, of the file as it was.
    """
    if seed.sha256 == digest:
        return True
    unit = {"utf-16-le": "utf-16-le", "utf-16-be": "utf-16-be"}.get(seed.encoding, "ascii")
    cr, lf = "\r".encode(unit), "\n".encode(unit)
    unix = seed.raw.replace(cr + lf, lf)
    forms = (unix, unix.replace(lf, cr + lf))
    return digest in (hashlib.sha256(form).hexdigest() for form in forms)
