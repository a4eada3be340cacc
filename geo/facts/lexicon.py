"""Vocabulary files as compiled patterns.

A line of a vocabulary file holds one word or phrase, or several forms of it separated by
commas. Patterns match the text that ``sentences.plain`` makes, and are compiled once.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick, MatchKind

from geo.facts.sentences import plain
from geo.names import fold
from geo.tables import Sections, data_folder, read_words

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "any_of",
    "first_words",
    "is_vietnamese",
    "matches_at",
    "phrases",
    "search_for",
    "section_of",
    "sections",
]

_Tree = dict[str, "_Tree"]
_VIETNAMESE_LETTERS = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")


def is_vietnamese(text: str, language: str | None = None) -> bool:
    """Say whether a text is Vietnamese: as declared, or by the share of its marked letters."""
    if language:
        return language.lower().startswith("vi")
    sample = text[:4000].lower()
    return len(_VIETNAMESE_LETTERS.findall(sample)) > len(sample) / 20


@cache
def sections(file: str) -> Sections:
    """Return section → phrases of ``data/vocabulary/<file>.txt``, lower case, commas split."""
    words = read_words(data_folder() / "vocabulary" / f"{file}.txt")
    found = {
        name: tuple(
            form for line in lines for part in line.split(",") if (form := plain(part).strip())
        )
        for name, lines in words.items()
    }
    return Sections(words.path, found)


@cache
def phrases(file: str, *names: str) -> tuple[str, ...]:
    """Return the phrases of some sections of a vocabulary file (of all, if none is named).

    DataError names a section that the file lacks.
    """
    found = sections(file)
    return tuple(word for name in names or found for word in found[name])


@cache
def any_of(file: str, *names: str) -> str:
    """Return a pattern source that matches any phrase of the sections, the longest first.

    Phrases match as whole words, with any white space between their words. The source is a tree
    of common beginnings, for an alternation of hundreds of phrases is tried one by one.
    """
    words: _Tree = {}
    marks: _Tree = {}
    for phrase in phrases(file, *names):
        node = words if phrase[0].isalnum() else marks
        for character in " ".join(phrase.split()):
            node = node.setdefault(character, {})
        node["(?!\\w)" if phrase[-1].isalnum() else ""] = {}
    sources = [rf"(?<!\w){_source(words)}"] if words else []
    sources += [_source(marks)] if marks else []
    return f"(?:{'|'.join(sources)})" if sources else r"(?!)"


def _source(node: _Tree) -> str:
    """Return the pattern source of a tree; at its ends stand the empty word or a boundary."""
    branches = []
    for key, child in sorted(node.items(), key=lambda item: (len(item[0]) != 1, item[0])):
        own = r"\s+" if key == " " else re.escape(key) if len(key) == 1 else key
        branches.append(own + (_source(child) if child else ""))
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


@cache
def search_for(file: str, *names: str) -> re.Pattern[str]:
    """Return the compiled pattern of ``any_of``."""
    return re.compile(any_of(file, *names))


@cache
def first_words(file: str, *names: str) -> AhoCorasick:
    """Return what finds where a phrase of some sections may begin, in one pass over a text."""
    words = {phrase.split()[0] for phrase in phrases(file, *names)}
    return AhoCorasick(sorted(words), matchkind=MatchKind.Standard)


def matches_at(
    pattern: re.Pattern[str], hints: AhoCorasick, text: str, start: int, end: int
) -> Iterator[re.Match[str]]:
    """Yield what ``pattern.finditer`` finds in a stretch, tried only where a hint stands.

    A hint in letters stands as a whole word, or ends with one.
    """
    done, piece = start, text[start:end]
    hits = hints.find_matches_as_indexes(piece, overlapping=True)
    for at in sorted({a for _, a, b in hits if not _is_inside(piece, a, b)}):
        if start + at < done:
            continue
        match = pattern.match(text, start + at, end)
        if match is not None:
            yield match
            done = max(done, match.end())


def _is_inside(text: str, start: int, end: int) -> bool:
    """Say whether letters go on before or behind a stretch that begins or ends with one."""
    return (start > 0 and text[start].isalpha() and text[start - 1].isalnum()) or (
        end < len(text) and text[end - 1].isalpha() and text[end].isalnum()
    )


@cache
def section_of(file: str) -> dict[str, str]:
    """Return phrase → the name of the first section that holds it, phrases folded."""
    found: dict[str, str] = {}
    for name, words in sections(file).items():
        for word in words:
            found.setdefault(fold(word), name)
    return found
