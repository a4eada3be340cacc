"""Folding in bulk, and how names sound."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.gazetteer import Gazetteer
from geo.gazetteer.folding import fold_names, squeeze
from geo.gazetteer.sounds import apart, shapes, skeletons
from geo.gazetteer.suggestions import suggest
from geo.names import fold, key

if TYPE_CHECKING:
    from pathlib import Path

WORDS = st.text(
    st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\u2028\u2029"),
    max_size=20,
).map(lambda text: " ".join(text.split()))


@pytest.fixture(scope="module")
def gazetteer(data: Path) -> Gazetteer:
    return Gazetteer.load(data, imports=False)


@given(st.lists(WORDS, max_size=5))
def test_bulk_folding_is_folding(names: list[str]) -> None:
    folded = fold_names(names)
    assert [" ".join(name.split()) for name in folded] == [
        " ".join(fold(name).split()) for name in names
    ]
    assert squeeze(folded) == [key(name) for name in names]


@given(WORDS, WORDS)
def test_distance_of_sounds_is_symmetric_and_none_for_the_same(a: str, b: str) -> None:
    assert apart(a, b) == apart(b, a)
    assert apart(a, a) == 0
    assert 0 <= apart(a, b) <= 1


@given(st.lists(WORDS, max_size=5))
def test_a_list_of_names_sounds_like_its_names(names: list[str]) -> None:
    assert skeletons(names) == [skeletons([name])[0] for name in names]
    assert shapes(names) == [shapes([name])[0] for name in names]


def test_spellings_of_one_name_sound_alike_and_other_names_do_not() -> None:
    for one, other in (
        ("Trapeang", "Trapaing"),
        ("Kampong Cham", "Kom Pong Cham"),
        ("Svay Teab", "Svay Teap"),
        ("Tboung Khmum", "Tbong Khmom"),
        ("O Yadav", "Oyadaw"),
        ("Thmar Pouk", "Thma Puok"),
        ("Samnor", "Samnar"),
    ):
        assert apart(one, other) <= 0.12, one
    for one, other in (("Kampot", "Kandal"), ("Takeo", "Kratie"), ("Svay Rieng", "Prey Veng")):
        assert apart(one, other) > 0.3, one


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Moc Bay", "cp-moc-bai:vn"),
        ("Le Than", "cp-le-thanh:vn"),
        ("Tay Nin", "vn-p-80"),
        ("Trapang Plonk", "cp-xa-mat:kh"),
    ],
)
def test_suggestions_put_checkpoints_and_provinces_before_villages(
    gazetteer: Gazetteer, typed: str, meant: str
) -> None:
    assert suggest(gazetteer, typed)[0][0].id == meant


def test_what_has_no_letters_gets_no_suggestion(gazetteer: Gazetteer) -> None:
    assert suggest(gazetteer, "?!") == []
