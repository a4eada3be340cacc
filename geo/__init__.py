"""Border Atlas: reads articles about a border and draws what they report.

::

    import geo

    atlas = geo.build_atlas(articles=["news/"])
    atlas.layers["checkpoints"]      # a GeoDataFrame in EPSG:4326
    geo.to_folium(atlas)             # the folium.Map, shown inline in a notebook
    geo.write_site(atlas, Path("maps"))

Importing the package is cheap: what needs the heavy libraries is imported at first use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.errors import (
    ArticleError,
    AtlasError,
    DataError,
    ExportError,
    ReaderError,
    RegisterError,
    UnreachableError,
    UsageError,
)

if TYPE_CHECKING:
    from geo.articles import read_article
    from geo.atlas import Atlas, build_atlas
    from geo.gazetteer import Gazetteer
    from geo.geoparse import Geoparser
    from geo.map import to_folium
    from geo.map.site import write_site

__all__ = [
    "ArticleError",
    "Atlas",
    "AtlasError",
    "DataError",
    "ExportError",
    "Gazetteer",
    "Geoparser",
    "ReaderError",
    "RegisterError",
    "UnreachableError",
    "UsageError",
    "build_atlas",
    "read_article",
    "to_folium",
    "write_site",
]
__version__ = "0.1.0"

_HOME = {
    "Atlas": "geo.atlas",
    "Gazetteer": "geo.gazetteer",
    "Geoparser": "geo.geoparse",
    "build_atlas": "geo.atlas",
    "read_article": "geo.articles",
    "to_folium": "geo.map",
    "write_site": "geo.map.site",
}


def __getattr__(name: str) -> Any:
    """Import a public name from its room at first use (PEP 562)."""
    if name not in _HOME:
        msg = f"module 'geo' has no attribute {name!r}"
        raise AttributeError(msg)
    import importlib

    return getattr(importlib.import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
