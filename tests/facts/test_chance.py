"""Chances of sentences: what their wording makes of the words for events in them."""

from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.facts.chance import Chance, chances, together
from geo.facts.events import read_events
from geo.facts.passage import Passage
from geo.facts.weights import likelihood, log_odds
from geo.gazetteer import Gazetteer
from geo.geoparse import Geoparser
from geo.model import Article

if TYPE_CHECKING:
    from geo.model import Event

TALKS = "The two sides held talks in Kratie on March 3."


@pytest.fixture(scope="module")
def parser() -> Geoparser:
    return Geoparser(Gazetteer.load(imports=False))


def chance(text: str) -> Chance:
    (found,) = chances(Passage.of(Article("a", "a", text), ()), "")
    assert found is not None
    return found


def read(parser: Geoparser, text: str) -> list[Event]:
    article = Article("a", "a", text, published=date(2024, 4, 8))
    return read_events(article, parser.parse(article).mentions)


@given(st.floats(min_value=0.001, max_value=0.999))
def test_log_odds_are_the_sum_of_weights_that_a_chance_comes_from(value: float) -> None:
    assert likelihood(log_odds(value)) == pytest.approx(value)


@pytest.mark.parametrize("value", [0.0, 1.0])
def test_what_is_certain_has_finite_log_odds(value: float) -> None:
    assert math.isfinite(log_odds(value))


def test_the_shares_of_the_types_are_one_together() -> None:
    assert math.fsum(chance(TALKS).shares.values()) == pytest.approx(1)


def test_word_and_sentence_bear_each_other_out_or_not() -> None:
    sentence = chance(TALKS)
    assert sentence.type_()[0] == "meeting"
    assert together(0.5, sentence, "meeting") > 0.5 > together(0.5, sentence, "crime")


def test_where_a_sentence_says_nothing_the_word_alone_counts() -> None:
    assert together(0.4, None, "meeting") == 0.4
    assert together(0.4, chance(TALKS), "same") == 0.4


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Men from Vietnam were stopped in Kratie on March 12 with 3 kg of heroin.", "crime"),
        ("With a ceremony on March 15 heads of Kratie declared the gate open.", "opening"),
    ],
)
def test_a_word_in_doubt_gives_way_to_what_the_sentence_tells(
    parser: Geoparser, text: str, type_: str
) -> None:
    assert [e.type for e in read(parser, text)] == [type_]


@pytest.mark.parametrize(
    "text",
    [
        "It had a special meaning in 2022, the Friendship Year of the two countries.",
        "The ministers noted the progress achieved since the 20th meeting of both sides.",
    ],
)
def test_what_something_meant_or_is_counted_from_is_no_event(parser: Geoparser, text: str) -> None:
    assert read(parser, text) == []


def test_what_only_the_wording_tells_has_the_day_of_its_sentence(parser: Geoparser) -> None:
    text = "When the papers were complete, building began on March 25, 2024 in Kratie."
    (event,) = read(parser, text)
    assert event.date is not None
    assert event.date.start == "2024-03-25"
