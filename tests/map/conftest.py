"""A real Chromium without a network, for the tests of the page."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
import sample_atlas

from geo.map import write_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

CHROMIUM = next(
    (
        found
        for name in ("chromium", "chromium-browser", "google-chrome")
        if (found := shutil.which(name))
    ),
    None,
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Return a running Chromium; skip where there is none."""
    playwright = pytest.importorskip("playwright.sync_api", reason="SKIPPED LOUDLY: no Playwright")
    if CHROMIUM is None:
        pytest.skip("SKIPPED LOUDLY: no Chromium on this machine; the page was not opened")
    with playwright.sync_playwright() as driver:
        running = driver.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield running
        running.close()


class Opened:
    """A page in the browser, with all that went wrong on it."""

    def __init__(self, page: Any, path: Path) -> None:
        self.page = page
        self.path = path
        self.problems: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda m: self.problems.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("dialog", self._dialog)
        page.on("request", self._request)

    def _dialog(self, dialog: Any) -> None:
        self.problems.append(f"a dialog: {dialog.message}")
        dialog.dismiss()

    def _request(self, request: Any) -> None:
        if not request.url.startswith((self.path.as_uri(), "blob:", "data:")):
            self.requests.append(request.url)

    def go(self, address: str = "") -> Opened:
        self.page.goto("about:blank")
        self.page.goto(f"{self.path.as_uri()}{address}")
        self.page.wait_for_selector("html[data-ready=yes]", state="attached", timeout=20_000)
        return self

    def click_map(self, lon: float, lat: float) -> None:
        """Click the map at a position, which must be in view."""
        x, y = self.page.evaluate(
            """([lon, lat]) => {
                const name = Object.keys(window).find((one) => one.startsWith("map_atlas"));
                const map = window[name];
                const point = map.latLngToContainerPoint([lat, lon]);
                const box = map.getContainer().getBoundingClientRect();
                return [point.x + box.left, point.y + box.top];
            }""",
            [lon, lat],
        )
        self.page.mouse.move(x, y)
        self.page.mouse.click(x, y)

    def wait_for_address(self, part: str) -> None:
        """Wait until the address holds a text; the page's policy forbids wait_for_function."""
        for _ in range(40):
            if part in self.page.evaluate("location.hash"):
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"{part} is not in {self.page.evaluate('location.hash')}")

    def texts(self, selector: str) -> list[str]:
        return [text.strip() for text in self.page.locator(selector).all_inner_texts()]

    def clean(self) -> None:
        assert self.problems == []
        assert self.requests == []


@pytest.fixture
def open_page(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    """Return a function that writes an atlas as a page and opens it without a network."""
    contexts = []

    def opener(
        atlas: Any = None, *, address: str = "", width: int = 1360, height: int = 860,
        context: dict[str, Any] | None = None, timeout: int = 8_000,
        script: str | None = None, **options: Any,
    ) -> Opened:  # fmt: skip
        path = write_page(atlas or sample_atlas.atlas(), tmp_path / "index.html", **options)
        made = browser.new_context(
            viewport={"width": width, "height": height}, offline=True, **(context or {})
        )
        contexts.append(made)
        made.set_default_timeout(timeout)
        if script:
            made.add_init_script(script)
        return Opened(made.new_page(), path).go(address)

    yield opener
    for made in contexts:
        made.close()
