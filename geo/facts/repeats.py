"""Words of an event that only lead to another one of their sentence, or are its occasion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.facts.context import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.scene import Scene
    from geo.facts.verdict import Verdict

__all__ = ["names_nothing_new"]

_GATHERINGS = frozenset({"training", "cultural", "meeting", "exchange", "medical"})
_NEAR = 60  # what a word leads to stands so near after it


def names_nothing_new(scene: Scene, verdict: Verdict, good: Sequence[Verdict]) -> bool:
    """Say whether a verb only leads to the event beside it.

    "Gathered for an exchange"; "examined and given medicine".
    """
    sense, end = verdict.sense, verdict.trigger.end
    if sense.lemma in listed("gather verbs"):
        return any(
            v.sense.type != sense.type and v.status == verdict.status
            and 0 < v.trigger.start - end < 3 * _NEAR
            and v.sense.form in {"singular", "plural"}
            for v in good
        )  # fmt: skip
    if sense.kind == "opening":  # "opened a training course", "the opening of the festival"
        return any(0 < v.trigger.start - end < _NEAR for v in good if _gathers(v))
    if sense.kind == "closing":  # "a meeting of three days, which closed on Friday"
        at = verdict.trigger.start
        return any(0 < at - v.trigger.end < _NEAR for v in good if _gathers(v))
    if sense.kind == "meeting" and _is_occasion(scene, verdict, good):
        return True
    if sense.kind == "meeting" and sense.form == "singular":  # "a workshop to present gifts"
        return any(
            v.sense.kind == "handover" and 0 < v.trigger.start - end < _NEAR
            and scene.text.endswith(" to ", end, v.trigger.start)
            for v in good
        )  # fmt: skip
    if sense.kind == "handover" and any(v.sense.kind == "medical" for v in good):
        given = any(
            v.sense.kind == "medical" and v.sense.form in {"singular", "plural"}
            and 0 <= v.trigger.start - end < _NEAR / 2
            for v in good
        )  # fmt: skip
        return given or scene.has("medicine", end, min(scene.sentence.end, end + 30))
    return False


def _gathers(verdict: Verdict) -> bool:
    """Say whether a noun names a gathering, which opens and closes: "the course", "the fair"."""
    sense = verdict.sense
    return sense.type in _GATHERINGS and sense.form in {"singular", "plural"}


def _is_occasion(scene: Scene, verdict: Verdict, good: Sequence[Verdict]) -> bool:
    """Say whether a meeting is told as where something else was done.

    "Was signed at their talks", "were given books at a workshop", "met on the sidelines of …".
    """
    at = verdict.trigger.start
    start, _ = scene.clause(at)
    if scene.has("sidelines", max(start, at - _NEAR), at):
        return any(v.sense.kind == "meeting" and start <= v.trigger.start < at for v in good)
    return scene.ends_with("agreed at", start, at) and any(
        v.sense.kind in {"signing", "handover", "greeting"}
        and start <= v.trigger.start < at and v.status == verdict.status
        for v in good
    )  # fmt: skip
