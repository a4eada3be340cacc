"""The page without a mouse: every stop is seen, everything that a pointer does can be done."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

HERE = """() => {
  const one = document.activeElement;
  const { top, left, bottom, right, width } = one.getBoundingClientRect();
  const look = getComputedStyle(one);
  const thumb = one.type === "range";
  return {
    tag: one.tagName, name: one.getAttribute("aria-label") || one.textContent.slice(0, 40),
    ring: thumb || (look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2),
    seen: width > 0 && bottom > 0 && right > 0 && top < innerHeight && left < innerWidth,
  };
}"""


@pytest.mark.parametrize(
    ("width", "address"),
    [(1360, "#table=events&sel=checkpoints:cp-moc-bai"), (360, "#"), (360, "#table=aid")],
)
def test_every_stop_of_the_keyboard_is_in_view_and_marked(open_page, width, address) -> None:
    opened = open_page(width=width, height=800, address=address)
    page = opened.page
    page.wait_for_timeout(300)
    page.evaluate("document.querySelector('.skip').focus()")
    stops = []
    for _ in range(150):
        here = page.evaluate(HERE)
        if here["tag"] == "BODY":
            break
        stops.append(here)
        page.keyboard.press("Tab")
    assert len(stops) >= 12
    assert [one for one in stops if not (one["ring"] and one["seen"])] == []
    opened.clean()


def test_the_skip_link_leads_past_the_map_to_the_table(open_page) -> None:
    opened = open_page()
    page = opened.page
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator("#table").is_visible()
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == (
        "Layer of the table"
    )
    opened.clean()


def test_enter_opens_the_area_in_the_middle_where_no_symbol_is_near(open_page) -> None:
    opened = open_page(address="#map=11/11.5/106.3")
    page = opened.page
    page.locator(".folium-map").focus()
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text() == "Tay Ninh"
    opened.clean()


def test_layers_filters_and_time_are_worked_with_keys(open_page) -> None:
    opened = open_page()
    page = opened.page
    page.locator('[data-entry="aid"] input').focus()
    page.keyboard.press("Space")
    opened.wait_for_address("off=aid")
    page.keyboard.press("Space")
    page.locator("summary", has_text="Kind of event").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    opened.wait_for_address("type=")
    page.get_by_role("slider", name="To").focus()
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    opened.wait_for_address("time=")
    page.get_by_role("button", name="All dates").press("Enter")
    page.wait_for_timeout(300)
    assert "time=" not in page.evaluate("location.hash")
    opened.clean()


def test_a_checkpoint_is_added_with_keys_alone(open_page) -> None:
    opened = open_page()
    page = opened.page
    page.get_by_role("button", name="Add a checkpoint").press("Enter")
    assert page.evaluate("document.activeElement.id") == "dossier-title"
    values = {"name_vi": "Đường Mới", "lat": "11.2", "lon": "106.06", "sources": "A list, 2024"}
    for name, value in values.items():
        page.locator(f"[name={name}]").focus()
        page.keyboard.type(value)
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    [feature] = json.loads(Path(download.value.path()).read_text("utf-8"))["features"]
    assert feature["geometry"]["coordinates"] == [106.06, 11.2]
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()
    opened.clean()


def test_nothing_moves_by_itself_for_who_asks_for_less_motion(open_page) -> None:
    opened = open_page(context={"reduced_motion": "reduce"})
    page = opened.page
    page.get_by_role("button", name="Whole border").press("Enter")
    page.fill("#search", "moc bai")
    page.press("#search", "Enter")
    # The map is at its end at once: nothing is still on its way.
    assert page.evaluate("document.getAnimations().length") == 0
    assert page.locator(".leaflet-zoom-anim").count() == 0
    opened.clean()
