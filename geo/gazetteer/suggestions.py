"""What somebody may have meant by a name that no place has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.gazetteer.folding import squeeze
from geo.names import key

if TYPE_CHECKING:
    from geo.gazetteer.gazetteer import Gazetteer
    from geo.model import Place

__all__ = ["suggest"]

_FURTHEST = 0.3
_NEAREST = 200  # that are looked at
_STEP_BACK = {
    "border_gate": 0.0,
    "province": 0.0,
    "country": 0.0,
    "district": 0.02,
    "city": 0.02,
    "commune": 0.08,
    "village": 0.14,
}
"""How much further off a place counts: there are ten villages for every commune, and so on up."""
_OTHERS = 0.05


def suggest(gazetteer: Gazetteer, name: str, limit: int = 10) -> list[tuple[Place, float]]:
    """Return the places whose names are nearly this one, by letters or by sound.

    Checkpoints, provinces and districts come before communes and villages that are spelt a little
    nearer.

    Parameters
    ----------
    gazetteer
        Where to look.
    name
        What somebody typed ("Moc Bay"); case and diacritics make no difference.
    limit
        How many at most.

    Returns
    -------
    (place, distance) pairs, the best first. The distance, 0 to 1, is the share of letters that
    differ or, if that is less, how far a Khmer, Lao or Thai name sounds from it.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    wanted = key(name)
    if not wanted:
        return []
    rows = list(gazetteer.names())
    keys = squeeze([folded for folded, _, _ in rows])
    near = process.extract(
        wanted,
        list(dict.fromkeys(keys)),
        scorer=OSA.normalized_distance,
        processor=None,
        score_cutoff=_FURTHEST,
        limit=_NEAREST,
    )
    letters = {other: distance for other, distance, _ in near}
    found: dict[str, float] = {}
    for other, (_, place_id, _) in zip(keys, rows, strict=True):
        if other in letters:
            found[place_id] = min(letters[other], found.get(place_id, 1.0))
    for place, distance in gazetteer.similar(name, limit=_NEAREST):
        found[place.id] = min(distance, found.get(place.id, 1.0))
    places = [(gazetteer.get(place_id), distance) for place_id, distance in found.items()]
    places.sort(key=lambda pair: (pair[1] + _step_back(pair[0]), pair[0].id))
    return [(place, round(distance, 2)) for place, distance in places[:limit]]


def _step_back(place: Place) -> float:
    if place.id.startswith("gn-"):
        return _OTHERS
    return _STEP_BACK.get(place.type, _OTHERS)
