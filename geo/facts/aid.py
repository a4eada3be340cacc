"""Aid: goods, money, buildings, services and training that a text says are given, to whom."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.facts.aiddraft import Draft
from geo.facts.care import join_care, likely_helped
from geo.facts.funded import read_funded
from geo.facts.gifts import read_gifts
from geo.facts.giving import Giving, is_generic, is_promised
from geo.facts.goods import category_of, stands_apart
from geo.facts.lexicon import any_of, phrases, search_for
from geo.facts.merging import merge, without_wholes
from geo.facts.parties import Parties, parties_of
from geo.facts.passage import Passage
from geo.facts.surroundings import chances_of_numbers, chances_of_things
from geo.facts.topic import chance_of_aid
from geo.facts.weighed import (
    likely_gifts,
    likely_things,
    tell_chances,
    without_unlikely_gifts,
    without_unlikely_things,
)
from geo.facts.works import distinct
from geo.model import Aid, Evidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.sentences import Sentence
    from geo.model import Article, DateSpan, Mention

__all__ = ["read_aid"]

_REACH = 24  # gifts told before that a sentence may go on about
_HANDED = {"give", "receive", "go", "treat", "serve"}
_SHORT = 4  # sentences; what so few are about is not to be judged
_OFF_TOPIC = 0.3  # the chance below which a text is about something else than gifts
_SURE = 0.9  # so likely given, a thing is a gift in such a text too
_NEAR = 300  # characters within which who gives is still the same where nobody else is named


def read_aid(
    article: Article,
    mentions: Sequence[Mention],
    sentences: Sequence[Sentence] | None = None,
    *,
    passage: Passage | None = None,
) -> list[Aid]:
    """Return the aid that an article tells of, each gift once, in the order of the text.

    A thing told with its value ("20 cows, worth 20 million VND each") is one record; a list is
    one record a thing, things that no figure counts one record together; a sum for the whole list
    is a record of its own without a quantity. What is told twice is one record with both
    stretches as evidence. Habits, thanks and wishes without a figure are no records; in a text
    that is about something else, only what is handed over is one.
    """
    passage = passage or Passage.of(article, mentions, sentences)
    drafts: list[Draft] = []
    for number, sentence in enumerate(passage.sentences):
        if sentence.kind in {"stamp", "dateline"}:  # "By May, 80 cows …" looks like a credit
            continue
        found = [
            *read_gifts(passage, sentence, drafts[-_REACH:]),
            *_one_of(passage, sentence),
            *_money_as(passage, sentence, number),
        ]
        sums = {d.money.start for d in (*drafts[-_REACH:], *found) if d.money is not None}
        for draft in read_funded(passage, sentence):
            house = next((d for d in found if d.category == "building" and d.money is None), None)
            if house is not None and draft.money is not None:
                house.money = draft.money
                house.evidence += draft.evidence
            elif house is None and (draft.money is None or draft.money.start not in sums):
                found.append(draft)
        found = [d for d in found if _counts(passage, sentence, d)]
        numbers = chances_of_numbers(passage, sentence)
        things = chances_of_things(passage, sentence)
        found = without_unlikely_things(without_unlikely_gifts(found, numbers), things)
        more = likely_gifts(passage, sentence, numbers, found, drafts[-_REACH:])
        more += likely_things(passage, sentence, things, [*found, *more], drafts[-_REACH:])
        more += likely_helped(passage, sentence, numbers, [*found, *more])
        found += [d for d in more if not _is_passed_over(passage, sentence, d)]
        if sentence.kind == "body":
            tell_chances(found, numbers, things)
        drafts += without_wholes(passage, sentence, found)
    if len(passage.sentences) > _SHORT and chance_of_aid(passage) < _OFF_TOPIC:
        drafts = [d for d in drafts if d.chance >= _SURE or _is_handed_over(d)]
    merged = merge(join_care(drafts))
    for draft, behind in pairwise(merged):
        draft.upto = behind.start
    parties = _parties(passage, merged)
    return [
        _record(passage, draft, who, number)
        for number, (draft, who) in enumerate(zip(merged, parties, strict=True), 1)
    ]


def _counts(passage: Passage, sentence: Sentence, draft: Draft) -> bool:
    """Say whether a draft tells of one gift: a figure, a sum, or one handing over."""
    text = passage.plain
    if _is_passed_over(passage, sentence, draft):
        return False
    if (
        draft.money is not None
        or draft.told == "along"
        or (draft.quantity is not None and draft.told != "one" and draft.quantity != 1)
    ):
        return True
    if sentence.kind != "body" or is_generic(text, sentence.start, sentence.end, draft.start):
        return (
            draft.told == "one"
            and draft.giving is not None
            and draft.giving.kind == "build"
            and (sentence.kind == "body" or draft.giving.passive)
        )
    if draft.told == "bare" and {draft.item, draft.item.split()[-1]} & _not_aid():
        return False
    if draft.told == "one":
        return not search_for("giving", "first person").search(
            text, max(sentence.start, draft.start - 60), draft.start
        )
    if draft.quantity is not None:
        return True
    giving = draft.giving
    if giving is None or not giving.past:
        return False
    return bool(
        re.search(rf"{any_of('giving', 'to whom')}", text[draft.end : sentence.end])
        or giving.kind == "receive"
        or _is_handed_out(text, giving)
        or _recipient_before(text, giving, draft)
        or any(giving.end <= m.start for m in passage.named(giving.end, draft.start))
    )


def _is_handed_over(draft: Draft) -> bool:
    """Say whether a verb hands over what is counted, whatever else a text is about."""
    figure = draft.money is not None or (draft.quantity is not None and draft.told != "one")
    return figure and draft.giving is not None and draft.giving.kind in _HANDED


def _is_passed_over(passage: Passage, sentence: Sentence, draft: Draft) -> bool:
    """Say whether a thing is only asked for, saved up, or carried by those who break the law."""
    text, giving = passage.plain, draft.giving
    if giving is not None and _is_asked_for(text, max(sentence.start, giving.start - 60), giving):
        return True
    own = search_for("giving", "own pay", "commerce")
    if draft.is_money and stands_apart(own, text, sentence.start, sentence.end):
        return True
    if draft.category == "other" and draft.giving is not None and not draft.giving.anything:
        trade = search_for("giving", "commerce")
        return stands_apart(trade, text, sentence.start, sentence.end)
    loose = giving is None or giving.kind in {"weak", "there", "go", "receive", "made of"}
    others = search_for("giving", "crime", "commerce", "every day")
    return loose and stands_apart(others, text, sentence.start, sentence.end)


def _is_asked_for(text: str, start: int, giving: Giving) -> bool:
    """Tell "called on firms to give …" from "called on six families and gave …"."""
    asked = search_for("giving", "appeals").search(text, start, giving.start)
    if asked is None:
        return False
    between = text[asked.end() : giving.start]
    return not asked[0].isascii() or bool(re.search(r"(?<!\w)to\s", between))


def _is_handed_out(text: str, giving: Giving) -> bool:
    """Say whether a word tells of handing things to people even where none is named."""
    return " ".join(text[giving.start : giving.end].split()) in phrases("giving", "handed out")


@cache
def _not_aid() -> frozenset[str]:
    return frozenset(phrases("giving", "not aid"))


def _recipient_before(text: str, giving: Giving, draft: Draft) -> bool:
    """Say whether the receiver stands between the verb and the thing ("gave the troops rice")."""
    return giving.end < draft.start and bool(
        search_for("giving", "people", "bodies", "them").search(text, giving.end, draft.start)
    )


# --- two turns of phrase that name the gift without giving it -----------------------------

_ONE_OF = re.compile(
    r"\bone of (?:the |those |these )?(?:[\w-]+ ){1,4}?(?=(?:who |that |which )?$)"
)


def _one_of(passage: Passage, sentence: Sentence) -> list[Draft]:
    """Read "as one of 30 families who got a goat": one of the things told before."""
    text = passage.plain
    found: list[Draft] = []
    if not passage.tells(sentence, "giving", "receive"):
        return found
    for match in search_for("giving", "receive").finditer(text, sentence.start, sentence.end):
        near = max(sentence.start, match.start() - 60)
        lead = _ONE_OF.search(text[near : match.start()])
        verb = re.compile(r"\s+").match(text, match.end(), sentence.end) if lead else None
        thing = search_for("items").match(text, verb.end(), sentence.end) if verb else None
        if lead is None or thing is None:
            continue
        giving = Giving(match.start(), match.end(), "receive", past=True)
        segment = (sentence.start, sentence.end)
        draft = Draft(
            near + lead.start(),
            thing.end(),
            thing[0],
            category_of([thing[0]]) or "other",
            segment,
            giving,
        )
        draft.quantity, draft.told = 1.0, "one"
        found.append(draft)
    return found


def _money_as(passage: Passage, sentence: Sentence, number: int) -> list[Draft]:
    """Read "the buildings will cost $5 million. The money is a loan from …"."""
    text = passage.plain
    if not passage.tells(sentence, "giving", "money is"):
        return []
    match = search_for("giving", "money is").search(text, sentence.start, sentence.end)
    if match is None:
        return []
    form = re.compile(
        rf"\s*(?:by|from|as)?\s*(?:an?\s+|the\s+)?(?:[\w-]+\s+){{0,3}}?"
        rf"{any_of('giving', 'money as')}"
    )
    funded = match[0].endswith(("funded", "financed"))
    if not funded and not form.match(text, match.end(), sentence.end):
        return []
    start = passage.sentences[number - 1].start if number else sentence.start
    sums = [m for m in passage.money_in(start, match.start()) if not m.converted]
    if not sums:
        return []
    giving = Giving(match.start(), match.end(), "give", passive=True, past=True)
    money = sums[-1]
    draft = Draft(money.start, sentence.end, "money", "money", (start, sentence.end), giving)
    draft.money, draft.each, draft.goods_end = money, money.each, money.end
    return [draft]


# --- records ------------------------------------------------------------------------------


def _parties(passage: Passage, drafts: Sequence[Draft]) -> list[Parties]:
    """Return giver and receiver of each draft; a list shares those that one of its things has.

    Parts of a gift ("they were made up of …") have those of the gift before them.
    """
    found: list[Parties] = []
    for number, draft in enumerate(drafts):
        own = Parties()
        if draft.giving is not None:
            thing = (draft.start, draft.goods_end)
            own = parties_of(passage, draft.giving, thing, draft.segment)
        if number and (own.donor is None or own.recipient is None):
            own = _shared(drafts[number - 1], draft, found[-1], own)
        found.append(own)
    return found


def _shared(before: Draft, draft: Draft, last: Parties, own: Parties) -> Parties:
    """Return the parties with what a draft shares with the one before it."""
    part = draft.giving is not None and draft.giving.kind == "made of"
    gap = draft.segment[0] - before.segment[1]
    goes_on = gap < _NEAR and draft.giving is not None and draft.giving.kind != "build"
    donor = own.donor or (last.donor if goes_on else None)
    if own.recipient is None and (part or before.segment == draft.segment):
        return Parties(donor, last.recipient, last.span)
    return Parties(donor, own.recipient, own.span)


def _record(passage: Passage, draft: Draft, parties: Parties, number: int) -> Aid:
    donor, recipient = parties.donor, parties.recipient
    promised = _is_to_be_built(passage, draft) or (
        draft.giving is not None and is_promised(passage.plain, draft.giving, draft.segment[0])
    )
    handed, beneficiaries = _places(passage, draft, parties.span)
    money = draft.money
    each = money is not None and draft.each
    total = None
    if money is not None and not each:
        total = money.value
    elif money is not None and money.period is None and draft.quantity is not None:
        total = money.value * draft.quantity
    return Aid(
        id=f"{passage.article.id}-aid-{number}",
        category=draft.category,
        item=_item(passage, draft),
        quantity=draft.quantity,
        approximate=draft.approximate
        or bool(draft.quantity is None and money and money.approximate),
        unit=draft.unit,
        unit_value=money.value if money is not None and each else None,
        total_value=total,
        currency=money.currency if money is not None else None,
        period=money.period if money is not None else None,
        status="promised" if promised else "delivered",
        donor=donor,
        recipient=recipient,
        date=_date(passage, draft),
        handed_over_at=tuple(m.place_id for m in handed if m.place_id),
        beneficiaries_at=tuple(m.place_id for m in beneficiaries if m.place_id),
        place_names=tuple(dict.fromkeys(m.name or m.text for m in (*handed, *beneficiaries))),
        confidence=_confidence(draft, donor, recipient),
        evidence=tuple(
            Evidence(passage.article.id, a, b)
            for a, b in sorted({_words_of(draft), *draft.evidence})
        ),
    )


def _is_to_be_built(passage: Passage, draft: Draft) -> bool:
    """Say whether building is only to begin: "the construction of a school will begin in June"."""
    if draft.giving is None or draft.giving.kind != "build":
        return False
    ahead = search_for("giving", "to begin")
    return ahead.search(passage.plain, draft.goods_end, draft.segment[1]) is not None


def _words_of(draft: Draft) -> tuple[int, int]:
    """Return the words that tell of a gift; without a figure, all up to the next one."""
    start, end = draft.span
    if draft.quantity is None and draft.money is None:
        end = max(end, min(draft.sentence_end, draft.upto))
    return start, end


def _item(passage: Passage, draft: Draft) -> str:
    """Return the thing's name as the text writes it, without its figure."""
    text, item = passage.plain, draft.item
    if draft.whole or draft.is_money:
        return item
    at = text.find(item, draft.start, draft.end)
    return " ".join(passage.article.text[at : at + len(item)].split()) if at >= 0 else item


def _confidence(draft: Draft, donor: str | None, recipient: str | None) -> float:
    score = 0.5 + 0.15 * (draft.told == "counted") + 0.1 * (draft.money is not None)
    return round(min(0.95, score + 0.1 * (donor is not None) + 0.1 * (recipient is not None)), 2)


def _date(passage: Passage, draft: Draft) -> DateSpan | None:
    dates = passage.dates_in(*draft.segment)
    return dates[0].span if dates else None


def _places(
    passage: Passage, draft: Draft, receivers: tuple[int, int] | None
) -> tuple[list[Mention], list[Mention]]:
    """Return the places of the handing over, and those where the people live who receive."""
    sentence = next(
        (s for s in passage.sentences if s.start <= draft.start < s.end), passage.sentences[0]
    )
    named = passage.named(sentence.start, sentence.end, embedded=True)
    local = [m for m in named if m.type != "country"]
    inside = [m for m in local if receivers and receivers[0] <= m.start < receivers[1]]
    handed = [m for m in local if m not in inside and _is_where(passage.plain, sentence, m)]
    if not handed and not inside:
        inside = [m for m in local if draft.giving and m.start >= draft.giving.end]
    if not handed and not inside:
        handed = [m for m in local if not m.embedded] or _places_before(passage, sentence.start)
    if not inside and receivers is not None:
        bracket = re.compile(r"\s*\([^()]*\)").match(passage.plain, receivers[1])
        until = bracket.end() if bracket else receivers[1]
        around = passage.named(receivers[0], until, embedded=True)
        inside = [m for m in around if m.type == "country"]
    return distinct(handed), distinct(inside)


def _is_where(text: str, sentence: Sentence, mention: Mention) -> bool:
    """Say whether a name tells where something was: "at the Moc Bai border gate"."""
    before = text[max(sentence.start, mention.start - 40) : mention.start]
    form = rf"{any_of('syntax', 'in a place')}\s+(?:the\s+)?(?:[\w-]+\s+){{0,3}}$"
    return not mention.embedded and bool(re.search(form, before))


def _places_before(passage: Passage, at: int) -> list[Mention]:
    """Return the last places that were told before, within two sentences."""
    before = [s for s in passage.sentences if s.end <= at][-2:]
    for sentence in reversed(before):
        found = [m for m in passage.named(sentence.start, sentence.end) if m.type != "country"]
        if found:
            return found
    return []
