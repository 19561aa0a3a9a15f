"""An article from its address: one request, on the editor's command only, limited in time, size and where it leads.

In comes an address, out go bytes and where they came from.
"""

from __future__ import annotations

import gzip
import http.client
import io
import ipaddress
import socket
import time
import urllib.error
import urllib.request
import zlib
from dataclasses import dataclass
from email.message import Message
from typing import IO, Any
from urllib.parse import urlsplit

from generator.intake.original import LARGEST, Original, address_parts, refusal

_SECONDS_AT_MOST = 60
_SECONDS_OF_SILENCE = 20
_REDIRECTS_AT_MOST = 5
_CHUNK = 1 << 16
_BY_HAND = "Open the page in a browser, save it as .html, and add the file."
_HEADERS = {
    "User-Agent": "explainer-microsite (takes one article for its editor)",
    "Accept": "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.5",
    "Accept-Language": "en",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What an address gave.

    Attributes:
        original: The bytes, with the address that they came from in the end.
        redirects: The addresses on the way there, in order, without the first.
    """

    original: Original
    redirects: tuple[str, ...]


def is_address(text: str) -> bool:
    """Whether a word on the command line is meant as an address.

    >>> is_address("https://example.org/a"), is_address("ftp://example.org/"), is_address("a/b.html")
    (True, True, False)
    """
    return "://" in text and not text.startswith((".", "/"))


def fetch(address: str) -> Fetched:
    """Fetch an address.

    Raises:
        GeneratorError: It is none that can be fetched, leads elsewhere than to the web, or does not answer well.
    """
    _check(address, address, inside=True)
    inside = _is_inside(urlsplit(address).hostname or "")
    redirects = _Redirects(address, inside)
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler, urllib.request.HTTPHandler, urllib.request.HTTPSHandler,
        urllib.request.HTTPDefaultErrorHandler, urllib.request.HTTPErrorProcessor,
    ):  # fmt: skip
        opener.add_handler(handler())
    opener.add_handler(redirects)
    until = time.monotonic() + _SECONDS_AT_MOST
    try:
        request = urllib.request.Request(address, headers=_HEADERS)
        with opener.open(request, timeout=_SECONDS_OF_SILENCE) as answer:
            raw = _body(answer, until, address)
            charset = answer.headers.get_content_charset("") or ""
            final = answer.geturl()
    except urllib.error.HTTPError as problem:
        problem.close()
        message = f'the server answers "{problem.code} {problem.reason}"'
        raise refusal(address, "intake-fetch", message, _BY_HAND) from None
    except (OSError, http.client.HTTPException, EOFError, zlib.error, ValueError) as problem:
        raise _no_answer(address, problem) from problem
    return Fetched(
        original=Original(name=address, raw=raw, url=final, charset=charset), redirects=tuple(redirects.seen)
    )


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows redirections within the web, a few, and notes them."""

    max_redirections = _REDIRECTS_AT_MOST

    def __init__(self, address: str, inside: bool) -> None:
        self.address, self.inside, self.seen = address, inside, list[str]()

    def redirect_request(
        self, req: Any, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> urllib.request.Request | None:
        """The next request, if the address is one of the web."""
        try:
            _check(newurl, self.address, inside=self.inside)
        except ValueError:
            fp.close()
            raise
        self.seen.append(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


def _check(address: str, asked: str, *, inside: bool) -> None:
    parts = address_parts(address)
    if parts is None or not parts.hostname:
        where = "" if address == asked else f' to which "{asked}" leads'
        message = f'"{address[:200]}"{where} is no address of a web page'
        raise refusal(
            asked,
            "intake-address",
            message,
            "It begins with https:// or http://, and the name of a server follows.",
        )
    if not inside and _is_inside(parts.hostname):
        message = f'the address leads into your own network, to "{parts.hostname}"'
        raise refusal(asked, "intake-address", message, "An article on the web does not do that.")


def _is_inside(host: str) -> bool:
    """Whether a host is of one's own machine or network; one that is not known is none."""
    try:
        found = socket.getaddrinfo(host, None)
    except (OSError, UnicodeError):
        return False
    return any(not ipaddress.ip_address(str(item[4][0]).split("%")[0]).is_global for item in found)


def _body(answer: Any, until: float, address: str) -> bytes:
    parts: list[bytes] = []
    size = 0
    while part := answer.read1(_CHUNK):
        size += len(part)
        parts.append(part)
        if size > LARGEST:
            raise refusal(address, "intake-size", f"the answer has more than {LARGEST:,} bytes", _BY_HAND)
        if time.monotonic() > until:
            raise refusal(
                address, "intake-fetch", f"the answer takes more than {_SECONDS_AT_MOST} s", _BY_HAND
            )
    raw = b"".join(parts)
    if answer.length:
        raise http.client.IncompleteRead(raw, answer.length)
    if answer.headers.get("Content-Encoding", "").lower() not in ("gzip", "x-gzip"):
        return raw
    # Not asked for, and sent all the same.
    with gzip.GzipFile(fileobj=io.BytesIO(raw)) as packed:
        unpacked = packed.read(LARGEST + 1)
    if len(unpacked) > LARGEST:
        raise refusal(address, "intake-size", f"the answer unpacks to more than {LARGEST:,} bytes", _BY_HAND)
    return unpacked


def _no_answer(address: str, problem: Exception) -> Exception:
    reason = getattr(problem, "reason", None) or problem
    said = getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
    return refusal(address, "intake-fetch", f'the address cannot be fetched: "{str(said)[:160]}"', _BY_HAND)
