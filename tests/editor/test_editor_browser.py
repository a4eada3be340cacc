"""The editor in a real browser: click the place, fill in, see the checks, save, see it drawn."""

from __future__ import annotations

import shutil
import threading
from typing import TYPE_CHECKING, Any

import pytest

from geo.editor import serve
from geo.register import Register

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    serving = serve(folder)
    thread = threading.Thread(target=serving.forever)
    thread.start()
    yield serving.address
    serving.stop()
    thread.join(10)
    serving.server.server_close()


@pytest.fixture
def page() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="SKIPPED LOUDLY: no Playwright")
    if CHROMIUM is None:
        pytest.skip("SKIPPED LOUDLY: no Chromium on this machine; the editor was not opened")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.problems = []
        page.on("console", lambda m: page.problems.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: page.problems.append(str(error)))
        yield page
        browser.close()


@pytest.mark.browser
def test_a_pair_is_clicked_filled_in_checked_and_saved(
    address: str, page: Any, folder: Path
) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(address)
    page.wait_for_selector("#pairs button")
    assert page.locator("#pairs button").count() == 39
    assert "#" not in page.url  # the token is out of the address bar
    page.locator("#map").click(position={"x": 300, "y": 200})
    assert page.locator("#field-lat").input_value() != ""
    page.fill("#field-name_vi", "<img src=x onerror=alert(1)>")
    page.fill("#field-lat", "105.89")
    page.fill("#field-lon", "11.3583")
    page.wait_for_selector("#findings .error:has-text('swapped')")
    page.fill("#field-lat", "11.3583")
    page.fill("#field-lon", "105.89")
    page.fill("#field-name_vi", "Cây Me")
    page.fill("#field-name_kh", "Phum Svay")
    page.select_option("#field-class", "secondary")
    page.fill("#field-sources", "https://example.org/a")
    page.fill("#field-who", "Anna")
    page.wait_for_selector("#findings:has-text('Nothing to say against it')")
    assert page.locator("#field-province_vn").get_attribute("placeholder") == "Tây Ninh"
    page.click("#save")
    page.wait_for_selector("#message:has-text('Saved as change 1.')")
    assert page.locator("#pairs button").count() == 40
    assert page.locator("#pairs [aria-current=true]").inner_text() == "Cây Me – Phum Svay"
    assert Register(folder).sheet().row("cp-cay-me")["province_kh"] == "Svay Rieng"
    page.click("#undo")
    page.wait_for_selector("#message:has-text('Change 1 is undone.')")
    assert page.locator("#pairs button").count() == 39
    assert page.problems == []
    own = address.split("#")[0]
    assert all(url.startswith((own, "data:")) for url in requests)


@pytest.mark.browser
def test_what_is_wrong_stands_beside_its_field_and_is_read_out(address: str, page: Any) -> None:
    page.goto(address)
    page.wait_for_selector("#pairs button")
    page.fill("#field-name_vi", "Cây Me")
    page.wait_for_selector("#sum:has-text('Still to fill in: Cambodian half, Class, Sources')")
    assert page.locator("[aria-invalid=true]").count() == 0  # nobody has been there yet
    page.fill("#field-lat", "105.89")
    page.fill("#field-lon", "11.3583")
    page.wait_for_selector("#said-lat .error:has-text('swapped')")
    assert page.locator("#field-lat").get_attribute("aria-invalid") == "true"
    assert page.locator("#field-lat").get_attribute("aria-describedby") == "said-lat"
    page.click("#save")
    page.wait_for_selector("#message:has-text('Not saved.')")
    page.wait_for_selector("#said-class .error")
    assert page.evaluate("document.activeElement.id") == "field-class"
    page.click("#findings a:has-text('Sources')")
    assert page.evaluate("document.activeElement.id") == "field-sources"
    unnamed = page.evaluate("""[...document.querySelectorAll("input, select, textarea, button")]
        .filter((e) => !e.labels?.length && !e.textContent.trim() && !e.ariaLabel).length""")
    assert unnamed == 0


@pytest.mark.browser
def test_a_pair_is_added_with_the_keyboard_alone(address: str, page: Any, folder: Path) -> None:
    page.goto(address)
    page.wait_for_selector("#pairs button")
    page.locator("#middle").focus()
    page.keyboard.press("Enter")
    assert page.locator("#field-lat").input_value() != ""
    page.locator("#field-name_vi").focus()
    for text in ("Cây Me", "Phum Svay", ""):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    page.keyboard.type("sec")  # the class, by its first letters
    for column, text in (("lat", "11°21'30\""), ("lon", "105°53'24\""), ("radius_m", "500")):
        page.locator(f"#field-{column}").focus()
        page.keyboard.press("Control+a")
        page.keyboard.type(text)
    page.locator("#field-source").focus()
    page.keyboard.type("https://example.org/a")
    page.keyboard.press("Tab")
    page.keyboard.type("Anna")
    page.wait_for_selector("#said-lat .note:has-text('11.358333')")
    page.wait_for_selector("#said-commune_kh .note")
    page.keyboard.press("Enter")
    page.wait_for_selector("#message:has-text('Saved as change 1.')")
    assert page.evaluate("document.activeElement.id") == "title"
    row = Register(folder).sheet().row("cp-cay-me")
    assert (row["class"], row["lat"], row["district_kh"]) == (
        "secondary", "11.358333", "Romeas Haek",
    )  # fmt: skip


@pytest.mark.browser
def test_a_change_is_told_undone_made_again_and_not_lost_by_a_click(
    address: str, page: Any, folder: Path
) -> None:
    page.goto(address)
    page.click("#pairs button:has-text('Gò Nổi')")
    page.select_option("#field-status", "open")
    page.fill("#field-on", "2026-10")
    page.fill("#field-source", "https://example.org/a")
    page.fill("#field-who", "Anna")
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.click("#pairs button:has-text('Mộc Bài')")
    assert page.locator("#title").inner_text().startswith("Gò Nổi")
    page.click("#save")
    page.wait_for_selector("#message:has-text('Saved as change 1.')")
    page.wait_for_selector("#log li:has-text('Anna: edit')")
    history = Register(folder).sheet().row("cp-go-noi")["history"]
    assert history.endswith("2026-10 | status | open | https://example.org/a")
    page.click("#undo")
    page.wait_for_selector("#message:has-text('Change 1 is undone.')")
    page.click("#redo")
    page.wait_for_selector("#message:has-text('Change 1 is made again.')")
    page.wait_for_selector("#log li:has-text('redo of change 1')")
    assert Register(folder).sheet().row("cp-go-noi")["status"] == "open"
    assert page.problems == []


@pytest.mark.browser
def test_a_page_of_another_site_can_neither_read_nor_write(
    address: str, page: Any, folder: Path
) -> None:
    before = (folder / "checkpoints.csv").read_bytes()
    own = address.split("#")[0]
    token = address.split("#")[1]
    page.goto("about:blank")
    outcome = page.evaluate(
        """async ([own, token]) => {
            const tries = [
                () => fetch(own + "api/register", {headers: {"X-Borderatlas-Token": token}}),
                () => fetch(own + "api/undo", {method: "POST", mode: "no-cors", body: "{}"}),
                () => fetch(own + "api/save", {method: "POST", body: "{}",
                    headers: {"Content-Type": "application/json", "X-Borderatlas-Token": token}}),
            ];
            const seen = [];
            for (const attempt of tries) {
                try {
                    const answer = await attempt();
                    seen.push(answer.type === "opaque" ? "opaque" : answer.status);
                } catch (error) { seen.push("blocked"); }
            }
            return seen;
        }""",
        [own, token],
    )
    assert set(outcome) <= {"blocked", "opaque", 403}
    assert (folder / "checkpoints.csv").read_bytes() == before
