"""The data folder: where it lies, reading its tables with schema checks, writing atomically.

``locked`` lets one writer in at a time; ``Sheet`` changes one row of a table and leaves every other
line as it is written. ``checked_layers`` looks into a file of layers before GDAL reads it.
"""

from geo.tables.folder import data_folder, take_data_folder, use_data_folder
from geo.tables.layers import checked_layers
from geo.tables.lock import WAIT_SECONDS, locked
from geo.tables.reading import (
    Column,
    Sections,
    between,
    one_of,
    parse_day,
    read_json,
    read_rows,
    read_table,
    read_words,
)
from geo.tables.sheet import Sheet
from geo.tables.writing import atomic_write, naming, write_table

__all__ = [
    "WAIT_SECONDS",
    "Column",
    "Sections",
    "Sheet",
    "atomic_write",
    "between",
    "checked_layers",
    "data_folder",
    "locked",
    "naming",
    "one_of",
    "parse_day",
    "read_json",
    "read_rows",
    "read_table",
    "read_words",
    "take_data_folder",
    "use_data_folder",
    "write_table",
]
