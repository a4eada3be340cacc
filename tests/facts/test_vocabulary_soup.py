"""No order of the vocabulary's own words makes the readers of aid, projects, figures stumble."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from geo.facts import read_facts
from geo.facts.aid import read_aid
from geo.facts.indicators import read_indicators
from geo.facts.lexicon import phrases
from geo.facts.projects import read_projects
from geo.model import Article, Mention

FILES = ["giving", "items", "worth", "currencies", "numbers", "projects", "indicators", "syntax"]
WORDS = sorted({word for file in FILES for word in phrases(file)})
MARKS = [",", ".", ";", "(", ")", "–", '"', "\n", ":", "$", "%", "5", "1,000", "2.5", "2022"]


def test_figures_without_end_and_rows_of_titles_are_read_past() -> None:
    text = (
        f"Vietnam gave {'9' * 400} bags, {'12 trillion ' * 30}dong and 40 blankets on May 3. "
        f"{'Major general ' * 100}gave 30 quilts to Kandol on May 3."
    )
    facts = read_facts(Article("a", "a", text, published=date(2024, 5, 8)), [])
    assert {a.quantity for a in facts.aid} >= {40}


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(WORDS) | st.sampled_from(MARKS), max_size=50), st.booleans())
def test_any_soup_of_words_is_read_with_evidence_inside_it(words: list[str], title: bool) -> None:
    text = " ".join(words)
    if title:
        text = text.title()
    article = Article(id="a", path="a.txt", text=text)
    mentions = [Mention(0, 3, text[:3], "border_gate", place_id="x")] if len(text) > 3 else []
    records = [
        *read_aid(article, mentions),
        *read_projects(article, mentions),
        *read_indicators(article, mentions),
    ]
    assert len({r.id for r in records}) == len(records)
    for record in records:
        assert record.evidence
        assert all(0 <= e.start < e.end <= len(text) for e in record.evidence)
