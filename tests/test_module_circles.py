"""Inside a room, too, modules import one way: no circle, not even one for types alone."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import geo

PACKAGE = Path(geo.__file__).parent


@pytest.mark.parametrize("room", ["gazetteer", "geoparse"])
def test_no_modules_import_each_other_in_a_circle(room: str) -> None:
    imports: dict[str, set[str]] = {}
    for path in sorted((PACKAGE / room).glob("*.py")):
        imports[f"geo.{room}.{path.stem}"] = {
            node.module
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.ImportFrom)
            and (node.module or "").startswith(f"geo.{room}.")
            and node.module is not None
        }
    TopologicalSorter(imports).prepare()  # CycleError names the circle
