"""Learn data/weights from the sentences of data/examples.

    python data/compile/weights.py [--to FOLDER] [EXAMPLES.tsv ...]

Logistic regressions (scikit-learn, L2), one a question: does a sentence tell of an event that its
text has not told before, of which type, and of a work; is a number, or a thing without one, a gift;
is a number an indicator; is a name the place of an event. A sentence on which the annotators were
in doubt teaches nothing of events. Words that fewer than MIN_SENTENCES have are left out, and
weights too small to change anything.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import math
from collections import Counter
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from examples import DATA, INVENTED, Example, Text, passages, read_examples
from parts import numbers_of, things_of
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from venue_examples import venues_of

from geo.facts.chance import wordings
from geo.facts.cues import read_cues
from geo.facts.sentences import plain
from geo.facts.topic import wording_of_text
from geo.facts.undertakings import wording_of_work
from geo.facts.weights import BIAS, MARK
from geo.gazetteer import Gazetteer
from geo.geoparse import Geoparser
from geo.model import EventType, ProjectKind
from geo.tables import atomic_write

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.facts.passage import Passage
    from geo.facts.wording import Wording

    Read = list[tuple[Text, Passage]]
    Learned = tuple[dict[str, float], dict[str, dict[str, float]]]  # rarities; weights by column

TYPES = get_args(EventType)
MIN_SENTENCES = 3
# scikit-learn's C: the greater, the closer to the examples
STRENGTH, STRENGTH_TYPES, STRENGTH_VENUES, STRENGTH_GIFTS = 5.0, 10.0, 1.0, 1.0
STRENGTH_CUES, STRENGTH_TEXTS = 3.0, 10.0
LEAST = 0.02
# what a word for events counts in an invented sentence
INVENTED_CUES = 0.5


def main() -> None:
    """Learn from the files named, or from all examples, and write the tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--to", type=Path, default=DATA / "weights", metavar="FOLDER")
    parser.add_argument("examples", nargs="*", type=Path, metavar="EXAMPLES.tsv")
    asked = parser.parse_args()
    paths = asked.examples or sorted((DATA / "examples").glob("*/*.tsv"))
    geoparser = Geoparser(Gazetteer.load(imports=False))
    texts = [row for path in paths for row in passages(read_examples(path), geoparser)]
    rarity, event, types = events_from(texts)
    write(asked.to / "events.csv", rarity, {"event": event})
    write(asked.to / "types.csv", rarity, types)
    write(asked.to / "cues.csv", *cues_from(texts))
    write(asked.to / "projects.csv", *projects_from(texts))
    write(asked.to / "numbers.csv", *numbers_from(texts))
    write(asked.to / "venues.csv", *venues_from(texts))
    write(asked.to / "gifts.csv", *gifts_from(texts))
    write(asked.to / "texts.csv", *aid_from(texts))
    with atomic_write(asked.to / "learned_from.txt") as file:
        file.write(f"{digest(paths)}\n")


def digest(paths: Sequence[Path]) -> str:
    """Return one SHA-256 of all examples, by which a test knows whether the tables are theirs."""
    found = hashlib.sha256()
    for path in paths:
        found.update(path.read_bytes())
    return found.hexdigest()


def events_from(texts: Read) -> Learned:
    """Return rarities, and weights for: it tells of an event; of each type."""
    rows = [row for text, passage in texts for row in sentences_of(text, passage)]
    rarity = rarities([wording for wording, _ in rows])
    values = [valued(wording, rarity) for wording, _ in rows]
    known = [n for n, (_, example) in enumerate(rows) if example.new or not example.doubtful]
    event = learn(
        [values[n] for n in known],
        [bool(rows[n][1].new) for n in known],
        STRENGTH,
        "balanced",
        [INVENTED if rows[n][1].invented else 1.0 for n in known],
    )
    told = [(n, type_) for n in known for type_ in sorted(rows[n][1].new)]
    types = learn(
        [values[n] for n, _ in told], [type_ for _, type_ in told], STRENGTH_TYPES, None, None
    )
    return rarity, event["True"], {t: types[t] for t in TYPES}


def cues_from(texts: Read) -> Learned:
    """Return rarities, and weights for: the word tells of an event of its type."""
    rows = [row for text, passage in texts for row in cues_of(text, passage)]
    rarity = rarities([wording for wording, _, _ in rows])
    values = [valued(wording, rarity) for wording, _, _ in rows]
    weights = learn(
        values, [told for _, told, _ in rows], STRENGTH_CUES, None, [share for *_, share in rows]
    )
    return rarity, {"event": weights["True"]}


def cues_of(text: Text, passage: Passage) -> Iterator[tuple[Wording, bool, float]]:
    """Yield the words of a text that may tell of events: their cues, do they, their share.

    Where an event is told again, or annotators differ, nothing is learned.
    """
    for number, _, cued in read_cues(passage, plain(text.headline)):
        example = text.examples[number]
        open_ = {"same", *(e.type for e in example.events if e.again or e.doubtful)} - example.new
        for verdict, wording in cued:
            if verdict.sense.type not in open_:
                told = verdict.sense.type in example.new
                yield wording, told, INVENTED_CUES if example.invented else 1.0


def sentences_of(text: Text, passage: Passage) -> Iterator[tuple[Wording, Example]]:
    """Yield the sentences of a text with their wording."""
    title = plain(text.headline)
    told = wordings(passage, title)
    for wording, example in zip(told, text.examples, strict=True):
        if wording is not None:
            yield wording, example


def projects_from(texts: Read) -> Learned:
    """Return rarities, and weights for: the sentence tells of a work."""
    rows = [
        (
            wording_of_work(p, s),
            bool(example.projects),
            INVENTED if example.invented else 1.0,
        )
        for text, p in texts
        for s, example in zip(p.sentences, text.examples, strict=True)
        if p.tells(s, "projects", *get_args(ProjectKind))
    ]
    rarity = rarities([wording for wording, _, _ in rows])
    values = [valued(wording, rarity) for wording, _, _ in rows]
    weights = learn(
        values, [told for _, told, _ in rows], STRENGTH, "balanced", [share for *_, share in rows]
    )
    return rarity, {"project": weights["True"]}


def numbers_from(texts: Read) -> Learned:
    """Return rarities, and weights for: the number counts aid; it is an indicator."""
    rows = [row for text, passage in texts for row in numbers_of(text, passage)]
    rarity = rarities([row.wording for row in rows])
    values = [valued(row.wording, rarity) for row in rows]
    shares = [INVENTED if row.invented else 1.0 for row in rows]
    aid = learn(values, [row.gift for row in rows], STRENGTH, "balanced", None)
    indicator = learn(values, [row.figure for row in rows], STRENGTH, "balanced", shares)
    return rarity, {"aid": aid["True"], "indicator": indicator["True"]}


def venues_from(texts: Read) -> Learned:
    """Return rarities, and weights for: the event takes place there."""
    rows = [row for text, passage in texts for row in venues_of(text, passage)]
    rarity = rarities([wording for wording, _ in rows])
    values = [valued(wording, rarity) for wording, _ in rows]
    weights = learn(values, [is_place for _, is_place in rows], STRENGTH_VENUES, None, None)
    return rarity, {"place": weights["True"]}


def gifts_from(texts: Read) -> Learned:
    """Return rarities, and weights for: the thing without a figure is given."""
    rows = [row for text, passage in texts for row in things_of(text, passage)]
    rarity = rarities([row.wording for row in rows])
    values = [valued(row.wording, rarity) for row in rows]
    weights = learn(values, [row.gift for row in rows], STRENGTH_GIFTS, "balanced", None)
    return rarity, {"gift": weights["True"]}


def aid_from(texts: Read) -> Learned:
    """Return rarities, and weights for: the text tells of gifts."""
    told = [any(example.gifts for example in text.examples) for text, _ in texts]
    wordings_ = [wording_of_text(passage) for _, passage in texts]
    rarity = rarities(wordings_)
    values = [valued(wording, rarity) for wording in wordings_]
    weights = learn(values, told, STRENGTH_TEXTS, "balanced", None)
    return rarity, {"aid": weights["True"]}


def rarities(wordings: list[Wording]) -> dict[str, float]:
    """Return the inverse document frequency of each word that is not too rare."""
    counts = Counter(word for wording in wordings for word in wording.words)
    return {
        word: round(math.log(len(wordings) / count) + 1, 3)
        for word, count in sorted(counts.items())
        if count >= MIN_SENTENCES
    }


def valued(wording: Wording, rarity: dict[str, float]) -> dict[str, float]:
    """Return a wording as numbers: rarities of the words, brought to length one, and marks."""
    found = {word: rarity[word] for word in wording.words if word in rarity}
    size = math.sqrt(sum(value * value for value in found.values())) or 1.0
    return {w: v / size for w, v in found.items()} | dict.fromkeys(wording.marks, MARK)


def learn(
    values: list[dict[str, float]],
    labels: list[Any],
    strength: float,
    balance: str | None,
    shares: list[float] | None,
) -> dict[str, dict[str, float]]:
    """Return the weight of each word for each label (of two, for the second)."""
    vectors = DictVectorizer()
    matrix = vectors.fit_transform(values)
    model = LogisticRegression(C=strength, class_weight=balance, max_iter=5000)
    model.fit(matrix, labels, sample_weight=shares)
    names = vectors.get_feature_names_out()
    classes = model.classes_ if len(model.coef_) > 1 else model.classes_[1:]
    return {
        str(label): {BIAS: float(bias), **dict(zip(names, map(float, row), strict=True))}
        for label, row, bias in zip(classes, model.coef_, model.intercept_, strict=True)
    }


def write(path: Path, rarity: dict[str, float], weights: dict[str, dict[str, float]]) -> None:
    """Write a table: a line a word, empty where a weight is too small to matter."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["word", "rarity", *weights])
    rows = 0
    for word in sorted({word for column in weights.values() for word in column}):
        cells = [_cell(column.get(word, 0.0)) for column in weights.values()]
        if word in rarity or any(cells):  # a word without weight makes the others count less
            writer.writerow([word, rarity.get(word, ""), *cells])
            rows += 1
    with atomic_write(path) as file:
        file.write(out.getvalue())
    print(f"{path.name}: {rows} words")


def _cell(weight: float) -> str:
    return f"{weight:.2f}".rstrip("0").rstrip(".") if abs(weight) >= LEAST else ""


if __name__ == "__main__":
    main()
