"""A text that is about something else than gifts gives few things away."""

from __future__ import annotations

from geo.facts.aid import read_aid
from geo.facts.passage import Passage
from geo.facts.topic import chance_of_aid
from geo.model import Article

JAM = (
    "Trade through the international border gate grew by 9 percent in the first quarter. "
    "Exports of the economic zone reached 400 million USD, customs officials said. "
    "Lorries wait before the checkpoint, whose lanes are narrow. "
    "Some 600 tonnes of rice may stand on trucks that cannot cross on one day. "
    "The two countries agreed to open it longer, and the transport ministry plans a new road."
)
RELIEF = (
    "Families in the flooded commune got help on Monday. The Red Cross of the province brought "
    "them rice and blankets. Poor pupils were given presents. The donors thanked the village. "
    "Doctors treated the sick for nothing. People said they were grateful for the gifts."
)


def passage(text: str) -> Passage:
    return Passage.of(Article("a", "a", text), ())


def test_a_text_of_gifts_is_told_from_one_of_trade() -> None:
    assert chance_of_aid(passage(RELIEF)) > 0.6
    assert chance_of_aid(passage(JAM)) < 0.5


def test_what_stands_about_in_a_text_of_trade_is_no_gift() -> None:
    assert read_aid(Article("a", "a", JAM), ()) == []


def test_what_is_handed_over_counts_in_any_text() -> None:
    told = read_aid(Article("a", "a", JAM + " The firm gave 30 bicycles to pupils."), ())
    assert ("bicycles", 30) in [(gift.item, gift.quantity) for gift in told]
