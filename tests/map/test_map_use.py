"""What people do with the page: search, filter, sort, take along, share, print, add."""

from __future__ import annotations

import csv
import io
import json
from itertools import pairwise
from pathlib import Path

import pytest
import sample_atlas

pytestmark = pytest.mark.browser


def count(opened, entry: str) -> str:
    return opened.page.locator(f'[data-entry="{entry}"] .count').inner_text()


def saved(opened, name: str) -> str:
    with opened.page.expect_download() as download:
        opened.page.get_by_role("button", name=name, exact=True).click()
    return Path(download.value.path()).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("moc bai", "Mộc Bài – Bavet"),
        ("MỘC BÀI", "Mộc Bài – Bavet"),
        ("Ba Vet", "Mộc Bài – Bavet"),
        ("បាវិត", "Mộc Bài – Bavet"),
        ("Moc Bay", "Mộc Bài – Bavet"),
        ("bavte", "Mộc Bài – Bavet"),
        ("moc bai bavet", "Mộc Bài – Bavet"),
        ("Svay Teap", "Svay Teab"),
        ("long cuong", "Long Cường"),
        ("តៃនិញ", "Tay Ninh"),
    ],
)
def test_search_forgives_diacritics_scripts_and_a_wrong_letter(open_page, query, name) -> None:
    opened = open_page()
    opened.page.keyboard.press("/")
    opened.page.keyboard.type(query)
    opened.page.keyboard.press("Enter")
    assert opened.page.locator("#panel h2").inner_text() == name
    opened.clean()


def test_search_says_when_it_finds_nothing(open_page) -> None:
    opened = open_page()
    opened.page.fill("#search", "xqzzy")
    assert opened.texts("#search-list li") == ["Nothing has a name like this."]


def test_filters_change_counts_table_and_address(open_page) -> None:
    opened = open_page()
    page = opened.page
    page.evaluate("location.hash = 'table=events'")
    page.wait_for_selector("#table tbody tr")
    page.locator("summary", has_text="Kind of event").click()
    page.locator('[data-facet="type:meeting"]').check()
    assert count(opened, "events") == "1 / 2"
    assert opened.texts("#table tbody tr td:first-child") == ["Talks of the two provinces"]
    opened.wait_for_address("type=meeting")
    page.reload()
    page.wait_for_selector("html[data-ready=yes]", state="attached")
    assert count(opened, "events") == "1 / 2"
    page.get_by_role("button", name="Take all filters off").click()
    assert count(opened, "events") == "2"
    opened.clean()


def test_the_time_range_filters_and_can_be_moved_by_keyboard(open_page) -> None:
    opened = open_page()
    slider = opened.page.get_by_role("slider", name="From")
    slider.focus()
    slider.press("End")
    assert count(opened, "events") == "1 / 2"
    assert count(opened, "twinnings") == "0 / 1"
    assert count(opened, "aid") == "2"
    opened.page.get_by_label("also facts without a date").uncheck()
    assert count(opened, "aid") == "1 / 2"
    opened.wait_for_address("time=2025")
    opened.clean()


def test_the_time_range_is_drawn_with_the_pointer(open_page) -> None:
    opened = open_page()
    box = opened.page.locator(".histogram").bounding_box()
    opened.page.mouse.move(box["x"] + box["width"] * 0.65, box["y"] + 10)
    opened.page.mouse.down()
    opened.page.mouse.move(box["x"] + box["width"] * 0.85, box["y"] + 10, steps=4)
    opened.page.mouse.up()
    assert count(opened, "events") == "1 / 2"
    assert "2023" in opened.page.locator(".time-range").inner_text() or "2022" in (
        opened.page.locator(".time-range").inner_text()
    )
    opened.page.get_by_role("button", name="All dates").click()
    assert count(opened, "events") == "2"
    opened.clean()


def test_the_link_is_copied_with_the_view(open_page) -> None:
    opened = open_page(
        address="#sel=checkpoints:cp-moc-bai",
        context={"permissions": ["clipboard-read", "clipboard-write"]},
    )
    opened.page.get_by_role("button", name="Copy link").click()
    opened.page.get_by_role("button", name="Copied").wait_for()
    opened.clean()


def test_the_time_range_plays_and_stops(open_page) -> None:
    opened = open_page()
    opened.page.get_by_role("button", name="Play").click()
    assert count(opened, "events") == "0 / 2"
    opened.page.get_by_role("button", name="Stop").click()
    opened.clean()


def test_a_layer_is_switched_in_the_legend(open_page) -> None:
    opened = open_page(address="#map=10/11.07/106.16&off=checkpoints.international~events~aid")
    opened.click_map(106.1678, 11.0716)
    assert opened.page.locator("#panel h2").inner_text() != "Mộc Bài – Bavet"
    opened.page.locator('[data-entry="checkpoints.international"] input').check()
    opened.click_map(106.1678, 11.0716)
    assert opened.page.locator("#panel h2").inner_text() == "Mộc Bài – Bavet"
    opened.clean()


def test_the_table_sorts_and_opens_what_is_clicked(open_page) -> None:
    opened = open_page(address="#table=checkpoints")
    page = opened.page
    names = opened.texts("#table tbody tr td:first-child")
    page.locator("#table th button").first.click()
    assert opened.texts("#table tbody tr td:first-child") == names[::-1]
    page.get_by_role("button", name="Phước Tân – Bosmon").click()
    assert page.locator("#panel h2").inner_text() == "Phước Tân – Bosmon"
    assert opened.texts("#table tr.is-chosen td:first-child") == ["Phước Tân – Bosmon"]
    opened.clean()


def test_geojson_holds_what_is_filtered(open_page) -> None:
    opened = open_page(address="#table=aid&status=promised")
    collection = json.loads(saved(opened, "GeoJSON"))
    assert "crs" not in collection
    [feature] = collection["features"]
    assert feature["properties"]["item"] == "school"
    assert feature["properties"]["evidence"][0]["sha256"] == sample_atlas.ARTICLE["sha256"]
    ring = feature["geometry"]["coordinates"][0]
    area = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))
    assert area > 0
    assert ring[0] == ring[-1]


def test_csv_cells_are_no_formulas(open_page) -> None:
    atlas = sample_atlas.atlas()
    atlas.layers["aid"]["donor"] = ["=1+1", '@x, "y"']
    opened = open_page(atlas, address="#table=aid")
    rows = list(csv.DictReader(io.StringIO(saved(opened, "CSV").removeprefix("\ufeff"))))
    assert sorted(row["donor"] for row in rows) == ["'=1+1", '\'@x, "y"']


def test_the_dossier_downloads_a_place_with_its_facts(open_page) -> None:
    opened = open_page(address="#sel=provinces:vn-p-80")
    layers = [
        feature["properties"]["layer"]
        for feature in json.loads(saved(opened, "Download as GeoJSON"))["features"]
    ]
    assert sorted(layers) == ["aid", "events", "provinces"]


def test_an_address_brings_back_the_view(open_page) -> None:
    opened = open_page(address="#map=11/11.2/106.05&sel=hamlets:pl-long-cuong&lang=vi&theme=dark")
    page = opened.page
    assert page.locator("#panel h2").inner_text() == "Long Cường"
    assert page.evaluate("document.documentElement.lang") == "vi"
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert "Lớp bản đồ" in page.locator("#side").inner_text()
    page.wait_for_timeout(300)
    assert page.evaluate("new URLSearchParams(location.hash.slice(1)).get('map')").startswith("11/")
    opened.clean()


def test_three_languages_name_things_in_their_own_way(open_page) -> None:
    opened = open_page(address="#sel=provinces:vn-p-80")
    heading = opened.page.locator("#panel h2")
    assert heading.inner_text() == "Tay Ninh"
    opened.page.locator(".language").select_option("vi")
    assert heading.inner_text() == "Tây Ninh"
    opened.page.locator(".language").select_option("km")
    assert heading.inner_text() == "តៃនិញ"
    opened.clean()


def test_a_checkpoint_is_added_from_the_map(open_page) -> None:
    opened = open_page(address="#map=10/11.2/106.0")
    page = opened.page
    page.get_by_role("button", name="Add a checkpoint").click()
    page.get_by_role("button", name="Save as file").click()
    assert "The Vietnamese name is missing." in page.locator(".problem").inner_text()
    opened.click_map(106.06, 11.2)
    facts = page.locator(".add-facts")
    assert "Long Thuận – Ta Pav" in facts.locator('[data-add="nearest"]').inner_text()
    assert "m" in facts.locator('[data-add="distance"]').inner_text()
    assert "Vietnam" in facts.locator('[data-add="side"]').inner_text()
    page.fill("[name=name_vi]", "Đường Mới")
    page.fill("[name=sources]", "https://example.org/new")
    feature = json.loads(saved(opened, "Save as file"))["features"][0]
    assert feature["geometry"]["type"] == "Point"
    assert feature["geometry"]["coordinates"] == pytest.approx([106.06, 11.2], abs=0.01)
    properties = feature["properties"]
    assert properties["name_vi"] == "Đường Mới"
    assert properties["name_en"] == "Duong Moi"
    assert properties["province_vn"] == "Tây Ninh"
    assert properties["radius_m"] == 500
    opened.clean()


def test_the_register_imports_what_the_page_saves(open_page, tmp_path, data) -> None:
    import shutil

    from click.testing import CliRunner

    from geo.cli.root import root

    opened = open_page(address="#map=10/11.2/106.0")
    page = opened.page
    page.get_by_role("button", name="Add a checkpoint").click()
    for name, value in {
        "lat": "11.19090", "lon": "106.01428", "name_vi": "Đường Mới", "name_kh": "Phlov Thmey",
        "sources": "https://example.org/new", "notes": "a <b>note</b>",
    }.items():  # fmt: skip
        page.fill(f"[name={name}]", value)
    saved_file = tmp_path / "new.geojson"
    saved_file.write_text(saved(opened, "Save as file"), encoding="utf-8")
    folder = shutil.copytree(data, tmp_path / "data")
    done = CliRunner().invoke(
        root, ["checkpoint", "import", str(saved_file), "--yes", "--data", str(folder)]
    )
    assert done.exit_code == 0, done.output
    assert "cp-duong-moi,Đường Mới" in (folder / "checkpoints.csv").read_text(encoding="utf-8")


def test_adding_warns_of_a_checkpoint_that_is_known(open_page) -> None:
    opened = open_page(address="#map=11/11.07/106.16")
    opened.page.get_by_role("button", name="Add a checkpoint").click()
    opened.click_map(106.1675, 11.0715)
    opened.page.fill("[name=name_vi]", "Moc Bai")
    text = opened.page.locator(".add-facts").inner_text()
    assert "less than 500 m" in text
    assert "a name like this is known: Mộc Bài – Bavet" in text


def test_the_keyboard_alone_opens_and_closes_a_dossier(open_page) -> None:
    opened = open_page(address="#map=12/11.0716/106.1678")
    page = opened.page
    page.locator(".folium-map").focus()
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text() == "Mộc Bài – Bavet"
    assert page.evaluate("document.activeElement.id") == "dossier-title"
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()
    page.keyboard.press("t")
    assert page.locator("#table").is_visible()
    opened.clean()


def test_a_phone_gets_a_sheet_and_nothing_sticks_out(open_page) -> None:
    opened = open_page(width=360, height=740, address="#sel=checkpoints:cp-moc-bai")
    page = opened.page
    box = page.locator("#panel").bounding_box()
    assert box["width"] == 360
    assert box["y"] > 200
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.get_by_role("button", name="Close").first.click()
    page.locator(".menu").click()
    assert page.locator("#side").is_visible()
    opened.clean()


def test_the_page_prints_on_a4_with_legend_facts_and_sources(open_page, tmp_path) -> None:
    from pypdf import PdfReader

    opened = open_page()
    pdf = tmp_path / "atlas.pdf"
    opened.page.pdf(path=pdf, prefer_css_page_size=True)
    reader = PdfReader(pdf)
    text = "\n".join(page.extract_text() for page in reader.pages)
    assert [round(float(v)) for v in reader.pages[0].mediabox[2:]] == [595, 842]
    for words in ("Border Atlas", "International", "20 cows", "The Daily Example", "OpenStreetMap"):
        assert words in text
    opened.clean()


def test_the_first_printed_page_holds_map_legend_and_licence_the_next_the_facts(
    open_page, tmp_path
) -> None:
    from pypdf import PdfReader

    opened = open_page(width=360, height=740, context={"color_scheme": "dark"})
    pdf = tmp_path / "atlas.pdf"
    opened.page.pdf(path=pdf, prefer_css_page_size=True)
    first, second = [page.extract_text() for page in PdfReader(pdf).pages[:2]]
    for words in ("Border Atlas", "International", "hollow", "OpenStreetMap"):
        assert words in first
    assert "Facts on this map" not in first
    assert second.lstrip().startswith("Facts on this map")
    opened.clean()


def test_at_twice_the_size_everything_can_still_be_reached(open_page) -> None:
    opened = open_page(width=680, height=430, address="#sel=checkpoints:cp-moc-bai")
    page = opened.page
    assert page.evaluate("document.documentElement.scrollWidth") == 680
    page.get_by_role("button", name="Close").first.click()
    assert page.locator(".folium-map").bounding_box()["height"] >= 240
    page.get_by_role("button", name="More").click()
    page.get_by_role("button", name="Add a checkpoint").click()
    page.get_by_role("button", name="Save as file").scroll_into_view_if_needed()
    opened.clean()


def test_the_map_shows_inside_a_notebook(open_page, tmp_path) -> None:
    from geo.map import to_folium

    opened = open_page()
    inline = tmp_path / "notebook.html"
    inline.write_text(to_folium(sample_atlas.atlas())._repr_html_(), encoding="utf-8")
    opened.page.goto(inline.as_uri())
    frame = opened.page.frame_locator("iframe")
    frame.locator("html[data-ready=yes]").wait_for(state="attached")
    frame.get_by_role("button", name="Table", exact=True).click()
    assert frame.locator("#table tbody tr").count() == 4
    assert opened.problems == []


def test_only_some_layers_make_a_page_too(open_page) -> None:
    opened = open_page(layers=["checkpoints"], address="#sel=checkpoints:cp-moc-bai")
    assert opened.page.locator("#panel h2").inner_text() == "Mộc Bài – Bavet"
    opened.page.get_by_role("button", name="Add a checkpoint").click()
    opened.click_map(106.16, 11.08)
    assert "Mộc Bài" in opened.page.locator('[data-add="nearest"]').inner_text()
    opened.clean()


def test_an_empty_atlas_opens(open_page) -> None:
    atlas = sample_atlas.atlas()
    atlas.layers = {name: frame.iloc[:0] for name, frame in atlas.layers.items()}
    atlas.unplaced = []
    opened = open_page(atlas, address="#table=events")
    assert "0 of 0 rows" in opened.page.locator("#table").inner_text()
    assert "Nothing of this layer" in opened.page.locator("#table").inner_text()
    opened.clean()


def test_dark_and_light_follow_the_system_or_the_switch(open_page) -> None:
    opened = open_page(context={"color_scheme": "dark"})
    background = "getComputedStyle(document.body).backgroundColor"
    dark = opened.page.evaluate(background)
    opened.page.get_by_role("button", name="Colours: Automatic").click()
    assert opened.page.evaluate(background) == dark
    opened.page.get_by_role("button", name="Colours: Dark").click()
    assert opened.page.evaluate(background) != dark
    opened.clean()
