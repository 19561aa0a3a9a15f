"""Mail (.eml): a press release, a newsletter, or an article that somebody passed on."""

from __future__ import annotations

import email
import email.policy
import re
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from importlib.metadata import version
from platform import python_version

from generator.intake.formats import IntakeFormat
from generator.intake.formats.mhtml import FORMAT as MHTML
from generator.intake.formats.text import paragraphs
from generator.intake.original import Found, Original, Taken, TakenBlock, plain, refusal
from generator.language.spelling import slug
from generator.read.short_names import ends_sentence

_PASSED_ON = re.compile(r"\A\s*(?:fwd?|wg|tr|rv|i|fs|vs|doorst)\s*:\s*", re.IGNORECASE)
_ANSWER = re.compile(r"\A\s*(?:re|aw|sv)\s*:\s*", re.IGNORECASE)
_FORWARDED = re.compile(
    r"^[ \t>]*-{2,}\s*(?:forwarded message|original message)[^\n]*\n(?P<head>(?:[ \t>]*[A-Za-z-]{2,12}:[^\n]*\n)+)",
    re.IGNORECASE | re.MULTILINE,
)
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
_LINE_BREAKS = re.compile(r"\r\n?")


def _take(original: Original) -> Taken:
    message = email.message_from_bytes(original.raw, policy=email.policy.default)
    text, blocks, converter = _content(message, original.name)
    head = {key: plain(str(message.get(key, ""))) for key in ("subject", "from", "date")}
    passed_on = bool(_PASSED_ON.match(head["subject"]))
    inner = _FORWARDED.search(text)
    if inner:
        passed_on = True
        head |= _inner_head(inner["head"])
        blocks = paragraphs(text[inner.end() :])
    doubts = (
        [f"The mail has attachments, which are not taken: {', '.join(_attachments(message))}."]
        if _attachments(message)
        else []
    )
    subject = _ANSWER.sub("", _PASSED_ON.sub("", head["subject"]))
    day = _day(head["date"])
    if passed_on and not inner:
        doubts.append("The mail was passed on: its day and sender are not those of the article.")
        day = ""
    subject, blocks = _said_once(subject, blocks)
    sender = parseaddr(head["from"])[0]
    known = sender and (inner or not passed_on)
    return Taken(
        converter=converter,
        blocks=blocks,
        headline=Found(value=subject, how="the mail's subject") if subject else None,
        publisher=Found(value=plain(sender), how="the mail's sender") if known else None,
        date=Found(value=day, how="the day of the mail") if day else None,
        doubts=tuple(doubts),
    )


def _said_once(subject: str, blocks: tuple[TakenBlock, ...]) -> tuple[str, tuple[TakenBlock, ...]]:
    """The headline and the text below it: "BPA: Four dead", where the text begins with "Four dead"."""
    opening = blocks[0].text if blocks else ""
    if not opening or ends_sentence(opening) or not slug(subject).endswith(slug(opening)):
        return subject, blocks
    return opening, blocks[1:]


def _content(message: EmailMessage, name: str) -> tuple[str, tuple[TakenBlock, ...], str]:
    """The text, its blocks, and what read it: plain text where the mail has it, else its HTML."""
    part = message.get_body(preferencelist=("plain",))
    text = _text(part)
    if text.strip():
        kept = _SIGNATURE.split(text)[0]
        return text, paragraphs(kept), f"Python {python_version()} email"
    text = _text(message.get_body(preferencelist=("html",)))
    if not text.strip():
        raise refusal(
            name, "intake-empty", "the mail holds no text", "If the article is attached, save and add it."
        )
    from lxml import html  # noqa: PLC0415 - an extra

    from generator.intake.formats.page import prose  # noqa: PLC0415

    root = html.document_fromstring(text.encode(), html.HTMLParser(encoding="utf-8", huge_tree=False))
    blocks = prose(root)
    if not blocks:
        raise refusal(name, "intake-empty", "the mail holds no paragraphs")
    return "", blocks, f"lxml {version('lxml')}"


def _text(part: object) -> str:
    if not isinstance(part, EmailMessage):
        return ""
    try:
        content = part.get_content()
    except LookupError:
        # An encoding that does not exist.
        raw = part.get_payload(decode=True)
        content = raw.decode("utf-8", "replace") if isinstance(raw, bytes) else ""
    return _LINE_BREAKS.sub("\n", content) if isinstance(content, str) else ""


def _attachments(message: EmailMessage) -> list[str]:
    return [plain(part.get_filename() or part.get_content_type()) for part in message.iter_attachments()]


def _inner_head(lines: str) -> dict[str, str]:
    found = dict(line.strip(" \t>").split(":", 1) for line in lines.splitlines() if ":" in line)
    lower = {key.strip().lower(): plain(value) for key, value in found.items()}
    names = {"subject": ("subject",), "from": ("from",), "date": ("date", "sent")}
    return {key: next((lower[name] for name in own if name in lower), "") for key, own in names.items()}


def _day(written: str) -> str:
    try:
        return parsedate_to_datetime(written).date().isoformat()
    except ValueError:
        from generator.read.date_lines import dates_in, settle  # noqa: PLC0415

        days = (settle(item, None)[0] for item in dates_in(written))
        return next((day.isoformat() for day in days if day), "")


FORMAT = IntakeFormat(
    name="a mail (.eml)",
    suffixes=(".eml",),
    needs=("lxml",),
    is_one=lambda raw: (
        not MHTML.is_one(raw)
        and bool(
            re.match(rb"(?:[A-Za-z][A-Za-z0-9-]{1,60}:[ \t][^\n]*\n(?:[ \t][^\n]*\n)*){3}", raw[:8000])
            and re.search(rb"^(?:From|Received|Subject):", raw[:8000], re.MULTILINE)
            and re.search(rb"^(?:Date|Message-ID|MIME-Version):", raw[:8000], re.MULTILINE | re.IGNORECASE)
        )
    ),
    take=_take,
)
