"""What is said to the editor when something is wrong: one record, one format, "did you mean".

Stages return diagnostics; only the MkDocs plugin and the command line print them.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum

from generator.characters import visible

SHOWN_AT_MOST = 20
# Of each line: what is quoted there may be a whole article on one line.
_LINE_AT_MOST = 2000


class Severity(StrEnum):
    """``ERROR`` stops the build, ``WARNING`` stops a strict one, ``INFO`` stops none."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


_WEIGHTS = (Severity.ERROR, Severity.WARNING, Severity.INFO)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Diagnostic:
    """One finding.

    Attributes:
        path: File, relative to the folder of ``mkdocs.yml``.
        line: 1-based; 0 where the whole file is meant.
        message: What is wrong, with the offending value in quotes.
        code: A stable word, listed in the documentation.
        hints: Why, or what was expected; then what to do. A line each.
        severity: What it stops.
    """

    path: str
    line: int
    message: str
    code: str
    hints: tuple[str, ...] = ()
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        """The message in the form ``path:line: what is wrong [code]``, hints indented below; safe for a terminal."""
        path = self.path.replace("\n", "\\n")
        where = f"{path}:{self.line}" if self.line else path
        message = shortened(self.message.replace("\n", " "), _LINE_AT_MOST)
        lines = [
            f"{where}: {message} [{self.code}]",
            *(f"    {shortened(hint, _LINE_AT_MOST)}" for hint in self.hints),
        ]
        return visible("\n".join(lines))


class GeneratorError(ValueError):
    """The build cannot go on; carries every error found so far.

    Attributes:
        diagnostics: Sorted by file and line.
    """

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Keep the diagnostics, sorted."""
        self.diagnostics = tuple(sorted(diagnostics))
        super().__init__(format_all(self.diagnostics))


def format_all(diagnostics: Iterable[Diagnostic], most: int | None = SHOWN_AT_MOST) -> str:
    """The diagnostics as text, errors before warnings: the first twenty, or with ``most=None`` all."""
    ordered = sorted(diagnostics, key=lambda item: (_WEIGHTS.index(item.severity), item))
    lines = [str(item) for item in ordered[:most]]
    if len(ordered) > len(lines):
        lines.append(f"… and {len(ordered) - len(lines)} more: `explainer check` lists all")
    return "\n".join(lines)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint such as ``Did you mean "withdrawal"?``, or ``""`` when nothing is near."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f'Did you mean "{near[0]}"?' if near else ""


def shortened(text: str, most: int = 60) -> str:
    """A text cut to ``most`` characters, for messages: what is quoted there may be of any length.

    Example:
        >>> shortened("a" * 99, 5)
        'aaaa…'
    """
    return text if len(text) <= most else f"{text[: most - 1]}…"


def error(path: str, line: int, code: str, message: str, *hints: str) -> Diagnostic:
    """An error diagnostic; empty hints are left out."""
    return Diagnostic(path=path, line=line, message=message, code=code, hints=tuple(filter(None, hints)))


def warning(path: str, line: int, code: str, message: str, *hints: str) -> Diagnostic:
    """A warning diagnostic; empty hints are left out."""
    return Diagnostic(
        path=path,
        line=line,
        message=message,
        code=code,
        hints=tuple(filter(None, hints)),
        severity=Severity.WARNING,
    )


_WORKING_ON = "while working on "
_WATCHING: ContextVar[Callable[[str], None] | None] = ContextVar("watching", default=None)


@contextmanager
def watched(told: Callable[[str], None]) -> Iterator[None]:
    """Be told what is worked on, as it is begun: for whoever shows progress."""
    token = _WATCHING.set(told)
    try:
        yield
    finally:
        _WATCHING.reset(token)


@contextmanager
def working_on(what: str) -> Iterator[None]:
    """Note on an exception that nobody foresaw what was being worked on when it came; tell whoever watches.

    Args:
        what: The path of an article or a page, or a claim with its file and line.
    """
    if told := _WATCHING.get():
        told(what)
    try:
        yield
    except GeneratorError:
        raise
    except Exception as problem:
        note_work(problem, what)
        raise


def note_work(problem: Exception, what: str) -> None:
    """Note on an exception what was being worked on when it came."""
    problem.add_note(f"{_WORKING_ON}{what}")


def failure(problem: Exception, file: str, *hints: str) -> Diagnostic:
    """What to say of an exception that is none of ours: that a file cannot be used, or that nobody foresaw it.

    Args:
        problem: What came.
        file: Of an ``OSError`` the file that cannot be used, as its editor knows it.
        hints: What to add in that case.
    """
    if isinstance(problem, OSError) and problem.strerror:
        right = "Give yourself the right to it." if isinstance(problem, PermissionError) else ""
        return error(file, 0, "file-access", f'the file cannot be used: "{problem.strerror}"', right, *hints)
    return unexpected(problem)


def unexpected(problem: BaseException) -> Diagnostic:
    """What to tell of an exception that nobody foresaw: where, what, and how to report it.

    The innermost of what was being worked on comes first.
    """
    places = [
        note.removeprefix(_WORKING_ON)
        for note in getattr(problem, "__notes__", ())
        if note.startswith(_WORKING_ON)
    ]
    path, *around = dict.fromkeys(places or ["explainer"])
    said = " ".join(str(problem).split())
    return error(
        path, 0, "unexpected",
        f"something unexpected happened: {type(problem).__name__}" + (f': "{said[:200]}"' if said else ""),
        f"This was part of {', '.join(around)}." if around else "",
        "This is a fault of explainer-microsite, not of yours; the last good site stays.",
        "Report it with what `explainer --verbose …` or `mkdocs build --verbose` prints, and the file named.",
    )  # fmt: skip
