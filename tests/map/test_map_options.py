"""The options of ``borderatlas build`` reach the page; what makes no sense is refused."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from test_map_page import page_data

from geo.atlas import Atlas, build_atlas
from geo.cli import main

if TYPE_CHECKING:
    from pathlib import Path

POLICY = re.compile(r'Content-Security-Policy" content="([^"]*)"')


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.md"
    path.write_text("# Talks\n\nOfficers met at Moc Bai on 3 May 2024.\n", encoding="utf-8")
    return path


@pytest.fixture
def build(article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Return a function that builds the map and gives the exit code, what was said, the page."""

    def run(*options: str) -> tuple[int, str, Path]:
        folder = tmp_path / "maps"
        with pytest.raises(SystemExit) as left:
            main(["build", str(article), "-q", "-o", str(folder), *options])
        told = capsys.readouterr()
        return int(left.value.code or 0), told.out + told.err, folder / "index.html"

    return run


def test_title_language_theme_and_layers_reach_the_page(build) -> None:
    code, said, page = build(
        "--title", "Gates & <friends>", "--lang", "km", "--theme", "dark",
        "--layers", "border, checkpoints",
    )  # fmt: skip
    assert code == 0, said
    html = page.read_text("utf-8")
    assert '<html lang="km" data-theme="dark">' in html
    assert "<title>Gates &amp; &lt;friends&gt;</title>" in html
    data = page_data(html)
    assert data["meta"] == {
        "title": "Gates & <friends>", "lang": "km", "theme": "dark", "tiles": None,
    }  # fmt: skip
    assert sorted(data["layers"]) == ["border", "checkpoints"]
    assert sorted(path.stem for path in (page.parent / "layers").iterdir()) == [
        "border", "checkpoints",
    ]  # fmt: skip


def test_layers_of_an_earlier_build_go_and_files_of_others_stay(build) -> None:
    *_, page = build("--layers", "border,checkpoints")
    own = page.parent / "layers" / "mine.geojson"
    own.write_text('{"my": "own"}', encoding="utf-8")
    build("--layers", "checkpoints")
    assert sorted(path.stem for path in own.parent.iterdir()) == ["checkpoints", "mine"]
    assert own.read_text(encoding="utf-8") == '{"my": "own"}'
    code, said, _ = build("--layers", "checkpoints", "--check")
    assert (code, said) == (0, "")


def test_tiles_add_their_host_to_the_policy_and_no_other(build) -> None:
    code, said, page = build("--tiles", "OpenStreetMap")
    assert code == 0, said
    policy = POLICY.search(page.read_text("utf-8"))[1]
    assert re.findall(r"https?://[^ ;]+", policy) == ["https://tile.openstreetmap.org"]
    assert "default-src 'none'" in policy


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--layers", "border,gates", r"no layer 'gates'.*checkpoints"),
        ("--tiles", "No Such Map", r"no base map 'No Such Map'"),
        ("--tiles", "https://example.org/map.png", r"is no base map: its address needs https"),
        ("--lang", "fr", r"'fr' is not one of 'en', 'vi', 'km'"),
        ("--theme", "pink", r"'pink' is not one of"),
    ],
)
def test_what_does_not_exist_is_refused_and_the_last_good_map_stays(
    build, option: str, value: str, said: str
) -> None:
    *_, page = build()
    before = page.read_bytes()
    code, told, _ = build(option, value)
    assert code == 2
    assert re.search(said, " ".join(told.split()))
    assert "Traceback" not in told
    assert page.read_bytes() == before


@pytest.mark.browser
def test_an_atlas_gives_its_map_to_folium_and_shows_inline(open_page, article, tmp_path) -> None:
    import folium

    atlas = build_atlas([article])
    assert isinstance(atlas, Atlas)
    page = atlas.to_folium(title="Inline", layers=["border", "checkpoints", "events"])
    assert isinstance(page, folium.Map)
    opened = open_page()
    inline = tmp_path / "notebook.html"
    inline.write_text(page._repr_html_(), encoding="utf-8")
    opened.page.goto(inline.as_uri())
    frame = opened.page.frame_locator("iframe")
    frame.locator("html[data-ready=yes]").wait_for(state="attached")
    assert frame.locator("h1").inner_text() == "Inline"
    assert opened.problems == []
    assert [url for url in opened.requests if not url.startswith("file:")] == []
