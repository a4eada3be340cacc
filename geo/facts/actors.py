"""Who takes part in an event: persons with their office, organisations."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from geo.facts.lexicon import phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.facts.passage import Passage

__all__ = ["find_actors", "find_partners", "find_visitor"]

_LIMIT = 6
_WHOSE = re.compile(
    r"\b(?:visit|tour|trip|stay)\s+(?:of|by)\s+(?:[\w'’]+\s+){0,2}\Z", re.IGNORECASE
)


@cache
def _titled() -> re.Pattern[str]:
    """Return the pattern of a title and the name after it."""
    titles = "|".join(
        re.escape(t) for t in sorted(phrases("actors", "titles"), key=len, reverse=True)
    )
    name = r"[^\W\d_a-z][\w'’-]+(?:\s+[^\W\d_a-z][\w'’-]*){0,4}"
    # A row of titles parts in many ways ("Major", "General", "Major General"), a short one in few.
    return re.compile(rf"(?<!\w)((?i:{titles})\.?(?:\s+(?i:{titles})\.?){{0,3}})\s+({name})")


@cache
def _organisation() -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in phrases("actors", "organisations"))
    word = r"[^\W\d_a-z][\w'’.-]*"
    return re.compile(
        rf"(?<!\w)(?:{word}\s+){{0,5}}(?i:{words})(?!\w)"
        rf"(?:\s+(?:of|for|and)\s+(?:the\s+)?{word}(?:\s+(?:and\s+)?{word}){{0,3}})?"
    )


def _persons(passage: Passage, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the titles with names of a stretch: names are told by their capitals."""
    for at in passage.around.starts("titles", start, end, "actors"):
        match = _titled().match(passage.article.text, at, end) if at >= start else None
        if match is not None:
            yield match
            start = match.end()


def find_actors(passage: Passage, start: int, end: int) -> list[str]:
    """Return persons with their titles and organisations of a stretch, at most six."""
    found = [" ".join(m.group().split()) for m in _persons(passage, start, end)]
    if passage.around.has("organisations", start, end, "actors"):
        for match in _organisation().finditer(passage.article.text, start, end):
            name = " ".join(match.group().split())
            if " " in name and name[0].isupper():
                found.append(name)
    unique = [a for i, a in enumerate(found) if a not in found[:i]]
    return unique[:_LIMIT]


def find_visitor(passage: Passage, start: int, at: int, end: int) -> str | None:
    """Return the name, without title, of the person whose visit is told at an offset.

    The person right after "visit of" or "visit by", else the last named before the word.
    """
    after = next(_persons(passage, at, end), None)
    if after is not None and _WHOSE.search(passage.article.text, at, after.start()):
        return " ".join(after[2].split())
    found = [" ".join(m[2].split()) for m in _persons(passage, start, at)]
    return found[-1] if found else None


def find_partners(passage: Passage, start: int, end: int) -> list[str]:
    """Return the names, without titles, of the two persons of a stretch; [] of more or fewer."""
    named = list(dict.fromkeys(" ".join(m[2].split()) for m in _persons(passage, start, end)))
    return named if len(named) == 2 else []
