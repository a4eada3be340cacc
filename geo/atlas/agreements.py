"""Agreements that articles name: they have no place, and stand in the list beside the map."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from geo.atlas.atlas import proof
from geo.atlas.identity import digest
from geo.facts.sentences import split
from geo.model import Evidence
from geo.names import key
from geo.tables import read_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from geo.model import Article

__all__ = ["agreements"]

_YEARS = r"(?P<from>(?:19|20)\d\d)(?:\s*(?:[-–—/]|to|until)\s*(?P<to>(?:19|20)?\d\d))?"


def agreements(articles: Iterable[Article], data: Path) -> list[dict[str, Any]]:
    """Return the agreements with the years in which they hold, each one once.

    An agreement is a class word ("protocol", "memorandum of understanding") with what it is on
    and a range of years in the same clause, by the words of ``vocabulary/agreements.txt``.
    """
    texts = list(articles)
    by_id = {article.id: article for article in texts}
    found: dict[str, dict[str, Any]] = {}
    for article in texts:
        for sentence in split(article.text):
            text = article.text[sentence.start : sentence.end]
            for match in _pattern(data / "vocabulary" / "agreements.txt").finditer(text):
                row = _row(match)
                kept = found.setdefault(row["id"], row)
                piece = Evidence(article.id, sentence.start, sentence.end)
                kept["evidence"] += [e for e in proof([piece], by_id) if e not in kept["evidence"]]
    return list(found.values())


@cache
def _pattern(path: Path) -> re.Pattern[str]:
    words = read_words(path)

    def any_of(section: str) -> str:
        return "|".join(re.escape(w) for w in sorted(words[section], key=lambda w: (-len(w), w)))

    kinds, before = any_of("agreement"), any_of("before years")
    return re.compile(
        rf"(?P<name>\b(?:{kinds})\b(?:\s+(?:on|of)\s+[^,.;:()]{{3,60}}?)?)"
        rf"[\s,(]*(?:{before})\s+(?:the\s+)?(?P<years>{_YEARS})",
        re.IGNORECASE,
    )


def _row(match: re.Match[str]) -> dict[str, Any]:
    name = " ".join(match["name"].split())
    start = match["from"]
    end = match["to"] or start
    end = start[: 4 - len(end)] + end
    title = f"{name[:1].upper()}{name[1:]} {start}" + (f"–{end}" if end != start else "")
    return {
        "id": f"ag-{digest(key(name), start, end)}",
        "kind": "agreement",
        "name": title,
        "reason": "An agreement; it has no place of its own.",
        "date_start": start,
        "date_end": end,
        "confidence": 1.0,
        "evidence": [],
    }
