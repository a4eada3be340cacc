"""What an event is called that only the wording of its sentence tells: the sentence's own words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.facts.passage import Passage

__all__ = ["told_as"]

_LENGTH = 70  # characters that a title of this kind has at most
_OPENING = re.compile(r"(?:in|on|at|from|near|during|by|of)\b", re.IGNORECASE)
_NEXT = re.compile(r"[^,.]{0,24},\s+")  # "… district, ": class words behind a name or date
_LEAST = 20  # characters that must be left behind the setting


def told_as(passage: Passage, start: int, end: int) -> str:
    """Return a sentence's first words in quotes, without the place and day that it opens with.

    "In Tân Nam commune, on May 3, the guests planted trees." gives "“The guests planted trees”".
    """
    text = passage.article.text
    at = _behind_setting(passage, start, end)
    words = " ".join(text[at:end].split()).rstrip(".")
    if len(words) > _LENGTH:
        words = words[:_LENGTH].rsplit(" ", 1)[0].rstrip(" ,;:–-") + " …"
    return f"“{words[:1].upper()}{words[1:]}”"


def _behind_setting(passage: Passage, start: int, end: int) -> int:
    """Return where a sentence goes on behind "In A commune, B district, on May 3, "."""
    if _OPENING.match(passage.plain, start) is None:
        return start
    told = [(m.start, m.end) for m in passage.named(start, end)]
    told += [(d.start, d.end) for d in passage.dates_in(start, end)]
    at = start
    for first, last in sorted(told):
        if last <= at:
            continue
        behind = _NEXT.match(passage.plain, last, end)
        if "," in passage.plain[at:first] or behind is None or end - behind.end() < _LEAST:
            break
        at = behind.end()
    return at
