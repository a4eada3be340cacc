"""Facts of an article: events, aid, twinnings, projects, indicators, each with its evidence.

``read_facts`` is the reader that the package ships. Another one can stand in wherever a
``FactReader`` is asked for: it gets the article, the mentions and the gazetteer, and returns
``Facts`` whose evidence lies inside the text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from geo.facts.aid import read_aid
from geo.facts.events import read_events
from geo.facts.indicators import read_indicators
from geo.facts.passage import Passage
from geo.facts.projects import read_projects
from geo.facts.twinnings import read_twinnings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.gazetteer import Gazetteer
    from geo.model import Aid, Article, Event, Indicator, Mention, Project, Twinning

__all__ = ["FactReader", "Facts", "read_facts"]


@dataclass(frozen=True, slots=True)
class Facts:
    """What an article reports, in the order of its text.

    ``left_out`` counts what a reader found and could not prove, as (what, how often).
    """

    events: tuple[Event, ...] = ()
    aid: tuple[Aid, ...] = ()
    twinnings: tuple[Twinning, ...] = ()
    projects: tuple[Project, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    left_out: tuple[tuple[str, int], ...] = ()


class FactReader(Protocol):
    """Anything that reads facts out of an article whose names are known."""

    def __call__(
        self, article: Article, mentions: Sequence[Mention], gazetteer: Gazetteer
    ) -> Facts:
        """Return the facts; every piece of evidence lies inside the article's text."""
        ...


def read_facts(
    article: Article,
    mentions: Sequence[Mention],
    gazetteer: Gazetteer | None = None,  # noqa: ARG001 - every FactReader is called so
    *,
    encoded: bool = True,
) -> Facts:
    """Return what an article reports, read by rules over the vocabulary in data/vocabulary.

    What rules leave open, weights of words and the encoder decide, which were learned from
    examples; ``encoded=False`` does without the encoder, faster and not quite as well. Works
    sentence by sentence and sends nothing anywhere; the same article and mentions give the same
    facts, ids included. Never raises on any text.
    """
    passage = Passage.of(article, mentions, encoded=encoded)
    twinnings = read_twinnings(article, mentions, passage=passage)
    return Facts(
        events=tuple(read_events(article, mentions, passage=passage, twinnings=twinnings)),
        aid=tuple(read_aid(article, mentions, passage=passage)),
        twinnings=tuple(twinnings),
        projects=tuple(read_projects(article, mentions, passage=passage)),
        indicators=tuple(read_indicators(article, mentions, passage=passage)),
    )
