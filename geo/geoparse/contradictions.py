"""What a person should look at: places that do not lie where the text or the border puts them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from geo.geoparse.scoring import NOT_THERE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.border import Border
    from geo.model import Mention

__all__ = ["Contradictions"]

_FAR_KM = 200.0
_NEAR_KM = 60.0
_MOSTLY = 0.6
_DOUBT_KM = 5.0
"""The points of the lists are that good; nearer to the line they say nothing about the side."""
_LOCAL = frozenset(("border_gate", "commune", "village", "district"))
_SIDES = frozenset(("VN", "KH"))


class Contradictions:
    """Finds contradictions; without a border only those with what the text says."""

    def __init__(self, border: Border | None) -> None:
        self._border = border
        self._distance = lru_cache(maxsize=20_000)(self._read_distance)
        self._side = lru_cache(maxsize=20_000)(self._read_side)

    def find(self, mentions: Sequence[Mention]) -> list[str]:
        """Return one sentence for every contradiction, in the order of the text, none twice."""
        found: dict[str, None] = {}
        about_border = self._is_about_border(mentions)
        for mention in mentions:
            for what in (
                *self._against_text(mention),
                *self._against_side(mention),
                *(self._against_distance(mention) if about_border else ()),
            ):
                found.setdefault(f"'{mention.text}' ({mention.place_id}): {what}")
        return list(found)

    @staticmethod
    def _against_text(mention: Mention) -> list[str]:
        return [f"{r}." for r in mention.reasons if r.startswith(NOT_THERE)]

    def _against_side(self, mention: Mention) -> list[str]:
        """Say if a point lies beyond the border from its own country."""
        if (
            mention.lat is None
            or mention.lon is None
            or mention.country not in _SIDES
            or mention.precision not in ("exact", "near")
            or mention.type == "border_gate"
        ):
            return []
        side = self._side(mention.lat, mention.lon)
        if side is None or side == mention.country:
            return []
        return [f"it belongs to {mention.country}, its point lies in {side}."]

    def _against_distance(self, mention: Mention) -> list[str]:
        if mention.type not in _LOCAL or mention.lat is None or mention.lon is None:
            return []
        distance = self._distance(mention.lat, mention.lon)
        if distance <= _FAR_KM:
            return []
        return [f"it lies {distance:.0f} km from the border, the rest of the text near it."]

    def _is_about_border(self, mentions: Sequence[Mention]) -> bool:
        if self._border is None:
            return False
        local = {
            (m.lat, m.lon)
            for m in mentions
            if m.type in _LOCAL and m.lat is not None and m.lon is not None
        }
        near = sum(self._distance(lat, lon) <= _NEAR_KM for lat, lon in sorted(local))
        return bool(local) and near >= _MOSTLY * len(local)

    def _read_distance(self, lat: float, lon: float) -> float:
        return self._border.distance_km(lat, lon) if self._border is not None else 0.0

    def _read_side(self, lat: float, lon: float) -> str | None:
        if self._border is None or self._distance(lat, lon) < _DOUBT_KM:
            return None
        return self._border.side(lat, lon)
