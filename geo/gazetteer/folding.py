"""Folding of many names at once.

``geo.names.fold`` keeps an index map for texts; a gazetteer folds sixty thousand short names
and needs none. Both give the same result, which a test holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.names import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["fold_names", "squeeze"]

_END = "\n"


class _Table(dict[int, str]):
    """What every character folds to, found out on first sight."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        self[code] = folded = character if character == _END else fold(character)
        return folded


class _Squeeze(dict[int, str]):
    """Letters, digits and Khmer signs stay; all else goes."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        keep = character == _END or character.isalnum() or "\u1780" <= character <= "\u17ff"
        self[code] = kept = character if keep else ""
        return kept


_TABLE, _SQUEEZE = _Table(), _Squeeze()


def fold_names(names: Sequence[str]) -> list[str]:
    """Return the names folded as ``geo.names.fold`` does; none may hold a line break."""
    return _END.join(names).translate(_TABLE).split(_END) if names else []


def squeeze(folded: Sequence[str]) -> list[str]:
    """Return the keys (``geo.names.key``) of names that are folded already."""
    return _END.join(folded).translate(_SQUEEZE).split(_END) if folded else []
