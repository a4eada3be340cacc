"""The atlas: layers, the records they rest on, and what has no place."""

from __future__ import annotations

import importlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    import folium
    import geopandas as gpd
    import pandas as pd

    from geo.errors import ArticleError
    from geo.model import Aid, Article, Event, Evidence, Indicator, Project, Twinning

__all__ = ["Atlas", "Records", "proof"]


@dataclass(frozen=True, slots=True)
class Records:
    """What the articles report, each fact once with all its evidence."""

    events: tuple[Event, ...] = ()
    aid: tuple[Aid, ...] = ()
    twinnings: tuple[Twinning, ...] = ()
    projects: tuple[Project, ...] = ()
    indicators: tuple[Indicator, ...] = ()


@dataclass(frozen=True)
class Atlas:
    """Everything that is drawn, listed and exported.

    Attributes
    ----------
    layers
        Name of the layer → GeoDataFrame in EPSG:4326; the columns are those of
        ``geo.atlas.schema.LAYERS``. ``events`` and ``aid`` have one row a record and place.
    tables
        Name of the table → DataFrame of what has no place: ``articles``, ``indicators``,
        ``agreements``, ``unplaced``; the columns are those of ``geo.atlas.schema.TABLES``.
    records
        The facts themselves, merged over all articles.
    unplaced
        Facts that no layer can show, as plain mappings with ``id``, ``kind`` (event, aid,
        twinning, project, indicator, agreement), ``name``, ``reason`` and ``evidence``.
    articles
        The articles that were read, in order.
    failures
        The articles that could not be read, and why.
    left_out
        What a reader of facts found and could not prove → how often, over all articles.
    """

    layers: dict[str, gpd.GeoDataFrame]
    tables: dict[str, pd.DataFrame] = field(default_factory=dict)
    records: Records = field(default_factory=Records)
    unplaced: list[dict[str, Any]] = field(default_factory=list)
    articles: tuple[Article, ...] = ()
    failures: tuple[ArticleError, ...] = ()
    left_out: dict[str, int] = field(default_factory=dict)

    def article(self, article_id: str) -> Article:
        """Return the article of an id; KeyError if there is none."""
        for article in self.articles:
            if article.id == article_id:
                return article
        raise KeyError(article_id)

    def to_folium(self, **options: Any) -> folium.Map:
        """Return the map; in a notebook it shows itself, inline and without a network.

        The options (``title``, ``lang``, ``theme``, ``layers``, ``tiles``, ``data``) and the errors
        are those of :func:`geo.map.to_folium`.
        """
        # Rooms import one way and the map stands on the atlas; the atlas therefore hands over by
        # name, so that whoever only reads and exports loads neither Folium nor the page.
        page: folium.Map = importlib.import_module("geo.map").to_folium(self, **options)
        return page


def proof(evidence: Iterable[Evidence], articles: dict[str, Article]) -> list[dict[str, Any]]:
    """Return pieces of evidence with their quotes and the source of each, as plain mappings."""
    rows = []
    for piece in evidence:
        article = articles[piece.article]
        published = article.published.isoformat() if article.published else article.published_text
        rows.append({
            "article": article.id,
            "title": article.title or article.id,
            "publisher": article.publisher,
            "published": published,
            "url": article.url,
            "sha256": article.sha256,
            "start": piece.start,
            "end": piece.end,
            "quote": article.text[piece.start : piece.end],
        })  # fmt: skip
    return rows
