"""Where and when a text was written: its dateline, and the day that its names are read by."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.geoparse.name import Name
    from geo.geoparse.tokens import Tokens
    from geo.model import Article

__all__ = ["day_of", "mark_datelines"]

_AGENCY = re.compile(
    r"(?:,[^().\n]{0,40})?\s*\([^()\n]{2,40}\)\s*[-–—―:]"
    r"|\s+[—―–]\s+"
    r"|(?:,[^().\n]{0,30})?\s+--?\s+"
)
_END = re.compile(r",?\s*(?:\w+,?\s+)?\d{1,2}(?:st|nd|rd|th)?\s+\w+\s+\d{4}\s*\.?\s*(?:\n|$)")


def mark_datelines(tokens: Tokens, names: Sequence[Name]) -> None:
    """Mark the names that head a report ("Tay Ninh (VNA) –") or close it ("Phnom Penh, 11 May")."""
    text = tokens.text
    for name in names:
        line = text.rfind("\n", 0, name.start) + 1
        before = text[line : name.start].strip()
        if ((not before or before.endswith((")", "."))) and _heads(text, name, bool(before))) or (
            not before and _END.match(text, name.end)
        ):
            name.dateline = True


def _heads(text: str, name: Name, after_caption: bool) -> bool:
    match = _AGENCY.match(text, name.end)
    if match is None:
        return False
    if "(" in match[0]:
        return True
    if after_caption:
        return False
    return text[name.start : name.end].isupper() or "—" in match[0]


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_REFORM = 2025
"""The year in which Vietnam's units changed; what a later year says of the day is not needed."""


def day_of(article: Article) -> date | None:
    """Return the day as of which an article's units are meant; None if nothing tells it.

    Its own date, as exactly as the source states it; else the latest year in the text, if it is
    one before the reform of 2025.
    """
    if article.published is not None:
        return article.published
    stated = [int(part) for part in re.findall(r"\d+", article.published_text or "")]
    if stated and 1900 <= stated[0] <= 2100:
        month = stated[1] if len(stated) > 1 and 1 <= stated[1] <= 12 else 1
        return date(stated[0], month, 1)
    years = [int(year) for year in _YEAR.findall(article.text)]
    if years and max(years) < _REFORM:
        return date(max(years), 12, 31)
    return None
