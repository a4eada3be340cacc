"""The border line, the ground on either side of it, and the areas of its provinces."""

from __future__ import annotations

from geo.border.line import Border, Section
from geo.border.provinces import Provinces

__all__ = ["Border", "Provinces", "Section"]
