"""Writing files that are either the old or the new ones, never a mix."""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["atomic_write", "write_table"]


@contextmanager
def atomic_write(path: Path, *, binary: bool = False) -> Iterator[IO[Any]]:
    r"""Open a file for writing that takes its name only when all of it is on the disk.

    The old content stays until then and if anything fails: temporary file in the same folder,
    flush, fsync, replace (POSIX rename is atomic). Text is UTF-8 with ``\\n`` line ends.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    target = path.resolve()  # a symbolic link stays one
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix="~", dir=target.parent)
    temporary = Path(name)
    try:
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        temporary.chmod(mode)
        stream: IO[Any] = (
            os.fdopen(handle, "wb")
            if binary
            else os.fdopen(handle, "w", encoding="utf-8", newline="")
        )
        with stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(target.parent)


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
