"""``explainer places``: the listing, and Nominatim played by a local server."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlparse

import pytest
import yaml
from click.testing import CliRunner

from generator.cli import main
from generator.editor import places

ARTICLE = (
    "A bridge closes\n\nPublished 5 March 2026\n\n"
    "The bridge near Grunnvik in Norway was closed on Tuesday. Crews from Oslo came to Grunnvik.\n"
    "A second one in Storvoll was open. Talks in Kaptun Lindahl were held.\n"
)
STORY = (
    "# ours\nstory: {title: A bridge closes}\nsources: {daily.txt: {id: daily}}\n"
    "names: [{name: Kaptun Lindahl, kind: person}]\n"
    "sections: [{id: news, title: News, page: background}]\n"
    "claims:\n  - {id: closed, section: news, text: It was closed.,"
    " evidence: [{source: daily, quote: was closed on Tuesday}]} # the end\n"
)
KNOWN = {
    "Grunnvik": {
        "lat": "66.51", "lon": "12.25", "addresstype": "village", "display_name": "Grunnvik: North # 1, Norway",
        "address": {"country_code": "no"},
    },
}  # fmt: skip


ODD = {}


@pytest.fixture
def server(monkeypatch):
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            query = parse_qs(urlparse(self.path).query)["q"][0]
            asked.append((query, self.headers["User-Agent"]))
            body = ODD.get(query) or json.dumps([KNOWN[query]] if query in KNOWN else []).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    listener = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=listener.serve_forever, daemon=True).start()
    monkeypatch.setenv("NOMINATIM_DOMAIN", f"http://127.0.0.1:{listener.server_port}")
    for proxy in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(proxy, raising=False)
    yield asked
    listener.shutdown()
    listener.server_close()


def run(*words):
    return CliRunner().invoke(main, [str(word) for word in words])


def test_places_are_listed_with_their_working(project):
    done = run("places", project({"daily.txt": ARTICLE}, STORY) / "seeds")
    assert done.exit_code == 0
    assert "Oslo, NO: town, 59.9127, 10.7461\n    point of Oslo in GeoNames; it is a capital" in done.stdout
    assert "Grunnvik: not known (seeds/daily.txt:5)" in done.stdout
    assert done.stdout.count("Grunnvik: not known") == 1
    assert "Storvoll: not known (seeds/daily.txt:6)" in done.stdout
    assert "Lindahl" not in done.stdout


def test_unresolved_names_are_remarks_that_fail_no_strict_check(project):
    seeds = project({"daily.txt": ARTICLE}, STORY) / "seeds"
    done = run("check", seeds)
    assert 'seeds/daily.txt:5: "Grunnvik" looks like a place' in done.stderr
    assert "In: The bridge near Grunnvik in Norway was closed on Tuesday." in done.stderr
    assert "- {name: Grunnvik, kind: town, lat: ?, lon: ?, origin: ?}" in done.stderr
    assert done.stderr.count("[place-unresolved]") == 2


def test_what_another_article_places_or_names_somebody_is_no_unknown_place(project):
    folder = project(
        {
            "a.txt": "One\n\n4 March 2026\n\nA dam broke in Northgate, Ohio, on Tuesday, Ada Holt Trust said.\n",
            "b.txt": "Two\n\n5 March 2026\n\nTwo dams near Northgate held. Crews from Ada Holt Trust came.\n",
        }
    )
    for command in ("check", "places"):
        done = run(command, folder / "seeds")
        assert "looks like a place" not in done.stderr
        assert "not known" not in done.stdout


def test_online_answers_are_added_for_review(project, server):
    seeds = project({"daily.txt": ARTICLE}, STORY) / "seeds"
    done = run("places", seeds, "--online")
    assert done.exit_code == 0, done.output
    assert "Storvoll: Nominatim knows no such place" in done.stdout
    text = seeds.joinpath("story.yml").read_text("utf-8")
    assert text.startswith(STORY)
    assert "# from OpenStreetMap Nominatim (ODbL), to be reviewed\n  - name: Grunnvik\n" in text
    (place,) = yaml.safe_load(text)["places"]
    assert (place["kind"], place["lat"], place["lon"], place["country"]) == ("town", 66.51, 12.25, "NO")
    assert "Grunnvik: North # 1, Norway" in place["origin"]
    assert [name for name, _ in server] == ["Grunnvik", "Storvoll"]
    assert all(agent.startswith("explainer-microsite/") for _, agent in server)
    again = run("places", seeds)
    assert "Grunnvik, NO: town, 66.5100, 12.2500" in again.stdout
    assert "Grunnvik: not known" not in again.stdout


def test_at_most_one_request_a_second(server):
    started = time.monotonic()
    assert [found for _, found in places.ask(["A", "B"])] == [None, None]
    assert time.monotonic() - started >= 1
    assert len(server) == 2


def test_offline_is_a_message_and_nothing_is_written(project, monkeypatch):
    monkeypatch.setenv("NOMINATIM_DOMAIN", "http://127.0.0.1:9")
    seeds = project({"daily.txt": ARTICLE}, STORY) / "seeds"
    done = run("places", seeds, "--online")
    assert done.exit_code == 1
    assert "[places-offline]" in done.stderr
    assert "Nothing was written" in done.stderr
    assert seeds.joinpath("story.yml").read_text("utf-8") == STORY


@pytest.mark.usefixtures("server")
@pytest.mark.parametrize(
    "body",
    [
        "{}", "null", "3", '"x"', "[3]", "[null]", "[[]]", "[{}]", "<html>", "\xff", "[" * 9000,
        '[{"lat": "x", "lon": "1"}]', '[{"lat": "nan", "lon": "1"}]', '[{"lat": 999, "lon": 1}]',
        '[{"lat": null, "lon": 1}]', '[{"lat": 1, "lon": 1e400}]', '[{"lat": 1}]', '[{"lat": [], "lon": {}}]',
    ],
)  # fmt: skip
def test_an_odd_answer_is_a_message_and_nothing_is_written(project, monkeypatch, body):
    monkeypatch.setitem(ODD, "Grunnvik", body.encode("latin-1"))
    seeds = project({"daily.txt": ARTICLE}, STORY) / "seeds"
    done = run("places", seeds, "--online")
    if done.exit_code == 0:
        # geopy takes these for an answer that knows nothing.
        assert "Grunnvik: Nominatim knows no such place" in done.stdout
    else:
        assert done.exit_code == 1
        assert "[places-offline]" in done.stderr
        assert not isinstance(done.exception, (ValueError, TypeError, LookupError, RecursionError))
    assert seeds.joinpath("story.yml").read_text("utf-8") == STORY


@pytest.mark.usefixtures("server")
def test_what_an_answer_says_beside_the_point_cannot_break_the_story_file(project, monkeypatch):
    odd = {
        "lat": "66.5", "lon": "12.2", "addresstype": ["village"], "display_name": "A\uffff\ud800\n- b: *c" + "x" * 9999,
        "address": {"country_code": "<>"},
    }  # fmt: skip
    monkeypatch.setitem(ODD, "Grunnvik", json.dumps([odd]).encode())
    seeds = project({"daily.txt": ARTICLE}, STORY) / "seeds"
    done = run("places", seeds, "--online")
    assert done.exit_code == 0, done.output
    (place,) = yaml.safe_load(seeds.joinpath("story.yml").read_text("utf-8"))["places"]
    assert "country" not in place
    assert place["origin"].startswith("point of A - b: *cx")


def test_without_a_story_file_there_is_nothing_to_add_to(project, server):
    seeds = project({"daily.txt": ARTICLE}, STORY) / "seeds"
    seeds.joinpath("story.yml").unlink()
    done = run("places", seeds, "--online")
    assert (done.exit_code, "[places-file]" in done.stderr) == (1, True)
    assert server == []


def test_the_about_page_names_the_sources_of_the_places(project, tmp_path):
    done = run("write", tmp_path / "out", "--seeds", project({"daily.txt": ARTICLE}, STORY) / "seeds")
    assert done.exit_code == 0, done.output
    about = tmp_path.joinpath("out/about.md").read_text("utf-8")
    for source in ("https://www.geonames.org/", "CC BY 4.0", "airportsdata", "Natural Earth"):
        assert source in about


def test_a_district_of_the_story_is_known_as_such(project):
    district = "places: [{name: Grunnvik, kind: district, lat: 66.5, lon: 12.25, origin: by hand}]\n"
    done = run("places", project({"daily.txt": ARTICLE}, STORY + district) / "seeds")
    assert "Grunnvik: district, about 66.5000, 12.2500\n    by hand; the story file places it" in done.stdout
