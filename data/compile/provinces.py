"""Compiles data/provinces.geojson: approximate areas of the provinces along the border.

No registry has polygons of today's provinces, so they are put together from what is open:

- Vietnam, as of June 2025: each commune of today lies in the old province that most of its old
  communes belonged to. Cells of the communes' points, wider for larger communes (a power
  diagram), are weighed against Natural Earth's old provinces, except where a commune's own point
  contradicts these. The cells are as large as the communes are. Edges then move to rivers beside
  them. Today's provinces are unions of the old ones.
- Cambodia: Natural Earth's provinces, mended: see :mod:`cambodia_areas`.
- Both end at OpenStreetMap's border line and, at the coast, at the land of GSHHG.

All edges are noded together before areas are made of them, and simplified as one coverage, so
that neighbours, and the same area on two dates, share their edges exactly.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter, defaultdict
from functools import cache
from typing import Any

import numpy as np
import osm
import shapely
from cambodia_areas import cambodia
from flooding import crossed, settled_on
from packages import DATA, package
from raster import Grid, degrees, utm
from shapely.geometry import mapping, shape
from water import land, mekong, rivers
from writing import numbers, write_features

from geo.names import key

OUT = DATA / "provinces.geojson"
FRAME = (330_000, 940_000, 1_000_000, 1_720_000)
GRID = Grid(*FRAME, 300)
COARSE = Grid(*FRAME, 500)  # to find how large the cells are
BOX = (103.2, 8.3, 109.9, 15.6)
REFORM, BEFORE = "2025-07-01", "2025-06-30"
OVER = 0.003  # degrees
TODAY = ("91", "82", "80", "75", "68", "66", "52", "51")
OLD = ("91", "89", "87", "80", "72", "70", "67", "66", "64", "62")
KHMER = ("07", "21", "08", "14", "20", "25", "10", "11", "16")
BLUR_M = 1400
TRUST = 0.65  # of Natural Earth against the communes' cells
RELIABLE = 0.6  # share of a province's communes that Natural Earth must have in it
REACH = 9  # cells over which an edge moves to a river: 2.7 km
SMOOTH_M = 500  # steps of the grid are smoothed away over that width
SIMPLE_M = 90  # root of the largest triangle dropped from the finished edges

Rows = dict[str, dict[str, str]]


@cache
def units() -> Rows:
    """Return the rows of data/units.csv by id."""
    with (DATA / "units.csv").open(encoding="utf-8") as stream:
        return {row["id"]: row for row in csv.DictReader(stream)}


def _old_province(row: dict[str, str]) -> str:
    while not row["id"].startswith("vn-p63-"):
        row = units()[row["parent"]]
    return row["id"]


def _communes() -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Return points (x, y), areas in m2 and old provinces of today's communes of the south.

    The area is NaN where the source has none that can be trusted.
    """
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for unit, row in units().items():
        if unit.startswith("vn-c63-"):
            for successor in row["successors"].split("|"):
                votes[successor][_old_province(row)] += 1
    communes = [row for unit, row in units().items() if unit.startswith("vn-c-") and row["lat"]]
    rows = [
        row
        for row in communes
        if float(row["lat"]) < 16.2 and float(row["lon"]) < 110 and votes[row["id"]]
    ]
    points = shapely.points([(float(row["lon"]), float(row["lat"])) for row in rows])
    areas = []
    for row in rows:
        radius = float(row["radius_km"])  # 2.7 radii of a disc of the commune's area, 1 at least
        doubtful = radius <= 1 or "Voronoi cell" in row["source"]
        areas.append(np.nan if doubtful else np.pi * (radius * 1000 / 2.7) ** 2)
    provinces = [votes[row["id"]].most_common(1)[0][0] for row in rows]
    return shapely.get_coordinates(utm(points)), np.array(areas), provinces


def _weights(points: np.ndarray, areas: np.ndarray) -> np.ndarray:
    """Return the weights with which power cells are about as large as the communes are.

    A cell's weight grows by a part of what its area lacks, nine times over (the semi-discrete
    transport problem, solved roughly); communes without a trusted area keep their Voronoi cell's.
    """
    box = degrees(shapely.box(FRAME[0], FRAME[1], FRAME[2], FRAME[3])).bounds
    vietnam = shapely.intersection(land(box), osm.territory("VN").simplify(1e-3))
    ground = COARSE.inside(utm(vietnam))
    trusted = ~np.isnan(areas)
    voronoi = COARSE.power_cells(points, np.zeros(len(points)))
    found = np.bincount(voronoi.ravel(), minlength=len(points)) * COARSE.step**2
    wanted = np.where(trusted, areas, np.clip(found, 1e7, 3e8))
    weights = wanted / np.pi
    for _ in range(9):
        cells = COARSE.power_cells(points, weights)
        found = np.bincount(cells[ground], minlength=len(points)) * COARSE.step**2
        lacks = np.where(trusted & (found > 0), wanted - found, 0)
        weights += 0.3 * lacks / np.pi
    return weights


def natural_earth(country: str) -> list[tuple[dict[str, str], Any]]:
    """Return properties and areas (UTM) of the provinces of "vietnam" or "cambodia"."""
    folder = package("@superset-ui/legacy-plugin-chart-country-map") / "package/esm/countries"
    text = (folder / f"{country}.geojson").read_text(encoding="utf-8")
    return [
        (f["properties"], utm(shapely.make_valid(shape(f["geometry"]))))
        for f in json.loads(text)["features"]
    ]


def vietnam() -> tuple[np.ndarray, list[str]]:
    """Return for each cell of the grid the number of its old province, and the provinces' ids."""
    points, areas, olds = _communes()
    provinces = sorted(set(olds))
    number = {province: i for i, province in enumerate(provinces)}
    of_commune = np.array([number[o] for o in olds])
    nearest = GRID.power_cells(points, _weights(points, areas))
    cells = of_commune[nearest]
    by_name = {key(units()[p]["name"].removesuffix(" City")): number[p] for p in provinces}
    other = np.full(GRID.shape, -1, dtype=np.int16)
    for properties, area in natural_earth("vietnam"):
        name = key(properties["NAME_1"].removeprefix("Thành phố "))
        other[GRID.inside(area)] = by_name.get(name, -2)
    agrees = GRID.at(other, points) == of_commune
    reliable = np.bincount(of_commune, agrees) > RELIABLE * np.bincount(of_commune)
    trusted = (agrees & reliable[of_commune])[nearest]
    # Where it is not trusted the cells vote again: else an edge would move to the weaker side.
    second = np.where(trusted & (other >= 0), other, cells)
    best = np.full(GRID.shape, -1, dtype=np.float32)
    label = np.zeros(GRID.shape, dtype=np.int16)
    for i in range(len(provinces)):
        vote = GRID.blurred(cells == i, BLUR_M)
        vote += GRID.blurred(TRUST * (second == i), BLUR_M)
        better = vote > best
        best[better], label[better] = vote[better], i
    return settled_on(_rivers(), label, REACH), provinces


@cache
def _rivers() -> np.ndarray:
    """Return the cells of rivers: of lines, and all between the banks of the Mekong's arms.

    Its ring also runs round the ground between two arms; only where it is narrow it is water.
    """
    lines = [utm(shapely.clip_by_rect(line, *BOX)) for _, line in rivers(BOX)]
    ring = shapely.polygons(shapely.get_coordinates(mekong(BOX)))
    within = GRID.inside(utm(shapely.make_valid(ring)))
    return crossed(GRID, lines) | (within & (GRID.blurred(within, 1500) < 0.8))


def _smoothed(label: np.ndarray) -> list[Any]:
    """Return the edges between labels without the grid's steps (lon, lat)."""
    edges = GRID.outlines(label)
    return list(degrees(np.array([line.simplify(SMOOTH_M * 0.6) for line in edges], dtype=object)))


def _faces() -> tuple[list[Any], list[str | None]]:
    """Return all areas that the edges make, and the old or Cambodian province of each."""
    vn, vn_ids = vietnam()
    kh, kh_ids = cambodia(GRID, natural_earth("cambodia"))
    territories = {c: osm.territory(c) for c in ("VN", "KH")}
    lines = [osm.border().simplify(1e-5), osm.maritime().simplify(1e-4)]
    for country, label in (("VN", vn), ("KH", kh)):
        # A little over the border, so that an edge surely meets it; loose ends make no area.
        reach = territories[country].simplify(1e-3).buffer(OVER)
        lines += [shapely.intersection(line, reach) for line in _smoothed(label)]
    window = shapely.box(*BOX)
    lines += [shapely.intersection(t.boundary, window).simplify(1e-3) for t in territories.values()]
    lines += [land(BOX).boundary, window.boundary]
    noded = shapely.union_all(np.array([*lines], dtype=object), grid_size=1e-6)
    faces = list(shapely.get_parts(shapely.polygonize([noded])))
    ground = land(BOX)
    shapely.prepare(ground)
    for territory in territories.values():
        shapely.prepare(territory)
    labels: list[str | None] = []
    for face in faces:
        at = face.representative_point()
        xy = shapely.get_coordinates(utm(at))
        if not ground.intersects(at):
            labels.append(None)
        elif territories["VN"].intersects(at):
            labels.append(vn_ids[int(GRID.at(vn, xy)[0])])
        elif territories["KH"].intersects(at):
            labels.append(kh_ids[int(GRID.at(kh, xy)[0])])
        else:
            labels.append(None)
    return faces, labels


def areas() -> dict[str, Any]:
    """Return the area of each old Vietnamese and each Cambodian border province (lon, lat)."""
    faces, labels = _faces()
    wanted = [f"vn-p63-{code}" for code in OLD] + [f"kh-p-{code}" for code in KHMER]
    wanted += sorted(
        {p for p in labels if p and _today(p) in {f"vn-p-{c}" for c in TODAY}} - set(wanted)
    )
    parts: dict[str, list[Any]] = defaultdict(list)
    for face, label in zip(faces, labels, strict=True):
        if label in wanted:
            parts[label].append(face)
    whole = [shapely.coverage_union_all(parts[unit]) for unit in wanted]
    metric = utm(np.array(whole, dtype=object))
    simple = list(degrees(shapely.coverage_simplify(metric, SIMPLE_M)))
    return {u: _without_specks(a) for u, a in zip(wanted, _rounded(simple), strict=True)}


def _rounded(areas: list[Any]) -> list[Any]:
    """Return a coverage with its vertices on a grid of 1e-5 degrees, still valid and gapless.

    Rounding alone lets close edges cross; the rounded edges are noded and areas made anew.
    """
    edges = shapely.union_all(shapely.boundary(areas), grid_size=1e-5)
    faces = shapely.get_parts(shapely.polygonize([edges]))
    tree = shapely.STRtree(areas)
    face, area = tree.query(shapely.point_on_surface(faces), predicate="within")
    return [
        shapely.set_precision(shapely.coverage_union_all(faces[face[area == i]]), 1e-5)
        for i in range(len(areas))
    ]


def _without_specks(area: Any) -> Any:
    parts = shapely.get_parts(area)
    sizes = shapely.area(utm(parts))
    return shapely.multipolygons(parts[(sizes > 0.5e6) | (sizes == sizes.max())])


def _today(old: str) -> str:
    return units()[old]["successors"] if old.startswith("vn-p63-") else old


def _feature(unit: str, area: Any) -> dict[str, Any]:
    row = units()[unit]
    return {
        "properties": {
            "id": unit,
            "name": row["name"],
            "name_km": row["name_km"] or None,
            "country": row["country"],
            "valid_from": row["valid_from"] or None,
            "valid_to": row["valid_to"] or None,
            "approximate": True,
        },
        "geometry": {"type": area.geom_type, "coordinates": numbers(mapping(area)["coordinates"])},
    }


def main() -> None:
    """Write the file."""
    found = areas()
    features = []
    for code in TODAY:
        unit = f"vn-p-{code}"
        olds = [area for old, area in found.items() if old != unit and _today(old) == unit]
        features.append(_feature(unit, _ready(shapely.coverage_union_all(olds))))
    features += [_feature(f"vn-p63-{code}", _ready(found[f"vn-p63-{code}"])) for code in OLD]
    features += [_feature(f"kh-p-{code}", _ready(found[f"kh-p-{code}"])) for code in KHMER]
    write_features(
        OUT,
        features,
        title="Approximate areas of the provinces along the Vietnam-Cambodia border",
        licence=osm.LICENCE
        + "; inner edges: Natural Earth (public domain), GSHHG shores and rivers (LGPL), "
        "commune points through vietnamadminunits 1.0.4 (MIT)",
    )
    print(f"{OUT.name}: {len(features)} areas, {OUT.stat().st_size / 1000:.0f} kB")


def _ready(area: Any) -> Any:
    """Return an area with outer rings counter-clockwise, as RFC 7946 asks; a lone part alone."""
    parts = shapely.get_parts(shapely.orient_polygons(area))
    return parts[0] if len(parts) == 1 else shapely.multipolygons(parts)


if __name__ == "__main__":
    sys.exit(main())
