"""Articles as text: from text, Markdown, HTML, PDF, Word, e-mail, JSON Lines, CSV and Parquet.

The body of an article is kept as it stands in the file, for every offset refers to it; what
is known of it beside (title, publisher, address, day of publication, language) stands in the
fields of :class:`geo.model.Article`.
"""

from __future__ import annotations

from geo.articles.reading import MAX_BYTES, SUFFIXES, article_files, read_article, read_articles

__all__ = ["MAX_BYTES", "SUFFIXES", "article_files", "read_article", "read_articles"]
