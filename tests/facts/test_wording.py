"""The wording of a sentence: words, stems and pairs, with names and dates by what they are."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from geo.facts.passage import Passage
from geo.facts.triggers import find_triggers
from geo.facts.wording import Wording, plain_words, read_wording
from geo.model import Article, Mention


def wording(text: str, *names: str, number: int = 0) -> Wording:
    found = [
        Mention(text.find(n), text.find(n) + len(n), n, "commune", place_id=n, name=n)
        for n in names
    ]
    passage = Passage.of(Article("a", "a", text, published=date(2024, 5, 8)), found)
    (sentence,) = passage.sentences
    triggers = find_triggers(passage.plain, sentence.start, sentence.end)
    return read_wording(passage, sentence, number, triggers, {"meeting"})


def test_names_dates_and_figures_stand_for_their_kind() -> None:
    told = wording("On May 3 people of Tra My planted 1,200 trees.", "Tra My")
    assert {"w:xxday", "w:xxcommune", "w:planted", "w:9", "w:trees"} <= told.words
    assert not {"w:may", "w:tra", "w:1"} & told.words


def test_other_names_and_days_change_nothing() -> None:
    first = wording("On May 3 people of Tra My planted 1,200 trees.", "Tra My")
    assert wording("On June 14 people of Sang planted 30 trees.", "Sang").words == first.words


def test_forms_of_a_word_share_its_stem_and_neighbours_a_pair() -> None:
    told = wording("They inaugurated bridges.")
    assert {"w:inaugurated", "s:inaugu", "b:inaugu_bridge"} <= told.words
    assert "s:inaugu" in wording("The inauguration was theirs.").words


def test_marks_tell_where_the_sentence_stands_and_what_the_vocabulary_knows() -> None:
    told = wording("The two sides held a meeting.", number=7)
    assert {"k:body", "p:3", "t:meeting", "h:1"} <= told.marks
    assert "t:meeting" not in wording("The roof is red.").marks


@given(st.text(max_size=80))
def test_words_come_in_the_order_of_the_text_and_hold_no_space(text: str) -> None:
    for word in plain_words(text, 0, len(text)):
        assert word
        assert not word.isspace()
