"""Folders that lie in one another are refused before anything is touched."""

import hashlib

import pytest
from conftest import run

from generator.publish.host.settings import lies_in, overlaps

CASES = [  # site, seeds, templates, docs; the code
    ("seeds", "seeds", None, "site_src", "site-overlap"),
    ("seeds/out", "seeds", None, "site_src", "site-overlap"),
    ("site", "site/seeds", None, "site_src", "site-overlap"),
    ("site", "seeds", "site/templates", "site_src", "site-overlap"),
    ("templates", "seeds", "templates", "site_src", "site-overlap"),
    ("site_src/out", "seeds", None, "site_src", "site-overlap"),
    ("site", "seeds", None, "site/pages", "site-overlap"),
    (".", "seeds", None, "site_src", "site-overlap"),
    ("..", "seeds", None, "site_src", "site-overlap"),
    ("site/../seeds", "seeds", None, "site_src", "site-overlap"),
    ("linked", "seeds", None, "site_src", "site-overlap"),
    ("site", "seeds", None, "seeds", "docs-overlap"),
    ("site", "site_src/seeds", None, "site_src", "docs-overlap"),
    ("site", "seeds", None, "seeds/pages", "docs-overlap"),
]


@pytest.mark.parametrize(("site", "seeds", "templates", "docs", "code"), CASES)
def test_every_overlap_is_found(tmp_path, site, seeds, templates, docs, code):
    root = tmp_path / "project"
    root.joinpath(seeds).mkdir(parents=True)
    if site == "linked":
        root.joinpath(site).symlink_to("seeds")
    kept = {"seeds_dir": root / seeds, "docs_dir": root / docs}
    if templates:
        kept["templates_dir"] = root / templates
    found = overlaps(root, root / site, kept, root / seeds, root / docs)
    assert {item.code for item in found} == {code}


@pytest.mark.parametrize("site", ["site", "public/site", "../elsewhere", "seeds-site"])
def test_folders_of_their_own_are_fine(tmp_path, site):
    root = tmp_path / "project"
    root.joinpath("seeds").mkdir(parents=True)
    kept = {"seeds_dir": root / "seeds", "docs_dir": root / "site_src"}
    assert overlaps(root, root / site, kept, root / "seeds", root / "site_src") == []


def test_a_name_that_begins_alike_is_no_overlap(tmp_path):
    assert not lies_in(tmp_path / "site_src", tmp_path / "site")


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("site_dir: seeds", 'the site would be written to "seeds", which overlaps `seeds_dir`, "seeds"'),
        ("site_dir: notes", 'which holds "mine.txt", and no build wrote that'),
        ("site_dir: .", 'which holds "'),
    ],
)
def test_a_build_refuses_and_touches_nothing(project, setting, message):
    folder = project(
        {"daily.txt": "A bridge closes\n\nThe bridge was closed on Tuesday.\n"}, "story: {title: T}\n"
    )
    folder.joinpath("notes").mkdir()
    folder.joinpath("notes/mine.txt").write_text("mine")
    with folder.joinpath("mkdocs.yml").open("a") as config:
        config.write(f"{setting}\n")
    before = everything(folder)
    done = run("mkdocs", folder, check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    if setting != "site_dir: .":  # MkDocs refuses that itself, in its own words
        assert message in done.stderr
    assert everything(folder) == before


def test_docs_dir_with_the_articles_publishes_nothing(project):
    folder = project({"daily.txt": "A bridge closes\n\nThe bridge was closed on Tuesday.\n"})
    config = folder / "mkdocs.yml"
    config.write_text(config.read_text().replace("docs_dir: site_src", "docs_dir: seeds"))
    done = run("mkdocs", folder, check=False)
    assert done.returncode == 1
    assert "[docs-overlap]" in done.stderr
    assert not folder.joinpath("site").exists()


def everything(folder):
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        if path.is_file()
        else ""
        for path in folder.rglob("*")
    }


def test_headings_keep_their_names_without_a_setting(project):
    folder = project(
        {"daily.txt": "The port\n\n2026-03-04\n\nThe port of Oslo was shut on Tuesday, the mayor said.\n"}
    )
    config = folder.joinpath("mkdocs.yml")
    config.write_text(config.read_text().replace("markdown_extensions: [attr_list]\n", ""))
    run("mkdocs", folder)
    home = folder.joinpath("site/index.html").read_text("utf-8")
    assert 'id="short-answer"' in home
    assert "{: #" not in home
