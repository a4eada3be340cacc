"""One writer of a data folder at a time."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from geo.errors import Fault, RegisterError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["WAIT_SECONDS", "locked"]

WAIT_SECONDS = 30.0
"""How long a writer waits for another one before giving up."""


@contextmanager
def locked(path: Path, *, wait: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold the lock of the data folder that a file lies in, while the file is being changed.

    Raises
    ------
    RegisterError
        Somebody else holds the lock for longer than ``wait`` seconds, or it cannot be made.
    """
    from filelock import FileLock, Timeout

    folder = path.parent / ".checkpoints"
    try:
        folder.mkdir(exist_ok=True)
        lock = FileLock(folder / "lock", timeout=wait)
        lock.acquire()
    except Timeout:
        what = "is being changed by somebody else."
        raise RegisterError(Fault(path, what, hint="Try again in a moment.")) from None
    except OSError as error:
        what = f"cannot be changed: {error.strerror or error}."
        hint = "Give a data folder of your own with --data."
        raise RegisterError(Fault(path, what, hint=hint)) from None
    try:
        yield
    finally:
        lock.release()
