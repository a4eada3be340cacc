"""Where an event is when no "in" or "at" says it: its hosts, its scene, those whom it helps."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.facts.heads import RANK, heads, preposition_in
from geo.facts.lexicon import any_of, search_for
from geo.facts.timing import went_before

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.scene import Scene
    from geo.facts.verdict import Verdict
    from geo.model import Mention

__all__ = [
    "OF_OBJECT",
    "helped",
    "is_body",
    "is_of_agent",
    "joined",
    "row_of",
    "scene_of",
    "without_where",
]

OF_OBJECT = frozenset(("opening", "upgrade", "closing", "groundbreaking"))
"""Kinds of events that happen to a gate, a road or a building; it is their place."""

_FRONT = 40  # a unit so near before a verb is its subject
_SCENE = 110  # "A was, on July 30, the scene of …": so near before stands the place
_HELPED = 70  # "people of two communes, A and B": so far back stands who is helped
_LIST = re.compile(r"[^.;\d]{0,60}?(?:\band|,|&|-|/)\s*(?:[\w'-]+\s+){0,3}\Z")
_COUNTRIES = ("VN", "KH", "LA", "TH")
_UNITS = {"village", "commune", "district", "city", "province"}
_OF_NAMED = {"report", "decision"}  # what they are about is their place: "resolved to raise A"
_ON_THE_LINE = {"crime", "patrol", "demarcation", "medical", "training"}


def without_where(scene: Scene, verdict: Verdict, clause: tuple[int, int]) -> list[Mention]:
    """Return the places of an event whose sentence has no "in" or "at" for it.

    The scene ("Kratie saw …"), the side named ("in the Vietnamese locality"), the hosts, the
    ends of a road, those who are helped, the force that acted: the first of them that is told.
    """
    return (
        scene_of(scene, verdict)
        or _on_side(scene)
        or _host(scene, verdict, clause)
        or _told_of(scene, verdict, clause)
        or _signers(scene, verdict, clause)
        or _acted(scene, verdict, clause)
    )


# --- the scene and the hosts ----------------------------------------------------------------


@cache
def _venue_words() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<be>{any_of('setting', 'be the venue')}[^.;]{{0,40}}?{any_of('setting', 'venue of')})"
        rf"|(?P<sees>{any_of('setting', 'sees')})"
    )


def scene_of(scene: Scene, verdict: Verdict) -> list[Mention]:
    """Return the subject of "was the scene of", "saw": "Kratie was on May 3 the scene of …"."""
    start, _ = scene.clause(verdict.trigger.start)
    named = heads(scene, scene.mentions)
    for match in _venue_words().finditer(scene.text, start, verdict.trigger.start):
        before = [(m, w) for m, w in named if start <= m.start < match.start()]
        if not before or match.start() - before[-1][0].end > _SCENE:
            continue
        mention, word = before[-1]
        if word in {"where", "whereto"} or mention.type == "country":
            continue
        subject = [m for m, w in before if w == word and m.type != "country"]
        return subject if word == "" else subject[-1:] if is_body(scene, mention) else []
    return []


@cache
def _sides() -> re.Pattern[str]:
    """Return the pattern of a unit of one side; the name of the last group is the country."""
    countries = "|".join(f"(?P<{c}>{any_of('setting', f'side {c}')})" for c in _COUNTRIES)
    return re.compile(
        rf"\b(?:in|at)\s+the\s+(?:{countries})\s+(?:{any_of('setting', 'what side')}\s+)?"
        rf"{any_of('setting', 'unit of a side')}(?!\s+of\b)"
    )


def _on_side(scene: Scene) -> list[Mention]:
    """Return the unit that "in the Vietnamese locality" means: the one named on that side."""
    match = _sides().search(scene.text, scene.sentence.start, scene.sentence.end)
    if match is None:
        return []
    named = scene.passage.named(0, scene.sentence.end, embedded=True)
    units = [m for m in named if m.country == match.lastgroup and m.type in _UNITS]
    near = [m for m in units if m.start >= scene.sentence.start]
    before = [m for m in near if m.start < match.start()]
    narrow = min((RANK[m.type] for m in before), default=0)
    return [m for m in before if RANK[m.type] == narrow][:1] or near[:1] or units[-1:]


def _host(scene: Scene, verdict: Verdict, clause: tuple[int, int]) -> list[Mention]:
    """Return where those are at home who hold an event: "The command of Tay Ninh hosted …"."""
    if verdict.sense.type == "visit":
        by = search_for("setting", "invited by").search(scene.text, *clause)
        return row_of(scene, _bodies(scene, by.end(), clause[1])) if by is not None else []
    if verdict.sense.type in {"crime", "medical", "patrol"}:
        return []
    if verdict.sense.kind in {*OF_OBJECT, "handover"}:
        return []
    return _host_named(scene, *clause)


def host_beside(scene: Scene) -> list[Mention]:
    """Return the hosts or the venue told in another sentence: "Its hosts are …", "had invited"."""
    start, end = scene.sentence.start, scene.sentence.end
    venue = search_for("setting", "as venue").search(scene.text, start, end)
    if venue is not None:
        return [m for m, _ in heads(scene, scene.passage.named(start, end)) if m.type != "country"]
    told = any(
        search_for("setting", words).search(scene.text, start, end)
        for words in ("hosts follow", "invites")
    )
    return _host_named(scene, start, end) if told else []


def _host_named(scene: Scene, start: int, end: int) -> list[Mention]:
    """Return the units that hold what a stretch tells of: before "hosted", after "hosted by"."""
    follow = search_for("setting", "hosts follow").search(scene.text, start, end)
    if follow is not None:
        return row_of(scene, _bodies(scene, follow.end(), end))
    verb = search_for("setting", "holds at home").search(scene.text, start, end)
    if verb is None:
        return []
    units = _bodies(scene, start, verb.start())
    units = [m for m in units if _is_subject(scene, m)]
    if len(units) > 1 and not search_for("event_context", "hosts").search(
        scene.text, verb.start(), verb.end()
    ):
        return []  # "A and B held talks" does not say where
    return units


def _is_subject(scene: Scene, mention: Mention) -> bool:
    """Say whether no preposition of place stands before a name, unless inside a body's name."""
    word = next((w for m, w in heads(scene, [mention])), "")
    return word not in {"where", "whereto"} or is_body(scene, mention)


def _bodies(scene: Scene, start: int, end: int, narrowest: int = RANK["commune"]) -> list[Mention]:
    """Return the units named in a stretch, those inside the names of bodies too, each once."""
    found: dict[str, Mention] = {}
    named = scene.passage.named(start, end, embedded=True)
    inner = {id(a) for a, b in pairwise(named) if _holds(scene, b, a)}
    for mention in named:
        if narrowest <= RANK[mention.type] <= RANK["province"] and id(mention) not in inner:
            found.setdefault(mention.name or mention.text, mention)
    return list(found.values())


def _holds(scene: Scene, inner: Mention, outer: Mention) -> bool:
    """Say whether a name before another is its container: "Laos' Attapeu", "Tay Ninh's Ben Cau"."""
    gap = scene.text[outer.end : inner.start]
    return RANK[outer.type] > RANK[inner.type] and gap.strip() in {"'s", "'"}


def row_of(scene: Scene, named: Sequence[Mention]) -> list[Mention]:
    """Return the first name, and those that it is joined to by commas and "and"."""
    found = list(named[:1])
    for mention in named[1:]:
        if _LIST.fullmatch(scene.text, found[-1].end, mention.start) is None:
            break
        found.append(mention)
    return found


def is_body(scene: Scene, mention: Mention) -> bool:
    """Say whether a name is that of a force or office: "the police of Kandal", "Kandal police"."""
    if not scene.passage.tells(scene.sentence, "setting", "forces"):
        return False
    begin = max(scene.sentence.start, mention.start - 60)
    return (
        _after_body().search(scene.text, begin, mention.start) is not None
        or _before_body().match(scene.text, mention.end, scene.sentence.end) is not None
    )


@cache
def _after_body() -> re.Pattern[str]:
    inner = r"(?:(?!\b(?:by|to|with|and)\b)[\w'-]+\s+){0,5}"
    return re.compile(rf"{any_of('setting', 'forces')}\s+(?:of|in|from)\s+{inner}\Z")


@cache
def _before_body() -> re.Pattern[str]:
    return re.compile(rf"(?:'s)?\s+(?:[\w'-]+\s+){{0,3}}?{any_of('setting', 'forces')}")


def is_of_agent(scene: Scene, verdict: Verdict, mention: Mention) -> bool:
    """Say whether a name is that of who did it: "was given by the consulate in Preah Sihanouk"."""
    start = verdict.trigger.end
    if mention.start < start:
        return False
    by = scene.text.rfind(" by ", start, mention.start)
    if by < 0 or re.search(r"[,;]", scene.text[by : mention.start]):
        return False
    return search_for("setting", "forces").search(scene.text, by, mention.start) is not None


def _acted(scene: Scene, verdict: Verdict, clause: tuple[int, int]) -> list[Mention]:
    """Return the home of the force that made a catch, or was called on."""
    type_, start = verdict.sense.type, clause[0]
    if type_ == "visit" and verdict.sense.kind != "motion":
        start = verdict.trigger.end
    elif type_ != "crime":
        return []
    units = [m for m in _bodies(scene, start, clause[1], RANK["village"]) if is_body(scene, m)]
    return units[:1]


def _signers(scene: Scene, verdict: Verdict, clause: tuple[int, int]) -> list[Mention]:
    """Return the posts, villages or communes that put their names to a paper."""
    if verdict.sense.type != "signing" or verdict.sense.form in {"singular", "plural"}:
        return []
    end = verdict.trigger.start
    return [
        m for m in scene.mentions
        if clause[0] <= m.start < end and m.type in {"facility", "village", "commune"}
    ]  # fmt: skip


# --- what an event is done to -----------------------------------------------------------------


def _told_of(scene: Scene, verdict: Verdict, clause: tuple[int, int]) -> list[Mention]:
    """Return what a road joins ("linking A with B"), who is helped, or where a gift went to."""
    kind, at = verdict.sense.kind, verdict.trigger
    if scene.has("list opens", scene.sentence.start, at.start):
        return []
    if search_for("setting", "at it").search(scene.text, *clause):
        return []  # "used the occasion to grant": where the occasion is
    if kind in OF_OBJECT:
        return joined(scene) or _subject(scene, verdict, clause)
    if kind == "handover":
        return (
            _receivers(scene, verdict, clause)
            or helped(scene, *clause)
            or _getting(scene, verdict, clause)
        )
    if verdict.sense.type == "medical" and (homes := helped(scene, *clause)):
        return homes
    if kind == "other":
        return helped(scene, *clause)
    if kind in _OF_NAMED:
        named = heads(scene, scene.mentions)
        return [m for m, word in named if RANK[m.type] < RANK["district"] and word != "nowhere"][:2]
    if verdict.sense.type in _ON_THE_LINE:
        before = heads(scene, [m for m in scene.mentions if m.start < at.start])
        return [m for m, word in before if word == "where" and m.type != "country"]
    return []


def joined(scene: Scene) -> list[Mention]:
    """Return the ends of a road or bridge that a sentence tells: "linking A with B"."""
    words = search_for("setting", "joins").search(
        scene.text, scene.sentence.start, scene.sentence.end
    )
    if words is None:
        return []
    named = heads(scene, scene.passage.named(words.end(), scene.sentence.end))
    ends = [m for m, _ in named if RANK[m.type] <= RANK["region"]]
    if words.group().endswith("ed to"):  # "by which A is linked to B"
        ends = scene.passage.named(scene.sentence.start, words.start())[-1:] + ends
    return ends


def _receivers(scene: Scene, verdict: Verdict, clause: tuple[int, int]) -> list[Mention]:
    """Return the units that a gift went "to", or was "for"."""
    begin = scene.last("recipients", verdict.trigger.end, clause[1])
    if begin is None:
        return _given(scene, verdict, clause)
    named = heads(scene, [m for m in scene.mentions if begin <= m.start < clause[1]])
    places = [m for m, _ in named if RANK[m.type] <= RANK["province"]]
    places = places or _bodies(scene, begin, clause[1])[:1]
    return [m for m in places if not went_before(scene, begin, m.start)]


def _given(scene: Scene, verdict: Verdict, clause: tuple[int, int]) -> list[Mention]:
    """Return the unit that is given something: "gave the province of Kandal two packages"."""
    end = verdict.trigger.end
    units = [m for m in scene.mentions if end <= m.start < min(clause[1], end + _FRONT)]
    units = [m for m in units if m.type in _UNITS]
    return units[:1] if units and units[0] in [m for m, w in heads(scene, units) if not w] else []


@cache
def _of_helped() -> re.Pattern[str]:
    return re.compile(
        rf"{any_of('setting', 'those helped')}\s+(?:\([^)]*\)\s+)?{any_of('setting', 'live in')}"
        r"\s+(?:[\w'-]+,?\s+){0,8}\(?\Z"
    )


def helped(scene: Scene, start: int, end: int) -> list[Mention]:
    """Return where those live who are examined or given something: "300 people of Tra My"."""
    named = heads(scene, scene.passage.named(start, end))
    units = [m for m, _ in named if RANK[m.type] <= RANK["province"]]
    for number, mention in enumerate(units):
        begin = max(start, mention.start - _HELPED)
        if _of_helped().search(scene.text, begin, mention.start):
            return row_of(scene, units[number:])
    return []


def _getting(scene: Scene, verdict: Verdict, clause: tuple[int, int]) -> list[Mention]:
    """Return the home of those who got it: "the army of Attapeu received 10 tonnes of rice"."""
    at = verdict.trigger.start
    passive = re.search(r"\b(?:was|were|been)\s+(?:\w+\s+)?\Z", scene.text[clause[0] : at])
    if passive is None and not search_for("setting", "gets").search(verdict.sense.lemma):
        return []
    units = _bodies(scene, clause[0], at)
    return [m for m in units if is_body(scene, m)][-1:] or _subject(scene, verdict, clause)


def _subject(scene: Scene, verdict: Verdict, clause: tuple[int, int]) -> list[Mention]:
    """Return the unit whose deed an opening is: "Kandal province will open a crossing"."""
    at = verdict.trigger.start
    named = [m for m in scene.mentions if clause[0] <= m.start < at]
    if not named or verdict.sense.form in {"singular", "plural", "phrase"}:
        return []
    last = named[-1]
    gap = scene.text[last.end : at].removesuffix(" to ")  # "plans to open"
    apart = len(gap) > _FRONT or preposition_in(gap, 0, len(gap))
    return [last] if last.type in _UNITS and not apart else []
