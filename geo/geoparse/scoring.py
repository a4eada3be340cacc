"""How well a place of the gazetteer fits a name in its text: points, each with its reason."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.geoparse.classwords import fits
from geo.names import key

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from geo.geoparse.name import Name
    from geo.model import Place

__all__ = ["NOT_THERE", "Context", "Scored", "confidence", "score"]

NOT_THERE = "not in"
"""How the reason begins that a place does not lie where the text puts the name."""
_EARTH_KM = 6371.0088
_UNITS = frozenset(("province", "district", "city", "commune", "village"))
_LARGE = frozenset(("city", "province", "region", "water", "road"))
_TOWNS = frozenset(("city", "district"))
_HOME = ("VN", "KH")
_OF_A_LIST = -1.5
"""A place of a list of settlements: a unit of the same name is meant more often."""
_KNOWN_DISTANCE = 150.0
_MANY = frozenset(("commune", "village"))
"""Types of which there are so many that a far one is most likely a namesake."""
_NAMESAKE = -3.0
_ELSEWHERE = -3.0
"""So many points, or fewer, has a place that does not lie where the text puts the name."""


@dataclass(slots=True)
class Context:
    """What is known so far of the text: its day, and the places resolved already.

    ``units`` counts how often each unit, or one that contains a resolved place, was named.
    """

    day: date | None
    units: dict[str, int] = field(default_factory=dict)
    countries: dict[str, int] = field(default_factory=dict)
    points: list[tuple[float, float]] = field(default_factory=list)
    done: dict[tuple[str, str], Place] = field(default_factory=dict)
    called: set[tuple[str, str]] = field(default_factory=set)
    """Which types the text says of which names by a class word."""


@dataclass(slots=True)
class Scored:
    """A candidate with its points and the reasons for them."""

    place: Place
    points: float
    reasons: list[str]
    in_province: bool = False
    """It lies in the province that the text means, though not in the district."""
    elsewhere: bool = False
    """It does not lie where the text puts the name."""


def confidence(points: float, margin: float) -> float:
    """Return how sure a choice is, 0 to 1: by its points and by its lead over the next.

    A hand-set logistic; six points with a lead of two are about 0.95.
    """
    return round(1 / (1 + math.exp(-(0.45 * points + 0.5 * min(margin, 3.0) - 1.6))), 2)


def score(
    name: Name, place: Place, parents: Sequence[Place], context: Context, distance: float = 0.0
) -> Scored:
    """Return the points of a candidate for a name.

    Parameters
    ----------
    name
        The name, with its type, class word and what the text puts it in.
    place
        The candidate.
    parents
        What contains the candidate on the article's day, nearest first.
    context
        What else the text names.
    distance
        How far a fuzzy match is from the name, 0 to 1.
    """
    points = 2.0
    reasons: list[str] = []
    inside = _by_container(name, place, parents)
    for part, why in (
        _by_class(name, place),
        _by_spelling(name, place, distance),
        inside,
        _by_day(place, context.day),
        _by_company(place, parents, context),
        _by_nearness(place, parents, context),
        _by_prominence(place),
        _by_seat(name, parents),
    ):
        points += part
        if why:
            reasons.append(why)
    return Scored(
        place, points, reasons, _in_province(name, place, parents), inside[0] <= _ELSEWHERE
    )


def _by_class(name: Name, place: Place) -> tuple[float, str]:
    if name.type is None:
        return 0.0, ""
    if name.class_word is not None:
        word = name.class_word.words
        exact = place.unit_class in (word, name.type) or (
            name.type == "city" and place.unit_class == "town"
        )
        if exact or place.type == name.type:
            return (3.5 if exact else 3.0), f"named with the class word '{word}'"
        if fits(name.type, place.type):
            return 1.5, f"the class word '{word}' may be said of a {_noun(place)}"
        return -2.0, ""
    points = 1.5 if place.type == name.type else 1.2 if place.type in _TOWNS else 0.0
    return points, f"read as a {_noun(place)}"


def _by_spelling(name: Name, place: Place, distance: float) -> tuple[float, str]:
    if distance:
        return -6.0 * distance, f"fuzzy: nearly '{place.name}' (distance {distance:.2f})"
    if key(place.name) != name.key:
        return 0.0, "by another of its names"
    return (0.7 if name.written and name.written == place.name else 0.4), ""


def _by_container(name: Name, place: Place, parents: Sequence[Place]) -> tuple[float, str]:
    container = name.container()
    if container is None:
        return 0.0, ""
    if container.id == place.id:
        return -1.0, ""
    if any(p.id == container.id for p in parents):
        return 5.0, f"the text puts it in {container.name}"
    if any(key(p.name) == key(container.name) for p in parents):
        return 4.0, f"the text puts it in {container.name}"
    if place.type not in _UNITS and any(
        p.id == container.parent and p.type != "country" for p in parents
    ):
        return 1.0, f"in the same unit as {container.name}, where the text puts it"
    if name.loosely or (name.partner is not None and place.type == "border_gate"):
        return -0.5, ""  # of a pair the text may say where the other half lies
    if container.country and place.country and container.country != place.country:
        return -6.0, f"{NOT_THERE} {container.name}, as the text says"
    return (
        _ELSEWHERE if name.type == "border_gate" else -4.0,
        f"{NOT_THERE} {container.name}, as the text says",
    )


def _in_province(name: Name, place: Place, parents: Sequence[Place]) -> bool:
    if place.country != "KH" or name.inside is None:
        return False
    province = name.inside.container() or name.inside.place
    link: Name | None = name.inside
    while link is not None and (province is None or province.type != "province"):
        province = link.place
        link = link.inside
    return province is not None and any(p.id == province.id for p in parents)


def _by_day(place: Place, day: date | None) -> tuple[float, str]:
    if day is None:
        return (0.0, "") if place.valid_to is None else (-0.2, "")
    if place.valid_to is not None and place.valid_to < day:
        return -2.0, f"no longer so on {day.isoformat()}"
    if place.valid_from is not None and place.valid_from > day:
        return -2.0, f"not yet so on {day.isoformat()}"
    return 0.5, ""


def _by_company(place: Place, parents: Sequence[Place], context: Context) -> tuple[float, str]:
    for depth, parent in enumerate(parents):
        if parent.type != "country" and parent.id in context.units:
            return 2.5 - 0.3 * min(depth, 3), f"{parent.name} is named too"
    if place.country in context.countries:
        return 0.6, ""
    if place.country in _HOME:
        return 0.3, ""
    return 0.0, ""


def _by_nearness(place: Place, parents: Sequence[Place], context: Context) -> tuple[float, str]:
    if place.type in _LARGE or not context.points:
        return 0.0, ""  # of cities and provinces a text may name any
    point = (
        place if place.lat is not None else next((p for p in parents if p.lat is not None), None)
    )
    if point is None or point.lat is None or point.lon is None:
        return 0.0, ""
    nearest = _nearest_km(point.lat, point.lon, context.points)
    if nearest < _KNOWN_DISTANCE:
        return 1.2 * (1 - nearest / _KNOWN_DISTANCE), ""
    return (_NAMESAKE if place.type in _MANY else -0.5), ""


def _by_prominence(place: Place) -> tuple[float, str]:
    if place.unit_class == "municipality":
        return 1.5, ""
    points = min(0.5, math.log10(place.population) / 14) if place.population else 0.0
    return points + (_OF_A_LIST if place.id.startswith("gn-") else 0.0), ""


def _by_seat(name: Name, parents: Sequence[Place]) -> tuple[float, str]:
    """Speak for the town that its province is called after, and for a town before its ward."""
    if name.type != "city":
        return 0.0, ""
    above = {p.type for p in parents if any(key(n) == name.key for n in (p.name, *p.names))}
    if above & _TOWNS and name.class_word is None:
        return -1.0, ""
    return (1.5, "its province bears its name") if "province" in above else (0.0, "")


def _noun(place: Place) -> str:
    if place.type == "border_gate":
        return "checkpoint"
    return place.unit_class or place.type


def _nearest_km(lat: float, lon: float, points: Sequence[tuple[float, float]]) -> float:
    """Return the distance to the nearest point on a flat map: candidates are compared only."""
    east = math.cos(math.radians(lat))
    squares = [(y - lat) ** 2 + ((x - lon) * east) ** 2 for y, x in points]
    return _EARTH_KM * math.radians(math.sqrt(min(squares)))
