"""The border line: distance, side, kilometre, stretch."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.border import Border
from geo.border.metric import ellipsoid
from geo.errors import DataError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

BORDER = Border.load()
near_lat = st.floats(10.0, 15.0)
near_lon = st.floats(103.5, 108.5)


def test_the_length_is_that_of_the_full_line() -> None:
    assert BORDER.length_km == 1242.6
    assert sum(s.end_km - s.start_km for s in BORDER.sections()) == pytest.approx(1242.6, abs=0.2)
    assert ellipsoid().geometry_length(BORDER.line) / 1000 == pytest.approx(1234, abs=1.5)


def test_the_line_runs_from_the_sea_to_the_tri_border_point_without_a_gap() -> None:
    assert BORDER.line.coords[0] == pytest.approx((104.43922, 10.42317), abs=1e-4)
    assert BORDER.line.coords[-1] == pytest.approx((107.55663, 14.68610), abs=1e-4)
    assert BORDER.line.is_simple
    sections = BORDER.sections()
    for one, other in pairwise(sections):
        assert one.line.coords[-1] == other.line.coords[0]
        assert one.end_km == other.start_km


def test_the_ends_of_the_line_stand_in_the_file_as_points() -> None:
    ends = {f["properties"]["kind"]: f["geometry"] for f in BORDER.features[-2:]}
    assert set(ends) == {"sea-end", "tri-border"}
    assert ends["tri-border"]["coordinates"] == pytest.approx([107.556628, 14.686098], abs=1e-5)


def test_the_sections_name_all_provinces_of_the_border() -> None:
    sections = BORDER.sections()
    assert {s.province_vn for s in sections} == {
        f"vn-p-{code}" for code in ("91", "82", "80", "75", "68", "66", "52", "51")
    }
    assert {s.province_vn_before for s in sections} == {
        f"vn-p63-{code}" for code in ("91", "89", "87", "80", "72", "70", "67", "66", "64", "62")
    }
    assert {s.province_kh for s in sections} == {
        f"kh-p-{code}" for code in ("07", "21", "08", "14", "20", "25", "10", "11", "16")
    }
    assert sum(s.end_km - s.start_km for s in sections if s.uncertain) == pytest.approx(32, abs=1)


@pytest.mark.parametrize(
    ("name", "lat", "lon", "side", "km", "tolerance"),
    [
        ("Bavet town", 11.06317, 106.13557, "KH", 2.95, 0.1),
        ("Bến Cầu town", 11.11051, 106.17924, "VN", 2.76, 0.1),
        ("Hà Tiên town", 10.38310, 104.48753, "VN", 2.62, 0.1),
        ("Tây Ninh city", 11.31004, 106.09828, "VN", 16.06, 0.1),
        ("Svay Rieng town", 11.08785, 105.79935, "KH", 6.6, 0.1),
        ("Hà Nội", 21.02450, 105.84117, "VN", 724.7, 1),
        ("Phnom Penh", 11.56245, 104.91601, "KH", 69.42, 0.1),
        ("Bangkok", 13.754, 100.5014, None, None, 0),
        ("Vientiane", 17.96667, 102.6, None, None, 0),
    ],
)
def test_known_towns_lie_on_their_side(
    name: str, lat: float, lon: float, side: str | None, km: float | None, tolerance: float
) -> None:
    assert BORDER.side(lat, lon) == side
    if km is not None:
        assert BORDER.distance_km(lat, lon) == pytest.approx(km, abs=tolerance)


def test_the_kilometre_of_a_place_counts_from_the_sea() -> None:
    assert BORDER.chainage_km(10.3831, 104.4875) < 15  # Hà Tiên
    assert BORDER.chainage_km(14.69, 107.56) == pytest.approx(1242.6, abs=0.3)
    assert 353 < BORDER.chainage_km(11.1239, 106.0974) < 370  # Long Thuận
    assert BORDER.section_at(11.1239, 106.0974).province_kh == "kh-p-20"


def test_a_stretch_lies_around_its_point_and_is_cut_at_the_ends() -> None:
    stretch = BORDER.stretch(11.0766, 106.1730, 5)
    assert ellipsoid().geometry_length(stretch) / 1000 == pytest.approx(10, rel=0.01)
    tail = BORDER.stretch(14.7, 107.56, 5)
    assert tail.coords[-1] == pytest.approx(BORDER.line.coords[-1], abs=1e-7)
    assert ellipsoid().geometry_length(tail) / 1000 == pytest.approx(5, rel=0.01)
    with pytest.raises(UsageError, match="positive"):
        BORDER.stretch(11, 106, 0)


@settings(max_examples=60, deadline=None)
@given(near_lat, near_lon)
def test_the_nearest_point_lies_on_the_line_and_as_far_as_said(lat: float, lon: float) -> None:
    near = BORDER.nearest(lat, lon)
    assert BORDER.distance_km(*near) < 0.001
    metres = ellipsoid().inv(lon, lat, near[1], near[0])[2]
    assert BORDER.distance_km(lat, lon) == pytest.approx(metres / 1000, abs=1e-6)


@settings(max_examples=60, deadline=None)
@given(st.floats(1, 1241))
def test_a_kilometre_of_the_line_is_found_again(km: float) -> None:
    part = BORDER.between(km - 0.5, km + 0.5)
    middle = part.interpolate(0.5, normalized=True)
    assert BORDER.chainage_km(middle.y, middle.x) == pytest.approx(km, abs=0.3)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(BORDER.line.coords) - 2))
def test_either_side_of_the_line_is_another_country(index: int) -> None:
    (x0, y0), (x1, y1) = BORDER.line.coords[index : index + 2]
    x, y, dx, dy = (x0 + x1) / 2, (y0 + y1) / 2, x1 - x0, y1 - y0
    step = min(0.05, 1e-6 / (dx**2 + dy**2) ** 0.5)
    sides = [BORDER.side(y + s * step * dx, x - s * step * dy) for s in (1, -1)]
    assert sides == ["KH", "VN"]  # going north, Cambodia is on the left


def test_a_file_that_is_no_border_is_refused_by_name(tmp_path: Path) -> None:
    for name in ("border.geojson", "territories.geojson"):
        (tmp_path / name).write_text(json.dumps({"type": "FeatureCollection", "features": []}))
    with pytest.raises(DataError, match=r"border\.geojson: is no border line.*border\.py"):
        Border.load(tmp_path)
    (tmp_path / "border.geojson").unlink()
    with pytest.raises(DataError, match="does not exist"):
        Border.load(tmp_path)
