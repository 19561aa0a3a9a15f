"""Where MkDocs builds the site: beside the last good one, whose place it takes in the end.

Comes in: MkDocs' configuration, whose ``site_dir`` is turned to the new folder and back.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from generator.publish.host.keptsite import KeptSite


class _HasSiteDir(Protocol):
    site_dir: str


class SitePlace:
    """The place of the site while it is built.

    Attributes:
        site_dir: Where the editor wants it.
    """

    def __init__(self) -> None:
        """No build is on."""
        self.site_dir = ""
        self._kept: KeptSite | None = None
        self._config: _HasSiteDir | None = None
        self._within = 0  # builds that another plugin runs inside this one, into the same folder

    def is_shared(self, config: _HasSiteDir) -> bool:
        """Whether another plugin begins a build within the one that is on; it is then counted."""
        if self._kept is None or config.site_dir != str(self._kept.new):
            return False
        self._within += 1
        return True

    def prepare(self, config: _HasSiteDir) -> None:
        """Remember where the site is to stand."""
        # A build that Ctrl-C ended may have been another's who goes on.
        self.let_go()
        self._config, self._kept = config, KeptSite(Path(config.site_dir))
        self.site_dir = config.site_dir

    def begin(self, config: _HasSiteDir, *, copied: bool, waiting: Callable[[], None]) -> None:
        """Have MkDocs write to the new folder; the arguments are those of ``KeptSite.begin``."""
        if self._kept is not None:
            config.site_dir = str(self._kept.begin(copied=copied, waiting=waiting))

    def end(self, config: _HasSiteDir, *, good: bool) -> None:
        """Put the new site in the place of the last, where it is good; nothing where a build within ends."""
        if self._within:
            self._within -= 1
        elif self._kept is not None and config.site_dir == str(self._kept.new):
            if good:
                self._kept.publish()
            self.let_go()

    def let_go(self) -> None:
        """Forget the place where the site was built; others look for the site where it stands."""
        self._within = 0
        if self._kept is not None:
            self._kept.drop()
            self._kept = None
        if self._config is not None:
            self._config.site_dir = self.site_dir
            self._config = None

    def unusable(self, problem: Exception, root: Path) -> str:
        """The file that an ``OSError`` is about, as its editor knows it; the site's folder, where none is named.

        Args:
            problem: What ended the build.
            root: The folder of ``mkdocs.yml``; what lies in it is named from there.
        """
        named = problem.filename if isinstance(problem, OSError) else None
        path = Path(self.site_dir if isinstance(named, int | None) else named)
        if self._kept is not None and path.is_relative_to(self._kept.new):
            path = Path(self.site_dir, path.relative_to(self._kept.new))
        return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
