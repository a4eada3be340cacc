"""Tying sums of money to the gifts that they are the value of, and people to what they get."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.facts.aiddraft import Draft
from geo.facts.lexicon import phrases, search_for
from geo.facts.worth import is_for_all, is_value, value_follows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.money import Money
    from geo.facts.segments import Segment

__all__ = ["attach_values", "count_people"]


def count_people(segment: Segment, draft: Draft) -> None:
    """Take the number of those who receive as the quantity, where the text counts them."""
    people = segment.count_of_people(draft.end)
    if people is not None:
        draft.quantity, draft.approximate = people.quantity, people.approximate
        draft.unit = people.item.split()[-1]
        draft.end = max(draft.end, people.end)
        draft.start = min(draft.start, people.start)


def attach_values(segment: Segment, drafts: list[Draft], earlier: list[Draft]) -> None:
    """Give drafts the sums that are their values; sums used so are taken out of the segment.

    A sum for a whole list becomes a draft of its own, at the end of ``drafts``.
    """
    rest = []
    for money in segment.money:
        before = [d for d in drafts if d.goods_end <= money.start]
        follows = value_follows(segment.text, money, segment.end)
        if follows is not None:
            rest.extend(_value_before(money, drafts, follows))
            continue
        after = max((d.goods_end for d in before), default=None)
        if not is_value(segment.text, money, segment.start, after=after):
            rest.append(money)
            continue
        if not before:
            if not _value_of_earlier(segment, money, earlier, drafts):
                subject = _valued_subject(segment, money)
                if subject is not None:
                    drafts.append(subject)
                elif segment.givings:
                    rest.append(money)
            continue
        _value_after(segment, money, before, drafts)
    segment.money = rest


def _value_before(money: Money, drafts: list[Draft], at: int) -> list[Money]:
    target = next((d for d in drafts if at <= d.start <= at + 40), None)
    if target is None:
        return [money]
    target.money, target.each, target.start = money, money.each, money.start
    return []


def _value_after(segment: Segment, money: Money, before: list[Draft], drafts: list[Draft]) -> None:
    last = max(before, key=lambda d: d.goods_end)
    open_ = [d for d in before if d.money is None and d.told in {"counted", "one"}]
    for_all = is_for_all(segment.text, money, segment.start, segment.end)
    listed = not money.each and len(open_) > 1 and last in open_
    comma = "," in segment.text[last.goods_end : money.start]
    if listed and (for_all or comma or len(open_) > 2) and not _has_whole(open_):
        drafts.append(
            Draft(
                open_[0].start, money.end, ", ".join(d.item for d in open_), "mixed",
                segment.span, last.giving, money=money, told="counted", whole=True,
                goods_end=money.end,
            )
        )  # fmt: skip
        return
    target = open_[0] if listed and for_all else last
    if target.money is None:
        target.money, target.each = money, money.each
        target.end = max(target.end, money.end)
        if target.quantity is None and target.told == "bare":
            count_people(segment, target)


def _has_whole(drafts: Sequence[Draft]) -> bool:
    """Say whether the first of a list is the whole that the others are parts of."""
    return any(d.giving is not None and d.giving.kind == "made of" for d in drafts)


def _value_of_earlier(
    segment: Segment, money: Money, earlier: list[Draft], drafts: list[Draft]
) -> bool:
    """Give "each was worth …" and "the gifts, worth …, " to what the sentence before told."""
    near = [
        d
        for d in earlier
        if segment.start - d.segment[1] < 250 and d.money is None and not d.is_money
    ]
    head = segment.text[segment.start : money.start]
    same = [d for d in near if d.item and d.item.split()[-1].rstrip("s") in head]
    fit = same or (near if search_for("worth", "told before").search(head) else [])
    if not fit:
        return False
    listed = [d for d in near if d.segment == fit[0].segment and d.told == "counted"]
    if not money.each and not same and len(listed) > 1 and not _has_whole(listed):
        first = listed[0]
        items = ", ".join(d.item for d in listed)
        whole = Draft(segment.start, money.end, items, "mixed", segment.span, first.giving)
        whole.money, whole.whole = money, True
        whole.evidence.append(first.span)
        drafts.append(whole)
        return True
    target = fit[-1] if money.each else fit[0]
    target.money, target.each = money, money.each
    target.evidence.append(segment.span)
    return True


def _valued_subject(segment: Segment, money: Money) -> Draft | None:
    """Read "the gifts, worth VND 200 million, …" where no verb of giving stands."""
    words = phrases("giving", "gift words")
    built = any(g.kind in {"build", "give", "gift of"} for g in segment.givings)
    for goods in segment.named:
        last = goods.item.split()[-1] if goods.item else ""
        for_people = built and goods.category == "building" and segment.is_for_people()
        if (last in words or for_people) and goods.end <= money.start < goods.end + 50:
            giving = segment.givings[0] if segment.givings else None
            draft = Draft(goods.start, money.end, goods.item, goods.category, segment.span, giving)
            draft.money, draft.each, draft.goods_end = money, money.each, goods.end
            return draft
    return None
