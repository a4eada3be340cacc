"""Whose data the layers rest on, and on what terms; the long form is data/SOURCES.md."""

from __future__ import annotations

from typing import NamedTuple

from geo.atlas.schema import TABLES

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
        "border line and outlines © OpenStreetMap contributors, ODbL 1.0",
    ),
    "gshhg": Licence(
        "LGPL-3.0",
        "GNU Lesser General Public License 3.0",
        "https://www.gnu.org/licenses/lgpl-3.0.html",
        "shores and rivers: GSHHG, LGPL 3",
    ),
    "geonames": Licence(
        "CC-BY-4.0",
        "Creative Commons Attribution 4.0",
        "https://creativecommons.org/licenses/by/4.0/",
        "towns and points: GeoNames (geonames.org), CC BY 4.0",
    ),
    "cambodia": Licence(
        "other-at",
        "Other (Attribution)",
        "https://data.mef.gov.kh",
        "units of Cambodia: Ministry of Economy and Finance (data.mef.gov.kh)",
    ),
    "atlas": Licence(
        "MIT",
        "MIT License",
        "https://opensource.org/license/mit",
        "units of Vietnam (vietnamadminunits) and Border Atlas, MIT; "
        "quoted sentences: their publishers",
    ),
}

_OF_LAYER = {"border": ("odbl",)} | dict.fromkeys(TABLES, ("atlas",))
_OTHERS = tuple(LICENCES)


def licences(layer: str) -> list[Licence]:
    """Return the licences that the rows of a layer stand under, the strictest first."""
    return [LICENCES[key] for key in _OF_LAYER.get(layer, _OTHERS)]


def attribution(layer: str) -> str:
    """Return the notice to show with a layer."""
    return "; ".join(licence.notice for licence in licences(layer))
