"""The rows of the tables: what has no place, and the articles that everything rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.atlas.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geo.model import Article

__all__ = ["table_rows"]

_OWN = {"indicator": "indicators", "agreement": "agreements"}
"""Kinds of fact that never have a place, and the table of each; all others share one."""


def table_rows(
    unplaced: Sequence[Mapping[str, Any]], articles: Iterable[Article]
) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of each table of ``geo.atlas.schema.TABLES``.

    Parameters
    ----------
    unplaced
        The facts that no layer can show, as in ``Atlas.unplaced``; their order is kept.
    articles
        The articles that were read; where they lie on this machine is not told.
    """
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}
    rows["articles"] = [_article(article) for article in articles]
    for fact in unplaced:
        name = _OWN.get(fact["kind"], "unplaced")
        rows[name].append({field.name: fact.get(field.name) for field in TABLES[name].fields})
    return rows


def _article(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published.isoformat() if article.published else article.published_text,
        "published_basis": article.published_basis,
        "url": article.url,
        "language": article.language,
        "sha256": article.sha256,
    }
