"""Titles of events in our own words: what it is, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.facts.setting import OF_OBJECT
from geo.facts.tellings import number_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.tellings import Telling

__all__ = ["title_of"]

_NOUNS = {
    "meeting": "Meeting",
    "visit": "Visit",
    "motion": "Visit",
    "exchange": "Exchange",
    "twinning": "Twinning",
    "patrol": "Joint patrol",
    "opening": "Opening",
    "groundbreaking": "Groundbreaking",
    "signing": "Signing",
    "training": "Training",
    "medical": "Medical examinations",
    "cultural": "Cultural event",
    "crime": "Crime case",
    "demarcation": "Demarcation",
    "handover": "Handover of aid",
    "planting": "Tree planting",
    "commemoration": "Commemoration",
    "greeting": "Greetings",
    "upgrade": "Upgrade",
    "outreach": "Spreading of the law",
    "closing": "Closing",
    "clash": "Incident",
    "ceremony": "Ceremony",
    "salute": "Ceremony",
}

_GOALS = {"country", "region", "province", "city", "district", "commune", "village"}


def title_of(
    event: Telling,
    names: list[str],
    told: str,
    visitor: str | None = None,
    partners: Sequence[str] = (),
) -> str:
    """Return a title such as "Opening of the Tân Nam – Meun Chey checkpoint".

    A visit names its ``visitor``: "Visit of Sok An to Hà Nội". Where no place is known, a meeting
    names the ``partners`` who met, for nothing else tells it from another. What no noun names is
    called as the text has ``told`` it.
    """
    noun = _noun(event)
    if noun is None:
        return told
    if event.kind == "visit" and visitor is not None:
        noun = f"{noun} of {visitor}"
    names = list(dict.fromkeys(names))
    if not names:
        return f"{noun} of {_joined(list(partners))}" if partners else noun
    joined = _joined(names)
    if event.kind == "twinning":
        return f"{noun} of {joined}"
    if event.places and event.kind in OF_OBJECT and event.places[0].type == "border_gate":
        plural = len(names) > 2
        return (
            f"{noun} of the {' – '.join(names) if not plural else joined} checkpoint" + "s" * plural
        )
    if event.places and event.kind == "visit" and event.places[0].type in _GOALS:
        return f"{noun} to {joined}"
    if not event.places:
        return f"{noun} at the {joined}"
    at = event.places[0].type in {"border_gate", "facility", "landmark", "road"}
    return f"{noun} {'at' if at else 'in'} {joined}"


def _noun(event: Telling) -> str | None:
    """Return the word of the text where it is a noun and says more than the type, else the type's.

    None if the type says nothing either.
    """
    sense, ordinal = event.verdict.sense, event.verdict.ordinal
    if sense.form in {"singular", "plural"} and sense.type != "same" and _says_more(sense.lemma):
        noun = sense.lemma.capitalize()
    else:
        noun = _NOUNS.get(event.kind, "")
    if noun and ordinal:
        noun = f"{number_of(ordinal).capitalize()} {noun[0].lower()}{noun[1:]}"
    return noun or None


def _says_more(lemma: str) -> bool:
    words = lemma.split()
    plain = words[0] in {"his", "her", "their", "years", "series"} or words[-1] == "of"
    return len(words) > 1 and not plain


def _joined(names: list[str]) -> str:
    if len(names) == 1:
        return names[0]
    return ", ".join(names[:-1]) + " and " + names[-1]
