"""Parts of the atlas, each on its own: merging, ids, shapes, schema, decisions, agreements."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod
from shapely.geometry import LineString, Point

from geo.atlas.agreements import agreements
from geo.atlas.atlas import Records
from geo.atlas.decisions import apply_decisions, read_decisions
from geo.atlas.frames import frame
from geo.atlas.ground import circle, day_of, pair_of, shortest_order
from geo.atlas.identity import identified
from geo.atlas.merging import Merger
from geo.atlas.schema import LAYERS, check
from geo.errors import DataError
from geo.model import Aid, Article, DateSpan, Event, Evidence, Indicator, Project, Twinning

if TYPE_CHECKING:
    from pathlib import Path

A = Article("a", "a.md", "Both ministers opened the Tan Nam gate on 8 December 2025. More talks.")
B = Article("b", "b.md", "The Tan Nam gate was opened by both ministers in December 2025.")
FROM_A, FROM_B = Evidence("a", 0, 58), Evidence("b", 0, 63)
OPENED = Event(
    "x", "opening", "Gate opened", DateSpan("2025-12-08", "2025-12-08"), "held",
    ("cp-tan-nam:vn", "vn-p-80"), ("Tân Nam",), confidence=0.8, evidence=(FROM_A,),
)  # fmt: skip
COWS = Aid(
    "y", "livestock", "cows", 20, unit="cow", unit_value=20e6, total_value=400e6, currency="VND",
    handed_over_at=("vn-p-80",), confidence=0.8, evidence=(FROM_A,),
)  # fmt: skip


def told_by_b(record, **changes):
    return replace(record, evidence=(FROM_B,), **changes)


def test_an_event_in_two_articles_is_one_with_both_sentences() -> None:
    other = told_by_b(OPENED, date=DateSpan("2025-12", "2025-12"), place_ids=("cp-tan-nam:kh",))
    (event,) = Merger([A, B]).events([other, OPENED])
    assert event.evidence == (FROM_B, FROM_A)
    assert event.date == DateSpan("2025-12-08", "2025-12-08")
    assert event.confidence == pytest.approx(0.96)


@pytest.mark.parametrize(
    "changes",
    [
        {"date": DateSpan("2025-11", "2025-11")},
        {"type": "meeting"},
        {"place_ids": ("vn-p-91",)},
        {"date": None},
    ],
)
def test_events_that_differ_in_type_date_or_place_stay_apart(changes) -> None:
    assert len(Merger([A, B]).events([OPENED, told_by_b(OPENED, **changes)])) == 2


def test_two_events_of_one_article_are_left_to_the_reader() -> None:
    again = replace(OPENED, evidence=(Evidence("a", 59, 70),))
    assert len(Merger([A, B]).events([OPENED, again])) == 2


def test_what_one_article_plans_and_another_reports_is_held() -> None:
    planned = told_by_b(OPENED, status="planned")
    (event,) = Merger([A, B]).events([planned, OPENED])
    assert event.status == "held"


def test_promised_and_delivered_aid_stay_apart() -> None:
    merger = Merger([A, B])
    assert len(merger.aid([COWS, told_by_b(COWS)])) == 1
    assert len(merger.aid([COWS, told_by_b(COWS, status="promised")])) == 2
    assert len(merger.aid([COWS, told_by_b(COWS, quantity=10)])) == 2


def test_twinnings_are_one_whichever_side_is_named_first() -> None:
    there = Twinning("t", "pl-a", "pl-b", "A", "B", evidence=(FROM_A,))
    back = Twinning(
        "t", "pl-b", "pl-a", "B", "A", date=DateSpan("2025", "2025"), evidence=(FROM_B,)
    )
    (twinning,) = Merger([A, B]).twinnings([there, back])
    assert (twinning.a, twinning.date) == ("pl-a", DateSpan("2025", "2025"))


def test_a_project_has_the_status_of_the_later_article() -> None:
    road = Project("p", "road", "Road", "planned", ("kh-p-12", "cp-moc-bai:kh"), evidence=(FROM_A,))
    (project,) = Merger([A, B]).projects([road, told_by_b(road, status="under_construction")])
    assert project.status == "under_construction"


def test_figures_are_one_where_everything_agrees() -> None:
    ten = Indicator("i", "checkpoint", "pairs", 10, "pairs", "international", evidence=(FROM_A,))
    found = Merger([A, B]).indicators([ten, told_by_b(ten), told_by_b(ten, value=11)])
    assert [(i.value, len(i.evidence)) for i in found] == [(10, 2), (11, 1)]


def test_ids_do_not_depend_on_the_order_of_the_records() -> None:
    twin = replace(OPENED, evidence=(Evidence("a", 59, 70),))
    there = identified(Records(events=(OPENED, twin), aid=(COWS,)), [A, B])
    back = identified(Records(events=(twin, OPENED), aid=(COWS,)), [B, A])
    assert there == back
    assert len({event.id for event in there.events}) == 2


@settings(max_examples=40, deadline=None)
@given(st.floats(8, 15), st.floats(102, 109), st.floats(0.1, 150))
def test_a_circle_lies_at_its_radius_all_round(lat: float, lon: float, radius: float) -> None:
    ring = circle(lat, lon, radius)
    assert ring.is_valid
    assert ring.exterior.is_ccw
    for x, y in ring.exterior.coords:
        metres = Geod(ellps="WGS84").inv(lon, lat, x, y)[2]
        assert metres == pytest.approx(radius * 1000, rel=1e-3, abs=0.5)


def test_a_line_takes_the_shortest_way_and_begins_where_the_text_does() -> None:
    phnom_penh, bavet, saigon, moc_bai = (
        (11.56, 104.92),
        (11.06, 106.13),
        (10.78, 106.70),
        (11.07, 106.17),
    )
    assert shortest_order([phnom_penh, bavet, saigon, moc_bai]) == [0, 1, 3, 2]
    assert shortest_order([saigon, moc_bai, bavet, phnom_penh]) == [0, 1, 2, 3]
    assert shortest_order([saigon]) == [0]


def test_halves_belong_to_their_pair() -> None:
    assert pair_of("cp-tan-nam:kh") == "cp-tan-nam"
    assert pair_of("vn-p-80") == "vn-p-80"
    assert day_of("2025-11") == date(2025, 11, 1)


def section(**changes):
    row = {
        "id": "b1", "name": "Tây Ninh – Svay Rieng", "kind": "section", "province_vn": "Tây Ninh",
        "province_kh": "Svay Rieng", "uncertain": False, "note": "", "length_km_full": 1242.6,
        "source": "OSM", "geometry": LineString([(106, 11), (106.1, 11.1)]),
    }  # fmt: skip
    return row | changes


def test_a_row_that_fits_the_schema_becomes_a_layer() -> None:
    layer = frame("border", [section()])
    assert layer.crs.to_epsg() == 4326
    assert list(layer.columns) == [f.name for f in LAYERS["border"].fields] + ["geometry"]
    assert len(frame("events", [])) == 0
    assert "actors" in frame("events", []).columns


def test_all_violations_are_told_at_once() -> None:
    bad = section(name="", kind="stretch", uncertain="no", length_km_full=float("nan"), other=1)
    with pytest.raises(DataError) as error:
        check("border", [bad, section(geometry=Point(0, 0)), section(geometry=Point(500, 0))])
    text = str(error.value)
    expected = (
        "name: is empty", "'stretch' is not allowed", "'no' is no flag", "nan is no number",
        "other: is no column", "stands in row 1 already", "outside the world",
    )  # fmt: skip
    for what in expected:
        assert what in text, what


def decisions(folder: Path, rows: str) -> Path:
    (folder / "checkpoints.csv").write_text("id\n", encoding="utf-8")
    head = "id,decision,field,value,author,date,note\n"
    (folder / "reviews.csv").write_text(head + rows, encoding="utf-8")
    return folder


def test_decisions_of_people_are_applied(tmp_path: Path) -> None:
    records = Records(events=(replace(OPENED, id="ev-1"), replace(OPENED, id="ev-2")),
                      aid=(replace(COWS, id="aid-1"),))  # fmt: skip
    folder = decisions(
        tmp_path,
        "ev-1,reject,,,Lan,2025-12-20,\n"
        "ev-2,correct,date,2025-12-09,Lan,2025-12-20,\n"
        "ev-2,correct,place,cp-moc-bai:vn;vn-p-80,Lan,2025-12-20,\n"
        "aid-1,correct,quantity,21,Lan,2025-12-20,counted\n",
    )
    after = apply_decisions(records, read_decisions(folder))
    (event,), (aid,) = after.events, after.aid
    assert event.id == "ev-2"
    assert event.date.start == "2025-12-09"
    assert event.place_ids == ("cp-moc-bai:vn", "vn-p-80")
    assert (aid.quantity, aid.confidence) == (21, 1.0)


def test_a_later_decision_takes_an_earlier_one_back(tmp_path: Path) -> None:
    records = Records(events=(replace(OPENED, id="ev-1"),))
    folder = decisions(
        tmp_path, "ev-1,reject,,,Lan,2025-12-20,\nev-1,accept,,,Huy,2025-12-21,sure\n"
    )
    assert len(apply_decisions(records, read_decisions(folder)).events) == 1


def test_a_correction_that_does_not_fit_is_refused_with_its_line(tmp_path: Path) -> None:
    records = Records(events=(replace(OPENED, id="ev-1"),))
    folder = decisions(tmp_path, "ev-1,correct,type,party,Lan,2025-12-20,\n")
    with pytest.raises(DataError, match=r"line 2.*expected one of: meeting"):
        apply_decisions(records, read_decisions(folder))
    folder = decisions(tmp_path, "ev-1,correct,place,pl-nowhere,Lan,2025-12-20,\n")
    with pytest.raises(DataError, match="'pl-nowhere' is the id of no place"):
        apply_decisions(records, read_decisions(folder), known=lambda _place_id: False)
    folder = decisions(tmp_path, "ev-1,correct,date,2025-13,Lan,2025-12-20,\n")
    with pytest.raises(DataError, match=r"line 2, column value: '2025-13' is no date"):
        apply_decisions(records, read_decisions(folder))
    folder = decisions(tmp_path, "ev-1,correct,,,Lan,2025-12-20,\n")
    with pytest.raises(DataError, match="names its field"):
        read_decisions(folder)


def test_agreements_are_listed_with_their_years(data: Path) -> None:
    text = (
        "The sides keep to the protocol on defence cooperation for 2025–2029 and to the treaty. "
        "A cooperation plan for 2026 was signed."
    )
    found = agreements([Article("a", "a.md", text)], data)
    assert [(row["name"], row["date_start"], row["date_end"]) for row in found] == [
        ("Protocol on defence cooperation 2025–2029", "2025", "2029"),
        ("Cooperation plan 2026", "2026", "2026"),
    ]
    assert found[0]["evidence"][0]["quote"].startswith("The sides keep")
