"""Measure the reading on retold reports, each with weights that were learned without it.

    make measure

The files of data/examples/retold are parted in FOLDS; for each part the weights are learned from
all other examples, and what the program then reads in it is held against its labels. The types of
events, quantities and values of aid, kinds or places of projects and values of indicators count; so
do an event's day and place, where the labels tell them. The table goes into the README. The rules
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
    from collections.abc import Sequence

FOLDS = 5
HERE = Path(__file__).parent
README = DATA.parent / "README.md"
BEGIN, END = "<!-- measure:begin -->", "<!-- measure:end -->"
ROWS = {
    "events": "events (type and evidence)",
    "events+": "events (date and place too)",
    "aid": "aid (quantity and value)",
    "projects": "projects",
    "indicators": "figures",
}


def main() -> None:
    """Measure part by part, print the table, and write it into the README."""
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
    table = to_table(board, texts)
    print(table)
    before, _, rest = README.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    with atomic_write(README) as file:
        file.write(f"{before}{BEGIN}\n{table}{END}{after}")


def measured(folder: Path, mine: list[Path], others: list[Path]) -> tuple[Scoreboard, int]:
    """Return how well some files are read with weights learned from others, and their texts."""
    data = folder / "data"
    data.mkdir()
    for part in DATA.iterdir():
        if part.name not in {"weights", "encoder", "examples", "compile"}:
            (data / part.name).symlink_to(part)
    command = [sys.executable, HERE / "weights.py", "--to", data / "weights", *others]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    articles, gold = folder / "articles", folder / "gold"
    articles.mkdir()
    gold.mkdir()
    texts = [text for file in mine for text in read_examples(file)]
    for text in texts:
        (articles / f"{text.name}.txt").write_text(to_article(text), encoding="utf-8")
        (gold / f"{text.name}.json").write_text(json.dumps(to_gold(text)), encoding="utf-8")
    program = Path(sys.executable).with_name("borderatlas")
    told = subprocess.run(
        [program, "extract", "--quiet", "--format", "jsonl", *sorted(articles.iterdir())],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | {"BORDERATLAS_DATA": str(data)},
    )
    readings = [json.loads(line) for line in told.stdout.splitlines()]
    return score(gold, readings)[0], len(texts)


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


def to_table(board: Scoreboard, texts: int) -> str:
    """Return the table with its caption."""
    lines = [
        f"| {texts} retold reports | precision | recall | F1 |",
        "| --- | ---: | ---: | ---: |",
    ]
    for name, told in ROWS.items():
        tally = board.tallies[name]
        lines.append(f"| {told} | {tally.precision:.2f} | {tally.recall:.2f} | {tally.f1:.2f} |")
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    main()
