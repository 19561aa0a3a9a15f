"""Addresses: fetched once from a server of this machine, within limits; nothing here asks the network."""

import gzip
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from click.testing import CliRunner
from originals import page

import generator.intake.fetching as room
from generator.cli import main
from generator.diagnostics import GeneratorError
from generator.intake.fetching import fetch


class _Server(BaseHTTPRequestHandler):
    """Answers by the path alone."""

    def do_GET(self):
        self.server.asked.append(self.path)
        status, headers, body = self.server.answers.get(self.path, (404, {}, b""))
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key, value)
        self.end_headers()
        try:
            self.wfile.write(body)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, *_args):
        """Say nothing."""


@contextmanager
def serving(answers):
    server = HTTPServer(("127.0.0.1", 0), _Server)
    server.answers, server.asked = answers, []
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", server.asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


HTML = {"Content-Type": "text/html; charset=utf-8"}


def test_a_page_is_fetched_once_and_its_redirections_are_shown(tmp_path, monkeypatch):
    pytest.importorskip(
        "trafilatura", reason='what reads web pages is not installed: pip install ".[intake]"'
    )
    monkeypatch.chdir(tmp_path)
    tmp_path.joinpath("seeds").mkdir()
    answers = {
        "/short": (301, {"Location": "/2026/03/05/bridge"}, b""),
        "/2026/03/05/bridge": (200, HTML, page().encode()),
    }
    with serving(answers) as (host, asked):
        done = CliRunner().invoke(main, ["add", f"{host}/short", "--keep-original"])
        assert done.exit_code == 0, done.output
        assert asked == ["/short", "/2026/03/05/bridge"]
    assert f"redirected to {host}/2026/03/05/bridge" in done.output
    seed = next(tmp_path.joinpath("seeds").iterdir()).read_text("utf-8")
    assert f"url: {host}/2026/03/05/bridge" in seed
    assert "date: 2026-03-05" in seed
    assert next(tmp_path.joinpath("originals").iterdir()).read_bytes() == page().encode()


def test_an_article_that_is_there_is_not_fetched_again(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    tmp_path.joinpath("seeds").mkdir()
    with serving({}) as (host, asked):
        tmp_path.joinpath("seeds/a.md").write_text(
            f"---\nurl: {host}/a\n---\n\nThe bridge is closed.\n", "utf-8"
        )
        done = CliRunner().invoke(main, ["add", f"{host}/a/?utm_source=mail#top"])
    assert (done.exit_code, asked) == (0, [])
    assert "there already" in done.output


def test_what_is_packed_is_unpacked_and_the_stated_encoding_kept():
    headers = {"Content-Type": "text/html; charset=windows-1250", "Content-Encoding": "gzip"}
    with serving({"/a": (200, headers, gzip.compress(b"<html>"))}) as (host, _asked):
        original = fetch(f"{host}/a").original
    assert (original.raw, original.charset) == (b"<html>", "windows-1250")


REFUSED = {
    "not found": ((404, {}, b""), '"404 Not Found"'),
    "forbidden": ((403, {}, b""), "save it as .html"),
    "to a file": ((302, {"Location": "file:///etc/passwd"}, b""), ""),
    "to another protocol": ((302, {"Location": "ftp://daily.example/a"}, b""), "no address of a web page"),
    "in a circle": ((302, {"Location": "/a"}, b""), ""),
    "too large": ((200, HTML, b"a" * 300_000), "has more than"),
    "too large unpacked": (
        (200, HTML | {"Content-Encoding": "gzip"}, gzip.compress(b"a" * 300_000)),
        "unpacks to more than",
    ),
    "packed badly": ((200, HTML | {"Content-Encoding": "gzip"}, b"no"), "cannot be fetched"),
    "shorter than it says": ((200, HTML | {"Content-Length": "500"}, b"a"), "cannot be fetched"),
}


@pytest.mark.parametrize(("answer", "words"), REFUSED.values(), ids=REFUSED)
def test_an_answer_that_is_no_page_is_told(monkeypatch, answer, words):
    monkeypatch.setattr(room, "LARGEST", 100_000)
    with serving({"/a": answer}) as (host, asked), pytest.raises(GeneratorError) as caught:
        fetch(f"{host}/a")
    assert words in str(caught.value)
    assert {item.code for item in caught.value.diagnostics} <= {
        "intake-fetch",
        "intake-address",
        "intake-size",
    }
    assert len(asked) <= 11


def test_a_slow_answer_ends(monkeypatch):
    monkeypatch.setattr(room, "_SECONDS_AT_MOST", -1)
    with (
        serving({"/a": (200, HTML, b"<html>")}) as (host, _asked),
        pytest.raises(GeneratorError, match="takes more than"),
    ):
        fetch(f"{host}/a")


def test_no_address_of_the_web_leads_into_the_editors_own_network(monkeypatch):
    inside = room._is_inside
    monkeypatch.setattr(room, "_is_inside", lambda host: host != "localhost" and inside(host))
    with serving({}) as (host, asked):
        port = host.rsplit(":", 1)[1]
        with serving({"/a": (302, {"Location": f"{host}/secret"}, b"")}) as (outside, _asked):
            address = outside.replace("127.0.0.1", "localhost") + "/a"
            with pytest.raises(GeneratorError, match="into your own network"):
                fetch(address)
        assert port
        assert asked == []


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "ftp://a.example/", "http://", "https:///a", "https://[a", "javascript://a"],
)
def test_what_is_no_address_of_the_web_is_not_asked_for(address):
    with pytest.raises(GeneratorError, match="intake-address"):
        fetch(address)


def test_nobody_there_is_told():
    with serving({}) as (host, _asked):
        pass
    with pytest.raises(GeneratorError, match="intake-fetch"):
        fetch(f"{host}/a")
