"""The chronology's data file, loaded by TimelineJS itself in Chromium."""

import functools
import http.server
import json
import os
import threading
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="dist/css/timeline.css">
<script src="dist/js/timeline.js"></script><div id="line" style="width: 1000px; height: 600px"></div>
<script>window.line = new TL.Timeline("line", "timeline.json", {font: null, script_path: "dist/js"});</script>"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A static host that says nothing."""

    def log_message(self, *args):
        pass


@pytest.fixture
def address(bundled, tmp_path):
    package = os.environ.get("TIMELINEJS", "")
    if not Path(package, "dist", "js", "timeline.js").is_file():
        pytest.skip("TIMELINEJS names no folder of the npm package @knight-lab/timelinejs")
    (tmp_path / "dist").symlink_to(Path(package, "dist"))
    data = Path(bundled(), "assets", "explainer", "timeline.json").read_text("utf-8")
    (tmp_path / "timeline.json").write_text(data, "utf-8")
    (tmp_path / "index.html").write_text(PAGE, "utf-8")
    handler = functools.partial(Quiet, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", json.loads(data)
        server.shutdown()


def test_timelinejs_shows_every_entry_with_its_day(chromium, address):
    url, data = address
    page = chromium.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(url)
    page.locator(".tl-slide .tl-headline").first.wait_for(state="attached")
    page.wait_for_function(f"document.querySelectorAll('.tl-timemarker').length === {len(data['events'])}")
    said = page.locator(".tl-slide .tl-headline").all_inner_texts()
    dates = page.locator(".tl-slide .tl-headline-date").all_inner_texts()
    page.close()
    assert errors == []
    assert [text.strip() for text in dates if text.strip()] == [
        item["display_date"] for item in data["events"]
    ]
    assert len(said) == len(data["events"]) + ("title" in data)
