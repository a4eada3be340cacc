"""From articles and data to the atlas."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.atlas import place_rows as places
from geo.atlas.agreements import agreements
from geo.atlas.along import border_place, with_border
from geo.atlas.atlas import Atlas, Records
from geo.atlas.boundaries import read_boundaries
from geo.atlas.decisions import FILE, apply_decisions, read_decisions, reviewed
from geo.atlas.frames import frame, table
from geo.atlas.ground import Ground, day_of
from geo.atlas.identity import identified
from geo.atlas.merging import Merger, dated_by_ceremony
from geo.atlas.occasions import with_occasions
from geo.atlas.reading import read_or_fail
from geo.atlas.record_rows import FactRows
from geo.atlas.review_rows import ReviewRows
from geo.atlas.schema import LAYERS, TABLES
from geo.atlas.strangers import with_strangers
from geo.atlas.table_rows import table_rows
from geo.atlas.tags import Tags
from geo.errors import ArticleError
from geo.model import Article, Reading
from geo.tables import data_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from geo.atlas.reading import FactReader

    ReadAll = Callable[
        [Sequence[Article], Path, FactReader | None], Iterable[Reading | ArticleError]
    ]

__all__ = ["build_atlas"]


def build_atlas(
    articles: Iterable[Path | str | Article] | None = None,
    data: Path | str | None = None,
    *,
    boundaries: Path | str | None = None,
    reader: FactReader | None = None,
    read_all: ReadAll | None = None,
    progress: Callable[[int], None] | None = None,
) -> Atlas:
    """Read articles and join what they say with the gazetteer, the register and the reviews.

    Parameters
    ----------
    articles
        Files, folders, or articles that were read already; None for those of the data folder.
    data
        The data folder; None for the one that ``geo.tables.data_folder`` finds.
    boundaries
        GeoJSON or GeoPackage with better province areas than the approximate ones.
    reader
        Finds the facts; None for the rules of ``geo.facts``.
    read_all
        Yields what each article says, in order, called with all articles, the data folder and
        ``reader``: ``partial(geo.corpus.readings_of, jobs=4)`` reads in four processes. None reads
        one after the other in this one.
    progress
        Called with the number of articles done since the last call.

    Returns
    -------
    Atlas
        Layers as GeoDataFrames in EPSG:4326. The same input gives the same atlas, to the byte.

    Raises
    ------
    DataError
        A data file is missing or wrong. (An article that cannot be read is no error: it stands
        in ``failures``.)
    UnreachableError
        Whom the reader asks was never reached, or never let it in.
    """
    from geo.border import Border
    from geo.gazetteer import Gazetteer
    from geo.gazetteer.checkpoints import read_checkpoints
    from geo.geoparse import Geoparser

    folder = data_folder(data)
    decisions = read_decisions(folder)
    gazetteer, border = Gazetteer.load(folder), Border.load(folder)
    provinces, approximate = read_boundaries(folder, boundaries, gazetteer)
    ground = Ground(gazetteer, read_checkpoints(folder), border, provinces, [border_place(border)])
    found, failures = _articles(articles, folder)
    readings = []
    if found:  # without articles, the names need not be indexed
        results: Iterable[Reading | ArticleError]
        if read_all is None:
            geoparser = Geoparser(gazetteer, border)
            results = (read_or_fail(article, geoparser, reader) for article in found)
        else:
            results = read_all(found, folder, reader)
        for result in results:
            if progress is not None:
                progress(1)
            if isinstance(result, ArticleError):
                failures.append(result)
            else:
                readings.append(with_border(with_occasions(with_strangers(result, ground))))
    found = [reading.article for reading in readings]
    records = apply_decisions(
        _records(readings, found), decisions, folder / FILE, lambda i: ground.place(i) is not None
    )
    by_id = {article.id: article for article in found}
    facts = FactRows(ground, by_id, reviewed(decisions))
    rows = facts.rows(records)
    tags = Tags(records, ground)
    named: dict[str, date | None] = {}
    for place_id, day in _named(readings, records).items():
        named.setdefault(ground.drawn_id(place_id), day)
    twins = _twins(records, ground)
    review = ReviewRows(ground, facts.articles, {d.id for d in decisions})
    rows |= {
        "border": places.border_rows(ground),
        "provinces": places.province_rows(ground, tags, approximate=approximate),
        "checkpoints": places.checkpoint_rows(ground, tags),
        "hamlets": places.hamlet_rows(ground, tags, named, twins),
        "places": places.place_rows(ground, tags, named),
        "review": review.rows(readings, records, folder),
    }
    unplaced = sorted(facts.unplaced + agreements(found, folder), key=_listed)
    listed = table_rows(unplaced, found)
    return Atlas(
        layers={name: frame(name, rows[name]) for name in LAYERS},
        tables={name: table(name, listed[name]) for name in TABLES},
        records=records,
        unplaced=unplaced,
        articles=tuple(found),
        failures=tuple(failures),
        left_out=_left_out(readings),
    )


def _articles(
    given: Iterable[Path | str | Article] | None, folder: Path
) -> tuple[list[Article], list[ArticleError]]:
    """Return the articles, each id once, and those that could not be read.

    The same document twice is read once; different ones of the same name get ids of their own.
    """
    from geo.articles import read_articles

    sources: Sequence[Path | str | Article]
    if given is None:
        own = folder / "articles"
        sources = [own] if own.is_dir() and any(own.iterdir()) else []
    else:
        sources = [given] if isinstance(given, Path | str | Article) else list(given)
    found: dict[str, Article] = {}
    failures: list[ArticleError] = []
    for source in sources:
        for article in [source] if isinstance(source, Article) else read_articles([source]):
            if isinstance(article, ArticleError):
                failures.append(article)
                continue
            known = found.get(article.id)
            if known is not None and known.sha256 != article.sha256:
                article = replace(article, id=f"{article.id}-{article.sha256[:8]}")
            found.setdefault(article.id, article)
    return list(found.values()), failures


def _records(readings: Iterable[Reading], articles: Iterable[Article]) -> Records:
    """Return the records of all articles, each fact once, older articles first."""
    merger = Merger(articles)
    ordered = sorted(readings, key=lambda r: (_published(r.article), r.article.id))

    def every(kind: str) -> list[Any]:
        return [record for reading in ordered for record in getattr(reading, kind)]

    events = merger.events(every("events"))
    twinnings = dated_by_ceremony(merger.twinnings(every("twinnings")), events)
    joined = Records(
        events=tuple(events),
        aid=tuple(merger.aid(every("aid"))),
        twinnings=tuple(twinnings),
        projects=tuple(merger.projects(every("projects"))),
        indicators=tuple(merger.indicators(every("indicators"))),
    )
    return identified(joined, articles)


def _left_out(readings: Iterable[Reading]) -> dict[str, int]:
    """Return what readers of facts could not prove, added up and sorted."""
    total: Counter[str] = Counter()
    for reading in readings:
        total.update(dict(reading.left_out))
    return dict(sorted(total.items()))


def _listed(row: dict[str, Any]) -> tuple[str, str, str]:
    return row["kind"], row.get("date_start") or "", row["id"]


def _published(article: Article) -> str:
    return article.published.isoformat() if article.published else article.published_text or ""


def _named(readings: Iterable[Reading], records: Records) -> dict[str, date | None]:
    """Return the ids of all places that articles name, with the day as of which each is meant."""
    named: dict[str, date | None] = {}
    for reading in readings:
        day = day_of(_published(reading.article))
        for mention in reading.mentions:
            if mention.place_id and not mention.embedded:
                named.setdefault(mention.place_id, day)
    for event in records.events:
        named |= dict.fromkeys(set(event.place_ids) - named.keys())
    for project in records.projects:
        named |= dict.fromkeys(set(project.place_ids) - named.keys())
    for aid in records.aid:
        named |= dict.fromkeys({*aid.handed_over_at, *aid.beneficiaries_at} - named.keys())
    for twinning in records.twinnings:
        ends = {end for end in (twinning.a, twinning.b) if end}
        named |= dict.fromkeys(ends - named.keys())
    return named


def _twins(records: Records, ground: Ground) -> dict[str, set[str]]:
    twins: dict[str, set[str]] = {}
    for twinning in records.twinnings:
        if twinning.a and twinning.b:
            a, b = ground.drawn_id(twinning.a), ground.drawn_id(twinning.b)
            twins.setdefault(a, set()).add(b)
            twins.setdefault(b, set()).add(a)
    return twins
