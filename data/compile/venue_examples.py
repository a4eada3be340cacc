"""Names of the examples, each with whether an event of its text took place there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.facts.sites import read_sites
from geo.names import key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from examples import Text

    from geo.facts.passage import Passage
    from geo.facts.wording import Wording
    from geo.model import Mention

__all__ = ["venues_of"]

SHORT = 3  # letters; so short a name is told only as a whole


def venues_of(text: Text, passage: Passage) -> Iterator[tuple[Wording, bool]]:
    """Yield, for each event that has places, the names of its text: did it take place there."""
    for number, example in enumerate(text.examples):
        for event in example.events:
            if event.places is None:
                continue
            wanted = [key(place) for place in event.places.split(";")]
            for mention, _, wording in read_sites(passage, number, event.type):
                yield wording, is_among(mention, wanted)


def is_among(mention: Mention, wanted: list[str]) -> bool:
    """Say whether a name is one of some places, however both are spelled."""
    got = {key(name) for name in (mention.name, mention.text) if name}
    return any(
        w == g or (min(len(w), len(g)) > SHORT and (w in g or g in w)) for w in wanted for g in got
    )
