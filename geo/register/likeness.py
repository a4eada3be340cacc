"""Finding a checkpoint that is in the register already: at the same place, or named alike."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

from geo.gazetteer.checkpoints import parse_list
from geo.names import fold, key
from geo.register.distance import great_circle_km
from geo.register.findings import error, warning

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from geo.register.findings import Finding

__all__ = ["NEAR_KM", "doubles"]

NEAR_KM = 0.5
"""Two pairs nearer to each other than this are probably one."""
_FACING = {"vi": "kh", "kh": "vi"}
_ALIKE = 88
"""Least likeness (rapidfuzz ratio, 0 to 100) of two folded names that are probably one name."""


def doubles(cells: Mapping[str, str], others: Iterable[Mapping[str, str]]) -> Iterator[Finding]:
    """Yield every pair of the register that a draft may be the same as."""
    from rapidfuzz.fuzz import ratio

    mine = {column: _spellings(cells, column) for column in ("vi", "kh")}
    for other in others:
        if other["id"] == cells["id"]:
            continue
        title = f"{other['name_vi']} – {other['name_kh']} ({other['id']})"
        same = [c for c in ("vi", "kh") if mine[c] & _spellings(other, c)]
        if len(same) == 2:
            yield error(
                "double",
                "name_vi",
                f"{title} is in the register already.",
                "Both halves have the same names.",
                f"Change that one: borderatlas checkpoint edit {other['id']}.",
            )
            continue
        crossed = [
            half
            for half, facing in _FACING.items()
            if not same and mine[half] & _spellings(other, facing)
        ]
        if crossed:
            yield _crossed(cells, other, title, crossed)
            continue
        alike = same or [
            column
            for column, name in (("vi", "name_vi"), ("kh", "name_kh"))
            if cells[name] and other[name] and ratio(fold(cells[name]), fold(other[name])) >= _ALIKE
        ]
        if alike:
            column = f"name_{alike[0]}"
            yield warning(
                "similar-name",
                column,
                f"{cells[column]} is much like {title}.",
                "It may be the same pair in another spelling.",
                "If it is, give the spelling as an alias of that one.",
            )
        away = _apart_km(cells, other)
        if away is not None and away < NEAR_KM:
            yield warning(
                "near-another",
                "lat",
                f"{title} stands {away * 1000:.0f} m away.",
                f"Two pairs within {NEAR_KM * 1000:.0f} m of each other are probably one.",
                "If it is another one, go on.",
            )


def _crossed(
    cells: Mapping[str, str], other: Mapping[str, str], title: str, halves: list[str]
) -> Finding:
    """Return what there is to say of names that belong to the other half of a known pair."""
    column = f"name_{halves[0]}"
    if len(halves) == 2:
        return error(
            "halves-swapped",
            column,
            f"{cells[column]} is the other half of {title}.",
            "The two names stand in each other's place, and the pair is in the register already.",
            f"Change that one: borderatlas checkpoint edit {other['id']}.",
        )
    return warning(
        "similar-name",
        column,
        f"{cells[column]} is the other half of {title}.",
        "The names may stand in each other's place, or the pair be there already.",
        "Check which half stands in which country.",
    )


def _spellings(cells: Mapping[str, str], half: str) -> set[str]:
    names = [cells[f"name_{half}"], *parse_list(cells[f"aliases_{half}"])]
    return {key(name) for name in names} - {""}


def _apart_km(a: Mapping[str, str], b: Mapping[str, str]) -> float | None:
    try:
        points = [(float(row["lat"]), float(row["lon"])) for row in (a, b)]
    except ValueError:
        return None
    if not all(map(isfinite, (*points[0], *points[1]))):
        return None
    return great_circle_km(points[0], points[1])
