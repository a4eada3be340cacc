"""What people look for is found on the page of the default atlas: places, agreements, figures."""

from __future__ import annotations

from typing import Any

import pytest

from geo.atlas import build_atlas

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def default() -> Any:
    """Return the atlas of the articles that come with the program."""
    return build_atlas()


def options(opened: Any, query: str) -> list[list[str]]:
    """Return what the search offers: name and kind of each, best first."""
    opened.page.fill("#search", query)
    rows = opened.page.locator("#search-list li").all()
    return [[part.inner_text().strip() for part in row.locator("> span").all()] for row in rows]


@pytest.mark.parametrize(
    ("query", "names", "words"),
    [
        ("Tây Ninh", ["Tây Ninh", "Tây Ninh"], ["Province", "until June 2025"]),
        ("Tay Ninh", ["Tây Ninh", "Tây Ninh"], ["Province", "until June 2025"]),
        ("Bavet", ["Mộc Bài – Bavet", "Bavet"], ["Checkpoint", "City or town"]),
        ("Long An", ["Long An", "Tây Ninh Long An"], ["until June 2025", "Province"]),
    ],
)
def test_todays_units_come_first_and_old_ones_say_until_when(
    open_page, default, query, names, words
) -> None:
    opened = open_page(default)
    found = options(opened, query)
    assert [" ".join(name.split()) for name, _ in found[:2]] == names
    assert all(word in kind for (_, kind), word in zip(found, words, strict=False))
    opened.page.press("#search", "Enter")
    title = opened.page.locator("#panel h2").inner_text()
    assert title == names[0]
    opened.clean()


def test_an_old_province_has_its_own_checkpoints_and_says_what_became_of_it(
    open_page, default
) -> None:
    opened = open_page(default, address="#sel=provinces:vn-p63-72")
    panel = opened.page.locator("#panel")
    text = panel.inner_text()
    assert text.startswith("Former province")
    assert "Mộc Bài – Bavet" in text
    assert "Bình Hiệp" not in text
    panel.get_by_role("button", name="Tây Ninh", exact=True).click()
    opened.wait_for_address("vn-p-80")
    assert "Bình Hiệp" in panel.inner_text()
    panel.get_by_role("button", name="Long An", exact=True).click()
    assert panel.locator("h2").inner_text() == "Long An"
    assert "Bình Hiệp" in panel.inner_text()
    opened.clean()


@pytest.mark.parametrize(
    ("query", "title"),
    [("49 pairs", "49 pairs of border checkpoints"), ("protocol 2025", "2025–2029")],
)
def test_figures_and_agreements_are_found_with_their_evidence(
    open_page, default, query, title
) -> None:
    opened = open_page(default)
    opened.page.fill("#search", query)
    opened.page.press("#search", "Enter")
    card = opened.page.locator("dialog .card.is-chosen")
    assert title in card.locator("h4").inner_text()
    assert card.locator("blockquote").count() >= 1
    assert card.evaluate("(one) => one === document.activeElement")
    opened.clean()


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("hun sen", "Visit to Hà Nội"),
        ("border regulations", "Spreading of the law at the Vietnam–Cambodia border"),
        ("Cambodian patients", "Medical treatment"),
    ],
)
def test_a_fact_is_found_by_the_words_of_its_sentence(open_page, default, query, name) -> None:
    opened = open_page(default)
    first = options(opened, query)[0]
    assert first[0].startswith(name)
    assert query.lower() in first[0].lower()
    opened.clean()


def test_facts_without_a_place_follow_the_filters(open_page, default) -> None:
    opened = open_page(default, address="#type=visit&undated=no")
    page = opened.page
    page.get_by_role("button", name="Without a place").click()
    titles = page.locator("dialog .card h4")
    everything = len(default.unplaced)
    events = page.locator("dialog section", has=page.get_by_role("heading", name="Events"))
    assert all("isit" in text for text in events.locator(".card h4").all_inner_texts())
    assert 0 < titles.count() < everything
    assert f"of {everything} pass the filters" in page.locator("dialog").inner_text()
    page.locator("dialog").get_by_role("button", name="Take all filters off").click()
    assert titles.count() == everything
    opened.clean()


def test_the_keyboard_goes_from_the_search_to_the_evidence_and_back(open_page, default) -> None:
    opened = open_page(default)
    page = opened.page
    page.keyboard.press("/")
    page.keyboard.type("moc bai")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "dossier-title"
    for _ in range(60):
        page.keyboard.press("Tab")
        here = page.evaluate("document.activeElement.tagName + document.activeElement.textContent")
        if here == "SUMMARYEvidence and details":
            break
    page.keyboard.press("Enter")
    assert page.locator("#panel .card details[open] blockquote").first.is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()
    assert page.evaluate("document.activeElement.closest('#main, .search') !== null")
    opened.clean()


def test_a_link_with_filters_says_so_over_the_map_and_offers_the_way_out(
    open_page, default
) -> None:
    address = "#type=meeting&province=T%C3%A2y+Ninh&sure=0.5&undated=no&time=2023-01~2024-01"
    opened = open_page(default, address=address, width=360, height=740)
    note = opened.page.locator(".map-note")
    text = note.inner_text()
    for words in ("meeting", "Tây Ninh", "fairly sure", "January 2023", "only with a date"):
        assert words in text
    note.get_by_role("button", name="Show everything").click()
    assert note.is_hidden()
    opened.page.wait_for_timeout(300)
    assert "type=" not in opened.page.evaluate("location.hash")
    opened.clean()


def test_the_whole_border_stays_when_a_province_is_picked(open_page, default) -> None:
    opened = open_page(default, address="#province=T%C3%A2y+Ninh&table=border")
    whole = len(default.layers["border"])
    assert f"{whole} of {whole} rows" in opened.page.locator("#table").inner_text()
    gates = opened.page.locator('[data-entry="checkpoints.international"] .count').inner_text()
    assert "/" in gates
    opened.clean()
