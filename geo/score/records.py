"""Gold annotations and predictions as files hold them, checked for all that is measured."""

from __future__ import annotations

import json
from collections.abc import Container, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.errors import DataError, Fault
from geo.tables import read_json

if TYPE_CHECKING:
    from geo.score.matching import Record

__all__ = ["name_of", "read_gold", "read_predictions"]

_WORDS: dict[type, str] = {str: "a text", int: "a whole number"}
_GOLD: dict[str, dict[str, type]] = {
    "mentions": {"start": int, "end": int, "type": str, "text": str}, "events": {"type": str},
    "aid": {"item": str}, "twinnings": {"a": str, "b": str}, "projects": {}, "indicators": {},
}  # fmt: skip
_SAID: dict[str, dict[str, type]] = {kind: {} for kind in _GOLD} | {
    "mentions": {"start": int, "end": int, "type": str}
}
_NUMBERS = ("lat", "lon", "radius_km", "quantity", "value", "unit_value", "total_value")
_LISTS = ("places", "place_names")


def read_gold(folder: Path) -> dict[str, Record]:
    """Return the annotations of a folder (JSON files) by the file names of their articles.

    Raises
    ------
    DataError
        There are none, one cannot be read or lacks what is measured, or an article has two.
    """
    files = sorted(folder.glob("*.json")) if folder.is_dir() else []
    if not files:
        raise DataError(Fault(folder, "holds no gold annotations (*.json)."))
    gold: dict[str, Record] = {}
    source: dict[str, Path] = {}
    for file in files:
        found = read_json(file)
        what = "is no JSON object." if not isinstance(found, dict) else _gold_fault(found)
        if what:
            raise DataError(Fault(file, what, hint="See data/annotated/gold for the form."))
        name = Path(found["article"]).name
        if name in source:
            what = f"annotates {name}, as {source[name]} does."
            raise DataError(Fault(file, what, hint="Keep one of them."))
        gold[name], source[name] = found, file
    return gold


def name_of(said: Record) -> str:
    """Return the file name of the article of a prediction, by which it is joined to the gold."""
    article = said["article"]
    return Path(str(article.get("path") or article["id"])).name


def read_predictions(file: Path, annotated: Container[str] = ()) -> list[Record]:
    """Return the records of a JSON Lines file of the extraction format, one an article.

    Parameters
    ----------
    file
        The file.
    annotated
        File names of the articles that are scored. Only they are known by their names: records
        of one JSON Lines file all have that of the file.

    Raises
    ------
    DataError
        A line is no such record, or the second of an annotated article; OSError where the file
        cannot be read.
    """
    records: list[Record] = []
    lines: dict[str, int] = {}
    with file.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            if not line.strip():
                continue
            try:
                found = json.loads(line)
            except (ValueError, RecursionError):
                found = None
            what = _said_fault(found) if isinstance(found, dict) else "is no JSON object."
            if what:
                hint = "Give what borderatlas extract writes, one object a line."
                raise DataError(Fault(file, what, row=number, hint=hint))
            name = name_of(found)
            first = lines.setdefault(name, number)
            if first != number and name in annotated:
                what = f"is of the article {name}, as line {first} is."
                raise DataError(Fault(file, what, row=number, hint="Keep one of them."))
            records.append(found)
    return records


def _gold_fault(gold: Record) -> str | None:
    if not isinstance(gold.get("article"), str) or not gold["article"]:
        return "lacks 'article', the file name of its article."
    if "mentions" not in gold:
        return "lacks 'mentions', a list."
    return _fault(gold, _GOLD)


def _said_fault(said: Record) -> str | None:
    article = said.get("article")
    if not isinstance(article, Mapping) or not (article.get("path") or article.get("id")):
        return "lacks 'article' with its 'path' or 'id'."
    return _fault(said, _SAID)


def _fault(found: Record, kinds: Mapping[str, Mapping[str, type]]) -> str | None:
    """Return what the records of an article lack of what they are measured by; None if nothing."""
    for kind, needed in kinds.items():
        records = found.get(kind, [])
        if not isinstance(records, list):
            return f"has {kind!r} that are no list."
        for number, record in enumerate(records, 1):
            what = _record_fault(record, needed)
            if what:
                return f"number {number} of its {kind} {what}"
    return None


def _record_fault(record: Any, needed: Mapping[str, type]) -> str | None:
    if not isinstance(record, Mapping):
        return "is no JSON object."
    for key, kind in needed.items():
        if not isinstance(record.get(key), kind):
            return f"lacks {key!r}, {_WORDS[kind]}."
    for keys, allowed, noun in ((_NUMBERS, int | float, "number"), (_LISTS, list, "list")):
        for key in keys:
            if not isinstance(record.get(key), allowed | None):
                return f"has {key!r} that is no {noun}."
    if (record.get("lat") is None) != (record.get("lon") is None):
        return "has one of 'lat' and 'lon'; it needs both or none."
    evidence = record.get("evidence") or []
    if not isinstance(evidence, list) or not (_is_span(evidence) or all(map(_is_span, evidence))):
        return "has 'evidence' that is no list of spans, each with start and end."
    return None


def _is_span(value: Any) -> bool:
    ends = [value.get("start"), value.get("end")] if isinstance(value, Mapping) else value
    return isinstance(ends, list) and len(ends) == 2 and all(isinstance(end, int) for end in ends)
