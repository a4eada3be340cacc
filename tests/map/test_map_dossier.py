"""What a dossier tells: names, position, history, facts, and the sentences that prove them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import sample_atlas
from shapely.geometry import shape

from geo.export import export

pytestmark = pytest.mark.browser

TEXT = (
    "Before the talks, on 12 November, officers of both sides planted trees at Moc Bai. "
    "It rained. The school was then opened."
)


def told(*words: str) -> list[dict]:
    """Return pieces of evidence: these words of the text."""
    return [
        {**sample_atlas.ARTICLE, "start": (at := TEXT.index(quote)), "end": at + len(quote),
         "quote": quote} for quote in words
    ]  # fmt: skip


def with_evidence(*words: str):
    atlas = sample_atlas.atlas()
    atlas.articles = [{**sample_atlas.ARTICLE, "id": "a1", "text": TEXT}]
    events = atlas.layers["events"]
    events["evidence"] = [told(*words)] * len(events)
    return atlas


def saved(opened, name: str) -> dict:
    with opened.page.expect_download() as download:
        opened.page.get_by_role("button", name=name, exact=True).click()
    return json.loads(Path(download.value.path()).read_text(encoding="utf-8"))


def test_evidence_is_read_as_a_whole_sentence_with_its_words_marked(open_page) -> None:
    opened = open_page(with_evidence("planted trees at Moc Bai"), address="#sel=events:ev-1:0")
    quote = opened.page.locator("#panel blockquote")
    assert quote.inner_text() == TEXT.split(" It rained")[0]
    assert quote.locator(".piece").inner_text() == "planted trees at Moc Bai"
    assert quote.locator("mark").all_inner_texts() == ["Moc Bai"]
    origin = opened.page.locator("#panel .origin")
    origin.locator("summary").click()
    assert sample_atlas.ARTICLE["sha256"] in origin.inner_text()
    opened.clean()


def test_two_pieces_of_one_sentence_are_read_once(open_page) -> None:
    atlas = with_evidence("planted trees at Moc Bai", "Before the talks", "was then opened")
    opened = open_page(atlas, address="#sel=events:ev-1:0")
    quotes = opened.page.locator("#panel blockquote").all_inner_texts()
    assert quotes == [TEXT.split(" It rained")[0], "The school was then opened."]
    opened.clean()


def test_what_is_taken_along_is_the_layer_not_its_drawing(open_page, tmp_path) -> None:
    atlas = sample_atlas.atlas()
    places = atlas.layers["places"]
    places.loc[1, "geometry"] = atlas.layers["aid"].loc[1, "geometry"] = sample_atlas.circle(
        106.0, 11.1, 20
    )
    export(atlas.layers, tmp_path / "layers", "geojson", layers=["places"])
    [whole] = [
        shape(feature["geometry"])
        for feature in json.loads((tmp_path / "layers" / "places.geojson").read_text("utf-8"))[
            "features"
        ]
        if feature["properties"]["id"] == "kh-d-2007"
    ]
    opened = open_page(atlas, address="#table=places&sel=places:kh-d-2007")
    for name in ("GeoJSON", "Download as GeoJSON"):
        taken = saved(opened, name)
        assert "OpenStreetMap" in taken["attribution"]
        [mine] = [f for f in taken["features"] if f["properties"]["id"] == "kh-d-2007"]
        assert shape(mine["geometry"]).symmetric_difference(whole).area < whole.area * 1e-3
    gift = [f for f in taken["features"] if f["properties"]["layer"] == "aid"]
    assert shape(gift[0]["geometry"]).area == pytest.approx(whole.area, rel=1e-3)
    opened.page.get_by_role("button", name="Close").first.click()
    # Of the circle only what lies in Cambodia is drawn, and only there it answers.
    opened.click_map(106.17, 11.15)
    assert opened.page.locator("#panel h2").inner_text() != "Svay Teab"
    opened.clean()


def test_the_dossier_of_a_gate_tells_all_that_is_known(open_page) -> None:
    opened = open_page(address="#sel=checkpoints:cp-moc-bai")
    panel = opened.page.locator("#panel")
    text = panel.inner_text()
    for words in (
        "International checkpoint", "Mộc Bài", "Bavet", "បាវិត", "Bà Vẹt",  # names
        "Near this point (within 300 m)", "on the border line", "road meets border",  # position
        "Lợi Thuận, Bến Cầu, Tây Ninh", "Bavet, Bavet, Svay Rieng",  # where it belongs
        "1 January 2005", "list S1", "8 December 2025",  # history of its class
        "Officers plant trees", "12 November 2025", "expressway", "planned",  # facts
        "Nearest checkpoints", "Long Thuận – Ta Pav",  # neighbours
        "https://example.org/list",  # sources
    ):  # fmt: skip
        assert words in text, words
    for name in ("Go there", "Copy link", "Download as GeoJSON"):
        assert panel.get_by_role("button", name=name).is_visible()
    opened.clean()


def test_promised_and_delivered_are_told_apart_with_totals_by_currency(open_page) -> None:
    atlas = sample_atlas.atlas()
    atlas.layers["provinces"].at[0, "aid"] = ["aid-1", "aid-2"]
    opened = open_page(atlas, address="#sel=provinces:vn-p-80")
    panel = opened.page.locator("#panel")
    heads = [text.split("\n")[0].strip() for text in panel.locator("h3").all_inner_texts()]
    assert [head for head in heads if head.startswith("Aid")] == ["Aid delivered1", "Aid promised1"]
    assert panel.locator(".totals tbody tr").all_inner_texts() == [
        "VND\t400 million VND\t3 billion VND"
    ]
    opened.clean()


def test_a_stretch_has_no_radius_and_a_fact_is_titled_once(open_page) -> None:
    opened = open_page(address="#sel=projects:pr-1")
    panel = opened.page.locator("#panel")
    assert "Along this stretch" in panel.inner_text()
    assert "within" not in panel.inner_text()
    assert panel.inner_text().count("Phnom Penh – Mộc Bài expressway") == 1
    opened.clean()
