"""What takes place "along the border": it belongs to the whole line, the place ``border``."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from geo.model import Place
from geo.names import fold
from geo.tables import data_folder, read_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.border import Border
    from geo.model import Event, Evidence, Mention, Reading

__all__ = ["BORDER", "border_place", "with_border"]

BORDER = "border"
"""The id of the border as a place."""

_COUNTRIES = frozenset({"VN", "KH"})


def border_place(border: Border) -> Place:
    """Return the border line as a place that facts can belong to."""
    middle = border.line.interpolate(0.5, normalized=True)
    return Place(
        id=BORDER,
        type="region",
        name="Vietnam–Cambodia border",
        country=None,
        names=("Vietnam–Cambodia border",),
        lat=round(middle.y, 5),
        lon=round(middle.x, 5),
        radius_km=round(border.length_km / 2, 1),
        precision="stretch",
        source="border.geojson",
    )


@dataclass(frozen=True, slots=True)
class _Words:
    border: re.Pattern[str]
    types: frozenset[str]


@cache
def _vocabulary() -> _Words:
    words = read_words(data_folder() / "vocabulary" / "along_border.txt")

    def any_of(section: str) -> str:
        folded = {fold(word) for word in words[section]}
        return "|".join(re.escape(w) for w in sorted(folded, key=lambda w: (-len(w), w)))

    name_goes_on = rf"(?!\W{{1,2}}(?:{any_of('of another name')})\b)"
    return _Words(
        re.compile(rf"(?<!\w)(?:{any_of('border')})(?!\w){name_goes_on}"),
        frozenset(words["event types"]),
    )


def with_border(reading: Reading) -> Reading:
    """Return the reading with the border as the place of what is told to be along it.

    That is aid, an event of a kind that can take place along a line, or one whose reader says
    so, which names no place but the two countries, in words that name the border itself and no
    third country.
    """
    if not _about_this_border(reading.mentions):
        return reading
    countries = {m.place_id: m.country for m in reading.mentions if m.type == "country"}

    def along(ids: Sequence[str], evidence: Iterable[Evidence]) -> bool:
        return all(i in countries for i in ids) and any(_names_it(reading, e) for e in evidence)

    types = _vocabulary().types
    return replace(
        reading,
        events=tuple(
            _placed(e)
            if (e.type in types or _said(e.place_names)) and along(e.place_ids, e.evidence)
            else e
            for e in reading.events
        ),
        aid=tuple(
            replace(a, beneficiaries_at=(*a.beneficiaries_at, BORDER))
            if along((*a.handed_over_at, *a.beneficiaries_at), a.evidence)
            else a
            for a in reading.aid
        ),
    )


def _placed(event: Event) -> Event:
    return replace(event, place_ids=(*event.place_ids, BORDER))


def _said(place_names: Iterable[str]) -> bool:
    return any(_vocabulary().border.search(fold(name)) for name in place_names)


def _about_this_border(mentions: Iterable[Mention]) -> bool:
    """Say whether an article names both countries of the border."""
    return {m.country for m in mentions if m.type == "country"} >= _COUNTRIES


def _names_it(reading: Reading, piece: Evidence) -> bool:
    inside = {
        m.country
        for m in reading.mentions
        if m.type == "country" and piece.start <= m.start < piece.end
    }
    if inside - _COUNTRIES:
        return False
    quote = fold(reading.article.text[piece.start : piece.end])
    return _vocabulary().border.search(quote) is not None
