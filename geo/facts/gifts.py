"""What one part of a sentence says is given: drafts of aid records, before they are merged."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from geo.facts.aiddraft import Draft
from geo.facts.giving import Giving
from geo.facts.goods import noun_phrase
from geo.facts.lexicon import any_of, phrases, search_for
from geo.facts.segments import Segment
from geo.facts.valuing import attach_values, count_people
from geo.facts.worth import is_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.goods import Goods
    from geo.facts.money import Money
    from geo.facts.passage import Passage
    from geo.facts.sentences import Sentence

__all__ = ["read_gifts"]


_CARE = re.compile(r"exam|check|treat|surg|care|khám|services|vaccinat|điều trị|tiêm")
_CLOSE = 12  # characters between "sponsored" and the people who are sponsored
_WEAK = frozenset({"go", "weak", "there"})
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
    drafts.extend(_treated(segment))
    drafts.extend(_bare_goods(segment, drafts))
    attach_values(segment, drafts, earlier)
    drafts.extend(_given_money(segment, drafts))
    drafts.extend(_sponsored(segment) if not drafts else [])
    drafts.sort(key=lambda d: (d.start, d.end))
    return drafts


def _sponsored(segment: Segment) -> list[Draft]:
    """Return the support of people who are counted, where nothing else is told of it."""
    for giving in segment.givings:
        word = segment.text[giving.start : giving.end]
        people = segment.count_of_people(giving.end)
        if people is None or people.start - giving.end > _CLOSE or giving.passive:
            continue
        if word in phrases("giving", "sponsor"):
            return [
                Draft(
                    giving.start, people.end, "sponsorship", "scholarship", segment.span, giving,
                    people.quantity, people.approximate, people.item.split()[-1],
                    whole=True, goods_end=people.end,
                )
            ]  # fmt: skip
    return []


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
        return bool(_CARE.search(goods.item))
    if giving.kind in {"go", "weak", "there"}:
        return _is_likely(goods, giving, segment)
    if giving.kind == "made of":
        return _is_part(giving, drafts, earlier, segment)
    if goods.known or giving.anything or goods.unit is not None:
        return True
    return goods.told == "counted" and not giving.people and segment.is_for_people()


def _is_likely(goods: Goods, giving: Giving, segment: Segment) -> bool:
    """Say whether a thing is a gift where the verb alone does not say so: "50 bicycles went to"."""
    if not goods.known or goods.category in {"building", "money"}:
        return False
    if giving.kind == "weak":
        return goods.start - giving.end < 25
    if giving.kind == "go":
        return not search_for("indicators", "about trade").search(segment.text, *segment.span)
    return segment.is_for_people()


def _is_part(
    giving: Giving, drafts: Sequence[Draft], earlier: Sequence[Draft], segment: Segment
) -> bool:
    """Say whether "including …" tells the parts of a gift."""
    before = segment.text[segment.start : giving.start]
    if segment.text.startswith("among", giving.start) and earlier:
        return True
    if _is_of_each(segment, giving):
        return False
    if giving.start == giving.end and earlier:  # a list goes on after a semicolon
        return earlier[-1].segment[0] >= segment.sentence.start
    if any(d.start < giving.start for d in drafts) or _heads(segment, giving):
        return True
    near = [d for d in earlier if segment.start - d.segment[1] < 250]
    heads = {d.item.split()[-1] for d in near if d.item}
    words = set(re.findall(r"[\w'-]+", before[-70:]))
    return bool(near) and bool(words & (heads | set(phrases("giving", "stands for gifts"))))


def _is_of_each(segment: Segment, giving: Giving) -> bool:
    """Say whether it is told what each of the gifts holds ("each package includes …")."""
    before = segment.text[segment.start : giving.start]
    return bool(re.search(rf"{any_of('giving', 'each holds')}(?:\s+[\w-]+){{0,2}}\s*$", before))


def _heads(segment: Segment, giving: Giving) -> bool:
    """Say whether what is made of parts is a gift ("relief goods, including 5 tons of rice")."""
    before = segment.text[segment.start : giving.start]
    if re.search(rf"{any_of('giving', 'gift words')}[^,.;]{{0,40}},?\s*$", before):
        return True
    words = phrases("giving", "class words")
    given = [g for g in segment.named if g.item and g.item.split()[-1] in words]
    sums = [m for m in segment.money if m.end <= giving.start]
    heads = [(g.start, g.end) for g in given if g.end <= giving.start]
    givers = [segment.giver(*span) for span in (*heads, *((m.start, m.end) for m in sums))]
    return any(g is not None and g.kind not in _WEAK for g in givers)


def _given_goods(segment: Segment, earlier: list[Draft]) -> list[Draft]:
    found: list[Draft] = []
    things = sorted(
        [*segment.goods, *(g for g in segment.named if g.told == "one")], key=lambda g: g.start
    )
    for goods in things:
        giving = segment.giver(goods.start, goods.end)
        if giving is None or not _allowed(goods, giving, found, earlier, segment):
            continue
        captioned = segment.sentence.kind != "body" and not (
            giving.passive and goods.category == "building"
        )
        if goods.told == "one" and (
            not _is_concrete(goods) or captioned or goods.category == "money"
        ):
            continue
        draft = Draft(
            goods.start, goods.end, goods.item, goods.category, segment.span, giving,
            goods.quantity, goods.approximate, goods.unit, told=goods.told,
        )  # fmt: skip
        if goods.told == "one" and segment.each_gets(giving, goods.end):
            count_people(segment, draft)
        found.append(draft)
    last = max(found, key=lambda d: d.goods_end, default=None)
    if last is not None and last.told == "counted":
        found.extend(_last_one(segment, last))
    return found


def _last_one(segment: Segment, last: Draft) -> list[Draft]:
    """Return the "… and a copier" that ends a list of counted things."""
    joined, one = any_of("syntax", "and"), any_of("giving", "indefinite")
    form = re.compile(rf"\s*,?\s*{joined}\s+{one}(?=\s)")
    match = form.match(segment.text, last.goods_end, segment.end)
    goods = noun_phrase(segment.text, match.end(), segment.end) if match else None
    if goods is None or goods.role != "goods" or not _is_concrete(goods):
        return []
    draft = Draft(goods.start, goods.end, goods.item, goods.category, segment.span, last.giving)
    draft.quantity, draft.told = 1.0, "one"
    return [draft]


def _is_concrete(goods: Goods) -> bool:
    """Say whether "a …" is worth a record: a building, an animal, a machine; no ceremonial gift."""
    last = goods.item.split()[-1] if goods.item else ""
    return last not in phrases("giving", "class words") and last not in phrases("giving", "not aid")


def _bare_goods(segment: Segment, drafts: list[Draft]) -> list[Draft]:
    """Return a draft for things without a figure, where one handing over or a sum is told."""
    valued = [g for g in segment.named if drafts and g.told == "bare" and _stands_out(segment, g)]
    found = []
    for first in valued if drafts else segment.named:
        if first.told != "bare" and not (first.told == "known" and first.category == "building"):
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
        if not _has_total(segment, draft):
            count_people(segment, draft)
        found.append(draft)
        if not drafts:
            found.extend(_next_bare(segment, draft))
            break
    return found


def _has_total(segment: Segment, draft: Draft) -> bool:
    """Say whether a sum for all of them follows: the people are then no count of the things."""
    if _CARE.search(draft.item):
        return False
    near = [m for m in segment.money if draft.goods_end <= m.start < draft.goods_end + 30]
    return any(not m.each and not m.period for m in near)


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
    if _CARE.search(goods.item) and not treated:
        people = segment.count_of_people(goods.end)
        return people is not None and goods.end <= people.start < goods.end + 60
    near = (m for m in segment.money if goods.end <= m.start < goods.end + 30)
    return any(is_value(segment.text, m, goods.end, after=goods.end) for m in near)


@cache
def _and() -> re.Pattern[str]:
    joined, other = any_of("syntax", "and"), any_of("syntax", "other")
    return re.compile(rf"\s*(?:,|{joined}|,\s*{joined})\s*(?:{other}\s+)?")


def _listed(segment: Segment, first: Goods) -> list[Goods]:
    """Return a thing and those that follow it in a list."""
    listed = [first]
    for goods in segment.named:
        between = segment.text[listed[-1].end : goods.start]
        if goods.start > listed[-1].end and _and().fullmatch(between):
            listed.append(goods)
    return listed


def _given_money(segment: Segment, drafts: list[Draft]) -> list[Draft]:
    found = []
    for money in segment.money:
        payer = segment.giver(money.start, money.end)
        giving = _paid_from(segment, money, payer)
        if giving is None or giving.kind == "build":
            giving = _given_without_verb(segment, money) or giving
        whole = _built_with(segment, drafts, money) if payer and payer.kind == "build" else None
        if whole is not None and not money.each:
            whole.money, whole.end = money, max(whole.end, money.end)
            continue
        if giving is None or giving.kind in {"build", "treat", "serve", "weak", "there", "go"}:
            continue
        if giving.kind == "made of" and (
            _is_of_each(segment, giving) or (not drafts and not _heads(segment, giving))
        ):
            continue
        building = None if money.each else _built_with(segment, drafts, money)
        if building is not None:
            building.money, building.end = money, max(building.end, money.end)
            building.start = min(building.start, money.start)
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
            until = max(money.end, other.start)
            purpose = search_for("syntax", "to build").search(segment.text, money.end, until)
            if other.money is None and purpose and other.start > money.end and other.told == "one":
                drafts.remove(other)
    return found


def _paid_from(segment: Segment, money: Money, giving: Giving | None) -> Giving | None:
    """Return the giving of a sum that something is built with, if it comes from somebody."""
    if giving is None or giving.kind != "build":
        return giving
    source = re.compile(rf"\s+{any_of('syntax', 'paid from')}")
    match = source.match(segment.text, money.end, segment.end)
    return Giving(match.start(), match.start(), "gift of", past=True) if match else giving


def _given_without_verb(segment: Segment, money: Money) -> Giving | None:
    """Return the giving of a sum that no verb governs: "two million USD in aid"."""
    if money.period and segment.givings and segment.people:
        return segment.givings[0]
    told = any_of("giving", "in aid")
    lent = rf"|-?\s*(?:[\w-]+\s+){{0,2}}?{any_of('giving', 'money as')}"
    if not search_for("indicators", "about trade").search(segment.text, *segment.span):
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


def _treated(segment: Segment) -> list[Draft]:
    """Return what is done for people who are counted: examinations, vaccination, training."""
    for giving in segment.givings:
        if giving.kind != "treat":
            continue
        people = segment.count_of_people(giving.end)
        if people is None:
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
