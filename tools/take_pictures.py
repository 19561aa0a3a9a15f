"""Take the README's pictures of the bundled site, with Chromium: ``python -m tools.take_pictures SITE``.

SITE is the folder of a build with ``use_directory_urls``. Writes a palette image of each page to ``.github/``, the same
wherever the same Chromium and fonts are.
"""

from __future__ import annotations

import functools
import http.server
import io
import os
import shutil
import sys
import threading
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
PAGES = {
    "home": ("", 920),
    "background": ("background/", 760),
    "map": ("map/", 760),
    "chronology": ("chronology/", 760),
    "compare": ("compare/", 760),
}
_WIDTH, _COLORS = 1200, 96


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_args: object) -> None:
        """Say nothing."""


def main() -> None:
    handler = functools.partial(_Quiet, directory=sys.argv[1])
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    chromium = os.environ.get("CHROME_PATH") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for name, (path, height) in PAGES.items():
            page = browser.new_page(viewport={"width": _WIDTH, "height": height}, color_scheme="light")
            page.goto(f"http://127.0.0.1:{server.server_port}/{path}")
            if name == "home":
                page.locator(".cite").first.click()
            picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
            picture.quantize(_COLORS, dither=Image.Dither.NONE).save(
                ROOT / ".github" / f"{name}.png", optimize=True
            )
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    main()
