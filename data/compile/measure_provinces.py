"""Measures data/provinces.geojson against reference outlines: how much of both is in both.

Usage: python data/compile/measure_provinces.py REFERENCE_FOLDER

The folder holds vn_provinces34_2026.parquet (or vn_wards_2026_all_simplified.parquet, which is
finer and taken where it is there), vn_provinces63_pre2025.parquet and kh_adm1_cod2018.geojson.
Prints a Markdown table: intersection over union (IoU), both clipped to land (GSHHG),
and how far apart the areas are in km2.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import shapely
from packages import DATA
from raster import utm
from shapely.geometry import shape
from water import land


def _references(folder: Path) -> dict[str, Any]:
    import geopandas

    wards = folder / "vn_wards_2026_all_simplified.parquet"
    if wards.exists():
        frame = geopandas.read_parquet(wards)
        today = [(c, g) for c, g in zip(frame.province_code, frame.geometry, strict=True)]
    else:
        frame = geopandas.read_parquet(folder / "vn_provinces34_2026.parquet")
        today = list(zip(frame.code, frame.geometry, strict=True))
    old = geopandas.read_parquet(folder / "vn_provinces63_pre2025.parquet")
    khmer = geopandas.read_file(folder / "kh_adm1_cod2018.geojson")
    parts: dict[str, list[Any]] = {}
    for prefix, pairs in (
        ("vn-p-", today),
        ("vn-p63-", zip(old.level1_id, old.geometry, strict=True)),
        ("kh-p-", ((c[2:], g) for c, g in zip(khmer.ADM1_PCODE, khmer.geometry, strict=True))),
    ):
        for code, area in pairs:
            parts.setdefault(prefix + code, []).append(shapely.make_valid(area))
    return {
        unit: shapely.make_valid(shapely.union_all(areas, grid_size=1e-6))
        for unit, areas in parts.items()
    }


def main() -> None:
    """Print the table."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    file = json.loads((DATA / "provinces.geojson").read_text(encoding="utf-8"))
    references = _references(Path(sys.argv[1]))
    ground = utm(land((102.0, 8.0, 110.5, 16.0)))
    print("| id | province | IoU on land | IoU | ours km² | reference km² |")
    print("| --- | --- | --- | --- | --- | --- |")
    for feature in file["features"]:
        unit, name = feature["properties"]["id"], feature["properties"]["name"]
        ours, theirs = utm(shape(feature["geometry"])), utm(references[unit])
        figures = []
        for a, b in (
            (ours, theirs),
            (shapely.intersection(ours, ground), shapely.intersection(theirs, ground)),
        ):
            both = shapely.intersection(a, b).area
            figures.append(both / (a.area + b.area - both))
        print(
            f"| {unit} | {name} | {figures[1]:.3f} | {figures[0]:.3f} "
            f"| {ours.area / 1e6:,.0f} | {theirs.area / 1e6:,.0f} |"
        )


if __name__ == "__main__":
    main()
