"""Whose data the layers rest on, and on what terms; the long form is data/SOURCES.md."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["LICENCES", "Licence", "attribution", "licences"]


class Licence(NamedTuple):
    """A licence as a Data Package names it, and the notice that goes with the data."""

    name: str
    title: str
    path: str
    notice: str


LICENCES = {
    "odbl": Licence(
        "ODbL-1.0",
        "Open Data Commons Open Database License 1.0",
        "https://opendatacommons.org/licenses/odbl/1-0/",
        "border line © OpenStreetMap contributors, ODbL 1.0",
    ),
    "geonames": Licence(
        "CC-BY-4.0",
        "Creative Commons Attribution 4.0",
        "https://creativecommons.org/licenses/by/4.0/",
        "towns by GeoNames, CC BY 4.0",
    ),
    "atlas": Licence(
        "MIT", "MIT License", "https://opensource.org/license/mit", "Border Atlas, MIT"
    ),
}

_OF_LAYER = {
    "border": ("odbl",),
    "provinces": ("odbl", "geonames"),
    "checkpoints": ("odbl", "geonames", "atlas"),
}
_OTHERS = ("odbl", "geonames", "atlas")


def licences(layer: str) -> list[Licence]:
    """Return the licences that the rows of a layer stand under, the strictest first."""
    return [LICENCES[key] for key in _OF_LAYER.get(layer, _OTHERS)]


def attribution(layer: str) -> str:
    """Return the notice to show with a layer."""
    return "; ".join(licence.notice for licence in licences(layer))
