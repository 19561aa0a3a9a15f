"""Pages saved as one file (MHTML, RFC 2557): the page is a part of a mail, which also says where it was saved from."""

from __future__ import annotations

import dataclasses
import email
import email.policy
import re
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from generator.intake.formats import IntakeFormat
from generator.intake.formats.page import take_page
from generator.intake.original import Original, Taken, refusal


def _take(original: Original) -> Taken:
    message = email.message_from_bytes(original.raw, policy=email.policy.default)
    page = next(
        (
            part
            for part in message.walk()
            if part.get_content_type() in ("text/html", "application/xhtml+xml")
        ),
        None,
    )
    raw = page.get_payload(decode=True) if page is not None else None
    if page is None or not isinstance(raw, bytes) or not raw.strip():
        raise refusal(
            original.name, "intake-empty", "the file holds no page", "Save the page again, or as .html."
        )
    url = str(message.get("Snapshot-Content-Location") or page.get("Content-Location") or "").strip()
    url = url if re.match(r"https?://", url) else ""
    taken = take_page(
        dataclasses.replace(original, raw=raw, url=url, charset=page.get_content_charset("") or "")
    )
    return dataclasses.replace(taken, retrieved=_saved_on(message))


def _saved_on(message: EmailMessage) -> str:
    try:
        return parsedate_to_datetime(str(message.get("Date", ""))).date().isoformat()
    except ValueError:
        return ""


FORMAT = IntakeFormat(
    name="a saved web page (MHTML)",
    suffixes=(".mht", ".mhtml"),
    needs=("trafilatura", "lxml_html_clean"),
    is_one=lambda raw: (
        bool(
            re.search(
                rb"^(?:Snapshot-Content-Location:|Content-Type:\s*multipart/related)",
                raw[:4000],
                re.MULTILINE | re.IGNORECASE,
            )
        )
        and b"MIME-Version:" in raw[:4000]
    ),
    take=_take,
)
