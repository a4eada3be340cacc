"""Border Atlas: reads articles about a border and draws what they report."""

from __future__ import annotations

from geo.errors import (
    ArticleError,
    AtlasError,
    DataError,
    ExportError,
    ReaderError,
    RegisterError,
    UsageError,
)

__all__ = [
    "ArticleError",
    "AtlasError",
    "DataError",
    "ExportError",
    "ReaderError",
    "RegisterError",
    "UsageError",
]
__version__ = "0.1.0"
