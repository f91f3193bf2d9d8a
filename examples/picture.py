"""Take the picture of reports/page.html that README shows: `python examples/picture.py`, with Chromium installed."""

import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

SIZE = {"width": 960, "height": 1640}  # down to the end of the first plot


def main() -> None:
    """Write page.png beside the page."""
    page = Path(__file__).parent / "reports" / "page.html"
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        view = browser.new_page(viewport=SIZE, color_scheme="light")
        view.goto(page.resolve().as_uri())
        view.screenshot(path=page.with_suffix(".png"))
        browser.close()


if __name__ == "__main__":
    main()
