"""How far a road, a bridge, a gate or a building is, as the words around its name say."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, get_args

from geo.facts.lexicon import any_of, phrases, search_for
from geo.model import ProjectKind, ProjectStatus

if TYPE_CHECKING:
    from geo.facts.passage import Passage

__all__ = ["STAGES", "stage_of"]

STAGES = ("completed", "under construction", "planned", "under study")
_LEAD = 110  # characters before a thing in which its stage is told
_TAIL = 170
_NEAR = 70
_PROPER = re.compile(r"(?:[^\W\d_a-z][\w'-]*\s+){1,4}$")

Stretch = tuple[int, int]
Stage = tuple[ProjectStatus, int, int]
"""How far a thing is, and from where to where the words reach that say so."""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    inside = any_of("projects", "inside a name")
    return {
        "done": re.compile(any_of("projects", "completed")),
        "building": re.compile(any_of("projects", "under construction")),
        "planned": re.compile(any_of("projects", "planned")),
        "study": re.compile(any_of("projects", "under study")),
        "future": re.compile(any_of("projects", "future")),
        "place of": re.compile(
            rf"(?P<at>{any_of('projects', 'place of')})\s+(?:(?:the|a|an|its|their|this)\s+)?"
            rf"(?:{inside}\s+)*$"
        ),
        "owner": re.compile(
            rf"(?<!\w)(?!{any_of('projects', 'of what')})[\w'-]+\s+of\s+(?:(?:the|a|an|its)\s+)?$"
        ),
        "work on": re.compile(
            rf"{any_of('syntax', 'work')}\s+on\s+(?:the\s+|a\s+)?(?:\w+\s+){{0,2}}$"
        ),
        "traffic": re.compile(any_of("projects", "traffic")),
        "no project": re.compile(any_of("projects", "no project")),
        "cut": re.compile(rf";|,\s+{any_of('syntax', 'cut')}|\.\s"),
        "relative": re.compile(rf",\s+(?:\w+\s+)?{any_of('syntax', 'relative')}"),
        "thing": re.compile(any_of("projects", *get_args(ProjectKind))),
        "auxiliary": re.compile(any_of("syntax", "is done")),
    }


def stage_of(
    passage: Passage, kind: ProjectKind, thing: re.Match[str], name_start: int, clause: Stretch
) -> Stage | None:
    """Return how far a thing is that a clause names; None if it is only a place of something.

    ``thing`` is its head noun, ``name_start`` where its name begins.
    """
    text, patterns = passage.plain, _patterns()
    start, end = clause
    first = max(start, name_start - _LEAD)
    if _is_place(passage, kind, first, name_start):
        relative = re.compile(rf",?\s+{any_of('syntax', 'which was')}").match(
            text, thing.end(), end
        )
        if relative is None:
            return None
        until = min(end, relative.end() + 60)
        return _stage(text, (0, 0), (thing.end(), until), (thing.end(), until))
    cuts = (*patterns["cut"].finditer(text, first, name_start),
            *patterns["relative"].finditer(text, first, name_start))  # fmt: skip
    lead_at = max((m.end() for m in cuts), default=first)
    cut = patterns["cut"].search(text, thing.end(), min(end, thing.end() + _TAIL))
    tail_end = cut.start() if cut else min(end, thing.end() + _TAIL)
    if patterns["no project"].search(text, lead_at, name_start):
        return None
    lead, tail = (lead_at, thing.start()), (thing.end(), tail_end)
    near = (thing.end(), min(tail_end, thing.end() + _NEAR))
    told = _stage(text, lead, tail, near)
    return told or _predicate(text, (near[1], end))


def _is_place(passage: Passage, kind: ProjectKind, first: int, name_start: int) -> bool:
    """Say whether a thing is where something else is, or what something else belongs to."""
    text, patterns = passage.plain, _patterns()
    before = text[first:name_start]
    if patterns["work on"].search(before) or patterns["building"].search(before[-50:]):
        return False
    lead_in = before
    if kind == "zone":  # its name may be none that the gazetteer knows
        lead_in = before[: len(_PROPER.sub("", passage.article.text[first:name_start]))]
    where = patterns["place of"].search(lead_in)
    if where is not None and any(
        told.start() < where.start("at") and told.end() == where.end("at")  # "the plan counts on"
        for stage in ("planned", "building", "study")
        for told in patterns[stage].finditer(before)
    ):
        return False
    if where is None and not patterns["owner"].search(before):
        return False
    through = where is None or where["at"] in phrases("projects", "through")
    return not (kind == "checkpoint" and through and patterns["traffic"].search(before[-70:]))


def _predicate(text: str, rest: Stretch) -> Stage | None:
    """Read what is said of a thing behind its relatives and places.

    "The gates of A, in P, and B, in Q, were opened"; no other thing may stand between.
    """
    patterns = _patterns()
    other = patterns["thing"].search(text, *rest)
    until = other.start() if other else rest[1]
    verb = patterns["auxiliary"].search(text, rest[0], until)
    if verb is None:
        return None
    stretch = (verb.start(), min(until, verb.end() + _NEAR))
    return _stage(text, (rest[0], rest[0]), stretch, stretch)


def _stage(text: str, lead: Stretch, tail: Stretch, near: Stretch) -> Stage | None:
    """Weigh the words before a thing (``lead``) and after it (``tail``; ``near`` is its head)."""
    patterns = _patterns()
    future = patterns["future"].search(text, *lead) or patterns["future"].search(text, *near)
    stages: tuple[tuple[str, ProjectStatus, Stretch], ...] = (
        ("study", "under_study", near), ("building", "under_construction", tail),
        ("done", "completed", tail), ("planned", "planned", near),
    )  # fmt: skip
    for name, status, after in stages:
        before = patterns[name].search(text, *lead)
        match = before or patterns[name].search(text, *after)
        if match is None:
            continue
        if (
            future
            and status in {"under_construction", "completed"}
            and not (name == "done" and before and future.start() > before.start())
        ):
            status = "planned"
        if (
            name == "done"
            and before
            and search_for("syntax", "to build").search(text, before.end(), lead[1])
        ):
            status = "planned"  # "granted 2 billion VND to build a school"
        if name == "building" and future and future.start() > match.end():
            status = "under_construction"  # "is being built and should be ready in May"
        first = min(m.start() for m in (match, future) if m)
        return status, first, max(match.end(), near[0])
    return None
