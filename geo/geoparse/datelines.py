"""Where and when a text was written: its dateline, and the day that its names are read by."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date
from typing import TYPE_CHECKING

from geo.geoparse.index import WEAK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.geoparse.index import NameIndex
    from geo.geoparse.name import Name
    from geo.geoparse.tokens import Tokens
    from geo.model import Article

__all__ = ["before_reform", "day_of", "mark_datelines", "name_of_town", "raise_datelines"]

_AGENCY = re.compile(
    r"(?:,[^().\n]{0,40})?\s*\([^()\n]{2,40}\)\s*[-–—―:]"
    r"|\s+[—―–]\s+"
    r"|(?:,[^().\n]{0,30})?\s+--?\s+"
)
_LOWERED = re.compile(
    r"\n[^\S\n]*([a-z][a-z' ]{3,30}?)(?:,[^\n.]{0,30})? +[–—-]{1,2} +(?=[A-Z\"“])"
)
_THIS_TOWN = re.compile(
    r"\b(?:this|the)\s+(?:[a-z-]+\s+){0,3}(?:town|city|provincial capital|capital)\b(?!\s+of\b)"
)
_FIRST_LINE = 200
_END = re.compile(
    r",?\s*(?:\w+,?\s+)?\d{1,2}(?:st|nd|rd|th)?\s+\w+\s+\d{4}[^\S\n]*+\.?[^\S\n]*+(?:\n|$)"
)


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


def raise_datelines(tokens: Tokens, index: NameIndex) -> None:
    """Give capitals to a dateline that lost them: "svay rieng – Two lorries"."""
    text = tokens.text
    if text[:1].islower():  # the line break before the first line is left out
        opening = _LOWERED.match("\n" + text[:_FIRST_LINE])
        if opening is not None:
            _raise(tokens, index, opening.start(1) - 1, opening.end(1) - 1)
    for line in _LOWERED.finditer(text):
        _raise(tokens, index, line.start(1), line.end(1))


def _raise(tokens: Tokens, index: NameIndex, start: int, end: int) -> None:
    """Give capitals to the words of a stretch if they are a name of the lists."""
    first, last = bisect_left(tokens.starts, start), bisect_left(tokens.starts, end)
    if index.has("".join(map(tokens.key, range(first, last))), WEAK):
        tokens.capital[first:last] = [True] * (last - first)


def name_of_town(tokens: Tokens, name: Name) -> bool:
    """Say whether the sentence that a dateline opens calls it a town: "this quiet river town"."""
    if not name.dateline or name.said is not None:
        return False
    match = _THIS_TOWN.search(tokens.text, name.end, name.end + _FIRST_LINE)
    return match is not None and "\n" not in tokens.text[name.end : match.start()].strip()


def _heads(text: str, name: Name, after_caption: bool) -> bool:
    match = _AGENCY.match(text, name.end)
    if match is None:
        return False
    if "(" in match[0]:
        return True
    if after_caption:
        return False
    place = text[name.start : name.end]
    return place.isupper() or place.islower() or "—" in match[0]


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_REDRAWN = frozenset(("province", "district", "commune"))
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


def before_reform(names: Sequence[Name], index: NameIndex) -> date | None:
    """Return the last day of Vietnam's old units if an undated text names one by its class.

    "Duc Hue district", "Ha Tien City": Vietnam has had none since; None if no name tells.
    """
    for name in names:
        said = name.said
        if said == "city" and name.class_word is not None and name.class_word.words == "city":
            said = "district"
        if said not in _REDRAWN or name.embedded:
            continue
        places = [p for p in index.places(name.key) if p.type == said]
        if places and all(
            p.country == "VN" and p.valid_to is not None and p.valid_to.year == _REFORM
            for p in places
        ):
            return max(p.valid_to for p in places if p.valid_to is not None)
    return None
