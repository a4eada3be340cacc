"""A small atlas with everything that makes exporting hard."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import LineString, MultiPolygon, Point, Polygon

import geo

if TYPE_CHECKING:
    from collections.abc import Mapping

EVIDENCE = {
    "article": "a1", "title": '=HYPERLINK("x")', "publisher": None, "published": "2025-11-12",
    "url": None, "sha256": "0" * 64, "start": 3, "end": 9, "quote": "</script><b>Ế & 'o'",
}  # fmt: skip
CLOCKWISE = Polygon(
    [(105, 11), (105, 12), (106, 12), (106, 11)],
    [[(105.4, 11.4), (105.6, 11.4), (105.6, 11.6), (105.4, 11.6)]],
)


@pytest.fixture(scope="session")
def atlas() -> geo.Atlas:
    """Return the atlas of the articles that come with the program."""
    return geo.build_atlas()


@pytest.fixture
def layers() -> Mapping[str, gpd.GeoDataFrame]:
    """Return three layers: points with hard values, mixed shapes with a missing one, none."""
    checkpoints = gpd.GeoDataFrame(
        {
            "id": ["cp-moc-bai", "cp-xa-mat"],
            "name": ["Mộc Bài – Bavet", "=1+1"],
            "name_km": ["បាវិត", None],
            "aliases": [["Moc Bai", "@x"], []],
            "n_events": [2, 0],
            "radius_km": [0.3, math.nan],
            "uncertain": [True, False],
            "evidence": [[EVIDENCE], []],
            "distance": [1.5, 2.0],
        },
        geometry=[Point(106.1730123456, 11.0766987654), Point(105.9812, 11.66787)],
        crs=4326,
    )
    events = gpd.GeoDataFrame(
        {
            "id": ["e1", "e2", "e3", "e4"],
            "name": ["area", "line", "nowhere", "many"],
            "type": ["meeting", "-opening", "+visit", "\tother"],
        },
        geometry=[
            CLOCKWISE,
            LineString([(106, 11), (106.1234567, 11.5)]),
            None,
            MultiPolygon([CLOCKWISE, Polygon([(107, 11), (107, 12), (108, 12)])]),
        ],
        crs=4326,
    )
    empty = gpd.GeoDataFrame({"id": [], "name": []}, geometry=[], crs=4326)
    return {"checkpoints": checkpoints, "events": events, "review": empty}


@pytest.fixture
def tables() -> Mapping[str, pd.DataFrame]:
    """Return a table of what has no place: with lists, evidence and missing values."""
    unplaced = pd.DataFrame(
        {
            "id": ["ev-1", "ai-1"],
            "kind": ["event", "aid"],
            "name": ["A meeting", "60 bò"],
            "quantity": [math.nan, 60.0],
            "approximate": pd.Series([None, True], dtype="boolean"),
            "place_names": [[], ["Tây Ninh"]],
            "evidence": [[EVIDENCE], []],
        }
    )
    return {"unplaced": unplaced}
