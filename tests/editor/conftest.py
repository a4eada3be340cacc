"""A data folder of its own for each test of the editor."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(data: Path, tmp_path: Path) -> Path:
    """Return a copy of what the register rests on."""
    copy = tmp_path / "data"
    ignored = shutil.ignore_patterns("articles", "compile", ".checkpoints", "*.log.csv")
    return shutil.copytree(data, copy, ignore=ignored)
