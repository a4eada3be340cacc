"""Tellings of events as they are read, and which of them tell of one and the same event."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from geo.facts.context import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.verdict import Verdict
    from geo.model import DateSpan, EventType, Mention

__all__ = ["Telling", "join_all", "number_of", "overlap", "spans_agree", "without_doubles"]


_OFTEN = {"crime", "handover"}  # of these a text may tell several of one month
_FAR = 3  # sentences behind which other numbers are those of another case
_SOON = 2  # sentences within which "they" still means the same people
_NOVEL, _NOVEL_TOO = 0.7, 0.95
"""Two sentences with these chances of being the first to tell of an event tell of one each."""


@dataclass
class Telling:
    """One telling of an event, or several joined; ``sentence`` is the number of the first's."""

    type: EventType
    kind: str
    verdict: Verdict
    status: Literal["held", "planned", "ongoing"]
    sentence: int
    date: DateSpan | None = None
    places: list[Mention] = field(default_factory=list)
    evidence: list[tuple[int, int]] = field(default_factory=list)
    refers_back: bool = False
    """Whether the text names it as known: "the inauguration", and not of what."""
    loose_date: bool = False
    """Whether the date stands apart from what refers back, and may be another's."""
    inherited: bool = False
    """Whether the date was taken over from another event."""
    goes_on: bool = False
    """Whether its sentence goes on about the people of the sentence before: "They inspected …"."""
    heading: bool = False
    """Whether a heading tells it: shortly, and of what the text below tells."""
    anew: bool = False
    """Whether its sentence opens another story: "Meanwhile", "In another case"."""
    another: bool = False
    """Whether its sentence says that it is one more: "Also in February, …"."""
    news: str | None = None
    """The year of the article, if the telling stands in its present."""
    chance: float = 1.0
    """The chance, by its cues, that its word tells of an event of this type."""
    novel: float = 0.0
    """The chance, by the encoder, that its sentence is the first to tell of such an event."""
    before: bool = False
    """Whether its day lies before the story: "the school had been opened in 2012"."""
    figures: frozenset[float] = frozenset()
    """The numbers of its sentence: what was seized, who was caught."""
    at_border: bool = False
    """Whether it takes place somewhere along the border, and the text says no more."""


def overlap(first: Sequence[tuple[int, int]], second: Sequence[tuple[int, int]]) -> bool:
    """Say whether stretches of evidence have words in common."""
    return any(a < d and c < b for a, b in first for c, d in second)


def spans_agree(first: DateSpan | None, second: DateSpan | None) -> bool:
    """Say whether two dates can be the same: one lies in the other, or one is not told."""
    if first is None or second is None:
        return True
    size = min(len(first.start), len(second.start))
    return first.start[:size] <= second.end[:size] and second.start[:size] <= first.end[:size]


def join_all(tellings: list[Telling]) -> list[Telling]:
    """Return the events: what is told several times is one, in the order of its first telling."""
    kept: list[Telling] = []
    for telling in tellings:
        twins = [k for k in reversed(kept) if _same(k, telling)]
        twin = max(twins, key=lambda k: _likeness(k, telling), default=None)
        if twin is None:
            kept.append(telling)
        else:
            _take(twin, telling)
    return kept


def without_doubles(events: Sequence[Telling]) -> list[Telling]:
    """Return the events without those that the very same words tell once more.

    One sentence may tie several pairs of twins.
    """
    kept: list[Telling] = []
    for event in events:
        if event.type == "twinning" or not any(
            k.type == event.type and k.evidence == event.evidence and k.date == event.date
            for k in kept
        ):
            kept.append(event)
    return kept


def _likeness(first: Telling, second: Telling) -> tuple[bool, bool]:
    one, two = first.verdict, second.verdict
    same_number = bool(one.ordinal and two.ordinal)
    return same_number, one.sense.lemma == two.sense.lemma


def _same(first: Telling, second: Telling) -> bool:
    """Say whether two tellings are of one event."""
    together = first.sentence == second.sentence
    if first.type != second.type:
        return False
    if first.kind != second.kind:
        return first.type == "other" and together and first.date == second.date
    if together and _both_exact(first, second):
        return first.date == second.date
    if first.heading and not second.heading and len(first.evidence) == 1:
        return spans_agree(first.date, second.date)
    one, two = first.verdict, second.verdict
    if one.ordinal and two.ordinal and number_of(one.ordinal) != number_of(two.ordinal):
        return False
    if not _names_agree(one.sense.lemma, two.sense.lemma):
        return False
    if second.refers_back and second.loose_date:
        return True
    if not spans_agree(first.date, second.date) or _of_old(first, second):
        return False
    if _is_told_apart(first, second):
        return False
    if second.refers_back:
        return True
    if first.status != second.status and not (first.date and second.date):
        return False
    return _goes_on(first, second) or _places_agree(first, second)


def _goes_on(first: Telling, second: Telling) -> bool:
    """Say whether a telling only goes on with another: the same handing over, people or case."""
    if first.sentence == second.sentence:
        return first.kind == "handover" or _is_case_of(first, second)
    return (second.goes_on and _soon(first, second)) or _is_case_of(first, second)


def _soon(first: Telling, second: Telling) -> bool:
    return second.date is None and second.sentence - first.sentence <= _SOON


def _is_case_of(first: Telling, second: Telling) -> bool:
    """Say whether a case goes on: "It was at noon that the guards caught …"."""
    held = second.status == "held" and not second.anew
    return first.type == "crime" and held and _soon(first, second)


def number_of(ordinal: str) -> str:
    """Return an ordinal without its mark-up: "21<sup>st</sup>" is "21st"."""
    return ordinal.replace("<sup>", "").replace("</sup>", "")


def _names_agree(first: str, second: str) -> bool:
    """Say whether two names can mean one event: "exchange" and "friendship exchange" can."""
    if first.endswith(second) or second.endswith(first):
        return True
    apart = listed("apart")
    if first in apart or second in apart:
        return False
    return first.split()[-1] != second.split()[-1]


def _is_told_apart(first: Telling, second: Telling) -> bool:
    """Say whether the words make the second another: "Also in February, …", "In 2012 it had …"."""
    if first.sentence and _are_both_new(first, second):
        return True
    one_more = second.another and second.kind in _OFTEN and second.date is not None
    if one_more and first.sentence != second.sentence:
        return True
    if first.type == "crime" and second.sentence - first.sentence > _FAR and not second.refers_back:
        return bool(first.figures and second.figures) and not first.figures & second.figures
    return first.before != second.before and None in (first.date, second.date)


def _are_both_new(first: Telling, second: Telling) -> bool:
    """Say whether each is surely the first telling of an event; a headline tells of the others'."""
    apart = first.sentence != second.sentence and not first.heading and not second.refers_back
    return apart and first.novel >= _NOVEL and second.novel >= _NOVEL_TOO


def _of_old(first: Telling, second: Telling) -> bool:
    """Say whether one is news without a date and the other lies years back."""
    for news, old in ((first, second), (second, first)):
        if news.date is None and old.date is not None and news.news is not None:
            known = news is second and news.refers_back
            return old.date.start[:4] < news.news and not known
    return False


def _both_exact(first: Telling, second: Telling) -> bool:
    return all(t.date is not None and len(t.date.start) > 4 for t in (first, second))


def _places_agree(first: Telling, second: Telling) -> bool:
    if not first.places or not second.places:
        return True
    return any(_near(a, b) or _near(b, a) for a in first.places for b in second.places)


def _near(inner: Mention, outer: Mention) -> bool:
    """Say whether two places are one, or the first lies in the second."""
    if (inner.name or inner.text) == (outer.name or outer.text):
        return True
    if inner.place_id is not None and inner.place_id == outer.place_id:
        return True
    if outer.type == "country":
        return inner.country == outer.country
    return outer.type == "province" and inner.admin1 == outer.name


def _take(kept: Telling, other: Telling) -> None:
    """Add what a second telling knows to the first; of a heading's the text below knows better."""
    if kept.heading and not other.heading:
        kept.places = list(other.places) or kept.places
        kept.sentence, kept.status, kept.heading = other.sentence, other.status, False
    date = None if other.loose_date and other.refers_back else other.date
    if date is not None and (kept.date is None or _better(date, other, kept.date, kept)):
        kept.date = date
    known = {m.name or m.text for m in kept.places}
    new = [m for m in other.places if (m.name or m.text) not in known]
    if kept.type == "crime":  # a summary names the province, the case its commune
        kept.places = [
            k for k in kept.places if not any(_near(m, k) for m in new if m.type != "country")
        ]
    kept.places += [m for m in new if not kept.places or _adds(m, kept)]
    kept.evidence += [e for e in other.evidence if e not in kept.evidence]
    kept.verdict.score = max(kept.verdict.score, other.verdict.score)
    kept.verdict.ordinal = kept.verdict.ordinal or other.verdict.ordinal
    kept.at_border = kept.at_border or other.at_border
    kept.figures |= other.figures


def _better(date: DateSpan, other: Telling, known: DateSpan, kept: Telling) -> bool:
    """Say whether a date is more exact, or told with more proof."""
    if len(date.start) != len(known.start):
        return len(date.start) > len(known.start)
    return other.verdict.score > kept.verdict.score


def _adds(mention: Mention, kept: Telling) -> bool:
    """Say whether a place says more than those known: no province around a commune."""
    return mention.type not in {"country", "region"} and all(
        not _near(m, mention) for m in kept.places
    )
