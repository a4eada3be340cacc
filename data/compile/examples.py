"""Sentences labelled with what they tell: data/examples/*/*.tsv.

A text begins with ``# DATE | headline`` (both may be missing); each further line is a sentence
with five columns:

    EVENTS  AID  PROJECTS  INDICATORS  SENTENCE

EVENTS: ``-``, or types of events, each ``type@date@places``; ``=`` behind the type says that the
text has told of the event before, ``?`` that annotators may disagree. AID: ``-``, or
``quantity|item|value`` divided by ``;``. PROJECTS: ``-`` or ``kind@places``. INDICATORS: ``-`` or
figures divided by ``;``.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

DATA = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(DATA.parent))
from geo.facts.passage import Passage  # noqa: E402 - the compile scripts run from the checkout
from geo.facts.sentences import Sentence  # noqa: E402
from geo.model import Article  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.geoparse import Geoparser

__all__ = [
    "INVENTED",
    "EventLabel",
    "Example",
    "GiftLabel",
    "ProjectLabel",
    "Text",
    "body_of",
    "passage_of",
    "passages",
    "read_examples",
]

COLUMNS = 5
INVENTED = 0.3
"""What an invented sentence counts beside one retold from a report."""
HEAD = re.compile(r"#\s*(\d{4}-\d{2}-\d{2})?[^|]*\|?\s*(.*)")
FIGURE = re.compile(r"\d+(?:\.\d+)?")
SCALE = re.compile(r"thousand|million|billion")
SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9}
PARAGRAPH = 3  # sentences


class EventLabel(NamedTuple):
    """An event that a sentence tells; ``date`` and ``places`` are None where nobody tells them."""

    type: str
    date: str | None
    places: str | None
    again: bool
    doubtful: bool


class GiftLabel(NamedTuple):
    """A gift; ``value_is`` says of what the value is: each, total or per_month."""

    item: str
    quantity: float | None
    value: float | None
    value_is: str | None


class ProjectLabel(NamedTuple):
    """A project with the names of its places."""

    kind: str
    places: tuple[str, ...]


@dataclass(frozen=True)
class Example:
    """A sentence with what it tells."""

    sentence: str
    events: tuple[EventLabel, ...]
    gifts: tuple[GiftLabel, ...]
    projects: tuple[ProjectLabel, ...]
    figures: tuple[float, ...]
    invented: bool

    @property
    def new(self) -> frozenset[str]:
        """The types of events that it surely tells first."""
        return frozenset(e.type for e in self.events if not (e.again or e.doubtful))

    @property
    def doubtful(self) -> bool:
        """Whether annotators may differ on one of its events."""
        return any(e.doubtful for e in self.events)


@dataclass
class Text:
    """The sentences of one text, with its day and headline."""

    name: str
    day: date | None
    headline: str
    examples: list[Example] = field(default_factory=list)


def read_examples(path: Path) -> list[Text]:
    """Return the texts of a file.

    Stops with the line's number where one has not five columns.
    """
    texts: list[Text] = []
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if head := HEAD.fullmatch(raw):
            day = date.fromisoformat(head[1]) if head[1] else None
            texts.append(Text(f"{path.stem}-{len(texts) + 1}", day, head[2]))
            continue
        if not raw.strip():
            continue
        cells = raw.split("\t")
        if len(cells) != COLUMNS or not texts:
            message = f"{path}:{number}: expected {COLUMNS} columns, got {len(cells)}."
            raise SystemExit(message)
        texts[-1].examples.append(_example(cells, invented=path.parent.name == "invented"))
    return texts


def _example(cells: list[str], *, invented: bool) -> Example:
    events, aid, projects, indicators, sentence = (cell.strip() for cell in cells)
    labels = _parts(events, ",," if "@" in events or ",," in events else "[,;]")
    figures = (_figure(cell) for cell in _parts(indicators, ";"))
    return Example(
        sentence,
        tuple(_event(label) for label in labels),
        tuple(_gift(gift) for gift in _parts(aid, ";")),
        tuple(_project(project) for project in _parts(projects, ",,")),
        tuple(figure for figure in figures if figure is not None),
        invented,
    )


def _parts(cell: str, divider: str) -> list[str]:
    return [] if cell in {"", "-"} else [part.strip() for part in re.split(divider, cell)]


def _event(label: str) -> EventLabel:
    head, day, places = (*label.split("@"), "", "")[:3]
    names = "; ".join(name.strip() for name in places.split("/") if name.strip())
    return EventLabel(
        head.rstrip("=?~ "), day.strip() or None, names or None, "=" in head, "?" in head
    )


def _gift(told: str) -> GiftLabel:
    quantity, item, value = (*(cell.strip() for cell in told.split("|")), "", "")[:3]
    worth = _figure(value)
    each = "each" in value or " per " in value
    of = None if worth is None else "per_month" if "month" in value else "each" if each else "total"
    return GiftLabel(item, _figure(quantity), worth, of)


def _project(told: str) -> ProjectLabel:
    kind, _, places = told.partition("@")
    return ProjectLabel(kind.strip(" ?="), tuple(p.strip() for p in places.split("/") if p.strip()))


def _figure(cell: str) -> float | None:
    """Return the figure of a cell, which may be empty and hold a unit."""
    figure = FIGURE.search(cell.replace(",", ""))
    if figure is None:
        return None
    return float(figure[0]) * SCALES.get((SCALE.search(cell.lower()) or [""])[0], 1.0)


def body_of(text: Text) -> tuple[str, list[tuple[int, int]]]:
    """Return a text as one string, and from where to where each sentence reaches."""
    body, spans = "", []
    for number, example in enumerate(text.examples):
        spans.append((len(body), len(body) + len(example.sentence)))
        last = number % PARAGRAPH == PARAGRAPH - 1
        body += example.sentence + ("\n" if last else " ")
    return body, spans


def passage_of(text: Text, geoparser: Geoparser) -> Passage:
    """Return a text made ready for the readers of facts; its sentences are those labelled."""
    body, spans = body_of(text)
    sentences = [Sentence(a, b, "body", n // PARAGRAPH) for n, (a, b) in enumerate(spans)]
    article = Article(text.name, text.name, body, title=text.headline, published=text.day)
    return Passage.of(article, geoparser.parse(article).mentions, sentences)


def passages(texts: list[Text], geoparser: Geoparser) -> Iterator[tuple[Text, Passage]]:
    """Yield each text with its passage."""
    for text in texts:
        yield text, passage_of(text, geoparser)
