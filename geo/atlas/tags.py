"""Which facts belong to which place: the tags of the layers of places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.atlas.ground import TODAY, Ground

if TYPE_CHECKING:
    from geo.atlas.atlas import Records

__all__ = ["Tags"]

_KINDS = ("events", "aid", "projects")


class Tags:
    """Ids of events, aid and projects by the place that they name.

    A checkpoint's half counts for its pair. A unit that no longer exists counts for itself and
    for the province that holds its ground today, if it was a province.
    """

    def __init__(self, records: Records, ground: Ground) -> None:
        self._ground = ground
        self._found: dict[str, dict[str, set[str]]] = {}
        for event in records.events:
            self._add("events", event.id, event.place_ids)
        for aid in records.aid:
            self._add("aid", aid.id, (*aid.handed_over_at, *aid.beneficiaries_at))
        for project in records.projects:
            self._add("projects", project.id, project.place_ids)

    @property
    def places(self) -> set[str]:
        """The ids of all places that a record names."""
        return set(self._found)

    def of(self, place_id: str) -> dict[str, Any]:
        """Return the six tag columns of a place."""
        found = self._found.get(self._ground.drawn_id(place_id), {})
        lists = {kind: sorted(found.get(kind, ())) for kind in _KINDS}
        return lists | {f"n_{kind}": len(ids) for kind, ids in lists.items()}

    def _add(self, kind: str, record: str, place_ids: tuple[str, ...]) -> None:
        for place_id in place_ids:
            for tagged in self._tagged(place_id):
                self._found.setdefault(tagged, {}).setdefault(kind, set()).add(record)

    def _tagged(self, place_id: str) -> list[str]:
        place = self._ground.place(place_id)
        if place is None or place.type == "country":
            return []
        tagged = [self._ground.drawn_id(place_id)]
        if place.valid_to is not None and place.type in ("province", "city"):
            heir = self._ground.province(place_id, TODAY)
            tagged += [heir.id] if heir is not None and heir.id not in tagged else []
        return tagged
