"""What one part of a sentence says is given: drafts of aid records, before they are merged."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from geo.facts.aiddraft import Draft
from geo.facts.care import is_care, sponsored, treated
from geo.facts.goods import noun_phrase
from geo.facts.lexicon import any_of, phrases
from geo.facts.parts import is_part
from geo.facts.segments import Segment
from geo.facts.sums import given_money, pays_for
from geo.facts.valuing import attach_values, count_people
from geo.facts.worth import is_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.giving import Giving
    from geo.facts.goods import Goods
    from geo.facts.passage import Passage
    from geo.facts.quantities import Number
    from geo.facts.sentences import Sentence

__all__ = ["read_gifts"]


_CLOSE = 30  # characters between "helped" and who is helped
_NOT_BARE = frozenset({"build", "treat", "made of", "weak", "there"})


def read_gifts(passage: Passage, sentence: Sentence, earlier: Sequence[Draft]) -> list[Draft]:
    """Return drafts of what a sentence says is given.

    ``earlier`` are the drafts of the sentences before, which "they were made up of …" and
    "each was worth …" go on about. Offsets are those of the article; never raises.
    """
    found: list[Draft] = []
    last: Giving | None = None
    for start, end in passage.segments(sentence):
        segment = Segment(passage, sentence, start, end)
        if not segment.givings and last is not None:
            segment.carry_on(last)
        elif segment.givings:
            last = segment.givings[-1]
        found.extend(_read_segment(segment, [*earlier, *found]))
    for draft in found:
        draft.sentence_end = sentence.end
    return found


def _read_segment(segment: Segment, earlier: list[Draft]) -> list[Draft]:
    if not segment.givings and not segment.money:
        return []
    drafts = _given_goods(segment, earlier)
    drafts.extend(treated(segment))
    drafts.extend(_respective(segment))
    drafts.extend(_bare_goods(segment, drafts))
    pays_for(segment, drafts, earlier)
    attach_values(segment, drafts, earlier)
    drafts.extend(given_money(segment, drafts, earlier))
    for draft in drafts:
        if draft.quantity is None and not draft.is_money:
            _count_behind(segment, draft)
    drafts.extend(sponsored(segment) if not drafts else [])
    drafts.sort(key=lambda d: (d.start, d.end))
    for draft in drafts:
        draft.apart = any(_stands_between(d, draft) for d in drafts)
    return drafts


def _stands_between(other: Draft, draft: Draft) -> bool:
    """Say whether a thing stands between another one and the word by which both are given."""
    giving = draft.giving
    if giving is None or other.giving is not giving:
        return False
    return giving.end <= other.start < draft.start or draft.start < other.start < giving.start


def _allowed(
    goods: Goods,
    giving: Giving,
    drafts: Sequence[Draft],
    earlier: Sequence[Draft],
    segment: Segment,
) -> bool:
    """Say whether a verb of giving can have such a thing as its object."""
    if giving.kind == "build":
        word = segment.text[giving.start : giving.end]
        given = segment.is_for_people() or any(g.kind == "give" for g in segment.givings)
        if word in phrases("giving", "build weakly") and not given:
            return False
        return goods.category == "building" and goods.known and goods.told in {"counted", "one"}
    if giving.kind == "treat":
        return False
    if giving.money_only:
        return goods.category == "building" and goods.told == "one"
    if giving.kind == "receive" and segment.is_of_gate(giving):
        return False
    if giving.kind == "serve":
        return is_care(goods.item)
    if giving.kind in {"go", "weak", "there"}:
        return _is_likely(goods, giving, segment)
    if giving.kind == "made of":
        return is_part(giving, drafts, earlier, segment)
    if goods.told == "one" and goods.category == "building" and _is_helped(goods, giving, segment):
        return False
    if goods.known or giving.anything or goods.unit is not None:
        return True
    return goods.told == "counted" and not giving.people and segment.is_for_people()


def _is_helped(goods: Goods, giving: Giving, segment: Segment) -> bool:
    """Say whether a school or a village is who is helped, not what is given."""
    word = segment.text[giving.start : giving.end]
    return word in phrases("giving", "help people") and goods.start - giving.end < _CLOSE


def _is_likely(goods: Goods, giving: Giving, segment: Segment) -> bool:
    """Say whether a thing is a gift where the verb alone does not say so: "50 bicycles went to"."""
    if not goods.known or goods.category in {"building", "money"}:
        return False
    if giving.kind == "weak":
        return goods.start - giving.end < 25 and _has_giver(goods, giving, segment)
    if giving.kind == "there" and goods.item.split()[-1] in phrases("giving", "gift words"):
        return True
    if giving.kind == "go":
        return not segment.tells_of_trade()
    return segment.is_for_people() or _is_for_whom(segment)


def _has_giver(goods: Goods, giving: Giving, segment: Segment) -> bool:
    """Say whether "will have 30 tons of rice from …" tells who gives; other words need not."""
    word = segment.text[giving.start : giving.end]
    if word not in phrases("giving", "weak with a giver"):
        return True
    return bool(
        re.compile(rf"\s+{any_of('giving', 'giver after')}\s").match(segment.text, goods.end)
    )


def _is_for_whom(segment: Segment) -> bool:
    """Say whether the next words tell for whom things are: "There are 40. They are for …"."""
    form = (
        rf"[\s.;]*(?:{any_of('giving', 'stands for gifts')}\s+(?:\w+\s+)?)?{any_of('giving', 'go')}"
    )
    return bool(re.compile(form).match(segment.text, segment.end))


def _given_goods(segment: Segment, earlier: list[Draft]) -> list[Draft]:
    found: list[Draft] = []
    things = sorted(
        [*segment.goods, *(g for g in segment.named if g.told == "one")], key=lambda g: g.start
    )
    for goods in things:
        giving = segment.giver(goods.start, goods.end)
        if giving is None or not _allowed(goods, giving, found, earlier, segment):
            continue
        if found and _belongs_to(goods, found[-1], segment):
            continue
        captioned = segment.sentence.kind != "body" and not (
            giving.passive and goods.category == "building"
        )
        to_each = goods.told == "one" and _goes_to_each(segment, goods, giving)
        if goods.told == "one" and (
            not (_is_concrete(goods) or to_each) or captioned or goods.category == "money"
        ):
            continue
        draft = Draft(
            goods.start, goods.end, goods.item, goods.category, segment.span, giving,
            goods.quantity, goods.approximate, goods.unit, told=goods.told,
        )  # fmt: skip
        if to_each:
            count_people(segment, draft)
        if draft.quantity == 1 and not _is_concrete(goods):
            continue  # "each was given a present": of how many is not told
        found.append(draft)
    last = max(found, key=lambda d: d.goods_end, default=None)
    if last is not None and last.told in {"counted", "one"}:
        found.extend(_last_one(segment, last) or _last_bare(segment, last))
    return found


def _goes_to_each(segment: Segment, goods: Goods, giving: Giving) -> bool:
    """Say whether each of those who are counted gets one: "35 of them received a buffalo"."""
    if segment.each_gets(giving, goods.end) or is_care(goods.item):
        return True
    return giving.kind == "receive" and goods.category == "livestock"


def _belongs_to(goods: Goods, house: Draft, segment: Segment) -> bool:
    """Say whether a thing is what a building has: "a school with 10 classrooms"."""
    between = segment.text[house.goods_end : goods.start]
    form = rf",?\s+{any_of('syntax', 'holding')}\s+(?:[\w-]+\s+){{0,3}}?"
    return house.category == "building" and bool(re.fullmatch(form, between))


def _last_one(segment: Segment, last: Draft) -> list[Draft]:
    """Return the "… and a copier" that ends a list of counted things."""
    joined, one = any_of("syntax", "and"), any_of("giving", "indefinite")
    price = rf"(?:,?\s+(?:that|which|{any_of('worth', 'worth')})\s[^,;]{{0,60}}?)?"
    form = re.compile(rf"{price}\s*,?\s*{joined}\s+{one}(?=\s)")
    match = form.match(segment.text, last.goods_end, segment.end)
    goods = noun_phrase(segment.text, match.end(), segment.end) if match else None
    if goods is None or goods.role != "goods" or not _is_concrete(goods):
        return []
    draft = Draft(goods.start, goods.end, goods.item, goods.category, segment.span, last.giving)
    draft.quantity, draft.told = 1.0, "one"
    return [draft]


def _last_bare(segment: Segment, last: Draft) -> list[Draft]:
    """Return the "… and medicines" that ends a list of counted things."""
    joined = re.compile(rf"\s*,?\s*{any_of('syntax', 'and')}\s+")
    match = joined.match(segment.text, last.goods_end, segment.end)
    goods = next((g for g in segment.named if match and g.start == match.end()), None)
    if goods is None or goods.told != "bare" or not _is_concrete(goods):
        return []
    if goods.category in {"building", "money"}:
        return []
    return [
        Draft(
            goods.start, goods.end, goods.item, goods.category, segment.span, last.giving,
            told="along",
        )
    ]  # fmt: skip


def _is_concrete(goods: Goods) -> bool:
    """Say whether "a …" is worth a record: a building, an animal, a machine; no ceremonial gift."""
    last = goods.item.split()[-1] if goods.item else ""
    return last not in phrases("giving", "class words") and last not in phrases("giving", "not aid")


def _bare_goods(segment: Segment, drafts: list[Draft]) -> list[Draft]:
    """Return a draft for things without a figure, where one handing over or a sum is told."""
    valued = [g for g in segment.named if drafts and g.told == "bare" and _stands_out(segment, g)]
    found = []
    for first in valued if drafts else segment.named:
        if first.told != "bare" and not (first.told == "known" and _may_be_known(segment, first)):
            continue
        giving = segment.giver(first.start, first.end)
        if giving is None or giving.kind in _NOT_BARE or giving.money_only:
            continue
        if first.category == "building" and first.told == "bare" and not segment.vietnamese:
            continue  # "Military Hospital" is a name; what is built is "a" or "the" hospital
        counted = segment.count_of_people(first.end) is not None
        if giving.kind == "give" and not (giving.past or segment.money or counted):
            continue
        listed = _listed(segment, first)
        end = listed[-1].end
        start = next((g.start for g in listed if g.category != "money"), first.start)
        item = " ".join(segment.text[start:end].split())
        category = next((g.category for g in listed if g.category != "money"), first.category)
        draft = Draft(first.start, end, item, category, segment.span, giving)
        draft.told = first.told
        count_people(segment, draft)
        found.append(draft)
        if not drafts:
            found.extend(_next_bare(segment, draft))
            break
    return found


def _count_behind(segment: Segment, draft: Draft) -> None:
    """Take the number that stands behind things as their quantity ("gifts, 300 in all")."""
    number = _number_behind(segment, draft.goods_end)
    if number is not None:
        draft.quantity, draft.approximate = number.value, number.approximate
        draft.told, draft.end = "counted", max(draft.end, number.end)


def _number_behind(segment: Segment, end: int) -> Number | None:
    form = re.compile(rf"\s+{any_of('giving', 'in number')}")
    sums = segment.passage.money_in(segment.start, segment.end)
    for number in segment.passage.numbers_in(end, min(segment.end, end + 40)):
        in_sum = any(m.start <= number.start < m.end for m in sums)
        if not in_sum and form.match(segment.text, number.end, segment.end):
            return number
    return None


def _may_be_known(segment: Segment, goods: Goods) -> bool:
    """Say whether "the …" can be news: a building, or care that counted people came to."""
    if goods.category == "building" or _number_behind(segment, goods.end) is not None:
        return True
    return is_care(goods.item) and segment.count_of_people(goods.end) is not None


def _next_bare(segment: Segment, first: Draft) -> list[Draft]:
    """Return what others are given: "gifts to the families and scholarships to the pupils"."""
    to_whom = re.compile(rf"\s+{any_of('giving', 'to whom')}\s")
    lead = re.compile(rf"(?:,|{any_of('syntax', 'and')})\s+$")
    found: list[Draft] = []
    end = first.end if to_whom.match(segment.text, first.goods_end) else segment.end
    for goods in segment.named:
        near = segment.text[max(segment.start, goods.start - 12) : goods.start]
        if goods.start < end or goods.told != "bare" or not lead.search(near):
            continue
        if not to_whom.match(segment.text, goods.end, segment.end):
            continue
        draft = Draft(
            goods.start, goods.end, goods.item, goods.category, segment.span, first.giving,
            told="bare",
        )  # fmt: skip
        people = segment.count_of_people(goods.end)
        if people is not None and people.start >= goods.end:
            count_people(segment, draft)
        found.append(draft)
        end = draft.end
    return found


def _stands_out(segment: Segment, goods: Goods) -> bool:
    """Say whether a thing has a sum of its own, or is done for people who are counted."""
    treated = any(g.kind == "treat" for g in segment.givings)
    if is_care(goods.item) and not treated:
        people = segment.count_of_people(goods.end)
        return people is not None and people.start < goods.end + 60
    near = (m for m in segment.money if goods.end <= m.start < goods.end + 30)
    return any(is_value(segment.text, m, goods.end, after=goods.end) for m in near)


@cache
def _and() -> re.Pattern[str]:
    joined, other = any_of("syntax", "and"), any_of("syntax", "other")
    return re.compile(rf"\s*(?:,|{joined}|,\s*{joined})\s*(?:{other}\s+)?")


def _respective(segment: Segment) -> list[Draft]:
    """Return a draft a thing where each of several receivers gets another one."""
    form = re.compile(rf"\s*,?\s*{any_of('giving', 'respectively')}")
    for first in segment.named:
        listed = _listed(segment, first)
        if len(listed) < 2 or first.told != "bare":
            continue
        if not form.match(segment.text, listed[-1].end, segment.end):
            continue
        giving = segment.giver(first.start, first.end)
        if giving is not None:
            return [
                Draft(g.start, g.end, g.item, g.category, segment.span, giving, told="along")
                for g in listed
            ]
    return []


def _listed(segment: Segment, first: Goods) -> list[Goods]:
    """Return a thing and those that follow it in a list."""
    listed = [first]
    for goods in segment.named:
        between = segment.text[listed[-1].end : goods.start]
        if goods.start > listed[-1].end and _and().fullmatch(between):
            listed.append(goods)
    return listed
