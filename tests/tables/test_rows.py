"""Rows of a long table are read one by one, and the line that is none is named."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from geo.errors import DataError
from geo.tables import read_rows

if TYPE_CHECKING:
    from pathlib import Path


def test_a_row_that_is_no_csv_is_named_with_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "weights.csv"
    long = "x" * (csv.field_size_limit() + 1)
    path.write_text(f"word,weight\nriver,1\n{long},2\n", encoding="utf-8")
    rows = read_rows(path)
    assert [next(rows), next(rows)] == [(1, ["word", "weight"]), (2, ["river", "1"])]
    with pytest.raises(DataError, match=r"weights\.csv, line 3: is no CSV here: field larger"):
        next(rows)
