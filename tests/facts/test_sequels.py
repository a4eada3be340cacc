"""What says more of an event told before is evidence of it; what tells nothing is none."""

from __future__ import annotations

from datetime import date

import pytest

from geo.facts import read_facts
from geo.facts.encoder import judged
from geo.facts.passage import Passage
from geo.facts.sequels import tell_on
from geo.model import Article

LEAD = "Customs officers have seized a load of smuggled cigarettes near the border. "
SEQUEL = "In a hut beside the road they came upon four cartons that nobody would own. "
OTHER = "The province has a long dry season and grows cashew nuts. "


def evidence(text: str, title: str | None = None) -> list[tuple[str, list[str]]]:
    article = Article("a", "a", text, title=title, published=date(2024, 5, 8), language="en")
    return [
        (e.type, [text[p.start : p.end].strip() for p in e.evidence])
        for e in read_facts(article, ()).events
    ]


def test_a_sentence_that_tells_on_is_evidence_too() -> None:
    assert evidence(LEAD + SEQUEL + OTHER) == [("crime", [LEAD.strip(), SEQUEL.strip()])]


def test_a_sentence_before_any_event_tells_on_of_none() -> None:
    read = Passage.of(Article("a", "a", SEQUEL, language="en"), ())
    assert judged(read, read.sentences[0]) is not None
    tell_on(read, [])


def test_whose_photo_it_is_tells_on_of_nothing() -> None:
    shown = "Photo by An Nam"
    (_, told), *_ = evidence(f"{LEAD}\n\n{shown}\n\n{SEQUEL}")
    assert shown not in told


@pytest.mark.parametrize("below", [OTHER, f"{OTHER}Rice is grown along the river, too. "])
def test_the_headline_told_once_more_is_no_event(below: str) -> None:
    title = "Villagers receive gifts and medical care"
    assert evidence(f"{title}\n\n{below}", title) == []


def test_the_day_that_a_sequel_tells_is_that_of_the_event() -> None:
    text = LEAD + "It was on April 20 that they came upon four cartons in a hut beside the road. "
    article = Article("a", "a", text, published=date(2024, 5, 8), language="en")
    (event,) = read_facts(article, ()).events
    assert event.date is not None
    assert event.date.start == "2024-04-20"
