"""Places that articles name and no list has: drawn where their container is, and kept apart."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from geo.atlas.identity import digest
from geo.model import Place
from geo.names import key

if TYPE_CHECKING:
    from geo.atlas.ground import Ground
    from geo.model import Mention, Reading

__all__ = ["with_strangers"]


def with_strangers(reading: Reading, ground: Ground) -> Reading:
    """Return the reading with ids for its unlisted places, which ``ground`` then knows.

    An unlisted name with a position (that of what contains it) becomes the place ``un-…``;
    records that name it refer to it. The id is made of type, name and container, so two articles
    that name the same place share it.
    """
    inside = {(one.start, one.end): one.inside for one in reading.unlisted}
    known: dict[str, str] = {}
    mentions = []
    for mention in reading.mentions:
        if mention.listed or mention.place_id or mention.lat is None:
            mentions.append(mention)
            continue
        place = _place(mention, inside.get((mention.start, mention.end)))
        ground.add(place)
        known.setdefault(key(mention.text), place.id)
        mentions.append(replace(mention, place_id=place.id))
    if not known:
        return reading
    return replace(
        reading,
        mentions=tuple(mentions),
        events=tuple(_placed(event, known) for event in reading.events),
        projects=tuple(_placed(project, known) for project in reading.projects),
        twinnings=tuple(
            replace(t, a=t.a or known.get(key(t.a_name)), b=t.b or known.get(key(t.b_name)))
            for t in reading.twinnings
        ),
    )


def _place(mention: Mention, inside: str | None) -> Place:
    name = " ".join(mention.text.split())
    return Place(
        id=f"un-{digest(mention.type, key(name), inside)}",
        type=mention.type,
        name=name,
        country=mention.country,
        names=(name,),
        parent=inside,
        lat=mention.lat,
        lon=mention.lon,
        radius_km=mention.radius_km,
        precision=mention.precision,
        source="named in an article; in no list",
    )


def _placed(record: Any, known: dict[str, str]) -> Any:
    """Return a record with the ids of the unlisted places among its names."""
    strangers = [known[key(name)] for name in record.place_names if key(name) in known]
    missing = tuple(i for i in dict.fromkeys(strangers) if i not in record.place_ids)
    return replace(record, place_ids=(*record.place_ids, *missing)) if missing else record
