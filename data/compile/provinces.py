"""provisional"""

from __future__ import annotations
import csv, json
from packages import DATA, package
import numpy as np
from pyproj import Transformer
from shapely import STRtree, points, transform
from shapely.geometry import shape

T = Transformer.from_crs(4326, 32648, always_xy=True)


def utm(g):
    return transform(g, lambda c: np.column_stack(T.transform(c[:, 0], c[:, 1])))


NE = {
    "KH-16": "kh-p-16",
    "KH-11": "kh-p-11",
    "KH-10": "kh-p-10",
    "KH-3": "kh-p-25",
    "KH-20": "kh-p-20",
    "KH-14": "kh-p-14",
    "KH-8": "kh-p-08",
    "KH-21": "kh-p-21",
    "KH-7": "kh-p-07",
}


def beside():
    rows = {r["id"]: r for r in csv.DictReader(open(DATA / "units.csv", encoding="utf-8"))}
    names = {i: r["name"] for i, r in rows.items() if "-p" in i}
    old = {}
    from collections import Counter, defaultdict

    votes = defaultdict(Counter)
    for i, r in rows.items():
        if i.startswith("vn-c63-"):
            p = rows[r["parent"]]
            p = rows[p["parent"]] if p["id"].startswith("vn-d63") else p
            for s in r["successors"].split("|"):
                votes[s][p["id"]] += 1
    vn = [r for i, r in rows.items() if i.startswith("vn-c-") and r["lat"]]
    tree = STRtree(utm(points([(float(r["lon"]), float(r["lat"])) for r in vn])))
    d = json.load(
        open(
            package("@superset-ui/legacy-plugin-chart-country-map")
            / "package/esm/countries/cambodia.geojson"
        )
    )
    kh = [
        (NE[f["properties"]["ISO"]], utm(shape(f["geometry"])))
        for f in d["features"]
        if f["properties"]["ISO"] in NE
    ]
    ktree = STRtree([g for _, g in kh])

    def label(xy):
        p = utm(points(xy))
        a = tree.nearest(p)
        b = ktree.nearest(p)
        return [
            (
                vn[i]["parent"],
                votes[vn[i]["id"]].most_common(1)[0][0] if votes[vn[i]["id"]] else "",
                kh[j][0],
            )
            for i, j in zip(a, b)
        ]

    return label, names
