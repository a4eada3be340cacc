"""What a user has imported: where it is kept, listing and removing it.

An import is a folder with tables of the forms of the data folder (``places.csv``,
``points.csv``, ``aliases.csv``) and ``about.json`` with name, source and licence.
"""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from geo.errors import DataError, Fault, UsageError
from geo.tables import read_json

__all__ = ["Import", "imports_folder", "list_imports", "remove_import"]


@dataclass(frozen=True, slots=True)
class Import:
    """What was imported: ``places`` new ones, ``points`` for units that had none."""

    name: str
    source: str
    licence: str
    places: int
    points: int
    folder: str = ""


def imports_folder(data: Path | str | None = None) -> Path:
    """Return the folder that holds the imports.

    ``imports/`` of a data folder that is given; else ``gazetteers/`` in ``$BORDERATLAS_HOME``
    or, without that, in the user's data folder as the platform has it.
    """
    if data is not None:
        return Path(data) / "imports"
    home = os.environ.get("BORDERATLAS_HOME")
    if home:
        return Path(home) / "gazetteers"
    if sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    elif sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "borderatlas" / "gazetteers"


def list_imports(data: Path | str | None = None) -> list[Import]:
    """Return what was imported, by name; none where nothing was.

    Raises
    ------
    DataError
        An ``about.json`` is damaged.
    """
    folder = imports_folder(data)
    return [_about(path) for path in sorted(folder.glob("*/about.json"))]


def _about(path: Path) -> Import:
    try:
        return Import(**{**read_json(path), "folder": str(path.parent)})
    except (DataError, TypeError):
        what = "does not describe an import."
        hint = "Remove its folder and import the file anew."
        raise DataError(Fault(path, what, hint=hint)) from None


def remove_import(name: str, data: Path | str | None = None) -> None:
    """Remove an import; UsageError if there is none of that name."""
    known = {i.name: i for i in list_imports(data)}
    if name not in known:
        what = ", ".join(known) or "none"
        msg = f"There is no import {name!r}; imported: {what}."
        raise UsageError(msg)
    shutil.rmtree(known[name].folder)
