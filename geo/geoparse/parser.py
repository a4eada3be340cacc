"""From an article to its mentions of places."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.geoparse.appositions import read_appositions
from geo.geoparse.chains import link_chains
from geo.geoparse.choose import choose_names
from geo.geoparse.classwords import assign_class_words
from geo.geoparse.contradictions import Contradictions
from geo.geoparse.datelines import before_reform, day_of, mark_datelines, raise_datelines
from geo.geoparse.embedded import mark_embedded, mark_persons
from geo.geoparse.fuzzy import Fuzzy
from geo.geoparse.index import NameIndex
from geo.geoparse.institutions import join_institutions
from geo.geoparse.khmer import KhmerFinder
from geo.geoparse.lexicon import Lexicon
from geo.geoparse.markers import find_numbered
from geo.geoparse.mentions import Maker
from geo.geoparse.misspelt import correct_spellings
from geo.geoparse.pairs import join_pairs
from geo.geoparse.recognise import find_names
from geo.geoparse.regions import find_regions
from geo.geoparse.resolve import Resolver
from geo.geoparse.senses import choose_types
from geo.geoparse.spans import call_rivers_by_their_names, take_in_class_words
from geo.geoparse.tokens import Tokens

if TYPE_CHECKING:
    from geo.border import Border
    from geo.gazetteer import Gazetteer
    from geo.geoparse.name import Name
    from geo.model import Article, Mention, Unlisted

__all__ = ["Geoparser", "Parsed"]


@dataclass(frozen=True, slots=True)
class Parsed:
    """The places that a text names.

    ``mentions`` are in the order of the text and do not overlap; ``unlisted`` are those of them
    that the gazetteer lacks; ``contradictions`` are sentences for a person who reviews.
    """

    mentions: tuple[Mention, ...] = ()
    unlisted: tuple[Unlisted, ...] = ()
    contradictions: tuple[str, ...] = ()


class Geoparser:
    """Finds names of places in articles and the places that they mean.

    Parameters
    ----------
    gazetteer
        The places to resolve to.
    border
        The border line; with it, markers are placed on the line and places that lie on the wrong
        side are reported. None to do without.
    lexicon
        The words around names; None for those of the data folder.
    """

    def __init__(
        self, gazetteer: Gazetteer, border: Border | None = None, lexicon: Lexicon | None = None
    ) -> None:
        self.gazetteer = gazetteer
        self.border = border
        self.lexicon = lexicon or Lexicon.load()
        self.index = NameIndex(gazetteer, self.lexicon)
        self._khmer = KhmerFinder(self.index, self.lexicon)
        self._fuzzy = Fuzzy(gazetteer, self.index)
        self._resolver = Resolver(gazetteer, self.index, self._fuzzy)
        self._contradictions = Contradictions(border)
        self._maker = Maker(gazetteer, self.index, border)

    def parse(self, article: Article) -> Parsed:
        """Return the places that an article names. Never raises for any text."""
        tokens = Tokens(article.text, self.lexicon)
        names = self._names(tokens)
        day = day_of(article) or before_reform(names, self.index)
        context = self._resolver.resolve(names, day)
        mentions, unlisted = self._maker.make(tokens, names, context)
        contradictions = self._contradictions.find(mentions)
        return Parsed(tuple(mentions), tuple(unlisted), tuple(contradictions))

    def _names(self, tokens: Tokens) -> list[Name]:
        raise_datelines(tokens, self.index)
        numbered = find_numbered(tokens)
        names = _without(find_names(tokens, self.index), numbered)
        assign_class_words(tokens, names, self.index)
        read_appositions(tokens, names, self.index)
        names = join_institutions(tokens, join_pairs(tokens, names, self.index))
        take_in_class_words(tokens, names, self.index)
        call_rivers_by_their_names(tokens, names)
        mark_persons(tokens, names, self.index, self.lexicon)
        correct_spellings(tokens, names, self.index, self._fuzzy)
        link_chains(tokens, names, self.index)
        names = choose_names(tokens, names, self.index)
        mark_embedded(tokens, names)
        mark_datelines(tokens, names)
        choose_types(tokens, names, self.index)
        find_regions(tokens, names, self.index)
        for name in names:
            name.side = self.index.side(tuple(tokens.lows[name.first : name.last]))
            written = tokens.text[name.start : name.end]
            if not written.isascii():
                name.written = unicodedata.normalize("NFC", written)
        khmer = self._khmer.find(tokens)
        return sorted([*names, *numbered, *khmer], key=lambda name: name.start)


def _without(names: list[Name], markers: list[Name]) -> list[Name]:
    """Return the names that do not stand in the words of a marker."""
    if not markers:
        return names
    taken = {i for marker in markers for i in range(marker.first, marker.last)}
    return [name for name in names if not taken.intersection(range(name.first, name.last))]
