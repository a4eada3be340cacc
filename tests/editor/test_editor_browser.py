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
