"""A small atlas of the schema that ``geo.atlas`` builds, with made-up facts."""

# ruff: noqa: E501 - one row of a layer reads best on few lines
from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import geopandas as gpd
from shapely.geometry import LineString, Point, Polygon

ARTICLE = {
    "article": "a1",
    "title": "Officers plant trees at the border",
    "publisher": "The Daily Example",
    "published": "2025-11-13",
    "url": "https://example.org/trees",
    "sha256": "ab" * 32,
}
SENTENCES = {
    "trees": "On 12 November officers of both sides planted trees at Moc Bai.",
    "cows": "Ten families were given 20 cows, each worth 20 million dong.",
    "promise": "A school worth 3 billion dong was promised to Svay Teab.",
    "twins": "Long Cuong and Ou Ta Mou have been twinned since 2016.",
}


def evidence(name: str) -> list[dict[str, Any]]:
    quote = SENTENCES[name]
    start = 100 * list(SENTENCES).index(name)
    return [{**ARTICLE, "start": start, "end": start + len(quote), "quote": quote}]


def circle(lon: float, lat: float, radius_km: float) -> Polygon:
    return Point(lon, lat).buffer(radius_km / 111.0, quad_segs=12)


def frame(rows: list[dict[str, Any]]) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(rows, geometry="geometry", crs="EPSG:4326")


def tags(events: list[str] = [], aid: list[str] = [], projects: list[str] = []) -> dict[str, Any]:  # noqa: B006
    return {
        "events": events, "aid": aid, "projects": projects,
        "n_events": len(events), "n_aid": len(aid), "n_projects": len(projects),
    }  # fmt: skip


def checkpoint(slug: str, vi: str, kh: str, cls: str, lon: float, lat: float, **more: Any) -> dict:
    return {
        "id": f"cp-{slug}", "name": f"{vi} – {kh}", "name_vi": vi, "name_kh": kh,
        "name_km": more.pop("name_km", None), "aliases": more.pop("aliases", []), "class": cls,
        "class_from": "2005-01-01", "history": [["2005-01-01", "class", cls, "list S1"]],
        "status": more.pop("status", "open"), "mode": "road", "province_vn": "Tây Ninh",
        "province_vn_before": more.pop("before", "Tây Ninh"), "district_vn_before": "Bến Cầu",
        "commune_vn": "Bến Cầu", "commune_vn_before": "Lợi Thuận", "province_kh": "Svay Rieng",
        "district_kh": "Bavet", "commune_kh": "Bavet", "radius_km": 0.3, "precision": "near",
        "point_method": "road meets border", "distance_to_border_km": 0.04, "confidence": "high",
        "conflicts": more.pop("conflicts", ""), "sources": ["S1", "https://example.org/list"],
        "last_confirmed": "2025-12-08", **tags(**more.pop("tags", {})), "geometry": Point(lon, lat),
    }  # fmt: skip


TAY_NINH = Polygon([(105.8, 11.0), (106.5, 10.95), (106.45, 11.75), (105.85, 11.65)])
SVAY_RIENG = Polygon([(105.4, 10.9), (106.2, 11.05), (105.8, 11.5), (105.5, 11.4)])


def layers() -> dict[str, gpd.GeoDataFrame]:
    """Return every layer of an atlas with one to five rows each."""
    line = [(105.5, 10.9), (105.9, 10.95), (106.1678, 11.0716), (105.95, 11.4), (105.87, 11.6)]
    where = {"radius_km": 45.0, "precision": "admin1"}
    return {
        "border": frame([
            {"id": "b1", "name": "Tây Ninh / Svay Rieng", "kind": "section", "province_vn": "Tây Ninh",
             "province_kh": "Svay Rieng", "uncertain": False, "note": "", "length_km_full": 1242.6,
             "source": "OpenStreetMap", "geometry": LineString(line[:4])},
            {"id": "b2", "name": "Tây Ninh / Tboung Khmum", "kind": "section", "province_vn": "Tây Ninh",
             "province_kh": "Tboung Khmum", "uncertain": True, "note": "sources differ by 900 m",
             "length_km_full": 1242.6, "source": "OpenStreetMap", "geometry": LineString(line[3:])},
        ]),
        "provinces": frame([
            {"id": "vn-p-80", "name": "Tây Ninh", "name_en": "Tay Ninh", "name_km": "តៃនិញ",
             "country": "VN", "valid_from": "2025-07-01", "valid_to": None, "approximate": True,
             "before": ["Tây Ninh", "Long An"], **tags(["ev-2"], ["aid-1"]), "geometry": TAY_NINH},
            {"id": "kh-p-20", "name": "Svay Rieng", "name_en": "Svay Rieng", "name_km": "ស្វាយរៀង",
             "country": "KH", "valid_from": None, "valid_to": None, "approximate": True,
             "before": [], **tags(), "geometry": SVAY_RIENG},
        ]),
        "checkpoints": frame([
            checkpoint("moc-bai", "Mộc Bài", "Bavet", "international", 106.1678, 11.0716,
                       name_km="បាវិត", aliases=["Moc Bai", "Bà Vẹt", "Bavit"],
                       tags={"events": ["ev-1"], "projects": ["pr-1"]}),
            checkpoint("phuoc-tan", "Phước Tân", "Bosmon", "main", 106.02, 11.25),
            checkpoint("long-thuan", "Long Thuận", "Ta Pav", "secondary", 106.10, 11.16),
            checkpoint("tan-nam", "Tân Nam", "Meun Chey", "planned", 105.90, 11.5, status="planned",
                       conflicts="Two sources give different provinces."),
        ]),
        "hamlets": frame([
            {"id": "pl-long-cuong", "name": "Long Cường", "name_km": None, "country": "VN",
             "province": "Tây Ninh", "commune": "Long Thuận", "radius_km": 4.0, "precision": "near",
             "source": "brief", "twins": ["pl-ou-ta-mou"], **tags(), "geometry": Point(106.12, 11.13)},
            {"id": "pl-ou-ta-mou", "name": "Ou Ta Mou", "name_km": "អូរតាម៉ៅ", "country": "KH",
             "province": "Svay Rieng", "commune": "Monourom", "radius_km": 5.0, "precision": "near",
             "source": "brief", "twins": ["pl-long-cuong"], **tags(), "geometry": Point(106.0, 11.12)},
        ]),
        "twinnings": frame([
            {"id": "tw-1", "name": "Long Cường – Ou Ta Mou", "a": "pl-long-cuong", "b": "pl-ou-ta-mou",
             "a_name": "Long Cường", "b_name": "Ou Ta Mou", "level": "village", "date_start": "2016",
             "date_end": "2016", "crosses_border": True, "confidence": 0.9,
             "evidence": evidence("twins"), "geometry": LineString([(106.12, 11.13), (106.0, 11.12)])},
        ]),
        "places": frame([
            {"id": "pl-school", "type": "facility", "name": "Bến Cầu Primary School", "name_km": None,
             "names": ["Ben Cau Primary School"], "country": "VN", "province": "Tây Ninh",
             "province_today": "Tây Ninh", "precision": "near", "radius_km": 3.0, "source": "brief",
             "valid_to": None, **tags(), "geometry": Point(106.15, 11.11)},
            {"id": "kh-d-2007", "type": "district", "name": "Svay Teab", "name_km": "ស្វាយទាប",
             "names": ["Svay Teap"], "country": "KH", "province": "Svay Rieng",
             "province_today": "Svay Rieng", "precision": "admin2", "radius_km": 14.0,
             "source": "gazetteer", "valid_to": None, **tags(aid=["aid-2"]),
             "geometry": circle(105.95, 11.1, 14)},
        ]),
        "events": frame([
            {"id": "ev-1:0", "record": "ev-1", "name": "Officers plant trees", "type": "patrol",
             "date_start": "2025-11-12", "date_end": "2025-11-12", "date_basis": "stated", "status": "held",
             "place_id": "cp-moc-bai:vn", "place_name": "Mộc Bài", "precision": "near", "radius_km": 0.3,
             "actors": ["border guards"], "confidence": 0.9, "evidence": evidence("trees"),
             "geometry": Point(106.1678, 11.0716)},
            {"id": "ev-2:0", "record": "ev-2", "name": "Talks of the two provinces", "type": "meeting",
             "date_start": "2023-05", "date_end": "2023-05", "date_basis": "month", "status": "planned",
             "place_id": "vn-p-80", "place_name": "Tây Ninh", **where,
             "actors": [], "confidence": 0.6, "evidence": evidence("trees"), "geometry": TAY_NINH},
        ]),
        "aid": frame([
            {"id": "aid-1:0", "record": "aid-1", "name": "20 cows", "category": "livestock", "item": "cows",
             "quantity": 20, "approximate": False, "unit": "cow", "unit_value": 20_000_000,
             "total_value": 400_000_000, "currency": "VND", "period": None, "status": "delivered",
             "donor": "the province", "recipient": "ten families", "date_start": "2025-11-12",
             "date_end": "2025-11-12", "role": "handed_over", "place_id": "vn-p-80",
             "place_name": "Tây Ninh", **where, "confidence": 0.9, "evidence": evidence("cows"),
             "geometry": TAY_NINH},
            {"id": "aid-2:0", "record": "aid-2", "name": "school", "category": "building", "item": "school",
             "quantity": 1, "approximate": False, "unit": "school", "unit_value": None,
             "total_value": 3_000_000_000, "currency": "VND", "period": None, "status": "promised",
             "donor": None, "recipient": None, "date_start": None, "date_end": None,
             "role": "beneficiaries", "place_id": "kh-d-2007", "place_name": "Svay Teab",
             "precision": "admin2", "radius_km": 14.0, "confidence": 0.7,
             "evidence": evidence("promise"), "geometry": circle(105.95, 11.1, 14)},
        ]),
        "projects": frame([
            {"id": "pr-1", "name": "Phnom Penh – Mộc Bài expressway", "kind": "expressway",
             "status": "planned", "place_ids": ["cp-moc-bai"], "place_names": ["Mộc Bài"], "value": None,
             "currency": None, "date_start": "2025", "date_end": "2025", "precision": "stretch",
             "confidence": 0.8, "evidence": evidence("trees"),
             "geometry": LineString([(105.4, 11.2), (106.1678, 11.0716), (106.5, 10.95)])},
        ]),
        "review": frame([
            {"id": "rv-1", "name": "Svay Teab", "kind": "contradiction",
             "reason": "stands 30 km from the province that the text names", "article": "a1",
             "place_id": "kh-d-2007", "evidence": evidence("promise"), "geometry": Point(105.95, 11.1)},
        ]),
    }  # fmt: skip


def atlas(**changes: gpd.GeoDataFrame) -> SimpleNamespace:
    """Return the sample atlas, with some layers changed."""
    return SimpleNamespace(
        layers={**layers(), **changes},
        records={},
        articles=[{**ARTICLE, "id": "a1"}],
        unplaced=[
            {"kind": "event", "id": "ev-9", "name": "Minister visits Vietnam", "type": "visit",
             "date_start": "2023-12", "date_end": "2023-12", "reason": "the text names only the country",
             "evidence": evidence("trees")},
        ],
    )  # fmt: skip
