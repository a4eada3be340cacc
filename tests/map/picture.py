"""Take the picture of the README: ``maps/index.html``, opened without a network.

Run it with ``make picture`` after ``make map``.
"""

# ruff: noqa: T201
from __future__ import annotations

import shutil
import sys
from pathlib import Path

MAPS = Path(__file__).resolve().parents[2] / "maps"


def main() -> int:
    """Write ``maps/screenshot.png``."""
    from playwright.sync_api import sync_playwright

    page_file = MAPS / "index.html"
    if not page_file.is_file():
        print(f"{page_file} does not exist; run `make map` first.", file=sys.stderr)
        return 2
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": 1360, "height": 860}, offline=True)
        page = context.new_page()
        page.goto(f"{page_file.as_uri()}#sel=checkpoints:cp-moc-bai&map=9.25/11.2/106.05")
        page.wait_for_selector("html[data-ready=yes]", state="attached")
        page.wait_for_timeout(300)
        page.screenshot(path=MAPS / "screenshot.png")
        browser.close()
    print(f"wrote {MAPS / 'screenshot.png'}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
