"""What a person should look at: names that do not lie where the text or the border puts them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.border import Border
    from geo.geoparse.name import Name
    from geo.model import Mention

__all__ = ["find_contradictions"]


def find_contradictions(
    mentions: Sequence[Mention], names: Sequence[Name], border: Border | None
) -> list[str]:
    """Return one sentence for every contradiction, in the order of the text."""
    found = []
    for name in names:
        for reason in name.reasons:
            if reason.startswith("not in "):
                place = name.place.name if name.place else name.key
                found.append(f"{place} ({name.start}–{name.end}): {reason}.")
    return list(dict.fromkeys(found))
