"""The briefs that the map is built from: in our own words, with what is known of their source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from geo.articles import read_articles
from geo.model import Article

if TYPE_CHECKING:
    from pathlib import Path

LONGEST_SHARED_RUN = 12
"""So many words in a row are a sentence's wording; fewer are names and titles."""


@pytest.fixture(scope="module")
def briefs(data: Path) -> list[Article]:
    return [a for a in read_articles([data / "articles"]) if isinstance(a, Article)]


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def test_every_brief_says_what_is_known_of_its_source(briefs: list[Article]) -> None:
    assert len(briefs) == 5
    for brief in briefs:
        assert brief.title
        assert brief.language == "en"
        assert brief.published_basis in ("header", None)
    assert sum(brief.published is not None for brief in briefs) >= 2


@pytest.mark.shared
def test_no_brief_repeats_the_wording_of_an_original(briefs: list[Article], shared: Path) -> None:
    originals = [a for a in read_articles([shared / "articles"]) if isinstance(a, Article)]
    told = " ".join(" ".join(words(article.text)) for article in originals)
    for brief in briefs:
        found = words(brief.text)
        for at in range(len(found) - LONGEST_SHARED_RUN + 1):
            run = " ".join(found[at : at + LONGEST_SHARED_RUN])
            assert run not in told, f"{brief.id}: {run}"
