"""The language of a text: by its script where that says it, else by py3langid."""

from __future__ import annotations

from functools import cache
from typing import Any

__all__ = ["language_of"]

_SCRIPTS = (
    ("km", "\u1780", "\u17ff"),
    ("lo", "\u0e80", "\u0eff"),
    ("th", "\u0e00", "\u0e7f"),
    ("zh", "\u4e00", "\u9fff"),
)
_FIRST_OF_SCRIPTS = min(first for _, first, _ in _SCRIPTS)
_LATIN = ("en", "vi", "fr")
_SAMPLE = 300
"""Characters that are read: of prose they tell as much as more would, and the model is slow."""
_SCRIPT_SHARE = 0.4
_FEWEST_LETTERS = 20
_LEAST_PROBABLE = 0.7


def language_of(text: str) -> str | None:
    """Return the ISO 639-1 code of the language that a text is written in.

    One of en, fr, km, lo, th, vi, zh: those in which this border is written about. None where
    the text is too short to tell, or none of them is likely.
    """
    sample = text[:_SAMPLE]
    letters = sum(map(str.isalpha, sample))
    if not letters:
        return None
    if max(sample) >= _FIRST_OF_SCRIPTS:
        for language, first, last in _SCRIPTS:
            if sum(first <= c <= last for c in sample) >= _SCRIPT_SHARE * letters:
                return language
    if letters < _FEWEST_LETTERS:
        return None
    found, probability = _identifier().classify(sample)
    return str(found) if probability >= _LEAST_PROBABLE else None


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(_LATIN))
    return identifier
