"""Find the examples that tell the report that an annotated text tells, in other words.

    python data/compile/same_reports.py [--drop]

Names and figures say which report a text tells; those that few examples have say most. A text on
which the reading is measured must be news to what learned from the examples. ``--drop`` takes what
is found out of the files of examples; learn the weights and the encoder anew afterwards.
"""

from __future__ import annotations

import argparse
import math
import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from examples import DATA, HEAD, read_examples

from geo.tables import atomic_write

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

SAME = 0.45
"""From this share of their telling words on two texts tell the same report."""
FEWEST = 20.0  # what a text's words must weigh, or a few names in common would do
_TELLING = re.compile(r"[A-Z][\w’'-]{3,}|\d[\d.,]+")


class Pair(NamedTuple):
    """An example and the annotated text that it is most like; ``alike`` is from 0 to 1."""

    alike: float
    file: Path
    number: int
    text: str


def main() -> None:
    """Print what is found, the likest first; drop it where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--drop", action="store_true", help="take them out of the examples")
    asked = parser.parse_args()
    found = sorted((p for p in pairs() if p.alike >= SAME), reverse=True)
    for pair in found:
        print(f"{pair.alike:.2f}  {pair.file.name} #{pair.number}  {pair.text}")
    if asked.drop:
        for file in {pair.file for pair in found}:
            drop(file, {pair.number for pair in found if pair.file == file})


def pairs() -> Iterator[Pair]:
    """Yield each example with the annotated text that it is most like."""
    examples = [
        (path, number, telling(f"{text.headline} {' '.join(e.sentence for e in text.examples)}"))
        for path in sorted((DATA / "examples").glob("*/*.tsv"))
        for number, text in enumerate(read_examples(path))
    ]
    common = Counter(word for *_, words in examples for word in words)

    def weight(words: Collection[str]) -> float:
        return math.fsum(math.log((len(examples) + 1) / (common[word] + 1)) for word in words)

    annotated = []
    for path in sorted((DATA / "annotated" / "articles").glob("*.txt")):
        words = telling(path.read_text(encoding="utf-8").partition("-----\n")[2])
        annotated.append((path.name, words, weight(words)))
    for file, number, words in examples:
        whole = weight(words)
        alike, name = max(
            (weight(words & others) / max(FEWEST, min(whole, size)), name)
            for name, others, size in annotated
        )
        yield Pair(alike, file, number, name)


def telling(text: str) -> frozenset[str]:
    """Return the names and figures of a text."""
    return frozenset(_TELLING.findall(text))


def drop(file: Path, numbers: Collection[int]) -> None:
    """Take texts out of a file of examples, by their place in it."""
    kept, number = [], -1
    for line in file.read_text(encoding="utf-8").splitlines(keepends=True):
        number += HEAD.fullmatch(line.rstrip("\n")) is not None
        if number not in numbers:
            kept.append(line)
    with atomic_write(file) as out:
        out.writelines(kept)


if __name__ == "__main__":
    main()
