"""The first minute: what the page shows before anybody has touched it, on every screen."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest

from geo.atlas import build_atlas
from geo.map.assets import strings

pytestmark = pytest.mark.browser

# Remembers what was last written on the canvas of the map, and where.
WATCH = """
(() => {
  const pen = CanvasRenderingContext2D.prototype;
  const { fillText, clearRect } = pen;
  window.written = [];
  pen.clearRect = function (...box) {
    if (this.canvas.classList.contains("atlas-canvas")) window.written = [];
    return clearRect.apply(this, box);
  };
  pen.fillText = function (text, x, y) {
    if (this.canvas.classList.contains("atlas-canvas")) {
      const width = this.measureText(text).width;
      const left = { left: x, center: x - width / 2 }[this.textAlign];
      const size = Number(/([\\d.]+)px/.exec(this.font)[1]);
      window.written.push({ text, box: [left, y - size / 2, left + width, y + size / 2] });
    }
    return fillText.call(this, text, x, y);
  };
})();
"""
PLACES = """() => {
  const view = document.querySelector(".folium-map").getBoundingClientRect();
  const canvas = document.querySelector(".atlas-canvas").getBoundingClientRect();
  const tools = document.querySelector(".map-tools").getBoundingClientRect();
  const shift = (v, i) => v + (i % 2 ? canvas.top : canvas.left);
  const at = ({ text, box }) => ({ text, box: box.map(shift) });
  const plain = ({ left, top, right, bottom }) => [left, top, right, bottom];
  return { labels: window.written.map(at), view: plain(view), tools: plain(tools) };
}"""


@pytest.fixture(scope="module")
def default() -> Any:
    """Return the atlas of the articles that come with the program."""
    return build_atlas()


def meet(a: list[float], b: list[float], slack: float = 1) -> bool:
    return (
        a[0] + slack < b[2] and b[0] + slack < a[2] and a[1] + slack < b[3] and b[1] + slack < a[3]
    )


def within(a: list[float], b: list[float]) -> bool:
    return a[0] >= b[0] and a[1] >= b[1] and a[2] <= b[2] and a[3] <= b[3]


@pytest.mark.parametrize(
    ("width", "height", "named"), [(360, 740, 5), (680, 430, 5), (768, 1024, 7), (1440, 900, 9)]
)
@pytest.mark.parametrize("lang", ["en", "km"])
def test_the_first_view_names_the_gates_and_no_label_is_cut(
    open_page, default, width, height, named, lang
) -> None:
    opened = open_page(default, width=width, height=height, lang=lang, script=WATCH)
    opened.page.wait_for_timeout(400)
    seen = opened.page.evaluate(PLACES)
    view, labels = seen["view"], seen["labels"]
    gates = default.layers["checkpoints"]
    gates = gates[gates["class"] == "international"]
    names = set(gates["name"]) | set(gates["name_km"])
    shown = [one["text"] for one in labels if one["text"] in names and within(one["box"], view)]
    assert len(shown) >= named, shown
    for one in labels:
        if meet(one["box"], view):
            assert within(one["box"], [v + d for v, d in zip(view, (-1, -1, 1, 1), strict=True)])
            assert not meet(one["box"], seen["tools"]), one
    words = [one for one in labels if not re.fullmatch(r"\d+k?", one["text"])]
    for i, one in enumerate(words):
        for other in words[i + 1 :]:
            assert not meet(one["box"], other["box"]), (one, other)
    opened.clean()


def test_the_page_says_what_it_is_and_how_to_read_it(open_page, default) -> None:
    opened = open_page(default)
    said = opened.page.locator(".intro").inner_text()
    assert str(len(default.articles)) in said
    assert str(len(default.layers["checkpoints"])) in said
    notes = opened.page.locator(".legend-notes").inner_text()
    for sign in ("hollow", "dashed circle", "hatched", "band", "box"):
        assert sign in notes
    opened.clean()


@pytest.mark.parametrize("lang", ["en", "vi", "km"])
def test_the_title_follows_the_language_unless_one_is_given(open_page, lang) -> None:
    opened = open_page(lang=lang)
    assert opened.page.title() == strings()["title"][lang]
    assert opened.page.locator("h1").inner_text() == strings()["title"][lang]
    opened.page.locator(".language").select_option("vi")
    assert opened.page.title() == strings()["title"]["vi"]
    named = open_page(lang=lang, title="Gates")
    named.page.locator(".language").select_option("vi")
    assert named.page.title() == named.page.locator("h1").inner_text() == "Gates"
    opened.clean()


def test_the_tools_of_a_phone_stand_behind_a_button(open_page) -> None:
    opened = open_page(width=360, height=740)
    page = opened.page
    here = "document.activeElement.textContent"
    assert page.get_by_role("button", name="Sources", exact=True).first.is_hidden() or (
        page.locator(".tools").is_hidden()
    )
    more = page.get_by_role("button", name="More")
    more.press("Enter")
    assert more.get_attribute("aria-expanded") == "true"
    assert page.evaluate(here) == "Table"
    page.keyboard.press("Escape")
    assert page.locator(".tools").is_hidden()
    assert page.evaluate(here) == "⋯"
    more.click()
    page.locator(".tools").get_by_role("button", name="Help").click()
    assert page.locator("dialog").is_visible()
    assert page.locator(".tools").is_hidden()
    page.keyboard.press("Escape")
    assert page.evaluate(here) == "⋯"
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    opened.clean()


@pytest.mark.parametrize("width", [360, 768, 1024, 1440, 1920])
@pytest.mark.parametrize("lang", ["en", "vi", "km"])
def test_nothing_sticks_out_or_is_covered_at_any_width(open_page, width, lang) -> None:
    opened = open_page(width=width, height=800, lang=lang, address="#table=aid")
    page = opened.page
    assert page.evaluate("document.documentElement.scrollWidth") == width
    boxes = [
        box
        for part in (".top", ".folium-map", "#table", ".time", ".credit")
        if (box := page.locator(part).bounding_box())
    ]
    for above, below in pairwise(boxes):
        assert above["y"] + above["height"] <= below["y"] + 1
    assert page.locator(".folium-map").bounding_box()["height"] >= 150
    opened.clean()


def test_the_sheet_of_a_phone_is_pulled_up_down_and_away(open_page) -> None:
    opened = open_page(width=360, height=740, address="#sel=checkpoints:cp-moc-bai")
    page = opened.page
    panel = page.locator("#panel")

    def pull(by: float) -> float:
        head = panel.locator(".kind").bounding_box()
        x, y = head["x"] + 40, head["y"] + 8
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x, y + by, steps=4)
        page.mouse.up()
        page.wait_for_timeout(350)
        return (panel.bounding_box() or {"height": 0})["height"]

    low = panel.bounding_box()["height"]
    tall = pull(-200)
    assert low < 0.6 * 740 < tall
    assert pull(200) == low
    assert pull(200) == 0
    assert panel.is_hidden()
    opened.clean()
