"""A part of a sentence with its words of giving, things, people and sums, tied by syntax."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, cached_property
from typing import TYPE_CHECKING

from geo.facts.giving import Giving, linked
from geo.facts.goods import stands_apart
from geo.facts.lexicon import any_of, search_for

if TYPE_CHECKING:
    from geo.facts.aiddraft import Draft
    from geo.facts.goods import Goods
    from geo.facts.money import Money
    from geo.facts.passage import Passage
    from geo.facts.sentences import Sentence

__all__ = ["Segment"]


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    lead = (
        rf"(?:{any_of('numbers', 'approximate')}|{any_of('currencies')}"
        r"|all|the|total|of|more|other|a|an|another|these|those)"
    )
    return {
        "before": re.compile(rf"(\S+?)\s+(?:{lead}\s+)*$"),
        "of": re.compile(
            rf"(?:total|number|{any_of('giving', 'gift of')}|{any_of('giving', 'made of')}"
            rf"|{any_of('giving', 'class words')}|amount|sum|combination|cheque|check|envelope)"
            rf"\s+(?:(?:of|for|with)\s+)?(?:{lead}\s+)*$"
        ),
        "about": re.compile(rf"\s*{any_of('numbers', 'approximate')}\s+"),
        "where": re.compile(rf"{any_of('giving', 'where')}$"),
        "to whom": re.compile(rf"{any_of('giving', 'to whom')}$"),
        "in other words": re.compile(r"\s*,\s+(?:(?:a|an|the|all)\s+)?"),
        "adverbial": re.compile(rf"\s*(?:[.,;:]|{any_of('syntax', 'after a participle')}|$)"),
        "relative": re.compile(r"\s*(?:\([^()]*\))?,?\s*(?:which|that)\s+(?=[\w'])"),
        "holds": re.compile(rf"{any_of('giving', 'each of')}\s+(?=\d|{any_of('items', 'food')})"),
    }


class Segment:
    """The givings, things, people and sums between two semicolons."""

    def __init__(self, passage: Passage, sentence: Sentence, start: int, end: int) -> None:
        self.passage, self.text, self.sentence = passage, passage.plain, sentence
        self.start, self.end, self.span = start, end, (start, end)
        self.givings = passage.givings_in(start, end)

    @cached_property
    def money(self) -> list[Money]:
        """Sums that are given or are the value of something; not those of what one gift holds."""
        sums = self.passage.money_in(self.start, self.end)
        return [m for m in sums if not m.converted and m.start < self._held_from]

    @cached_property
    def _counted(self) -> list[Goods]:
        return self.passage.counted_in(self.start, self.end)

    @cached_property
    def people(self) -> list[Goods]:
        """People who are counted."""
        return [g for g in self._counted if g.role == "people" or self.each_of(g)]

    @cached_property
    def goods(self) -> list[Goods]:
        """Counted things that can be given."""
        return [
            g
            for g in self._counted
            if g.role == "goods"
            and g.start < self._held_from
            and not (self._carries(g) or self._held(g))
        ]

    @cached_property
    def _held_from(self) -> int:
        """Return from where on the segment tells what one gift holds ("each of 20 kg of rice")."""
        match = _patterns()["holds"].search(self.text, self.start, self.end)
        if match is None:
            return self.end
        sums = self.passage.money_in(match.end(), match.end() + 1)
        return self.end if sums else match.start()  # "each of 1 million VND" tells a value

    @cached_property
    def named(self) -> list[Goods]:
        """Things of the vocabulary that stand without a figure."""
        found = self.passage.uncounted_in(self.start, self.end)
        return [g for g in found if not any(m.start <= g.start < m.end for m in self.money)]

    @property
    def vietnamese(self) -> bool:
        """Whether the text is Vietnamese."""
        return self.passage.vietnamese

    def carry_on(self, giving: Giving) -> None:
        """Let a list after a semicolon be given by the verb before it."""
        opening = re.compile(rf"\s*(?:{any_of('syntax', 'and')}\s+)?")
        match = opening.match(self.text, self.start, self.end)
        at = match.end() if match else self.start
        here = [g for g in (*self.goods, *self.named) if g.start == at]
        told = any(g.told != "bare" for g in here)
        to_whom = search_for("giving", "to whom")
        told = told or (bool(here) and bool(to_whom.search(self.text, here[0].end, self.end)))
        if not giving.passive and told:
            self.givings = [replace(giving, start=at, end=at)]

    def preposition(self, at: int) -> str | None:
        """Say what governs a phrase: "of", "where", "to whom" or nothing."""
        before = self.text[max(self.start, at - 60) : at]
        if _patterns()["of"].search(before):
            return None
        match = _patterns()["before"].search(before)
        if match is None:
            return None
        word = match[1].strip('(,:;"')
        stands = at - len(before) + match.start(1)
        if any(g.start < stands < g.end for g in self.givings):
            return None  # "pays for a clinic"
        if not before[: match.start()].strip() and _patterns()["about"].match(before):
            return None
        if match[1][-1:] in ",;:(":
            return None
        if word == "of":
            return "of"
        if _patterns()["where"].search(word):
            return "where"
        return "to whom" if _patterns()["to whom"].search(word) else None

    def giver(self, at: int, end: int) -> Giving | None:
        """Return the giving that a phrase is the object of, None if it is not given."""
        governed = self.preposition(at)
        active = [g for g in self.givings if g.end <= at and self._can_govern(g, at)]
        for giving in reversed(active):
            if not linked(self.text, giving, at):
                continue
            if governed in {"where", "to whom"}:
                continue
            if governed == "of" and giving.kind not in {"gift of", "made of", "build"}:
                continue
            if giving.passive and self._before(giving):
                continue
            return giving
        if governed in {"where", "to whom"}:
            return self.given_after(end)
        for giving in self.givings:
            if giving.start < end:
                continue
            if giving.passive and self._reaches(end, giving.start):
                return giving
            if giving.kind == "gift of" and _patterns()["in other words"].fullmatch(
                self.text, end, giving.start
            ):
                return giving
            if not giving.passive and self._told_after(end, giving):
                return giving
        return None

    def _can_govern(self, giving: Giving, at: int) -> bool:
        """Say whether what stands after a word of giving can be its object."""
        return not giving.passive or (giving.kind != "go" and at - giving.end < 30)

    def _before(self, giving: Giving) -> bool:
        """Say whether something that can be given stands before a passive verb."""
        return any(g.end <= giving.start for g in (*self.goods, *self.named)) or any(
            m.end <= giving.start for m in self.money
        )

    def given_after(self, end: int) -> Giving | None:
        """Return the giving of a clause about what ends there: "10 million, which it gave"."""
        later = (g for g in self.givings if g.start >= end and not g.passive)
        return next((g for g in later if self._told_after(end, g)), None)

    def _told_after(self, end: int, giving: Giving) -> bool:
        """Say whether a clause after a thing tells who gave it: "rice, which the post sent"."""
        between = self.text[end : giving.start]
        form = rf"{any_of('giving', 'who gave')}(?:\s+(?:had|has|have))?\s+$"
        told = giving.kind != "build" or giving.past
        if told and len(between) < 70 and re.search(form, between) and "," not in between:
            return True
        relative = _patterns()["relative"].match(self.text, end, giving.start)
        if relative is None or len(between) > 160 or giving.kind != "give":
            return False
        things = [g.start for g in (*self.goods, *self.named)] + [m.start for m in self.money]
        free = not _patterns()["adverbial"].match(self.text, giving.end, self.end)
        own = free and any(0 <= at - giving.end < 30 for at in things)
        return not own and not self.passage.givings_in(relative.end(), giving.start)

    def _reaches(self, at: int, to: int) -> bool:
        between = self.text[at:to]
        return len(between) < 160 and not search_for("syntax", "clause opens").search(between)

    def count_of_people(self, after: int) -> Goods | None:
        """Return the people who receive, where the text counts them."""
        parts = [g.start for g in self.givings if g.kind == "made of"]
        first = min((g.start for g in self.people), default=0)
        upto = min((at for at in parts if at > first), default=self.end)
        fit = [g for g in self.people if g.start < upto and self._receives(g)]
        later = [g for g in fit if g.start >= after]
        return next(iter(later or fit), None)

    def has_pronoun(self, draft: Draft) -> bool:
        """Say whether a pronoun stands for those who receive ("saw 300 people and gave them …")."""
        if draft.giving is None or draft.giving.passive:
            return False
        near = self.text[draft.giving.end : draft.giving.end + 40]
        return bool(search_for("giving", "them").search(near))

    def is_for_people(self, after: int | None = None) -> bool:
        """Say whether the words, or those after an offset, name people for whom something is."""
        people = any_of("giving", "people")
        form = rf"{any_of('giving', 'to whom')}\s+(?:[\w-]+\s+){{0,4}}?{people}"
        first = self.start if after is None else after
        return bool(re.search(form, self.text[first : self.end]))

    def is_programme(self, money: Money) -> bool:
        """Say whether a sum is what all of a programme costs ("with total capital of …, it")."""
        form = (
            rf"\s*{any_of('giving', 'with capital')}\s+(?:{any_of('numbers', 'approximate')}\s+)*"
        )
        lead = re.compile(form).fullmatch(self.text, self.start, money.start)
        kinds = {"give", "build", "serve"}
        return lead is not None and any(g.kind in kinds for g in self.givings)

    def is_of_gate(self, giving: Giving) -> bool:
        """Say whether a gate is the subject of a verb ("the crossing received 900 lorries")."""
        gate = rf"{any_of('indicators', 'gate')}(?:\s+(?:has|have|had))?\s+$"
        return bool(re.search(gate, self.text[self.start : giving.start]))

    def each_gets(self, giving: Giving, end: int) -> bool:
        """Say whether what ends there is given to each ("each of the pupils got a bicycle")."""
        if re.compile(rf"\s+{any_of('worth', 'for each')}(?!\w)").match(self.text, end, self.end):
            return True
        near = self.text[max(self.start, giving.start - 60) : giving.start]
        return bool(search_for("worth", "each").search(near))

    def _receives(self, people: Goods) -> bool:
        if self.preposition(people.start) == "to whom":
            return True
        if self.each_of(people):
            return True
        if re.search(
            r"(?<!\w)on\s+(?:\w+\s+)?$",
            self.text[max(self.start, people.start - 20) : people.start],
        ):
            return any(g.kind == "serve" for g in self.givings)
        for giving in self.givings:
            gap = self.text[giving.end : people.start]
            near = giving.end <= people.start and len(gap) < 40
            if near and self._is_object(giving, people, gap):
                return True
            if people.end <= giving.start and self._is_subject(giving, people):
                return True
        return False

    def tells_of_trade(self) -> bool:
        """Say whether words of trade stand in it that are no part of a thing's name."""
        return stands_apart(search_for("indicators", "about trade"), self.text, *self.span)

    def each_of(self, goods: Goods) -> bool:
        """Say whether it is told what each of them gets ("each of the five teams")."""
        before = self.text[max(self.start, goods.start - 30) : goods.start]
        return bool(re.search(rf"{any_of('syntax', 'each of them')}\s+(?:the\s+)?$", before))

    def _held(self, goods: Goods) -> bool:
        """Say whether a thing is what one gift holds ("parcels with 30 kg of rice each")."""
        each = re.compile(rf"\s+{any_of('worth', 'for each')}").match(
            self.text, goods.end, self.end
        )
        before = self.text[max(self.start, goods.start - 16) : goods.start]
        return bool(each and re.search(rf"{any_of('syntax', 'holding')}\s+$", before))

    def _carries(self, goods: Goods) -> bool:
        """Say whether a thing only carries what is given ("18 trucks carrying 300 tonnes")."""
        return bool(
            re.match(rf"\s+{any_of('giving', 'carrying')}", self.text[goods.end : self.end])
        )

    def _is_object(self, giving: Giving, people: Goods, gap: str) -> bool:
        """Say whether people are the object of a verb: "supported 872 students with …"."""
        free = self.preposition(people.start) is None and not re.search(r"[,(]", gap)
        return free and linked(self.text, giving, people.start)

    def _is_subject(self, giving: Giving, people: Goods) -> bool:
        """Say whether people are the subject who receive: "300 people were examined"."""
        between = self.text[people.end : giving.start]
        near = len(between) < 60 or self.each_of(people)
        near = near or (len(between) < 120 and not re.search(r"[,;]", between))
        helped = giving.kind == "give" and giving.passive and giving.people
        return helped or (giving.kind in {"receive", "treat"} and (near or giving.passive))
