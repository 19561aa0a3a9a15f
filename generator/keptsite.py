"""The last good site, set aside while a new one is built."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path


class KeptSite:
    """A copy of a site's folder, to be put back when the build fails, or dropped when it succeeds."""

    def __init__(self, site: Path) -> None:
        """Copy ``site``, if there is one."""
        # A link to a folder stays one.
        self._site = site.resolve()
        self._copy: Path | None = None
        if site.is_dir():
            self._copy = Path(tempfile.mkdtemp(prefix="explainer-")) / "site"
            shutil.copytree(self._site, self._copy, symlinks=True)

    def put_back(self) -> None:
        """Replace whatever is in the site's folder by the copy."""
        if self._copy is not None:
            shutil.rmtree(self._site, ignore_errors=True)
            shutil.copytree(self._copy, self._site, symlinks=True)
            self.drop()

    def drop(self) -> None:
        """Forget the copy."""
        if self._copy is not None:
            shutil.rmtree(self._copy.parent, ignore_errors=True)
            self._copy = None
