"""Vietnam's units, of today and before July 2025, from ``vietnamadminunits`` (MIT).

The package's coordinates of the old units come from Google's geocoder and are never read: an
old unit lies where the communes lie that took its ground over.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any

from cells import cell_areas_km2
from circles import Circle, around, distance_km, of_area

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Row = dict[str, Any]

REFORM, BEFORE = "2025-07-01", "2025-06-30"
NAMES = POINTS = "vietnamadminunits 1.0.4"
OF_CELL = "vietnamadminunits 1.0.4, with the area of its Voronoi cell"
DERIVED = "vietnamadminunits 1.0.4, where its successors lie"

# Points that the package confuses (namesakes swapped, islands on the mainland), as single facts:
# commune code → (lat, lon, km2), read off the official map of 2025. Two areas are missing there;
# Cai Lậy (28439) has the point of its neighbour Mỹ Phước Tây.
FIXED = {
    "04714": (21.78, 104.95, None),
    "04924": (20.88, 105.50, None),
    "06172": (21.97, 106.65, None),
    "06757": (21.37, 107.92, None),
    "06967": (21.32, 107.75, None),
    "08296": (21.47, 104.93, None),
    "28439": (10.38, 106.12, None),
    "28615": (10.42, 106.38, 44.0),
    "29983": (10.80, 105.31, 37.0),
    "30130": (10.60, 105.52, 86.0),
    "30781": (10.30, 104.32, None),
    "30811": (10.14, 104.52, None),
    "20333": (16.37, 112.08, None),
    "22736": (9.29, 113.98, None),
    "19159": (17.637, 106.491, 60.0),
    "19147": (17.4608, 106.183, 725.0),
}
ARCHIPELAGO_KM = {"22736": 610.0, "20333": 140.0, "06994": 60.0, "11914": 50.0, "07192": 40.0}
FAR_KM = 30.0
# Centrally run cities lie where their centre is; (GeoNames id, English name).
CENTRAL = {
    "01": (1581130, "Hanoi"),
    "31": (1581298, "Hai Phong"),
    "46": (1580240, "Hue"),
    "48": (1583992, "Da Nang"),
    "79": (1566083, "Ho Chi Minh City"),
    "92": (1586203, "Can Tho"),
}
NAMED = {"79": "Hồ Chí Minh City"}
# The old code of the province in which a new one lives on; only where the code changed.
OLD_NAMES = {"46": "Thừa Thiên Huế"}
CLASSES = {
    "Xã": "commune",
    "Phường": "ward",
    "Đặc khu": "special zone",
    "Thị trấn": "township",
    "Huyện": "district",
    "Quận": "urban district",
    "Thị xã": "town",
    "Thành phố": "city",
}


def _read() -> tuple[list[Row], list[Row], dict[str, Any]]:
    folder = files("vietnamadminunits") / "data"
    with as_file(folder / "dataset.db") as path:
        base = sqlite3.connect(path)
        base.row_factory = sqlite3.Row
        new = [dict(r) for r in base.execute("select * from admin_units order by wardCode")]
        columns = (
            "province, provinceShort, provinceCode, provinceKey, district, districtShort,"
            " districtType, districtCode, districtKey, ward, wardShort, wardType, wardCode, wardKey"
        )
        old = [
            dict(r)
            for r in base.execute(
                f"select {columns} from admin_units_legacy order by districtCode, wardCode"  # noqa: S608 - no input
            )
        ]
        base.close()
    text = (folder / "converter_2025.json").read_text(encoding="utf-8")
    return new, old, json.loads(text)


def _name(short: str, full: str) -> str:
    """Return a name that can stand alone: "Phường 1" where the short name is a number."""
    short = short.partition(" (")[0]  # namesakes: "Hồng Ngự (Huyện)"
    bare = short.removeprefix("Số ")
    return full if bare.isdecimal() or (len(bare) <= 3 and not bare.strip("IVXLC")) else short


def _circles(new: list[Row], fold: Callable[[str], str]) -> tuple[dict[str, Circle], set[str]]:
    """Return the circle of each commune, and the codes of those whose area is their cell's.

    The package gives communes of one name the area of one of them, and some none at all. Which
    of them the area is of cannot be told, so all of them take that of their Voronoi cell.
    """
    points = {r["wardCode"]: FIXED.get(r["wardCode"], (r["wardLat"], r["wardLon"])) for r in new}
    cell = cell_areas_km2({code: (point[0], point[1]) for code, point in points.items()})
    bearers = Counter((fold(r["wardShort"]), r["wardAreaKm2"]) for r in new)
    circles, guessed = {}, set()
    for row in new:
        code, area = row["wardCode"], row["wardAreaKm2"]
        known = FIXED[code][2] if code in FIXED else None
        shared = not area or bearers[fold(row["wardShort"]), area] > 1
        if shared and not known and code not in ARCHIPELAGO_KM:
            guessed.add(code)
        lat, lon = points[code][:2]
        circles[code] = of_area(lat, lon, known or (cell[code] if code in guessed else area))
        if code in ARCHIPELAGO_KM:
            circles[code] = circles[code]._replace(radius_km=ARCHIPELAGO_KM[code])
    return circles, guessed


def _successors(converter: dict[str, Any], new: list[Row]) -> dict[str, list[str]]:
    """Return old ward key → codes of the new communes on its ground, the main one first."""
    code = {(r["provinceKey"], r["wardKey"]): r["wardCode"] for r in new}
    found: dict[str, list[str]] = defaultdict(list)
    for province, wards in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, olds in wards.items():
            for old in olds:
                found[old].append(code[province, ward])
    for province, olds in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, parts in olds.items():
            main = min(parts, key=lambda p: not p["isDefaultNewWard"])
            for part in sorted(parts, key=lambda p: not p["isDefaultNewWard"]):
                # Numbered wards of two towns of one new province are confused: what lies far
                # from the main part belongs to the namesake.
                if _apart(main, part) <= FAR_KM:
                    found[old].append(code[province, part["newWardKey"]])
    return {old: list(dict.fromkeys(codes)) for old, codes in found.items()}


def _apart(a: Row, b: Row) -> float:
    return distance_km((a["newWardLat"], a["newWardLon"]), (b["newWardLat"], b["newWardLon"]))


def vietnam(places: list[Row], fold: Callable[[str], str]) -> Iterator[Row]:
    """Yield all units of Vietnam; ``places`` are the towns of GeoNames."""
    towns = {t["geonameid"]: (t["lat"], t["lon"]) for t in places}
    seats = {(t["admin1"], fold(t["name"])): t for t in places if t["country"] == "VN"}
    new, old, converter = _read()
    circles, guessed = _circles(new, fold)
    islands = {r["wardCode"] for r in new if r["wardType"] == "Đặc khu"}
    successors = _successors(converter, new)
    province_of = {f"vn-c-{r['wardCode']}": r["provinceCode"] for r in new}
    land: dict[str, list[Circle]] = defaultdict(list)
    for row in new:
        if row["wardCode"] not in islands:
            land[row["provinceCode"]].append(circles[row["wardCode"]])
    yield from _today(new, circles, guessed, land, towns)
    for row in _before(old, new, converter, successors, circles, islands, towns):
        if row["type"] == "district" and row["class"] in ("town", "city"):
            home = row["successors"].partition("|")[0]
            row |= _seat(row, seats.get((province_of[home], fold(row["name"]))))
        yield row


def _seat(row: Row, town: Row | None) -> Row:
    """Return the point of a town for the district that was the town, if it lies in there."""
    if town is None:
        return {}
    apart = distance_km((row["lat"], row["lon"]), (town["lat"], town["lon"]))
    if apart > row["radius_km"]:
        return {}
    return {
        "lat": town["lat"],
        "lon": town["lon"],
        "radius_km": round(row["radius_km"] + apart, 1),
        "source": f"vietnamadminunits 1.0.4; the town is GeoNames {town['geonameid']}",
    }


def _province(unit: str, code: str, name: str, circle: Circle) -> Row:
    return {
        "id": unit,
        "type": "province",
        "name": NAMED.get(code, name),
        "country": "VN",
        "parent": "vn",
        "lat": circle.lat,
        "lon": circle.lon,
        "radius_km": circle.radius_km,
        "precision": "admin1",
        "class": "province",
        "source": "vietnamadminunits 1.0.4, around its communes",
    }


def _central(row: Row, code: str, towns: dict[int, tuple[float, float]]) -> Row:
    """Make a province row that of a centrally run city: its point is the city's centre."""
    seat, english = CENTRAL[code]
    lat, lon = towns[seat]
    reach = around([Circle(row["lat"], row["lon"], row["radius_km"])])
    radius = distance_km((lat, lon), (reach.lat, reach.lon)) + reach.radius_km
    return row | {
        "type": "city",
        "name_en": english,
        "lat": lat,
        "lon": lon,
        "radius_km": round(radius, 1),
        "class": "municipality",
        "source": f"GeoNames {seat}",
    }


def _today(
    new: list[Row],
    circles: dict[str, Circle],
    guessed: set[str],
    land: dict[str, list[Circle]],
    towns: dict[int, tuple[float, float]],
) -> Iterator[Row]:
    names = {r["provinceCode"]: r["provinceShort"] for r in new}
    for code in sorted(names):
        row = _province(f"vn-p-{code}", code, names[code], around(land[code]))
        if code in CENTRAL:
            row = _central(row, code, towns)
        yield row | {"valid_from": REFORM}
    for r in new:
        circle = circles[r["wardCode"]]
        yield {
            "id": f"vn-c-{r['wardCode']}",
            "type": "commune",
            "name": _name(r["wardShort"], r["ward"]),
            "country": "VN",
            "parent": f"vn-p-{r['provinceCode']}",
            "lat": round(circle.lat, 4),
            "lon": round(circle.lon, 4),
            "radius_km": circle.radius_km,
            "precision": "admin3",
            "valid_from": REFORM,
            "class": CLASSES[r["wardType"]],
            "source": OF_CELL if r["wardCode"] in guessed else POINTS,
        }


def _before(
    old: list[Row],
    new: list[Row],
    converter: dict[str, Any],
    successors: dict[str, list[str]],
    circles: dict[str, Circle],
    islands: set[str],
    towns: dict[int, tuple[float, float]],
) -> Iterator[Row]:
    by_key = {r["provinceKey"]: r["provinceCode"] for r in new}
    later = {o: by_key[n] for n, olds in converter["DICT_PROVINCE"].items() for o in olds}
    of_province: dict[str, list[str]] = defaultdict(list)
    of_district: dict[str, list[str]] = defaultdict(list)
    provinces, districts, communes = {}, {}, []
    for r in old:
        key = f"{r['provinceKey']}_{r['districtKey']}_{r['wardKey']}"
        codes = successors.get(key, [])
        if not r["wardKey"]:  # the five island districts without communes
            codes = [n["wardCode"] for n in new if n["wardShort"] == r["districtShort"]]
        provinces[r["provinceCode"]] = r
        districts[r["districtCode"]] = r
        of_province[r["provinceCode"]] += codes
        of_district[r["districtCode"]] += codes
        if r["wardKey"]:
            communes.append((r, codes))
    for code in sorted(provinces):
        r = provinces[code]
        inside = [circles[c] for c in dict.fromkeys(of_province[code]) if c not in islands]
        name = OLD_NAMES.get(code, r["provinceShort"])
        row = _province(f"vn-p63-{code}", code, name, around(inside))
        if code in CENTRAL and code not in OLD_NAMES:
            row = _central(row, code, towns)
        yield row | {"valid_to": BEFORE, "successors": f"vn-p-{later[r['provinceKey']]}"}
    for code in sorted(districts):
        r = districts[code]
        codes = list(dict.fromkeys(of_district[code]))
        yield _former(
            f"vn-d63-{code}", "district", r, f"vn-p63-{r['provinceCode']}", codes, circles
        )
    for r, codes in sorted(communes, key=lambda pair: pair[0]["wardCode"]):
        parent = f"vn-d63-{r['districtCode']}"
        yield _former(f"vn-c63-{r['wardCode']}", "commune", r, parent, codes, circles)


def _former(
    unit: str, kind: str, r: Row, parent: str, codes: list[str], circles: dict[str, Circle]
) -> Row:
    """Return a unit that ended with the reform, placed where its successors lie."""
    level = "district" if kind == "district" else "ward"
    row: Row = {
        "id": unit,
        "type": kind,
        "name": _name(r[f"{level}Short"], r[level]),
        "country": "VN",
        "parent": parent,
        "valid_to": BEFORE,
        "successors": "|".join(f"vn-c-{c}" for c in codes),
        "class": CLASSES[r[f"{level}Type"]],
        "source": DERIVED if codes else NAMES,
    }
    if codes:
        circle = around([circles[c] for c in codes])
        row |= {"lat": circle.lat, "lon": circle.lon, "radius_km": circle.radius_km}
        row["precision"] = "admin2" if kind == "district" else "admin3"
    return row
