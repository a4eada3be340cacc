"""One gift told twice is one gift: drafts of aid that say the same are joined."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.facts.goods import category_of
from geo.facts.lexicon import phrases, search_for

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from geo.facts.aiddraft import Draft
    from geo.facts.money import Money
    from geo.facts.passage import Passage
    from geo.facts.sentences import Sentence

__all__ = ["merge", "without_wholes"]


_GIFTS = frozenset(
    {"household", "food", "medical", "school", "equipment", "livestock", "other", "mixed", "money"}
)
"""What "gifts" may be made of; houses and scholarships are told by their own names."""
_RIGHT_BEHIND = 3  # characters
_LEAD = 400  # characters; what a text begins with
_AND = 5  # characters of "and" with its spaces
_WHOLE = 34  # characters before a sum
_SURE = 0.8  # so likely given, "gifts" are some of their own beside those that are counted


def merge(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts with doubles joined and empty announcements dropped, in text order."""
    kept: list[Draft] = []
    alike: dict[tuple[object, ...], list[Draft]] = {}
    for draft in drafts:
        near = [k for key in _keys(draft) for k in alike.get(key, ())]
        twin = next((k for k in near if _same(k, draft)), None)
        if twin is None:
            kept.append(draft)
        else:
            _join(twin, draft)
        for key in _keys(twin or draft):
            group = alike.setdefault(key, [])
            if not group or group[-1] is not (twin or draft):
                group.append(twin or draft)
    first = _join_loose(kept)
    specific = [d for d in kept if _is_specific(d)]
    things = {(_head(d), d.item) for d in specific if not d.is_money and not d.whole}
    kept = [d for d in kept if _is_specific(d) or _stands_alone(d, specific, things, first)]
    kept = [d for d in kept if not (d.is_money and any(_is_price_of(d, k) for k in kept))]
    return sorted(kept, key=lambda d: (d.start, d.end))


def without_wholes(passage: Passage, sentence: Sentence, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts of a sentence without the sum of which only a part is given.

    As in "it is worth $56,000, and $41,000 of it came from the province"; nor the sums of which
    the value of another gift is made up: "5 billion was spent: 3 billion of the province, …"; nor
    what a list then tells one by one: "medical supplies: 5,000 masks, …".
    """
    drafts = [d for d in drafts if not _is_told_one_by_one(passage.plain, d, drafts)]
    given = [(d.money.start, d.money.end) for d in drafts if d.is_money and d.money is not None]
    part, whole = search_for("giving", "of the whole"), search_for("giving", "out of the whole")
    wholes = {
        first
        for (first, _), (_, end) in pairwise(sorted(given))
        if part.match(passage.plain, end + 1)
        or whole.search(passage.plain, max(0, first - _WHOLE), first)
    }
    kept = [d for d in drafts if not (d.is_money and d.money and d.money.start in wholes)]
    parts = [d.money.value for d in kept if d.is_money and d.money is not None]
    told = {m.value for m in passage.money_in(sentence.start, sentence.end)} - {*parts}
    if len(parts) > 1 and math.fsum(parts) in told:
        return [d for d in kept if not d.is_money]
    return kept


def _is_told_one_by_one(text: str, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Say whether a colon stands between things without a figure and the first that is counted."""
    if draft.quantity is not None or draft.money is not None:
        return False
    counted = (d.start for d in drafts if d.quantity is not None and d.start >= draft.goods_end)
    return ":" in text[draft.goods_end : min(counted, default=draft.goods_end)]


def _join_loose(drafts: Sequence[Draft]) -> dict[str, Draft]:
    """Give things without a figure the words that tell them again, of which one record stays.

    Returns the first of each noun.
    """
    first: dict[str, Draft] = {}
    for draft in drafts:
        if not _is_specific(draft):
            told = first.setdefault(_head(draft), draft)
            if told is not draft:
                told.evidence.append(draft.span)
    return first


def _keys(draft: Draft) -> list[tuple[object, ...]]:
    """Return what two drafts must share to be the same gift: the sum, or count and thing."""
    keys: list[tuple[object, ...]] = []
    if draft.money is not None:
        keys.append((draft.money.value, draft.money.currency))
    if draft.quantity is not None:
        keys.append((draft.quantity, _head(draft)))
    return keys


def _head(draft: Draft) -> str:
    """Return the noun of a gift; "presents" and "packages" are gifts."""
    if _is_class_word(draft):
        return "gift"
    words = draft.item.split()
    return words[-1].removesuffix("s") if words else ""


def _is_specific(draft: Draft) -> bool:
    return draft.money is not None or (draft.quantity is not None and draft.told == "counted")


def _is_class_word(draft: Draft) -> bool:
    words = draft.item.split()
    if not words or words[-1] not in phrases("giving", "class words"):
        return False
    listed = "and" in words or "," in draft.item  # "masks and medical supplies"
    return not listed or category_of(words) == "household"


def _same(first: Draft, second: Draft) -> bool:
    """Say whether two drafts tell of the same gift."""
    if not (_is_specific(first) and _is_specific(second)):
        return False
    if first.segment == second.segment or 0 <= first.sentence_end == second.sentence_end:
        return False  # "500 kg to A, 500 kg to B"
    if first.whole != second.whole and not (first.is_money or second.is_money):
        return False
    alike = _head(first) == _head(second) or _is_class_word(first) or _is_class_word(second)
    if first.money is not None and second.money is not None:
        alike = alike or first.is_money or second.is_money
        return alike and _is_one_sum(first.money, second.money) and _compatible(first, second)
    return (
        first.quantity is not None
        and first.quantity == second.quantity
        and _head(first) == _head(second)
    )


def _is_price_of(draft: Draft, other: Draft) -> bool:
    """Say whether a sum is the price of the thing right behind it: "a US$2 million market"."""
    if other.is_money or draft.money is None or other.money is None:
        return False
    begins = (start for start, _ in (other.span, *other.evidence))
    return _is_one_sum(draft.money, other.money) and any(
        0 <= start - draft.money.end <= _RIGHT_BEHIND for start in begins
    )


def _is_one_sum(first: Money, second: Money) -> bool:
    return (first.value, first.currency) == (second.value, second.currency)


def _compatible(first: Draft, second: Draft) -> bool:
    return None in (first.quantity, second.quantity) or first.quantity == second.quantity


def _join(kept: Draft, other: Draft) -> None:
    kept.evidence.append(other.span)
    if kept.quantity is None and other.quantity is not None:
        kept.quantity, kept.unit, kept.approximate = other.quantity, other.unit, other.approximate
    if kept.money is None:
        kept.money, kept.each = other.money, other.each
    if _is_class_word(kept) and not _is_class_word(other) and not other.is_money:
        kept.item, kept.category = other.item, other.category


def _is_counted(draft: Draft, specific: Sequence[Draft]) -> bool:
    """Say whether the same words tell of a gift more exactly: "2 million USD of aid"."""
    start, end = draft.segment
    begins = (begin for d in specific for begin, _ in (d.span, *d.evidence))
    return any(start <= begin < max(end, draft.sentence_end) for begin in begins)


def _is_joined_by(money: Draft, draft: Draft) -> bool:
    """Say whether money is given along with a thing: "gifts and 85 million VND"."""
    return money.is_money and 0 < money.start - draft.goods_end <= _AND


def _stands_alone(
    draft: Draft,
    specific: Sequence[Draft],
    things: Collection[tuple[str, str]],
    first: Mapping[str, Draft],
) -> bool:
    """Say whether a gift without a figure is told nowhere else more exactly.

    ``things`` are the nouns and the words of the ``specific`` ones that are no sums.
    """
    noun = _head(draft)
    if draft.is_money or noun == "money":
        return not specific
    if _is_class_word(draft):
        weak = draft.giving is None  # no word of giving, only what such words mostly mean
        if not weak and any(_is_joined_by(d, draft) for d in specific):
            return True
        told = [d for d in specific if weak or d.category in _GIFTS]
        counted = any(d.quantity is not None and not d.is_money for d in told)
        if counted and draft.start < min(_LEAD, *(d.start for d in told)):
            return False  # "donations from the embassy": what the text then tells one by one
        return not told or (draft.chance >= _SURE and not _is_counted(draft, specific))
    if draft.category == "scholarship" and any(d.category == "scholarship" for d in specific):
        return False  # the headline of what the text then tells
    if any(noun == known or noun in item for known, item in things):
        giving = draft.giving
        return giving is not None and giving.kind == "receive" and draft.told == "one"
    return first[noun] is draft
