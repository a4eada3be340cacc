"""The encoder: a small language model that reads each sentence within its text.

The weights of words (``geo.facts.weights``) know only words that the examples have. The encoder has
read much English before it saw the examples, so it knows which words mean alike, and it sees the
sentences before and behind. It is the lower eight layers of MPNet (Song et al. 2020,
https://arxiv.org/abs/2004.09297), made to answer what a sentence tells by
``data/compile/encoder.py``; data/SOURCES.md says where it comes from. Nothing leaves the machine.

Where data/encoder is missing, everything is read without it, faster and not quite as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

import numpy as np

from geo.errors import DataError, Fault
from geo.facts.memory import remembered
from geo.facts.sentences import UNTOLD
from geo.facts.weights import likelihood
from geo.facts.wordpieces import WordPieces
from geo.model import EventType, ProjectKind
from geo.names import fold
from geo.tables import data_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from geo.facts.passage import Passage
    from geo.facts.sentences import Sentence, SentenceKind

__all__ = [
    "LABELS",
    "WINDOW",
    "Encoder",
    "Judgement",
    "PartJudgement",
    "Span",
    "Window",
    "judged",
    "parts_of",
    "pieces_of",
    "windows",
]

Span = tuple[int, int]
"""From where to where a part of a sentence reaches, in characters from its start."""

_TYPES, _KINDS = get_args(EventType), get_args(ProjectKind)
LABELS = (
    *_TYPES,
    *(f"again:{type_}" for type_ in _TYPES),
    "gift",
    *(f"work:{kind}" for kind in _KINDS),
    "figure",
    "number:gift",
    "number:figure",
    "thing:gift",
)
"""What the encoder answers, in the order of its answers. Of a sentence: which events it is the
first to tell of, of which told before it tells more, whether of a gift, of which works, of a
figure. Of a number in it: whether it counts or values a gift, whether it is a figure to keep. Of a
thing that no number counts: whether it is given.
"""
_GIFT, _FIGURE, _OF_NUMBER = (LABELS.index(name) for name in ("gift", "figure", "number:gift"))
_NEW, _AGAIN = slice(0, len(_TYPES)), slice(len(_TYPES), _GIFT)
_WORKS = slice(_GIFT + 1, _FIGURE)
WINDOW = 448
"""Pieces that it reads at once."""
_HEADLINE, _SENTENCE = 30, 100  # pieces of a headline and of a sentence that count
_SUREST = 5.0  # no answer counts more than this total, a chance of 0.993
_BYLINE, _COLUMN = 2, 3  # words of who wrote or drew, and of a heading that names a column
_LOOK_AHEAD = 20  # pieces that must be free for the sentence behind to be worth looking at


class Window(NamedTuple):
    """A stretch of a text that is read at once.

    ``pieces``: the headline, the sentence before as context, then sentences and the beginning of
    the next one; ``spans``: which sentence stands from which piece to which.
    """

    pieces: list[int]
    spans: list[tuple[int, int, int]]


class PartJudgement(NamedTuple):
    """What the encoder answers of a number or a thing in a sentence: chances from 0 to 1.

    ``gift``: that the number counts or values a gift; ``figure``: that it is a figure to keep;
    ``given``: that the thing is given.
    """

    gift: float
    figure: float
    given: float


class Judgement(NamedTuple):
    """What the encoder answers of a sentence: chances from 0 to 1.

    ``event``: that it is the first to tell of some event; ``types``: of one of each type;
    ``again``: that it tells more of one told before; ``again_types``: of one of each type;
    ``work``: that it tells of something built, opened or planned; ``works``: of one of each kind;
    ``parts``: of its numbers and things, by where they start in the sentence.
    """

    event: float
    types: dict[EventType, float]
    again: float
    again_types: dict[EventType, float]
    gift: float
    work: float
    works: dict[ProjectKind, float]
    figure: float
    parts: dict[int, PartJudgement]


def windows(
    cut: WordPieces, headline: str, sentences: Sequence[str], most: int = WINDOW
) -> Iterator[Window]:
    """Yield the stretches in which a text is read, each of its sentences judged in one of them.

    ``most``: pieces of a stretch, unless a single sentence has more.
    """
    head = [cut.begin, *cut.cut(headline)[:_HEADLINE], cut.end]
    parts = [cut.cut(sentence)[:_SENTENCE] for sentence in sentences]
    first = 0
    while first < len(parts):
        pieces = [*head, *(parts[first - 1] if first else ())]
        spans: list[tuple[int, int, int]] = []
        number = first
        while number < len(parts) and (
            number == first or len(pieces) + len(parts[number]) < most - 1
        ):
            spans.append((number, len(pieces), len(pieces) + len(parts[number])))
            pieces += parts[number]
            number += 1
        if number < len(parts) and len(pieces) + _LOOK_AHEAD < most:
            pieces += parts[number][: most - 1 - len(pieces)]
        pieces.append(cut.end)
        yield Window(pieces, spans)
        first = number


@dataclass(frozen=True)
class Encoder:
    """The model of data/encoder, ready to read."""

    cut: WordPieces
    session: Any

    @staticmethod
    def load() -> Encoder | None:
        """Return the model of the data folder, or None where it has none.

        Raises DataError where its files are damaged or do not belong together.
        """
        return _load(data_folder() / "encoder")

    def judge(
        self, headline: str, sentences: Sequence[str], parts: Sequence[Sequence[Span]] = ()
    ) -> list[Judgement]:
        """Return what each sentence of a text tells, read among the others.

        ``parts``: for each sentence from where to where its numbers and things reach.
        """
        found: list[Judgement] = []
        for window in windows(self.cut, headline, sentences):
            asked = [
                (number, *part)
                for number, start, end in window.spans
                for part in self._read(
                    sentences[number], parts[number] if parts else (), start, end
                )
            ]
            rows = [(start, max(end, start + 1)) for _, start, end in window.spans]
            rows += [at for _, _, at in asked]
            members = np.zeros((len(rows), len(window.pieces)), np.float32)
            for line, (start, end) in enumerate(rows):
                members[line, start:end] = 1
            inputs = {"pieces": np.array([window.pieces], np.int64), "members": members}
            (totals,) = self.session.run(None, inputs)
            chances = [[_chance(total) for total in row] for row in totals.tolist()]
            judgements = {
                number: _judgement(row)
                for (number, _, _), row in zip(window.spans, chances, strict=False)
            }
            for (number, start, _), row in zip(asked, chances[len(window.spans) :], strict=True):
                judgements[number].parts[start] = PartJudgement(*row[_OF_NUMBER:])
            found += judgements.values()
        return found

    def _read(
        self, sentence: str, parts: Iterable[Span], start: int, end: int
    ) -> Iterator[tuple[int, tuple[int, int]]]:
        """Yield where each part of a sentence begins, and its pieces, as far as they are read."""
        for span in sorted(parts):
            at = pieces_of(self.cut, sentence, span, start, end)
            if at is None:
                return  # nor are those behind it, of which a text may hold thousands
            yield span[0], at


def pieces_of(
    cut: WordPieces, sentence: str, span: Span, start: int, end: int
) -> tuple[int, int] | None:
    """Return the pieces of a part of a sentence, None where the sentence is cut off before it.

    ``start`` and ``end``: where the pieces of the sentence that are read begin and end.
    """
    first, last = (start + len(cut.cut(sentence[:at])) for at in span)
    return (first, max(last, first + 1)) if max(last, first + 1) <= end else None


def _chance(total: float) -> float:
    return likelihood(max(-_SUREST, min(_SUREST, total)))


def _judgement(chances: Sequence[float]) -> Judgement:
    return Judgement(
        event=_any(chances[_NEW]),
        types=dict(zip(_TYPES, chances[_NEW], strict=True)),
        again=_any(chances[_AGAIN]),
        again_types=dict(zip(_TYPES, chances[_AGAIN], strict=True)),
        gift=chances[_GIFT],
        work=_any(chances[_WORKS]),
        works=dict(zip(_KINDS, chances[_WORKS], strict=True)),
        figure=chances[_FIGURE],
        parts={},
    )


def _any(chances: Sequence[float]) -> float:
    none = 1.0
    for chance in chances:
        none *= 1 - chance
    return 1 - none


@cache
def _load(folder: Path) -> Encoder | None:
    model = folder / "encoder.onnx"
    if not model.exists():
        return None
    import onnxruntime

    hint = "Install the program anew, or run `make encoder`."
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # processes share the cores
    options.log_severity_level = 3
    try:
        cut = WordPieces((folder / "pieces.txt").read_text(encoding="utf-8").split("\n"))
        session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    except Exception as error:
        what = f"expected a model and its word pieces, got {type(error).__name__}: {error!s:.120}."
        raise DataError(Fault(model, what, hint=hint)) from error
    answers = session.get_outputs()[0].shape[-1]
    if answers != len(LABELS):
        what = f"expected a model with {len(LABELS)} answers, got one with {answers}."
        raise DataError(Fault(model, what, hint=hint))
    return Encoder(cut, session)


def judged(passage: Passage, sentence: Sentence) -> Judgement | None:
    """Return what the encoder answers of a sentence.

    None where there is no encoder, for texts that are not English, and for sentences that are none.
    """
    return _judgements(passage).get(sentence)


@remembered
def _judgements(passage: Passage) -> dict[Sentence, Judgement]:
    """Return what the encoder answers of the sentences of a passage."""
    if not passage.encoded or passage.vietnamese or passage.article.language not in {None, "en"}:
        return {}
    encoder = Encoder.load()
    if encoder is None:
        return {}
    text, title = passage.article.text, passage.article.title or ""
    told = [
        sentence
        for sentence in passage.sentences
        if sentence.kind not in UNTOLD
        and not _says_nothing(text[sentence.start : sentence.end], sentence.kind, title)
    ]
    sentences = [text[part.start : part.end] for part in told]
    parts = [[*numbers, *things] for numbers, things in (parts_of(passage, s) for s in told)]
    return dict(zip(told, encoder.judge(title, sentences, parts), strict=True))


def parts_of(passage: Passage, sentence: Sentence) -> tuple[list[Span], list[Span]]:
    """Return where the numbers of a sentence stand in it, and the things that none counts."""
    start, end = sentence.start, sentence.end
    things = passage.uncounted_in(start, end) if passage.gives else ()
    numbers, named = (
        [(part.start - start, min(part.end, end) - start) for part in parts]
        for parts in (passage.numbers_in(start, end), things)
    )
    return numbers, named


def _says_nothing(line: str, kind: SentenceKind, title: str) -> bool:
    """Say whether a line tells nothing new: the headline once more, who wrote, or in which column.

    Learned from the examples, the encoder would take it for the first to tell what follows.
    """
    words = len(line.split())
    if kind != "heading":
        return words <= _BYLINE
    known, written = fold(title).strip(), fold(line).strip()
    if known and known in written and words - len(title.split()) <= _BYLINE:
        return True
    return words <= _COLUMN or written in known
