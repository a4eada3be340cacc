"""A sentence made ready for the reading of events: its clauses, dates, names and triggers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from geo.facts.context import listed
from geo.facts.memory import remembered
from geo.facts.sentences import clauses
from geo.facts.subordinate import asides, is_of_plan
from geo.facts.tense import is_numero
from geo.facts.triggers import triggers_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.dates import FoundDate
    from geo.facts.passage import Passage
    from geo.facts.sentences import Sentence
    from geo.facts.triggers import Trigger
    from geo.model import Mention

__all__ = ["Scene", "triggers_of"]

_SHORT = 140  # a paragraph of one sentence, no longer than this, may be a caption

_FRONTED = re.compile(r"\W*(?:after|since|before|following|until|unlike|under|thanks to)\b[^,]*,")
_NAMED_YEAR = re.compile(r"\b(?!the\b|this\b|that\b)[^\W\d]+\s+year\s+\Z")  # "Friendship Year 2022"
_PLAN_NEAR = 70  # "the programme for managing and protecting the border in 2023"
_SPEECH = re.compile(r"[,:]\s*\"")
_PLAN_YEAR = re.compile(
    r"(?:for|to|until)\s+(?:the\s+)?(?:(?:end|close)\s+of\s+)?(?:year\s+)?\d{4}\Z"
)
_CLOSES = re.compile(r"\b(?:for|of|until|period)\s+(?:the\s+)?\d{4}\s*-\s*\Z")  # "for 2024 - 2026"
_PERIOD = re.compile(
    r"\s+(?:period|plan|programme|program|protocol|cooperation|strategy|phase|term|school\s+year)\b"
)


@dataclass
class Scene:
    """One sentence; offsets are those of the article's text."""

    passage: Passage
    sentence: Sentence
    text: str
    clauses: list[tuple[int, int]] = field(default_factory=list)
    dates: Sequence[FoundDate] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    triggers: list[Trigger] = field(default_factory=list)
    alone: bool = False
    """Whether the sentence is a paragraph of its own."""
    lead: bool = False
    """Whether it is one of the first two sentences of the text proper."""

    @classmethod
    def of(
        cls,
        passage: Passage,
        sentence: Sentence,
        *,
        alone: bool = False,
        lead: bool = False,
        whole: bool = False,
    ) -> Scene:
        """Return the scene of a sentence; without triggers only a ``whole`` one is read on."""
        text, start, end = passage.plain, sentence.start, sentence.end
        scene = cls(
            passage,
            sentence,
            text,
            triggers=triggers_of(passage, sentence),
            alone=alone,
            lead=lead,
        )
        if scene.triggers or whole:
            scene.clauses = _quoted_apart(text, clauses(text, start, end))
            scene.dates = [d for d in passage.dates_in(start, end) if not scene.is_period(d)]
            scene.mentions = passage.named(start, end)
        return scene

    @cached_property
    def asides(self) -> list[tuple[int, int]]:
        """Its relative clauses."""
        return asides(self.text, self.sentence.start, self.sentence.end)

    def is_period(self, date: FoundDate) -> bool:
        """Say whether a date bounds a plan or an age, and dates nothing that happens."""
        if len(date.span.start) > 4:
            return False
        begin = max(self.sentence.start, date.start - _PLAN_NEAR)
        if any(p.search(self.text, begin, date.start) for p in (_NAMED_YEAR, _CLOSES)):
            return True
        if is_of_plan(self.text, begin, date.start, date.end):
            return True
        return bool(
            _PLAN_YEAR.match(self.text, date.start, date.end)
            or _PERIOD.match(self.text, date.end, min(date.end + 30, self.sentence.end))
        )

    def clause(self, at: int) -> tuple[int, int]:
        """Return the clause that an offset lies in."""
        for start, end in self.clauses:
            if start <= at < end:
                return start, end
        return self.sentence.start, self.sentence.end

    def shown(self, type_: str = "") -> bool:
        """Say whether the sentence stands under a photo or as a headline: its present is past.

        A short paragraph of one sentence may be a caption; it counts for what captions show.
        """
        if self.sentence.kind in {"caption", "heading"}:
            return True
        short = self.sentence.end - self.sentence.start <= _SHORT
        return self.alone and short and type_ in listed("shown alone")

    def owned(self, trigger: Trigger) -> FoundDate | None:
        """Return the date that stands nearer to a trigger than to any other of its clause."""
        start, end = self.clause(trigger.start)
        others = [t for t in self.triggers if t is not trigger and start <= t.start < end]
        for date in self.dates:
            if not start <= date.start < end or date.since:
                continue
            mine = abs(date.start - trigger.start)
            if all(abs(date.start - t.start) > mine for t in others):
                return date
        return None

    def fronted(self) -> int:
        """Return where an opening "After …," ends; the sentence's start if it has none."""
        match = _FRONTED.match(self.text, self.sentence.start, self.sentence.end)
        return match.end() if match else self.sentence.start

    def has(self, section: str, start: int, end: int) -> bool:
        """Say whether a word of a section of event_context.txt stands in a stretch."""
        return self.passage.around.has(section, start, end)

    def negated(self, start: int, end: int) -> bool:
        """Say whether a stretch denies something; "marker No 81" denies nothing."""
        return any(not is_numero(self.text, at) for at in self.starts("negated", start, end))

    def starts(self, section: str, start: int, end: int) -> list[int]:
        """Return where in a stretch words of a section begin."""
        return self.passage.around.starts(section, start, end)

    def last(self, section: str, start: int, end: int) -> int | None:
        """Return where the last such word in a stretch ends."""
        return self.passage.around.last(section, start, end)

    def ends_with(self, section: str, start: int, end: int) -> bool:
        """Say whether a stretch ends with a word of a section."""
        return self.passage.around.ends_with(section, start, end)


@remembered
def triggers_of(passage: Passage, sentence: Sentence) -> list[Trigger]:
    """Return the words of a sentence that tell of events, without those inside names.

    Such a word tells of nothing: "Sang" of a lake is no song.
    """
    named = passage.named(sentence.start, sentence.end, embedded=True)
    return [
        t for t in triggers_in(passage, sentence)
        if not any(m.start < t.end and t.start < m.end for m in named)
    ]  # fmt: skip


def _quoted_apart(text: str, parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Cut clauses where somebody begins to speak: 'the colonel said, "In recent times …'."""
    found = []
    for start, end in parts:
        at = start
        for match in _SPEECH.finditer(text, start, end):
            found.append((at, match.start()))
            at = match.end() - 1
        found.append((at, end))
    return [(a, b) for a, b in found if a < b]
