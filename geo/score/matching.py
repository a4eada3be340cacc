"""Pairing of gold and predicted records, and the tests that say whether two of them agree."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = [
    "Record",
    "Tally",
    "aid_agrees",
    "best_pairs",
    "dates_agree",
    "distance_km",
    "event_agrees",
    "evidence_overlap",
    "flat",
    "indicator_agrees",
    "mention_agrees",
    "places_agree",
    "project_agrees",
    "same_type",
    "twinning_agrees",
]

Record = Mapping[str, Any]

EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG
# Types that two annotators use for the same place, and that are not held against each other.
_ALIKE = (
    frozenset({"district", "city", "commune"}),
    frozenset({"village", "commune"}),
    frozenset({"landmark", "facility"}),
)


@dataclass(slots=True)
class Tally:
    """Right, too much and missed, and what follows from them."""

    right: int = 0
    too_much: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Return the share of the predictions that are right; 0 where there are none."""
        said = self.right + self.too_much
        return self.right / said if said else 0.0

    @property
    def recall(self) -> float:
        """Return the share of the gold that was found; 0 where there is none."""
        asked = self.right + self.missed
        return self.right / asked if asked else 0.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def flat(text: object) -> str:
    """Return the letters and digits of a name: no case, diacritics, spaces or punctuation."""
    decomposed = unicodedata.normalize("NFD", str(text or "").lower()).replace("đ", "d")
    return "".join(c for c in decomposed if c.isascii() and c.isalnum())


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the great-circle distance of two (lat, lon) points in kilometres (haversine)."""
    lat1, lat2 = math.radians(a[0]), math.radians(b[0])
    turn = math.radians(b[1] - a[1])
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(turn / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(h)))


def best_pairs(
    gold: Sequence[Record],
    said: Sequence[Record],
    agrees: Callable[[Record, Record], bool],
    weight: Callable[[Record, Record], float],
) -> list[tuple[int, int]]:
    """Pair gold and predictions one to one, heaviest pairs first; returns index pairs."""
    ranked = sorted(
        (-weight(g, p), i, j)
        for i, g in enumerate(gold)
        for j, p in enumerate(said)
        if agrees(g, p)
    )
    free_gold, free_said = set(range(len(gold))), set(range(len(said)))
    pairs = []
    for _, i, j in ranked:
        if i in free_gold and j in free_said:
            free_gold.remove(i)
            free_said.remove(j)
            pairs.append((i, j))
    return pairs


def _shared(a: tuple[int, int], b: tuple[int, int]) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def span(record: Record) -> tuple[int, int]:
    """Return where a mention stands."""
    return record["start"], record["end"]


def mention_overlap(gold: Record, said: Record) -> int:
    """Return how many characters two mentions share."""
    return _shared(span(gold), span(said))


def mention_agrees(gold: Record, said: Record) -> bool:
    """Say whether two mentions share at least half of the shorter one."""
    shorter = min(e - s for s, e in (span(gold), span(said)))
    return shorter > 0 and mention_overlap(gold, said) * 2 >= shorter


def same_type(gold: Record, said: Record) -> bool:
    """Say whether two mentions are of one type, or of types that annotators interchange."""
    a, b = gold["type"], said.get("type")
    return a == b or any({a, b} <= alike for alike in _ALIKE)


def _spans(record: Record) -> list[tuple[int, int]]:
    evidence = record.get("evidence") or []
    if evidence and isinstance(evidence[0], int):
        return [(int(evidence[0]), int(evidence[1]))]
    return [(e["start"], e["end"]) if isinstance(e, Mapping) else (e[0], e[1]) for e in evidence]


def evidence_overlap(gold: Record, said: Record) -> int:
    """Return how many characters the evidence of two records shares."""
    return sum(_shared(a, b) for a in _spans(gold) for b in _spans(said))


def _dates(value: object) -> tuple[str, str] | None:
    if isinstance(value, Mapping):
        start = value.get("start")
        return (start, value.get("end") or start) if start else None
    if not value:
        return None
    start, _, end = str(value).partition("/")
    return start, end or start


def dates_agree(gold: object, said: object) -> bool:
    """Say whether a date is right as far as the gold is precise (and at least to the month)."""
    wanted, got = _dates(gold), _dates(said)
    if wanted is None:
        return True
    if got is None:
        return False
    size = min(len(wanted[0]), len(got[0]))
    return wanted[0][:size] == got[0][:size] and len(got[0]) >= min(len(wanted[0]), 7)


def places_agree(gold: object, said: Record) -> bool:
    """Say whether one of the gold's places is among the predicted ones (any, if it names none)."""
    parts = [x for part in str(gold or "").split(";") for x in part.split(",")]
    wanted = [w for w in map(flat, parts) if w]
    got = [g for g in map(flat, said.get("place_names") or []) if g]
    return not wanted or any(
        w == g or (min(len(w), len(g)) > 3 and (w in g or g in w)) for w in wanted for g in got
    )


def event_agrees(gold: Record, said: Record) -> bool:
    """Say whether two events are of one type and rest on overlapping evidence."""
    return gold["type"] == said.get("type") and evidence_overlap(gold, said) > 0


def _numbers_agree(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is b
    return math.isclose(float(a), float(b), rel_tol=0.005)


def _value(record: Record) -> tuple[float | None, str | None]:
    if "value" in record or "value_is" in record:
        return record.get("value"), record.get("value_is")
    each = record.get("unit_value")
    if each is not None:
        return each, "per_month" if record.get("period") == "month" else "each"
    return record.get("total_value"), "total"


def aid_agrees(gold: Record, said: Record) -> bool:
    """Say whether two gifts rest on overlapping evidence and agree in quantity and value."""
    if not evidence_overlap(gold, said):
        return False
    wanted, wanted_is = _value(gold)
    value_right = _numbers_agree(wanted, _value(said)[0])
    total = said.get("total_value")
    if not value_right and wanted is not None and total is not None:
        times = (gold.get("quantity") or 1) if wanted_is == "each" else 1
        value_right = _numbers_agree(wanted * times, total)
    a, b = gold.get("quantity"), said.get("quantity")
    one_each = a in (None, 1) and b in (None, 1)
    return value_right and (one_each or _numbers_agree(a, b))


def twinning_agrees(gold: Record, said: Record) -> bool:
    """Say whether both ends of two twinnings bear the same names, either way round."""
    got = {flat(said.get("a_name") or said.get("a")), flat(said.get("b_name") or said.get("b"))}
    named = {flat(gold["a"]), flat(gold["b"])}
    written = {flat(gold.get("a_text") or gold["a"]), flat(gold.get("b_text") or gold["b"])}
    return got in (named, written)


def project_agrees(gold: Record, said: Record) -> bool:
    """Say whether two projects rest on overlapping evidence and share their kind or a place."""
    if not evidence_overlap(gold, said):
        return False
    wanted = {flat(x) for x in gold.get("places") or []}
    got = {flat(x) for x in said.get("place_names") or said.get("places") or []}
    return gold.get("kind") == said.get("kind") or bool(wanted & got)


def indicator_agrees(gold: Record, said: Record) -> bool:
    """Say whether two figures rest on overlapping evidence and have the same value."""
    return evidence_overlap(gold, said) > 0 and _numbers_agree(gold.get("value"), said.get("value"))
