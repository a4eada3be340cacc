"""Parts of gifts: "they were made up of 2 tons of rice", "among the goods were 40 blankets"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from geo.facts.lexicon import any_of, phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.aiddraft import Draft
    from geo.facts.giving import Giving
    from geo.facts.segments import Segment

__all__ = ["heads", "is_of_each", "is_part"]

_WEAK = frozenset({"go", "weak", "there"})


def is_part(
    giving: Giving, drafts: Sequence[Draft], earlier: Sequence[Draft], segment: Segment
) -> bool:
    """Say whether "including …" tells the parts of a gift."""
    before = segment.text[segment.start : giving.start]
    among = segment.text.startswith("among", giving.start)
    if among and (earlier or segment.text[: giving.end].endswith(_gift_words())):
        return True
    if is_of_each(segment, giving):
        return False
    if giving.start == giving.end and earlier:  # a list goes on after a semicolon
        return earlier[-1].segment[0] >= segment.sentence.start
    if any(d.start < giving.start for d in drafts) or heads(segment, giving):
        return True
    near = [d for d in earlier if segment.start - d.segment[1] < 250]
    told = {d.item.split()[-1] for d in near if d.item}
    words = set(re.findall(r"[\w'-]+", before[-70:]))
    return bool(near) and bool(words & (told | set(phrases("giving", "stands for gifts"))))


@cache
def _gift_words() -> tuple[str, ...]:
    return phrases("giving", "gift words")


def is_of_each(segment: Segment, giving: Giving) -> bool:
    """Say whether it is told what each of the gifts holds ("each package includes …")."""
    before = segment.text[segment.start : giving.start]
    return bool(re.search(rf"{any_of('giving', 'each holds')}(?:\s+[\w-]+){{0,2}}\s*$", before))


def heads(segment: Segment, giving: Giving) -> bool:
    """Say whether what is made of parts is a gift ("relief goods, including 5 tons of rice")."""
    before = segment.text[segment.start : giving.start]
    if re.search(rf"{any_of('giving', 'gift words')}[^,.;]{{0,40}},?\s*$", before):
        return True
    opening = re.compile(
        rf"\W*(?:the|this|these|that)\s+(?:[\w-]+\s+)?{any_of('giving', 'gift words')}"
    )
    if opening.match(segment.text, segment.start, giving.start):
        return True
    words = phrases("giving", "class words")
    given = [g for g in segment.named if g.item and g.item.split()[-1] in words]
    sums = [m for m in segment.money if m.end <= giving.start]
    spans = [(g.start, g.end) for g in given if g.end <= giving.start]
    givers = [segment.giver(*span) for span in (*spans, *((m.start, m.end) for m in sums))]
    return any(g is not None and g.kind not in _WEAK for g in givers)
