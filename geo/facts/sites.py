"""Names of a text weighed by what stands around them: is one the place of an event.

"The drill that ended at Tra My drew guards from Kandol": which of two names is the place, the
rules of ``setting`` may not see, and often the sentence of an event names none at all while the
next one does. Weights learned from examples judge each name by the words beside it, by what leads
to it, and by how far from the event it stands.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from geo.facts.heads import RANK, heads
from geo.facts.memory import remembered
from geo.facts.scene import Scene
from geo.facts.sentences import plain
from geo.facts.tellings import Telling, spans_agree
from geo.facts.timing import went_before
from geo.facts.triggers import triggers_in
from geo.facts.venues import is_body
from geo.facts.weights import Weights, likelihood
from geo.facts.wording import Wording, sided, stems_beside

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.facts.passage import Passage
    from geo.facts.sentences import Sentence
    from geo.model import Mention

__all__ = ["Weighed", "chances_of_places", "read_sites", "settle_sites"]

_BESIDE, _BAG = 3, 6  # words whose place counts; words that count at all
_NEAR = 2  # sentences
_FARTHEST = 60  # sentences; so that no text takes more than linear time
_FEW = 4
_YEAR = len("2025")
_STEPS = (20, 60, 120)  # characters between the event's word and a name
_BY_TYPE = ("k:", "m:", "b:", "d:")
_BY_ZONE = ("k:", "m:", "b:")
"""Marks that say something else for each type of event, and for each distance from it."""
_ENOUGH = 0.2
_LIKELIER = 0.5
_COUNTRY = 0.35
_BORROWED = 0.65
_ALIKE = 0.7
_MOST = 2
"""From the first chance on a name is the place of an event that has none; one that has another
must be exceeded by the second; a name of another sentence needs the fourth, for a place that is not
told is better left out. What comes near the likeliest is a place as well, two in all. The
figures gave the best F1 on texts that neither the rules nor the weights had seen.
"""


class _Named(NamedTuple):
    """A name with its sentence and what is known of it, whichever event is asked about.

    ``near`` are those of its words, ``by_type`` and ``by_zone`` those of its marks, that say
    something else for each type of event, and for each distance from it.
    """

    number: int
    scene: Scene
    mention: Mention
    wording: Wording
    near: list[str]
    by_type: list[str]
    by_zone: list[str]


class Weighed(NamedTuple):
    """A name with the number of its sentence and the chance, 0 to 1, that an event was there."""

    mention: Mention
    number: int
    chance: float


def chances_of_places(passage: Passage, number: int, type_: str) -> list[Weighed]:
    """Return the names of a text with the chance that an event of a sentence took place there.

    ``number`` is that of the sentence, ``type_`` the type of the event.
    """
    weights = Weights.named("venues")
    return [
        Weighed(mention, at, likelihood(weights.totals(wording)[0]))
        for mention, at, wording in read_sites(passage, number, type_)
    ]


def read_sites(passage: Passage, number: int, type_: str) -> Iterator[tuple[Mention, int, Wording]]:
    """Yield the names of a text, seen from one of its sentences.

    Each comes with the number of its own sentence and with what stands around it.
    """
    event = _word_of(passage, passage.sentences[number], type_)
    names = _names(passage)
    first = bisect_left(names, number - _FARTHEST, key=attrgetter("number"))
    last = bisect_right(names, number + _FARTHEST, key=attrgetter("number"))
    for name in names[first:last]:
        zone = _zone(name.number - number, name.scene.sentence)
        by_type, by_zone = list(name.by_type), list(name.by_zone)
        marks = {f"z:{zone}", f"zt:{zone}:{type_}"}
        if name.number == number:
            marks |= _from_event(name.scene, name.mention, event)
            by_type += [m for m in marks if m.startswith(_BY_TYPE)]
            by_zone += [m for m in marks if m.startswith(_BY_ZONE)]
        marks.update([f"{type_}/{m}" for m in by_type], [f"{zone}/{m}" for m in by_zone])
        words = [f"{type_}/{w}" for w in name.near]
        known = name.wording
        yield name.mention, name.number, Wording(known.words.union(words), known.marks.union(marks))


@remembered
def _names(passage: Passage) -> list[_Named]:
    """Return the names of a text with what stands around each of them."""
    found: list[_Named] = []
    counts = Counter(m.name or m.text for m in passage.mentions)
    title = plain(passage.article.title or "")
    seen: set[str] = set()
    for index, sentence in enumerate(passage.sentences):
        named = passage.named(sentence.start, sentence.end, embedded=True)
        if not named:
            continue
        dates = passage.dates_in(sentence.start, sentence.end)
        scene = Scene(passage, sentence, passage.plain, dates=dates)
        kinds = {(m.start, m.end): word or "bare" for m, word in heads(scene, named)}
        for order, mention in enumerate(named):
            name = mention.name or mention.text
            marks = _of_mention(scene, mention, named, kinds)
            marks |= {f"n:{min(counts[name], _FEW)}", f"new:{name not in seen:d}"}
            marks |= {f"i:{min(order, _FEW)}", f"title:{plain(mention.text) in title:d}"}
            words = _beside(passage.plain, sentence, mention)
            near = [w for w in words if w.startswith(("l0", "l1", "r0"))]
            by_type = [m for m in marks if m.startswith(_BY_TYPE)]
            by_zone = [m for m in marks if m.startswith(_BY_ZONE)]
            wording = Wording(frozenset(words), frozenset(marks))
            found.append(_Named(index, scene, mention, wording, near, by_type, by_zone))
            seen.add(name)
    return found


def _word_of(passage: Passage, sentence: Sentence, type_: str) -> int:
    """Return where the first word for a type of event stands, else where its sentence begins."""
    triggers = triggers_in(passage, sentence)
    told = (t.start for t in triggers if any(s.type == type_ for s in t.senses))
    return next(told, sentence.start)


def _zone(away: int, sentence: Sentence) -> str:
    if sentence.kind != "body":
        return sentence.kind if away else "own"
    if not away:
        return "own"
    return ("before" if away < 0 else "behind") + str(min(abs(away), _NEAR + 1))


def _of_mention(
    scene: Scene,
    mention: Mention,
    named: Sequence[Mention],
    kinds: dict[tuple[int, int], str],
) -> set[str]:
    """Return what is known of a name by itself: type, what leads to it, names beside it."""
    kind = kinds.get((mention.start, mention.end), "inside")
    narrowest = min(RANK[m.type] for m in named if not m.embedded or m is mention)
    return {
        f"k:{kind}",
        f"m:{mention.type}",
        f"b:{is_body(scene, mention):d}{mention.embedded:d}",
        f"c:{mention.country}",
        f"few:{min(len(named), _FEW)}",
        f"narrow:{RANK[mention.type] == narrowest:d}",
        f"where:{'where' in kinds.values():d}:{kind}",
    }


def _from_event(scene: Scene, mention: Mention, at: int) -> set[str]:
    """Return how a name stands to the event's word in the same sentence."""
    side = "r" if mention.start > at else "l"
    away = sum(abs(mention.start - at) > step for step in _STEPS)
    between = sorted((at, mention.start))
    return {
        f"d:{side}{away}",
        f"went:{went_before(scene, at, mention.start):d}",
        f"comma:{min(scene.text.count(',', *between), 2)}",
    }


def _beside(text: str, sentence: Sentence, mention: Mention) -> set[str]:
    """Return the words on both sides of a name, those nearest with their place."""
    before, behind = stems_beside(text, sentence, mention.start, mention.end)
    before, behind = before[-_BAG:], behind[:_BAG]
    found = sided(before, behind, _BESIDE, _BESIDE)
    found.update(f"lb:{a}_{b}" for a, b in pairwise(before[-_BESIDE:]))
    return found


def settle_sites(events: Sequence[Telling], passage: Passage) -> None:
    """Place events where the weights are surer than the rules, and those without a place.

    What a rule has found stays unless another name is likelier by far; a twinning keeps the two
    places that it ties.
    """
    for event in events:
        if event.type == "twinning" and event.places:
            continue
        weighed = chances_of_places(passage, event.sentence, event.type)
        best: dict[str, Weighed] = {}
        for site in sorted(weighed, key=lambda w: -w.chance):
            if _may_place(event, passage, site):
                best.setdefault(_id(site.mention), site)
        own = {_id(m) for m in event.places}
        mine = [site.chance for site in weighed if _id(site.mention) in own]
        known = event.places or event.at_border
        least = max(mine, default=0.0) + _LIKELIER if known else _ENOUGH
        likely = [s for s in best.values() if s.chance >= max(least, _least(s.mention))]
        if likely:
            event.places = [s.mention for s in likely if s.chance >= likely[0].chance * _ALIKE]
            del event.places[_MOST:]


def _may_place(event: Telling, passage: Passage, site: Weighed) -> bool:
    """Say whether a name may be the place of an event, likely or not.

    In its own sentence, not in a part that tells of another event; else where it may be lent.
    """
    if event.at_border and site.mention.type == "country":
        return False  # the border of two countries says more than both
    if site.number == event.sentence:
        return any(a <= site.mention.start < b for a, b in event.evidence)
    return _lends(event, passage, site)


def _lends(event: Telling, passage: Passage, site: Weighed) -> bool:
    """Say whether a name of another sentence may place an event: surely, and not of another day."""
    looked_back = event.date is not None and len(event.date.start) == _YEAR
    if site.chance < _BORROWED or event.status == "planned" or looked_back:
        return False
    told = passage.sentences[site.number]
    days = [d.span for d in passage.dates_in(told.start, told.end)]
    return not days or any(spans_agree(event.date, day) for day in days)


def _least(mention: Mention) -> float:
    """Return the chance that a name needs: a whole country says little."""
    return _COUNTRY if mention.type == "country" else 0.0


def _id(mention: Mention) -> str:
    return mention.place_id or mention.name or mention.text
