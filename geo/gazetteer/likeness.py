"""Finding the places whose names sound like one that no table spells so."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from geo.gazetteer.sounds import shapes, skeletons

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Likeness"]

_SHORTEST = 3  # letters; of shorter names every other one sounds alike
_FIRST_SIEVE = 0.4  # skeletons further apart are not looked at


class Likeness:
    """An index of names by their sound.

    Parameters
    ----------
    names
        Pairs of a name and the id of its place.
    """

    __slots__ = ("_shapes", "_skeletons")

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        ids: dict[str, list[str]] = defaultdict(list)
        for name, place_id in names:
            if len(name) >= _SHORTEST and name.isascii():
                ids[name].append(place_id)
        texts = list(ids)
        by_skeleton: dict[str, list[tuple[str, list[str]]]] = defaultdict(list)
        for text, skeleton, shape in zip(texts, skeletons(texts), shapes(texts), strict=True):
            by_skeleton[skeleton].append((shape, ids[text]))
        self._shapes = dict(by_skeleton)
        self._skeletons = list(by_skeleton)

    def nearest(self, name: str, furthest: float) -> list[tuple[str, float]]:
        """Return (place id, distance) of the places with a name that sounds so, nearest first.

        The distance is that of ``geo.gazetteer.sounds.apart``, 0 to ``furthest``.
        """
        from rapidfuzz import process
        from rapidfuzz.distance import Levenshtein

        skeleton, shape = skeletons([name])[0], shapes([name])[0]
        if len(shape) < _SHORTEST:
            return []
        found: dict[str, float] = {}
        near = process.extract_iter(
            skeleton,
            self._skeletons,
            scorer=Levenshtein.normalized_distance,
            processor=None,
            score_cutoff=min(_FIRST_SIEVE, 2 * furthest),
        )
        for other, of_skeleton, _ in near:
            for other_shape, ids in self._shapes[other]:
                distance = (of_skeleton + Levenshtein.normalized_distance(shape, other_shape)) / 2
                if distance <= furthest:
                    for place_id in ids:
                        found[place_id] = min(distance, found.get(place_id, 1.0))
        return sorted(found.items(), key=lambda pair: (pair[1], pair[0]))
