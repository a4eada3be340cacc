"""What an event is called that only the wording of its sentence tells."""

from __future__ import annotations

from datetime import date

import pytest

from geo.facts.headings import told_as
from geo.facts.passage import Passage
from geo.gazetteer import Gazetteer
from geo.geoparse import Geoparser
from geo.model import Article


@pytest.fixture(scope="module")
def parser() -> Geoparser:
    return Geoparser(Gazetteer.load(imports=False))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "In Long Thuan commune, Tay Ninh province, on May 3, the guests planted forty trees.",
            "“The guests planted forty trees”",
        ),
        ("The guests planted forty trees.", "“The guests planted forty trees”"),
        (
            "A long line of lorries that wanted to get to the market before noon stood there.",
            "“A long line of lorries that wanted to get to the market before noon …”",
        ),
        ("In Tay Ninh province, rain fell.", "“In Tay Ninh province, rain fell”"),
    ],
)
def test_a_title_is_the_sentence_without_its_setting(
    parser: Geoparser, text: str, title: str
) -> None:
    article = Article("a", "a", text, published=date(2024, 5, 8))
    passage = Passage.of(article, parser.parse(article).mentions)
    assert told_as(passage, 0, len(text)) == title
