"""Cues around a word that may tell of an event: does it, by what examples with such cues told.

The rules of ``judge`` weigh a word by reasons that a person can list. How much each reason counts,
for which type of event and in which company, weights learned from examples know better: they take
the reasons, the words beside, what the sentence and the text tell besides.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from geo.facts.judge import judge
from geo.facts.scene import Scene
from geo.facts.sentences import UNTOLD
from geo.facts.triggers import title_kinds
from geo.facts.weights import Weights, likelihood
from geo.facts.wording import Wording, stems_beside, stems_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from geo.facts.passage import Passage
    from geo.facts.verdict import Verdict

__all__ = ["Cued", "chance_of", "read_cues"]

_LEAD = 2  # sentences of the text proper that open it
_BEFORE, _BEHIND = 3, 4  # words whose place counts
_BESIDE = 2  # words that say something else for each type of event
_MOST = 4  # counts above it are taken as it
_AGAIN = 2


class Cued(NamedTuple):
    """A word as the rules weighed it, with what stands around it."""

    verdict: Verdict
    wording: Wording


def chance_of(cued: Cued) -> float:
    """Return the chance, 0 to 1, that a word tells of an event of its type."""
    (total,) = Weights.named("cues").totals(cued.wording)
    return likelihood(total)


def read_cues(passage: Passage, title: str) -> Iterator[tuple[int, Scene, list[Cued]]]:
    """Yield the sentences that have words for events: number, scene, and these words.

    ``title`` is the headline in plain form. Words that cannot tell of an event are left out.
    """
    headline = title_kinds(title)
    titled = {type_ for type_, _ in headline}
    paragraphs = Counter(s.paragraph for s in passage.sentences)
    told = 0
    before: Counter[str] = Counter()
    for number, sentence in enumerate(passage.sentences):
        if sentence.kind in UNTOLD:
            continue
        told += sentence.kind == "body"
        alone = paragraphs[sentence.paragraph] == 1
        scene = Scene.of(passage, sentence, alone=alone, lead=told <= _LEAD)
        if not scene.triggers:
            continue
        verdicts = [v for t in scene.triggers if (v := judge(scene, t, headline)) is not None]
        shared = _of_text(scene, verdicts, told)
        yield number, scene, _cued(scene, verdicts, shared, before, titled)
        before.update({v.sense.type for v in verdicts})


def _of_text(scene: Scene, verdicts: Sequence[Verdict], told: int) -> set[str]:
    """Return what all words of a sentence share."""
    return {
        f"k:{scene.sentence.kind}",
        f"p:{min(told, _MOST)}",
        f"n:{min(len(verdicts), _MOST)}",
        f"days:{min(len(scene.dates), _AGAIN)}",
        f"names:{min(len(scene.mentions), _AGAIN + 1)}",
    }


def _cued(
    scene: Scene,
    verdicts: Sequence[Verdict],
    shared: set[str],
    before: Counter[str],
    titled: Collection[str],
) -> list[Cued]:
    types = Counter(v.sense.type for v in verdicts)
    stems = stems_in(scene.passage, scene.sentence)
    here: Counter[str] = Counter()
    found = []
    for order, verdict in enumerate(verdicts):
        type_ = verdict.sense.type
        marks = shared | _of_verdict(scene, verdict)
        marks |= {f"i:{min(order, _AGAIN + 1)}", f"same:{min(here[type_], _AGAIN)}"}
        marks |= {f"seen:{min(before[type_], _AGAIN)}", f"h:{type_ in titled:d}"}
        marks |= {f"seen:{type_}:{min(before[type_], _AGAIN)}"}
        marks |= {f"o:{type_}:{other}" for other in types if other != type_}
        words = stems | _beside(scene, verdict)
        found.append(Cued(verdict, Wording(frozenset(words), frozenset(marks))))
        here[type_] += 1
    return found


def _beside(scene: Scene, verdict: Verdict) -> set[str]:
    """Return the word itself and those beside it with their place."""
    trigger, type_ = verdict.trigger, verdict.sense.type
    before, behind = stems_beside(scene.passage, scene.sentence, trigger.start, trigger.end)
    near = [f"l{n}:{stem}" for n, stem in enumerate(reversed(before[-_BEFORE:]))]
    near += [f"r{n}:{stem}" for n, stem in enumerate(behind[:_BEHIND])]
    by_type = {f"{type_}/{w}" for w in near if int(w[1]) < _BESIDE}
    return by_type.union(near, [f"lemma:{verdict.sense.lemma}"])


def _of_verdict(scene: Scene, verdict: Verdict) -> set[str]:
    """Return what the rules say of a word."""
    sense = verdict.sense
    start, end = scene.clause(verdict.trigger.start)
    days = [d for d in scene.dates if start <= d.start < end]
    marks = {
        f"t:{sense.type}",
        f"kind:{sense.kind}",
        f"form:{sense.form}",
        f"tense:{verdict.tense}",
        f"{sense.type}:{verdict.tense}:{sense.form}",
        f"status:{verdict.status}",
        f"plural:{verdict.plural:d}",
        f"definite:{verdict.definite:d}",
        f"ordinal:{verdict.ordinal is not None:d}",
        f"general:{verdict.general:d}",
        f"part:{end - start < scene.sentence.end - scene.sentence.start:d}",
        f"{sense.type}:first:{start == scene.sentence.start:d}",
        f"day:{len(days[0].span.start) if days else 0}",
    }
    marks.update(f"r:{reason}" for reason in verdict.reasons)
    marks.update(f"r:{sense.type}:{reason}" for reason in verdict.reasons)
    return marks
