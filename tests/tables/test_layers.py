"""A file of layers holds them itself: what only says where others lie is refused, unread."""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from geo.atlas.boundaries import read_boundaries
from geo.errors import DataError
from geo.gazetteer import Gazetteer
from geo.register.intake import read_drafts
from geo.tables import checked_layers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

POINT = {"type": "Point", "coordinates": [105.9, 11.3]}
VRT = (
    '<OGRVRTDataSource><OGRVRTLayer name="secret"><SrcDataSource>{}</SrcDataSource>'
    "</OGRVRTLayer></OGRVRTDataSource>"
)
KML = '<kml xmlns="http://www.opengis.net/kml/2.2"/>'
WFS = (
    "<WFS_Capabilities version='1.1.0' xmlns='http://www.opengis.net/wfs' "
    "xmlns:ows='http://www.opengis.net/ows'><ows:OperationsMetadata>"
    "<ows:Operation name='GetFeature'><ows:DCP><ows:HTTP><ows:Get xlink:href='{}/wfs?'/></ows:HTTP>"
    "</ows:DCP></ows:Operation></ows:OperationsMetadata><FeatureTypeList><FeatureType>"
    "<Name>a</Name><DefaultSRS>EPSG:4326</DefaultSRS></FeatureType></FeatureTypeList>"
    "</WFS_Capabilities>"
)


class Server(HTTPServer):
    """A host of this machine that notes what it is asked for."""

    asked: list[str]


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.send_error(404)

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_POST(self) -> None:
        self.do_GET()

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    with Server(("127.0.0.1", 0), Handler) as server:
        server.asked = []
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture(scope="module")
def gazetteer(data: Path) -> Gazetteer:
    return Gazetteer.load(data, imports=False)


def crs(kind: str, url: str) -> str:
    named = {"type": kind, "properties": {"href": url}}
    feature = {"type": "Feature", "properties": {"name": "A"}, "geometry": POINT}
    return json.dumps({"type": "FeatureCollection", "features": [feature], "crs": named})


def elsewhere(folder: Path, url: str) -> dict[str, str]:
    """Return name → content of files that hold nothing and name a host, or a file beside them."""
    secret = folder / "secret.csv"
    secret.write_text("name,WKT\nsecret,POINT(1 2)\n", encoding="utf-8")
    remote = VRT.format(f"/vsicurl/{url}/evil.geojson")
    local = VRT.format(secret)
    algorithm = {"type": "gdal_streamed_alg", "command_line": f"gdal vector pipeline ! read {url}"}
    return {
        "vrt.kml": remote,
        "local.kml": local,
        "vrt.gpkg": remote.replace("evil", "evil2"),
        "archive.kmz": "PK\x03\x04" + local,
        "comment.kml": f"<kml><!-- <OGRVRTDataSource> --></kml>{local}",
        "after.kml": KML + local,
        "behind.kml": f"rubbish {local}",
        "vrt.geojson": local,
        "mapinfo.tab": f"!table\n{local}",
        "wfs.geojson": f"<OGRWFSDataSource><URL>{url}</URL></OGRWFSDataSource>",
        "text.geojson": json.dumps({"a": WFS.format(url)}),
        "a.gdalg.json": json.dumps(algorithm),
        "link.geojson": crs("link", f"{url}/crs"),
        "escaped.geojson": crs("LIN\\u004b", f"{url}/crs").replace("\\\\", "\\"),
        "zero.geojson": crs("link\0", f"{url}/crs"),
        "other.moaw": json.dumps({"process": f"{url}/process", "input": []}),
    }


def test_a_file_that_names_data_elsewhere_is_refused_and_nobody_is_asked(
    tmp_path: Path, data: Path, server: Server, gazetteer: Gazetteer
) -> None:
    url = f"http://127.0.0.1:{server.server_port}"
    for name, content in elsewhere(tmp_path, url).items():
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        with pytest.raises(DataError, match=name):
            read_boundaries(data, path, gazetteer)
        if path.suffix in (".kml", ".kmz", ".gpkg"):
            with pytest.raises(DataError, match=name):
                read_drafts(path)
        with pytest.raises(DataError, match=r"nothing is fetched|is not read"):
            checked_layers(path)
        assert server.asked == [], name


@pytest.mark.parametrize("inner", ["a.vrt", "d/a.vrt", "a.geojson", "a.moaw"])
def test_an_archive_is_looked_into(tmp_path: Path, data: Path, inner: str) -> None:
    for name in ("a.zip", "a.gdb.zip", "a.kmz"):
        with ZipFile(tmp_path / name, "w", ZIP_DEFLATED) as archive:
            content = "{}" if inner == "a.moaw" else VRT.format(tmp_path / "secret.csv")
            archive.writestr(inner, content)
        with pytest.raises(DataError, match=f"{name}: holds {inner}, which"):
            checked_layers(tmp_path / name)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.kml", b"<gml/>"),
        ("a.kml", b"<!-- a --><!-- " * 5000),
        ("a.gpkg", KML.encode()),
        ("a.kmz", KML.encode()),
        ("a.zip", b"PK\x03\x04 and no more"),
        ("a.geojson", b"jsonp({})"),
        ("a.geojson", b"{'type': 'Feature'}"),
        ("a.json", b'{"a":' * 100_000),
    ],
)
def test_a_file_that_is_not_what_its_ending_says_is_refused(
    tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(DataError, match=f"{name}: cannot be read"):
        checked_layers(tmp_path / name)


def test_a_path_with_an_exclamation_mark_is_refused_and_no_other_file_read(
    tmp_path: Path, data: Path, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    square = {"type": "Polygon", "coordinates": [[[105, 11], [106, 11], [106, 12], [105, 11]]]}
    feature = {"type": "Feature", "properties": {"name": "Svay Rieng"}, "geometry": square}
    other = json.dumps({"type": "FeatureCollection", "features": [feature]})
    (tmp_path / "b.geojson").write_text(other, encoding="utf-8")
    (tmp_path / "a!b.geojson").write_text('{"type": "Feature"}', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(DataError, match=r"a!b\.geojson: has a '!' in its path.*Rename the file"):
        read_boundaries(data, tmp_path / "a!b.geojson", gazetteer)


def test_every_real_format_still_gives_its_areas(
    tmp_path: Path, data: Path, gazetteer: Gazetteer
) -> None:
    import geopandas as gpd
    from shapely import box

    frame = gpd.GeoDataFrame({"Name": ["Svay Rieng"]}, geometry=[box(105, 11, 106, 12)], crs=4326)
    drivers = {".geojson": "GeoJSON", ".json": "GeoJSON", ".gpkg": "GPKG", ".fgb": "FlatGeobuf",
               ".shp": "ESRI Shapefile", ".kml": "KML", ".kmz": "LIBKML", ".tab": "MapInfo File",
               ".mif": "MapInfo File"}  # fmt: skip
    for ending, driver in drivers.items():
        frame.to_file(tmp_path / f"areas{ending[1:]}{ending}", driver=driver)
    with ZipFile(tmp_path / "a.zip", "w") as archive:
        for part in tmp_path.glob("areasshp.*"):
            archive.write(part, part.name)
        archive.writestr("areasshp.shp.xml", "<metadata/>")
        archive.writestr("__MACOSX/._areasshp.shp", b"\0\5\x16\7")
    with ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.write(tmp_path / "areasgeojson.geojson", "in/areas.geojson")
    lines = tmp_path / "lines.json"
    frame.to_file(lines, driver="GeoJSONSeq")
    paths = [tmp_path / f"areas{ending[1:]}{ending}" for ending in drivers]
    for path in [*paths, tmp_path / "a.zip", tmp_path / "b.zip", lines]:
        provinces, approximate = read_boundaries(data, path, gazetteer)
        (unit,) = approximate
        (area,) = [f for f in provinces.features if f["properties"]["id"] == unit]
        assert area["geometry"]["type"] == "Polygon", path.name
        assert not approximate[unit], path.name
