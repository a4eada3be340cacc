"""The rooms of the package import one way, in the order of the design."""

from __future__ import annotations

import ast
from pathlib import Path

import geo

ROOMS = [
    "errors", "model", "names", "tables", "border", "gazetteer", "register", "articles", "geoparse",
    "facts", "atlas", "export", "map", "corpus", "score", "editor", "cli",
]  # fmt: skip
PACKAGE = Path(geo.__file__).parent


def imported_rooms(path: Path) -> set[str]:
    """Return the rooms that a module imports, at its top or inside a function."""
    rooms = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import; write it in full"
            names = [node.module or ""]
            if node.module == "geo":
                names = [f"geo.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        rooms |= {name.split(".")[1] for name in names if name.startswith("geo.")}
    return rooms & set(ROOMS)


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def test_every_module_stands_in_a_room() -> None:
    found = {room_of(p) for p in PACKAGE.rglob("*.py") if "_data" not in p.parts}
    assert found - {"__init__", "__main__"} <= set(ROOMS)


def test_a_room_imports_only_rooms_below_it() -> None:
    wrong = [
        f"{path.relative_to(PACKAGE)} imports {other}"
        for path in sorted(PACKAGE.rglob("*.py"))
        if room_of(path) in ROOMS and "_data" not in path.parts
        for other in sorted(imported_rooms(path))
        if ROOMS.index(other) > ROOMS.index(room_of(path))
    ]
    assert wrong == []


def test_no_module_outgrows_its_room() -> None:
    long = [
        f"{path.relative_to(PACKAGE)}: {lines} lines"
        for path in sorted(PACKAGE.rglob("*.py"))
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 420
    ]
    assert long == []
