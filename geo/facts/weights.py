"""Weights of words, learned from examples: what the words of a text make likely.

Logistic regressions over the wording of a sentence or of what surrounds a number.
``data/compile/weights.py`` learns them from ``data/examples``; they are kept as tables that a
person can read, a line a word, a column for what the word speaks for (+) or against (-).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

from geo.errors import DataError, Fault
from geo.tables import data_folder, read_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.facts.wording import Wording

__all__ = ["BIAS", "MARK", "Counted", "Weights", "blend", "likelihood", "log_odds"]

BIAS = "(bias)"
"""The line of a table that holds what counts without any word."""
MARK = 0.3
"""What a mark counts beside the words, whose squares add up to one."""
_FURTHEST = 50.0  # below its negative the exponential says nothing new
_NEARLY_NONE = 1e-6
_RARITY, _WEIGHT = 1000, 100  # in tables a rarity has three decimals, a weight two
_WIDTH = 64  # bits of a column, so that no text can fill it
_HALF, _MASK = 1 << (_WIDTH - 1), (1 << _WIDTH) - 1
_NOUGHTS = repeat(0)


class Counted(NamedTuple):
    """What the words and the marks of a wording add up to, as rows of one table.

    What two wordings share nothing of can be counted apart and added.
    """

    words: int
    marks: int

    def plus(self, other: Counted) -> Counted:
        """Return what both add up to."""
        return Counted(self.words + other.words, self.marks + other.marks)


@dataclass(frozen=True, slots=True)
class Weights:
    """One table with a column for each of ``labels``.

    A row is one whole number that holds its columns side by side (``_row``), so that one addition
    adds them all, exactly and in any order. ``words`` holds of each word the square of its rarity,
    then its rarity times its weights; ``marks`` of each mark its weights. ``bias`` is what counts
    without any word, label by label.
    """

    labels: tuple[str, ...]
    words: dict[str, int]
    marks: dict[str, int]
    bias: tuple[int, ...]

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

    def count(self, words: Iterable[str], marks: Iterable[str]) -> Counted:
        """Return what words and marks, each of them once, add up to."""
        return Counted(
            sum(map(self.words.get, words, _NOUGHTS)), sum(map(self.marks.get, marks, _NOUGHTS))
        )

    def totals(self, wording: Wording) -> list[float]:
        """Return, for each label, what the words and marks of a wording add up to."""
        return self.totals_of(self.count(wording.words, wording.marks))

    def totals_of(self, counted: Counted) -> list[float]:
        """Return, for each label, what is counted of a wording and the bias add up to."""
        columns = len(self.labels)
        squares = counted.words & _MASK  # the lowest column, never negative
        of_words = _columns(counted.words >> _WIDTH, columns)
        of_marks = _columns(counted.marks, columns)
        size = math.sqrt(squares) * _WEIGHT or 1.0
        return [
            words / size + (MARK * marks + always) / _WEIGHT
            for words, marks, always in zip(of_words, of_marks, self.bias, strict=True)
        ]


def _row(columns: Sequence[int]) -> int:
    """Return whole numbers, of either sign, side by side in one: the first in its lowest bits."""
    return sum(number << place * _WIDTH for place, number in enumerate(columns))


def _columns(row: int, count: int) -> list[int]:
    """Return the whole numbers of a row, or of a sum of rows."""
    found = []
    for _ in range(count - 1):
        number = ((row + _HALF) & _MASK) - _HALF
        found.append(number)
        row = (row - number) >> _WIDTH
    return [*found, row]


def likelihood(total: float) -> float:
    """Return a sum of weights as a chance from 0 to 1."""
    return 1 / (1 + math.exp(-max(-_FURTHEST, total)))


def log_odds(chance: float) -> float:
    """Return a chance from 0 to 1 as the sum of weights that makes it."""
    near = min(max(chance, _NEARLY_NONE), 1 - _NEARLY_NONE)
    return math.log(near / (1 - near))


def blend(chance: float, other: float, share: float) -> float:
    """Return one chance from two of the same thing, of which the other has a share of 0 to 1."""
    return likelihood((1 - share) * log_odds(chance) + share * log_odds(other))


@cache
def _load(name: str) -> Weights:
    path = data_folder() / "weights" / f"{name}.csv"
    words: dict[str, int] = {}
    marks: dict[str, int] = {}
    rows = read_rows(path)
    _, header = next(rows, (0, []))
    labels = tuple(header[2:])
    if not labels:
        what = "expected a header with the names of what is weighed, got no such row."
        raise DataError(Fault(path, what, hint="Run `make weights`."))
    for line, cells in rows:
        try:
            word, rare, *told = cells
            weights = [round(float(w) * _WEIGHT) if w else 0 for w in told]
            if rare:
                rarity = round(float(rare) * _RARITY)
                words[word] = _row([rarity * rarity, *(rarity * w for w in weights)])
            else:
                marks[word] = _row(weights)
        except ValueError as error:
            what = f"expected a word, its rarity and {len(labels)} weights, got {cells!r:.80}."
            raise DataError(Fault(path, what, row=line, hint="Run `make weights`.")) from error
    bias = _columns(marks.pop(BIAS, 0), len(labels))
    return Weights(labels, words, marks, tuple(bias))
