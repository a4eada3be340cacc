"""The form that a model's answer must have, made from the records of ``geo.model``."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

from geo.errors import ReaderError
from geo.facts.lexicon import sections
from geo.facts.openai.endpoint import parse_json
from geo.model import (
    AidStatus,
    EventStatus,
    EventType,
    Indicator,
    ProjectKind,
    ProjectStatus,
    Twinning,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["parse_answer", "schema"]

_MOST = 200
"""Records of one kind that an article may have; more is no reading but a runaway."""
_TEXT = {"type": "string"}
_TEXT_OR_NONE = {"type": ["string", "null"]}
_NUMBER_OR_NONE = {"type": ["number", "null"]}
_TEXTS = {"type": "array", "items": _TEXT, "maxItems": _MOST}
_QUOTES = {"type": "array", "items": _TEXT, "minItems": 1, "maxItems": 10}


def _words(words: Sequence[str]) -> dict[str, Any]:
    return {"type": "string", "enum": list(words)}


def _one_of(literal: object) -> dict[str, Any]:
    return _words(get_args(literal))


def _list_of(**properties: Any) -> dict[str, Any]:
    record = {
        "type": "object",
        "properties": properties | {"when": _TEXT_OR_NONE, "quotes": _QUOTES},
        "required": [*properties, "when", "quotes"],
        "additionalProperties": False,
    }
    return {"type": "array", "items": record, "maxItems": _MOST}


@cache
def schema() -> dict[str, Any]:
    """Return the JSON Schema of an answer.

    What the program finds itself (ids, offsets, dates, titles of events, approximate, period,
    confidence) is not asked for. Categories of aid are those of the vocabulary.
    """
    categories = [*sections("items"), "other"]
    lists = {
        "events": _list_of(
            type=_one_of(EventType), status=_one_of(EventStatus), places=_TEXTS, actors=_TEXTS
        ),
        "aid": _list_of(
            category=_words(categories), item=_TEXT, quantity=_NUMBER_OR_NONE, unit=_TEXT_OR_NONE,
            unit_value=_NUMBER_OR_NONE, total_value=_NUMBER_OR_NONE, currency=_TEXT_OR_NONE,
            status=_one_of(AidStatus), donor=_TEXT_OR_NONE, recipient=_TEXT_OR_NONE,
            handed_over_at=_TEXTS, beneficiaries_at=_TEXTS,
        ),
        "twinnings": _list_of(a=_TEXT, b=_TEXT, level=_one_of(get_type_hints(Twinning)["level"])),
        "projects": _list_of(
            kind=_one_of(ProjectKind), title=_TEXT, status=_one_of(ProjectStatus), places=_TEXTS,
            value=_NUMBER_OR_NONE, currency=_TEXT_OR_NONE,
        ),
        "indicators": _list_of(
            about=_one_of(get_type_hints(Indicator)["about"]), measure=_TEXT,
            value={"type": "number"}, unit=_TEXT, places=_TEXTS, **{"class": _TEXT_OR_NONE},
        ),
    }  # fmt: skip
    return {
        "type": "object",
        "properties": lists,
        "required": list(lists),
        "additionalProperties": False,
    }


def parse_answer(content: str, host: str) -> dict[str, list[dict[str, Any]]]:
    """Return the records of an answer by kind, in the form of ``schema``.

    A fence of back-ticks around the JSON, which many models write, is taken off.

    Raises
    ------
    ReaderError
        The answer is no JSON, or not of that form.
    """
    from jsonschema import Draft202012Validator

    text = content.strip()
    if text.startswith("```") and text.endswith("```"):
        text = text[3:-3].strip().removeprefix("json")
    answer = parse_json(text, host)
    try:
        fault = next(Draft202012Validator(schema()).iter_errors(answer), None)
    except RecursionError:
        msg = f"The endpoint {host} sends an answer that is nested too deep. Ask another model."
        raise ReaderError(msg) from None
    if fault is not None:
        where = "/".join(str(part) for part in fault.absolute_path) or "the whole of it"
        msg = (
            f"The endpoint {host} sends an answer of another form than was asked for: {where} "
            f"breaks the rule {fault.validator!r}. Ask another model."
        )
        raise ReaderError(msg)
    found: dict[str, list[dict[str, Any]]] = answer
    return found
