"""Values of tables and records as the page's JSON has them."""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
from collections.abc import Mapping
from typing import Any

from geo.map.escape import clean

__all__ = ["mapping", "plain"]

_DECIMALS = 6


def mapping(value: Any) -> Mapping[str, Any]:
    """Return a record as a mapping, however it comes."""
    if isinstance(value, Mapping):
        return value
    if dataclasses.is_dataclass(value):
        return {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}
    return {"name": str(value)}


def plain(value: Any) -> Any:
    """Return a value of a table as JSON has it: no NaN, no NumPy, dates as ISO text."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {clean(str(key)): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        items = sorted(value) if isinstance(value, set | frozenset) else value
        return [plain(item) for item in items]
    if isinstance(value, dt.date):
        text = value.isoformat()[:10]
        return None if text == "NaT" else text
    if hasattr(value, "tolist"):  # NumPy scalars and arrays
        return plain(value.tolist())
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return _number(value)
    if dataclasses.is_dataclass(value):
        return plain(mapping(value))
    return clean(str(value)) if str(value) not in {"NaT", "<NA>"} else None


def _number(value: float) -> int | float | None:
    if not math.isfinite(value):
        return None
    rounded = round(value, _DECIMALS)
    return int(rounded) if rounded == int(rounded) else rounded
