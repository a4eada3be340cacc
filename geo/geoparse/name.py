"""The working record of one name while a text is being read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.geoparse.lexicon import ClassWord
    from geo.model import Place, PlaceType

__all__ = ["LEVEL", "Name"]

LEVEL: dict[PlaceType, int] = {
    "village": 0,
    "facility": 0,
    "landmark": 0,
    "border_gate": 10,
    "commune": 20,
    "city": 25,
    "district": 30,
    "province": 50,
    "water": 60,
    "road": 60,
    "region": 70,
    "country": 80,
}
"""How large a place of a type is: a smaller one may lie in a larger one."""

_DEPTH = 6
_NO_CONTAINERS = frozenset(("region", "water", "road"))


@dataclass(slots=True, eq=False)
class Name:
    """A stretch of capitalised words that may name a place.

    ``first`` and ``last`` are its first token and the one after its last; ``known`` tells that the
    gazetteer has the whole of it among the names that need no class word, ``parts`` are such names
    inside it.
    """

    first: int
    last: int
    start: int
    end: int
    key: str
    written: str = ""
    """Its text with its diacritics, composed; "" for one without any."""
    known: bool = False
    parts: list[Name] = field(default_factory=list)
    class_word: ClassWord | None = None
    class_from: str = ""
    """Where the class word stands: "after" or "before" the name, before it with "of" ("of"),
    "within" it, with another name of its "list", "announced" before the list that it is in,
    "apposed" in so many words ("X, a hamlet of …"); "" where there is none."""
    reach: int = 0
    """The token after the name and its class words."""
    bracket: int | None = None
    """The offset behind a bracket that follows it and holds other names."""
    bracketed: bool = False
    holder: Name | None = None
    """The name before the bracket that it stands in."""
    lead: int = 0
    """The offset of the class word before it ("province of Tay Ninh") and of the words that
    qualify that ("border province of …"); 0 for none, and where they open the text."""
    side: frozenset[str] = frozenset()
    """The countries that it may belong to, by its syllables."""
    inside: Name | None = None
    loosely: bool = False
    """The container is only a guess: two bare names with a comma, which may be a list."""
    partner: Name | None = None
    person: bool = False
    embedded: bool = False
    dateline: bool = False
    route: bool = False
    """One of three or more places that dashes join into a line."""
    accepted: bool = False
    type: PlaceType | None = None
    region_of: Name | None = None
    marker: str = ""
    place: Place | None = None
    bearer: Place | None = None
    """The place whose name it carries ("Ben Cau Primary School": the district)."""
    score: float = 0.0
    listed: bool = True
    reasons: list[str] = field(default_factory=list)

    def container(self) -> Place | None:
        """Return the smallest resolved place that the text puts it in."""
        link = self.inside
        for _ in range(_DEPTH):
            if link is None:
                return None
            if link.place is not None and link.place.type not in _NO_CONTAINERS:
                return link.place
            link = link.inside
        return None

    @property
    def said(self) -> PlaceType | None:
        """The type that the text gives it, by a class word."""
        return self.class_word.type if self.class_word else None
