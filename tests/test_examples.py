"""The weights are those of the examples, and the examples are well formed."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import get_args

import pytest

from geo.model import EventType, ProjectKind

DATA = Path(__file__).resolve().parent.parent / "data"
FILES = sorted((DATA / "examples").glob("*/*.tsv"))
TYPES, KINDS = set(get_args(EventType)), set(get_args(ProjectKind))


def rows(path: Path) -> list[tuple[int, list[str]]]:
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    return [(n, line.split("\t")) for n, line in lines if line.strip() and line[0] != "#"]


def test_the_weights_are_learned_from_these_examples() -> None:
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in FILES)).hexdigest()
    learned = (DATA / "weights" / "learned_from.txt").read_text(encoding="utf-8").strip()
    assert digest == learned, "Run `make weights`."


def test_the_encoder_has_learned_from_nine_in_ten_of_these_examples() -> None:
    lines = (DATA / "encoder" / "learned_from.txt").read_text(encoding="utf-8").splitlines()
    known = {line.split()[0] for line in lines}
    same = [path for path in FILES if hashlib.sha256(path.read_bytes()).hexdigest() in known]
    assert len(same) >= 0.9 * len(FILES), "Run `make encoder`."


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_every_example_has_five_columns_and_known_labels(path: Path) -> None:
    for number, cells in rows(path):
        assert len(cells) == 5, f"line {number}"
        events = re.split(",,|;" if "@" in cells[0] else "[,;]", cells[0])
        told = {label.strip().split("@")[0].rstrip("=?~ ") for label in events} - {"-", ""}
        assert told <= TYPES, f"line {number}: {told - TYPES}"
        works = {work.split("@")[0].strip(" ?=") for work in cells[2].split(",,")} - {"-", ""}
        assert works <= KINDS, f"line {number}: {works - KINDS}"
