"""Care for people who are counted: they are examined, vaccinated, trained, sponsored.

What goes along with it ("and gave them medicines, worth 80 million VND in all") is one gift
with the care, for so many people.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from geo.facts.aiddraft import Draft
from geo.facts.lexicon import any_of, phrases, search_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.giving import Giving
    from geo.facts.goods import Goods
    from geo.facts.passage import Passage
    from geo.facts.segments import Segment
    from geo.facts.sentences import Sentence
    from geo.facts.surroundings import Surrounded

__all__ = [
    "count_those_cared_for", "is_care", "join_care", "likely_helped", "sponsored", "treated",
]  # fmt: skip

_CLOSE = 12  # characters between "sponsored" and the people who are sponsored
_RIGHT_BEHIND = 3  # characters
_HELPED = 0.9  # so likely it is aid, counted people are helped whatever the words
_JOINED = 6  # characters between what is done for people and what they get besides
_ALONG = 700  # characters within which medicine goes along with an examination
_MONTHLY = 400  # characters between people who are sponsored and what each gets a month


def is_care(item: str) -> bool:
    """Say whether a thing is done for people, not handed to them."""
    return _care().search(item) is not None


@cache
def _care() -> re.Pattern[str]:
    """Return the pattern of care that qualifies no other thing, as in "treatment building"."""
    return re.compile(rf"{any_of('giving', 'care')}(?=\Z|,|\s+{any_of('syntax', 'and')}(?!\w))")


def treated(segment: Segment) -> list[Draft]:
    """Return what is done for people who are counted: examinations, vaccination, training."""
    for giving in segment.givings:
        if giving.kind != "treat":
            continue
        people = segment.count_of_people(giving.end)
        if people is None:
            continue
        word = segment.text[giving.start : giving.end]
        if word in phrases("giving", "may be guards'") and not _is_care_for(segment):
            continue
        if word.startswith(("train", "đào")):
            return [_draft(segment, giving, people, "training", "training")]
        groups = [people, *(p for p in segment.people if _is_group_beside(segment, people, p))]
        return [
            _draft(segment, giving, group, "medical examination and treatment", "medical")
            for group in groups
        ]
    return []


def _is_care_for(segment: Segment) -> bool:
    """Say whether who is looked at is looked after: there are doctors, or it is for free."""
    sentence = segment.sentence
    words = search_for("giving", "care words")
    return words.search(segment.text, sentence.start, sentence.end) is not None


def _is_group_beside(segment: Segment, people: Goods, other: Goods) -> bool:
    """Say whether others were treated too: "1,000 people of A and 700 of B were examined"."""
    between = segment.text[people.end : other.start] if people.end <= other.start else ","
    joined = re.search(rf"{any_of('syntax', 'and')}\s+(?:[\w-]+\s+){{0,4}}$", between)
    return joined is not None and "," not in between


def sponsored(segment: Segment) -> list[Draft]:
    """Return the support of people who are counted, where nothing else is told of it."""
    for giving in segment.givings:
        if segment.text[giving.start : giving.end] not in phrases("giving", "sponsor"):
            continue
        people = segment.count_of_people(giving.end)
        if people is None or (people.start - giving.end > _CLOSE and not giving.passive):
            continue
        if search_for("giving", "doctors").search(segment.text, segment.start, segment.end):
            return [_draft(segment, giving, people, "medical examination and treatment", "medical")]
        draft = _draft(segment, giving, people, "sponsorship", "scholarship")
        draft.whole = True
        return [draft]
    return []


def likely_helped(
    passage: Passage, sentence: Sentence, numbers: Sequence[Surrounded], known: Sequence[Draft]
) -> list[Draft]:
    """Return the help to people who are counted, by what surrounds them: "helped 90 pupils".

    Those of a part of the sentence count what its ``known`` draft tells without a figure.
    ``numbers`` are those of the sentence.
    """
    found = []
    likely = [w.goods for w in numbers if w.aid >= _HELPED and w.goods is not None]
    for start, end in passage.segments(sentence):
        helped = [p for p in likely if p.role == "people" and start <= p.start < end]
        here = [d for d in known if start <= d.start < end]
        if len(helped) != 1 or any(d.quantity is not None or d.money is not None for d in here):
            continue
        people, item, category = helped[0], "help", "other"
        if not here:
            draft = Draft(people.start, people.end, item, category, (start, end), None, whole=True)
            draft.sentence_end = sentence.end
            found.append(draft)
        else:
            draft = here[0]
            if draft.category == "building" and draft.told == "known":
                # "helped 90 pupils of the school"
                draft.item, draft.category, draft.whole = item, category, True
        draft.count(people)
    return found


def _draft(segment: Segment, giving: Giving, people: Goods, item: str, category: str) -> Draft:
    return Draft(
        min(giving.start, people.start), max(giving.end, people.end), item, category,
        segment.span, giving, people.quantity, people.approximate, people.item.split()[-1],
        told="counted", goods_end=people.end,
    )  # fmt: skip


def join_care(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts with what went along with care, and monthly sums, joined to it."""
    found = [d for d in drafts if not _is_counted_beside(d, drafts)]
    for care in drafts:
        if care.quantity is None or care not in found:
            continue
        if care.category == "medical" and is_care(care.item):
            along = [d for d in found if _goes_along(care, d)]
        elif care.category == "scholarship" and care.money is None:
            along = [d for d in found if _is_monthly(d) and _gap(care, d) < _MONTHLY][:1]
        else:
            continue
        for other in along:
            if other.money is not None:
                care.money, care.each = other.money, other.each
            care.evidence.append(other.span)
            found.remove(other)
    return [d for d in found if d.giving is not None or not _is_monthly(d)]


def count_those_cared_for(segment: Segment, draft: Draft) -> None:
    """Let people who are counted before it say for how many care is: "80 people were given …"."""
    if draft.quantity is not None or not is_care(draft.item):
        return
    got = [g for g in segment.givings if g.passive or g.kind == "receive"]
    here = next((g for g in got if 0 <= draft.start - g.end <= _RIGHT_BEHIND), None)
    people = [p for p in segment.people if here is not None and p.end <= here.start]
    if people:
        draft.count(people[0])
        draft.start = people[0].start


def _is_monthly(draft: Draft) -> bool:
    told = draft.money is not None and draft.money.period is not None
    return told and draft.is_money and draft.quantity in {None, 1.0}


def _is_counted_beside(care: Draft, drafts: Sequence[Draft]) -> bool:
    """Say whether the thing right behind counts it too: "check-ups and medicine for 50 people"."""
    if care.quantity is not None or care.money is not None or not is_care(care.item):
        return False
    behind = (d for d in drafts if 0 <= d.start - care.goods_end <= _JOINED)
    return any(d.category == "medical" and d.quantity is not None for d in behind)


def _goes_along(care: Draft, other: Draft) -> bool:
    """Say whether what is given without a figure of its own went to those who were treated."""
    if (
        other is care
        or other.told not in {"bare", "along"}
        or other.quantity not in {None, care.quantity}
    ):
        return False
    if other.money is not None and (care.money is not None or other.each):
        return False
    if other.segment == care.segment:
        return other.category in {"medical", "household", "food"}
    if other.money is not None or search_for("giving", "not for patients").search(other.item):
        return False  # what a sentence of its own values is told apart
    return other.category == "medical" and _gap(care, other) < _ALONG


def _gap(first: Draft, second: Draft) -> int:
    return max(first.start - second.end, second.start - first.end)
