"""The register's table: what was written comes back, and a change is one line."""

from __future__ import annotations

import difflib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import DataError
from geo.tables import Sheet

CELL = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=12)
NAME = st.text("abcdefgh_", min_size=1, max_size=6)


def written(cell: str, in_quotes: bool) -> str:
    """Write a cell with quotes where they are needed or wanted."""
    if in_quotes or any(c in cell for c in ',"\r\n'):
        return '"' + cell.replace('"', '""') + '"'
    return cell


@st.composite
def tables(draw: st.DrawFn) -> str:
    """A table with an id column, unknown columns, comments and blank lines."""
    header = ["id", *draw(st.lists(NAME.filter(lambda n: n != "id"), max_size=3, unique=True))]
    eol = draw(st.sampled_from(["\n", "\r\n"]))
    pieces = [",".join(header) + eol]
    for number in range(draw(st.integers(1, 4))):
        pieces += ["# a comment, with a comma" + eol] * draw(st.booleans())
        pieces += [eol] * draw(st.booleans())
        cells = [f"cp-{number}", *(written(draw(CELL), draw(st.booleans())) for _ in header[1:])]
        pieces.append(",".join(cells) + eol)
    text = draw(st.sampled_from(["", "\ufeff", f"# what this is{eol}"])) + "".join(pieces)
    return text if draw(st.booleans()) else text.removesuffix(eol)


@given(tables())
def test_what_was_written_comes_back(text: str) -> None:
    assert Sheet.parse(text, "t.csv").text == text


@given(tables(), CELL, st.data())
def test_a_changed_cell_is_read_back_and_all_others_stay(
    text: str, value: str, data: st.DataObject
) -> None:
    sheet = Sheet.parse(text, "t.csv")
    rows = sheet.rows()
    id_ = data.draw(st.sampled_from([row["id"] for row in rows]))
    column = data.draw(st.sampled_from(sheet.header))
    changed = sheet.changed(id_, {column: value} if column != "id" else {})
    again = Sheet.parse(changed.text, "t.csv")
    expected = [
        row | ({column: value} if row["id"] == id_ and column != "id" else {}) for row in rows
    ]
    assert again.rows() == expected


@given(tables(), CELL)
def test_a_new_row_comes_last_and_changes_no_other(text: str, value: str) -> None:
    sheet = Sheet.parse(text, "t.csv")
    added = Sheet.parse(sheet.added({sheet.header[-1]: value, "id": "cp-new"}).text, "t.csv")
    assert added.rows()[:-1] == sheet.rows()


def test_one_change_is_a_one_line_diff(data) -> None:
    path = data / "checkpoints.csv"
    text = path.read_text(encoding="utf-8")
    changed = Sheet.parse(text, path).changed("cp-moc-bai", {"radius_m": "150"}).text
    lines = [
        line for line in difflib.ndiff(text.splitlines(), changed.splitlines()) if line[0] in "+-"
    ]
    assert len(lines) == 2


def test_a_row_with_too_few_cells_is_named_by_its_line() -> None:
    with pytest.raises(DataError, match="line 3: has 1 cells; the header has 2"):
        Sheet.parse("# x\nid,a\ncp-1\n", "t.csv")


def test_a_table_without_a_header_is_refused() -> None:
    with pytest.raises(DataError, match="no header row"):
        Sheet.parse("# only a comment\n", "t.csv")
