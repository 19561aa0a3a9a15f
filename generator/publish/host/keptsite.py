"""The site's folder: a build writes beside it, and what is whole takes its place at once.

Whatever ends a build - an error, Ctrl-C, a kill, a full disk - the last good site stands as it was. What
a killed build leaves lies in one hidden folder, which the next one finds and clears.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from generator.diagnostics import GeneratorError, error
from generator.publish.host.filesystem import exchange, files_in, open_locked, signals_held

# The list of what a build wrote, in the site itself: so that nothing else is ever cleared away.
LISTED = ".explainer"
_YARD = ".explainer-build"
# What earlier versions wrote without such a list.
_UNLISTED = ("index.html", "404.html", "css/site.css")
# What file managers leave in any folder, and what servers are given beside a file.
_LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
_PACKED = (".gz", ".br", ".zst")
_PATIENCE = 120  # seconds, for another build to end


class KeptSite:
    """A site's folder and the place where the next one is built.

    The place is a hidden folder beside the site's; inside it, where the site is a mount or nothing can be written
    beside it.
    """

    def __init__(self, site: Path) -> None:
        """Take ``site``; a link to a folder stays one."""
        self.site = site.resolve()
        self._beside = self.site.parent / f".{self.site.name}{_YARD}"
        self._inside = self.site / _YARD
        self._yard = self._beside
        self._lock: int | None = None

    @property
    def new(self) -> Path:
        """The folder to build in."""
        return self._yard / "new"

    def begin(self, *, copied: bool = False, waiting: Callable[[], None] = lambda: None) -> Path:
        """Keep other builds out, clear what a killed one left, and make the folder to build in.

        Args:
            copied: Begin with a copy of the site, for builds that write only what has changed.
            waiting: Called when another build of the site is under way.

        Raises:
            GeneratorError: The folder holds what no build wrote, or another build does not end.
            OSError: Nothing can be written.
        """
        if self.site.exists() and not self.site.is_dir():
            message = f'the site would be written to "{self.site}", which is a file'
            raise _refusal("site-foreign", message, "Set `site_dir` to a folder of its own, such as `site`.")
        self._take(waiting)
        try:
            self._recover()
            self._stop_on_foreign()
            self._yard.joinpath(".gitignore").write_text("*\n", "utf-8")
            if copied and self.site.is_dir():
                shutil.copytree(self.site, self.new, symlinks=True, ignore=self._hidden)
            self.new.mkdir(exist_ok=True)
        except BaseException:
            self.drop()
            raise
        return self.new

    def publish(self) -> None:
        """Put what was built in the site's place.

        Raises:
            GeneratorError: Something that no build wrote was put into the folder meanwhile.
            OSError: The disk is full, say; the old site stands.
        """
        self._stop_on_foreign()
        if self._yard == self._beside:
            self._keep_hidden()
        names = sorted(path.relative_to(self.new).as_posix() for path in files_in(self.new))
        listed = "".join(f"{name}\n" for name in names)
        self.new.joinpath(LISTED).write_bytes(listed.encode("utf-8", "surrogateescape"))
        self._keep_rights()
        with signals_held():
            if not self._renamed():
                self._poured()
        self.drop()

    def drop(self) -> None:
        """Clear the place where the site was built, and let other builds in."""
        if self._lock is None:
            return
        self._clear()
        with contextlib.suppress(OSError):
            self._yard.joinpath("lock").unlink()
        os.close(self._lock)
        self._lock = None
        with contextlib.suppress(OSError):
            # Windows removes no file that is open.
            self._yard.joinpath("lock").unlink()
        with contextlib.suppress(OSError):
            self._yard.rmdir()

    # ------------------------------------------------------------ before a build

    def _take(self, waiting: Callable[[], None]) -> None:
        """Lock the place; what other builds of the same site have locked is waited for."""
        until, told = time.monotonic() + _PATIENCE, False
        while (handle := self._try_lock()) is None:
            if not told:
                waiting()
                told = True
            if time.monotonic() > until:
                message = f'another build is writing "{self.site}" and does not end'
                raise _refusal("site-busy", message, "Stop it, then build again.")
            time.sleep(0.1)
        self._lock = handle

    def _try_lock(self) -> int | None:
        self._choose()
        try:
            return open_locked(self._yard / "lock")
        except FileNotFoundError:
            # The build that just ended took the folder away.
            return None
        except OSError:
            with contextlib.suppress(OSError):
                self._yard.rmdir()
            raise

    def _choose(self) -> None:
        self.site.parent.mkdir(parents=True, exist_ok=True)
        beside = not self.site.is_mount() and os.access(self.site.parent, os.W_OK)
        self._yard = self._beside if beside else self._inside
        self._yard.mkdir(parents=True, exist_ok=True)

    def _recover(self) -> None:
        """Finish or undo what a killed build had begun, and clear the rest."""
        if (self._inside / "whole").is_dir():
            _pour(self.site, self._inside / "whole")
        old = self._beside / "old"
        if old.is_dir() and not self.site.exists():
            old.rename(self.site)
        self._clear()
        other = self._beside if self._yard == self._inside else self._inside
        shutil.rmtree(other, ignore_errors=True)

    def _clear(self) -> None:
        """Remove everything in the place but its lock, and what is still being put into the site."""
        for item in self._yard.iterdir() if self._yard.is_dir() else ():
            if item.name == "old" and not self.site.exists():
                continue
            if item.is_dir() and not item.is_symlink() and item.name != "whole":
                shutil.rmtree(item, ignore_errors=True)
            elif item.name not in ("lock", "whole"):
                with contextlib.suppress(OSError):
                    item.unlink()

    def _stop_on_foreign(self) -> None:
        found = next(_foreign(self.site), None)
        if found is not None:
            raise _refusal(
                "site-foreign",
                f'the site would be written to "{self.site}", which holds "{found}", and no build wrote that',
                "A build replaces the whole folder. Set `site_dir` to another one,",
                "or move away what is in it (files of your own that belong to the site: into `docs_dir`).",
            )

    def _hidden(self, folder: str, names: list[str]) -> list[str]:
        return [name for name in names if name.startswith(".")] if Path(folder) == self.site else []

    # ------------------------------------------------------------ after it

    def _keep_hidden(self) -> None:
        """Take along what MkDocs leaves alone, too: hidden files of the folder, such as ``.git``."""
        for item in self.site.iterdir() if self.site.is_dir() else ():
            target = self.new / item.name
            if not item.name.startswith(".") or item.name in (LISTED, _YARD) or os.path.lexists(target):
                continue
            if item.is_dir() and not item.is_symlink():
                shutil.copytree(item, target, symlinks=True)
            else:
                shutil.copy2(item, target, follow_symlinks=False)

    def _keep_rights(self) -> None:
        if self.site.is_dir():
            was = self.site.stat()
            self.new.chmod(was.st_mode & 0o7777)
            with contextlib.suppress(OSError, AttributeError):
                os.chown(self.new, was.st_uid, was.st_gid)

    def _renamed(self) -> bool:
        """Exchange the two folders; false where a mount, or the system, forbids it."""
        if self._yard == self._inside:
            return False
        with contextlib.suppress(OSError):
            if self.site.exists():
                exchange(self.new, self.site)
            else:
                self.new.rename(self.site)
            return True
        old = self._yard / "old"
        try:
            self.site.rename(old)
        except OSError:
            return False
        try:
            self.new.rename(self.site)
        except OSError:
            old.rename(self.site)
            return False
        return True

    def _poured(self) -> None:
        """Put the files into the folder one by one; a kill on the way is mended by the next build."""
        if self._yard != self._inside:
            # Another file system, perhaps: all of it first, while a full disk does no harm.
            try:
                shutil.copytree(self.new, self._inside / "new", symlinks=True)
            except OSError:
                shutil.rmtree(self._inside, ignore_errors=True)
                raise
        whole = self._inside / "whole"
        self._inside.joinpath("new").rename(whole)
        _pour(self.site, whole)
        if self._yard != self._inside:
            shutil.rmtree(self._inside, ignore_errors=True)


def _pour(site: Path, whole: Path) -> None:
    """Move each file of ``whole`` to its place in ``site``, the pages last, and remove what is of the old site.

    Can be taken up again wherever it was broken off.
    """
    listed = _listed(whole)
    listed = _listed(site) if listed is None else listed
    moving = sorted(files_in(whole), key=lambda path: (path.name == LISTED, path.suffix == ".html", path))
    for path in moving:
        target = site / path.relative_to(whole)
        _make_way(site, target)
        path.replace(target)
    for path in list(files_in(site)):
        name = path.relative_to(site).as_posix()
        if not name.startswith(".") and listed is not None and name not in listed:
            path.unlink()
    for folder, _, _ in os.walk(site, topdown=False):
        if folder != str(site) and not Path(folder).relative_to(site).parts[0].startswith("."):
            with contextlib.suppress(OSError):
                Path(folder).rmdir()
    shutil.rmtree(whole)


def _make_way(site: Path, target: Path) -> None:
    """Let a file be put where the old site had a folder, and a folder where it had a file."""
    for folder in reversed(target.relative_to(site).parents[:-1]):
        at = site / folder
        if at.is_symlink() or at.is_file():
            at.unlink()
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.is_dir() and not target.is_symlink():
        shutil.rmtree(target)


def _listed(site: Path) -> frozenset[str] | None:
    """What a build wrote into the folder; ``None`` if it has no list."""
    try:
        text = site.joinpath(LISTED).read_bytes().decode("utf-8", "surrogateescape")
    except OSError:
        return None
    return frozenset(text.splitlines())


def _foreign(site: Path) -> Iterator[str]:
    """What is in the folder and was written by no build; hidden parts of it stay whatever is built."""
    listed = _listed(site)
    if listed is None and all(site.joinpath(name).is_file() for name in _UNLISTED):
        return
    known = listed or frozenset()
    for path in files_in(site):
        name = path.relative_to(site).as_posix()
        packed = path.suffix in _PACKED and name.removesuffix(path.suffix) in known
        if not (name.startswith(".") or name in known or packed or path.name in _LITTER):
            yield name


def _refusal(code: str, message: str, *hints: str) -> GeneratorError:
    return GeneratorError([error("mkdocs.yml", 0, code, message, *hints)])


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
        """The file that an ``OSError`` is about, as its editor knows it; the site's folder, where none is named."""
        named = problem.filename if isinstance(problem, OSError) else None
        path = Path(self.site_dir if isinstance(named, int | None) else named)
        if self._kept is not None and path.is_relative_to(self._kept.new):
            path = Path(self.site_dir, path.relative_to(self._kept.new))
        return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
