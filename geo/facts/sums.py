"""Sums of money that are themselves given: "80 million VND was handed to the victims"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.facts.aiddraft import Draft
from geo.facts.giving import Giving
from geo.facts.lexicon import any_of, phrases, search_for
from geo.facts.parts import heads, is_of_each
from geo.facts.valuing import count_people

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.money import Money
    from geo.facts.segments import Segment

__all__ = ["given_money", "pays_for", "spending"]

_NEAR = 400  # characters between a sum and what the text then says it pays for


def given_money(segment: Segment, drafts: list[Draft], earlier: Sequence[Draft]) -> list[Draft]:
    """Return drafts of the sums of a segment that are given; those of its buildings go to them."""
    found = []
    for money in segment.money:
        payer = segment.giver(money.start, money.end)
        giving = _paid_from(segment, money, payer)
        if giving is None and money.period == "month":
            found.append(_monthly(segment, money))
            continue
        if _takes_price(segment, drafts, money, payer):
            continue
        part = _is_part(segment, money, earlier)
        if part:
            giving = Giving(money.start, money.start, "gift of", past=True)
        elif giving is None or giving.kind == "build":
            giving = _given_without_verb(segment, money) or giving
        if giving is None or not _gives_money(segment, drafts, money, giving):
            continue
        building = None if money.each else _built_with(segment, drafts, money)
        if building is not None:
            _price(building, money)
            building.start = min(building.start, money.start)
            continue
        draft = _spent_on(segment, money, giving) or _sum(segment, money, giving)
        if part:
            draft.quantity, draft.told = 1.0, "one"
        found.append(draft)
        if draft.is_money:
            _drop_purposes(segment, drafts, money)
    return found


def _sum(segment: Segment, money: Money, giving: Giving) -> Draft:
    draft = Draft(
        money.start, money.end, "money", "money", segment.span, giving,
        money=money, each=money.each, goods_end=money.end,
    )  # fmt: skip
    if money.each or money.period or any(segment.each_of(p) for p in segment.people):
        draft.each = True  # "each of the 40 families was handed 1 million VND"
        count_people(segment, draft)
    return draft


def _price(house: Draft, money: Money) -> None:
    house.money, house.end = money, max(house.end, money.end)


def _takes_price(
    segment: Segment, drafts: Sequence[Draft], money: Money, payer: Giving | None
) -> bool:
    """Give a sum to the building that it is the price of; say whether there is one."""
    house = _built_with(segment, drafts, money) if payer and payer.kind == "build" else None
    house = house or _priced(segment, drafts, money)
    if house is None or money.each:
        return False
    _price(house, money)
    return True


def _drop_purposes(segment: Segment, drafts: list[Draft], money: Money) -> None:
    """Take out what a sum is for: "granted 2 billion VND to build a school"."""
    spent = spending(segment, money)
    for other in list(drafts):
        until = max(money.end, other.start)
        purpose = spent or search_for("syntax", "to build").search(segment.text, money.end, until)
        if other.money is None and purpose and other.start > money.end and other.told == "one":
            drafts.remove(other)


def _priced(segment: Segment, drafts: Sequence[Draft], money: Money) -> Draft | None:
    """Return what was built "for 480 million VND"."""
    near = segment.text[max(segment.start, money.start - 30) : money.start]
    form = rf"(?<!\w)for\s+(?:{any_of('numbers', 'approximate')}\s+)*$"
    if len(drafts) != 1 or not re.search(form, near):
        return None
    built, giving = drafts[0], drafts[0].giving
    fits = built.category == "building" and built.money is None and built.end < money.start
    return built if fits and giving is not None and giving.kind == "build" else None


def _monthly(segment: Segment, money: Money) -> Draft:
    """Return "the monthly sum is 500,000 VND", which counts if it is told who gets it."""
    draft = Draft(money.start, money.end, "money", "money", segment.span, None)
    draft.money, draft.each, draft.goods_end = money, True, money.end
    learners = [p for p in segment.people if p.item.split()[-1] in phrases("giving", "learners")]
    if len(learners) == 1:
        who = learners[0]
        draft.quantity, draft.approximate = who.quantity, who.approximate
        draft.unit = who.item.split()[-1]
        draft.start, draft.end = min(who.start, draft.start), max(who.end, draft.end)
    return draft


def pays_for(segment: Segment, drafts: list[Draft], earlier: Sequence[Draft]) -> None:
    """Let things bought "with the money" be what the sum told before is given for.

    The drafts of these things are taken out of ``drafts``.
    """
    match = search_for("giving", "with the money").search(segment.text, segment.start, segment.end)
    near = [d for d in earlier if d.is_money and d.money and segment.start - d.segment[1] < _NEAR]
    if match is None or not near:
        return
    things = [g for g in segment.goods if g.known and g.start > match.end()]
    bought = [d for d in drafts if d.money is None and d.start > match.start()]
    if not things and not bought:
        return
    given = near[-1]
    if given.quantity is None:
        given.quantity = things[0].quantity if things else bought[0].quantity
        given.unit = (things[0].item if things else bought[0].item).split()[-1]
    given.evidence.append(segment.span)
    for draft in bought:
        drafts.remove(draft)


def _gives_money(segment: Segment, drafts: Sequence[Draft], money: Money, giving: Giving) -> bool:
    """Say whether a sum can be what a word of giving gives."""
    if giving.kind == "made of":
        return not is_of_each(segment, giving) and bool(drafts or heads(segment, giving))
    if giving.kind == "go":
        from_whom = re.search(r"\sfrom\s", segment.text[giving.start : giving.end])
        return from_whom is not None or segment.is_for_people(money.end)
    if giving.kind == "weak":
        return bool(search_for("giving", "in cash").match(segment.text, money.end + 1, segment.end))
    return giving.kind not in {"build", "treat", "serve", "there"}


def _is_part(segment: Segment, money: Money, earlier: Sequence[Draft]) -> bool:
    """Say whether a sum is one of the gifts told before: "the first of them (3 billion VND)"."""
    form = rf"\W*{any_of('giving', 'part of it')}(?:\s+of\s+(?:them|these))?\s*[(,]\s*"
    opening = re.compile(form).fullmatch(segment.text, segment.start, money.start)
    return opening is not None and any(segment.start - d.segment[1] < _NEAR for d in earlier)


def spending(segment: Segment, money: Money) -> re.Match[str] | None:
    """Return the words that lead from a sum to what it is spent on."""
    form = rf"\s*(?:\([^()]{{0,40}}\))?\s*{any_of('giving', 'spent on')}"
    return re.compile(form).match(segment.text, money.end, segment.end)


def _spent_on(segment: Segment, money: Money, giving: Giving) -> Draft | None:
    """Return the things that a sum pays for: "spent 800 million VND on 10 houses"."""
    paid = spending(segment, money)
    if paid is None or money.each or giving.kind not in {"give", "gift of"}:
        return None
    near = [g for g in segment.goods if g.known and 0 < g.start - paid.end() < 14]
    if not near or near[0].category in {"money", "training"}:
        return None
    goods = near[0]
    return Draft(
        money.start, goods.end, goods.item, goods.category, segment.span, giving, goods.quantity,
        goods.approximate, goods.unit, money,
    )  # fmt: skip


def _paid_from(segment: Segment, money: Money, giving: Giving | None) -> Giving | None:
    """Return the giving of a sum that something is built with, if it comes from somebody."""
    if giving is None or giving.kind != "build":
        return giving
    source = re.compile(rf"\s+{any_of('syntax', 'paid from')}")
    match = source.match(segment.text, money.end, segment.end)
    if match is None:
        return segment.given_after(money.end) or giving
    return Giving(match.start(), match.start(), "gift of", past=True)


def _given_without_verb(segment: Segment, money: Money) -> Giving | None:
    """Return the giving of a sum that no verb governs: "two million USD in aid"."""
    if money.period and segment.givings and segment.people:
        return segment.givings[0]
    told = any_of("giving", "in aid")
    lent = rf"|-?\s*(?:[\w-]+\s+){{0,2}}?{any_of('giving', 'money as')}"
    if not segment.tells_of_trade():
        told = any_of("giving", "in aid", "came from") + lent
    match = re.compile(rf",?\s+(?:{told})").match(segment.text, money.end, segment.end)
    if match is None and segment.is_programme(money):
        return replace(segment.givings[0], kind="give", passive=False)
    return Giving(match.start(), match.end(), "gift of", past=True) if match else None


def _built_with(segment: Segment, drafts: Sequence[Draft], money: Money) -> Draft | None:
    """Return the one building that a sum pays for: "with 2 billion VND a school was built"."""
    if len(drafts) != 1:
        return None
    draft, giving = drafts[0], drafts[0].giving
    fits = draft.category == "building" and draft.told in {"one", "counted"}
    fits = fits and draft.money is None
    built = giving is not None and giving.kind in {"build", "gift of"}
    after = segment.text[draft.goods_end : max(money.start, draft.goods_end)]
    built = built or bool(search_for("giving", "built with").search(after))
    if draft.told == "counted":
        payer = segment.giver(money.start, money.end)
        paid = payer is not None and (payer.money_only or payer.kind == "build")
        built = built and (paid or segment.is_programme(money))
    return draft if fits and built else None
