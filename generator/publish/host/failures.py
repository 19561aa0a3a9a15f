"""What is said of a build that fails, by MkDocs' own logger: what happened to which file, never a traceback."""

from __future__ import annotations

import logging

from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.plugins import PrefixedLogger
from mkdocs.utils import CountHandler

from generator.diagnostics import GeneratorError, failure, note_work


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
