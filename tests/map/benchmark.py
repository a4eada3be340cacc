"""How large the page is and how fast it opens, beside plain Folium on the same data.

Run it with ``python tests/map/benchmark.py [--features 100000]``; it prints a table. Not a test:
times depend on the machine.
"""

# ruff: noqa: T201
from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import sample_atlas

from geo.map import assets, write_page

READY = "html[data-ready=yes]"


def many(count: int) -> Any:
    """Return the sample atlas with so many events scattered over the border."""
    atlas = sample_atlas.atlas()
    chance = np.random.default_rng(1)
    first = atlas.layers["events"].iloc[0]
    columns = {name: [first[name]] * count for name in first.index if name != "geometry"}
    columns |= {
        "id": [f"e{i}:0" for i in range(count)],
        "record": [f"e{i}" for i in range(count)],
        "name": [f"Event number {i}" for i in range(count)],
        "place_id": [f"pl-{i}" for i in range(count)],
        "date_start": [f"{2015 + i % 11}-{1 + i % 12:02d}-15" for i in range(count)],
        "date_end": [f"{2015 + i % 11}-{1 + i % 12:02d}-15" for i in range(count)],
    }
    lon, lat = chance.uniform(104.5, 107.5, count), chance.uniform(10.3, 14.5, count)
    points = gpd.points_from_xy(lon.round(5), lat.round(5))
    atlas.layers["events"] = gpd.GeoDataFrame(columns, geometry=points, crs="EPSG:4326")
    return atlas


def write_plain(atlas: Any, path: Path) -> None:
    """Write the events as one ``folium.GeoJson`` with pop-ups, the fastest way of plain Folium."""
    import folium

    page = folium.Map(location=(11.9, 106.2), zoom_start=7, tiles=None, prefer_canvas=True)
    frame = atlas.layers["events"][["name", "type", "date_start", "geometry"]]
    folium.GeoJson(
        frame,
        marker=folium.CircleMarker(radius=5),
        popup=folium.GeoJsonPopup(["name", "type", "date_start"]),
    ).add_to(page)
    page.save(path)


def from_disk(route: Any) -> None:
    """Give plain Folium its Leaflet from the disk, so that no network is measured; nothing else."""
    name = route.request.url.rsplit("/", 1)[-1]
    wanted = {"leaflet.js": assets.leaflet_js, "leaflet.css": assets.leaflet_css}.get(name)
    kind = "text/css" if name.endswith(".css") else "text/javascript"
    route.fulfill(body=wanted() if wanted else "", content_type=kind)


def opened(browser: Any, path: Path, ready: str | None) -> float:
    """Return the seconds from the start of loading until the page answers; the median of three."""
    times = []
    for _ in range(3):
        page = browser.new_page(viewport={"width": 1360, "height": 860})
        page.route("https://**", from_disk)
        start = time.perf_counter()
        page.goto(path.as_uri())
        if ready:
            page.wait_for_selector(ready, state="attached", timeout=60_000)
        page.evaluate("new Promise((done) => requestAnimationFrame(() => done()))")
        times.append(time.perf_counter() - start)
        page.close()
    return sorted(times)[1]


def main() -> None:
    """Print the table."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--features", type=int, default=100_000)
    count = parser.parse_args().features
    pages: list[tuple[str, Any, Any]] = [(f"{count:,} events", many(count), write_page)]
    pages.append((f"{count:,} events, plain Folium", pages[0][1], write_plain))
    try:
        from geo.atlas import build_atlas

        pages.insert(0, ("default atlas", build_atlas(), write_page))
        pages.insert(1, ("its events, plain Folium", pages[0][1], write_plain))
    except ImportError as error:
        print(f"The default atlas was left out: {error}")
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        print(f"{'page':34}{'written':>10}{'size':>12}{'answers':>10}")
        for name, atlas, write in pages:
            path = Path(folder) / "page.html"
            start = time.perf_counter()
            write(atlas, path)
            written = time.perf_counter() - start
            seconds = opened(browser, path, READY if write is write_page else None)
            print(f"{name:34}{written:8.2f} s{path.stat().st_size / 1e6:9.2f} MB{seconds:8.2f} s")
        browser.close()


if __name__ == "__main__":
    main()
