"""The atlas as a whole: articles in, checked layers out, the same ones every time."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pandas as pd
import pyogrio
import pytest

from geo.articles import read_article
from geo.atlas import LAYERS, Atlas, build_atlas, read, reading_to_dict
from geo.errors import DataError
from geo.names import fold

if TYPE_CHECKING:
    from pathlib import Path

OPENED = """---
title: Gate opened
published: 2025-12-09
---
The prime ministers of Vietnam and Cambodia opened the Tan Nam – Meun Chey border gate on
8 December 2025.
"""
OPENED_TOO = """---
title: New gate at the border
published: 2025-12-10
---
The Tan Nam – Meun Chey border gate was opened on 8 December 2025 by the prime ministers of
Vietnam and Cambodia.
"""
UNLISTED = """---
title: A new clinic
published: 2025-10-02
---
On 1 October 2025, a clinic was inaugurated in Xyloquat hamlet, Svay Teab district, Svay Rieng
province, Cambodia.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("articles")
    for name, text in (("a", OPENED), ("b", OPENED_TOO), ("c", UNLISTED)):
        (path / f"{name}.md").write_text(text, encoding="utf-8")
    (path / "d.txt").write_bytes(b"\x00\x01")
    return path


@pytest.fixture(scope="module")
def atlas(folder: Path, data: Path) -> Atlas:
    return build_atlas([folder], data)


def rows(atlas: Atlas, layer: str, **wanted):
    found = atlas.layers[layer].to_dict("records")
    return [r for r in found if all(r[name] == value for name, value in wanted.items())]


def bytes_of(atlas: Atlas) -> str:
    layers = {name: frame.to_json() for name, frame in atlas.layers.items()}
    return json.dumps([layers, atlas.unplaced], default=str)


def test_all_layers_are_there_with_their_columns(atlas: Atlas) -> None:
    assert list(atlas.layers) == list(LAYERS)
    for name, frame in atlas.layers.items():
        assert frame.crs.to_epsg() == 4326
        assert list(frame.columns) == [f.name for f in LAYERS[name].fields] + ["geometry"]


def test_the_same_input_gives_the_same_bytes(atlas: Atlas, folder: Path, data: Path) -> None:
    assert bytes_of(build_atlas([folder], data)) == bytes_of(atlas)


def test_an_article_that_cannot_be_read_is_told_and_the_others_stand(atlas: Atlas) -> None:
    (failure,) = atlas.failures
    assert "d.txt" in str(failure)
    assert [article.id for article in atlas.articles] == ["a", "b", "c"]


def test_one_opening_told_twice_is_one_with_both_sentences(atlas: Atlas) -> None:
    (opening,) = rows(atlas, "events", type="opening", place_id="cp-tan-nam")
    assert [e["article"] for e in opening["evidence"]] == ["a", "b"]
    assert opening["evidence"][0]["quote"] in OPENED
    (pair,) = rows(atlas, "checkpoints", id="cp-tan-nam")
    assert opening["record"] in pair["events"]
    assert pair["n_events"] == len(pair["events"])


def test_a_name_in_no_list_is_drawn_in_its_container_and_goes_to_review(atlas: Atlas) -> None:
    (hamlet,) = [r for r in rows(atlas, "hamlets") if "Xyloquat" in r["name"]]
    assert hamlet["geometry"].geom_type == "Polygon"
    assert hamlet["province"] == "Svay Rieng"
    (review,) = [r for r in rows(atlas, "review", kind="unlisted") if "Xyloquat" in r["name"]]
    assert "Xyloquat" in review["evidence"][0]["quote"]


def test_every_pair_of_the_register_is_drawn_as_honestly_as_it_is_known(atlas: Atlas) -> None:
    pairs = rows(atlas, "checkpoints")
    assert len(pairs) >= 39
    for pair in pairs:
        is_point = pair["geometry"].geom_type == "Point"
        assert is_point == (pair["precision"] in ("exact", "near")), pair["id"]
        if is_point:
            assert pair["distance_to_border_km"] <= 5, pair["id"]


def test_what_is_a_point_lies_where_its_precision_says(atlas: Atlas) -> None:
    for layer in ("events", "aid", "places", "hamlets"):
        for row in rows(atlas, layer):
            if row["geometry"].geom_type == "Point":
                assert row["precision"] in ("exact", "near"), row


def test_conflicts_of_the_register_go_to_review(atlas: Atlas) -> None:
    reasons = " ".join(r["reason"] for r in rows(atlas, "review", kind="register"))
    assert "ten" in fold(reasons)
    assert "of which 15 are named" in reasons


def test_better_boundaries_take_the_place_of_the_approximate_ones(
    folder: Path, data: Path, tmp_path: Path
) -> None:
    square = {"type": "Polygon", "coordinates": [[[105, 11], [106, 11], [106, 12], [105, 11]]]}
    feature = {"type": "Feature", "properties": {"ADM1_EN": "Svay Rieng"}, "geometry": square}
    path = tmp_path / "better.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    atlas = build_atlas([], data, boundaries=path)
    (svay_rieng,) = rows(atlas, "provinces", name="Svay Rieng")
    assert not svay_rieng["approximate"]
    assert svay_rieng["geometry"].bounds == (105, 11, 106, 12)
    (kampot,) = rows(atlas, "provinces", name="Kampot")
    assert kampot["approximate"]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": []}))
    with pytest.raises(DataError, match="no feature is a province"):
        build_atlas([], data, boundaries=path)


@pytest.mark.parametrize(
    ("ring", "said"),
    [
        ([], "has no area"),
        ([[600000, 1200000], [700000, 1200000], [700000, 1300000], [600000, 1200000]], "outside"),
        ([[0, 0], [1, 0], [1, 1], [0, 0]], "lies elsewhere than the province"),
    ],
    ids=["empty", "metres", "elsewhere"],
)
def test_boundaries_that_cannot_be_the_provinces_are_refused(
    ring: list[list[float]], said: str, data: Path, tmp_path: Path
) -> None:
    shape = {"type": "Polygon", "coordinates": [ring] if ring else []}
    feature = {"type": "Feature", "properties": {"name": "Tây Ninh"}, "geometry": shape}
    path = tmp_path / "better.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    with pytest.raises(DataError, match=rf"better\.geojson: feature 1 \(vn-p-80\) .*{said}"):
        build_atlas([], data, boundaries=path)


def test_two_boundaries_of_one_province_are_refused_with_both_features(
    data: Path, tmp_path: Path
) -> None:
    shape = {"type": "Polygon", "coordinates": [[[105, 11], [106, 11], [106, 12], [105, 11]]]}
    features = [
        {"type": "Feature", "properties": {"name": name}, "geometry": shape}
        for name in ("Svay Rieng", "elsewhere", "kh-p-20")
    ]
    path = tmp_path / "better.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    with pytest.raises(DataError, match=r"better\.geojson: feature 3 is of kh-p-20, as feature 1"):
        build_atlas([], data, boundaries=path)


def test_boundaries_without_a_geometry_are_refused(data: Path, tmp_path: Path) -> None:
    path = tmp_path / "better.gpkg"
    pyogrio.write_dataframe(pd.DataFrame({"name": ["Tây Ninh"]}), path)
    with pytest.raises(DataError, match=r"better\.gpkg: holds no geometry"):
        build_atlas([], data, boundaries=path)


def test_without_articles_the_register_is_drawn_alone(data: Path) -> None:
    atlas = build_atlas([], data)
    assert len(atlas.layers["events"]) == 0
    assert len(atlas.layers["checkpoints"]) >= 39
    assert atlas.articles == ()


def test_two_articles_of_one_name_are_told_apart(data: Path, tmp_path: Path) -> None:
    for name, text in (("x", OPENED), ("y", UNLISTED), ("z", OPENED)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "news.md").write_text(text, encoding="utf-8")
    atlas = build_atlas([tmp_path], data)
    first, second = (article.id for article in atlas.articles)
    assert first == "news"
    assert second.startswith("news-")


def test_a_reading_is_written_in_the_published_form(folder: Path, data: Path) -> None:
    from geo.border import Border
    from geo.gazetteer import Gazetteer
    from geo.geoparse import Geoparser

    geoparser = Geoparser(Gazetteer.load(data), Border.load(data))
    record = reading_to_dict(read(read_article(folder / "a.md"), geoparser))
    assert json.loads(json.dumps(record)) == record
    assert record["article"]["id"] == "a"
    assert record["article"]["published"] == "2025-12-09"
    text = read_article(folder / "a.md").text
    for mention in record["mentions"]:
        assert text[mention["start"] : mention["end"]] == mention["text"]
    (opening,) = [e for e in record["events"] if e["type"] == "opening"]
    assert set(opening) == {
        "id", "type", "title", "date", "status", "place_ids", "place_names", "actors",
        "confidence", "evidence",
    }  # fmt: skip
    assert set(opening["date"]) == {"start", "end", "basis"}
    assert all(set(e) == {"start", "end"} for e in opening["evidence"])
    assert "class" in (record["indicators"] or [{"class": None}])[0]


def test_an_article_whose_reading_breaks_does_not_stop_the_others(data: Path, folder: Path) -> None:
    from geo.facts import read_facts

    def fragile(article, mentions, gazetteer):
        if article.id == "a":
            msg = "no way"
            raise RuntimeError(msg)
        return read_facts(article, mentions, gazetteer)

    atlas = build_atlas([folder / "a.md", folder / "b.md"], data, reader=fragile)
    (failure,) = atlas.failures
    assert "a.md: reading it broke (RuntimeError: no way)" in str(failure)
    assert [article.id for article in atlas.articles] == ["b"]
