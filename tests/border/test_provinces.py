"""The approximate areas of the border provinces, on two dates."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.border import Border, Provinces
from geo.border.metric import to_utm
from geo.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path

PROVINCES = Provinces.load()
BORDER = Border.load()
BEFORE, SINCE = date(2025, 6, 30), date(2025, 7, 1)


@pytest.mark.parametrize(
    ("name", "lat", "lon", "before", "since"),
    [
        ("Tây Ninh city", 11.31004, 106.09828, "vn-p63-72", "vn-p-80"),
        ("Tân An", 10.5359, 106.4137, "vn-p63-80", "vn-p-80"),
        ("Đồng Xoài", 11.5349, 106.8832, "vn-p63-70", "vn-p-75"),
        ("Hà Tiên", 10.3831, 104.4875, "vn-p63-91", "vn-p-91"),
        ("Pleiku", 13.9833, 108.0, "vn-p63-64", "vn-p-52"),
        ("Kon Tum", 14.3545, 108.0076, "vn-p63-62", "vn-p-51"),
        ("Svay Rieng", 11.08785, 105.79935, "kh-p-20", "kh-p-20"),
        ("Bavet", 11.06317, 106.13557, "kh-p-20", "kh-p-20"),
        ("Suong", 11.91, 105.66, "kh-p-25", "kh-p-25"),
        ("Kampot", 10.61041, 104.18145, "kh-p-07", "kh-p-07"),
        ("Hà Nội", 21.0245, 105.84117, None, None),
        ("Phnom Penh", 11.56245, 104.91601, None, None),
    ],
)
def test_a_town_lies_in_its_province_of_the_day(
    name: str, lat: float, lon: float, before: str | None, since: str | None
) -> None:
    assert PROVINCES.at(lat, lon, BEFORE) == before
    assert PROVINCES.at(lat, lon, SINCE) == since
    assert PROVINCES.at(lat, lon) == since


def test_each_date_has_its_provinces() -> None:
    assert len(PROVINCES) == 27
    assert sum(unit.startswith("vn-p-") for unit in PROVINCES.ids(SINCE)) == 8
    assert sum(unit.startswith("vn-p63-") for unit in PROVINCES.ids(BEFORE)) == 10
    for day in (BEFORE, SINCE):
        assert sum(unit.startswith("kh-p-") for unit in PROVINCES.ids(day)) == 9
    assert PROVINCES.area("vn-p-01") is None


@pytest.mark.parametrize("day", [BEFORE, SINCE])
def test_the_areas_of_one_day_do_not_overlap_and_share_their_edges(day: date) -> None:
    areas = [PROVINCES.area(unit) for unit in PROVINCES.ids(day)]
    assert all(shapely.is_valid(areas))
    assert shapely.coverage_is_valid(areas)


def test_the_areas_meet_their_neighbour_country_in_the_border_line() -> None:
    vietnam = shapely.union_all([PROVINCES.area(u) for u in PROVINCES.ids(SINCE) if u[:2] == "vn"])
    cambodia = shapely.union_all([PROVINCES.area(u) for u in PROVINCES.ids() if u[:2] == "kh"])
    edge = vietnam.boundary.intersection(cambodia.boundary)
    metric = to_utm(BORDER.line)
    assert to_utm(edge).length == pytest.approx(metric.length, rel=0.05)
    assert to_utm(edge).hausdorff_distance(metric) < 1000
    far = shapely.distance(shapely.points(shapely.get_coordinates(to_utm(edge))), metric)
    assert far.max() < 15


def test_rings_run_as_rfc_7946_asks() -> None:
    for feature in PROVINCES.features:
        for part in shapely.get_parts(PROVINCES.area(feature["properties"]["id"])):
            assert part.exterior.is_ccw
            assert not any(ring.is_ccw for ring in part.interiors)


@settings(max_examples=50, deadline=None)
@given(st.floats(10.3, 14.9), st.floats(103.9, 108.5))
def test_a_province_lies_on_its_country_s_side(lat: float, lon: float) -> None:
    unit = PROVINCES.at(lat, lon)
    if unit is not None and BORDER.distance_km(lat, lon) > 0.3:
        assert BORDER.side(lat, lon) == unit[:2].upper()


def test_better_areas_can_be_given_as_a_file(tmp_path: Path, data: Path) -> None:
    assert len(Provinces.load(data / "provinces.geojson")) == 27
    bad = tmp_path / "mine.geojson"
    bad.write_text(json.dumps({"features": [{"properties": {"name": "X"}}]}))
    with pytest.raises(DataError, match=r"mine\.geojson.*needs id"):
        Provinces.load(bad)
