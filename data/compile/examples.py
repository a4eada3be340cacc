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
from typing import TYPE_CHECKING

DATA = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(DATA.parent))
from geo.facts.passage import Passage  # noqa: E402 - the compile scripts run from the checkout
from geo.facts.sentences import Sentence  # noqa: E402
from geo.model import Article  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.geoparse import Geoparser

__all__ = ["Example", "Text", "passage_of", "read_examples"]

COLUMNS = 5
HEAD = re.compile(r"#\s*(\d{4}-\d{2}-\d{2})?[^|]*\|?\s*(.*)")
FIGURE = re.compile(r"\d+(?:\.\d+)?")
SCALE = re.compile(r"thousand|million|billion")
SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9}
PARAGRAPH = 3  # sentences


@dataclass
class Example:
    """A sentence; ``new`` are the types of events that it tells first."""

    sentence: str
    new: frozenset[str]
    told: frozenset[str]
    doubtful: bool
    quantities: tuple[float, ...]
    values: tuple[float, ...]
    projects: frozenset[str]
    figures: tuple[float, ...]
    invented: bool


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
    gifts = [(*g.split("|"), "", "") for g in aid.split(";")] if aid != "-" else []
    labels = [] if events == "-" else re.split(",," if "@" in events else "[,;]", events)
    heads = [label.strip().split("@")[0] for label in labels]
    types = [head.rstrip("=?~ ") for head in heads]
    sure = [(t, h) for t, h in zip(types, heads, strict=True) if "?" not in h]
    return Example(
        sentence,
        frozenset(t for t, h in sure if "=" not in h),
        frozenset(types),
        doubtful=len(sure) < len(types),
        quantities=_figures(gift[0] for gift in gifts),
        values=_figures(gift[2] for gift in gifts),
        projects=frozenset(
            () if projects == "-" else (p.split("@")[0].strip(" ?=") for p in projects.split(",,"))
        ),
        figures=_figures(() if indicators == "-" else indicators.split(";")),
        invented=invented,
    )


def _figures(cells: Iterable[str]) -> tuple[float, ...]:
    """Return the figures of some cells; a cell may be empty, and hold a unit."""
    found = []
    for cell in cells:
        figure = FIGURE.search(cell.replace(",", ""))
        if figure is not None:
            scale = SCALES.get((SCALE.search(cell.lower()) or [""])[0], 1.0)
            found.append(float(figure[0]) * scale)
    return tuple(found)


def passage_of(text: Text, geoparser: Geoparser) -> Passage:
    """Return a text made ready for the readers of facts; its sentences are those labelled."""
    body, sentences = "", []
    for number, example in enumerate(text.examples):
        start = len(body)
        body += example.sentence
        sentences.append(Sentence(start, len(body), "body", number // PARAGRAPH))
        body += "\n" if number % PARAGRAPH == PARAGRAPH - 1 else " "
    article = Article(text.name, text.name, body, title=text.headline, published=text.day)
    return Passage.of(article, geoparser.parse(article).mentions, sentences)


def passages(texts: list[Text], geoparser: Geoparser) -> Iterator[tuple[Text, Passage]]:
    """Yield each text with its passage."""
    for text in texts:
        yield text, passage_of(text, geoparser)
