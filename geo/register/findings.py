"""What the checks find: one thing that is wrong or doubtful, why, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from geo.errors import Fault, RegisterError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["Finding", "error", "note", "refuse", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check found.

    An ``error`` blocks the change; a ``warning`` asks, and a person may take it; a ``note`` says
    what the checks did themselves, such as filling in a commune, and how sure that is. ``code``
    is a short stable word for programs, ``column`` the column concerned (empty: the whole row).
    """

    level: Literal["error", "warning", "note"]
    code: str
    column: str
    what: str
    why: str
    do: str

    def __str__(self) -> str:
        where = f"{self.column}: " if self.column else ""
        return f"{self.level}: {where}{self.what} {self.why} {self.do}".replace("  ", " ").strip()

    def as_dict(self) -> dict[str, str]:
        """Return the finding as plain data, for JSON."""
        return {
            "level": self.level,
            "code": self.code,
            "column": self.column,
            "what": self.what,
            "why": self.why,
            "do": self.do,
        }


def error(code: str, column: str, what: str, why: str, do: str) -> Finding:
    """Return a finding that blocks."""
    return Finding("error", code, column, what, why, do)


def warning(code: str, column: str, what: str, why: str, do: str) -> Finding:
    """Return a finding that asks."""
    return Finding("warning", code, column, what, why, do)


def note(code: str, column: str, what: str, why: str, do: str) -> Finding:
    """Return a finding that only tells."""
    return Finding("note", code, column, what, why, do)


def refuse(findings: Iterable[Finding], file: Path | str, *, accept_warnings: bool) -> None:
    """Raise RegisterError with everything that stands against a change.

    Errors always do, warnings only until somebody accepts them.
    """
    against = [f for f in findings if f.level == "error" or not accept_warnings]
    if against:
        faults = [
            Fault(file, f.what, column=f.column or None, hint=f"{f.why} {f.do}".strip())
            for f in against
        ]
        raise RegisterError(faults, only_warnings=all(f.level == "warning" for f in against))
