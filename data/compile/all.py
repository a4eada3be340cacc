"""Compiles every data file that comes from packages, in the order in which they need each other.

    make data

Each script can also be run alone. They fetch pinned archives from their registries on first use
and keep them in ``build/packages``; a rerun on the same pins writes the same bytes.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
# provinces.py says where along the line one province follows the other; border.py needs that,
# and the territories and the base map are closed by the line.
ORDER = ("units", "provinces", "border", "territories", "basemap", "checkpoints")


def main() -> None:
    """Run all scripts; stop at the first that fails."""
    for name in ORDER:
        print(f"— {name}.py", flush=True)
        subprocess.run([sys.executable, HERE / f"{name}.py"], check=True)


if __name__ == "__main__":
    main()
