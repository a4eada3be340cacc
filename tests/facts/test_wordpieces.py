"""Word pieces: the longest known piece first, and nothing of a word lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.facts.wordpieces import BEGIN, END, UNKNOWN, WordPieces
from geo.names import fold

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
PIECES = [
    BEGIN, END, UNKNOWN, "inaugurat", "inauguration", "##s", "##ed", "gate", "##way", ",", "-",
    *LETTERS, *(f"##{letter}" for letter in LETTERS if letter != "s"),
]  # fmt: skip


@pytest.fixture
def cut() -> WordPieces:
    return WordPieces(PIECES)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Inaugurations, inaugurated", ["inauguration", "##s", ",", "inaugurat", "##ed"]),
        ("gate-gateway", ["gate", "-", "gate", "##way"]),
        ("Đắk", ["d", "##a", "##k"]),
        ("ច្រក gate", [UNKNOWN, UNKNOWN, UNKNOWN, "gate"]),
        ("x" * 101, [UNKNOWN]),
        ("", []),
    ],
)
def test_words_are_cut_into_the_longest_known_pieces(
    cut: WordPieces, text: str, pieces: list[str]
) -> None:
    assert [PIECES[number] for number in cut.cut(text)] == pieces


@given(st.text(alphabet=LETTERS + " ", max_size=60))
def test_the_pieces_of_a_word_are_the_word(text: str) -> None:
    pieces = [PIECES[number] for number in WordPieces(PIECES).cut(text)]
    joined = "".join(p.removeprefix("##") if p.startswith("##") else f" {p}" for p in pieces)
    assert joined.split() == fold(text).split()


def test_a_million_names_do_not_fill_the_memory(cut: WordPieces) -> None:
    for number in range(3 * len(cut)):
        cut.cut(f"w{number}")
    assert len(cut._cut) <= len(cut)
