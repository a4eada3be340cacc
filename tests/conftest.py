"""What all tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def data() -> Path:
    """Return the data folder of the checkout."""
    return ROOT / "data"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder with the articles as published and the gold; skip where it is not."""
    if not SHARED.is_dir():
        pytest.skip(
            f"SKIPPED LOUDLY: {SHARED.name}/ with the published articles is not beside the checkout"
        )
    return SHARED
