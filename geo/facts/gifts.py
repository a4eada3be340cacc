"""What one part of a sentence says is given: drafts of aid records, before they are merged."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.facts.aiddraft import Draft
from geo.facts.giving import is_generic
from geo.facts.lexicon import phrases
from geo.facts.segments import Segment
from geo.facts.valuing import attach_values, count_people

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.giving import Giving
    from geo.facts.goods import Goods
    from geo.facts.passage import Passage
    from geo.facts.sentences import Sentence

__all__ = ["read_gifts"]


_CARE = re.compile(r"exam|check|treat|surg|care|khám|services|vaccinat|điều trị|tiêm")
_PURPOSE = re.compile(
    r"\b(?:to|for)\s+(?:help\s+)?(?:build|construct|repair|upgrade|renovat|the construction|xây)"
)


def read_gifts(passage: Passage, sentence: Sentence, earlier: Sequence[Draft]) -> list[Draft]:
    """Return drafts of what a sentence says is given.

    ``earlier`` are the drafts of the sentences before, which "they were made up of …" and
    "each was worth …" go on about. Offsets are those of the article; never raises.
    """
    found: list[Draft] = []
    for start, end in passage.segments(sentence):
        found.extend(_read_segment(Segment(passage, sentence, start, end), [*earlier, *found]))
    return found


def _read_segment(segment: Segment, earlier: list[Draft]) -> list[Draft]:
    drafts = _given_goods(segment, earlier)
    drafts.extend(_bare_goods(segment, drafts))
    attach_values(segment, drafts, earlier)
    drafts.extend(_given_money(segment, drafts))
    drafts.extend(_treated(segment, drafts))
    drafts.sort(key=lambda d: (d.start, d.end))
    return drafts


def _allowed(
    goods: Goods,
    giving: Giving,
    drafts: Sequence[Draft],
    earlier: Sequence[Draft],
    segment: Segment,
) -> bool:
    """Say whether a verb of giving can have such a thing as its object."""
    if giving.kind == "build":
        return goods.category == "building" and goods.known and goods.told in {"counted", "one"}
    if giving.kind == "treat" or giving.money_only:
        return False
    if giving.kind == "serve":
        return bool(_CARE.search(goods.item))
    if giving.kind == "made of":
        if re.search(r"\b(?:each|mỗi)\b[^.;]{0,30}$", segment.text[segment.start : giving.start]):
            return False  # what one gift holds, not how much is given
        near = [d for d in earlier if segment.start - d.end < 400]
        return bool([d for d in drafts if d.start < goods.start] or near or _heads(segment, giving))
    if giving.kind == "receive" and not goods.known:
        return goods.told == "counted"
    return True


def _heads(segment: Segment, giving: Giving) -> bool:
    """Say whether "including …" goes on about goods ("relief goods, including 5 tons of rice")."""
    words = phrases("giving", "class words")
    return any(
        g.end <= giving.start and g.item.split()[-1] in words and segment.giver(g.start, g.end)
        for g in segment.named
        if g.item
    )


def _given_goods(segment: Segment, earlier: list[Draft]) -> list[Draft]:
    found: list[Draft] = []
    things = sorted(
        [*segment.goods, *(g for g in segment.named if g.told == "one")], key=lambda g: g.start
    )
    for goods in things:
        giving = segment.giver(goods.start, goods.end)
        if giving is None or not _allowed(goods, giving, found, earlier, segment):
            continue
        if goods.told == "one" and (not _is_concrete(goods) or segment.sentence.kind != "body"):
            continue
        draft = Draft(
            goods.start, goods.end, goods.item, goods.category, segment.span, giving,
            goods.quantity, goods.approximate, goods.unit, told=goods.told,
        )  # fmt: skip
        found.append(draft)
    return found


def _is_concrete(goods: Goods) -> bool:
    """Say whether "a …" is worth a record: a building, an animal, a machine; no ceremonial gift."""
    last = goods.item.split()[-1] if goods.item else ""
    return last not in phrases("giving", "class words") and last not in phrases("giving", "not aid")


def _bare_goods(segment: Segment, drafts: list[Draft]) -> list[Draft]:
    """Return one draft for things without a figure, where one handing over is told."""
    if drafts:
        return []
    for first in segment.named:
        if first.told != "bare" and not (first.told == "known" and first.category == "building"):
            continue
        giving = segment.giver(first.start, first.end)
        if giving is None or giving.kind in {"build", "treat", "made of"} or giving.money_only:
            continue
        if giving.kind == "give" and not giving.past and not segment.money:
            continue
        last = _last_of_list(segment, first)
        item = " ".join(segment.text[first.start : last.end].split())
        draft = Draft(first.start, last.end, item, first.category, segment.span, giving)
        draft.told = first.told
        count_people(segment, draft)
        return [draft]
    return []


def _last_of_list(segment: Segment, first: Goods) -> Goods:
    last = first
    for goods in segment.named:
        if goods.start <= last.end:
            continue
        if re.fullmatch(
            r"\s*(?:,|and|,\s*and|as well as|or|và)\s*(?:and\s+|other\s+)?",
            segment.text[last.end : goods.start],
        ):
            last = goods
    return last


def _given_money(segment: Segment, drafts: list[Draft]) -> list[Draft]:
    found = []
    for money in segment.money:
        giving = segment.giver(money.start, money.end)
        if giving is None and money.period and segment.givings and segment.people:
            giving = segment.givings[0]
        if giving is None or giving.kind in {"build", "treat"}:
            continue
        if giving.kind == "made of" and not drafts:
            continue
        draft = Draft(
            money.start, money.end, "money", "money", segment.span, giving,
            money=money, each=money.each, goods_end=money.end,
        )  # fmt: skip
        if money.each or money.period:
            draft.each = True
            count_people(segment, draft)
        found.append(draft)
        for other in list(drafts):
            purpose = _PURPOSE.search(segment.text, money.end, max(money.end, other.start))
            if other.money is None and purpose and other.start > money.end and other.told == "one":
                drafts.remove(other)
    return found


def _treated(segment: Segment, drafts: list[Draft]) -> list[Draft]:
    """Return what is done for people who are counted: examinations, vaccination, training."""
    for draft in drafts:
        if _CARE.search(draft.item):
            return []
    for giving in segment.givings:
        if giving.kind != "treat":
            continue
        people = segment.count_of_people(giving.end)
        if people is None or is_generic(segment.text, segment.start, giving.start):
            continue
        word = segment.text[giving.start : giving.end]
        trained = word.startswith(("train", "đào"))
        return [
            Draft(
                min(giving.start, people.start), max(giving.end, people.end),
                "training" if trained else "medical examination and treatment",
                "training" if trained else "medical", segment.span, giving,
                people.quantity, people.approximate, people.item.split()[-1], goods_end=people.end,
            )
        ]  # fmt: skip
    return []
