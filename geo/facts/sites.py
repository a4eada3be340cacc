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

from geo.facts.heads import RANK, heads, leads_nowhere
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
    from collections.abc import Iterable, Iterator, Sequence

    from geo.facts.passage import Passage
    from geo.facts.sentences import Sentence
    from geo.facts.weights import Counted
    from geo.model import Mention

__all__ = ["Weighed", "chances_of_places", "read_sites", "settle_sites"]

_BESIDE, _BAG = 3, 6  # words whose place counts; words that count at all
_NEAR = 2  # sentences
_FARTHEST = 60  # sentences; so that no text takes more than linear time
_FEW = 4
_WIDEST = max(RANK.values())
_YEAR = len("2025")
_STEPS = (20, 60, 120)  # characters between the event's word and a name
_ENOUGH = 0.2
_LIKELIER = 0.3
_COUNTRY = 0.5
_BORROWED = 0.4
_OF_COUNTRY = 0.75
_ALIKE = 0.5
_MOST = 2
"""From the first chance on a name is the place of an event that has none; one that has another
must be exceeded by the second; a name of another sentence needs the fourth, for a place that is not
told is better left out; where the event's own sentence names its country, it needs the fifth of the
country's chance besides. What comes near the likeliest is a place as well, two in all. The figures
gave the best F1 on texts that neither the rules nor the weights had seen.
"""


class _Named(NamedTuple):
    """A name with its sentence and what is known of it, whichever event is asked about.

    ``counted`` is what its wording adds up to. ``near`` are those of its words that say something
    else for each type of event, ``kinds`` those of its marks that do, and for each distance too.
    """

    number: int
    scene: Scene
    mention: Mention
    wording: Wording
    counted: Counted
    near: list[str]
    kinds: list[str]


class Weighed(NamedTuple):
    """A name with the number of its sentence and the chance, 0 to 1, that an event was there."""

    mention: Mention
    number: int
    chance: float


def chances_of_places(passage: Passage, number: int, type_: str) -> list[Weighed]:
    """Return the names of a text with the chance that an event of a sentence took place there.

    ``number`` is that of the sentence, ``type_`` the type of the event.
    """
    return _weigh(passage, _names_near(passage, number), number, type_)


def _weigh(passage: Passage, names: Iterable[_Named], number: int, type_: str) -> list[Weighed]:
    """Return names with the chance that an event of a sentence took place there."""
    weights = Weights.named("venues")
    event = _word_of(passage, passage.sentences[number], type_)
    found = []
    for name in names:
        seen = weights.count(*_seen_from(name, number, event, type_))
        (total,) = weights.totals_of(seen.plus(name.counted))
        found.append(Weighed(name.mention, name.number, likelihood(total)))
    return found


def read_sites(passage: Passage, number: int, type_: str) -> Iterator[tuple[Mention, int, Wording]]:
    """Yield the names of a text, seen from one of its sentences.

    Each comes with the number of its own sentence and with what stands around it.
    """
    event = _word_of(passage, passage.sentences[number], type_)
    for name in _names_near(passage, number):
        words, marks = _seen_from(name, number, event, type_)
        known = name.wording
        yield name.mention, name.number, Wording(known.words.union(words), known.marks.union(marks))


def _names_near(passage: Passage, number: int) -> list[_Named]:
    """Return the names of a text that an event of a sentence may have for its place."""
    names = _names(passage)
    first = bisect_left(names, number - _FARTHEST, key=attrgetter("number"))
    last = bisect_right(names, number + _FARTHEST, key=attrgetter("number"))
    return names[first:last]


def _seen_from(name: _Named, number: int, event: int, type_: str) -> tuple[list[str], list[str]]:
    """Return the words and marks that a name has besides for an event: each once, none its own.

    ``number`` is that of the event's sentence, ``event`` where its word stands.
    """
    zone = _zone(name.number - number, name.scene.sentence)
    marks = [f"z:{zone}", f"zt:{zone}:{type_}"]
    marks += [f"{type_}/{m}" for m in name.kinds]
    marks += [f"{zone}/{m}" for m in name.kinds]
    if name.number == number:
        away, *told = _from_event(name.scene, name.mention, event)
        marks += [away, f"{type_}/{away}", *told]
    return [f"{type_}/{w}" for w in name.near], marks


@remembered
def _names(passage: Passage) -> list[_Named]:
    """Return the names of a text with what stands around each of them."""
    found: list[_Named] = []
    weights = Weights.named("venues")
    counts = Counter(m.name or m.text for m in passage.mentions)
    title = plain(passage.article.title or "")
    seen: set[str] = set()
    for index, sentence in enumerate(passage.sentences):
        named = passage.named(sentence.start, sentence.end, embedded=True)
        if not named:
            continue
        dates = passage.dates_in(sentence.start, sentence.end)
        scene = Scene(passage, sentence, passage.plain, dates=dates)
        leads = {(m.start, m.end): word or "bare" for m, word in heads(scene, named)}
        venue = "where" in leads.values()
        narrowest = min((RANK[m.type] for m in named if not m.embedded), default=_WIDEST)
        for order, mention in enumerate(named):
            name = mention.name or mention.text
            lead = leads.get((mention.start, mention.end), "inside")
            body = is_body(scene, mention)
            kinds = [f"k:{lead}", f"m:{mention.type}", f"b:{body:d}{mention.embedded:d}"]
            titled = passage.plain[mention.start : mention.end] in title
            marks = [
                *kinds,
                f"few:{min(len(named), _FEW)}",
                f"c:{mention.country}",
                f"narrow:{RANK[mention.type] <= narrowest:d}",
                f"where:{venue:d}:{lead}",
                f"n:{min(counts[name], _FEW)}",
                f"new:{name not in seen:d}",
                f"i:{min(order, _FEW)}",
                f"title:{titled:d}",
            ]
            words, near = _beside(passage, sentence, mention)
            wording = Wording(frozenset(words), frozenset(marks))
            counted = weights.count(words, marks)
            found.append(_Named(index, scene, mention, wording, counted, near, kinds))
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


def _from_event(scene: Scene, mention: Mention, at: int) -> list[str]:
    """Return how a name stands to the event's word in the same sentence, first how far away."""
    side = "r" if mention.start > at else "l"
    away = sum(abs(mention.start - at) > step for step in _STEPS)
    between = sorted((at, mention.start))
    return [
        f"d:{side}{away}",
        f"went:{went_before(scene, at, mention.start):d}",
        f"comma:{min(scene.text.count(',', *between), 2)}",
    ]


def _beside(passage: Passage, sentence: Sentence, mention: Mention) -> tuple[set[str], list[str]]:
    """Return the words on both sides of a name, those nearest with their place; then the nearest.

    These are the two before it and the one behind it.
    """
    before, behind = stems_beside(passage, sentence, mention.start, mention.end)
    before, behind = before[-_BAG:], behind[:_BAG]
    found = sided(before, behind, _BESIDE, _BESIDE)
    found.update(f"lb:{a}_{b}" for a, b in pairwise(before[-_BESIDE:]))
    near = [f"l{n}:{stem}" for n, stem in enumerate(reversed(before[-2:]))]
    near += [f"r0:{stem}" for stem in behind[:1]]
    return found, near


def settle_sites(events: Sequence[Telling], passage: Passage) -> None:
    """Place events where the weights are surer than the rules, and those without a place.

    What a rule has found stays unless another name is likelier by far, the country that a visit
    goes to unless one is likelier at all; a twinning keeps the two places that it ties.
    """
    for event in events:
        if event.type == "twinning" and event.places:
            continue
        told = passage.sentences[event.sentence]
        placed = event.at_border or any(m.type != "country" for m in event.places)
        if placed and passage.tells(told, "setting", "at it"):
            continue  # it was where what it goes on about was
        names = _names_near(passage, event.sentence)
        own = {_id(m) for m in event.places}
        rivals = [name for name in names if _may_place(event, passage, name)]
        known = [name for name in names if _id(name.mention) in own]
        best: dict[str, Weighed] = {}
        weighed = _weigh(passage, rivals, event.sentence, event.type)
        of_own = _weigh(passage, known, event.sentence, event.type)
        mine = max((site.chance for site in of_own), default=0.0)
        lent = max(_BORROWED, mine * _OF_COUNTRY)
        for site in sorted(weighed, key=lambda w: -w.chance):
            if site.number == event.sentence or site.chance >= lent:
                best.setdefault(_id(site.mention), site)
        goal = mine if event.type == "visit" and event.places else 0.0  # "a visit to Vietnam"
        least = mine + _LIKELIER if placed else max(_ENOUGH, goal)
        likely = [s for s in best.values() if s.chance >= max(least, _least(s.mention))]
        if likely:
            event.places = [s.mention for s in likely if s.chance >= likely[0].chance * _ALIKE]
            del event.places[_MOST:]


def _may_place(event: Telling, passage: Passage, name: _Named) -> bool:
    """Say whether a name may be the place of an event, likely or not.

    In its own sentence, not in a part that tells of another event; else where it may be lent.
    """
    elsewhere = name.number != event.sentence
    if event.at_border and (elsewhere or name.mention.type == "country"):
        return False  # the border of two countries says more than both
    if name.number == event.sentence:
        inside = any(a <= name.mention.start < b for a, b in event.evidence)
        return inside and not leads_nowhere(name.scene, name.mention.start)
    return _lends(event, passage, name)


def _lends(event: Telling, passage: Passage, name: _Named) -> bool:
    """Say whether a name of another sentence may place an event: it is not of another day."""
    looked_back = event.date is not None and len(event.date.start) == _YEAR
    if event.status == "planned" or looked_back:
        return False
    told = name.scene.sentence
    days = [d.span for d in passage.dates_in(told.start, told.end)]
    return not days or any(spans_agree(event.date, day) for day in days)


def _least(mention: Mention) -> float:
    """Return the chance that a name needs: a whole country says little."""
    return _COUNTRY if mention.type == "country" else 0.0


def _id(mention: Mention) -> str:
    return mention.place_id or mention.name or mention.text
