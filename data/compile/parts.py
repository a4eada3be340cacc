"""Numbers and things in the examples: which of them are gifts, and which numbers are figures."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from geo.facts.goods import noun_phrase
from geo.facts.sentences import plain
from geo.facts.surroundings import read_surroundings, read_things

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from examples import Text

    from geo.facts.goods import Goods
    from geo.facts.passage import Passage
    from geo.facts.wording import Wording

__all__ = ["Part", "numbers_of", "things_of"]


class Part(NamedTuple):
    """A number or a thing in a sentence of a text, with its surroundings.

    ``sentence`` is the number of the sentence, ``start`` and ``end`` are places in the passage;
    ``gift``: whether the number counts or values a gift, or the thing is one; ``figure``: whether
    the number is told for its own sake.
    """

    sentence: int
    start: int
    end: int
    wording: Wording
    gift: bool
    figure: bool
    invented: bool


def numbers_of(text: Text, passage: Passage) -> Iterator[Part]:
    """Yield the numbers of a text."""
    for at, (example, sentence) in enumerate(zip(text.examples, passage.sentences, strict=True)):
        for number, _, money, wording in read_surroundings(passage, sentence):
            sums = [number.value, *([money.value] if money else [])]
            gifts = [gift.value if money else gift.quantity for gift in example.gifts]
            yield Part(
                at, number.start, number.end, wording,
                is_among(sums, gifts), is_among(sums, example.figures), example.invented,
            )  # fmt: skip


def things_of(text: Text, passage: Passage) -> Iterator[Part]:
    """Yield the things of a text that no figure counts.

    Where the gift's own noun is not found in the sentence ("presents" for "gifts"), things of its
    category are meant.
    """
    for at, (example, sentence) in enumerate(zip(text.examples, passage.sentences, strict=True)):
        things = list(read_things(passage, sentence))
        found = {head_of(goods) for goods, _ in things}
        bare = [g.item for g in example.gifts if g.quantity in (None, 1.0) and g.value is None]
        told = [goods for item in bare if (goods := noun_phrase(plain(item), 0, len(item)))]
        nouns = {head_of(goods) for goods in told}
        others = {g.category for g in told if g.known and head_of(g) not in found}
        for goods, wording in things:
            given = head_of(goods) in nouns or goods.category in others
            yield Part(at, goods.start, goods.end, wording, given, False, example.invented)


def head_of(goods: Goods) -> str:
    """Return the noun of a thing, without the ending of its plural."""
    return goods.item.split()[-1].removesuffix("s")


def is_among(values: Sequence[float], told: Sequence[float | None]) -> bool:
    """Say whether one of some values was told, to half a percent."""
    return any(math.isclose(a, b, rel_tol=0.005) for a in values for b in told if b is not None)
