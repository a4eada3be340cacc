"""Writing files that are either the old or the new ones, never a mix."""

from __future__ import annotations

import csv
import errno
import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["atomic_write", "naming", "write_table"]

_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)


@contextmanager
def atomic_write(path: Path, *, binary: bool = False) -> Iterator[IO[Any]]:
    r"""Open a file for writing that takes its name only when all of it is on the disk.

    The old content stays until then and if anything fails: temporary file in the same folder,
    flush, fsync, replace (POSIX rename is atomic). Text is UTF-8 with ``\\n`` line ends. A pipe or
    a device, which has no content to keep, is written to directly.
    """
    mode = "wb" if binary else "w"
    text: dict[str, Any] = {} if binary else {"encoding": "utf-8", "newline": ""}
    if path.exists() and not path.is_file():
        with path.open(mode, **text) as stream:
            yield stream
        return
    with naming(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        target = path.resolve()  # a symbolic link stays one
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix="~", dir=target.parent)
    temporary = Path(name)
    try:
        rights = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        temporary.chmod(rights)
        with os.fdopen(handle, mode, **text) as stream:
            yield stream
            with naming(path):
                stream.flush()
                os.fsync(stream.fileno())
        with naming(path):
            temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(target.parent)


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Let an OSError name the file or folder that was asked for, not a temporary one beside it."""
    try:
        yield
    except OSError as error:
        hint = "; choose a file or folder that you may write" if error.errno in _FORBIDDEN else ""
        raise OSError(error.errno, f"{error.strerror}{hint}", str(path)) from None


@cache
def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    """Make the new directory entry last; file systems that cannot are left alone."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def write_table(
    path: Path, header: Sequence[str], rows: Iterable[Mapping[str, Any] | Sequence[Any]]
) -> None:
    r"""Write a CSV table atomically: UTF-8, ``\\n`` line ends, None as an empty cell."""
    with atomic_write(path) as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(header)
        for row in rows:
            cells = [row.get(name) for name in header] if isinstance(row, Mapping) else row
            writer.writerow(["" if cell is None else cell for cell in cells])
