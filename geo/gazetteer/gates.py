"""The two halves of every checkpoint pair, as places that lie in their communes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.gazetteer.checkpoints import FILE, halves, read_checkpoints
from geo.names import key

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geo.gazetteer.shelf import Shelf
    from geo.model import Checkpoint, Place

__all__ = ["gate_places"]


def gate_places(folder: Path, units: Shelf) -> Iterator[tuple[Place, str | None]]:
    """Yield each half of the register's pairs, with the unit that held it before July 2025.

    Where the register has no code for the commune, the half lies in the smallest unit that it
    names; the province at least. A folder without a register has no gates.
    """
    if not (folder / FILE).is_file():
        return
    known = _Units(units)
    for checkpoint in read_checkpoints(folder):
        vietnamese, cambodian = halves(checkpoint)
        yield (
            known.settled(vietnamese, _inside_vietnam(checkpoint, known)),
            _before(checkpoint, known),
        )
        if cambodian is not None:
            yield known.settled(cambodian, _inside_cambodia(checkpoint, known)), None


def _inside_vietnam(checkpoint: Checkpoint, known: _Units) -> str | None:
    province = known.named("vn-p-", checkpoint.province_vn, "vn")
    return known.named("vn-c-", checkpoint.commune_vn, province) or province


def _inside_cambodia(checkpoint: Checkpoint, known: _Units) -> str | None:
    province = known.named("kh-p-", checkpoint.province_kh, "kh")
    district = known.named("kh-d-", checkpoint.district_kh, province)
    return known.named("kh-c-", checkpoint.commune_kh, district) or district or province


def _before(checkpoint: Checkpoint, known: _Units) -> str | None:
    code = f"vn-c63-{checkpoint.commune_vn_before_code}"
    if code in known:
        return code
    province = known.named("vn-p63-", checkpoint.province_vn_before, "vn")
    district = known.named("vn-d63-", checkpoint.district_vn_before, province)
    commune = known.named("vn-c63-", checkpoint.commune_vn_before, district)
    return commune or district or province


class _Units:
    """Units by what contains them and by name."""

    def __init__(self, units: Shelf) -> None:
        self._ids = frozenset(units.ids)
        self._inside: dict[str, list[tuple[str, str]]] = {}
        for unit_id, parent, name in zip(
            units.ids, units.column("parent"), units.column("name"), strict=True
        ):
            if parent is not None:
                self._inside.setdefault(parent, []).append((unit_id, name))

    def __contains__(self, unit_id: str) -> bool:
        return unit_id in self._ids

    def named(self, prefix: str, name: str, parent: str | None) -> str | None:
        """Return the id of the only unit of that kind and name in the parent; None if none."""
        wanted = key(name)
        if not wanted or parent is None:
            return None
        found = [
            unit_id
            for unit_id, unit_name in self._inside.get(parent, ())
            if unit_id.startswith(prefix) and key(unit_name) == wanted
        ]
        return found[0] if len(found) == 1 else None

    def settled(self, gate: Place, inside: str | None) -> Place:
        """Return the gate with a parent that exists."""
        if gate.parent in self._ids:
            return gate
        return replace(gate, parent=inside or (gate.country or "").lower() or None)
