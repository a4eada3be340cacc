"""The page opens without a network, works, and asks for nothing."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser


def test_a_click_on_a_checkpoint_opens_its_dossier_without_a_network(open_page) -> None:
    opened = open_page()
    opened.click_map(106.1678, 11.0716)
    panel = opened.page.locator("#panel")
    assert panel.locator("h2").inner_text() == "Mộc Bài – Bavet"
    text = panel.inner_text()
    assert "Near this point (within 300 m)" in text
    assert "បាវិត" in text
    assert "Officers plant trees" in text
    panel.locator(".card-events summary").first.click()
    assert opened.texts("#panel mark") != []
    assert "planted trees at Moc Bai" in panel.inner_text()
    assert panel.locator("figcaption a").first.get_attribute("rel") == "noopener noreferrer"
    opened.clean()


def test_an_area_opens_with_the_facts_of_the_whole_area(open_page) -> None:
    opened = open_page()
    opened.click_map(106.25, 11.35)
    assert opened.page.locator("#panel h2").inner_text() == "Tay Ninh"
    text = opened.page.locator("#panel").inner_text()
    assert "20 cows" in text
    assert "400 million VND" in text
    assert "Tây Ninh + Long An" in text
    opened.clean()


def test_nothing_is_drawn_as_a_point_that_is_none(open_page) -> None:
    opened = open_page()
    opened.page.get_by_role("button", name="Without a place").click()
    assert "Minister visits Vietnam" in opened.page.locator("dialog").inner_text()
    assert "the text names only the country" in opened.page.locator("dialog").inner_text()
    opened.clean()
