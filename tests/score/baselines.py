"""Other programs that find places in text without a network, in the form of our extraction."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["BASELINES", "version_of"]

Mentions = list[dict[str, Any]]


def version_of(name: str) -> str:
    """Return the installed version of a baseline."""
    return version(name)


def flashgeotext() -> Callable[[str], Mentions]:
    """Return flashgeotext's reading: cities and countries by their spans."""
    from flashgeotext.geotext import GeoText

    finder = GeoText()

    def read(text: str) -> Mentions:
        found = finder.extract(input_text=text, span_info=True)
        return [
            mention(text, start, end, kind)
            for group, kind in (("cities", "city"), ("countries", "country"))
            for place in found[group].values()
            for start, end in place["span_info"]
        ]

    return read


def geotext() -> Callable[[str], Mentions]:
    """Return geotext's reading; it tells names in order and no spans, so each is looked up."""
    from geotext import GeoText

    def read(text: str) -> Mentions:
        found = GeoText(text)
        return [
            mention(text, start, end, kind)
            for names, kind in ((found.cities, "city"), (found.countries, "country"))
            for start, end in spans(text, names)
        ]

    return read


def spans(text: str, names: list[str]) -> Iterator[tuple[int, int]]:
    """Yield where names stand that are told in the order of the text."""
    at = 0
    for name in names:
        start = text.find(name, at)
        if start >= 0:
            at = start + len(name)
            yield start, at


def mention(text: str, start: int, end: int, kind: str) -> dict[str, Any]:
    return {"start": start, "end": end, "text": text[start:end], "type": kind}


BASELINES = {"flashgeotext": flashgeotext, "geotext": geotext}
