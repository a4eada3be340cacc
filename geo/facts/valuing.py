"""Tying sums of money to the gifts that they are the value of, and people to what they get."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.facts.aiddraft import Draft
from geo.facts.care import count_those_cared_for, is_care
from geo.facts.giving import Giving
from geo.facts.goods import category_of
from geo.facts.lexicon import any_of, phrases, search_for
from geo.facts.parts import heads
from geo.facts.worth import is_for_all, is_spent_in_all, is_value, value_follows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.goods import Goods
    from geo.facts.money import Money
    from geo.facts.segments import Segment

_NEAR = 250  # characters after which "they" and "each" go on about something else
_BESIDE = 60  # characters between a thing and its value
_GOES_ON = 900  # characters after which a thing's own name still goes on about it

__all__ = ["attach_values", "count_people"]


def count_people(segment: Segment, draft: Draft) -> None:
    """Take the number of those who receive as the quantity, where the text counts them."""
    if any(g.kind == "treat" for g in segment.givings):
        return  # they are those who were treated, and told as such
    people = segment.count_of_people(draft.end)
    if people is None and len(segment.people) == 1:
        each = draft.money is not None and draft.money.each
        people = segment.people[0] if each or segment.has_pronoun(draft) else None
    if people is not None:
        draft.count(people)
        draft.end = max(draft.end, people.end)
        draft.start = min(draft.start, people.start)
    else:
        count_those_cared_for(segment, draft)


def attach_values(segment: Segment, drafts: list[Draft], earlier: list[Draft]) -> None:
    """Give drafts the sums that are their values; sums used so are taken out of the segment.

    A sum for a whole list becomes a draft of its own, at the end of ``drafts``.
    """
    rest = []
    for money in segment.money:
        before = [d for d in drafts if d.goods_end <= money.start]
        follows = value_follows(segment.text, money, segment.end)
        if follows is not None:
            rest.extend(_value_before(segment, money, drafts, follows))
            continue
        after = max((d.goods_end for d in before), default=None)
        if not is_value(segment.text, money, segment.start, after=after):
            rest.append(money)
            continue
        if not before:
            if not _value_of_earlier(segment, money, earlier, drafts):
                subject = _valued_subject(segment, money)
                if subject is not None:
                    if money.each and subject.giving is not None:
                        count_people(segment, subject)
                    drafts.append(subject)
                elif segment.givings:
                    rest.append(money)
            continue
        _value_after(segment, money, before, drafts, earlier)
    segment.money = rest


def _value_before(segment: Segment, money: Money, drafts: list[Draft], at: int) -> list[Money]:
    """Give a sum to the thing after it; return it if there is none, or if it is a loan itself."""
    target = next((d for d in drafts if at <= d.goods_end - len(d.item) <= at + 40), None)
    joined = re.compile(rf",|{any_of('syntax', 'and')}")
    if target is None or joined.search(segment.text, at, target.goods_end):
        target = _draft_at(segment, money, at)
        if target is None:
            return [money]
        drafts.append(target)
    target.money, target.each, target.start = money, money.each, money.start
    return []


def _draft_at(segment: Segment, money: Money, at: int) -> Draft | None:
    """Return a draft of the thing that begins at an offset, if the vocabulary has it."""
    fit = [g for g in segment.named if at <= g.end <= at + 40 and g.start <= at + 30]
    goods = next((g for g in fit if g.category != "money"), None)
    giving = segment.giver(money.start, money.end)
    if goods is None or giving is None or goods.item in phrases("giving", "class words"):
        return None
    item = " ".join(segment.text[max(goods.start, at) : goods.end].split())
    return Draft(money.start, goods.end, item, goods.category, segment.span, giving, told="one")


def _value_after(
    segment: Segment,
    money: Money,
    before: list[Draft],
    drafts: list[Draft],
    earlier: list[Draft],
) -> None:
    last = max(before, key=lambda d: d.goods_end)
    holder = _holder(segment, last, before)
    if holder is not None:
        drafts.remove(last)
        last, before = holder, [d for d in before if d is not last]
    other = _known_thing(segment, money, last)
    if other is not None:
        drafts.append(other)
        return
    open_ = [d for d in before if d.money is None and d.told in {"counted", "one"}]
    for_all = is_for_all(segment.text, money, segment.start, segment.end)
    if for_all and open_ and last.money is None and last not in open_:
        open_.append(last)  # "two cars and medicines, with a total value of …"
    listed = not money.each and len(open_) > 1 and last in open_
    comma = "," in segment.text[last.goods_end : money.start]
    if listed and (for_all or comma or len(open_) > 2):
        whole = _whole_of(open_, earlier) or Draft(
            open_[0].start, money.end, ", ".join(d.item for d in open_), "mixed",
            segment.span, last.giving, told="counted", whole=True,
        )  # fmt: skip
        whole.money = money
        if whole.whole:
            if all(d.told == "one" for d in open_):
                drafts[:] = [d for d in drafts if d not in open_]
            drafts.append(whole)
        else:
            whole.evidence.append(segment.span)
        return
    target = open_[0] if listed and for_all else last
    if target.money is None:
        target.money, target.each = money, money.each
        target.end = max(target.end, money.end)
        # A sum for all of them says nothing of how many things the counted people got.
        if money.each and target.quantity is None and target.told == "bare":
            count_people(segment, target)


def _holder(segment: Segment, cash: Draft, before: Sequence[Draft]) -> Draft | None:
    """Return the things that cash lies in: "500 gift sets with cash of 1 million VND each"."""
    if not cash.is_money:
        return None
    counted = (d for d in before if d.quantity is not None and not d.is_money)
    between = re.compile(r"\s+with\s+")
    return next(
        (d for d in counted if between.fullmatch(segment.text, d.goods_end, cash.start)), None
    )


def _known_thing(segment: Segment, money: Money, last: Draft) -> Draft | None:
    """Return the other thing whose value is told: "treated 50, and the medicine was worth …".

    ``last`` is the gift that stands nearest before the sum.
    """
    if not is_care(last.item):
        return None
    near = [
        goods
        for goods in segment.named
        if goods.told == "known"
        and last.goods_end <= goods.start
        and goods.end <= money.start < goods.end + _BESIDE
    ]
    if not near or is_care(near[-1].item):
        return None
    goods = near[-1]
    giving = segment.giver(goods.start, goods.end) or last.giving
    draft = Draft(goods.start, money.end, goods.item, goods.category, segment.span, giving)
    draft.money, draft.each, draft.goods_end = money, money.each, goods.end
    return draft


def _whole_of(parts: Sequence[Draft], earlier: Sequence[Draft]) -> Draft | None:
    """Return the gift told before that a list gives the parts of."""
    if not _are_parts(parts):
        return None
    start = parts[0].segment[0]
    near = [d for d in earlier if start - d.segment[1] < 250 and d.money is None]
    return near[-1] if near and not near[-1].is_money else None


def _are_parts(drafts: Sequence[Draft]) -> bool:
    return any(d.giving is not None and d.giving.kind == "made of" for d in drafts)


def _value_of_earlier(
    segment: Segment, money: Money, earlier: list[Draft], drafts: list[Draft]
) -> bool:
    """Give "each was worth …" and "the gifts, worth …, " to what the sentence before told."""
    open_ = [d for d in earlier if d.money is None and not d.is_money]
    head = segment.text[segment.start : money.start]
    same = [
        d
        for d in open_
        if segment.start - d.segment[1] < _GOES_ON
        and d.item
        and (d.item.split()[-1].rstrip("s") in head or (is_care(d.item) and _is_medical(head)))
    ]
    near = [d for d in open_ if segment.start - d.segment[1] < _NEAR or d in same]
    built = is_spent_in_all(segment.text, money)
    known = search_for("worth", "told before").search(head)
    fit = same or (
        [d for d in near if d.category == "building"] if built else near if known else []
    )
    if not fit:
        return False
    listed = [d for d in near if d.segment == fit[0].segment and d.told == "counted"]
    if not money.each and not same and len(listed) > 1 and not _are_parts(listed):
        first = listed[0]
        items = ", ".join(d.item for d in listed)
        whole = Draft(segment.start, money.end, items, "mixed", segment.span, first.giving)
        whole.money, whole.whole = money, True
        whole.evidence.append(first.span)
        drafts.append(whole)
        return True
    target = fit[-1] if money.each else fit[0]
    if is_care(target.item) and not money.each:
        drafts.append(_worth_of_care(segment, money, target))
        return True
    told = segment.text[segment.sentence.start : money.start]
    one = target.item and _one_of(target).search(told)
    if target.quantity is None and (counted := _counted_before(segment, money, target)):
        target.quantity, target.approximate = counted.quantity, counted.approximate
        target.unit, target.told = counted.unit, "counted"
    target.money, target.each = money, money.each or bool(one and target.quantity)
    target.evidence.append(segment.span)
    return True


def _worth_of_care(segment: Segment, money: Money, care: Draft) -> Draft:
    """Return what care for people cost, or the medicine: a gift beside the care."""
    named = [goods for goods in segment.named if goods.end <= money.start]
    item = named[0].item if named else care.item
    draft = Draft(segment.start, money.end, item, care.category, segment.span, care.giving)
    draft.money, draft.whole, draft.goods_end = money, True, money.end
    return draft


def _counted_before(segment: Segment, money: Money, draft: Draft) -> Goods | None:
    """Return what counts a gift told before: "There were two scholarships, each worth …"."""
    noun = draft.item.split()[-1].rstrip("s") if draft.item else ""
    counted = (g for g in segment.goods if g.end <= money.start and g.item)
    return next((g for g in counted if g.item.split()[-1].rstrip("s") == noun), None)


def _is_medical(words: str) -> bool:
    return category_of(words.split()[:1]) == "medical"


def _one_of(draft: Draft) -> re.Pattern[str]:
    """Return the pattern of one of several things: "a house", "each cow", "the house" of 80."""
    noun = draft.item.split()[-1]
    one = any_of("giving", "indefinite") + ("|the" if noun.endswith("s") else "")
    single = re.escape(noun.rstrip("s"))
    return re.compile(rf"(?:{one}|{any_of('worth', 'for each')})\s+(?:[\w-]+\s+)?{single}(?!\w)")


def _valued_subject(segment: Segment, money: Money) -> Draft | None:
    """Read "the gifts, worth VND 200 million, …" where no verb of giving stands."""
    help_ = _help_before(segment, money)
    if help_ is not None:
        return help_
    words = phrases("giving", "gift words")
    passed = any(g.passive and g.start >= money.end for g in segment.givings)
    built = any(g.kind in {"build", "give", "gift of"} for g in segment.givings)
    for goods in segment.named:
        last = goods.item.split()[-1] if goods.item else ""
        for_people = built and goods.category == "building" and segment.is_for_people()
        made = (g for g in segment.givings if g.kind == "made of" and g.end <= goods.start)
        part = goods.told == "bare" and goods.end <= money.start
        part = part and any(heads(segment, g) for g in made)
        fronted = 0 < goods.start - money.end < 40 and last in words
        near = goods.end <= money.start < goods.end + 50
        if fronted or part or (near and (last in words or for_people or passed)):
            giving = segment.givings[0] if segment.givings else None
            held = (g for g in segment.goods if part and g.item.split()[-1] in words)
            of = next((g for g in held if g.end <= goods.start), goods)  # "the 90 gifts held rice"
            draft = Draft(of.start, money.end, of.item, of.category, segment.span, giving)
            draft.money, draft.each, draft.goods_end = money, money.each, of.end
            draft.quantity = of.quantity if of is not goods else None
            return draft
    return None


def _help_before(segment: Segment, money: Money) -> Draft | None:
    """Read "the help that the province gave in 2022 came to 3 billion VND"."""
    if segment.tells_of_trade():
        return None
    between = rf"(?:(?!{any_of('items')})[^.;]){{0,130}}?"
    form = rf"{any_of('giving', 'help')}{between}\s{any_of('worth', 'worth')}"
    match = re.compile(form).search(segment.text, segment.start, money.start)
    if match is None:
        return None
    giving = next((g for g in segment.givings if g.start > match.start()), None)
    giving = giving or Giving(match.start(), match.start(), "gift of", past=True)
    draft = Draft(match.start(), money.end, "money", "money", segment.span, giving)
    draft.money, draft.each, draft.goods_end = money, money.each, money.end
    return draft
