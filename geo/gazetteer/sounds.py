"""How a Khmer name sounds through its many romanisations.

The same name is written Trapeang, Trapaing, Trapang; Kampong, Kompong, Kom Pong; Teap, Teab;
Chrey, Chrei. Consonants are stable up to voice and aspiration, vowels are not. The skeleton of
a name keeps its consonants, merged; its shape keeps a coarse vowel between them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.gazetteer.folding import fold_names, squeeze

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["apart", "heard_apart", "shapes", "skeletons"]

# Digraphs that are one sound get one letter: ng q, ch j; aspiration and voice are dropped, and r
# after a vowel, which nobody speaks: Thmar, Thma; Samnor, Samnar.
_CONSONANTS = (
    (re.compile("ng"), "q"),
    (re.compile("ch"), "j"),
    (re.compile("nh"), "n"),
    (re.compile("(?<=[kptcbdgvm])h"), ""),
    (re.compile("h"), ""),
    (re.compile("(?<=[aeiouy])r(?![aeiouy])"), ""),
)
_MERGED = str.maketrans("bdgcwzxf", "ptkkvssp")
_VOWELS = (
    (re.compile("[iey]+(?=[aouiey])|(?<=[aou])[iey]+"), ""),
    (re.compile("[iey]+"), "i"),
    (re.compile("[aou]*[ou][aou]*"), "o"),
    (re.compile("a+"), "a"),
)
_DOUBLE = re.compile(r"([^\n])\1+")
_VOWEL = re.compile("[aeiouy]")
_INITIAL = re.compile("(?m)^[aeiouy]")


def _merged(names: Sequence[str]) -> str:
    text = "\n".join(squeeze(fold_names(names)))
    for pattern, sound in _CONSONANTS:
        text = pattern.sub(sound, text)
    return _DOUBLE.sub(r"\1", text.translate(_MERGED))


def skeletons(names: Sequence[str]) -> list[str]:
    """Return the consonants of each name, merged and undoubled; a first vowel counts as ``a``."""
    text = _INITIAL.sub("A", _merged(names))
    return _VOWEL.sub("", text).lower().split("\n") if names else []


def shapes(names: Sequence[str]) -> list[str]:
    """Return each name with its merged consonants and one of three vowels between them."""
    text = _merged(names)
    for pattern, vowel in _VOWELS:
        text = pattern.sub(vowel, text)
    return _DOUBLE.sub(r"\1", text).split("\n") if names else []


def apart(a: str, b: str) -> float:
    """Return how far two names sound apart: 0 for the same, 1 for nothing in common.

    The mean of the normalised edit distances of skeletons and of shapes.
    """
    first, second = skeletons([a, b])
    one, two = shapes([a, b])
    return heard_apart((first, one), (second, two))


def heard_apart(a: tuple[str, str], b: tuple[str, str]) -> float:
    """Return what ``apart`` does for two names of which (skeleton, shape) are known."""
    from rapidfuzz.distance import Levenshtein

    return (
        Levenshtein.normalized_distance(a[0], b[0]) + Levenshtein.normalized_distance(a[1], b[1])
    ) / 2
