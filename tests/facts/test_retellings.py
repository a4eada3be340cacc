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


def told(text: str) -> list[tuple[str, str]]:
    found = [
        Mention(m.start(), m.end(), name, kind, place_id=name, name=name, country=country)
        for name, kind, country in PLACES
        for m in re.finditer(rf"\b{re.escape(name)}\b", text)
    ]
    found.sort(key=lambda m: m.start)
    article = Article("a", "a", text, published=date(2024, 5, 8))
    return [(e.type, e.status) for e in read_facts(article, found).events]


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
