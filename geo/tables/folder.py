"""Where the data folder lies."""

from __future__ import annotations

import os
from pathlib import Path

from geo.errors import DataError, Fault

__all__ = ["data_folder"]


def data_folder(data: Path | str | None = None) -> Path:
    """Return the folder with the data files.

    The given one; else ``$BORDERATLAS_DATA``; else ``data/`` of the checkout that the package
    runs from; else the copy that was installed with the package.

    Raises
    ------
    DataError
        The folder does not exist or holds no register of checkpoints.
    """
    given = data or os.environ.get("BORDERATLAS_DATA")
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
