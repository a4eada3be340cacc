"""Works and figures that weights learned from examples see, and what they must not take."""

from __future__ import annotations

import re

import pytest

from geo.facts.indicators import read_indicators
from geo.facts.passage import Passage
from geo.facts.undertakings import chance_of_work, wording_of_work
from geo.facts.works import first_of, things_in
from geo.model import Article, Mention


def passage(text: str) -> Passage:
    article = Article(id="a", path="a.txt", text=text)
    found = re.finditer("Alpha|Beta", text)
    return Passage.of(article, [Mention(m.start(), m.end(), m[0], "province", m[0]) for m in found])


def chance(text: str) -> float:
    read = passage(text)
    return chance_of_work(read, read.sentences[0])


def values(text: str) -> list[float]:
    return [i.value for i in read_indicators(Article(id="a", path="a.txt", text=text), [])]


def test_what_is_built_is_likelier_a_work_than_where_something_happens() -> None:
    built = chance("A new road from Alpha to Beta is being built at a cost of 3 million USD.")
    assert built > 0.5 > chance("Two men were caught with drugs on a road in Alpha on Monday.")


def test_marks_tell_the_kind_the_stage_and_the_places() -> None:
    read = passage("A bridge will be built in Alpha.")
    marks = wording_of_work(read, read.sentences[0]).marks
    assert {"kind:bridge", "told:planned", "at:province", "things:1"} <= marks


@pytest.mark.parametrize(
    "change",
    ["8 percent more than the year before", "a rise of 8 percent"],
)
def test_how_much_trade_grew_is_a_figure_beside_it(change: str) -> None:
    assert values(f"Border trade came to 4 million USD, {change}.") == [4e6, 8]


def test_a_share_of_trade_is_a_figure() -> None:
    assert 8 in values("Some 8 percent of all border trade goes through this gate.")


def test_a_word_of_a_body_is_a_work_where_it_is_known_that_one_is_told() -> None:
    text = "In the centre of Alpha a new police station is to be built."
    read = passage(text)
    assert things_in(read, 0, len(text)) == []
    thing = first_of(read, "building", 0, len(text))
    assert thing is not None
    assert thing[0] == "station"
