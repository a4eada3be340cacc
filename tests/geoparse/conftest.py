"""What the tests of this room share."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from geo.border import Border
from geo.gazetteer import Gazetteer
from geo.geoparse import Geoparser
from geo.model import Article

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.geoparse import Parsed
    from geo.model import Mention

DATA = Path(__file__).resolve().parents[2] / "data"
OLD, NEW = date(2023, 6, 1), date(2025, 11, 13)


@pytest.fixture(scope="session")
def geoparser() -> Geoparser:
    return Geoparser(Gazetteer.load(DATA, imports=False), Border.load(DATA))


@pytest.fixture(scope="session")
def parse(geoparser: Geoparser) -> Callable[..., Parsed]:
    def run(text: str, day: date | None = OLD) -> Parsed:
        return geoparser.parse(Article(id="x", path="x.txt", text=text, published=day))

    return run


@pytest.fixture(scope="session")
def mentions(parse: Callable[..., Parsed]) -> Callable[..., list[Mention]]:
    return lambda text, day=OLD: list(parse(text, day).mentions)


@pytest.fixture(scope="session")
def types(parse: Callable[..., Parsed]) -> Callable[..., dict[str, str]]:
    """Return the types of the names of a text; the last one where a name stands twice."""
    return lambda text, day=OLD: {m.text: m.type for m in parse(text, day).mentions}


@pytest.fixture(scope="session")
def ids(parse: Callable[..., Parsed]) -> Callable[..., dict[str, str | None]]:
    return lambda text, day=OLD: {m.text: m.place_id for m in parse(text, day).mentions}
