"""Words that tell of events: where they stand in a text, with their type and form."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal, cast, get_args

from ahocorasick_rs import AhoCorasick, MatchKind

from geo.errors import DataError, Fault
from geo.facts.context import listed
from geo.facts.memory import remembered
from geo.facts.sentences import plain
from geo.model import EventType
from geo.tables import data_folder, read_words

if TYPE_CHECKING:
    from pathlib import Path

    from geo.facts.passage import Passage
    from geo.facts.sentences import Sentence

__all__ = ["Trigger", "find_triggers", "title_kinds", "triggers_in"]

Form = Literal["singular", "plural", "base", "third", "past", "participle", "gerund", "phrase"]
_VERB_FORMS: tuple[Form, ...] = ("base", "third", "past", "participle", "gerund")
_FILE = "events.txt"


@dataclass(frozen=True, slots=True)
class Sense:
    """One reading of a word: the type and kind of event, and the form of the word.

    ``kind`` is the type itself, or tells apart what the type puts together ("handover" and
    "upgrade" are both "other"); ``lemma`` is the first form on the word's line.
    """

    type: EventType | Literal["same"]
    kind: str
    form: Form
    lemma: str
    also: tuple[Form, ...] = ()

    def weak(self) -> bool:
        """Say whether it tells of an event only with a day or a place."""
        weak = listed("weak verbs")
        return self.lemma in weak or f"{self.kind} {self.lemma}" in weak


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word of the vocabulary in a text, at ``text[start:end]``, with all its readings."""

    start: int
    end: int
    senses: tuple[Sense, ...]

    def noun(self) -> Sense | None:
        """Return its reading as a noun, if it has one."""
        return next((s for s in self.senses if s.form in {"singular", "plural"}), None)

    def verb(self) -> Sense | None:
        """Return its reading as a verb, if it has one."""
        return next((s for s in self.senses if s.form not in {"singular", "plural"}), None)


@dataclass(frozen=True, slots=True)
class _Automaton:
    words: tuple[str, ...]
    senses: tuple[tuple[Sense, ...], ...]
    search: AhoCorasick


@cache
def _automaton() -> _Automaton:
    path = data_folder() / "vocabulary" / _FILE
    found: dict[str, list[Sense]] = {}
    for section, lines in read_words(path).items():
        head, role = _section(path, section)
        for line in lines:
            for word, sense in _line_senses(head, role, line, path):
                senses = found.setdefault(word, [])
                twin = next(
                    (s for s in senses if (s.type, s.kind) == (sense.type, sense.kind)), None
                )
                if twin is None or {twin.form, sense.form} & {"singular", "plural"}:
                    senses.append(sense)
                else:
                    also = (*twin.also, sense.form)
                    senses[senses.index(twin)] = Sense(
                        twin.type, twin.kind, twin.form, twin.lemma, also
                    )
    words = tuple(sorted(found))
    all_senses = tuple(tuple(found[w]) for w in words)
    return _Automaton(words, all_senses, AhoCorasick(words, matchkind=MatchKind.LeftmostLongest))


def _section(path: Path, section: str) -> tuple[list[str], str]:
    parts = section.split()
    types = (*get_args(EventType), "same")
    if parts[-1] == "vi":
        parts = [*parts[:-2], "vi"]
    if len(parts) not in {2, 3} or parts[0] not in types:
        raise DataError(
            Fault(path, f"section [{section}] is none of ours.", hint="See the head of the file.")
        )
    return parts[:-1], parts[-1]


def _line_senses(head: list[str], role: str, line: str, path: Path) -> list[tuple[str, Sense]]:
    kind = head[-1]
    type_ = cast("EventType", head[0])
    forms = [plain(form).strip() for form in line.split(",")] if role != "vi" else [plain(line)]
    if role == "nouns":
        names: tuple[Form, ...] = ("singular", "plural")
    elif role == "verbs":
        names = _VERB_FORMS
    else:
        names = ("phrase",)
    if len(forms) not in ({1, 2} if role == "nouns" else {len(names)}):
        raise DataError(Fault(path, f"{line!r} has {len(forms)} forms.", hint="See its head."))
    return [
        (form, Sense(type_, kind, name, forms[0])) for form, name in zip(forms, names, strict=False)
    ]


def find_triggers(text: str, start: int, end: int) -> list[Trigger]:
    """Return the words that tell of events in ``text[start:end]`` (plain form), in order.

    The longest phrase wins; only whole words count.
    """
    automaton = _automaton()
    found = []
    for number, a, b in automaton.search.find_matches_as_indexes(text[start:end]):
        a, b = a + start, b + start
        if (a and text[a - 1].isalnum()) or (b < len(text) and text[b].isalnum()):
            continue
        if _hyphened(text, a - 1, -1) or _hyphened(text, b, 1):
            continue
        found.append(Trigger(a, b, automaton.senses[number]))
    return found


@remembered
def triggers_in(passage: Passage, sentence: Sentence) -> list[Trigger]:
    """Return the words of a sentence that tell of events, in order."""
    return find_triggers(passage.plain, sentence.start, sentence.end)


def _hyphened(text: str, at: int, step: int) -> bool:
    """Say whether a hyphen ties what stands beside it into one word: "time-honoured"."""
    inside = 0 < at < len(text) - 1 and 0 <= at + step < len(text)
    return inside and text[at] == "-" and text[at + step].isalpha()


def title_kinds(title: str | None) -> set[tuple[str, str]]:
    """Return the (type, kind) pairs of the events that a headline's words may tell of."""
    if not title:
        return set()
    low = plain(title)
    return {
        (s.type, s.kind) for t in find_triggers(low, 0, len(low)) for s in t.senses if not s.weak()
    }
