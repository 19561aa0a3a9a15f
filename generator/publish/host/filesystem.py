"""What the systems do differently: exchange of folders, locks, signals; files that are replaced at once."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_AT_FDCWD = -100
_EXCHANGE = 2  # RENAME_EXCHANGE of Linux and RENAME_SWAP of macOS


def exchange(one: Path, other: Path) -> None:
    """Let two folders change places, in one step.

    Raises:
        OSError: The system has no such call, or one of the two is a mount.
    """
    names = (os.fsencode(one), os.fsencode(other))
    if sys.platform == "win32":
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            failed = library.renamex_np(*names, _EXCHANGE)
        else:
            failed = library.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _EXCHANGE)
    except AttributeError:
        # musl has had it since 1.2.4 only.
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS)) from None
    if failed:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), str(other))


def lock(handle: int) -> bool:
    """Lock an open file for this process, which the system undoes when it ends; false if another one has it."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - Windows alone has it

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - Windows has it not

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as problem:
        # Some network drives know no locks: better to build without than not at all.
        return problem.errno not in (errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK)
    return True


def open_locked(path: Path) -> int | None:
    """A file opened and locked, made if there is none; ``None`` if another process has it.

    Raises:
        OSError: The file cannot be made; its folder is gone, say.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    with contextlib.suppress(FileNotFoundError):
        # A file that was moved or removed meanwhile keeps nobody out.
        if lock(handle) and os.path.samestat(os.fstat(handle), path.stat()):
            return handle
    os.close(handle)
    return None


def write_whole(path: Path, data: bytes, *, lasting: bool = True) -> None:
    """Put bytes in the place of a file at once, or leave the file as it was; a link is followed.

    Args:
        path: The file; made if there is none.
        data: All that it is to hold.
        lasting: Wait until it is on the disk.

    Raises:
        OSError: It cannot be written: a full disk, a folder without the right to, another process that writes it.
    """
    target = path.resolve()
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    # Always the same name: what a kill leaves is written over by the next.
    beside = target.with_name(f".{target.name}.new")
    handle = open_locked(beside)
    if handle is None:
        raise BlockingIOError(errno.EAGAIN, "another process is writing it", str(path))
    try:
        with os.fdopen(handle, "wb") as out:
            out.truncate()
            out.write(data)
            out.flush()
            if target.exists():
                beside.chmod(target.stat().st_mode & 0o7777)
            if lasting:
                os.fsync(out.fileno())
            if os.name != "nt":
                beside.replace(target)
        if os.name == "nt":
            # Windows moves no file that is open.
            beside.replace(target)
    except BaseException as problem:
        beside.unlink(missing_ok=True)
        if isinstance(problem, OSError) and problem.filename is None:
            # A full disk is told without a name.
            problem.filename = str(path)
        raise


@contextmanager
def signals_held() -> Iterator[None]:
    """Let Ctrl-C and requests to end wait for the few steps that belong together."""
    if sys.platform == "win32":
        yield
        return
    held = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, held)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def files_in(folder: Path) -> Iterator[Path]:
    """The files below a folder, links to folders among them, in no order; none if there is no such folder."""
    for place, folders, files in os.walk(folder):
        for name in files:
            yield Path(place, name)
        for name in folders:
            if Path(place, name).is_symlink():
                yield Path(place, name)
