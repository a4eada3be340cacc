"""Places whose names are nearly the one that stands in the text.

Two measures: Khmer, Lao and Thai names that sound alike (``Gazetteer.similar``), and names of
provinces, districts and checkpoints that differ by a letter or two. Whoever asks has another
witness: a class word, what the text puts the name in, or its other half.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from geo.geoparse.classwords import kinds_called
from geo.geoparse.index import WEAK
from geo.names import key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.gazetteer import Gazetteer
    from geo.geoparse.index import NameIndex
    from geo.model import Place, PlaceType

__all__ = ["Fuzzy"]

_SOUNDS_WITHIN = 0.26
_SOUNDS_ALONE = 0.15
_ONE_LETTER = 5
_TWO_LETTERS = 9
_UNLIKE = 0.55


class Fuzzy:
    """Finds nearly equal names; answers are kept, texts repeat their names."""

    def __init__(self, gazetteer: Gazetteer, index: NameIndex) -> None:
        self._gazetteer = gazetteer
        self._index = index
        self._keys = sorted(k for k, tier in index.tier.items() if tier >= WEAK)
        self.similar = lru_cache(maxsize=20000)(self._similar)
        self.near_key = lru_cache(maxsize=20000)(self._near_key)

    def _similar(
        self, name: str, kind: PlaceType, inside: str | None
    ) -> tuple[tuple[Place, float], ...]:
        """Return (place, distance 0 to 1) of places of a type with nearly this name.

        ``inside`` is the id of the place that the text puts the name in.
        """
        types = kinds_called(kind)
        found: dict[str, tuple[Place, float]] = {}
        sounding = self._gazetteer.similar(
            name,
            types=types,
            inside=inside,
            furthest=_SOUNDS_WITHIN if inside else _SOUNDS_ALONE,
        )
        for place, distance in sounding:
            found[place.id] = (place, max(distance, 0.02))
        near = self.near_key(key(name))
        if near is not None:
            other, distance = near
            for place in self._index.places(other):
                if place.type in types:
                    found.setdefault(place.id, (place, distance))
        if inside is not None and not sounding:
            found.update((p.id, (p, d)) for p, d in self._misspelt_inside(name, types, inside))
        return tuple(found.values())

    def _misspelt_inside(
        self, name: str, types: frozenset[PlaceType], inside: str
    ) -> Iterator[tuple[Place, float]]:
        """Yield the places of a unit whose names differ by a letter or two, the nearest only."""
        from rapidfuzz.distance import OSA

        name_key = key(name)
        letters = 2 if len(name_key) >= _TWO_LETTERS else 1 if len(name_key) >= _ONE_LETTER else 0
        near: dict[int, list[Place]] = {}
        for place in self._members(inside):
            if place.type in types:
                keys = {key(n) for n in (place.name, *place.names)}
                apart = min(OSA.distance(name_key, k, score_cutoff=letters) for k in keys)
                near.setdefault(apart, []).append(place)
        best = min(near, default=letters + 1)
        if letters and best <= letters and len(near[best]) == 1:
            yield near[best][0], best / len(name_key)

    def _members(self, unit_id: str) -> Iterator[Place]:
        """Yield what lies in a unit and in its parts: of a district the communes and villages."""
        for place in self._gazetteer.members(unit_id):
            yield place
            yield from self._gazetteer.members(place.id)

    def _near_key(self, name_key: str) -> tuple[str, float] | None:
        """Return the key of a larger place that differs by a letter or two, and the distance."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        letters = 2 if len(name_key) >= _TWO_LETTERS else 1 if len(name_key) >= _ONE_LETTER else 0
        if not letters:
            return None
        best = process.extractOne(
            name_key, self._keys, scorer=OSA.distance, processor=None, score_cutoff=letters
        )
        return None if best is None else (best[0], best[1] / len(name_key))

    @staticmethod
    def unlike(name_key: str, place: Place) -> float:
        """Return how far a name is from the nearest of a place's names, 0 to 1."""
        from rapidfuzz.distance import Levenshtein

        keys = {key(name) for name in (place.name, *place.names)}
        return min(Levenshtein.normalized_distance(name_key, other) for other in keys)

    def is_like(self, name_key: str, place: Place) -> bool:
        """Say whether a name may be a spelling of a place that something else speaks for."""
        return self.unlike(name_key, place) <= _UNLIKE
