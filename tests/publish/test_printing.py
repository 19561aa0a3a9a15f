"""Everything as a PDF, printed by a browser when the pages are written."""

import re
import shutil

import pypdf
import pytest
from conftest import run

from generator.diagnostics import GeneratorError
from generator.publish.host import printing
from generator.publish.host.printing import print_page, printable

ARTICLE = (
    "A bridge closes\n\nPublished 5 March 2026\n\nThe bridge in Oslo was closed on Tuesday, the mayor said.\n"
)
LINKED = "assets/explainer/story.pdf"


def with_pdf(folder, path=""):
    settings = folder / "mkdocs.yml"
    option = f"[{{explainer: {{pdf: true{f', path: {path}' if path else ''}}}}}]"
    settings.write_text(settings.read_text("utf-8").replace("[explainer]", option), "utf-8")
    return folder


@pytest.fixture
def broken(tmp_path):
    """A browser that fails."""
    script = tmp_path / "broken"
    script.write_text("#!/bin/sh\necho no display >&2\nexit 1\n", "utf-8")
    script.chmod(0o755)
    return script


@pytest.mark.browser
@pytest.mark.usefixtures("chromium")
def test_the_bundled_story_is_a_pdf_of_sixteen_pages(bundled_root, tmp_path):
    for name in ("seeds", "site_src"):
        shutil.copytree(bundled_root / name, tmp_path / name)
    shutil.copyfile(bundled_root / "mkdocs.yml", tmp_path / "mkdocs.yml")
    run("mkdocs", tmp_path, "--strict", EXPLAINER_PDF="true", SITE_URL="https://example.org/repo/")
    site = tmp_path / "site"
    assert f'href="../{LINKED}" download' in site.joinpath("about/index.html").read_text("utf-8")
    assert LINKED in site.joinpath(".explainer").read_text("utf-8").splitlines()
    assert not site.joinpath("everything/print.html").exists()
    pdf = pypdf.PdfReader(site / LINKED)
    assert len(pdf.pages) <= 16
    assert pdf.metadata.title == "Russia begins to leave its base at Qamishli"
    assert pdf.metadata.creation_date.date().isoformat() == "2026-01-27"
    assert pdf.trailer["/Root"]["/Lang"] == "en"
    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    assert "withdrawal began around 21 or 22 January 2026" in text
    assert "approximately five or six days ago" in text
    links = [
        mark.get_object()["/A"]["/URI"]
        for page in pdf.pages
        for mark in page.get("/Annots", ())
        if "/URI" in mark.get_object().get("/A", {})
    ]
    assert "https://example.org/repo/map/#qamishli" in links
    assert not [link for link in links if not link.startswith("https://")]


def test_no_pdf_is_linked_that_is_not_made(project):
    folder = project({"daily.txt": ARTICLE})
    run("mkdocs", folder)
    assert not folder.joinpath("site", LINKED).exists()
    assert LINKED not in folder.joinpath("site/about/index.html").read_text("utf-8")


def test_when_the_browser_fails_the_last_good_site_stays(project, broken):
    folder = with_pdf(project({"daily.txt": ARTICLE}))
    folder.joinpath("site").mkdir()
    folder.joinpath("site/.explainer").write_text("", "utf-8")
    done = run("mkdocs", folder, check=False, CHROME_PATH=str(broken))
    assert done.returncode == 1
    assert "[pdf-failed]\n    It said: no display\n" in done.stderr
    assert "Traceback" not in done.stderr
    assert [path.name for path in folder.joinpath("site").iterdir()] == [".explainer"]


@pytest.mark.parametrize("browser", ["", "none/such"])
def test_a_machine_without_a_browser_is_told_what_to_do(tmp_path, monkeypatch, browser):
    page = tmp_path / "index.html"
    page.write_text("<title>T</title>", "utf-8")
    monkeypatch.setenv("CHROME_PATH", browser)
    monkeypatch.setattr(printing, "_BROWSERS", ("no-such-browser",))
    with pytest.raises(GeneratorError) as raised:
        print_page(page, tmp_path / "a.pdf", title="T", address="", day="")
    (problem,) = raised.value.diagnostics
    assert problem.code == ("pdf-failed" if browser else "pdf-no-browser")
    assert "CHROME_PATH" in problem.hints[-1]
    assert [path.name for path in tmp_path.iterdir()] == ["index.html"]


def test_each_story_has_its_own_and_its_days_are_the_storys(project, tmp_path):
    """The browser here copies what it is given to print."""
    folder = with_pdf(project({"daily.txt": ARTICLE}), path="dam")
    copying = tmp_path / "copying"
    copying.write_text(
        "#!/bin/sh\nfor one; do\n"
        "case $one in --print-to-pdf=*) to=${one#*=};; file:*) from=${one#file://};; esac; done\n"
        'printf "/CreationDate (D:20300102030405+00\'00\')\\n" > "$to"; cat "$from" >> "$to"\n',
        "utf-8",
    )
    copying.chmod(0o755)
    run("mkdocs", folder, CHROME_PATH=str(copying))
    made = folder.joinpath("site/dam", LINKED).read_text("utf-8")
    assert made.startswith("/CreationDate (D:20260305000000+00'00')\n")
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", made)[1]
    assert f"<title>{heading}</title>" in made
    assert "<script" not in made
    assert "Content-Security-Policy" not in made
    assert 'href="https://example.org/repo/dam/' in made


@pytest.mark.parametrize(
    ("link", "address", "wanted"),
    [
        ("../map/#x", "https://a.example/b/everything/", 'href="https://a.example/b/map/#x"'),
        ("#x", "https://a.example/b/", 'href="#x"'),
        ("?a=1&amp;b=2", "https://a.example/b/", 'href="https://a.example/b/?a=1&amp;b=2"'),
        ("mailto:a@b.example", "", 'href="mailto:a@b.example"'),
        ("../map/", "", None),
        ("/etc/x", "", None),
    ],
)
def test_no_link_of_the_printed_page_leads_into_this_machine(link, address, wanted):
    made = printable(f'<svg><a class="k" href="{link}" id="i">x</a></svg>', "T", address)
    assert made == f'<svg><a class="k"{" " + wanted if wanted else ""} id="i">x</a></svg>'


def test_reference_managers_find_their_fields_in_each_head(bundled):
    for path in ("index.html", "compare/index.html"):
        head = bundled().joinpath(path).read_text("utf-8").partition("</head>")[0]
        fields = dict(re.findall(r'<meta name="((?:citation_|DC\.)[^"]+)" content="([^"]*)"', head))
        assert fields["citation_title"].endswith("Russia begins to leave its base at Qamishli")
        assert fields["citation_author"] == "The explainer-microsite developers"
        assert fields["citation_language"] == "en"
        assert fields["citation_public_url"].startswith("https://example.org/repo/")
        assert fields["DC.type"] == "Text"
