"""Measure the reading on texts that what reads them has not learned from.

    make measure

Neither the weights of words nor the encoder has learned from any of the texts of data/annotated, or
from another retelling of their reports (``same_reports.py``): they are read as any text is.

The files of data/examples/retold are parted in FOLDS; for each part the weights are learned from
all other examples, and what the program then reads in it is held against its labels. The types of
events, quantities and values of aid, kinds or places of projects and values of indicators count; so
do an event's day and place, where the labels tell them. Both tables go into the README. The rules
had some of these reports at hand while they were written; the weights never. All is read without
the encoder, which would have to be learned anew for each part, half an hour each.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from examples import DATA, Example, GiftLabel, Text, body_of, read_examples

from geo.score import Scoreboard, score
from geo.tables import atomic_write

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FOLDS = 5
ANNOTATED = DATA / "annotated"
HERE = Path(__file__).parent
README = DATA.parent / "README.md"
MARKS = "<!-- {0}:begin -->", "<!-- {0}:end -->"
TALLIES = {
    "places": "places",
    "gates": "checkpoints",
    "events": "events (type and evidence)",
    "events+": "events (date and place too)",
    "aid": "aid (quantity and value)",
    "twinnings": "twinnings",
    "projects": "projects",
    "indicators": "figures",
}
SHARES = {
    "typed": "type of the place right",
    "admin1": "province right",
    "@radius": "placed within the annotators' radius",
    "@local": "the same, of places known to 10 km",
}
ROWS = {
    "events": "events (type and evidence)",
    "events+": "events (date and place too)",
    "aid": "aid (quantity and value)",
    "projects": "projects",
    "indicators": "figures",
}


def main() -> None:
    """Measure both, print the tables, and write them into the README."""
    put("annotated", to_table(*annotated(), TALLIES, "annotated texts", SHARES))
    put("measure", to_table(*retold(), ROWS, "retold reports"))


def put(name: str, table: str) -> None:
    """Print a table and put it into the README."""
    print(table)
    begin, end = (mark.format(name) for mark in MARKS)
    before, _, rest = README.read_text(encoding="utf-8").partition(begin)
    _, _, after = rest.partition(end)
    with atomic_write(README) as file:
        file.write(f"{before}{begin}\n{table}{end}{after}")


def annotated() -> tuple[Scoreboard, int]:
    """Return how well the annotated texts are read, with the data as they are."""
    texts = sorted((ANNOTATED / "articles").glob("*.txt"))
    return score(ANNOTATED / "gold", read(texts, DATA))[0], len(texts)


def retold() -> tuple[Scoreboard, int]:
    """Return how well the retold reports are read, each part with weights of the others."""
    files = sorted((DATA / "examples" / "retold").glob("*.tsv"))
    invented = sorted((DATA / "examples" / "invented").glob("*.tsv"))
    board, texts = Scoreboard(), 0
    for fold in range(FOLDS):
        mine = files[fold::FOLDS]
        others = [file for file in files if file not in mine]
        with tempfile.TemporaryDirectory() as folder:
            found, count = measured(Path(folder), mine, [*others, *invented])
        board.add(found)
        texts += count
    return board, texts


def read(texts: Sequence[Path], data: Path) -> list[dict[str, Any]]:
    """Return what the program reads in some texts with a folder of data."""
    program = Path(sys.executable).with_name("borderatlas")
    told = subprocess.run(
        [program, "extract", "--quiet", "--format", "jsonl", *texts],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | {"BORDERATLAS_DATA": str(data)},
    )
    return [json.loads(line) for line in told.stdout.splitlines()]


def measured(folder: Path, mine: list[Path], others: list[Path]) -> tuple[Scoreboard, int]:
    """Return how well some files are read with weights learned from others, and their texts."""
    data = folder / "data"
    data.mkdir()
    for part in DATA.iterdir():
        if part.name not in {"weights", "encoder", "annotated", "examples", "compile"}:
            (data / part.name).symlink_to(part)
    command: list[str | Path] = [sys.executable, HERE / "weights.py", "--to", data / "weights"]
    subprocess.run([*command, *others], check=True, stdout=subprocess.DEVNULL)
    articles, gold = folder / "articles", folder / "gold"
    articles.mkdir()
    gold.mkdir()
    texts = [text for file in mine for text in read_examples(file)]
    for text in texts:
        (articles / f"{text.name}.txt").write_text(to_article(text), encoding="utf-8")
        (gold / f"{text.name}.json").write_text(json.dumps(to_gold(text)), encoding="utf-8")
    return score(gold, read(sorted(articles.iterdir()), data))[0], len(texts)


def to_article(text: Text) -> str:
    """Return a text as an article file."""
    head = f"published: {text.day}\n" if text.day else ""
    return f"title: {text.headline or text.name}\n{head}-----\n{body_of(text)[0]}\n"


def to_gold(text: Text) -> dict[str, Any]:
    """Return the labels of a text in the form of the evaluation's annotations."""
    found: dict[str, Any] = {"article": f"{text.name}.txt", "mentions": [], "twinnings": []}
    for kind in ("events", "aid", "projects", "indicators"):
        found[kind] = []
    for example, span in zip(text.examples, body_of(text)[1], strict=True):
        add_labels(found, example, span)
    return found


def add_labels(found: dict[str, Any], example: Example, span: tuple[int, int]) -> None:
    """Add the labels of a sentence, which reaches over ``span``."""
    evidence = [list(span)]
    for label in example.events:
        told = [e for e in found["events"] if e["type"] == label.type]
        if label.again and told:
            told[-1]["evidence"] += evidence
            continue
        found["events"].append(
            {"type": label.type, "date": label.date, "place": label.places, "evidence": evidence}
            | ({"generic": True} if label.again or label.doubtful else {})
        )
    for gift in together(example.gifts):
        found["aid"].append(
            {
                "item": gift.item,
                "quantity": gift.quantity,
                "value": gift.value,
                "value_is": gift.value_is,
                "evidence": evidence,
            }
        )
    for work in example.projects:
        found["projects"].append(
            {
                "kind": work.kind,
                "places": list(work.places),
                "title": work.kind,
                "evidence": evidence,
            }
        )
    for value in example.figures:
        found["indicators"].append({"value": value, "evidence": evidence})


def together(gifts: Sequence[GiftLabel]) -> list[GiftLabel]:
    """Return what a sentence gives without any figure as one gift, as the program tells it."""
    loose = [g for g in gifts if g.quantity is None and g.value is None]
    counted = [g for g in gifts if g not in loose]
    items = ", ".join(g.item for g in loose)
    return [*counted, loose[0]._replace(item=items)] if loose else counted


def to_table(
    board: Scoreboard,
    texts: int,
    tallies: Mapping[str, str],
    of: str,
    shares: Mapping[str, str] | None = None,
) -> str:
    """Return a table with its caption: precision, recall and F1 of tallies, and some shares."""
    lines = [f"| {texts} {of} | precision | recall | F1 |", "| --- | ---: | ---: | ---: |"]
    for name, told in tallies.items():
        tally = board.tallies[name]
        lines.append(f"| {told} | {tally.precision:.2f} | {tally.recall:.2f} | {tally.f1:.2f} |")
    for name, told in (shares or {}).items():
        lines.append(f"| {told} | {board.share(name):.2f} | – | – |")
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    main()
