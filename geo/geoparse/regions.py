"""Parts of countries: "eastern Cambodia" is a region, not Cambodia."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.geoparse.name import Name
from geo.names import key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.geoparse.index import NameIndex
    from geo.geoparse.tokens import Tokens

__all__ = ["find_regions"]


def find_regions(tokens: Tokens, names: Sequence[Name], index: NameIndex) -> None:
    """Make a country with a direction before it a region; the direction belongs to its name."""
    for name in names:
        if name.type != "country" or name.first == 0 or not tokens.joined[name.first]:
            continue
        word = tokens.word[name.first - 1]
        if word is None or "directions" not in word.kinds or word.length > 1:
            continue
        whole = key(tokens.text[tokens.starts[name.first - 1] : name.end])
        country = Name(name.first, name.last, name.start, name.end, name.key, known=True)
        country.type = "country"
        if index.has(whole):
            name.key = whole
        else:
            name.region_of = country
        name.type = "region"
        name.first -= 1
        name.start = tokens.starts[name.first]
