"""The records that the rooms hand to each other.

All are frozen: a later step makes a new record (``dataclasses.replace``) and never
changes one that it was given. Positions are WGS 84 (EPSG:4326) in decimal degrees,
radii in kilometres, offsets in Unicode code points of an article's body, dates as ISO
8601 prefixes (``2025``, ``2025-11``, ``2025-11-12``), money in whole units of its currency.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date  # noqa: TC003 - readers of the records ask for their types
from typing import Literal

__all__ = [
    "Aid",
    "AidStatus",
    "Article",
    "Checkpoint",
    "DateSpan",
    "Event",
    "EventStatus",
    "EventType",
    "Evidence",
    "Indicator",
    "Mention",
    "Place",
    "PlaceType",
    "Precision",
    "Project",
    "ProjectKind",
    "ProjectStatus",
    "Reading",
    "Twinning",
    "Unlisted",
]

PlaceType = Literal[
    "country",
    "province",
    "district",
    "commune",
    "village",
    "city",
    "border_gate",
    "water",
    "road",
    "facility",
    "region",
    "landmark",
]
Precision = Literal["exact", "near", "admin3", "admin2", "admin1", "stretch", "country", "unknown"]
"""How a position is meant.

``exact``: a named point, good to a kilometre or so; ``near``: within its radius of the point;
``admin3``, ``admin2``, ``admin1``: somewhere in the commune, the district, the province;
``stretch``: along a line or a section of the border; ``country``: somewhere in the country.
Only ``exact`` and ``near`` are ever drawn as points.
"""
EventType = Literal[
    "meeting",
    "visit",
    "exchange",
    "twinning",
    "patrol",
    "opening",
    "groundbreaking",
    "signing",
    "training",
    "medical",
    "cultural",
    "crime",
    "demarcation",
    "other",
]
EventStatus = Literal["held", "planned", "ongoing"]
AidStatus = Literal["delivered", "promised"]
ProjectKind = Literal[
    "expressway", "railway", "road", "bridge", "checkpoint", "building", "zone", "other"
]
ProjectStatus = Literal["existing", "under_construction", "planned", "under_study", "completed"]


@dataclass(frozen=True, slots=True)
class Article:
    """One text as read: its body is what all offsets refer to."""

    id: str
    path: str
    text: str
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    published_basis: Literal["header", "text", "url", "file"] | None = None
    published_text: str | None = None
    """The day, month or year as the source states it where no full date is known (``2014-01``)."""
    url: str | None = None
    language: str | None = None
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The stretch of an article that a record rests on; ``text[start:end]`` is the quote."""

    article: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DateSpan:
    """From when to when, as exactly as the text says it.

    ``start`` and ``end`` are ISO prefixes of the same length; ``basis`` says in words how the
    date was found ("'on Monday', counted from the article's date 2023-11-13").
    """

    start: str
    end: str
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A named place on the ground, as the gazetteer holds it.

    ``parent`` is the id of the unit that contains it. ``valid_from``/``valid_to`` bound the time
    in which an administrative unit existed (None: open). ``successors`` are the ids of the units
    that took its ground over. ``names`` are all spellings, the main one (``name``) included.
    ``radius_km`` contains the whole place; ``precision`` says how the point is meant.
    """

    id: str
    type: PlaceType
    name: str
    country: str | None
    names: tuple[str, ...] = ()
    name_km: str | None = None
    name_en: str | None = None
    parent: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    precision: Precision = "unknown"
    valid_from: date | None = None
    valid_to: date | None = None
    successors: tuple[str, ...] = ()
    population: int | None = None
    source: str = ""
    code: str | None = None
    unit_class: str | None = None
    """The unit's own class word where it matters: ``ward``, ``commune``, ``town``, ``city`` …"""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A pair of checkpoints that face each other across the border, as the register holds it.

    ``name_vi``/``name_kh`` are the two halves' names in Latin letters, ``name_en`` the Vietnamese
    one without diacritics, ``name_km`` the Khmer one in Khmer script. ``class_`` is the class on
    the register's date and ``class_from`` the day, month or year since which it holds; the whole
    history stands in ``history`` as (date prefix, what, value, source) rows, oldest first.
    Names of units ending in ``_before`` are those of June 2025. A pair without a point has
    ``lat``, ``lon`` and ``radius_km`` None: the gazetteer places it in the unit that contains it.
    """

    id: str
    name_vi: str
    name_kh: str | None
    aliases_vi: tuple[str, ...] = ()
    aliases_kh: tuple[str, ...] = ()
    name_en: str = ""
    name_km: str | None = None
    class_: str = ""
    class_from: str = ""
    class_source: str = ""
    mode: str = ""
    status: str = ""
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    point_method: str = ""
    province_vn: str = ""
    province_vn_before: str = ""
    district_vn_before: str = ""
    commune_vn: str = ""
    commune_vn_code: str = ""
    commune_vn_before: str = ""
    commune_vn_before_code: str = ""
    province_kh: str = ""
    district_kh: str = ""
    commune_kh: str = ""
    commune_kh_code: str = ""
    sources: tuple[str, ...] = ()
    confidence: str = ""
    conflicts: str = ""
    notes: str = ""
    history: tuple[tuple[str, str, str, str], ...] = ()
    last_confirmed: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of a place in an article, and the place it was resolved to (or none, with why)."""

    start: int
    end: int
    text: str
    type: PlaceType
    place_id: str | None = None
    name: str | None = None
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    precision: Precision = "unknown"
    confidence: float = 0.0
    reasons: tuple[str, ...] = ()
    embedded: bool = False
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened or is planned, at a nameable time or place."""

    id: str
    type: EventType
    title: str
    date: DateSpan | None = None
    status: EventStatus = "held"
    place_ids: tuple[str, ...] = ()
    place_names: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    confidence: float = 0.0
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Aid:
    """Goods, money, buildings, services or training given, or promised, to somebody."""

    id: str
    category: str
    item: str
    quantity: float | None = None
    approximate: bool = False
    unit: str | None = None
    unit_value: float | None = None
    total_value: float | None = None
    currency: str | None = None
    period: Literal["month", "year"] | None = None
    status: AidStatus = "delivered"
    donor: str | None = None
    recipient: str | None = None
    date: DateSpan | None = None
    handed_over_at: tuple[str, ...] = ()
    beneficiaries_at: tuple[str, ...] = ()
    place_names: tuple[str, ...] = ()
    confidence: float = 0.0
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Twinning:
    """Two places tied to each other across the border."""

    id: str
    a: str | None
    b: str | None
    a_name: str
    b_name: str
    level: Literal["village", "commune", "district", "province", "station", "other"] = "village"
    date: DateSpan | None = None
    confidence: float = 0.0
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Project:
    """Something built, being built, planned or studied; ``place_ids`` in order along a line."""

    id: str
    kind: ProjectKind
    title: str
    status: ProjectStatus = "planned"
    place_ids: tuple[str, ...] = ()
    place_names: tuple[str, ...] = ()
    value: float | None = None
    currency: str | None = None
    date: DateSpan | None = None
    confidence: float = 0.0
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Indicator:
    """A figure about the border: a count, a share, a length, a sum."""

    id: str
    about: Literal["border", "checkpoint", "trade", "traffic", "demarcation", "people", "other"]
    measure: str
    value: float
    unit: str
    class_: str | None = None
    approximate: bool = False
    date: DateSpan | None = None
    place_ids: tuple[str, ...] = ()
    confidence: float = 0.0
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A name that the text marks as a place and that the gazetteer does not have."""

    start: int
    end: int
    text: str
    type: PlaceType
    inside: str | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was read out of one article.

    ``left_out`` counts what a reader of facts found and could not prove, as (what, how often).
    """

    article: Article
    mentions: tuple[Mention, ...] = ()
    events: tuple[Event, ...] = ()
    aid: tuple[Aid, ...] = ()
    twinnings: tuple[Twinning, ...] = ()
    projects: tuple[Project, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    unlisted: tuple[Unlisted, ...] = ()
    contradictions: tuple[str, ...] = field(default=())
    left_out: tuple[tuple[str, int], ...] = ()
