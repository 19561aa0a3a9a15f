"""`mkdocs serve`: what a build that fails says, the last good pages with it, and what a build takes from the last one.

Told by MkDocs' own logger: what happened to which file, never a traceback.
"""

from __future__ import annotations

import html
import logging
import re
import signal
import sys
import threading
from collections.abc import Callable, Hashable, Iterable
from typing import Any, NoReturn, TypeVar

from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.plugins import PrefixedLogger
from mkdocs.utils import CountHandler

from generator.diagnostics import GeneratorError, failure, note_work

_Made = TypeVar("_Made")
_BODY = re.compile(rb"<body[^>]*>", re.IGNORECASE)
_STYLE = (
    "position:sticky;top:0;z-index:2147483647;max-height:50vh;overflow:auto;margin:0;padding:1rem;"
    "background:#7a1010;color:#fff;font:14px/1.4 monospace;white-space:pre-wrap;text-align:left;direction:ltr"
)


class LastGood:
    """What went wrong since the pages that are shown were built.

    Attributes:
        message: Shown over each page; empty while nothing is wrong.
    """

    def __init__(self, logger: logging.Logger) -> None:
        """Listen to ``logger``, to which a build tells its errors."""
        self.message = ""
        self._logger = logger

    def guarded(self, build: Callable[[], None], tell: Callable[[Exception], None]) -> Callable[[], None]:
        """A build that ends well whatever happens: the server keeps requests waiting after one that does not.

        Args:
            build: Builds the site.
            tell: Says of an exception, by the logger, what nobody has said yet.
        """

        def run() -> None:
            said = _Said()
            self._logger.addHandler(said)
            try:
                build()
            except Exception as problem:  # noqa: BLE001 - told, and shown on every page
                tell(problem)
                self.message = said.text() or str(problem)
            else:
                self.message = ""
            finally:
                self._logger.removeHandler(said)

        return run

    def over(self, app: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
        """The WSGI application with the message on top of its pages."""

        def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
            if not self.message:
                return app(environ, start_response)
            begun: list[tuple[str, list[tuple[str, str]]]] = []
            parts = app(environ, lambda status, headers, *_: begun.append((status, headers)))
            status, headers = begun[-1]
            if not any(name.lower() == "content-type" and "html" in value for name, value in headers):
                start_response(status, headers)
                return parts
            content = _with(self.message, b"".join(parts))
            if hasattr(parts, "close"):
                parts.close()
            kept = [(name, value) for name, value in headers if name.lower() != "content-length"]
            start_response(status, [*kept, ("Content-Length", str(len(content)))])
            return [content]

        return answer


class _Said(logging.Handler):
    """What a build said of what is wrong: its errors or, in a strict one, its warnings."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self._records.append(record)

    def text(self) -> str:
        worst = max((record.levelno for record in self._records), default=0)
        told = [record.getMessage().strip() for record in self._records if record.levelno == worst]
        return "\n\n".join(dict.fromkeys(told))


def _with(message: str, page: bytes) -> bytes:
    """The page with the message at the top of its body."""
    head = "The last good pages are shown until this is mended:"
    box = f'<div role="alert" style="{_STYLE}">{head}\n\n{html.escape(message)}</div>'.encode()
    found = _BODY.search(page)
    at = found.end() if found else 0
    return page[:at] + box + page[at:]


def end_on_sigterm() -> None:
    """Have SIGTERM end the program as Ctrl-C does, through every ``finally``, where nothing else is set."""
    main = threading.current_thread() is threading.main_thread()
    if main and signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, _end)


def _end(*_: object) -> NoReturn:
    sys.exit(128 + signal.SIGTERM)


# ---------------------------------------------------------------- what is said of a failure


class Failures:
    """Says of an exception what MkDocs has not said.

    Attributes:
        logger: The one above all those of MkDocs, or of ProperDocs.
        working: What is worked on, to be named if something nobody foresaw happens; ``""`` for nothing in particular.
    """

    def __init__(self, log: PrefixedLogger) -> None:
        """Tell by the logger above ``log``; the traceback, to those who ask for it, by ``log`` itself."""
        self.logger = logging.getLogger(log.name.split(".")[0])
        self.working = ""
        self._log = log

    def tell(self, problem: Exception, file: str) -> None:
        """Say what happened, where MkDocs has not.

        Args:
            problem: What ended the build.
            file: Of an ``OSError`` the file that cannot be used, as its editor knows it.
        """
        if isinstance(problem, Abort):
            return
        if isinstance(problem, (MkDocsException, GeneratorError)):
            self.logger.error(f"\n{problem}")
            return
        self._log.debug("The traceback of what follows:", exc_info=problem)
        note_work(problem, self.working or "mkdocs.yml")
        self.logger.error(f"\n{failure(problem, file, 'The last good site stays as it was.')}")

    def warned(self) -> bool:
        """Whether MkDocs has counted warnings, which it does in a strict build."""
        return any(isinstance(item, CountHandler) and item.get_counts() for item in self.logger.handlers)


# ---------------------------------------------------------------- what the last build made


class LastBuild:
    """What was made of texts in this build or in the last one: most edits leave most pages as they were."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._now: dict[Hashable, Any] = {}
        self._before: dict[Hashable, Any] = {}

    def begin(self) -> None:
        """Forget what the last build did not ask for."""
        self._before, self._now = self._now, {}

    def take(self, make: Callable[..., _Made], *texts: Hashable) -> _Made:
        """What a function makes of texts, and of nothing else; it is called where that is not known."""
        made: _Made | None = self.known((make, texts))
        if made is None:
            made = make(*texts)
            self.note((make, texts), made)
        return made

    def known(self, key: Hashable) -> Any:
        """What was noted in this build or in the last one; ``None`` where nothing was."""
        if key not in self._now and key in self._before:
            self._now[key] = self._before[key]
        return self._now.get(key)

    def note(self, key: Hashable, made: object) -> None:
        """Remember what was made of a key, which has all that it rests on."""
        self._now[key] = made
