"""What was read of a stretch of a text once, for all readers that ask for it again."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, TypeVar, TypeVarTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from geo.facts.passage import Passage

__all__ = ["remembered"]

_Found = TypeVar("_Found")
_Where = TypeVarTuple("_Where")
_UNREAD: Any = object()


def remembered(
    read: Callable[[Passage, *_Where], _Found],
) -> Callable[[Passage, *_Where], _Found]:
    """Let a reader of a passage read each sentence or stretch once; who asks again gets the same.

    What is found is shared, so nobody may change it. It is forgotten with the passage.
    """

    @wraps(read)
    def asked(passage: Passage, *where: *_Where) -> _Found:
        known = passage.memory[read]
        found: _Found = known.get(where, _UNREAD)
        if found is _UNREAD:
            found = known[where] = read(passage, *where)
        return found

    return asked
