"""Works and figures that weights learned from examples see, and what they must not take."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

import pytest

from geo.facts.encoder import Judgement
from geo.facts.indicators import read_indicators
from geo.facts.passage import Passage
from geo.facts.projects import read_projects
from geo.facts.undertakings import chance_of_work, wording_of_work
from geo.facts.works import first_of, things_in
from geo.model import Article, Mention, Project, ProjectKind

if TYPE_CHECKING:
    from collections.abc import Callable


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


def judgement(**chances: float) -> Judgement:
    """Return what the encoder may answer: how likely a sentence tells of some kinds of works."""
    works: dict[ProjectKind, float] = dict.fromkeys(get_args(ProjectKind), 0.0)
    works |= chances  # type: ignore[typeddict-item]
    return Judgement(0.0, {}, 0.0, {}, 0.0, max(works.values()), works, 0.0, {})


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[Project]]:
    """Return what reads the works of a text of whose kinds the encoder is as sure as we say."""

    def read(text: str, **chances: float) -> list[Project]:
        answer = judgement(**chances)
        monkeypatch.setattr("geo.facts.undertakings.judged", lambda *_: answer)
        part = passage(text)
        return read_projects(part.article, part.mentions, passage=part)

    return read


def test_a_headline_without_a_place_takes_that_of_the_text(monkeypatch) -> None:
    answers = {"heading": judgement(road=0.9), "body": judgement()}
    monkeypatch.setattr("geo.facts.undertakings.judged", lambda _, told: answers[told.kind])
    part = passage("Road to the border opened\n\nIn Alpha, where the road was opened, they sang.")
    (road,) = read_projects(part.article, part.mentions, passage=part)
    assert road.place_ids == ("Alpha",)
    assert len(road.evidence) == 2


def test_a_sentence_without_a_word_for_its_work_tells_one_where_the_encoder_is_sure(told) -> None:
    (work,) = told("In May 900 homes were put up in Alpha.", building=0.9)
    assert (work.kind, work.place_ids) == ("building", ("Alpha",))
    assert told("In May 900 homes were put up in Alpha.", building=0.5) == []


def test_it_goes_on_about_the_work_told_before(told) -> None:
    text = "A school was opened in Alpha in May. It cost 90,000 USD, of which Beta paid half."
    (work,) = told(text, building=0.9)
    assert (work.place_ids, len(work.evidence)) == (("Alpha",), 2)


def test_what_is_named_beside_a_sure_work_is_only_where_it_lies(told) -> None:
    text = "The road from the Alpha border gate to the Beta border gate was opened."
    assert {w.kind for w in told(text, road=0.9, checkpoint=0.07)} == {"road"}
    text = "They will open a checkpoint at the Alpha Railway Station."
    assert {w.kind for w in told(text, checkpoint=0.9)} == {"checkpoint"}
