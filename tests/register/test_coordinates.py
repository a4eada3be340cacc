"""Positions as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.register.coordinates import parse_latitude, parse_longitude, parse_point


@pytest.mark.parametrize(
    "text",
    [
        "11.0775",
        "11,0775",
        "11°4.65'",
        "11°04'39\"N",
        "N 11 04.65",
        "11°04′39″B",
        "11 04 39",
        "11d04m39s",
        "11 deg 4 min 39 sec",
        "11:04:39",
        "11-04-39",
        "11º04´39´´",
        "11˚04’39”",
        "11°04‵39ʺ",
        "11° 04’ 39’’ Bắc",
        "11°04'39\" North",
        "១១.០៧៧៥",
    ],
)
def test_many_ways_to_write_one_latitude(text: str) -> None:
    assert parse_latitude(text) == pytest.approx(11.0775)


@pytest.mark.parametrize("text", ["106°10'30\"E", "106°10′30″Đ", "E106.175"])
def test_longitudes_take_their_letters(text: str) -> None:
    assert parse_longitude(text) == pytest.approx(106.175)


@pytest.mark.parametrize(
    "text",
    ["", "abc", "91", "11°75'", "11.5°30'", "11.07E", "11.07 106.17", "1e1", "nan", "N11S",
     "9" * 400, "9" * 400 + " 5"],
)  # fmt: skip
def test_what_is_no_latitude_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"latitude|minutes|decimals"):
        parse_latitude(text)


@given(st.integers(-89, 89), st.integers(0, 59), st.integers(0, 59))
def test_degrees_minutes_seconds_are_the_sum_of_their_parts(d: int, m: int, s: int) -> None:
    value = parse_latitude(f"{d}°{m}'{s}\"")
    sign = -1 if d < 0 else 1
    assert value == pytest.approx(sign * (abs(d) + m / 60 + s / 3600), abs=1e-6)


@pytest.mark.parametrize(
    "text",
    [
        "11.07, 106.17",
        "11,07; 106,17",
        "11.07 106.17",
        "11,07, 106,17",
        "11.07/106.17",
        "11° 4' 12\" N 106° 10' 12\" E",
        "N 11 4.2 E 106 10.2",
        "11 4 12 106 10 12",
        "E 106.17, N 11.07",
    ],
)
def test_a_point_is_two_angles(text: str) -> None:
    assert parse_point(text) == (11.07, 106.17)


@given(st.text(max_size=30))
def test_no_text_ends_in_anything_but_a_point_or_a_refusal(text: str) -> None:
    try:
        lat, lon = parse_point(text)
    except ValueError:
        return
    assert abs(lat) <= 90
    assert abs(lon) <= 180
