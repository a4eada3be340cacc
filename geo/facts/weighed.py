"""Numbers and things weighed by what surrounds them: gifts of no rule's form.

"In the crates lay 330,000 masks" tells of a gift without a word of giving; weights learned from
examples see it by the company that the number keeps. They also turn down what a rule took for a
gift where examples of the kind were none. ``geo.facts.measures`` does the same for indicators.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.facts.aiddraft import Draft
from geo.facts.care import count_those_cared_for
from geo.facts.giving import is_generic
from geo.facts.goods import stands_apart
from geo.facts.lexicon import any_of, phrases, search_for
from geo.facts.parts import is_of_each
from geo.facts.segments import Segment
from geo.facts.sums import spending
from geo.facts.valuing import attach_values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.goods import Goods
    from geo.facts.passage import Passage
    from geo.facts.sentences import Sentence
    from geo.facts.surroundings import Surrounded

__all__ = [
    "likely_gifts",
    "likely_things",
    "tell_chances",
    "without_unlikely_gifts",
    "without_unlikely_things",
]


_FEW = 2
_BESIDE = 16  # characters
_SHORTLY = 500  # characters
_TITLE = 60  # characters; what is longer between quotes is what somebody says
_THE = re.compile(r"(?:the|this|that|these|those|its|their|his|her|our|my|your)\s")
_EACH = re.compile(r"\b(?:each|every)\b(?! day)")
_GIFT, _NO_GIFT, _NO_SUM = 0.75, 0.2, 0.4
_SURE_GIFT = 0.8
_ELSE_NO_GIFTS = frozenset(("not aid", "bodies"))
"""What only so sure a gift can be one of: "handed over 16 stations", "gave five projects"."""
_THING, _NO_THING = 0.65, 0.05
"""From the first chance on a number counts, below the second it does not; between them the rules
decide. The figures gave the best F1 on texts that neither had seen.
"""
_SURE_THING = 0.9  # so likely a gift is one where words for habits, wishes and plans stand too


def likely_gifts(
    passage: Passage,
    sentence: Sentence,
    numbers: Sequence[Surrounded],
    known: Sequence[Draft],
    earlier: Sequence[Draft],
) -> list[Draft]:
    """Return drafts of the counted things and sums that are gifts by what surrounds them.

    ``numbers`` are those of the sentence, ``known`` its drafts, ``earlier`` those before it.
    """
    if all(w.aid < _GIFT for w in numbers):
        return []
    segment = Segment(passage, sentence, sentence.start, sentence.end)
    told = [d.money for d in (*known, *earlier) if d.money is not None]
    taken = [(d.start, d.end) for d in known] + [(m.start, m.end) for m in told]
    likely = [w for w in numbers if w.aid >= _GIFT and not _lies_in(taken, w.number.start)]
    things = {g.start for g in segment.goods}
    found = [
        Draft(
            goods.start, goods.end, goods.item, goods.category, segment.span, None,
            goods.quantity, goods.approximate, goods.unit, sentence_end=sentence.end,
        )
        for w in likely
        if (goods := w.goods) is not None
        and (goods.start in things or (w.aid >= _SURE_GIFT and goods.role in _ELSE_NO_GIFTS))
        and not _is_purpose(segment, goods, known)
    ]  # fmt: skip
    segment.money = [m for m in segment.money if not _lies_in(taken, m.start)]
    if found and not known:
        attach_values(segment, found, list(earlier))
    taken += [(d.money.start, d.money.end) for d in found if d.money is not None]
    found += [
        Draft(
            money.start, money.end, "money", "money", segment.span, None,
            approximate=money.approximate, money=money, sentence_end=sentence.end,
        )
        for money in segment.money
        if not money.each and not _lies_in(taken, money.start)
        if any(w.money == money for w in likely)
    ]  # fmt: skip
    return [d for d in found if not _is_no_gift(segment, d)]


def _is_purpose(segment: Segment, goods: Goods, known: Sequence[Draft]) -> bool:
    """Say whether a given sum pays for buildings: "2 billion was granted, for two clinics"."""
    paid = any(d.is_money and d.money and d.end <= goods.start for d in known)
    led = segment.preposition(goods.start) == "to whom"
    return paid and led and goods.category == "building"


def likely_things(
    passage: Passage,
    sentence: Sentence,
    things: Sequence[tuple[Goods, float]],
    known: Sequence[Draft],
    earlier: Sequence[Draft] = (),
) -> list[Draft]:
    """Return drafts of the things without a figure that are gifts by what surrounds them.

    ``things`` are those of the sentence with their chances, ``known`` its drafts, ``earlier``
    those before it: what these are made of is no gift of its own.
    """
    likely = [goods for goods, chance in things if chance >= _THING]
    if not likely:
        return []
    segment = Segment(passage, sentence, sentence.start, sentence.end)
    sure = max(chance for _, chance in things) >= _SURE_THING
    if not sure:
        likely = [g for g in likely if not is_generic(segment.text, *segment.span, g.start)]
    if _is_of_another_kind(segment) or _tells_contents(segment, earlier):
        return []
    taken = [(d.start, d.end) for d in known]
    found = [
        Draft(
            goods.start, goods.end, goods.item, goods.category, segment.span, None,
            goods.quantity, told=goods.told, sentence_end=sentence.end,
        )
        for goods in likely
        if not _lies_in(taken, goods.start)
        and not _is_held(segment, goods)
        and not _is_in_a_title(segment, goods)
        and not _holds_things(segment, goods)
        and not _is_verb(segment, goods)
        and not _is_paid_for(segment, goods)
        and not _is_told_before(segment, goods)
        and not _gets_something(segment, goods)
    ]  # fmt: skip
    for draft in found:
        _count_those_behind(segment, draft)
        count_those_cared_for(segment, draft)
    return _together([d for d in found if not _is_no_gift(segment, d)])


def _count_those_behind(segment: Segment, draft: Draft) -> None:
    """Let people who are counted right behind a thing say how many there are: "cows for 9 poor"."""
    form = rf"\s+{any_of('giving', 'to whom')}\s+(?:{any_of('numbers', 'approximate')}\s+)*"
    between = re.compile(form)
    for people in segment.people:
        if draft.quantity is None and between.fullmatch(segment.text, draft.end, people.start):
            draft.count(people)


def _is_in_a_title(segment: Segment, goods: Goods) -> bool:
    """Say whether a thing is a word of a programme's name: the "Help for schools" programme."""
    text, start = segment.text, segment.start
    if text.count('"', start, goods.start) % 2 == 0:
        return False
    opened = text.rfind('"', start, goods.start)
    closed = text.find('"', goods.end, segment.end)
    return 0 <= closed <= opened + _TITLE


def _together(drafts: Sequence[Draft]) -> list[Draft]:
    """Return what a sentence tells without figures as one gift: "seeds, tools and medicine"."""
    loose = [d for d in drafts if d.quantity is None]
    if len(loose) < _FEW:
        return list(drafts)
    first, last = loose[0], loose[-1]
    item = ", ".join(dict.fromkeys(d.item for d in loose))
    whole = replace(first, end=last.end, goods_end=last.goods_end, item=item)
    return [whole, *(d for d in drafts if d.quantity is not None)]


def _is_of_another_kind(segment: Segment) -> bool:
    """Say whether a sentence tells of trade or of those who break the law."""
    crime = search_for("giving", "crime", "commerce")
    return segment.tells_of_trade() or stands_apart(crime, segment.text, *segment.span)


def _tells_contents(segment: Segment, earlier: Sequence[Draft]) -> bool:
    """Say whether a sentence tells what gifts told shortly before hold: "It consisted of …"."""
    ends = [end for draft in earlier for _, end in (draft.segment, *draft.evidence)]
    if not any(0 <= segment.start - end < _SHORTLY for end in ends):
        return False
    if search_for("giving", "contents").match(segment.text, segment.start):
        return True
    return search_for("giving", "inside").search(segment.text, *segment.span) is not None


def _is_verb(segment: Segment, goods: Goods) -> bool:
    """Say whether the word for a thing is a verb with an object: "He presents a gift"."""
    if goods.item.split()[-1] not in phrases("giving", "verb in captions"):
        return False
    form = re.compile(rf"\s+{any_of('giving', 'object')}(?!\w)")
    return form.match(segment.text, goods.end, segment.end) is not None


def _is_paid_for(segment: Segment, goods: Goods) -> bool:
    """Say whether a sum that is told pays for a thing: "1.5 billion VND to build schools"."""
    paid = (spending(segment, money) for money in segment.money)
    return any(p is not None and 0 <= goods.start - p.end() <= _BESIDE for p in paid)


def _is_told_before(segment: Segment, goods: Goods) -> bool:
    """Say whether a thing is one that readers know already: "pupils of the school"."""
    return _THE.match(segment.text, goods.start) is not None


def _gets_something(segment: Segment, goods: Goods) -> bool:
    """Say whether a school or a post is who receives: "The school in the town was given books"."""
    got = (g for g in segment.givings if g.kind == "receive" and goods.end <= g.start)
    near = next((segment.text[goods.end : g.start] for g in got), None)
    return goods.category == "building" and near is not None and not re.search("[,;]", near)


def _holds_things(segment: Segment, goods: Goods) -> bool:
    """Say whether a thing is what others come in: "The parcels comprise 900 masks"."""
    held = (g for g in segment.givings if g.kind == "made of")
    near = any(goods.end <= g.start <= goods.end + _BESIDE for g in held)
    return near and any(other.start > goods.end for other in segment.goods)


def _is_held(segment: Segment, goods: Goods) -> bool:
    """Say whether a thing is what counted gifts hold, what those who are treated get, or the rest.

    As in "and other necessities", which sums up what is told already.
    """
    near = segment.text[max(segment.start, goods.start - _BESIDE) : goods.start]
    if goods.told == "one" and goods.item.split()[-1] in phrases("giving", "class words"):
        return True  # "a gift" is ceremonial
    rest = segment.text[goods.start : goods.end].split()[0] in phrases("giving", "the rest")
    rest = rest or re.search(rf"{any_of('giving', 'the rest')}\s+$", near) is not None
    if rest or segment.preposition(goods.start) in {"where", "to whom"}:
        return True
    treated = any(g.kind == "treat" for g in segment.givings)
    words = phrases("giving", "gift words", "class words")
    gifts = any({*g.item.lower().split()} & {*words} for g in segment.goods)
    return (treated and goods.category == "medical") or gifts


def tell_chances(
    drafts: Sequence[Draft],
    numbers: Sequence[Surrounded],
    things: Sequence[tuple[Goods, float]],
) -> None:
    """Give the drafts of a sentence the chance of the likeliest number or thing they hold."""
    told = [*((w.number.start, w.aid) for w in numbers), *((g.start, c) for g, c in things)]
    for draft in drafts:
        mine = [chance for start, chance in told if draft.start <= start < draft.end]
        draft.chance = max(mine, default=0.0)


def without_unlikely_things(
    drafts: Sequence[Draft], things: Sequence[tuple[Goods, float]]
) -> list[Draft]:
    """Return the drafts of a sentence without things that no figure counts and nobody gives."""
    return [d for d in drafts if not _is_unlikely_thing(d, things)]


def _is_unlikely_thing(draft: Draft, things: Sequence[tuple[Goods, float]]) -> bool:
    if draft.money is not None or draft.told not in {"bare", "known", "one"}:
        return False
    mine = [chance for goods, chance in things if draft.start <= goods.start < draft.end]
    return bool(mine) and max(mine) < _NO_THING


def _is_no_gift(segment: Segment, draft: Draft) -> bool:
    """Say whether a rule knows better: asked for, bought with a gift, held by each of several."""
    text, start = segment.text, segment.start
    if search_for("giving", "appeals", "with the money").search(text, start, draft.start):
        return True
    held = [g for g in segment.givings if g.kind == "made of" and g.start < draft.start]
    return bool(held) and (
        is_of_each(segment, held[-1]) or _EACH.search(text, start, held[-1].start) is not None
    )


def _lies_in(spans: Sequence[tuple[int, int]], at: int) -> bool:
    return any(start <= at < end for start, end in spans)


def without_unlikely_gifts(drafts: Sequence[Draft], numbers: Sequence[Surrounded]) -> list[Draft]:
    """Return the drafts of a sentence without counted things and sums that are no gifts."""
    return [d for d in drafts if not _is_turned_down(d, numbers)]


def _is_turned_down(draft: Draft, weighed: Sequence[Surrounded]) -> bool:
    mine = [w.aid for w in weighed if draft.start <= w.number.start < draft.end]
    if draft.money is not None:
        sum_ = draft.money
        mine += [w.aid for w in weighed if sum_.start <= w.number.start < sum_.end]
    return bool(mine) and max(mine) < (_NO_SUM if draft.is_money else _NO_GIFT)
