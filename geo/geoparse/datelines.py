"""Datelines: the place at the head of a report says where it was written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.geoparse.name import Name
    from geo.geoparse.tokens import Tokens

__all__ = ["mark_datelines"]

_AGENCY = re.compile(
    r"(?:,[^().\n]{0,40})?\s*\([^()\n]{2,40}\)\s*[-–—―:]"
    r"|\s+[—―–]\s+"
    r"|(?:,[^().\n]{0,30})?\s+--?\s+"
)
_END = re.compile(r",?\s*(?:\w+,?\s+)?\d{1,2}(?:st|nd|rd|th)?\s+\w+\s+\d{4}\s*\.?\s*(?:\n|$)")


def mark_datelines(tokens: Tokens, names: Sequence[Name]) -> None:
    """Mark the names that head a report ("Tay Ninh (VNA) –") or close it ("Phnom Penh, 11 May")."""
    text = tokens.text
    for name in names:
        line = text.rfind("\n", 0, name.start) + 1
        before = text[line : name.start].strip()
        if ((not before or before.endswith((")", "."))) and _heads(text, name, bool(before))) or (
            not before and _END.match(text, name.end)
        ):
            name.dateline = True


def _heads(text: str, name: Name, after_caption: bool) -> bool:
    match = _AGENCY.match(text, name.end)
    if match is None:
        return False
    if "(" in match[0]:
        return True
    if after_caption:
        return False
    return text[name.start : name.end].isupper() or "—" in match[0]
