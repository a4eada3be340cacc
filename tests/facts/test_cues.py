"""Words for events and what stands around them: which of several in a sentence tells of one."""

from __future__ import annotations

from datetime import date

from geo.facts.cues import chance_of, read_cues
from geo.facts.events import read_events
from geo.facts.passage import Passage
from geo.model import Article

DAY = date(2024, 5, 8)


def article(text: str, title: str | None = None) -> Article:
    return Article("a", "a", text, title=title, published=DAY)


def chances(text: str) -> dict[str, float]:
    """Return the chance of each word for an event of a text, by its first form."""
    passage = Passage.of(article(text), ())
    return {
        cued.verdict.sense.lemma: chance_of(cued)
        for _, _, told in read_cues(passage, "")
        for cued in told
    }


def test_the_word_that_tells_the_news_is_likelier_than_the_one_it_mentions() -> None:
    news = chances("On May 3 the two sides held talks about their common border.")["hold talks"]
    known = chances("He praised the talks that both sides hold every year.")["talks"]
    assert known < 0.5 < news


def test_marks_say_what_the_rules_and_the_company_of_a_word_are() -> None:
    passage = Passage.of(article("The gate was opened. Then the second gate was opened."), ())
    (_, _, (first,)), (_, _, (second,)) = read_cues(passage, "gate opened")
    assert {"t:opening", "tense:held", "h:1", "seen:0", "r:verb, held"} <= first.wording.marks
    assert {"seen:1", "seen:opening:1"} <= second.wording.marks
    assert {"lemma:open", "l0:was", "opening/l0:was", "s:gate"} <= first.wording.words


def test_sentences_without_a_word_for_an_event_are_left_out() -> None:
    passage = Passage.of(article("The roof is old. The gate was opened on May 3."), ())
    assert [number for number, _, _ in read_cues(passage, "")] == [1]


def test_a_word_only_mentioned_is_no_event_beside_the_news() -> None:
    text = "At a ceremony on May 3 the governors signed an agreement on cooperation in tourism."
    assert [e.type for e in read_events(article(text), ())] == ["signing"]
