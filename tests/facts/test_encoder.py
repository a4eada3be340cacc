"""The encoder: every sentence is judged once, among its neighbours, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from geo.cli.root import root
from geo.errors import DataError
from geo.facts import read_facts
from geo.facts.chance import chances
from geo.facts.encoder import (
    LABELS,
    WINDOW,
    Encoder,
    Judgement,
    _load,
    judged,
    pieces_of,
    windows,
)
from geo.facts.passage import Passage
from geo.facts.wordpieces import BEGIN, END, UNKNOWN, WordPieces
from geo.model import Article
from geo.tables import data_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CUT = WordPieces([BEGIN, END, UNKNOWN, *"abcdefghijklmnopqrstuvwxyz", *(f"##{c}" for c in "abc")])
NEWS = (
    "Kratie and Binh Phuoc inked a pact on trade on Tuesday. "
    "Cows were then given to twenty poor families. "
    "The two provinces have been friends for a long time."
)


def passage(text: str, *, encoded: bool = True, language: str | None = "en") -> Passage:
    return Passage.of(Article("a", "a", text, language=language), (), encoded=encoded)


def answers(text: str) -> list[Judgement]:
    read = passage(text)
    found = [judged(read, sentence) for sentence in read.sentences]
    return [judgement for judgement in found if judgement is not None]


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    for part in data_folder().iterdir():
        if part.name != "encoder":
            (tmp_path / part.name).symlink_to(part)
    monkeypatch.setenv("BORDERATLAS_DATA", str(tmp_path))
    yield tmp_path
    _load.cache_clear()


@given(st.text(alphabet="ab ", max_size=80), st.lists(st.text(alphabet="abc ", max_size=400)))
def test_each_sentence_is_read_in_one_window(headline: str, sentences: list[str]) -> None:
    read = list(windows(CUT, headline, sentences))
    assert [number for window in read for number, _, _ in window.spans] == list(
        range(len(sentences))
    )
    for window in read:
        assert len(window.pieces) <= WINDOW
        for number, start, end in window.spans:
            assert window.pieces[start:end] == CUT.cut(sentences[number])[:100]


def test_it_tells_what_is_new_what_is_given_and_what_is_neither() -> None:
    pact, cows, friends = answers(NEWS)
    assert max(pact.types, key=pact.types.__getitem__) == "signing"
    assert cows.gift > 0.5 > pact.gift
    assert friends.event < 0.2 < pact.event


@given(st.text(alphabet="abc ", max_size=60), st.text(alphabet="abc", min_size=1, max_size=9))
def test_the_pieces_of_a_word_are_those_of_the_word_alone(before: str, word: str) -> None:
    sentence = f"{before} {word} a"
    span = len(before) + 1, len(before) + 1 + len(word)
    pieces = CUT.cut(sentence)
    start, end = pieces_of(CUT, sentence, span, 0, len(pieces)) or (0, 0)
    assert pieces[start:end] == CUT.cut(word)
    assert pieces_of(CUT, sentence, span, 0, start) is None


def test_it_tells_the_number_of_what_is_given_from_others() -> None:
    text = "At the talks, which 60 officers of both sides attended, 300 gifts went to poor pupils."
    (told,) = answers(text)
    assert told.parts[text.index("300")].gift > 0.5 > told.parts[text.index("60")].gift


def test_it_tells_of_which_kind_a_sentence_tells_more() -> None:
    lead, more = answers(
        "Customs officers have seized a load of smuggled cigarettes near the border. "
        "In a hut beside the road they came upon four cartons that nobody would own. "
    )
    assert lead.types["crime"] > 0.5 > lead.again
    assert max(more.again_types, key=more.again_types.__getitem__) == "crime"


def test_its_answer_counts_in_the_chance_of_a_sentence() -> None:
    with_it, without = (chances(passage(NEWS, encoded=on), "")[0] for on in (True, False))
    assert with_it is not None
    assert without is not None
    assert with_it.event != without.event
    assert with_it.shares["signing"] != without.shares["signing"]


def test_a_heading_that_says_nothing_new_is_not_judged() -> None:
    text = (
        "A pact on trade\n\nSok Dara\n\nA pact on trade between both banks of the river\n\n" + NEWS
    )
    read = Passage.of(Article("a", "a", text, title="A pact on trade", language="en"), ())
    judged_ones = [text[s.start : s.end] for s in read.sentences if judged(read, s) is not None]
    assert judged_ones[0].startswith("A pact on trade between")
    assert len(judged_ones) == 4


def test_the_same_text_gets_the_same_answers() -> None:
    assert answers(NEWS) == answers(NEWS)


@pytest.mark.parametrize("language", ["vi", "km"])
def test_it_reads_english_only(language: str) -> None:
    read = passage(NEWS, language=language)
    assert judged(read, read.sentences[0]) is None


def test_without_it_texts_are_read_all_the_same(elsewhere: Path) -> None:
    assert Encoder.load() is None
    assert read_facts(Article("a", "a", NEWS), ()).events


@pytest.mark.parametrize(("options", "code"), [((), 0), (("--model", "m"), 2)])
def test_the_swift_reader_is_that_without_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], code: int
) -> None:
    def fail() -> None:
        msg = "the encoder was loaded"
        raise AssertionError(msg)

    monkeypatch.setattr(Encoder, "load", fail)
    (tmp_path / "news.txt").write_text(NEWS)
    command = ["extract", str(tmp_path / "news.txt"), "--reader", "swift", *options]
    assert CliRunner().invoke(root, command).exit_code == code


def test_a_damaged_model_is_told_with_its_file(elsewhere: Path) -> None:
    (elsewhere / "encoder").mkdir()
    (elsewhere / "encoder" / "encoder.onnx").write_bytes(b"no model")
    (elsewhere / "encoder" / "pieces.txt").write_text(f"{BEGIN}\n{END}\n{UNKNOWN}")
    with pytest.raises(DataError, match=r"encoder\.onnx.*make encoder"):
        Encoder.load()


def test_the_model_answers_every_label() -> None:
    encoder = Encoder.load()
    assert encoder is not None
    assert encoder.session.get_outputs()[0].shape[-1] == len(LABELS)
