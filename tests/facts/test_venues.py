"""When and where an event is where no "in" and no date beside its verb say it."""

from __future__ import annotations

from datetime import date

import pytest

from geo.facts.events import read_events
from geo.facts.subordinate import asides, is_of_plan
from geo.gazetteer import Gazetteer
from geo.geoparse import Geoparser
from geo.model import Article, Event


@pytest.fixture(scope="module")
def parser() -> Geoparser:
    return Geoparser(Gazetteer.load())


def events(parser: Geoparser, text: str) -> dict[str, Event]:
    """Read a text of Wednesday 8 May 2024; events by their types."""
    article = Article("a", "a", text, published=date(2024, 5, 8))
    return {e.type: e for e in read_events(article, parser.parse(article).mentions)}


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("Chau Doc was the venue of a meeting of both sides on May 3.", "meeting", "Châu Đốc"),
        ("On May 3 Svay Rieng saw an exchange of border forces.", "exchange", "Svay Rieng"),
        (
            "The border guards of Tay Ninh hosted a conference with police of Kampot on May 3.",
            "meeting",
            "Tây Ninh",
        ),
        (
            "The third exchange will be held on May 12. Its hosts are Binh Phuoc and Kratie.",
            "exchange",
            "Bình Phước",
        ),
        (
            "Military doctors of Dak Nong examined 300 people of Snuol district on May 3.",
            "medical",
            "Snuol",
        ),
        (
            "Poor households in Bavet were given 300 gifts on May 3 by the consulate in Kampot.",
            "other",
            "Bavet",
        ),
        ("The border guards of An Giang caught two smugglers on May 3.", "crime", "An Giang"),
        (
            "The expressway will run from Phnom Penh to Bavet. Its groundbreaking was on May 3.",
            "groundbreaking",
            "Bavet",
        ),
        (
            "A clinic was opened in Snuol on May 3. Doctors of Kampot examined 40 people there.",
            "medical",
            "Snuol",
        ),
        ("Tay Ninh (VNA) - A training course for officers ended on May 3.", "training", "Tây Ninh"),
    ],
)
def test_a_place_is_found_in_other_ways(
    parser: Geoparser, text: str, kind: str, place: str
) -> None:
    found = events(parser, text)[kind]
    assert place in found.place_names
    assert not {"Prey Veng", "Kampot"} & set(found.place_names)


def test_a_relative_clause_keeps_its_date(parser: Geoparser) -> None:
    found = events(
        parser,
        "Soldiers of both sides patrolled in Snuol on May 3, as laid down in the protocol which "
        "the ministries, after long talks, had signed in December 2015.",
    )
    assert found["patrol"].date is not None
    assert found["patrol"].date.start == "2024-05-03"


def test_parts_of_a_programme_have_its_days_and_place(parser: Geoparser) -> None:
    found = events(
        parser,
        "The exchange will be held in Ha Tien on May 12 and 13. The high point is a joint patrol.",
    )
    patrol = found["patrol"]
    assert patrol.status == "planned"
    assert patrol.date is not None
    assert (patrol.date.start, patrol.date.end) == ("2024-05-12", "2024-05-13")
    assert "Hà Tiên" in patrol.place_names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the road, which cost 3 million, was opened", ["which cost 3 million"]),
        ("the road, which was built fast, was opened", ["which was built fast"]),
        ("who A and B, at a meeting, had sent", []),
        ("the plan which A and B, in Hue, had made", ["which A and B, in Hue, had made"]),
        ("he said who came", []),
        ("as agreed in the protocol of 2005, they met", ["as agreed in the protocol of 2005"]),
    ],
)
def test_relative_clauses_end_after_their_verb(text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in asides(text, 0, len(text))] == expected


@pytest.mark.parametrize(
    ("text", "of_plan"),
    [
        ("a coordination programme for 2023", True),
        ("a programme for managing the border in 2023", True),
        ("the exchange programme in 2023", False),
        ("working together on the border in 2023", True),
        ("the plan was signed in 2023", False),
    ],
)
def test_the_year_of_a_plan_dates_nothing(text: str, of_plan: bool) -> None:
    at = text.index("2023")
    assert is_of_plan(text, 0, at, len(text)) is of_plan


def test_that_year_is_the_year_told_before(parser: Geoparser) -> None:
    text = "The bridge at Snuol was opened on May 3, 2019. On June 4 of that year talks were held."
    found = events(parser, text)["meeting"]
    assert found.date is not None
    assert found.date.start == "2019-06-04"


def test_who_used_the_occasion_was_where_it_was(parser: Geoparser) -> None:
    found = events(
        parser,
        "On May 3 both sides held talks in Ha Tien. Kien Giang used the occasion to hand over "
        "100 gifts to the police of Kampot.",
    )
    assert "Hà Tiên" in found["other"].place_names


def test_a_look_back_has_no_day(parser: Geoparser) -> None:
    found = events(
        parser,
        "On May 3 both sides held talks in Ha Tien. Not long ago doctors examined 300 people "
        "of Kampong Trach district.",
    )
    assert found["medical"].date is None


def test_the_last_year_of_a_term_dates_nothing(parser: Geoparser) -> None:
    text = "The unions of Kampot and Kratie signed a memorandum for 2024 - 2026 in Ha Tien."
    found = events(parser, text)["signing"]
    assert found.status == "held"
    assert found.date is None or not found.date.start.startswith("2026")
