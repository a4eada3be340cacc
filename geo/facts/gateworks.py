"""What is done to checkpoints that a clause names: raised in class, opened to vehicles, built."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from geo.facts.lexicon import any_of, search_for
from geo.facts.works import Work, distinct

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.passage import Passage
    from geo.facts.sentences import Sentence
    from geo.model import Mention, ProjectStatus

__all__ = ["find_gates"]


_BETWEEN = 60  # characters between two gates of one list
_VERB = 60  # characters between a list of gates and what becomes of them


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    classes, inside = any_of("projects", "gate classes"), any_of("projects", "inside a name")
    return {
        "raise": re.compile(any_of("projects", "raise")),
        "class": re.compile(
            rf"(?:in)?(?:to|as)\s+(?:an?\s+|the\s+)?(?:{inside}\s+)*?{classes}"
            rf"|\s{classes}\s+(?:ones|gates|checkpoints|crossings)(?!\w)"
            rf"|\san?\s+(?:new\s+)?{classes}(?:\s+{inside})*\s+"
            rf"{any_of('projects', 'checkpoint')}"
        ),
        "admits": re.compile(
            rf"{any_of('projects', 'admits')}\s+(?:[\w']+\s+){{0,5}}?"
            rf"{any_of('projects', 'traffic')}"
        ),
        "one": re.compile(
            rf"(?<!\w)(?:one|another|it)\s+(?={any_of('projects', 'future', 'planned', 'built')})"
        ),
        "built": re.compile(any_of("projects", "built")),
        "future": re.compile(any_of("projects", "future")),
    }


def find_gates(passage: Passage, sentence: Sentence, before: Sequence[Sentence]) -> list[Work]:
    """Return the checkpoints that a sentence says change: in class, in traffic, or newly built.

    ``before`` are the sentences just before it, which "one will be built" goes on about.
    """
    found = [
        *_raised(passage, sentence),
        *_admitting(passage, sentence),
        *_pronoun(passage, sentence, before),
    ]
    return found[:1]


def _gates(passage: Passage, start: int, end: int) -> list[Mention]:
    return [m for m in passage.named(start, end) if m.type == "border_gate"]


def _raised(passage: Passage, sentence: Sentence) -> list[Work]:
    """Read "A – B is to be raised to a main gate" and "upgrading A – B into a main gate"."""
    text, patterns = passage.plain, _patterns()
    if not passage.tells(sentence, "projects", "raise"):
        return []
    for raised in patterns["raise"].finditer(text, sentence.start, sentence.end):
        until = min(sentence.end, raised.end() + 170)
        class_ = patterns["class"].search(text, raised.end() - 1, until)
        if class_ is None:
            continue
        after = _gates(passage, raised.end(), class_.start())
        before = _listed(_gates(passage, sentence.start, raised.start()), raised.start())
        inside = [m for m in _gates(passage, class_.start(), until) if m.start - class_.end() < 40]
        gates = after or before + inside[:2]
        if not gates:
            continue
        active = search_for("syntax", "raise as plan").match(text, raised.start())
        future = patterns["future"].search(text, sentence.start, raised.end())
        status: ProjectStatus = "planned" if future or active else "completed"
        return [_work(passage, status, gates, (raised.start(), class_.end()))]
    return []


def _listed(gates: Sequence[Mention], at: int) -> list[Mention]:
    """Return the gates of the list that ends right before an offset: "A - B, C - D and E - F"."""
    found: list[Mention] = []
    for gate in reversed(gates):
        if (found[-1].start if found else at - _VERB) - gate.end > _BETWEEN:
            break
        found.append(gate)
    return found[::-1]


def _admitting(passage: Passage, sentence: Sentence) -> list[Work]:
    """Read "vehicles are allowed through the gates of A – B": they are open to traffic."""
    text, patterns = passage.plain, _patterns()
    if not passage.tells(sentence, "projects", "admits"):
        return []
    match = patterns["admits"].search(text, sentence.start, sentence.end)
    gates = _gates(passage, match.end(), min(sentence.end, match.end() + 140)) if match else []
    if match is None or not gates:
        return []
    near = [m for m in gates if m.start - gates[0].end < 60]
    planned = patterns["future"].search(text, max(sentence.start, match.start() - 60), match.end())
    return [_work(passage, "planned" if planned else "completed", near, match.span())]


def _pronoun(passage: Passage, sentence: Sentence, before: Sequence[Sentence]) -> list[Work]:
    """Read "one will be built in C province" after a sentence about checkpoints."""
    text, patterns = passage.plain, _patterns()
    gates = any(passage.tells(s, "projects", "checkpoint") for s in before)
    if not gates or not passage.tells(sentence, "projects", "built"):
        return []
    match = patterns["one"].search(text, sentence.start, sentence.end)
    if match is None:
        return []
    built = patterns["built"].search(text, match.end(), min(sentence.end, match.end() + 40))
    if built is None:
        return []
    future = patterns["future"].search(text, match.start(), built.end())
    until = min(sentence.end, built.end() + 60)
    places = [m for m in passage.named(built.end(), until) if m.type != "country"]
    if not places:
        return []
    return [
        _work(passage, "planned" if future else "completed", places, (match.start(), built.end()))
    ]


def _work(
    passage: Passage, status: ProjectStatus, places: list[Mention], span: tuple[int, int]
) -> Work:
    """Return the work on some gates; ``span`` are the words that tell what is done."""
    places = distinct(places)
    start, end = min(places[0].start, span[0]), max(places[-1].end, span[1])
    first, last = min(m.start for m in places), max(m.end for m in places)
    title = " ".join(passage.article.text[first:last].split())
    return Work("checkpoint", status, start, end, title, places, None, [(start, end)])
