"""Compiles data/border.geojson: the Vietnam-Cambodia border as sections, and its two ends.

The line is OpenStreetMap's (see :mod:`osm`), simplified to 10 m; all lengths and chainages are
those of the unsimplified line, counted from the sea end near Hà Tiên. Run it after provinces.py,
which says where along the line one province follows the other.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import osm
from packages import DATA
from raster import utm
from sections import Section, cut, names_and_sides
from shapely.geometry import LineString
from writing import numbers, write_features

TOLERANCE_M = 10
OUT = DATA / "border.geojson"
SOURCE = "OpenStreetMap (ODbL 1.0) through timezonefinder-data 4.2026.5, release 2026e"


def _simplified(line: LineString) -> LineString:
    """Return the line without the vertices within the tolerance (Douglas-Peucker, in UTM)."""
    metric = utm(line)
    kept = {tuple(np.round(c, 3)) for c in metric.simplify(TOLERANCE_M).coords}
    pairs = zip(line.coords, metric.coords, strict=True)
    return LineString([lonlat for lonlat, xy in pairs if tuple(np.round(xy, 3)) in kept])


def _properties(
    number: int, section: Section, total: float, names: dict[str, str]
) -> dict[str, Any]:
    vn, before, kh = section.labels
    note = ""
    if section.apart_m:
        note = (
            f"Uncertain: the line lies up to {section.apart_m} m from the commune edges that "
            "Vietnam publishes; part of the border is not demarcated yet."
        )
    return {
        "id": f"border-{number:02d}",
        "name": f"{names[vn]} – {names[kh]}",
        "kind": "section",
        "province_vn": names[vn],
        "province_vn_id": vn,
        "province_vn_before": names[before],
        "province_vn_before_id": before,
        "province_kh": names[kh],
        "province_kh_id": kh,
        "uncertain": section.apart_m is not None,
        "note": note,
        "chainage_from_km": round(section.start, 1),
        "chainage_to_km": round(section.end, 1),
        "length_km": round(section.length_km, 1),
        "length_km_full": round(total, 1),
        "source": SOURCE,
    }


def _end(kind: str, name: str, note: str, at: tuple[float, float], total: float, km: float) -> dict:
    properties = {
        "id": f"border-{kind}", "name": name, "kind": kind, "province_vn": None,
        "province_vn_id": None, "province_vn_before": None, "province_vn_before_id": None,
        "province_kh": None, "province_kh_id": None, "uncertain": False, "note": note,
        "chainage_from_km": round(km, 1), "chainage_to_km": round(km, 1), "length_km": None,
        "length_km_full": round(total, 1), "source": SOURCE,
    }  # fmt: skip
    return {"properties": properties, "geometry": {"type": "Point", "coordinates": numbers(at)}}


def main() -> None:
    """Write the file and print its figures."""
    full = osm.border()
    total = osm.length_km(full)
    names, sides = names_and_sides()
    sections = cut(full, sides)
    features = []
    for number, section in enumerate(sections, 1):
        line = _simplified(section.line)
        features.append({
            "properties": _properties(number, section, total, names),
            "geometry": {"type": "LineString", "coordinates": numbers(line.coords)},
        })  # fmt: skip
    sea, tri = full.coords[0], full.coords[-1]
    note = "Where the land border meets the shore."
    features.append(_end("sea-end", "Sea end near Hà Tiên", note, sea, total, 0))
    name, note = "Tri-border point Vietnam – Cambodia – Laos", "Where the three territories meet."
    features.append(_end("tri-border", name, note, tri, total, total))
    write_features(
        OUT,
        features,
        title="Vietnam-Cambodia land border",
        licence=osm.LICENCE,
        length_km_full=round(total, 1),
        tolerance_m=TOLERANCE_M,
    )
    vertices = sum(len(f["geometry"]["coordinates"]) for f in features[:-2])
    print(f"{OUT.name}: {len(sections)} sections, {vertices} vertices, {total:.1f} km full length")
    for feature in features[:-2]:
        p = feature["properties"]
        print(
            f"  {p['chainage_from_km']:7.1f} {p['length_km']:6.1f} km  {p['name']}"
            f" ({p['province_vn_before']}){' uncertain' * p['uncertain']}"
        )


if __name__ == "__main__":
    main()
