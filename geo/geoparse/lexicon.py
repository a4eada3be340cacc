"""What the words around a name mean: class words, offices, titles, ordinary words.

The words stand in ``data/vocabulary``; here they become one table from phrase to meaning.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, cast, get_args

from geo.geoparse.words import lower, split
from geo.model import PlaceType
from geo.tables import Sections, data_folder, read_words

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["ClassWord", "Lexicon", "Word"]

_FILES = (
    "class_words",
    "class_modifiers",
    "organisations",
    "people",
    "ordinary_words",
    "whereabouts",
    "markers",
    "khmer",
)
_TYPES = frozenset(get_args(PlaceType))


class ClassWord(NamedTuple):
    """What a class word says of the name beside it.

    ``inside`` tells that the word belongs to the name ("Mekong River"), ``plural`` that it is said
    of several names.
    """

    type: PlaceType
    plural: bool
    inside: bool
    words: str


@dataclass(slots=True)
class Word:
    """What one word or phrase may mean; ``kinds`` holds the sections it stands in."""

    phrase: str
    length: int
    after: ClassWord | None = None
    before: ClassWord | None = None
    kinds: frozenset[str] = frozenset()

    @property
    def is_class(self) -> bool:
        """Say whether this is a class word, on either side of a name."""
        return self.after is not None or self.before is not None


class Lexicon:
    """All words of the vocabulary by their first word, longest phrase first."""

    def __init__(self, sections: Sections) -> None:
        self._sections = sections
        words: dict[str, Word] = {}
        for section, phrases in sections.items():
            for phrase in phrases:
                text = lower(phrase)
                known = words.setdefault(text, Word(text, len(split(text))))
                self._add(known, section)
        by_first: dict[str, list[tuple[tuple[str, ...], Word]]] = {}
        for text, word in words.items():
            parts = split(text)
            by_first.setdefault(parts[0], []).append((parts, word))
        for entries in by_first.values():
            entries.sort(key=lambda entry: (-len(entry[0]), entry[0]))
        self.single: dict[str, Word] = {}
        """Words that mean something by themselves."""
        self.several: dict[str, dict[str, list[tuple[tuple[str, ...], Word]]]] = {}
        """The phrases of several words by their first and second word, longest first."""
        for first, entries in by_first.items():
            for parts, word in entries:
                if len(parts) == 1:
                    self.single[first] = word
                else:
                    self.several.setdefault(first, {}).setdefault(parts[1], []).append(
                        (parts, word)
                    )
        self.words = words
        self.families = frozenset(self.of_kind("family names"))

    @staticmethod
    def _add(word: Word, section: str) -> None:
        name, _, rest = section.partition(" ")
        if name in _TYPES and rest != "khmer":
            flags = rest.split()
            meaning = ClassWord(
                cast("PlaceType", name), "plural" in flags, "with" in flags, word.phrase
            )
            if "before" in flags:
                word.before = meaning
            else:
                word.after = meaning
        else:
            word.kinds |= {section}

    @classmethod
    def load(cls, data: Path | str | None = None) -> Lexicon:
        """Return the lexicon of a data folder; DataError where a file is missing or wrong."""
        return _load(data_folder(data))

    def has(self, text: str, kind: str) -> bool:
        """Say whether a phrase stands in a section."""
        word = self.words.get(lower(text))
        return word is not None and kind in word.kinds

    def khmer_class_words(self) -> list[tuple[Word, PlaceType]]:
        """Return the class words in Khmer script with the types they stand for."""
        return [
            (word, cast("PlaceType", kind.partition(" ")[0]))
            for word in self.words.values()
            for kind in sorted(word.kinds)
            if kind.endswith(" khmer")
        ]

    def of_kind(self, kind: str) -> list[str]:
        """Return the phrases of a section; DataError where no file has it."""
        return [lower(phrase) for phrase in self._sections[kind]]


@cache
def _load(folder: Path) -> Lexicon:
    sections: dict[str, tuple[str, ...]] = {}
    for name in _FILES:
        for section, phrases in read_words(folder / "vocabulary" / f"{name}.txt").items():
            sections[section] = sections.get(section, ()) + phrases
    return Lexicon(Sections(folder / "vocabulary", sections))
