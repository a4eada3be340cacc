"""Where the data folder lies."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from geo.errors import DataError, Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["data_folder", "take_data_folder", "use_data_folder"]

_VARIABLE = "BORDERATLAS_DATA"
_OWN = os.environ.get(_VARIABLE)  # before a folder is taken
_TAKING = Lock()


def data_folder(data: Path | str | None = None) -> Path:
    """Return the folder with the data files.

    The given one; else ``$BORDERATLAS_DATA``; else ``data/`` of the checkout that the package
    runs from; else the copy that was installed with the package.

    Raises
    ------
    DataError
        The folder does not exist.
    """
    given = data or os.environ.get(_VARIABLE)
    if given:
        folder = Path(given)
        if not folder.is_dir():
            raise DataError(
                Fault(folder, "is no folder.", hint="Give the folder that holds checkpoints.csv.")
            )
        return folder
    package = Path(__file__).resolve().parent.parent
    checkout = package.parent / "data"
    if (package.parent / "pyproject.toml").is_file() and checkout.is_dir():
        return checkout
    installed = package / "_data"
    if installed.is_dir():
        return installed
    raise DataError(
        Fault(installed, "The data folder is missing.", hint="Install the package anew.")
    )


@contextmanager
def use_data_folder(data: Path | str | None) -> Iterator[None]:
    """Make a folder the one of the whole process, and of those that it starts, for a while.

    None changes nothing. What was read of another folder is forgotten, before and after.
    """
    if data is None:
        yield
        return
    before = os.environ.get(_VARIABLE)
    os.environ[_VARIABLE] = str(data)
    _forget()
    try:
        yield
    finally:
        del os.environ[_VARIABLE]
        if before is not None:
            os.environ[_VARIABLE] = before
        _forget()


def take_data_folder(data: str | None) -> None:
    """Make a folder the one of the whole process from now on; None: the one that it began with.

    For a process that works for others, one folder at a time. What was read of another folder is
    forgotten.
    """
    wanted = _OWN if data is None else data
    with _TAKING:
        if os.environ.get(_VARIABLE) == wanted:
            return
        if wanted is None:
            del os.environ[_VARIABLE]
        else:
            os.environ[_VARIABLE] = wanted
        _forget()


def _forget() -> None:
    """Empty what the functions of the program have kept: vocabulary, weights, gazetteer."""
    for name, module in list(sys.modules.items()):
        if name.startswith("geo."):
            for value in list(vars(module).values()):
                clear = getattr(value, "cache_clear", None)
                if callable(clear):
                    clear()
