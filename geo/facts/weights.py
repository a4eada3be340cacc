"""Weights of words, learned from examples: what the words of a text make likely.

Logistic regressions over the wording of a sentence or of what surrounds a number.
``data/compile/weights.py`` learns them from ``data/examples``; they are kept as tables that a
person can read, a line a word, a column for what the word speaks for (+) or against (-).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geo.errors import DataError, Fault
from geo.tables import data_folder, read_rows

if TYPE_CHECKING:
    from geo.facts.wording import Wording

__all__ = ["BIAS", "MARK", "Weights", "likelihood"]

BIAS = "(bias)"
"""The line of a table that holds what counts without any word."""
MARK = 0.3
"""What a mark counts beside the words, whose squares add up to one."""
_FURTHEST = 50.0  # beyond this the exponential says nothing new


@dataclass(frozen=True, slots=True)
class Weights:
    """One table with a column for each of ``labels``.

    ``words`` holds of each word the square of its rarity, then its rarity times its weights;
    ``marks`` of each mark nought, then its weights, BIAS among them.
    """

    labels: tuple[str, ...]
    words: dict[str, tuple[float, ...]]
    marks: dict[str, tuple[float, ...]]

    @staticmethod
    def named(name: str) -> Weights:
        """Return the table ``data/weights/NAME.csv``.

        Raises DataError where a line of it has no number.
        """
        return _load(name)

    @staticmethod
    def forget() -> None:
        """Read all tables anew when they are asked for next."""
        _load.cache_clear()

    def totals(self, wording: Wording) -> list[float]:
        """Return, for each label, what the words and marks of a wording add up to."""
        bias = self.marks[BIAS]
        nought = (0.0,) * len(bias)  # where no word is known, it adds up to that
        known = [nought, *filter(None, map(self.words.get, wording.words))]
        told = [nought, *filter(None, map(self.marks.get, wording.marks))]
        # fsum: the order in which a set gives its words changes no digit
        squares, *of_words = map(math.fsum, zip(*known, strict=True))
        _, *of_marks = map(math.fsum, zip(*told, strict=True))
        size = math.sqrt(squares) or 1.0
        return [
            words / size + MARK * marks + always
            for words, marks, always in zip(of_words, of_marks, bias[1:], strict=True)
        ]


def likelihood(total: float) -> float:
    """Return a sum of weights as a chance from 0 to 1."""
    return 1 / (1 + math.exp(-max(-_FURTHEST, min(_FURTHEST, total))))


@cache
def _load(name: str) -> Weights:
    path = data_folder() / "weights" / f"{name}.csv"
    words: dict[str, tuple[float, ...]] = {}
    marks: dict[str, tuple[float, ...]] = {}
    rows = read_rows(path)
    labels = tuple(next(rows)[1][2:])
    for line, cells in rows:
        try:
            word, rare, *told = cells
            weights = [float(w) if w else 0.0 for w in told]
            if rare:
                rarity = float(rare)
                words[word] = (rarity * rarity, *(rarity * w for w in weights))
            else:
                marks[word] = (0.0, *weights)
        except ValueError as error:
            what = f"expected a word, its rarity and {len(labels)} weights, got {cells!r:.80}."
            raise DataError(Fault(path, what, row=line, hint="Run `make weights`.")) from error
    marks.setdefault(BIAS, (0.0,) * (len(labels) + 1))
    return Weights(labels, words, marks)
