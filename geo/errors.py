"""One tree of errors; every one says what is wrong, where, and what to do.

::

    AtlasError
    ├── DataError           a data file, or a row of one, is not what its schema says
    │   └── RegisterError   a checkpoint is refused
    ├── ArticleError        an article cannot be read
    ├── ExportError         a layer cannot be written
    ├── ReaderError         a reader of facts gave an answer that cannot be used
    │   └── UnreachableError    whom it asks never let it in: it can read no article
    └── UsageError          a request that makes no sense

Catch the base class to catch them all::

    try:
        atlas = geo.build_atlas(articles=paths)
    except geo.AtlasError as error:
        print(error)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = [
    "ArticleError",
    "AtlasError",
    "DataError",
    "ExportError",
    "Fault",
    "ReaderError",
    "RegisterError",
    "UnreachableError",
    "UsageError",
]


class AtlasError(Exception):
    """Base of all errors that Border Atlas raises on purpose."""


class Fault:
    """One thing that is wrong with one place of one file.

    Parameters
    ----------
    file
        The file, as the user named it.
    what
        What is wrong and what was expected, in one sentence.
    row
        Line number in the file, counted from 1 as editors do; None for the whole file.
    column
        Name of the column or property; None for the whole row.
    hint
        What to do about it.
    """

    __slots__ = ("column", "file", "hint", "row", "what")

    def __init__(
        self,
        file: Path | str,
        what: str,
        *,
        row: int | None = None,
        column: str | None = None,
        hint: str = "",
    ) -> None:
        self.file = str(file)
        self.what = what
        self.row = row
        self.column = column
        self.hint = hint

    def __str__(self) -> str:
        where = self.file
        if self.row is not None:
            where += f", line {self.row}"
        if self.column is not None:
            where += f", column {self.column}"
        return f"{where}: {self.what}" + (f" {self.hint}" if self.hint else "")


class DataError(AtlasError):
    """A data file is missing, unreadable, or has rows that its schema does not allow.

    Carries every fault found, not only the first one.
    """

    def __init__(self, faults: Fault | Sequence[Fault]) -> None:
        self.faults = [faults] if isinstance(faults, Fault) else list(faults)
        super().__init__(self.faults)

    def __str__(self) -> str:
        return "\n".join(map(str, self.faults))


class RegisterError(DataError):
    """A change to the register of checkpoints is refused; the faults say why.

    ``only_warnings`` says that the change would be made if the warnings were accepted.
    """

    def __init__(self, faults: Fault | Sequence[Fault], *, only_warnings: bool = False) -> None:
        super().__init__(faults)
        self.only_warnings = only_warnings


class ArticleError(AtlasError):
    """An article cannot be read: empty, binary, wrongly encoded, too large, without text."""

    def __init__(self, path: Path | str, what: str, hint: str = "") -> None:
        self.path = str(path)
        self.what = what
        super().__init__(f"{path}: {what}" + (f" {hint}" if hint else ""))


class ExportError(AtlasError):
    """A layer cannot be written in the format or to the place that was asked for."""


class ReaderError(AtlasError):
    """A reader of facts gave an answer that cannot be used."""


class UnreachableError(ReaderError):
    """Whom a reader of facts asks was never reached or never let it in, and reading ends.

    No article could be read: the address, the model or the key is wrong, or the server is off.
    """


class UsageError(AtlasError):
    """A request that makes no sense, such as a layer that does not exist."""
