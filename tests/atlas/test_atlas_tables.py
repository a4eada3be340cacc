"""What no layer can show stands in tables with a schema of their own."""

from __future__ import annotations

import pytest

import geo
from geo.atlas import TABLES
from geo.atlas.frames import table
from geo.errors import DataError
from geo.model import Article

TEXT = (
    "The two provinces share a border of 240 km with 16 pairs of border gates. On 12 November 2025 "
    "the two sides signed a protocol on trade for 2026-2030. Officials met in Vietnam."
)


@pytest.fixture(scope="module")
def atlas() -> geo.Atlas:
    return geo.build_atlas([Article(id="a1", path="/somewhere/a1.txt", text=TEXT, sha256="0" * 64)])


def test_every_table_has_the_columns_of_its_schema(atlas: geo.Atlas) -> None:
    assert list(atlas.tables) == list(TABLES)
    for name, frame in atlas.tables.items():
        assert list(frame.columns) == [field.name for field in TABLES[name].fields]


def test_every_unplaced_fact_stands_in_one_table(atlas: geo.Atlas) -> None:
    listed = [key for name in TABLES if name != "articles" for key in atlas.tables[name]["id"]]
    assert sorted(listed) == sorted(fact["id"] for fact in atlas.unplaced)
    assert len(atlas.tables["indicators"]) >= 1
    assert "2026–2030" in atlas.tables["agreements"]["name"][0]


def test_the_articles_are_told_without_where_they_lay(atlas: geo.Atlas) -> None:
    (row,) = atlas.tables["articles"].to_dict("records")
    assert row["id"] == "a1"
    assert "/somewhere" not in str(row)


def test_a_row_that_the_schema_does_not_allow_is_told() -> None:
    with pytest.raises(DataError, match="table unplaced, line 1, column kind: 'rumour' is not all"):
        table("unplaced", [{"id": "x", "kind": "rumour", "name": "n", "reason": "r",
                            "place_names": [], "confidence": 1.0, "evidence": []}])  # fmt: skip
