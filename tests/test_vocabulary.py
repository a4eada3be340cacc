"""Words stand in data/vocabulary, in sections that the program asks for by their names."""

from __future__ import annotations

import ast
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import geo
from geo.articles.html import draft_of_page
from geo.errors import DataError
from geo.facts import context
from geo.facts.dateforms import date_words
from geo.facts.events import read_events
from geo.facts.lexicon import phrases, sections
from geo.facts.triggers import find_triggers
from geo.geoparse.lexicon import Lexicon
from geo.geoparse.tokens import Tokens
from geo.model import Article, Mention
from geo.tables import data_folder, read_words, use_data_folder

if TYPE_CHECKING:
    from collections.abc import Callable

PACKAGE = Path(geo.__file__).parent
WORDS = data_folder() / "vocabulary"
WHOLE = {
    "checkpoint_columns", "checkpoints", "class_words", "currencies", "events",
    "geonames_features", "numbers", "romanisation", "table_columns", "units",
}  # fmt: skip
"""Files that are read from end to end: what a section is called says what its words mean."""
MADE = re.compile(
    r"(?:month|weekday|number|day|weekend|week|year) [+-]?\d+|\w+ khmer"
    r"|(?:needs|never|with|topic|level|side) .+"
)
"""Sections whose names the program puts together."""


def named_in_code() -> set[str]:
    """Return all texts of the program but those of ``context``, which only names sections."""
    return {
        node.value
        for path in PACKAGE.rglob("*.py")
        if path != Path(context.__file__)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_the_program_names_every_section_of_the_vocabulary() -> None:
    named = named_in_code()
    unread = [
        f"{path.name}: {section}"
        for path in sorted(WORDS.glob("*.txt"))
        if path.stem not in WHOLE
        for section in read_words(path)
        if section not in named and not MADE.fullmatch(section)
    ]
    assert unread == []


def test_what_a_word_of_an_event_needs_is_told_of_a_word_that_there_is() -> None:
    every = "; ".join(phrases("events"))
    senses = [s for t in find_triggers(every, 0, len(every)) for s in t.senses]
    known = {n for s in senses for n in (s.kind, s.lemma, f"{s.kind} {s.lemma}")}
    told = [s.partition(" ") for s in sections("event_context")]
    assert [n for word, _, n in told if word in {"needs", "never", "with"} and n not in known] == []


def test_the_sections_that_are_only_listed_are_there() -> None:
    assert sections("event_context").keys() >= context._ONLY_LISTED


@pytest.mark.parametrize(
    ("ask", "file"),
    [
        (lambda: context.listed("whither"), "event_context.txt"),
        (lambda: context.Around("to").has("whither", 0, 2), "event_context.txt"),
        (lambda: phrases("giving", "give", "whither"), "giving.txt"),
        (lambda: read_words(WORDS / "dates.txt")["whither"], "dates.txt"),
        (lambda: Lexicon.load().of_kind("whither"), "vocabulary"),
    ],
)
def test_a_section_that_a_file_lacks_is_named_with_the_file(
    ask: Callable[[], object], file: str
) -> None:
    with pytest.raises(DataError, match=rf"{re.escape(file)}: has no section \[whither\]"):
        ask()


def in_one_sentence() -> bool:
    return set(Tokens("They met Kapt. An.", Lexicon.load()).sentence) == {0}


def is_counted_on() -> bool:
    return date_words().pattern.match("two days thence") is not None


def is_on_that_side() -> bool:
    text = "Ben Cau lies far away. On May 3 both sides held a meeting in the Annamite locality."
    named = [Mention(0, 7, "Ben Cau", "district", country="VN")]
    return [e.place_names for e in read_events(Article("a", "a", text), named)] == [("Ben Cau",)]


def is_declared() -> bool:
    page = "<html><head><meta name='day' content='2024-05-16'></head><body><p>A road.</p></body>"
    return draft_of_page(page, "a.html").fields.get("published") == "2024-05-16"


@pytest.mark.parametrize(
    ("file", "section", "word", "is_read"),
    [
        ("sentences", "never", "Kapt.", in_one_sentence),
        ("dates", "later", "thence", is_counted_on),
        ("setting", "side VN", "annamite", is_on_that_side),
        ("datelines", "declared", "day", is_declared),
    ],
)
def test_a_word_that_a_person_adds_is_read(
    tmp_path: Path, file: str, section: str, word: str, is_read: Callable[[], bool]
) -> None:
    assert not is_read()
    for path in data_folder().iterdir():
        if path != WORDS:
            (tmp_path / path.name).symlink_to(path)
    shutil.copytree(WORDS, tmp_path / WORDS.name)
    changed = tmp_path / WORDS.name / f"{file}.txt"
    text = changed.read_text(encoding="utf-8")
    changed.write_text(text.replace(f"[{section}]", f"[{section}]\n{word}"), encoding="utf-8")
    with use_data_folder(tmp_path):
        assert is_read()
