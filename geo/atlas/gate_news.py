"""What sentences say became of a checkpoint that they name: renamed, closed, opened, raised, moved.

Every rule asks for the words of ``data/vocabulary/gate_news.txt`` beside a name that was resolved
to a pair, with nothing between them but other names and words that may stand there. What a sentence
only plans, denies or supposes is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geo.facts.lexicon import any_of, search_for
from geo.facts.sentences import plain
from geo.gazetteer.checkpoints import CLASSES
from geo.names import fold, key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.facts.sentences import Sentence
    from geo.model import Checkpoint, Mention

__all__ = ["News", "is_known", "news_of"]

_FILE = "gate_news"
_NAME = r"(?!\d)\w[\w'’ʼ-]*"
_ASIDE = r"""[\s,()"'“”‘’]*"""
_REACH = 300
"""Characters before and after a name that are looked at."""
_MOST_WORDS = 4
"""More words than this are no name of a checkpoint."""


@dataclass(frozen=True, slots=True)
class News:
    """One thing that a sentence says of a pair: a column of the register, its value, in words."""

    checkpoint: str
    column: str
    value: str
    says: str


@dataclass(frozen=True, slots=True)
class _Named:
    """A mention of a pair in a sentence, and what stands before and after it.

    ``end`` is where the name ends, with the pair's other half if that follows at once.
    """

    text: str
    plain: str
    sentence: Sentence
    mention: Mention
    end: int

    @property
    def half(self) -> str:
        """Return which half is named: ``vi`` or ``kh``."""
        return "kh" if (self.mention.place_id or "").endswith(":kh") else "vi"

    @property
    def after(self) -> str:
        """Return the rest of the sentence, plain."""
        return self.plain[self.end : min(self.sentence.end, self.end + _REACH)]

    @property
    def before(self) -> str:
        """Return the beginning of the sentence, plain."""
        return self.plain[self._from : self.mention.start]

    @property
    def _from(self) -> int:
        return max(self.sentence.start, self.mention.start - _REACH)

    def at(self, before: int) -> int:
        """Return the offset in the text of one in ``before``."""
        return self._from + before

    @property
    def is_subject(self) -> bool:
        """Say whether verbs after the name may be about it, and not about what stands near it."""
        preposition = rf"{any_of(_FILE, 'not the subject')}\s+(?:the\s+)?{_kind()}\s*$"
        found = re.search(preposition, self.before)
        return not found or bool(re.search(r"\bpair\s+of\s*$", self.before))

    @property
    def nameless(self) -> str:
        """Return the rest of the sentence, plain, with a mark for every letter of a name in it."""
        rest = self.text[self.end : self.end + len(self.after)]
        names = (m for m in re.finditer(_NAME, rest) if m[0][0].isupper())
        plain_rest = list(self.after)
        for name in names:
            plain_rest[name.start() : name.end()] = "\x00" * len(name[0])
        return "".join(plain_rest)

    def happened(self, at: int) -> bool:
        """Say whether what is told at an offset of the text has come to pass."""
        return not search_for(_FILE, "not so").search(self.plain, self.sentence.start, at)


def news_of(text: str, sentence: Sentence, mention: Mention, end: int) -> Iterator[News]:
    """Yield what a sentence says became of the pair that a mention in it names.

    Parameters
    ----------
    text
        The article's body.
    sentence, mention, end
        The sentence, the name in it, and where the name ends, its other half included.
    """
    named = _Named(text, plain(text), sentence, mention, end)
    pair = (mention.place_id or "").split(":")[0]
    for rule in (_renamed, _status, _raised, _moved, _bridge):
        for column, value, says in rule(named):
            yield News(pair, column, value, says)


def is_known(news: News, pair: Checkpoint) -> bool:
    """Say whether the register has what a sentence says."""
    if news.column == "class":
        return news.value == pair.class_
    if news.column == "status":
        return news.value == pair.status
    if news.column == "history":
        told = " ".join([pair.notes, *(" ".join(entry) for entry in pair.history)])
        return fold(news.value) in fold(told)
    if news.column == "lat":
        return False
    names = [pair.name_vi, pair.name_en, *pair.aliases_vi, pair.name_kh or "", *pair.aliases_kh]
    return key(news.value) in {key(name) for name in names}


# --- names ------------------------------------------------------------------------------------


def _renamed(named: _Named) -> Iterator[tuple[str, str, str]]:
    column, old = f"name_{named.half}", named.mention.text
    patterns = _name_patterns()
    found = patterns["X renamed Y"].match(named.after)
    aside = bool(found and re.search(r"[,(]", found[0]))  # "at the X gate, renamed Y"
    if found and (aside or named.is_subject) and named.happened(named.end + found.start("how")):
        new = _name_after(named, named.end + found.end())
        yield from [(column, new, f"that {old} was renamed {new}")] if new else []
    if found := patterns["X formerly Y"].match(named.after):
        other = _name_after(named, named.end + found.end())
        said = f"that {old} was formerly called {other}"
        yield from [(f"aliases_{named.half}", other, said)] if other else []
    if found := patterns["Y formerly X"].search(named.before):
        new = _name_before(named, named.at(found.start()))
        yield from [(column, new, f"that {new} was formerly called {old}")] if new else []
    found = patterns["renaming X"].search(named.before)
    to = patterns["to Y"].match(named.after)
    if found and to and named.happened(named.at(found.start())):
        new = _name_after(named, named.end + to.end())
        yield from [(column, new, f"that {old} was renamed {new}")] if new else []


@cache
def _name_patterns() -> dict[str, re.Pattern[str]]:
    kind, formerly = _kind(), any_of(_FILE, "formerly")
    return {
        "X renamed Y": re.compile(rf"{kind}[\s,(]*(?P<how>{any_of(_FILE, 'renamed')})"),
        "X formerly Y": re.compile(rf"{kind}[\s,(]*{formerly}"),
        "Y formerly X": re.compile(rf"{kind}[\s,(]*{formerly}{_ASIDE}(?:the\s+)?$"),
        "renaming X": re.compile(rf"{any_of(_FILE, 'renaming')}\s+(?:the\s+)?{kind}\s*$"),
        "to Y": re.compile(rf"{kind}{_ASIDE}(?:{any_of(_FILE, 'to the class')}\s)?"),
    }


def _name_after(named: _Named, at: int) -> str:
    """Return the name that begins at an offset, after commas, brackets and quotation marks."""
    begin = re.compile(rf"{_ASIDE}(?:the\s+)?").match(named.plain, at, named.sentence.end)
    words = named.text[begin.end() if begin else at : named.sentence.end].split()
    return " ".join(_capitals(words[:_MOST_WORDS]))


def _name_before(named: _Named, end: int) -> str:
    """Return the name that ends at an offset."""
    words = named.text[named.sentence.start : end].split()
    return " ".join(reversed(_capitals(words[: -_MOST_WORDS - 1 : -1])))


def _capitals(words: Sequence[str]) -> list[str]:
    """Return the words as long as they begin with a capital and are no word for a gate."""
    taken: list[str] = []
    for word in words:
        bare = word.strip(",;:.()\"'“”‘’")
        if not bare[:1].isupper() or re.fullmatch(_kind_word(), plain(bare)):
            break
        taken.append(bare)
        if word[-1] in ",;:.)":
            break
    return taken


# --- status, class, place ---------------------------------------------------------------------


def _status(named: _Named) -> Iterator[tuple[str, str, str]]:
    for value, told, telling in (("closed", "closed", "closing"), ("open", "opened", "opening")):
        if _is_told(named, told) or _is_done_to(named, telling):
            yield "status", value, f"that {named.mention.text} was {told}"


def _is_told(named: _Named, told: str) -> bool:
    """Say whether the name is the subject of one of some verbs ("X gate in Y was closed")."""
    found = re.match(rf"{_gap()}(?P<how>{any_of(_FILE, told)})(?!\s+(?:to|for)\b)", named.nameless)
    return bool(found and named.is_subject and named.happened(named.end + found.start("how")))


def _is_done_to(named: _Named, telling: str) -> bool:
    """Say whether the name is what one of some verbs is done to ("closed the X gate on Monday")."""
    verb = any_of(_FILE, telling)
    found = re.search(rf"{verb}\s+(?:{_ARTICLES}\s+)*{_kind()}\s*$", named.before)
    # What is done to "the X gate market" is done to the market.
    rest = re.match(rf"{_kind()}\s*(?:$|[,.;:)(]|(?:{_ENDS})\b)", named.after)
    return bool(found and rest and named.happened(named.at(found.start())))


_ARTICLES = r"(?:the|a|an|new|pair\s+of)"
_ENDS = "on|in|at|to|for|after|with|and|as|from|yesterday|today|last|this|between|near"


def _raised(named: _Named) -> Iterator[tuple[str, str, str]]:
    told = rf"{_gap()}(?P<how>{any_of(_FILE, 'raised')}){_class()}"
    found = re.match(told, named.nameless) if named.is_subject else None
    at = named.end + found.start("how") if found else 0
    verb = re.search(rf"{any_of(_FILE, 'raising')}\s+(?:the\s+)?{_kind()}\s*$", named.before)
    if not found and verb:
        found = re.match(rf"{_kind()}{_class()}", named.after)
        at = named.at(verb.start())
    if found and named.happened(at):
        value = next(name for name in CLASSES if found[name])
        yield "class", value, f"that {named.mention.text} was made {value}"


@cache
def _class() -> str:
    """Return the pattern of "from a secondary one to a main gate"; a group for each class."""
    any_class = "|".join(rf"(?P<{c}>{any_of('checkpoints', f'class {c}')})" for c in CLASSES)
    to = any_of(_FILE, "to the class")
    return rf"(?:\s+from\s+[^,.;]{{0,40}}?)?\s+{to}\s+(?:[\w-]+\s+){{0,3}}?(?:{any_class})"


def _moved(named: _Named) -> Iterator[tuple[str, str, str]]:
    if _is_told(named, "moved"):
        yield "lat", "", f"that {named.mention.text} was moved"


def _bridge(named: _Named) -> Iterator[tuple[str, str, str]]:
    bridge = search_for(_FILE, "bridge").search(
        named.plain, named.sentence.start, named.sentence.end
    )
    opened = search_for(_FILE, "opened", "opening").search(
        named.plain, named.sentence.start, named.sentence.end
    )
    near = bridge and opened and abs(bridge.start() - opened.start()) <= _BRIDGE_CHARACTERS
    if near and opened and named.happened(opened.start()):
        yield "history", "bridge", f"that a bridge was opened at {named.mention.text}"


_BRIDGE_CHARACTERS = 60


# --- words that may stand between -------------------------------------------------------------


@cache
def _kind_word() -> str:
    gates = any_of("class_words", "border_gate", "border_gate plural", "border_gate before")
    return rf"(?:{gates}|{any_of('projects', 'gate classes')}|{any_of(_FILE, 'kind')})"


@cache
def _kind() -> str:
    """Return the pattern of "international border gate" and the like, or of nothing."""
    return rf"(?:[\s-]*+{_kind_word()})*+"


@cache
def _gap() -> str:
    """Return the pattern of what may part a name from its verb: kinds, names, small words."""
    small = any_of(_FILE, "between")
    # Nothing is given back (+): a long list of names must not be tried in every way.
    return rf"(?:[\s,()'-]*+(?:{_kind_word()}|{small}|\x00++))*+[\s,()-]*+"
