"""Weights of words: what a table says of a wording, and what is wrong with a table."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from geo.errors import DataError
from geo.facts.weights import MARK, Weights, likelihood
from geo.facts.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TABLE = """word,rarity,gift,none
(bias),,-1,
b:gave_9,3,2,-1
k:body,,0.5,
w:gave,4,1,
w:the,1,,
"""


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    path = tmp_path / "weights" / "told.csv"
    path.parent.mkdir()
    path.write_text(TABLE, encoding="utf-8")
    monkeypatch.setenv("BORDERATLAS_DATA", str(tmp_path))
    Weights.forget()
    yield path
    Weights.forget()


def test_rare_words_weigh_more_and_all_words_together_weigh_one(table: Path) -> None:
    known = Wording(frozenset({"w:gave", "b:gave_9", "w:unknown"}), frozenset({"k:body", "k:none"}))
    gift, none = Weights.named("told").totals(known)
    assert gift == pytest.approx(-1 + (4 * 1 + 3 * 2) / 5 + MARK * 0.5)
    assert none == pytest.approx(-3 / 5)


def test_a_word_that_says_nothing_makes_the_others_count_less(table: Path) -> None:
    alone, beside = (Wording(frozenset(w), frozenset()) for w in ({"w:gave"}, {"w:gave", "w:the"}))
    told = Weights.named("told")
    assert told.totals(alone)[0] == pytest.approx(0)
    assert told.totals(beside)[0] == pytest.approx(-1 + 4 / math.sqrt(17))


def test_what_has_no_known_word_has_the_bias_alone(table: Path) -> None:
    assert Weights.named("told").totals(Wording(frozenset(), frozenset())) == [-1, 0]


@pytest.mark.parametrize(("total", "chance"), [(0.0, 0.5), (1e9, 1.0), (-1e9, 0.0)])
def test_any_total_is_a_chance(total: float, chance: float) -> None:
    assert likelihood(total) == pytest.approx(chance)


@pytest.mark.parametrize("line", ["w:bad,3,much,\n", "w:short\n"])
def test_a_broken_line_is_named(table: Path, line: str) -> None:
    table.write_text(TABLE + line, encoding="utf-8")
    with pytest.raises(DataError, match=r"told\.csv, line 7: expected a word"):
        Weights.named("told")


def test_a_missing_table_is_named(table: Path) -> None:
    with pytest.raises(DataError, match=r"none\.csv: does not exist"):
        Weights.named("none")


@pytest.mark.parametrize("text", ["", "word,rarity\n"])
def test_a_table_without_anything_weighed_is_named(table: Path, text: str) -> None:
    table.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"told\.csv: expected a header"):
        Weights.named("told")
