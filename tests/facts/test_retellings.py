"""What happens is told in many words: split verbs, lists, programmes, cases that go on."""

from __future__ import annotations

import re
from datetime import date

import pytest

from geo.facts import read_facts
from geo.model import Article, Mention, PlaceType

PLACES: list[tuple[str, PlaceType, str]] = [
    ("Sang Lake", "border_gate", "VN"),
    ("Hoa", "province", "VN"),
    ("Kandol", "province", "KH"),
    ("Ban Moi", "village", "VN"),
    ("Phum Chas", "village", "KH"),
]


def told(text: str, *, encoded: bool = True) -> list[tuple[str, str]]:
    found = [
        Mention(m.start(), m.end(), name, kind, place_id=name, name=name, country=country)
        for name, kind, country in PLACES
        for m in re.finditer(rf"\b{re.escape(name)}\b", text)
    ]
    found.sort(key=lambda m: m.start)
    article = Article("a", "a", text, published=date(2024, 5, 8))
    return [(e.type, e.status) for e in read_facts(article, found, encoded=encoded).events]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("The court of Hoa sent three smugglers to prison on May 3.", "crime"),
        ("Customs took 12 kg of heroin from a lorry at Sang Lake on May 3.", "crime"),
        ("Hoa laid the remains of six soldiers to rest on May 3.", "other"),
        ("Kandol sent 26 workers home through the Sang Lake gate on May 3.", "other"),
        ("The first sod of a market was turned in Kandol on May 3.", "groundbreaking"),
        ("The building of 16 markers started in Hoa on May 3.", "demarcation"),
        ("In Kandol villagers saw a doctor for nothing on May 3.", "medical"),
        ("A bridge in Kandol was thrown open on May 3.", "opening"),
        ("A pact was put to paper and initialled in Kandol on May 3.", "signing"),
        ("Officers of both sides compared notes in Kandol on May 3.", "meeting"),
    ],
)
def test_plain_english_tells_events_too(text: str, type_: str) -> None:
    assert told(text) == [(type_, "held")]


def test_what_will_be_done_is_part_of_the_programme_that_has_the_day() -> None:
    text = (
        "On May 20 Hoa will be host to a friendship exchange. The two sides will send out a joint "
        "patrol, open a clinic in Kandol and sign a plan."
    )
    assert set(told(text)) == {
        ("exchange", "planned"),
        ("patrol", "planned"),
        ("opening", "planned"),
        ("signing", "planned"),
    }


def test_a_case_that_goes_on_is_one_and_another_day_another() -> None:
    case = (
        "Police seized 9 kg of heroin in Hoa on May 3. It was at noon that guards caught two men."
    )
    assert told(case) == [("crime", "held")]
    assert len(told(case + " On May 5 they arrested a smuggler in Kandol.")) == 2


def test_a_pair_that_is_told_was_twinned() -> None:
    text = "Ban Moi hamlet is the twin of Phum Chas hamlet. Twinning brings villages together."
    assert told(text) == [("twinning", "held")]


def test_a_visit_brings_its_greetings() -> None:
    text = (
        "Officers of Hoa visited Kandol on May 3. There they extended New Year greetings to the "
        "people."
    )
    assert told(text) == [("visit", "held")]


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Two border markers were inaugurated in Kandol on May 3.", ["demarcation"]),
        ("Leaders attended the inauguration of border marker 314 in Kandol.", ["demarcation"]),
        ("The ministers jointly launched border marker No. 241 on May 3.", ["demarcation"]),
        ("Border posts No. 30 and 31 will be inaugurated on May 30 in Hoa.", ["demarcation"]),
        ("The road at border marker 30 was inaugurated on May 3.", ["opening"]),
        ("A new border post was opened in Kandol on May 3.", ["opening"]),
        ("They saluted Border Marker No. 69 and opened a clinic in Hoa on May 3.", ["opening"]),
    ],
)
def test_a_stone_on_the_border_is_no_opening(text: str, types: list[str]) -> None:
    found = [type_ for type_, _ in told(text)]
    assert [t for t in found if t in {"opening", "demarcation"}] == types


def test_what_had_been_before_is_another_event() -> None:
    text = (
        "A delegation of Hoa went to discuss the matter with officials of Kandol. In January the "
        "chairman of the committee had met officials of Kandol about the border."
    )
    assert told(text).count(("meeting", "held")) == 2


def test_one_more_case_of_a_month_is_another() -> None:
    text = (
        "In February guards seized timber that smugglers had left behind. Also in February, the "
        "police of Kandol seized 305 blocks of timber from smugglers."
    )
    assert told(text) == [("crime", "held"), ("crime", "held")]


def test_a_target_that_is_met_is_no_meeting() -> None:
    assert told("Hoa planted eight markers in 2023 and so met the target of the year.") == [
        ("demarcation", "held")
    ]
    assert told("On May 3 the governor met people in need in Kandol.") == [("meeting", "held")]


def test_a_year_that_is_looked_back_on_makes_no_second_event() -> None:
    text = "On May 3 Hoa held a conference which looked back on the work of 2023."
    assert told(text) == [("meeting", "held")]


def test_the_number_of_a_marker_denies_nothing() -> None:
    text = "On May 3 guards watched markers No 81 and 84 being set up on the border line."
    assert told(text, encoded=False) == [("demarcation", "held")]


def test_what_will_be_opened_at_an_exchange_needs_no_day_of_its_own() -> None:
    text = (
        "Hoa and Kandol will hold a friendship exchange of their border guards on May 28 and 29. "
        "During the event a border military-civilian health care station will be inaugurated as "
        "well."
    )
    assert ("opening", "planned") in told(text)


def test_cases_with_other_numbers_are_two() -> None:
    text = (
        "A woman is under arrest for smuggling eight kilograms of gold into Hoa. She was stopped "
        "by customs. She is at home in Kandol. Her motorbike was searched. She will be tried. "
        "On May 6 police seized 4,200 packages of smuggled cigarettes."
    )
    assert told(text) == [("crime", "held"), ("crime", "held")]
