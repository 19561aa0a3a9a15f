"""Take the README's pictures of the bundled site, with Chromium: ``python -m tools.take_pictures SITE``.

SITE is the folder of a build with ``use_directory_urls``. Writes one WebP file for each page to ``.github/``, that
look the same wherever the same Chromium and fonts are.
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
# The page's address and the picture's height in pixels.
PAGES = {
    "home": ("", 920),
    "background": ("background/", 760),
    "map": ("map/", 760),
    "chronology": ("chronology/", 760),
    "compare": ("compare/", 760),
}
_WIDTH, _QUALITY = 1200, 40


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
            answer = page.goto(f"http://127.0.0.1:{server.server_port}/{path}")
            if answer is None or not answer.ok:
                raise SystemExit(f"{sys.argv[1]} has no page {path!r}")
            if name == "home":
                page.locator(".cite").first.click()
            picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
            picture.save(ROOT / ".github" / f"{name}.webp", quality=_QUALITY, method=6)
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    main()
