"""A finished page as a PDF, printed by a browser that is installed: no network, and no day but the one it is given.

The page is copied beside itself without scripts and policy, its links made absolute, and printed with the theme's
rules for paper.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from html import escape, unescape
from pathlib import Path
from urllib.parse import urljoin

from generator.diagnostics import Diagnostic, GeneratorError, error

_BROWSERS = (
    *("chromium", "google-chrome", "google-chrome-stable", "chromium-browser", "chrome", "msedge"),
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
_FLAGS = (
    *("--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND"),
    *("--no-pdf-header-footer", "--generate-pdf-document-outline"),
)
_SECONDS = 120
_SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL | re.IGNORECASE)
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
_LINK = re.compile(r'(<a\b[^>]*?) href="([^"]*)"')
# Of a PDF, the day and minute of its making; as many characters as are put in their place.
_DATES = re.compile(rb"(/(?:CreationDate|ModDate) ?\(D:)\d{14}\+00'00'")
_HINT = (
    "Install Chromium or Google Chrome, or name one in CHROME_PATH; without the option `pdf` none is needed."
)


def print_page(page: Path, target: Path, *, title: str, address: str, day: str) -> None:
    """Print a page of the site that is being written.

    Args:
        page: The finished page.
        target: The PDF; the same page, browser and fonts give the same bytes.
        title: The document's.
        address: The page's absolute address, or ``""``; without one only the links within it stay.
        day: Of the document, ``YYYY-MM-DD``, or ``""``.

    Raises:
        GeneratorError: There is no such page, no browser, or the browser fails.
    """
    if not page.is_file():
        hint = "Show the page, or leave out the option `pdf`."
        raise GeneratorError([_wrong("pdf-failed", 'there is no page "everything" to print', hint)])
    browser = os.environ.get("CHROME_PATH") or next(filter(None, map(shutil.which, _BROWSERS)), None)
    if browser is None:
        raise GeneratorError([_wrong("pdf-no-browser", "no browser was found to print the PDF with", _HINT)])
    copy = page.with_name("print.html")
    copy.write_text(printable(page.read_text(encoding="utf-8"), title, address), encoding="utf-8")
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        said = _printed(browser, copy, target)
    finally:
        copy.unlink()
    if not target.is_file():
        last = said.strip().rpartition("\n")[2]
        why = [f"It said: {last}"] if last else []
        raise GeneratorError([_wrong("pdf-failed", f'"{browser}" printed no PDF', *why, _HINT)])
    told = (day or "2000-01-01").replace("-", "").encode()
    target.write_bytes(_DATES.sub(rb"\g<1>" + told + rb"000000+00'00'", target.read_bytes()))


def printable(html: str, title: str, address: str) -> str:
    """The page without scripts and policy; no link of it leads to a file of this machine.

    >>> printable('<title>x</title><a class="a" href="../b/#c">b</a>', "A & B", "https://a.example/x/")
    '<title>A &amp; B</title><a class="a" href="https://a.example/b/#c">b</a>'
    >>> printable('<a href="../b/">b</a><a href="#c">c</a>', "A", "")
    '<a>b</a><a href="#c">c</a>'
    """

    def absolute(match: re.Match[str]) -> str:
        target = unescape(match[2])
        if target.startswith("#"):
            return match[0]
        whole = urljoin(address, target)
        return f'{match[1]} href="{escape(whole)}"' if ":" in whole.partition("/")[0] else match[1]

    html = _POLICY.sub("", _SCRIPT.sub("", html))
    # In a function: a title may hold a backslash.
    html = _TITLE.sub(lambda _: f"<title>{escape(title, quote=False)}</title>", html, count=1)
    return _LINK.sub(absolute, html)


def _printed(browser: str, page: Path, target: Path) -> str:
    """What the browser says while it prints, with a profile of its own."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [browser, *_FLAGS, f"--user-data-dir={profile}", f"--print-to-pdf={target}", page.as_uri()]
        # Chromium has no sandbox for root, which containers run as.
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.insert(1, "--no-sandbox")
        try:
            done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
        except (OSError, subprocess.TimeoutExpired) as problem:
            return str(problem)
    return done.stderr.decode("utf-8", "replace")


def _wrong(code: str, message: str, *hints: str) -> Diagnostic:
    return error("mkdocs.yml", 0, code, message, *hints)
