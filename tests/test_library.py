"""The package as a library: what it promises can be imported, is typed, and tells every failure in its own form."""

import contextlib
import enum
import importlib
import inspect
import pkgutil
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import ROOT
from mypy import api

import generator
from generator import cli, diagnostics, model
from generator.diagnostics import GeneratorError, unexpected, working_on

ARTICLE = "The bridge\n\n5 March 2026\n\nThe bridge at Farum was closed on Tuesday, the police said.\n"
PROGRAM = """\
from pathlib import Path

from generator import Build, Diagnostic, GeneratorError, PublishOptions, Site, Story, build, publish

built: Build = build("project", Path("seeds"))
story: Story = built.story
site: Site = publish(story, Path("out"), options=PublishOptions(site_name="A story"))
for item in built.diagnostics:
    line: int = item.line
try:
    build(Path("nowhere"))
except GeneratorError as problem:
    first: Diagnostic = problem.diagnostics[0]
"""


@pytest.mark.parametrize("name", generator.__all__)
def test_what_the_package_promises_can_be_imported(name):
    code = f"from generator import {name}; print({name} is not None and type({name}).__name__)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() != "module"


def test_the_functions_stay_functions_whatever_is_imported_first():
    importlib.import_module("generator.publish.site")
    importlib.import_module("generator.pipeline")
    assert inspect.isfunction(generator.build)
    assert inspect.isfunction(generator.publish)
    assert re.fullmatch(r"\d+\.\d+\.\d+\S*", generator.__version__)


def test_importing_the_package_loads_none_of_its_dependencies():
    heavy = ["folium", "jinja2", "pydantic", "geopy", "mkdocs", "babel", "generator.pipeline"]
    code = f"import sys, generator; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "[]"


def test_a_story_without_an_editor_loads_nothing_that_reads_a_story_file(project, tmp_path):
    folder = project({"daily.txt": ARTICLE})
    heavy = ["generator.storyfile", "generator.storyschema", "generator.claims.edited.claims"]
    code = (
        f"import sys, generator; generator.publish(generator.build({str(folder)!r}, 'seeds').story, "
        f"{str(tmp_path / 'out')!r}); print([name for name in {heavy} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("kind", [str, Path])
def test_a_story_is_built_and_published_from_python(project, tmp_path, kind):
    folder = project({"daily.txt": ARTICLE})
    story = generator.build(kind(folder), kind("seeds")).story
    assert [item.article.id for item in story.articles] == ["daily"]
    site = generator.publish(story, kind(tmp_path / "out"))
    assert {page.path for page in site.pages} <= {
        path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*")
    }
    assert tmp_path.joinpath("out", "index.md").read_text("utf-8") == site.pages[0].markdown


def test_a_path_may_be_relative_to_where_one_stands(project, monkeypatch):
    folder = project({"daily.txt": ARTICLE})
    monkeypatch.chdir(folder.parent)
    assert generator.build(folder.name).story == generator.build(folder, folder / "seeds").story
    with pytest.raises(GeneratorError, match="seeds-missing"):
        generator.build("nowhere")


def test_a_users_program_is_type_checked_against_the_package(tmp_path):
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, "utf-8")
    with contextlib.chdir(tmp_path):
        told, wrong, code = api.run(["--strict", "--no-incremental", "program.py"])
        assert code == 0, told + wrong
        program.write_text(PROGRAM.replace("line: int", "line: str"), "utf-8")
        told, wrong, code = api.run(["--strict", "--no-incremental", "program.py"])
        assert code == 1, told + wrong


def test_the_readme_shows_the_use_from_python(project, monkeypatch):
    block = re.search(r"```python\n(.+?)```", ROOT.joinpath("README.md").read_text("utf-8"), re.DOTALL)
    monkeypatch.chdir(project({"daily.txt": ARTICLE}))
    exec(compile(block[1], "README.md", "exec"), {})
    assert Path("pages", "index.md").is_file()


# ---------------------------------------------------------------- what nobody foresaw


def test_an_unexpected_error_names_the_innermost_and_the_outer_work():
    def fail():
        with working_on("seeds/story.yml"), working_on("seeds/a.txt"):
            raise KeyError("lost\nword")

    with pytest.raises(KeyError) as caught:
        fail()
    told = unexpected(caught.value)
    assert str(told).startswith(
        "seeds/a.txt: something unexpected happened: KeyError: \"'lost\\nword'\" [unexpected]"
    )
    assert "seeds/story.yml" in told.hints[0]


@pytest.mark.parametrize("verbose", [False, True])
def test_a_command_shows_a_traceback_only_when_asked_for(project, monkeypatch, verbose):
    folder = project({"daily.txt": ARTICLE})

    def broken(*_):
        raise ZeroDivisionError("never")

    monkeypatch.setattr("generator.pipeline.read_attributions", broken)
    options = ["--verbose"] if verbose else []
    done = CliRunner().invoke(cli.main, [*options, "check", str(folder / "seeds")])
    assert done.exit_code == 1
    if verbose:
        assert isinstance(done.exception, ZeroDivisionError)
    else:
        assert isinstance(done.exception, SystemExit)
        assert done.output.startswith(
            'seeds/daily.txt: something unexpected happened: ZeroDivisionError: "never"'
        )


def test_a_claim_that_fails_is_named_with_its_line(project, monkeypatch):
    story = (
        "story: {title: The bridge}\nsections: [{id: news, title: News, page: background}]\nclaims:\n"
        "  - {id: closed, section: news, text: The bridge was closed., evidence: "
        "[{source: daily, quote: was closed on Tuesday}]}\n"
    )
    folder = project({"daily.txt": ARTICLE}, story)
    monkeypatch.setattr("generator.claims.edited.claims.claim_date", lambda *_: {}["when"])
    done = CliRunner().invoke(cli.main, ["check", str(folder / "seeds")])
    assert done.exit_code == 1
    assert done.output.startswith("seeds/story.yml:4: something unexpected happened: KeyError")


def test_a_folder_that_cannot_be_written_is_told_in_a_line(project):
    folder = project({"daily.txt": ARTICLE})
    target = folder / "file"
    target.write_text("in the way", "utf-8")
    done = CliRunner().invoke(cli.main, ["write", str(target / "below"), "--seeds", str(folder / "seeds")])
    assert done.exit_code == 1
    assert "[file-access]" in done.output


# ---------------------------------------------------------------- tables by enum


# The enums of what travels between rooms: a new member reaches code that has not heard of it.
TRAVEL = {
    kind
    for module in (model, diagnostics)
    for kind in vars(module).values()
    if inspect.isclass(kind) and issubclass(kind, enum.Enum) and kind.__module__ == module.__name__
}


def enum_tables():
    """Every dictionary at the top of a module whose keys are members of one of these."""
    for info in pkgutil.walk_packages(generator.__path__, "generator."):
        if info.name.endswith(("__main__", ".plugin")) or ".theme" in info.name:
            continue
        module = importlib.import_module(info.name)
        for name, value in vars(module).items():
            kinds = {type(key) for key in value} if isinstance(value, Mapping) else set()
            if len(kinds) == 1 and issubclass(kind := next(iter(kinds)), enum.Enum) and kind in TRAVEL:
                yield f"{info.name}.{name}", value, kind


# Tables that leave members out on purpose and are asked only for what they have; a new member must be put somewhere.
LEFT_OUT = {
    "_UNKNOWN_PEOPLE": {"country", "region", "site"},  # these have a population or need none
    "_KINDS": {"site"},  # whatever Nominatim calls otherwise
    "STATUS_TAGS": {"reported", "computed"},  # a plain statement has no tag, a computed date tells of itself
    "_NOBODY": {"own-voice", "headline-only", "computed"},  # the other half of _PLAIN
    # Figures are told apart in these three ways alone.
    "_FIGURE_NAMES": {"agree", "headline", "precision", "scope", "voucher", "wording"},
    "_PLAIN": {"eyewitness", "named-person", "official", "party", "unnamed"},
}


def test_tables_by_enum_have_every_member():
    missing = {
        name: {member.value for member in set(kind) - set(table)}
        for name, table, kind in enum_tables()
        if set(kind) - set(table)
    }
    assert len([*enum_tables()]) > len(missing)
    assert {name.rpartition(".")[2]: values for name, values in missing.items()} == LEFT_OUT
