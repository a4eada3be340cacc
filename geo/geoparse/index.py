"""The names of the gazetteer by key, as recognition needs them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.names import key

if TYPE_CHECKING:
    from geo.gazetteer import Gazetteer
    from geo.geoparse.lexicon import Lexicon
    from geo.geoparse.name import Name
    from geo.model import Place, PlaceType

__all__ = ["NEEDS_CLASS", "PLAIN", "WEAK", "NameIndex"]

PLAIN = 3
"""Names that need no word beside them: countries, provinces, checkpoints, places by hand."""
WEAK = 2
"""Districts and towns: a name of one syllable is no evidence by itself."""
NEEDS_CLASS = 1
"""Communes, villages and imported names: only with a class word, a container or a neighbour."""

_SIDES = ("VN", "KH", "LA", "TH")
_ALL = frozenset(_SIDES)
_OTHERS = frozenset(("KH", "LA", "TH"))
_COMMON = 8
"""A word belongs to the names of a country if it is there an eighth as often as elsewhere."""
_CACHED = 20_000
_DROPPED = re.compile(r"[\W_]+")
_KHMER = re.compile(r"[\u1780-\u17ff]")


class NameIndex:
    """Which keys the gazetteer has, and how much evidence a name of each needs.

    ``tier[key]`` is the best tier of the places of that name.
    """

    def __init__(self, gazetteer: Gazetteer, lexicon: Lexicon) -> None:
        tier: dict[str, int] = {}
        khmer: dict[str, int] = {}
        parts: dict[str, dict[str, int]] = {}
        world = gazetteer.world_cities()
        for folded, place_id, _ in gazetteer.names():
            rank = PLAIN if place_id in world else _tier(place_id)
            if _KHMER.search(folded):
                khmer[folded] = max(rank, khmer.get(folded, 0))
                continue
            country = place_id[:2].upper()
            if country in _SIDES:
                for word in folded.split():
                    counts = parts.setdefault(word, {})
                    counts[country] = counts.get(country, 0) + 1
            name_key = _DROPPED.sub("", folded)
            if rank > tier.get(name_key, 0):
                tier[name_key] = rank
        regions = [key(region) for region in lexicon.of_kind("regions")]
        tier.update(dict.fromkeys(regions, PLAIN))
        tier.pop("", None)
        self._gazetteer = gazetteer
        self.seats = frozenset(key(city) for city in lexicon.of_kind("cities before provinces"))
        self.wilful = frozenset(lexicon.of_kind("named at will"))
        """Class words of things whose names do not say where they are: hotels."""
        self._regions = frozenset(key for key in regions)
        self._places: dict[str, tuple[Place, ...]] = {}
        self._kinds: dict[str, frozenset[PlaceType]] = {}
        self._words = {
            word: frozenset(c for c, n in counts.items() if n * _COMMON >= max(counts.values()))
            for word, counts in parts.items()
        }
        self.side = lru_cache(maxsize=_CACHED)(self._read_side)
        self.tier = tier
        self.khmer = khmer
        self.prefixes = frozenset(
            name_key[:end]
            for name_key, rank in tier.items()
            if rank > NEEDS_CLASS
            for end in range(1, len(name_key) + 1)
        )
        """All beginnings of the names that need no class word."""

    def _read_side(self, words: tuple[str, ...]) -> frozenset[str]:
        """Return the countries that a name may belong to by its words.

        The syllables of Vietnamese names are few and all known; a word that is none of them is
        Khmer, Lao or Thai.
        """
        found = _ALL
        for word in words:
            found &= self._words.get(key(word), _OTHERS)
        return found or _OTHERS

    def places(self, name_key: str) -> tuple[Place, ...]:
        """Return the places of the gazetteer with a name of this key."""
        found = self._places.get(name_key)
        if found is None:
            found = (
                tuple(self._gazetteer.named(name_key))
                if name_key in self.tier or _KHMER.match(name_key)
                else ()
            )
            self._places[name_key] = found
        return found

    def is_town(self, name_key: str) -> bool:
        """Say whether a town that is more than one of a list of settlements has the name."""
        return any(
            place.type in ("city", "district") and _tier(place.id) > NEEDS_CLASS
            for place in self.places(name_key)
        )

    def firm_kinds(self, name: Name) -> frozenset[PlaceType]:
        """Return ``kinds`` without those that only a list of settlements gives a known name."""
        firm = {p.type for p in self.places(name.key) if not p.id.startswith("gn-")}
        return frozenset(firm) if firm else self.kinds(name)

    def halves(self, name_key: str) -> frozenset[str]:
        """Return the ids of the pairs of checkpoints that have a half of this name."""
        found = (place.id.partition(":") for place in self.places(name_key))
        return frozenset(pair for pair, colon, _ in found if colon)

    def kinds(self, name: Name) -> frozenset[PlaceType]:
        """Return the types of the places of a name; empty for one that no list has."""
        found = self._kinds.get(name.key)
        if found is None:
            kinds: set[PlaceType] = {place.type for place in self.places(name.key)}
            if name.key in self._regions:
                kinds.add("region")
            found = self._kinds[name.key] = frozenset(kinds)
        return found

    def is_municipality(self, name: Name) -> bool:
        """Say whether a name is that of a city that is a province by itself."""
        if name.class_word is not None and name.class_word.type != "city":
            return False
        return any(place.unit_class == "municipality" for place in self.places(name.key))

    def has(self, name_key: str, rank: int = NEEDS_CLASS) -> bool:
        """Say whether the key names a place of at least this tier."""
        return self.tier.get(name_key, 0) >= rank


def _tier(place_id: str) -> int:
    kind = place_id[3:5]
    if len(place_id) == 2 or kind in ("p-", "p6") or place_id[:3] in ("cp-", "pl-"):
        return PLAIN
    if kind in ("d-", "d6"):
        return WEAK
    return NEEDS_CLASS
