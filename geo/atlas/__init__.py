"""The atlas: articles, gazetteer, register and reviews joined into layers.

``build_atlas`` makes it; ``read`` and ``reading_to_dict`` are the same for one article alone.
"""

from __future__ import annotations

from geo.atlas.atlas import Atlas, Records
from geo.atlas.build import build_atlas
from geo.atlas.reading import read, read_or_fail, reading_to_dict
from geo.atlas.schema import LAYERS, TABLES

__all__ = [
    "LAYERS",
    "TABLES",
    "Atlas",
    "Records",
    "build_atlas",
    "read",
    "read_or_fail",
    "reading_to_dict",
]
