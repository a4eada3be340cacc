"""Finding names of places in texts (recognise) and the places that they mean (resolve)."""

from __future__ import annotations

from geo.geoparse.parser import Geoparser, Parsed

__all__ = ["Geoparser", "Parsed"]
