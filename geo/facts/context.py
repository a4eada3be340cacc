"""The words of event_context.txt: what stands around an event's name, as sets and patterns."""

from __future__ import annotations

import re
from functools import cache

from geo.facts.lexicon import any_of, phrases

__all__ = ["ending", "listed", "pattern"]

_FILE = "event_context"


@cache
def listed(section: str) -> frozenset[str]:
    """Return the words of a section; none if there is no such section."""
    return frozenset(phrases(_FILE, section))


@cache
def pattern(section: str) -> re.Pattern[str]:
    """Return the pattern of any word of a section."""
    return re.compile(any_of(_FILE, section))


@cache
def ending(section: str) -> re.Pattern[str]:
    """Return the pattern of a stretch that ends with a word of a section."""
    return re.compile(any_of(_FILE, section) + r"\W*\Z")
